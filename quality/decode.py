"""From what a driver hands over to text: bytes by the source's charset, numbers and times as text. Marks say what went wrong.

Marks: "bytes" (no text at all), "charset" (another charset than declared), "cut" (ends in half a character, or fills its column),
"undecryptable".
"""

import codecs
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from quality.feeds import COLUMNS, FeedColumn, Kind
from quality.frame import no_text, text_column
from quality.reading import ColumnReading, Reading
from warehouse.identity.normal import id_check_ok, normal_id

Decryptor = Callable[[str], str]
Decoded = tuple[str | None, str | None]
HEX = set("0123456789abcdefABCDEF")
OTHER_CHARSETS = ("utf-8", "gb18030")  # tried, in this order, when the declared one does not fit (CS-02)
ONE_BYTE = ("latin-1", "latin1", "iso-8859-1", "iso8859-1", "cp1252", "windows-1252")
_TRIMMED = " \t\r\n\u3000\0"
# What a text in a guessed charset may hold beside ASCII: a wrong guess nearly always shows something else.
_EXPECTED = re.compile(
    "[\x00-\x7f\u00b0-\u00b7\u00d7\u2010-\u2026\u2103\u2190-\u2193\u2460-\u2473\u3000-\u303f\u3400-\u9fff\uff00-\uffe5\U00020000-\U000323af]*"
)


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
            columns[canonical.name] = columns[mark(canonical.name)] = no_text(index)
            continue
        if pa.types.is_string(rows.schema.field(canonical.name).type) and how.decrypt is None and how.max_bytes is None:
            columns[canonical.name] = _trimmed(rows.column(canonical.name), canonical.kind, index)
            columns[mark(canonical.name)] = no_text(index)
            continue
        texts, marks = _column(rows.column(canonical.name), canonical, how, decryptor)
        columns[canonical.name] = text_column(texts, index)
        columns[mark(canonical.name)] = text_column(marks, index)
    return pd.DataFrame(columns, index=index)


def _trimmed(values: pa.ChunkedArray, kind: Kind, index: pd.Index) -> pd.Series:
    """What `_one` does, for a column that is text already."""
    text = pd.Series(values.to_numpy(zero_copy_only=False), index=index, dtype="str").str.strip(_TRIMMED)
    if kind is Kind.LONG:
        text = text.str.replace("\r\n", "\n", regex=False).str.replace("\r", "\n", regex=False)
    return text if kind is Kind.CODE else text.where(text != "")


def _column(values: pa.ChunkedArray, canonical: FeedColumn, how: ColumnReading, decryptor: Decryptor | None) -> tuple[Any, Any]:
    """Texts and marks; each different value is read once."""
    if pa.types.is_null(values.type):
        return [None] * len(values), [None] * len(values)
    coded = values.combine_chunks().dictionary_encode()
    read = [_one(value, canonical, how, decryptor) for value in coded.dictionary.to_pylist()]
    texts = np.array([*(text for text, _ in read), None], dtype=object)
    marks = np.array([*(word for _, word in read), None], dtype=object)
    places = coded.indices.fill_null(len(read)).to_numpy(zero_copy_only=False)
    return texts[places], marks[places]


def _one(value: Any, canonical: FeedColumn, how: ColumnReading, decryptor: Decryptor | None) -> Decoded:
    """(text, mark) of one value."""
    if value is None:
        return None, None
    word = "cut" if _fills(value, how) else None
    if isinstance(value, bytes):
        value, wrong = text_of(value, how.charset or "utf-8")
        word = wrong or word
        if value is None:
            return None, word
    text = _text(value).strip(_TRIMMED)
    if canonical.kind is Kind.CODE:
        return text, word
    if canonical.kind is Kind.LONG:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        return None, word
    return _decrypted(text, decryptor) if how.decrypt is not None else (text, word)


def _fills(value: Any, how: ColumnReading) -> bool:
    """Whether a text is as long as its column, in bytes of the source's charset, as bytes or decoded by the server."""
    if how.max_bytes is None or not isinstance(value, (bytes, str)):
        return False
    raw = value.encode(how.charset or "utf-8", "replace") if isinstance(value, str) else value
    return len(raw.rstrip(b" ")) >= how.max_bytes


def text_of(raw: bytes, charset: str) -> Decoded:
    """Bytes as text, without ever replacing one: by the declared charset, else by another that fits wholly (CS-02), else not at all.

    A charset of one byte a character fits whatever the bytes are: declared for Chinese text it is false, though nothing fails.
    Half a character at the very end is what a source leaves that cuts at its column's length: the rest is read (LN-02, NM-09).
    """
    try:
        text = raw.decode(charset)
        if charset.lower() not in ONE_BYTE or raw.isascii():
            return text, None
        declared = text
    except UnicodeDecodeError:
        declared = None
    for other in OTHER_CHARSETS:
        try:
            text = raw.decode(other)
        except UnicodeDecodeError:
            continue
        if _EXPECTED.fullmatch(text):
            return text, "charset"
    if declared is not None:
        return declared, None
    try:
        return codecs.getincrementaldecoder(charset)().decode(raw, final=False), "cut"
    except UnicodeDecodeError:
        return None, "bytes"


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


def _decrypted(text: str, decryptor: Decryptor | None) -> Decoded:
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
        return text, None
    return None, "undecryptable"
