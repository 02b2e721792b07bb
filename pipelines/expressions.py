"""How one canonical column is put together from the columns of a source row.

Pieces are joined here and not in SQL: a source then sees a plain SELECT of its own columns, which every dialect renders alike, and text
in an old charset is never joined as bytes by a database that believes it to be something else.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

Row = Mapping[str, Any]
Value = Callable[[Row], Any]

_FIELD = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")
_TIME_SHAPES = ("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M", "%Y%m%d")
_CHINA = timezone(timedelta(hours=8))


def text_of(value: Any, charset: str) -> str | None:
    """A value as text; None for null and for bytes that are not of the charset (they are judged as they are, by the rules)."""
    if value is None:
        return None
    if isinstance(value, (bytes, bytearray, memoryview)):
        try:
            return bytes(value).decode(charset)
        except UnicodeDecodeError:
            return None
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return str(value)


def moment_of(value: Any, charset: str) -> datetime | None:
    """A source's time for use in a path: datetime, text of a usual shape, or an epoch in milliseconds or seconds (China time)."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, int):
        seconds = value / 1000 if value > 10**11 else value if value > 10**9 else None
        return None if seconds is None else datetime.fromtimestamp(seconds, _CHINA).replace(tzinfo=None)
    text = text_of(value, charset)
    for shape in _TIME_SHAPES if text else ():
        try:
            return datetime.strptime(str(text).strip(), shape)
        except ValueError:
            continue
    return None


def fields_of(template: str) -> list[str]:
    """Source columns a template names: 'us/{j.DJSJ:%Y%m}/{j.JCH}' → ['j.DJSJ', 'j.JCH']."""
    return [name for name, _ in _FIELD.findall(template)]


def template(pattern: str, charset: str) -> Value:
    """Fill a template; null when any column it names is null or a time in it cannot be read."""

    def fill(row: Row) -> str | None:
        missing = False

        def one(match: re.Match[str]) -> str:
            nonlocal missing
            value, shape = row[match.group(1)], match.group(2)
            if shape is not None:
                moment = moment_of(value, charset)
                text = moment.strftime(shape) if moment else None
            else:
                text = text_of(value, charset)
            missing = missing or not text or not text.strip()
            return "" if text is None else text.strip()

        filled = _FIELD.sub(one, pattern)
        return None if missing else filled

    return fill


def concat(columns: Sequence[str], separator: str, charset: str) -> Value:
    """Join text; null when the first column is null, other nulls are left out. Undecodable bytes: all joined as bytes."""

    def join(row: Row) -> Any:
        values = [row[c] for c in columns]
        if values[0] is None:
            return None
        texts = [(v, text_of(v, charset)) for v in values if v is not None]
        if any(t is None for _, t in texts):
            return separator.encode(charset).join(bytes(v) if t is None else t.strip().encode(charset) for v, t in texts)
        return separator.join(str(t).strip() for _, t in texts if str(t).strip()) or None

    return join


def lines(columns: Sequence[str], charset: str) -> Value:
    """The filled columns, one a line; null when none is. Undecodable bytes: all joined as bytes."""

    def join(row: Row) -> Any:
        values = [row[c] for c in columns if row[c] is not None]
        texts = [text_of(v, charset) for v in values]
        if any(t is None for t in texts):
            return b"\n".join(bytes(v) if t is None else t.encode(charset) for v, t in zip(values, texts, strict=True))
        return "\n".join(t for t in texts if t and t.strip()) or None

    return join


def coalesce(options: Sequence[Value]) -> Value:
    """The first value that is neither null nor blank."""

    def first(row: Row) -> Any:
        for option in options:
            value = option(row)
            if value is not None and (not isinstance(value, (str, bytes)) or value.strip()):
                return value
        return None

    return first


def equals(column: str, wanted: frozenset[str], charset: str) -> Value:
    """Whether the column's trimmed text is one of `wanted`."""

    def test(row: Row) -> bool:
        text = text_of(row[column], charset)
        return text is not None and text.strip() in wanted

    return test


def any_of(tests: Sequence[Value]) -> Value:
    return lambda row: any(test(row) for test in tests)


def first_characters(inner: Value, count: int, charset: str) -> Value:
    def cut(row: Row) -> str | None:
        text = text_of(inner(row), charset)
        return None if text is None else text.strip()[:count]

    return cut


def after_last(inner: Value, marker: str, charset: str) -> Value:
    """What stands after the last `marker`; the whole text where there is none."""

    def cut(row: Row) -> Any:
        value = inner(row)
        text = text_of(value, charset)
        return value if text is None or marker not in text else text.rsplit(marker, 1)[1]

    return cut


def without_prefix(inner: Value, prefix: str, charset: str) -> Value:
    r"""A UNC or absolute path made relative to the share: the prefix goes, '\' becomes '/'.

    A path without the prefix keeps its form, so that the file step can refuse it (FL-06).
    """

    def cut(row: Row) -> Any:
        value = inner(row)
        text = text_of(value, charset)
        if text is None:
            return value
        text = text.strip()
        if prefix and text.lower().startswith(prefix.lower()):
            text = text[len(prefix) :].lstrip("\\/")
        return text.replace("\\", "/")

    return cut


def json_member(column: str, member: str, charset: str) -> Value:
    """One member of a JSON text; booleans as 1 and 0. Null when there is none or the text is no JSON object."""

    def read(row: Row) -> str | None:
        text = text_of(row[column], charset)
        try:
            document = json.loads(text) if text else None
        except ValueError:
            return None
        value = document.get(member) if isinstance(document, dict) else None
        if isinstance(value, bool):
            return "1" if value else "0"
        return None if value is None else str(value)

    return read


def plus_seconds(start: str, seconds: str, charset: str) -> Value:
    """A start time and a duration in seconds → the end as text; null when either is missing or not usable."""

    def add(row: Row) -> str | None:
        moment, length = moment_of(row[start], charset), row[seconds]
        if moment is None or not isinstance(length, (int, float)) or not 0 <= length < 10**8:
            return None
        return (moment + timedelta(seconds=float(length))).strftime("%Y-%m-%d %H:%M:%S")

    return add


def from_utc(column: str, charset: str) -> Value:
    """ISO text of an instant ('2024-01-05T01:20:00Z') as wall time in China; other text stays as it is, for the rules to judge."""

    def convert(row: Row) -> Any:
        value = row[column]
        text = text_of(value, charset)
        try:
            instant = datetime.fromisoformat(text.strip().replace("Z", "+00:00")) if text and text.strip() else None
        except ValueError:
            return value
        if instant is None or instant.tzinfo is None:
            return value
        return instant.astimezone(_CHINA).strftime("%Y-%m-%d %H:%M:%S")

    return convert
