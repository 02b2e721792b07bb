"""What a load and a stored table must be: the declared columns, types and lengths.

The same on every engine, so that no engine takes what another refuses.
"""

from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.errors import Misconfigured, Refused
from warehouse.tables.model import Column, Table, Type


def conform(table: Table, data: pa.Table) -> pa.Table:
    """`data` in declared column order and types. Refused: other columns, another type, a missing key or value, a text too long."""
    schema = table.arrow_schema()
    if sorted(data.column_names) != sorted(schema.names):
        differing = sorted(set(data.column_names) ^ set(schema.names))
        raise Refused(f"{table.name}: columns differ from the declaration: {', '.join(differing) or 'one is there twice'}")
    columns: list[pa.ChunkedArray] = []
    for field in schema:
        column = data.column(field.name)
        if not field.nullable and column.null_count:
            raise Refused(f"{table.name}.{field.name} is null in {column.null_count} rows")
        try:
            columns.append(column.cast(field.type))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            raise Refused(f"{table.name}.{field.name} is {column.type}, declared is {field.type}") from None
    whole = pa.table(columns, schema=schema)
    for declared in table.columns:
        if declared.type is Type.STRING and declared.length is not None:
            _check_length(table.name, declared.name, declared.length, whole.column(declared.name))
    if not table.sums and whole.column(table.sequence).null_count:
        raise Refused(f"{table.name}.{table.sequence} is null in {whole.column(table.sequence).null_count} rows")
    return whole


def _check_length(table: str, name: str, length: int, column: pa.ChunkedArray) -> None:
    """Doris refuses a VARCHAR that is too long; DuckDB would keep it."""
    over = pc.greater(pc.utf8_length(column), length)  # pyright: ignore[reportAttributeAccessIssue]
    too_long = pc.sum(over).as_py()  # pyright: ignore[reportAttributeAccessIssue]
    if too_long:
        raise Refused(f"{table}.{name} is longer than {length} characters in {too_long} rows", "declare it longer, or shorten it before")


def missing_columns(table: Table, existing: Mapping[str, str], spelled: Mapping[Type, Collection[str]]) -> list[Column]:
    """Columns a stored table lacks. `existing`: its columns and their types; `spelled`: how the engine may call each of our types.

    Misconfigured: a type changed, or a new column may not be null.
    """
    for column in table.columns:
        have = existing.get(column.name)
        if have is None and (column.name in table.key or not column.nullable):
            raise Misconfigured(f"{table.name}.{column.name} is new and may not be null: rows already stored have no value for it")
        if have is not None and have not in spelled[column.type]:
            raise Misconfigured(f"{table.name}.{column.name} is {have} in the store and {column.type} in its declaration")
    return [column for column in table.columns if column.name not in existing]
