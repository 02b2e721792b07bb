"""Models that follow from the declarations of the analytic tables: a new column appears here by itself."""

from collections.abc import Collection
from typing import Any

from pydantic import Field, create_model

from api.http.models.common import Answer
from warehouse.tables.model import Column, Table, Type

HIDDEN = frozenset({"load_seq", "void", "void_reason", "object_id"})  # housekeeping; voided rows are not answered at all
_PYTHON: dict[Type, Any] = {
    Type.BIGINT: int, Type.INT: int, Type.BOOLEAN: bool, Type.STRING: str, Type.TEXT: str, Type.DATE: str, Type.DATETIME: str,
}  # fmt: skip


def model_of(name: str, table: Table, doc: str, only: Collection[str] | None = None) -> type[Answer]:
    """A model with the columns of `table`; times are ISO text, wall time of Asia/Shanghai without zone."""
    fields: dict[str, Any] = {}
    for column in table.columns:
        if column.name in HIDDEN or (only is not None and column.name not in only):
            continue
        kind = _PYTHON[column.type]
        if column.nullable and column.name not in table.key:
            fields[column.name] = (kind | None, Field(None, description=_described(column)))
        else:
            fields[column.name] = (kind, Field(description=_described(column)))
    return create_model(name, __base__=Answer, __doc__=doc, **fields)


def _described(column: Column) -> str:
    unit = f" [{column.unit}]" if column.unit else ""
    codes = f"; code table {column.codes}" if column.codes else ""
    return f"{column.zh}: {column.en}{unit}{codes}"
