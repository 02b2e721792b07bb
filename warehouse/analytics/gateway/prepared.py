"""Prepared statements: where the values go, and how they are written there.

mysql-mimic puts texts between quotes as they are, so a quote in a value would be read as SQL, and it knows no dates. Here the statement is
read by Doris's own tokenizer and values are spelled as literals that it reads back unchanged.
Facts of the binary protocol: MySQL 8.0 internals, "COM_STMT_EXECUTE" and "Binary Protocol Value".
"""

import io
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mysql_mimic.types import ColumnType, read_str_len, read_uint_len
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import TokenType

from warehouse.errors import Refused

PARAMETERS = 65_535  # what the protocol can count
_TEXTS = {
    ColumnType.VARCHAR, ColumnType.VAR_STRING, ColumnType.STRING, ColumnType.BLOB, ColumnType.TINY_BLOB, ColumnType.MEDIUM_BLOB,
    ColumnType.LONG_BLOB,
}  # fmt: skip
_NUMBERS = {
    ColumnType.TINY: ("<b", "<B"), ColumnType.BOOL: ("<b", "<B"), ColumnType.SHORT: ("<h", "<H"), ColumnType.YEAR: ("<h", "<H"),
    ColumnType.LONG: ("<i", "<I"), ColumnType.INT24: ("<i", "<I"), ColumnType.LONGLONG: ("<q", "<Q"), ColumnType.FLOAT: ("<f", "<f"),
    ColumnType.DOUBLE: ("<d", "<d"),
}  # fmt: skip
_DECIMALS = {ColumnType.DECIMAL, ColumnType.NEWDECIMAL}
_TIMES = {ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIMESTAMP}
CURSOR, COUNTED = 0x01, 0x08  # flags of COM_STMT_EXECUTE we know: a read-only cursor, the number of parameters is sent


@dataclass(frozen=True)
class Template:
    """A statement in pieces: a value goes between each two."""

    pieces: tuple[str, ...]

    @property
    def parameters(self) -> int:
        return len(self.pieces) - 1

    def bind(self, values: Sequence[Any]) -> str:
        """The statement with its values as literals of Doris. Refused: a value of a type that has none."""
        parts = [self.pieces[0]]
        for value, piece in zip(values, self.pieces[1:], strict=True):
            parts += [literal(value), piece]
        return "".join(parts)


def template(sql: str) -> Template:
    """Refused: it cannot be read, or has more parameters than the protocol can count."""
    try:
        tokens = Dialect.get_or_raise("doris").tokenize(sql)
    except TokenError:
        raise Refused("the statement cannot be read as Doris SQL") from None
    pieces: list[str] = []
    last = 0
    for token in tokens:
        if token.token_type is TokenType.PLACEHOLDER:
            pieces.append(sql[last : token.start])
            last = token.end + 1
    if len(pieces) > PARAMETERS:
        raise Refused(f"a statement has at most {PARAMETERS} parameters")
    return Template((*pieces, sql[last:]))


def literal(value: Any) -> str:
    """A value as a literal; whole doubles as integers, since clients that know only doubles send them for LIMIT."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise Refused("a parameter is not a number")
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return f"'{value.isoformat(' ', 'milliseconds' if value.microsecond else 'seconds')}'"
    if isinstance(value, date):
        return f"'{value.isoformat()}'"
    if not isinstance(value, str):
        raise Refused("a parameter is of a type that is not read", "texts, numbers, dates and times are")
    if "\0" in value:
        raise Refused("a parameter has a zero byte")
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def values(data: bytes, parameters: int, attributes: bool, decode: Callable[[bytes], str], long: Mapping[int, bytearray]) -> list[Any]:
    """The parameter values of a COM_STMT_EXECUTE. `attributes`: the client agreed to send query attributes; they are passed over.

    Refused: the packet is cut, or of a type that is not read.
    """
    reader = io.BytesIO(data)
    reader.seek(4)
    try:
        flags = reader.read(1)[0]
        reader.seek(4, io.SEEK_CUR)
        count = parameters
        if attributes and (parameters or flags & COUNTED):
            count = read_uint_len(reader)
        if not parameters <= count <= PARAMETERS:
            raise Refused("the number of parameters is not that of the statement")
        return _values(reader, count, attributes, decode, long)[:parameters] if count else []
    except (IndexError, struct.error, UnicodeDecodeError, ValueError, OverflowError):
        raise Refused("the parameters cannot be read") from None


def _values(reader: io.BytesIO, count: int, named: bool, decode: Callable[[bytes], str], long: Mapping[int, bytearray]) -> list[Any]:
    nulls = reader.read((count + 7) // 8)
    if reader.read(1) != b"\x01":
        raise Refused("the types of the parameters must be sent with each execution")
    kinds: list[tuple[ColumnType, bool]] = []
    for _ in range(count):
        kind, sign = reader.read(2)
        kinds.append((ColumnType(kind), bool(sign & 0x80)))
        if named:
            read_str_len(reader)
    found: list[Any] = []
    for position, (kind, unsigned) in enumerate(kinds):
        if nulls[position // 8] >> position % 8 & 1 or kind is ColumnType.NULL:
            found.append(None)
        elif position in long:
            found.append(decode(bytes(long[position])))
        else:
            found.append(_value(reader, kind, unsigned, decode))
    return found


def _value(reader: io.BytesIO, kind: ColumnType, unsigned: bool, decode: Callable[[bytes], str]) -> Any:
    if kind in _TEXTS:
        return decode(read_str_len(reader))
    if kind in _NUMBERS:
        form = _NUMBERS[kind][unsigned]
        return struct.unpack(form, reader.read(struct.calcsize(form)))[0]
    if kind in _DECIMALS:
        text = decode(read_str_len(reader))
        whole, _, fraction = text.lstrip("-").partition(".")
        if not (whole + fraction).isdecimal():
            raise ValueError
        return float(text) if fraction else int(text)
    if kind in _TIMES:
        return _time(reader, kind)
    raise Refused(f"a parameter of type {kind.name} is not read", "texts, numbers, dates and times are")


def _time(reader: io.BytesIO, kind: ColumnType) -> date | datetime:
    size = reader.read(1)[0]
    year, month, day = struct.unpack("<HBB", reader.read(4))
    if size == 4:
        return date(year, month, day) if kind is ColumnType.DATE else datetime(year, month, day)
    hour, minute, second = struct.unpack("<BBB", reader.read(3))
    fraction = struct.unpack("<I", reader.read(4))[0] if size == 11 else 0
    return datetime(year, month, day, hour, minute, second) + timedelta(microseconds=fraction)
