"""A bounded look at a source: some rows of a table or of a feed, within a time limit, in memory only."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import column, select, table

from pipelines.connection import Extractor, Facts, session
from pipelines.declaration import Source
from settings import Settings

PORTION = 500
CHARSETS = ("utf-8", "gb18030")


@contextmanager
def looking(source: Source, facts: Facts, settings: Settings) -> Generator[Extractor]:
    """A session whose statements end sooner than those of a collection."""
    brief = settings.model_copy(update={"statement_timeout_s": min(settings.sample_seconds, settings.statement_timeout_s)})
    with session(source, facts, brief) as extractor:
        yield extractor


def rows_of(extractor: Extractor, name: str, columns: Sequence[str], limit: int, schema: str | None) -> list[tuple[Any, ...]]:
    """At most `limit` rows of a table, as its driver gives them, in whatever order the server finds quickest."""
    statement = select(*[column(c) for c in columns]).select_from(table(name, *[column(c) for c in columns], schema=schema)).limit(limit)
    return [row for portion in extractor.rows(statement, PORTION) for row in portion]


def by_column(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    return {name: [row[i] for row in rows] for i, name in enumerate(columns)}


def text_in(value: Any, charset: str) -> str | None:
    """A value as trimmed text; None for null, and for bytes that are not of the charset."""
    if value is None:
        return None
    if isinstance(value, (bytes, bytearray, memoryview)):
        try:
            return bytes(value).decode(charset).strip(" \0\r\n\t\u3000")
        except UnicodeDecodeError:
            return None
    return str(value).strip()


def charset_of(columns: Mapping[str, Sequence[Any]]) -> str | None:
    """The charset that most of the byte values are written in; None when there are none beyond ASCII."""
    raw = [bytes(v) for values in columns.values() for v in values if isinstance(v, (bytes, bytearray, memoryview))]
    telling = [value for value in raw if not value.isascii()]
    if not telling:
        return None
    return max(CHARSETS, key=lambda charset: sum(text_in(value, charset) is not None for value in telling))
