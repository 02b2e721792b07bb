"""Where a department's rows go: its SQLite double, and for the MySQL-shaped ones also a real server.

A table is declared as `NAME:kind` words. Kinds: `g` text kept as GBK bytes (the server's own charset), `t` text, `i` integer, `r` real.
Column names are the vendor's.
"""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, create_engine

Value = str | int | float | bytes | None
_SQLITE_TYPES = {"g": "BLOB", "t": "TEXT", "i": "INTEGER", "r": "REAL"}
_CHUNK = 4_000


@dataclass(frozen=True)
class Table:
    """One table of a vendor. `key`: its primary key."""

    name: str
    columns: str
    key: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        return [c.split(":")[0] for c in self.columns.split()]

    @property
    def kinds(self) -> list[str]:
        return [c.split(":")[1] for c in self.columns.split()]


@dataclass(frozen=True)
class Schema:
    """A vendor's database: tables, statements after them (indexes, views), and its DDL for a real MariaDB where it is MySQL-shaped."""

    tables: tuple[Table, ...]
    after: tuple[str, ...] = ()
    mariadb: tuple[str, ...] = ()


@dataclass
class Database:
    """Takes rows, writes them in chunks. Rows go in as {column: value}; what is left out is null."""

    schema: Schema
    file: Path
    url: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    _pending: dict[str, list[tuple[Value, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.file.unlink(missing_ok=True)
        self._digest = hashlib.sha256()
        self._sqlite = sqlite3.connect(self.file, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
            self._sqlite.execute(f"PRAGMA {pragma}")
        self._tables = {t.name: (t.names, [k == "g" for k in t.kinds]) for t in self.schema.tables}
        for table in self.schema.tables:
            columns = ", ".join(f"{n} {_SQLITE_TYPES[k]}" for n, k in zip(table.names, table.kinds, strict=True))
            key = f", PRIMARY KEY ({', '.join(table.key)})" if table.key else ""
            self._sqlite.execute(f"CREATE TABLE {table.name} ({columns}{key})")
            self.counts[table.name] = 0
            self._pending[table.name] = []
        self._server = self._open_server() if self.url else None

    def _open_server(self) -> Engine:
        """The real server: the vendor's tables, fresh, in the database the URL names."""
        engine = create_engine(str(self.url), connect_args={"init_command": "SET time_zone = '+08:00'"})
        with engine.begin() as connection:
            for table in self.schema.tables:
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}")
            for statement in self.schema.mariadb:
                connection.exec_driver_sql(statement)
        return engine

    def add(self, table: str, row: Mapping[str, Value]) -> None:
        names, as_bytes = self._tables[table]
        values = tuple(
            value.encode("gbk") if gbk and isinstance(value := row.get(name), str) else row.get(name)
            for name, gbk in zip(names, as_bytes, strict=True)
        )
        pending = self._pending[table]
        pending.append(values)
        if len(pending) >= _CHUNK:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows = self._pending[table]
        if not rows:
            return
        names, _ = self._tables[table]
        self._digest.update(repr((table, rows)).encode())
        self._sqlite.execute("BEGIN")
        self._sqlite.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows)
        self._sqlite.execute("COMMIT")
        if self._server is not None:
            self._send(self._server, table, names, rows)
        self.counts[table] += len(rows)
        rows.clear()

    @staticmethod
    def _send(server: Engine, table: str, names: Sequence[str], rows: list[tuple[Value, ...]]) -> None:
        marks = ", ".join(["%s"] * len(names))
        with server.begin() as connection:
            connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)

    def close(self) -> str:
        """Write what is left, make indexes and views; returns the digest of all rows."""
        for table in self._pending:
            self._flush(table)
        for statement in self.schema.after:
            self._sqlite.execute(statement)
        self._sqlite.close()
        if self._server is not None:
            self._server.dispose()
        return self._digest.hexdigest()
