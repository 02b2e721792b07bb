"""Read a window of a feed from its source: bounded batches of canonical columns, values as the source holds them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from typing import Any

from pipelines import paging, shares, window
from pipelines.batch import Exams, Window
from pipelines.connection import Facts
from pipelines.declaration import FeedDeclaration, Source
from pipelines.mapping import KEY_SEPARATOR, RowMapping, reading_of
from pipelines.paging import Page, SourceRow
from pipelines.row_source import RowSource, row_source
from pipelines.rows import FILE, HASH, Hasher
from pipelines.servers import Absence, ShareFile
from pipelines.shares import Share
from quality.feeds import Feed
from quality.reading import Reading
from settings import Settings
from warehouse.errors import Misconfigured

FILE_FEEDS = (Feed.FILES, Feed.IMAGES)


class FeedReader:
    """One feed of one source: its declaration, connection facts and limits."""

    def __init__(self, source: Source, feed: Feed, facts: Facts, settings: Settings, hasher: Hasher, from_day: date | None = None) -> None:
        """`from_day`: older rows are not collected by the clock, only when asked for."""
        if feed not in source.feeds:
            raise Misconfigured(f"{source.source} gives no {feed.value}", "see its declaration in pipelines/sources")
        self.source, self.feed, self.facts = source, feed, facts
        self.declaration: FeedDeclaration = source.feeds[feed]
        self.reading: Reading = reading_of(source, feed, self.declaration, settings.text_max_chars)
        self.mapping = RowMapping(source, self.declaration, settings.text_max_chars)
        self._settings, self._hasher, self._from_day = settings, hasher, from_day

    @property
    def columns(self) -> list[str]:
        """Canonical columns the source declares, with the helper columns."""
        helpers = [FILE, HASH] if self.feed in FILE_FEEDS else [HASH]
        return [*self.mapping.names, *helpers]

    @property
    def charsets(self) -> dict[str, str]:
        return {name: how.charset or "utf-8" for name, how in self.reading.columns.items()}

    @property
    def _batch_rows(self) -> int:
        """A file is far more work than a row, and a batch that breaks begins anew."""
        rows = self._settings.batch_rows
        return min(rows, self._settings.file_batch_rows) if self.feed in FILE_FEEDS else rows

    def share(self) -> AbstractContextManager[Share]:
        """The source's file share for a while. Misconfigured when none is declared."""
        return shares.session(self.source.source, self.facts, self._settings)

    def window_to(self, watermark: Mapping[str, Any] | None, now: datetime) -> Window:
        """The window from the watermark to now, without reading it."""
        with self._source() as rows:
            return window.next_window(self.source, self.declaration, watermark, rows.highest, now)

    def between(self, begin: datetime, end: datetime) -> Window:
        """The window [begin, end) of business time, wall times of China."""
        return window.between(self.source, self.declaration, begin, end)

    def batches(self, wanted: Window | Exams) -> Iterator[Page]:
        """Rows of the window, or of some exams, as canonical rows, in batches that never split a key."""
        with self._source() as rows:
            yield from paging.batches(self._canonical(rows.rows(wanted)), self._batch_rows)

    def keys(self, wanted: Window) -> Iterator[list[str]]:
        """Natural keys of the rows of a window, page by page; nothing else of them is read."""
        with self._source() as rows:
            for page in rows.keys(wanted):
                yield [key for row in page if (key := self.mapping.key(row)) is not None]

    def existing(self, keys: Sequence[str]) -> list[str]:
        """Those of the natural keys of exams that the source has now."""
        found: list[str] = []
        for page in self.batches(Exams(tuple(keys))) if keys else ():
            found += [row["key"] for row in page if row["key"] is not None]
        return found

    def rows_again(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Rows kept in quarantine as if they were extracted now: the files they name are looked at again."""
        fresh = [{name: value for name, value in row.items() if name not in (HASH, FILE)} for row in rows]
        if self.feed in FILE_FEEDS:
            with self.share() as share:
                for row in fresh:
                    row[FILE] = _file_mark(share, row.get("path"))
        return [{**row, HASH: self._hasher(row)} for row in fresh]

    def _source(self) -> AbstractContextManager[RowSource]:
        return row_source(self.source, self.declaration, self.facts, self._settings, self._from_day)

    def _canonical(self, portions: Iterator[Page]) -> Iterator[Page]:
        with self.share() if self.feed in FILE_FEEDS else nullcontext() as share:
            for portion in portions:
                if share is None:
                    rows: Page = [self.mapping.row(row) for row in portion]
                else:
                    rows = [file for row in portion for file in self._files(row, share)]
                for row in rows:
                    row[HASH] = self._hasher(row)
                yield rows

    def _files(self, row: SourceRow, share: Share) -> Iterator[dict[str, Any]]:
        """One row for each file a source row names, or that a pattern finds on the share."""
        for mapped, is_pattern in self.mapping.files(row):
            path = mapped["path"]
            if not is_pattern:
                yield {**mapped, FILE: _file_mark(share, path)}
                continue
            for number, found in enumerate(share.matching(str(path)), start=1):
                name = found.rpartition("/")[2]
                key = None if mapped["key"] is None else f"{mapped['key']}{KEY_SEPARATOR}{name}"
                yield {**mapped, "sequence": number, "path": found, "key": key, FILE: _file_mark(share, found)}


def _file_mark(share: Share, path: Any) -> str:
    """Size and time of change of a file, or the rule that says why it cannot be read; part of the row's hash."""
    if path is None or isinstance(path, bytes):
        return Absence.MISSING.value
    found = share.find(str(path))
    return found.mark if isinstance(found, ShareFile) else found.value
