"""Standard queries on EXAMS exams (10,000,000) beside a tenth of them, while 1,000 rows a second are loaded: what grows with size.

Five years of exams, each with a report and two tokens; a person has 3.3 exams; 300 devices, 60 departments, six sources. Both stores are
made by the engine's own `load`, then asked in turn, three rounds, with other parameters each time. Figures are the 95th percentile in
seconds; the peer is the same query on the small store. `EXAMS=100000000` runs the full size (needs 40 GB of disk and some hours).
"""

import hashlib
import os
import random
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

import duckdb
import pyarrow as pa

from settings import ROOT
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.tables.catalogue import TABLES

LARGE = int(os.environ.get("EXAMS", "10000000"))
BEGIN, SPAN = datetime(2021, 1, 1), timedelta(days=5 * 365)
PART = 200_000
ROUNDS, ASKED = 3, 12
CHANGED = 10  # of a thousand rows loaded, exams of long ago
AT_MOST = 1.5
Query = Callable[["Store", random.Random], tuple[str, dict[str, object]]]

_EXAM = """
SELECT i AS exam_id, 1 + hash(i) % {persons} AS person_id, ['RIS', 'UIS', 'EIS', 'PIS', 'NMIS', 'ECGIS'][kind] AS source,
  ['RAD.CT', 'US', 'ES', 'PATH', 'NM', 'ECG.12L'][kind] AS exam_category, ['CT', 'US', 'ES', 'SM', 'NM', 'ECG'][kind] AS modality,
  (1 + hash(i * 11) % 4)::VARCHAR AS patient_class, 'D' || (hash(i * 7) % 300) AS device, '科室' || (hash(i * 13) % 60) AS request_dept,
  (1 + hash(i * 17) % 2)::VARCHAR AS sex, (hash(i * 19) % 90)::INT AS age_years, '胸部' AS body_part,
  '检查项目' || (hash(i * 53) % 400) AS item, '40' AS exam_status, FALSE AS vip, FALSE AS void, TRUE AS real_name,
  {at} AS exam_time, {at} AS exam_begin_time, {at} - INTERVAL 20 MINUTE AS register_time, (hash(i * 23) % 3600)::INT AS wait_s,
  (hash(i * 29) % 1800)::INT AS exam_s, (hash(i * 31) % 7200)::INT AS report_s, (hash(i * 37) % 3600)::INT AS review_s,
  (hash(i * 41) % 50)::INT AS image_count, {sequence} AS load_seq
FROM (SELECT i, 1 + (hash(i * 3) % 6)::INT AS kind FROM numbers)
"""
_REPORT = """
SELECT i AS report_id, i AS exam_id, 1 + hash(i) % {persons} AS person_id, 'RIS' AS source,
  (hash(i * 43) % 3)::VARCHAR AS positive, '0' AS critical,
  repeat('双肺纹理清晰，走行自然，未见明显实质性病变。', 4 + (hash(i * 59) % 6)::INT) AS findings,
  CASE WHEN hash(i * 47) % 50 = 0 THEN '右肺上叶结节，建议随访' ELSE '未见异常 ' || (hash(i * 47) % 1000) END AS conclusion,
  {at} + INTERVAL 1 HOUR AS report_time, {at} + INTERVAL 2 HOUR AS verify_time, 1 AS version, FALSE AS void,
  {sequence} AS load_seq FROM numbers
"""
_KEYS = """
SELECT kind AS token_type, upper(substr(md5(kind || i), 1, 32)) AS token, i AS exam_id, {sequence} AS load_seq
FROM numbers, (VALUES ('accession'), ('visit')) kinds(kind)
"""
_MADE = {"exam": _EXAM, "report": _REPORT, "exam_token": _KEYS}


class Store:
    """A store of some size, and a loader beside its readers."""

    def __init__(self, file: Path, exams: int) -> None:
        self.engine, self.exams = DuckDBEngine(file, memory="3GB"), exams
        self._scratch, self._next = duckdb.connect(), 1
        self._step = SPAN.total_seconds() / exams
        self.batches: list[float] = []
        self.engine.apply(list(TABLES.values()))

    def fill(self) -> None:
        while self._next <= self.exams:
            self.load(range(self._next, min(self._next + PART, self.exams + 1)), 1)
            print(f"  {self._next - 1:,} of {self.exams:,} exams", file=sys.stderr)
        self.engine.fold()

    def load(self, ids: range, sequence: int, again: list[int] | None = None) -> None:
        numbers = pa.table({"i": pa.array([*ids, *(again or [])], pa.int64())})
        self._scratch.register("numbers", numbers)
        at = f"TIMESTAMP_MS '{BEGIN}' + to_microseconds((i * {self._step * 1e6})::BIGINT)"
        facts = {"persons": self.exams * 3 // 10, "at": at, "sequence": sequence}
        made = {name: self._scratch.sql(rows.format(**facts)).to_arrow_table() for name, rows in _MADE.items()}
        self.engine.load(f"size-{sequence}-{ids.start}", {name: _declared(name, table) for name, table in made.items()})
        self._next = ids.stop

    def keep_loading(self, stop: threading.Event) -> None:
        """A thousand exams a second, of them some changed ones of long ago; how long each batch took."""
        dice = random.Random(7)
        while not stop.is_set():
            began = time.perf_counter()
            again = [dice.randint(1, self.exams) for _ in range(CHANGED)]
            self.load(range(self._next, self._next + 1000 - CHANGED), int(time.time() * 1000), again)
            self.batches.append(time.perf_counter() - began)
            stop.wait(max(0.0, 1 - self.batches[-1]))

    def day(self, dice: random.Random, before: int) -> datetime:
        return BEGIN + timedelta(days=dice.randint(0, SPAN.days - before))


def _declared(name: str, made: pa.Table) -> pa.Table:
    schema = TABLES[name].arrow_schema()
    columns = [made.column(f.name).cast(f.type) if f.name in made.column_names else pa.nulls(made.num_rows, f.type) for f in schema]
    return pa.table(columns, schema=schema)


_PAGE = "SELECT e.exam_id, e.person_id, e.source, e.exam_category, e.modality, e.item, e.device, e.exam_time, e.rules FROM exam e WHERE "
_NEWEST = " ORDER BY e.exam_time DESC, e.exam_id DESC LIMIT 51"


def _history(store: Store, dice: random.Random) -> tuple[str, dict[str, object]]:
    of = "e.void = FALSE AND e.exam_id IN (SELECT p.exam_id FROM exam_person p WHERE p.gone = FALSE AND p.person_id = :person)"
    return _PAGE + of + _NEWEST, {"person": dice.randint(1, store.exams * 3 // 10)}


def _token(store: Store, dice: random.Random) -> tuple[str, dict[str, object]]:
    exam = dice.randint(1, store.exams)
    token = hashlib.md5(f"visit{exam}".encode(), usedforsecurity=False).hexdigest().upper()
    return _PAGE + "e.exam_id IN (SELECT t.exam_id FROM exam_token t WHERE t.token_type = 'visit' AND t.token = :token)", {"token": token}


def _list(store: Store, dice: random.Random) -> tuple[str, dict[str, object]]:
    begin = store.day(dice, 8)
    of = "e.void = FALSE AND e.source = :source AND e.exam_time >= :begin AND e.exam_time < :end"
    return _PAGE + of + _NEWEST, {"source": "UIS", "begin": begin, "end": begin + timedelta(days=7)}


def _search(store: Store, dice: random.Random) -> tuple[str, dict[str, object]]:
    begin = store.day(dice, 100)
    span = {"begin": begin, "end": begin + timedelta(days=90)}
    of = "e.void = FALSE AND e.exam_time >= :begin AND e.exam_time < :end"
    [ids] = store.engine.query(f"SELECT MIN(e.exam_id) AS low, MAX(e.exam_id) AS high FROM exam e WHERE {of}", span).to_pylist()
    told = "SELECT r.exam_id FROM report r WHERE r.void = FALSE AND r.exam_id >= :low AND r.exam_id <= :high AND r.conclusion LIKE '%结节%'"
    return f"{_PAGE}{of} AND e.exam_id IN ({told}){_NEWEST}", span | ids


def _trend(_: Store, dice: random.Random) -> tuple[str, dict[str, object]]:
    month = "DATE_TRUNC('month', day)"
    sql = f"SELECT {month} AS month, SUM(exams) AS exams FROM exam_daily WHERE source = :source GROUP BY {month}"
    return sql, {"source": dice.choice(["RIS", "UIS", "EIS"])}


def _positive(store: Store, dice: random.Random) -> tuple[str, dict[str, object]]:
    begin = store.day(dice, 366)
    sql = (
        "SELECT exam_category, device, SUM(positives) AS positives, SUM(judged) AS judged FROM exam_daily "
        "WHERE day >= :begin AND day < :end GROUP BY exam_category, device"
    )
    return sql, {"begin": begin.date(), "end": (begin + timedelta(days=365)).date()}


def _durations(store: Store, dice: random.Random) -> tuple[str, dict[str, object]]:
    begin = store.day(dice, 100)
    sql = (
        "SELECT exam_category, metric, bucket, SUM(exams) AS exams FROM exam_duration WHERE month >= :begin AND month < :end "
        "GROUP BY exam_category, metric, bucket"
    )
    return sql, {"begin": begin.date(), "end": (begin + timedelta(days=92)).date()}


# name → (query, whether side tables or rollups serve it: only then size may not matter)
QUERIES: dict[str, tuple[Query, bool]] = {
    "patient history": (_history, True), "token look-up": (_token, True), "list page": (_list, False), "3-month search": (_search, False),
    "trend": (_trend, True), "positive rate": (_positive, True), "durations": (_durations, True),
}  # fmt: skip


def lines() -> Iterator[tuple[str, float, float, str, float, float | None]]:
    folder = ROOT / "var" / "bench-size"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        large, small = Store(folder / "large.duckdb", LARGE), Store(folder / "small.duckdb", LARGE // 10)
        with closing(large.engine), closing(small.engine):
            for store in (large, small):
                store.fill()
            yield from _measured(large, small)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(large: Store, small: Store) -> Iterator[tuple[str, float, float, str, float, float | None]]:
    dice = random.Random(5)
    took: dict[tuple[str, int], list[float]] = {}
    for _ in range(ROUNDS):
        for store in (small, large):
            stop = threading.Event()
            loader = threading.Thread(target=store.keep_loading, args=(stop,))
            loader.start()
            for name, (query, _) in QUERIES.items():
                for _ in range(ASKED):
                    began = time.perf_counter()
                    store.engine.query(*query(store, dice))
                    took.setdefault((name, store.exams), []).append(time.perf_counter() - began)
            stop.set()
            loader.join()
    for name, (_, served) in QUERIES.items():
        mine, other = took[name, large.exams], took[name, small.exams]
        print(f"  {name}: p50 {median(mine):.3f} s of {large.exams:,}, {median(other):.3f} s of {small.exams:,}", file=sys.stderr)
        ours, peer = _p95(mine), _p95(other)
        yield f"size: {name}", ours, peer, f"the same on {small.exams:,}", peer / ours, 1 / AT_MOST if served else None
    pace = _p95(large.batches)
    yield "size: a second's load", pace, 1.0, "the second it has", 1 / pace, 1.0


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]
