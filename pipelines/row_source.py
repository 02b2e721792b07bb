"""Where the rows of a feed come from: a database asked in SQL, or a service asked page by page over HTTP. The line sees no difference."""

import importlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, Protocol

from sqlalchemy import Select

from pipelines import paging, window
from pipelines.batch import Exams, Window
from pipelines.connection import Extractor, Facts, session, source_slot
from pipelines.declaration import FeedDeclaration, Increment, Source
from pipelines.mapping import KEY_SEPARATOR
from pipelines.paging import Page
from pipelines.select import Bind, FeedSelect
from settings import Settings

EXAMS_AT_ONCE = 100  # keys in one statement when exams are collected again
HTTP = ("http:", "https:")


class RowSource(Protocol):
    """The rows of one feed, {alias.column: value}. Errors: Unreachable, Misconfigured or Refused, never with a value of a row."""

    def highest(self, increment: Increment) -> Any:
        """The highest value of a counting mark as the source gives it; None: there is no row."""
        ...

    def rows(self, wanted: Window | Exams) -> Iterator[Page]:
        """Rows of the window or of some exams in portions of bounded size; the rows of one key stay together, newest last."""
        ...

    def keys(self, wanted: Window) -> Iterator[Page]:
        """As `rows` of a window, but no more than the columns of the key are needed."""
        ...


@contextmanager
def row_source(
    source: Source, declaration: FeedDeclaration, facts: Facts, settings: Settings, from_day: date | None = None
) -> Generator[RowSource]:  # fmt: skip
    """The feed's rows, within the source's limit of connections over all processes. `from_day`: older ones only by period or exam."""
    if facts.get("url", "").startswith(HTTP):
        rest = importlib.import_module("pipelines.extractors.rest")
        with source_slot(source, settings), rest.connect(source, declaration, facts, settings, from_day) as rows:
            yield rows
    else:
        with session(source, facts, settings) as extractor:
            yield SqlRows(source, declaration, extractor, facts.get("schema"), settings.page_rows, from_day)


class SqlRows:
    """Key-ordered pages of a database."""

    def __init__(
        self, source: Source, declaration: FeedDeclaration, extractor: Extractor, schema: str | None, size: int, from_day: date | None
    ) -> None:
        self._source, self._declaration, self._extractor = source, declaration, extractor
        self._schema, self._size, self._from_day = schema, size, from_day

    def highest(self, increment: Increment) -> Any:
        statement = self._statements(None).highest(increment)
        rows = [row for portion in self._extractor.rows(statement, 1) for row in portion]
        return rows[0][0] if rows else None

    def rows(self, wanted: Window | Exams) -> Iterator[Page]:
        if isinstance(wanted, Exams):
            statements = self._statements(None)
            for start in range(0, len(wanted.keys), EXAMS_AT_ONCE):
                some = wanted.keys[start : start + EXAMS_AT_ONCE]
                statement = statements.of_exams([key.split(KEY_SEPARATOR) for key in some])
                yield [row for page in self._run(statement, statements.order) for row in page]
            return
        statements = self._statements(wanted)
        lower, upper = self._bounds(wanted)

        def fetch(after: Sequence[Any] | None, limit: int) -> Page:
            statement = statements.page(lower, upper, after, limit)
            return [row for page in self._run(statement, statements.order) for row in page]

        yield from paging.pages(fetch, statements.order, self._size)
        yield from self._run(statements.without_key(lower, upper), statements.order)

    def keys(self, wanted: Window) -> Iterator[Page]:
        statements = self._statements(wanted)
        lower, upper = self._bounds(wanted)
        names = list(dict.fromkeys([*statements.order, *self._declaration.key]))

        def fetch(after: Sequence[Any] | None, limit: int) -> Page:
            statement = statements.keys(lower, upper, after, limit)
            return [dict(zip(names, row, strict=True)) for portion in self._extractor.rows(statement, limit) for row in portion]

        yield from paging.pages(fetch, statements.order, self._size)

    def _statements(self, wanted: Window | None) -> FeedSelect:
        marks = None if wanted is None else window.marks_of(self._declaration, wanted)
        made = FeedSelect(self._declaration, self._extractor.dialect, self._schema, marks)
        if self._from_day is not None and self._declaration.period is not None and wanted is not None and not wanted.by_period:
            day = window.between(self._source, self._declaration, *[datetime.combine(self._from_day, time.min)] * 2)
            made.since(window.bound_upper(self._declaration, day, self._extractor)[self._declaration.period.name])
        return made

    def _bounds(self, wanted: Window) -> tuple[Bind | None, Bind]:
        return window.bound_lower(self._declaration, wanted, self._extractor), window.bound_upper(
            self._declaration, wanted, self._extractor
        )

    def _run(self, statement: Select, order: Sequence[str]) -> Iterator[Page]:
        names = sorted(self._declaration.source_columns())
        marks = [c for i in self._declaration.increments for c in i.columns()]
        for portion in self._extractor.rows(statement, self._size):
            yield paging.newest_last([dict(zip(names, row, strict=True)) for row in portion], order, marks)
