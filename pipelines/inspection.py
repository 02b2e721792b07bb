"""What a source's database tells of its tables: columns, keys, indexes. One implementation for every kind SQLAlchemy can inspect.

An extractor calls these with its own connection and turns the driver's errors into ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import NoSuchTableError
from sqlalchemy.types import BINARY, Date, DateTime, Integer, LargeBinary, Numeric, String, TypeEngine

from warehouse.errors import Misconfigured

TEXT, BYTES, TIME, WHOLE, NUMBER, OTHER = "text", "bytes", "time", "whole number", "number", "other"
_KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (LargeBinary, BYTES), (BINARY, BYTES), (String, TEXT), (DateTime, TIME), (Date, TIME), (Integer, WHOLE), (Numeric, NUMBER),
)  # fmt: skip


@dataclass(frozen=True)
class ColumnFacts:
    """One column as its database declares it. `kind`: text, bytes, time, whole number, number, other. `length`: in its own unit."""

    name: str
    native: str
    kind: str
    length: int | None


@dataclass(frozen=True)
class TableFacts:
    """One table or view. `keys`: the primary key, then unique indexes. `indexed`: columns an index begins with. None: not told."""

    name: str
    columns: tuple[ColumnFacts, ...]
    keys: tuple[tuple[str, ...], ...]
    indexed: frozenset[str] | None

    def column(self, name: str) -> ColumnFacts | None:
        return next((c for c in self.columns if c.name.lower() == name.lower()), None)


def tables(connection: Connection, schema: str | None) -> list[str]:
    """Names of the tables and views one may read, sorted."""
    inspector = inspect(connection)
    return sorted({*inspector.get_table_names(schema=schema), *inspector.get_view_names(schema=schema)})


def columns(connection: Connection, table: str, schema: str | None) -> TableFacts:
    """One table. Misconfigured when there is none of this name (or no right to it)."""
    inspector = inspect(connection)
    try:
        told = inspector.get_columns(table, schema=schema)
        is_view = table in inspector.get_view_names(schema=schema)
        primary: Any = {} if is_view else inspector.get_pk_constraint(table, schema=schema)
        indexes: Iterable[Any] = [] if is_view else inspector.get_indexes(table, schema=schema)
    except NoSuchTableError:
        raise Misconfigured(f"the source has no table '{table}'", "check the name, the schema and the account's rights") from None
    key = tuple(str(name) for name in primary.get("constrained_columns") or ())
    named = [(tuple(str(name) for name in i["column_names"]), bool(i.get("unique"))) for i in indexes if all(i["column_names"])]
    keys = tuple(dict.fromkeys(k for k in (key, *(names for names, unique in named if unique)) if k))
    leading = frozenset(names[0] for names in (*([key] if key else []), *(n for n, _ in named)))
    facts = tuple(_column(str(c["name"]), c["type"]) for c in told)
    return TableFacts(table, facts, keys, None if is_view else leading)


def _column(name: str, declared: TypeEngine[Any]) -> ColumnFacts:
    kind = next((word for type_, word in _KINDS if isinstance(declared, type_)), OTHER)
    length = getattr(declared, "length", None)
    return ColumnFacts(name, str(declared).split(" COLLATE")[0].split(" CHARACTER")[0], kind, length if isinstance(length, int) else None)
