"""A feed's declaration made ready to run: functions from a source row to canonical values, and the Reading that `validate` needs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipelines import expressions
from pipelines.declaration import FeedDeclaration, Source, Spec
from pipelines.expressions import Row, Value
from quality.feeds import COLUMNS, Feed, Kind
from quality.reading import TEXT_MAX_CHARS, ColumnReading, Reading

KEY_SEPARATOR = "|"


class RowMapping:
    """Source rows to canonical rows. `names`: the canonical columns, `key` first.

    Of a text longer than `text_max_chars` no more goes on than shows that it is too long (LN-01).
    """

    def __init__(self, source: Source, declaration: FeedDeclaration, text_max_chars: int = TEXT_MAX_CHARS) -> None:
        charset = source.charset
        self._most = text_max_chars + 1
        self.names: list[str] = list(
            dict.fromkeys(["key", *declaration.mapped(), *(["sequence"] if "path" in declaration.mapped() else [])])
        )
        self._columns: dict[str, Value] = {"key": _key(declaration.key, charset)}
        self._columns.update({name: _value(spec, spec.charset or charset) for name, spec in declaration.columns.items()})
        self._each = [
            (each.key, {name: _value(spec, spec.charset or charset) for name, spec in each.columns.items()}, _is_pattern(each.columns))
            for each in declaration.each
        ]
        self._is_pattern = _is_pattern(declaration.columns)

    def key(self, row: Row) -> str | None:
        """The natural key of a source row; None when a part is missing."""
        return self._columns["key"](row)

    def row(self, row: Row) -> dict[str, Any]:
        return {name: self._bounded(value(row)) for name, value in self._columns.items()}

    def _bounded(self, value: Any) -> Any:
        """A character has at most four bytes in any charset, so that enough is left to be seen as too long."""
        if isinstance(value, str):
            return value[: self._most] if len(value) > self._most else value
        if isinstance(value, (bytes, bytearray, memoryview)) and len(value) > self._most * 4:
            return bytes(value[: self._most * 4])
        return value

    def files(self, row: Row) -> Iterator[tuple[dict[str, Any], bool]]:
        """The files a row of a file feed names: (canonical row, whether its path is a pattern). Without a path there is none."""
        base = {"sequence": None, **self.row(row)}
        if not self._each:
            if base["path"] is not None:
                yield base, self._is_pattern
            return
        for suffix, columns, is_pattern in self._each:
            file = {**base, **{name: self._bounded(value(row)) for name, value in columns.items()}}
            if file["path"] is not None:
                file["key"] = None if base["key"] is None else f"{base['key']}{KEY_SEPARATOR}{suffix}"
                yield file, is_pattern


def _is_pattern(columns: Mapping[str, Spec]) -> bool:
    return "path" in columns and columns["path"].glob is not None


def reading_of(source: Source, feed: Feed, declaration: FeedDeclaration, text_max_chars: int = TEXT_MAX_CHARS) -> Reading:
    """How `validate` decodes the feed: charset, time forms, code maps, decryption of each column, and the longest text accepted."""
    kinds = {c.name: c.kind for c in COLUMNS[feed]}
    columns: dict[str, ColumnReading] = {"key": ColumnReading("key", source.charset)}
    skip: dict[str, frozenset[str]] = {}
    for each in (*(e.columns for e in declaration.each), declaration.columns):
        for name, spec in each.items():
            codes = source.codes[spec.codes] if isinstance(spec.codes, str) else spec.codes
            times = tuple(spec.times) or (tuple(source.times) if kinds[name] is Kind.TIME else ())
            columns[name] = ColumnReading(name, spec.charset or source.charset, times, codes, spec.decrypt, spec.max_bytes)
            if spec.skip:
                skip[name] = frozenset(spec.skip)
    return Reading(source.source, feed, columns, skip, text_max_chars)


def _key(parts: list[str], charset: str) -> Value:
    """The natural key as one text; null when any part is null or blank (KY-01 then stops the row)."""

    def join(row: Row) -> str | None:
        texts: list[str] = []
        for part in parts:
            value = row[part]
            text = expressions.text_of(value, charset)
            if text is None and value is not None:
                text = bytes(value).decode("latin-1")  # a broken key still names its row
            if text is None or not text.strip():
                return None
            texts.append(text.strip())
        return KEY_SEPARATOR.join(texts)

    return join


def _column(name: str) -> Value:
    return lambda row: row[name]


def _const(value: Any) -> Value:
    return lambda _row: value


def _origin(spec: Spec, charset: str) -> Value:
    if spec.column is not None:
        return expressions.equals(spec.column, frozenset(spec.equals), charset) if spec.equals is not None else _column(spec.column)
    if spec.const is not None:
        return _const(spec.const)
    if spec.concat is not None:
        return expressions.concat(spec.concat, spec.separator, charset)
    if spec.lines is not None:
        return expressions.lines(spec.lines, charset)
    if spec.coalesce is not None:
        return expressions.coalesce([_value(part, charset) for part in spec.coalesce])
    if spec.json_column is not None and spec.member is not None:
        return expressions.json_member(spec.json_column, spec.member, charset)
    if spec.start is not None and spec.seconds is not None:
        return expressions.plus_seconds(spec.start, spec.seconds, charset)
    if spec.utc is not None:
        return expressions.from_utc(spec.utc, charset)
    if spec.any is not None:
        return expressions.any_of([_value(part, charset) for part in spec.any])
    return expressions.template(spec.template or spec.glob or "", charset)


def _value(spec: Spec, charset: str) -> Value:
    value = _origin(spec, charset)
    steps: list[Callable[[Value], Value]] = []
    if spec.after_last is not None:
        marker = spec.after_last
        steps.append(lambda inner: expressions.after_last(inner, marker, charset))
    if spec.first is not None:
        count = spec.first
        steps.append(lambda inner: expressions.first_characters(inner, count, charset))
    if spec.without_prefix is not None:
        prefix = spec.without_prefix
        steps.append(lambda inner: expressions.without_prefix(inner, prefix, charset))
    for step in steps:
        value = step(value)
    return value
