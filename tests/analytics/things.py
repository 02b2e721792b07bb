"""A small table of every type, and rows for it."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from warehouse.tables.model import Column, Table, Type

_numbers = itertools.count()
T0 = datetime(2026, 1, 2, 3, 4, 5, 678000)


def thing(name: str | None = None, *more: Column, key: tuple[str, ...] = ("id",)) -> Table:
    """A table nobody else uses."""
    columns = (
        Column("id", Type.BIGINT, "编号", "id", nullable=False),
        Column("kind", Type.STRING, "种类", "kind", nullable="kind" not in key, length=16),
        Column("n", Type.INT, "数", "number"),
        Column("flag", Type.BOOLEAN, "标志", "flag"),
        Column("words", Type.TEXT, "文字", "words"),
        Column("day", Type.DATE, "日", "day"),
        Column("at", Type.DATETIME, "时刻", "moment"),
        Column("load_seq", Type.BIGINT, "装载序号", "sequence", nullable=False),
        *more,
    )
    return Table(name or f"thing_{next(_numbers)}", "物", "thing", columns, key)


def rows(table: Table, values: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as the table declares them; what is not given is null, the sequence 1."""
    full = [{c.name: value.get(c.name, 1 if c.name == "load_seq" else None) for c in table.columns} for value in values]
    return pa.Table.from_pylist(full, schema=table.arrow_schema())
