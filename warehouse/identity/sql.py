"""Small SQL habits of identity: rows that may be there already, one writer at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from warehouse.identity.schema import SURROGATE


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; those whose primary key is there already stay as they are."""
    if rows:
        statement = insert(table)
        for dialect, words in (("sqlite", "OR IGNORE"), ("mysql", "IGNORE"), ("mariadb", "IGNORE")):
            statement = statement.prefix_with(words, dialect=dialect)
        connection.execute(statement, list(rows))


def lock(connection: Connection, kind: str) -> int:
    """Wait until no other transaction allots ids of this kind; the next free id. Call it before reading what the answer depends on.

    MySQL: the row's lock, and READ COMMITTED makes later reads see what the one before wrote. SQLite: the write transaction itself.
    """
    return int(connection.execute(select(SURROGATE.c.next_id).where(SURROGATE.c.kind == kind).with_for_update()).scalar_one())
