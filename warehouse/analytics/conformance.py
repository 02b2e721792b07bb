"""The golden list: queries, and the rows every engine must answer. Run in the tests on ours, by `lightbox warehouse conformance` on any."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from warehouse.analytics.store import AnalyticStore
from warehouse.errors import LightboxError, Refused
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Table, Type

FILE = Path(__file__).with_name("golden.yaml")
LABEL = "golden.1"
Rows = list[list[Any]]


@dataclass(frozen=True)
class Query:
    name: str
    sql: str
    rows: Rows
    params: Mapping[str, Any]
    database: str | None


@dataclass(frozen=True)
class Difference:
    """What a query answered instead; `found` is rows, or the words of a refusal."""

    query: Query
    found: Rows | str


def read() -> tuple[dict[str, pa.Table], list[Query]]:
    """The rows to load and the queries to ask."""
    document: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    tables = {name: _rows(TABLES[name], given) for name, given in document["tables"].items()}
    asked = [Query(q["name"], q["sql"], q["rows"], q.get("params") or {}, q.get("database")) for q in document["queries"]]
    return tables, asked


def prepare(store: AnalyticStore) -> None:
    """Load the list's few rows into an empty store. Refused: it holds other exams; made-up ones would be among them."""
    tables, _ = read()
    store.apply([TABLES[name] for name in tables])
    held = {name: _held(store, name, data.num_rows) for name, data in tables.items()}
    if not any(rows.num_rows for rows in held.values()):
        store.load(LABEL, tables)
    elif any(not held[name].equals(data.select(held[name].column_names).cast(held[name].schema)) for name, data in tables.items()):
        raise Refused(
            "the store holds exams already, made-up ones would be among them", "name a database of its own in LIGHTBOX_ANALYTIC_URL"
        )


def differences(store: AnalyticStore, database: str) -> Iterator[Difference]:
    """Every query that is answered otherwise than the list says."""
    _, queries = read()
    for query in queries:
        if query.database not in (None, database):
            continue
        try:
            found = answer(store, query)
        except LightboxError as error:
            yield Difference(query, str(error))
            continue
        if not same(query.rows, found):
            yield Difference(query, found)


def answer(store: AnalyticStore, query: Query) -> Rows:
    """The answer in the list's spelling."""
    table = store.query(query.sql, query.params or None)
    columns = [[_plain(value) for value in column.to_pylist()] for column in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def same(expected: Rows, found: Rows) -> bool:
    """Equal in order, values and kinds; doubles to nine digits."""
    return len(expected) == len(found) and all(
        len(a) == len(b) and all(_equal(one, other) for one, other in zip(a, b, strict=True)) for a, b in zip(expected, found, strict=True)
    )


def _equal(expected: Any, found: Any) -> bool:
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if isinstance(expected, float) and isinstance(found, (int, float)):
        return math.isclose(expected, found, rel_tol=1e-9)
    return expected == found


def _held(store: AnalyticStore, name: str, few: int) -> pa.Table:
    columns = ", ".join(column.name for column in TABLES[name].columns)
    return store.query(f"SELECT {columns} FROM {name} ORDER BY {TABLES[name].key[0]} LIMIT {few + 1}")  # noqa: S608  (declared names)


def _rows(table: Table, given: list[dict[str, Any]]) -> pa.Table:
    def value(row: dict[str, Any], column: Any) -> Any:
        text = row.get(column.name)
        return datetime.fromisoformat(text) if column.type is Type.DATETIME and text else text

    return pa.Table.from_pylist([{c.name: value(row, c) for c in table.columns} for row in given], schema=table.arrow_schema())


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")
    return value.isoformat() if isinstance(value, date) else value
