"""Six processes write at once, and a full batch is quick."""

import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event, func, select

from tests.identity.people import Written, population
from warehouse.identity.schema import IDENTITY_TOKEN, KEY_MAP, PATIENT_IDENTITY
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for

PROCESSES = 6
BATCH = 20_000
CPU_SECONDS = 10.0  # of this process; about 5 on a quiet machine. Waiting for others does not count
WORK = """
import random, sys
from pathlib import Path
from tests.identity.people import population
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for

url, number = sys.argv[1], int(sys.argv[2])
identity = Identity(engine_for(url), Keyring(bytes(range(32)), Path(".")))
written = population(seed=11, size=120)
random.Random(number).shuffle(written)
sys.stdin.readline()  # all start together
for start in range(0, len(written), 150):
    for source in ("RIS", "UIS", "EIS", "PIS", "NMIS", "ECGIS"):
        records = [w.record for w in written[start : start + 150] if w.source == source]
        entries = identity.allot(source, "exam", [r.patient_key for r in records])
        ids = identity.absorb(source, records)
        identity.attach([entry.id for entry in entries], ids)
        identity.link(ids)
print(sorted((w.record.patient_key, identity.allot(w.source, "exam", [w.record.patient_key])[0].id) for w in written))
"""


def test_six_processes_allot_no_key_and_no_patient_twice(database: str, identity: Identity, keyring: Keyring, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", WORK, database]
    started = [
        subprocess.Popen([*command, str(n)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for n in range(PROCESSES)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=240) for process in started]
    assert [(process.returncode, error) for process, (_, error) in zip(started, said, strict=True)] == [(0, "")] * PROCESSES
    assert len({out for out, _ in said}) == 1  # every process was given the same numbers

    written = population(seed=11, size=120)
    engine = engine_for(database)
    with engine.connect() as connection:
        ids = list(connection.execute(select(KEY_MAP.c.id)).scalars())
        assert len(ids) == len(set(ids)) == len(written)
        assert connection.execute(select(func.count()).select_from(PATIENT_IDENTITY)).scalar_one() == len(written)
    engine.dispose()
    alone = Identity(engine_for(f"sqlite:///{tmp_path / 'alone.db'}"), keyring)
    alone.migrate()
    for w in written:
        alone.absorb(w.source, [w.record])
    alone.relink()
    assert shape(identity, written) == shape(alone, written)


def shape(identity: Identity, written: list[Written]) -> list[int]:
    """The first record of each record's person: equal for equal partitions whatever the numbers."""
    first: dict[int | None, int] = {}
    return [first.setdefault(identity.by_local(w.source, w.record.patient_key), position) for position, w in enumerate(written)]


def test_a_full_batch_is_cheap_and_runs_no_statement_a_row(tmp_path: Path, keyring: Keyring) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'identity.db'}")
    identity = Identity(engine, keyring)
    identity.migrate()
    statements: Counter[str] = Counter()

    @event.listens_for(engine, "before_cursor_execute")
    def count(*arguments: object) -> None:
        statements[str(arguments[2])[:40]] += 1

    records = [replace(w.record, patient_key=str(n)) for n, w in enumerate(population(seed=3, size=3500)[:BATCH])]
    assert len(records) == BATCH
    keys = [f"exam {n}" for n in range(len(records))]
    sealed = [b"x" * 120] * len(records)
    began = time.process_time()
    entries = identity.allot("RIS", "exam", keys, sealed)
    ids = identity.absorb("RIS", records)
    identity.attach([entry.id for entry in entries], ids)
    identity.link(ids)
    spent = time.process_time() - began
    assert sum(statements.values()) < 400, statements.most_common(5)
    assert spent < CPU_SECONDS
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(IDENTITY_TOKEN)).scalar_one() > len(records)
