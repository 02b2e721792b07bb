"""Runs: a window read into staging, carried through the line batch by batch, and ended; releases of what was stopped."""

import secrets
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypedDict

from pipelines.batch import Counts, Exams, Window
from pipelines.compare import Compared, Comparison
from pipelines.locks import sole
from pipelines.rows import FILE, HASH
from pipelines.runners.local import LocalRunner
from pipelines.staging import Staging
from pipelines.stopped import open_payload
from pipelines.window import CHINA
from quality.feeds import Feed
from warehouse.analytics.store import AnalyticStore
from warehouse.errors import LightboxError, Refused, class_and_place, of_full_disk

if TYPE_CHECKING:
    from pipelines.line import Line

BACKFILLS = ("history", "recollect")  # kinds of runs whose batches may be carried side by side
UNREPAIRED = ("key", "exam_key", "report_key", "deleted", HASH, FILE)  # what a row is, and whether it is, only its source can say
REPAIR_CHARS = 2000


class Staged(TypedDict):
    """What one task hands to the next: addresses and marks, no value of a row. Only a `collect` moves the watermark."""

    run_id: str
    kind: str  # collect | recollect | history
    source: str
    feed: str
    addresses: list[str]
    window: dict[str, Any]
    started_by: str


class Runs:
    """The runs of a line."""

    def __init__(self, line: "Line") -> None:
        self._line = line
        self._staging = Staging(line.settings.staging, line.keyring)

    def collect(self, source: str, feed: Feed, started_by: str, wanted: Window | Exams | None = None, kind: str = "collect") -> Counts:
        """`wanted`: rows asked for by a person or a history task; None: what is new since the watermark."""
        with self._alone(source, feed):
            self._end_abandoned(source, feed)
            return self._process(self._extract(source, feed, _run_id(), started_by, wanted, kind))

    def extract(self, source: str, feed: Feed, run_id: str, started_by: str) -> Staged:
        with self._alone(source, feed):
            return self._extract(source, feed, run_id, started_by)

    def process(self, staged: Staged) -> Counts:
        source, feed = staged["source"], Feed(staged["feed"])
        with self._alone(source, feed):
            return self._process(staged)

    def _alone(self, source: str, feed: Feed) -> Any:
        return sole(self._line.settings.home / "locks", f"feed-{source.lower()}-{feed.value}")

    def _end_abandoned(self, source: str, feed: Feed) -> None:
        """Runs of this feed that a kill left running: nobody works on them, we hold the feed's lock."""
        for run in self._line.platform.runs(source=source, feed=feed.value, state="running", limit=1000):
            if not run["started_by"].startswith("airflow"):
                self._line.platform.finish_run(run["run_id"], "failed", error="interrupted; the rows were read again by a later run")

    def _extract(
        self, source: str, feed: Feed, run_id: str, started_by: str, wanted: Window | Exams | None = None, kind: str = "collect"
    ) -> Staged:
        line = self._line
        watermark = line.platform.feed(source, feed.value)["watermark"]
        reader = line.reader(source, feed)
        line.platform.start_run(run_id, source, feed.value, kind, None, started_by)
        with self._failing(run_id):
            began = line.now()
            self._staging.sweep()
            self._staging.drop_run(run_id)
            window = reader.window_to(watermark, began) if wanted is None else wanted
            marks: dict[str, Any] = (
                {"exams": len(window.keys)} if isinstance(window, Exams) else {"lower": window.lower, "upper": window.upper}
            )
            line.platform.start_run(run_id, source, feed.value, kind, marks, started_by)
            number = self._first_free(run_id)
            addresses: list[str] = []
            rows = 0
            for page in reader.batches(window):
                addresses.append(self._staging.put(line.batch_of(reader, run_id, number, page)))
                number, rows = number + 1, rows + len(page)
            line.platform.add_step(run_id, "extract", (line.now() - began).total_seconds(), rows)
        return Staged(run_id=run_id, kind=kind, source=source, feed=feed.value, addresses=addresses, window=marks, started_by=started_by)

    def _first_free(self, run_id: str) -> int:
        """Batch numbers go on where an earlier try of the run stopped: a number with a receipt is never used for other rows."""
        number = 1
        while self._line.platform.batch_done(run_id, number):
            number += 1
        return number

    def _process(self, staged: Staged) -> Counts:
        line, run_id = self._line, staged["run_id"]
        source, feed = staged["source"], staged["feed"]
        kind = staged["kind"]
        line.platform.start_run(run_id, source, feed, kind, staged["window"], staged["started_by"])
        with self._failing(run_id):
            runner = line.backfill if kind in BACKFILLS else LocalRunner()
            runner.each(run_id, staged["addresses"], self.carry)
            line.platform.finish_run(run_id, "success", watermark=staged["window"]["upper"] if kind == "collect" else None)
            line.ended_well(run_id, source, feed, kind)
        return self._counts(run_id)

    def carry(self, run_id: str, address: str) -> None:
        """One staged batch, unless it has its receipt already."""
        number = int(address.rpartition("/")[2])
        if not self._line.platform.batch_done(run_id, number):
            self._line.run(self._staging.get(address))
        self._staging.drop(address)

    def _counts(self, run_id: str) -> Counts:
        run = self._line.platform.run(run_id)
        if run is None:
            raise Refused(f"run {run_id} is not on record")
        return Counts(**{name: int(run[name]) for name in Counts.__dataclass_fields__})

    @contextmanager
    def _failing(self, run_id: str) -> Generator[None]:
        """A run that breaks is recorded as failed with words safe to show, and only those go on.

        An error of a library may quote a row: of such only the class and the place are told, and its trace is cut off.
        """
        try:
            yield
        except LightboxError as error:
            self._end_failed(run_id, error)
            raise
        except Exception as error:
            unknown = LightboxError(class_and_place(error), "this is a defect of Lightbox: please report it")
            told = of_full_disk(error) or unknown
            self._end_failed(run_id, told)
            raise told from None

    def _end_failed(self, run_id: str, told: LightboxError) -> None:
        """On record as failed. Where platform cannot be written either, the first trouble is what a person must hear: the next run of
        the feed ends this one."""
        with suppress(Exception):
            self._line.platform.finish_run(run_id, "failed", error=str(told))

    # --- compare ------------------------------------------------------------------------------------------------------

    def compare(self, source: str, store: AnalyticStore, started_by: str) -> Compared:
        line, run_id = self._line, _run_id()
        comparison = Comparison(line, store, source)
        line.platform.start_run(run_id, source, Feed.EXAMS.value, "compare", None, started_by)
        with self._failing(run_id), sole(line.settings.home / "locks", f"compare-{source.lower()}"):
            found = comparison.run(run_id, line.now().astimezone(CHINA).replace(tzinfo=None))
            line.platform.finish_run(run_id, "success")
        return found

    # --- release ------------------------------------------------------------------------------------------------------

    def release(self, item_ids: Sequence[int], waive: bool, started_by: str, repair: Mapping[str, str | None] | None = None) -> Counts:
        """`repair`: canonical column → value to put in the place of what was extracted."""
        total = Counts()
        by_feed: dict[tuple[str, Feed], list[Mapping[str, Any]]] = {}
        for item_id in dict.fromkeys(item_ids):
            item = self._line.platform.quarantine_item(item_id)
            if item is None or item["state"] != "open":
                raise Refused(f"quarantine item {item_id} is not open", "`lightbox quarantine list` shows those that are")
            by_feed.setdefault((item["source"], Feed(item["feed"])), []).append(item)
        for (source, feed), items in by_feed.items():
            with self._alone(source, feed):
                total.add(self._release(source, feed, items, waive, started_by, repair or {}))
        return total

    def _release(
        self, source: str, feed: Feed, items: Sequence[Mapping[str, Any]], waive: bool, started_by: str, repair: Mapping[str, str | None]
    ) -> Counts:
        line, run_id = self._line, _run_id()
        reader = line.reader(source, feed)
        _check_repair(repair, reader.columns)
        line.platform.start_run(run_id, source, feed.value, "release", None, started_by)
        size = line.settings.batch_rows
        with self._failing(run_id):
            for start in range(0, len(items), size):
                part = items[start : start + size]
                sealed = [line.platform.quarantine_payload(item["item_id"]) for item in part]
                before = [open_payload(line.keyring, source, feed, payload) for payload in sealed]
                rows = reader.rows_again(before)
                # a repaired row keeps the hash of what its source holds: read again it is known, edited there it is looked at anew
                repaired = [{**row, **repair} for row in rows]
                line.run(line.batch_of(reader, run_id, start // size + 1, repaired), waive, guarded=False)
                # a file that changed and was stopped again is an item of its own: the old one is done with
                replaced = [item["item_id"] for item, old, new in zip(part, before, rows, strict=True) if old[HASH] != new[HASH]]
                line.platform.close_items(replaced, "closed", f"run:{run_id}")
            line.platform.finish_run(run_id, "success")
        return self._counts(run_id)


def _check_repair(repair: Mapping[str, str | None], columns: Sequence[str]) -> None:
    for name, value in repair.items():
        if name not in columns or name in UNREPAIRED:
            raise Refused(f"column '{name[:40]}' cannot be repaired here", "correct it at the source and collect again")
        if value is not None and len(value) > REPAIR_CHARS:
            raise Refused(f"a repaired value has at most {REPAIR_CHARS} characters", "correct it at the source and collect again")


def _run_id() -> str:
    return f"run-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
