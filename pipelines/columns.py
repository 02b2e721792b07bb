"""Tables of the analytic store from columns of values: the declared order and types, nulls where nothing was given."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from warehouse.tables.model import Table, Type

INT_LIMIT = 2**31


def values_of(column: pd.Series) -> list[Any]:
    """A pandas column as plain Python values, None for every kind of null."""
    if str(column.dtype).startswith("datetime64"):
        return column.astype("datetime64[us]").to_numpy().astype(object).tolist()
    if str(column.dtype) == "Int64":
        return [None if pd.isna(v) else int(v) for v in column]
    return column.astype(object).where(column.notna(), None).tolist()


def arrow_of(table: Table, columns: Mapping[str, Sequence[Any]], rows: int) -> pa.Table:
    """The Arrow table `table` declares. Columns not given are null, flags that may not be null are false.

    Tombstones and waived rows come here although a rule objects: a number that no column can hold is null, and text that grew by the
    tags of cleaning is cut to its column on a character, so that one such row cannot stop a load.
    """
    arrays: list[pa.Array] = []
    schema = table.arrow_schema()
    for column, declared in zip(table.columns, schema, strict=True):
        values = columns.get(column.name)
        if values is None:
            values = [False if column.type is Type.BOOLEAN and not column.nullable else None] * rows
        elif column.type is Type.INT:
            values = [v if v is None or -INT_LIMIT <= v < INT_LIMIT else None for v in values]
        elif column.type is Type.STRING and column.length is not None:
            limit = column.length
            values = [v if v is None or len(v) <= limit else v[:limit] for v in values]
        arrays.append(pa.array(values, declared.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def fitting(text: str, limit: int) -> str:
    """A comma-separated list cut to whole members."""
    return text if len(text) <= limit else text[:limit].rpartition(",")[0]
