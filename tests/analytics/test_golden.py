"""The golden list: the same query, the same rows, on every engine."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from warehouse.analytics.store import AnalyticStore
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Table, Type

GOLDEN: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "golden.yaml").read_text(encoding="utf-8"))
QUERIES: dict[str, dict[str, Any]] = {query["name"]: query for query in GOLDEN["queries"]}


def _rows(table: Table, given: list[dict[str, Any]]) -> pa.Table:
    def value(row: dict[str, Any], column: Any) -> Any:
        text = row.get(column.name)
        return datetime.fromisoformat(text) if column.type is Type.DATETIME and text else text

    return pa.Table.from_pylist([{c.name: value(row, c) for c in table.columns} for row in given], schema=table.arrow_schema())


@pytest.fixture(scope="module")
def golden(store: AnalyticStore) -> AnalyticStore:
    tables = {name: TABLES[name] for name in GOLDEN["tables"]}
    store.apply(list(tables.values()))
    store.load("golden.1", {name: _rows(table, GOLDEN["tables"][name]) for name, table in tables.items()})
    return store


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.req("A-1.4", part=True)
@pytest.mark.parametrize("name", QUERIES)
def test_the_rows_are_the_same_on_every_engine(golden: AnalyticStore, name: str) -> None:
    query = QUERIES[name]
    found = golden.query(query["sql"], query.get("params"))
    rows = [[_plain(value) for value in row.values()] for row in found.to_pylist()]
    assert rows == [pytest.approx(row) if any(isinstance(v, float) for v in row) else row for row in query["rows"]]
    assert all(
        isinstance(a, bool) == isinstance(b, bool) for r, e in zip(rows, query["rows"], strict=True) for a, b in zip(r, e, strict=True)
    )


def test_names_are_unique() -> None:
    assert len(QUERIES) == len(GOLDEN["queries"])
