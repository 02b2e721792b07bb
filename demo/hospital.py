"""Build the demo hospital: six vendor databases, their file shares, and the ledger of what was planted in them."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TextIO

from demo.catalogue import SHARES, SOURCES
from demo.database import Database, Schema
from demo.exams import Exam
from demo.files.share import Share
from demo.ledger import Ledger
from demo.names import pinyin
from demo.output import Output
from demo.plan import Plan
from demo.systems import ecgis, eis, nmis, pis, ris, uis

# The hospital's present: fixed, so that the same seed gives the same hospital on any day. Everything ordinary lies before it.
TODAY = date(2026, 11, 1)
# Exams whose files are still on the shares, newest first; a million exams would need 150 GB.
FILE_EXAMS = 3_600
SEED = 20260101
_CONTENT = frozenset({"db", "share", "people.tsv", "ledger.json"})

_SYSTEMS: dict[str, tuple[Schema, Callable[[Exam, Output], None]]] = {
    "RIS": (ris.SCHEMA, ris.write),
    "UIS": (uis.SCHEMA, uis.write),
    "EIS": (eis.SCHEMA, eis.write),
    "PIS": (pis.SCHEMA, pis.write),
    "NMIS": (nmis.SCHEMA, nmis.write),
    "ECGIS": (ecgis.SCHEMA, ecgis.write),
}
Progress = Callable[[str, int, int], None]


def build(
    home: Path,
    exams: int = 3_000,
    seed: int = SEED,
    mysql: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    *,
    today: date = TODAY,
    files: bool = True,
) -> Ledger:
    """Make the hospital in `home`, in place of an earlier one; returns its ledger, also saved there as ledger.json.

    ValueError when `home` holds anything that is not a demo hospital.

    `mysql`: source (EIS, ECGIS) → SQLAlchemy URL of an empty database of a MariaDB or MySQL server: the vendor's tables are made and
    filled there as well, and the ledger's connection points there. `progress(source, done, all)` is called every few thousand exams.
    `files=False` leaves the shares empty. Memory does not grow with `exams`; files are kept for the newest `FILE_EXAMS` exams only.

    Same `exams`, `seed` and `today`: same databases, same ledger.
    """
    home = home.resolve()
    _empty(home)
    ledger = Ledger(home, seed, exams, today)
    plan = Plan(seed, exams, today)
    numbers: dict[int, dict[str, None]] = {}
    with (home / "people.tsv").open("w", encoding="utf-8", newline="\n") as truth:
        truth.write("person\tsource\texam_key\tpatient_key\tid_number\n")
        for source in SOURCES:
            out = _output(source, home, plan, ledger, truth, (mysql or {}).get(source), files)
            _fill(out, plan, progress)
            for person, given in out.numbers.items():
                numbers.setdefault(person, {}).update(given)
    ledger.canaries = [
        {
            "person": p.index,
            "name": p.name,
            "pinyin": pinyin(p.name),
            "id_number": p.id_number,
            "phone": p.phone,
            "card_no": p.card_no,
            "his_pid": p.his_pid,
            "address": p.address,
            "numbers": list(numbers.get(p.index, {})),
        }
        for p in plan.canaries()
    ]
    ledger.save()
    return ledger


def _empty(home: Path) -> None:
    """A fresh folder; one that holds anything but an earlier demo hospital is left alone."""
    if home.exists():
        strange = [p.name for p in home.iterdir() if p.name not in _CONTENT]
        if strange:
            raise ValueError(f"{home} is not a demo hospital: it holds {strange[0]}; choose another folder")
        shutil.rmtree(home)
    for folder in ("db", "share"):
        (home / folder).mkdir(parents=True)


def _output(source: str, home: Path, plan: Plan, ledger: Ledger, truth: TextIO, url: str | None, files: bool) -> Output:
    schema, _ = _SYSTEMS[source]
    if url is not None and not schema.mariadb:
        raise ValueError(f"{source} is not a MySQL-shaped system")
    file = home / "db" / f"{source.lower()}.db"
    share = home / "share" / source.lower()
    share.mkdir()
    connection = {"url": url or f"sqlite:///{file}", "share": str(share)}
    if source == "EIS":
        connection["id_key"] = eis.aes_key(plan.seed)
    ledger.connections[source] = connection
    kept = round(FILE_EXAMS * SHARES[source]) if files else 0
    out = Output(source, Database(schema, file, url), ledger, Share(share, max(0, plan.rows[source] - kept)), truth)
    out.always_corrected = ("reports",) if source == "EIS" else ()
    return out


def _fill(out: Output, plan: Plan, progress: Progress | None) -> None:
    _, write = _SYSTEMS[out.source]
    total = plan.rows[out.source]
    for exam in plan.exams(out.source):
        write(exam, out)
        if progress is not None and exam.ordinal % 2_000 == 0:
            progress(out.source, exam.ordinal, total)
    out.ledger.digests[out.source] = out.database.close()
    out.ledger.rows[out.source].update(out.database.counts)
    if progress is not None:
        progress(out.source, total, total)
