"""One run of the line over the bench's table, in a process of its own: `python -m bench.line_run copy|whole URL ROWS HOME`.

`copy`: extract as every run does (keyset pages, canonical columns, row hash) and load the batches as they are into a DuckDB file.
`whole`: extract into encrypted staging, then validate, pseudonymise, link and load. Prints one JSON object: seconds, CPU seconds, peak
memory, seconds by step.
"""

import json
import resource
import sys
import time
from pathlib import Path

import pyarrow as pa

from pipelines.batch import Window
from pipelines.declaration import load
from pipelines.line import Line
from quality.feeds import Feed
from settings import Settings
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.archive.archive import Archive
from warehouse.archive.stores.local import LocalStore
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.store import Platform
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Column, Table, Type

SOURCE = Path(__file__).with_name("line.yaml")
SEQUENCE = "load_seq"
KINDS = {pa.int64(): Type.BIGINT, pa.bool_(): Type.BOOLEAN, pa.timestamp("us"): Type.DATETIME, pa.timestamp("ms"): Type.DATETIME}


def main(what: str, url: str, rows: int, home: Path) -> None:
    line, store, platform = _line(url, home)
    started, worked = time.perf_counter(), time.process_time()
    done = _copy(line, store) if what == "copy" else line.collect("BENCH", "exams", "bench").extracted
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    if done != rows:
        raise SystemExit(f"{done} rows arrived of {rows}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    steps: dict[str, float] = {}
    if what == "whole":
        [run] = platform.runs(source="BENCH", feed="exams", limit=1)
        steps = {str(step["step"]): round(float(step["seconds"]), 2) for step in (platform.run(run["run_id"]) or {})["steps"]}
    print(json.dumps({"seconds": seconds, "cpu": cpu, "rss_mb": peak, "steps": steps}))


def _line(url: str, home: Path) -> tuple[Line, DuckDBEngine, Platform]:
    settings = Settings(home=home / "var", keys=home / "keys")
    keyring = Keyring.open(settings.key_folder, settings.home)
    platform = Platform(engine_for(settings.platform_database), keyring)
    identity = Identity(engine_for(settings.identity_database), keyring)
    archive = Archive(LocalStore(settings.archive), settings.archive / "catalogue.db", keyring, 65536)
    store = DuckDBEngine(home / "analytic.duckdb")
    platform.migrate()
    identity.migrate()
    store.apply(list(TABLES.values()))
    platform.declare_feeds([("BENCH", "exams")])
    source = load(SOURCE)
    return Line(settings, keyring, platform, identity, archive, store, {"BENCH": {"url": url}}, {"BENCH": source}), store, platform


def _copy(line: Line, store: DuckDBEngine) -> int:
    reader = line.reader("BENCH", Feed.EXAMS)
    table: Table | None = None
    done = 0
    for number, page in enumerate(reader.batches(Window(None, {"changed": "2099-01-01 00:00:00"})), start=1):
        rows = line.batch_of(reader, "bench", number, page).rows
        if table is None:
            columns = [Column(f.name, KINDS.get(f.type, Type.TEXT), f.name, f.name) for f in rows.schema]
            table = Table("copied", "", "", (*columns, Column(SEQUENCE, Type.BIGINT, "", "", nullable=False)), ("key",))
            store.apply([table])
        sequence = pa.array([number] * rows.num_rows, pa.int64())
        store.load(f"bench.{number}", {table.name: rows.append_column(SEQUENCE, sequence)})
        done += rows.num_rows
    return done


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
