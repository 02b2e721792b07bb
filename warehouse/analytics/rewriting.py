"""Rows that follow their exam: when its person or its fate changes, so do its order, reports and files."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from warehouse.analytics.store import AnalyticStore
from warehouse.analytics.stored import stored
from warehouse.tables.catalogue import TABLES

FOLLOWING = ("exam", "exam_order", "report", "file_fact")  # tables whose rows belong to an exam
Values = tuple[Any, ...]


def rewrite(
    store: AnalyticStore, mark: str, exam_ids: Sequence[int], columns: Sequence[str], decide: Callable[[int, Values], Values]
) -> None:
    """Give `columns` of every stored row of some exams what `decide(exam_id, values as they stand)` says. `mark` begins the labels."""
    for name in FOLLOWING:
        table = TABLES[name]
        for found in stored(store, name, [c.name for c in table.columns], "exam_id", exam_ids):
            changed = _changed(found, table.arrow_schema(), columns, decide)
            if changed.num_rows:
                # They keep their sequence: a row loaded meanwhile is newer, wins, and is followed by its own loader. A label of its own
                # for every change: the same change again changes nothing.
                store.load(f"{mark}.{name}.{secrets.token_hex(12)}", {name: changed})


def _changed(found: pa.Table, schema: pa.Schema, columns: Sequence[str], decide: Callable[[int, Values], Values]) -> pa.Table:
    """The rows that must change, in the declared types."""
    rows = found.select(schema.names).cast(pa.schema([pa.field(f.name, f.type) for f in schema]))
    held = list(zip(*(rows.column(column).to_pylist() for column in columns), strict=True))
    wanted = [decide(exam, values) for exam, values in zip(rows.column("exam_id").to_pylist(), held, strict=True)]
    for place, column in enumerate(columns):
        position = schema.get_field_index(column)
        kind = rows.schema.field(position)
        rows = rows.set_column(position, kind, pa.array([values[place] for values in wanted], kind.type))
    return rows.filter(pa.array([a != b for a, b in zip(wanted, held, strict=True)], pa.bool_())).cast(schema)
