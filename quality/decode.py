"""From what a driver hands over to text: bytes by the source's charset, numbers and times as text. Marks say what went wrong."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa

from quality.feeds import COLUMNS, FeedColumn, Kind
from quality.frame import text_column
from quality.reading import ColumnReading, Reading
from warehouse.identity.normal import id_check_ok, normal_id

Decryptor = Callable[[str], str]
HEX = set("0123456789abcdefABCDEF")


def mark(column: str) -> str:
    """Name of the helper column that says how reading a column went: None, or one word."""
    return f"_mark_{column}"


def decode(reading: Reading, rows: pa.Table, decryptor: Decryptor | None) -> pd.DataFrame:
    """All canonical columns of the feed as text, missing ones null, with a mark column beside each that was read."""
    index = pd.RangeIndex(rows.num_rows)
    columns: dict[str, pd.Series] = {}
    for canonical in COLUMNS[reading.feed]:
        how = reading.columns.get(canonical.name, ColumnReading(canonical.name))
        if canonical.name not in rows.column_names:
            columns[canonical.name] = text_column([None] * rows.num_rows, index)
            columns[mark(canonical.name)] = text_column([None] * rows.num_rows, index)
            continue
        texts, marks = _column(rows.column(canonical.name).to_pylist(), canonical, how, decryptor)
        columns[canonical.name] = text_column(texts, index)
        columns[mark(canonical.name)] = text_column(marks, index)
    return pd.DataFrame(columns, index=index)


def _column(
    values: list[Any], canonical: FeedColumn, how: ColumnReading, decryptor: Decryptor | None
) -> tuple[list[str | None], list[str | None]]:
    texts: list[str | None] = []
    marks: list[str | None] = []
    cache: dict[Any, tuple[str | None, str | None]] = {}
    for value in values:
        known = cache.get(value)
        if known is None:
            known = _one(value, canonical, how, decryptor)
            cache[value] = known
        texts.append(known[0])
        marks.append(known[1])
    return texts, marks


def _one(value: Any, canonical: FeedColumn, how: ColumnReading, decryptor: Decryptor | None) -> tuple[str | None, str | None]:
    """(text, mark) of one value."""
    if value is None:
        return None, None
    cut = None
    if isinstance(value, bytes):
        if how.max_bytes is not None and len(value.rstrip(b" ")) >= how.max_bytes:
            cut = "cut"
        try:
            value = value.decode(how.charset or "utf-8")
        except UnicodeDecodeError:
            return None, "bytes"
    text = _text(value)
    if canonical.kind is Kind.CODE:
        return text.strip(), cut
    text = text.strip() if canonical.kind is Kind.LONG else text.strip(" \t\r\n\u3000\0")
    if canonical.kind is Kind.LONG:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        return None, None
    if how.decrypt is not None:
        return _decrypted(text, decryptor)
    return text, cut


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _decrypted(text: str, decryptor: Decryptor | None) -> tuple[str | None, str | None]:
    """ID-12: hexadecimal cipher text is opened; a plain number in the same column is taken by its shape; else null and a mark."""
    if text.upper() == "NULL":
        return None, None
    if len(text) >= 32 and len(text) % 32 == 0 and set(text) <= HEX and decryptor is not None:
        try:
            return decryptor(text), None
        except ValueError:
            return None, "undecryptable"
    number = normal_id(text)
    if (len(number) == 18 and id_check_ok(number)) or (len(number) == 15 and number.isdigit()):
        return number, "plain"
    return None, "undecryptable"
