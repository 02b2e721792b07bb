"""One run of the line over the bench's table, in a process of its own: `python -m bench.line_run copy|whole URL ROWS HOME`.

`copy`: extract as every run does (keyset pages, canonical columns, row hash) and load the batches as they are into a DuckDB file.
`whole`: extract into encrypted staging, then validate, pseudonymise, link and load into a gateway in a process of its own, as in an
installation. Prints one JSON object: seconds, CPU seconds, peak memory (of `whole` also after each
batch, and the gateway's CPU and peak), seconds by step.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.batch import Window
from pipelines.declaration import load
from pipelines.line import Line
from quality.feeds import Feed
from settings import Settings
from tests.analytics.process import prepare
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.store import AnalyticStore
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
    if what == "copy":
        store = DuckDBEngine(home / "analytic.duckdb")
        line, _ = _line(url, home, store, lambda _name: None)
        told = _measured(rows, lambda: _copy(line, store))
    else:
        gateway = prepare(home / "gateway").start()
        peaks: list[float] = []
        try:
            line, platform = _line(url, home, gateway.client(), lambda name: peaks.append(_peak()) if name == "commit" else None)
            told = _measured(rows, lambda: line.collect("BENCH", "exams", "bench").extracted)
            [run] = platform.runs(source="BENCH", feed="exams", limit=1)
            steps = {str(step["step"]): round(float(step["seconds"]), 2) for step in (platform.run(run["run_id"]) or {})["steps"]}
        finally:
            gateway.end()
        served = resource.getrusage(resource.RUSAGE_CHILDREN)  # the gateway is the only child
        told |= {
            "gateway_cpu": served.ru_utime + served.ru_stime,
            "gateway_rss_mb": served.ru_maxrss / 1024,
            "batch_rss_mb": peaks,
            "steps": steps,
        }
    print(json.dumps(told))


def _measured(rows: int, work: Callable[[], int]) -> dict[str, Any]:
    """Seconds, CPU seconds and peak memory of this process over the work, which gives the rows it has done."""
    started, worked = time.perf_counter(), time.process_time()
    done = work()
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    if done != rows:
        raise SystemExit(f"{done} rows arrived of {rows}")
    return {"seconds": seconds, "cpu": cpu, "rss_mb": _peak()}


def _peak() -> float:
    """The most memory this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _line(url: str, home: Path, store: AnalyticStore, stage: Callable[[str], None]) -> tuple[Line, Platform]:
    """A line over an empty analytic store, its other stores under `home`. `stage`: called with the name of each store committed."""
    settings = Settings(home=home / "var", keys=home / "keys")
    keyring = Keyring.open(settings.key_folder, settings.home)
    platform = Platform(engine_for(settings.platform_database), keyring)
    identity = Identity(engine_for(settings.identity_database), keyring)
    archive = Archive(LocalStore(settings.archive), settings.archive / "catalogue.db", keyring, 65536)
    platform.migrate()
    identity.migrate()
    store.apply(list(TABLES.values()))
    platform.declare_feeds([("BENCH", "exams")])
    source = load(SOURCE)
    line = Line(settings, keyring, platform, identity, archive, store, {"BENCH": {"url": url}}, {"BENCH": source}, stage)
    return line, platform


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
