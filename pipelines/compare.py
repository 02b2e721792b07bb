"""Keys of a source against ours: what vanished there without a word is followed, what never arrived is fetched (LC-02, LC-06, LC-07).

The keys of the last days are read from the source in pages, tokenised and kept as tokens in a scratch file; ours come from the analytic
store in portions. An exam that is missing there is asked for by its key, so that a row that only moved in time is not taken for gone.
What stays missing is noted; only when a later compare, at least `compare_confirm_s` after, misses it again is it hidden. When more is
missing than a source ever deletes (a broken view, a restore half done), nothing is hidden and a person is told.
"""

import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pipelines.batch import Counts
from pipelines.extract import FeedReader
from pipelines.load import bury
from quality import rules
from quality.feeds import Feed
from warehouse.analytics.store import AnalyticStore
from warehouse.errors import Misconfigured
from warehouse.identity.records import key_token
from warehouse.platform.runs import BatchOutcome, FindingCount
from warehouse.voids import GONE

if TYPE_CHECKING:
    from pipelines.line import Line

MARGIN = timedelta(days=2)  # the source is read wider than the store: an exam on the edge is on both sides
PORTION = 2000
FEW = 5  # so few are never a mass, however small the department
LABEL = "compare"
KEY = "key"
GONE_UNLOGGED, MASS = "LC-02", "LC-06"


@dataclass(frozen=True)
class Compared:
    """What a compare found, in exams. `gone`: hidden now; `suspected`: missing for the first time; `fetched`: not known here, or back."""

    source_keys: int
    store_keys: int
    suspected: int
    gone: int
    fetched: int


class Comparison:
    """One compare of a source's exams."""

    def __init__(self, line: "Line", store: AnalyticStore, source: str) -> None:
        self._line, self._store, self._source = line, store, source
        self._reader: FeedReader = line.reader(source, Feed.EXAMS)
        declared = self._reader.declaration.compare
        if declared is None:
            raise Misconfigured(f"{source} declares no compare", "add `compare` to its exams feed")
        self._time, self._days = declared.time, declared.days

    def run(self, run_id: str, now: datetime) -> Compared:
        """`now`: wall time of China. Misconfigured: so much is missing that the source itself must be looked at; nothing was hidden."""
        began = time.perf_counter()
        begin = now - timedelta(days=self._days)
        with tempfile.NamedTemporaryFile(dir=self._scratch()) as file, closing(sqlite3.connect(file.name)) as scratch:
            scratch.execute("CREATE TABLE seen (token TEXT PRIMARY KEY) WITHOUT ROWID")
            source_keys, unknown = self._read_source(scratch, begin - MARGIN, now + MARGIN)
            store_keys, missing = self._read_store(scratch, begin, now)
        missing = self._really_missing(missing)
        self._guard(run_id, len(missing), store_keys, time.perf_counter() - began)
        platform, settings = self._line.platform, self._line.settings
        gone = platform.note_missing(self._source, missing, settings.compare_confirm_s)
        if gone:
            bury(self._store, self._line.identity, gone)
            platform.missing_done(self._source, gone)
        self._record(run_id, len(gone), time.perf_counter() - began, _finding(GONE_UNLOGGED, len(gone)))
        self._fetch(unknown)
        return Compared(source_keys, store_keys, len(missing) - len(gone), len(gone), len(unknown))

    def _scratch(self) -> str:
        folder = self._line.settings.staging
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return str(folder)

    def _read_source(self, scratch: sqlite3.Connection, begin: datetime, end: datetime) -> tuple[int, list[str]]:
        """All keys of the window into the scratch file, as tokens; and the keys whose row we do not have (at most `compare_fetch`)."""
        count, unknown = 0, list[str]()
        for keys in self._reader.keys(self._reader.between(begin, end)):
            tokens = {key_token(self._line.keyring, self._source, "exam", key): key for key in keys}
            scratch.executemany("INSERT OR IGNORE INTO seen VALUES (?)", [(token,) for token in tokens])
            count += len(tokens)
            absent = self._line.identity.unloaded(self._source, "exam", list(tokens))
            absent -= self._line.platform.stopped_tokens(self._source, Feed.EXAMS.value, sorted(absent))
            room = self._line.settings.compare_fetch - len(unknown)
            unknown += [tokens[token] for token in sorted(absent)[: max(0, room)]]
        return count, unknown

    def _read_store(self, scratch: sqlite3.Connection, begin: datetime, end: datetime) -> tuple[int, list[int]]:
        """How many exams of the window are shown, and those whose key the source did not give."""
        count, missing = 0, list[int]()
        for ids in self._shown(begin, end):
            count += len(ids)
            tokens = self._line.identity.key_tokens(self._source, "exam", ids)
            marks = ", ".join("?" * len(tokens))
            found = {row[0] for row in scratch.execute(f"SELECT token FROM seen WHERE token IN ({marks})", list(tokens.values()))}  # noqa: S608
            missing += [exam for exam, token in tokens.items() if token not in found]
        return count, missing

    def _shown(self, begin: datetime, end: datetime) -> Iterator[list[int]]:
        last = 0
        query = (
            f"SELECT e.exam_id FROM exam e WHERE e.source = :source AND e.{self._time} >= :begin AND e.{self._time} < :end "  # noqa: S608
            f"AND (e.void_reason IS NULL OR e.void_reason <> :gone) AND e.exam_id > :last ORDER BY e.exam_id LIMIT {PORTION}"
        )
        while True:
            found = self._store.query(query, {"source": self._source, "begin": begin, "end": end, "last": last, "gone": GONE})
            ids: list[int] = found.column("exam_id").to_pylist()
            if not ids:
                return
            yield ids
            last = ids[-1]

    def _really_missing(self, exam_ids: Sequence[int]) -> list[int]:
        """Those that the source does not have under their key either."""
        limit = self._line.settings.compare_max_rows
        if len(exam_ids) > 10 * limit:
            return list(exam_ids)  # the guard stops these; asking for each would be a load of its own
        keys = self._line.identity.exam_keys(self._source, exam_ids)
        there = set(self._reader.existing(list(keys.values())))
        return [exam for exam, key in keys.items() if key not in there]

    def _guard(self, run_id: str, missing: int, shown: int, seconds: float) -> None:
        settings = self._line.settings
        if missing > settings.compare_max_rows or missing > max(FEW, settings.compare_max_share * shown):
            self._record(run_id, 0, seconds, _finding(MASS, missing))
            raise Misconfigured(
                f"{self._source}: {missing} of {shown} exams are missing at the source, more than it ever deletes; nothing was hidden",
                "look at the source (restore, broken view); raise compare_max_share or compare_max_rows only if they are really gone",
            )

    def _record(self, run_id: str, gone: int, seconds: float, findings: Sequence[FindingCount]) -> None:
        counts = {name: 0 for name in Counts.__dataclass_fields__} | {"extracted": gone, "deleted": gone}
        outcome = BatchOutcome(
            run_id=run_id, source=self._source, feed=Feed.EXAMS.value, batch=1, label=LABEL, counts=counts, target_rows={},
            seconds=seconds, steps={LABEL: seconds}, findings=findings,
        )  # fmt: skip
        self._line.platform.commit_batch(outcome)

    def _fetch(self, keys: Sequence[str]) -> None:
        """Rows the source has and we have not, or no more: an exam with all that belongs to it."""
        if keys:
            self._line.recollect_keys(self._source, keys, LABEL)


def _finding(rule_id: str, exams: int) -> list[FindingCount]:
    """What a compare says of its exams; nothing where there are none."""
    rule = rules.by_id(rule_id, KEY)
    return [FindingCount(rule.id, KEY, rule.severity, exams, None)] if exams else []
