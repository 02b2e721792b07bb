"""Rows between a driver and Arrow: columns of one type each, and a keyed hash that tells whether a row is as it was."""

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipelines.declaration import FeedDeclaration, Source
from warehouse.keys import Keyring

HASH = "_row_hash"  # helper column of a batch: hash of the row as extracted
FILE = "_file"  # helper column of file feeds: size and time of change of the file, or why there is none
HELPERS = (HASH, FILE)


Hasher = Callable[[Mapping[str, Any]], str]


class RowHasher:
    """HMAC over the extracted values and the declaration they were read by: a corrected declaration makes every row new."""

    def __init__(self, keyring: Keyring, source: Source, feed: FeedDeclaration) -> None:
        self._key = keyring.derive("row-hash")
        codes = {spec.codes: source.codes[spec.codes] for spec in feed.specs() if isinstance(spec.codes, str)}
        document = {
            "charset": source.charset,
            "zone": source.zone,
            "times": source.times,
            "codes": codes,
            "feed": feed.model_dump(mode="json", exclude={"increments", "period", "compare"}),
        }
        self._declared = hmac.digest(self._key, json.dumps(document, sort_keys=True).encode(), "sha256")

    def __call__(self, row: Mapping[str, Any]) -> str:
        text = repr([(name, row[name]) for name in sorted(row)])
        return hmac.digest(self._key, self._declared + text.encode("utf-8", "surrogatepass"), "sha256").hex()


def to_arrow(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], charsets: Mapping[str, str]) -> pa.Table:
    """One Arrow column for each name. A column that holds any bytes is binary, its text encoded by the column's charset."""
    arrays = [_array([row.get(name) for row in rows], charsets.get(name, "utf-8")) for name in columns]
    return pa.table(arrays, names=list(columns))


def _array(values: list[Any], charset: str) -> pa.Array:
    kinds = {type(value) for value in values if value is not None}
    if kinds & {bytes, bytearray, memoryview}:
        return pa.array([None if v is None else _bytes(v, charset) for v in values], pa.binary())
    if kinds <= {bool} and kinds:
        return pa.array(values, pa.bool_())
    if kinds == {int} and all(v is None or -(2**63) <= v < 2**63 for v in values):
        return pa.array(values, pa.int64())
    if kinds == {float}:
        return pa.array(values, pa.float64())
    if kinds == {datetime}:
        return pa.array(values, pa.timestamp("us"))
    return pa.array([None if v is None else _text(v) for v in values], pa.string())


def _bytes(value: Any, charset: str) -> bytes:
    return bytes(value) if isinstance(value, (bytes, bytearray, memoryview)) else _text(value).encode(charset, "surrogatepass")


def _text(value: Any) -> str:
    """Text that survives UTF-8: lone surrogates, which no charset has, become the replacement sign."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    text = value if isinstance(value, str) else str(value)
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def to_json(row: Mapping[str, Any], charsets: Mapping[str, str]) -> bytes:
    """An extracted row for sealing: readable text where there is any, and types so that `from_json` gives the same row again."""
    document: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, bytes):
            shown = value.decode(charsets.get(name, "utf-8"), "backslashreplace")
            document[name] = {"bytes": value.hex(), "text": shown}
        elif isinstance(value, datetime):
            document[name] = {"time": value.isoformat(sep=" ")}
        else:
            document[name] = value
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def from_json(sealed: bytes) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in json.loads(sealed).items():
        if isinstance(value, dict) and "bytes" in value:
            row[name] = bytes.fromhex(value["bytes"])
        elif isinstance(value, dict):
            row[name] = datetime.fromisoformat(value["time"])
        else:
            row[name] = value
    return row
