"""Small doubles of vendor databases, and a line on throw-away stores."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from demo.database import Schema
from pipelines.line import Line
from settings import Settings
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.archive.archive import Archive
from warehouse.archive.stores.local import LocalStore
from warehouse.identity.store import Identity
from warehouse.keys import MASTER, Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.store import Platform
from warehouse.tables.catalogue import TABLES

ANY_DATABASE = "CREATE TABLE {name} ({columns}{key})"
TODAY = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
_TYPES = {"g": "BLOB", "t": "TEXT", "i": "INTEGER", "r": "REAL"}


class Double:
    """A vendor's SQLite file. Rows are put by {column: value}; text of GBK columns becomes bytes."""

    def __init__(self, file: Path, schema: Schema) -> None:
        self.file, self._tables = file, {t.name: t for t in schema.tables}
        with self.open() as connection:
            for table in schema.tables:
                columns = ", ".join(f"{n} {_TYPES[k]}" for n, k in zip(table.names, table.kinds, strict=True))
                key = f", PRIMARY KEY ({', '.join(table.key)})" if table.key else ""
                connection.execute(ANY_DATABASE.format(name=table.name, columns=columns, key=key))
            for statement in schema.after:
                connection.execute(statement)

    def open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.file)

    def put(self, table: str, *rows: Mapping[str, Any]) -> None:
        declared = self._tables[table]
        kinds = dict(zip(declared.names, declared.kinds, strict=True))
        with self.open() as connection:
            for row in rows:
                values = [v.encode("gb18030") if kinds[n] == "g" and isinstance(v, str) else v for n, v in row.items()]
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({marks})", values)
        connection.close()

    def run(self, statement: str, *values: Any) -> None:
        with self.open() as connection:
            connection.execute(statement, values)
        connection.close()


class Stopped(Exception):
    """The process died here."""


@dataclass
class Bench:
    """A line and its stores. `now` can be moved; `die_at` names the stage after which the next batch dies."""

    home: Path
    connections: dict[str, dict[str, str]] = field(default_factory=dict)
    now: datetime = TODAY
    die_at: str | None = None
    stages: list[str] = field(default_factory=list)
    evidence: bool = False
    batch_rows: int = 1000
    page_rows: int = 100

    def __post_init__(self) -> None:
        self.settings = Settings(
            home=self.home / "var", keys=self.home / "keys", batch_rows=self.batch_rows, page_rows=self.page_rows, statement_timeout_s=20
        )
        self.settings.key_folder.mkdir(parents=True)
        (self.settings.key_folder / MASTER).write_bytes(bytes(range(32)))  # one key for all benches: ids and tokens can be compared
        self.keyring = Keyring.open(self.settings.key_folder, self.settings.home)
        self.platform = Platform(engine_for(self.settings.platform_database), self.keyring)
        self.identity = Identity(engine_for(self.settings.identity_database), self.keyring)
        self.archive = Archive(LocalStore(self.settings.archive), self.settings.archive / "catalogue.db", self.keyring, 65536)
        self.store = DuckDBEngine(None)
        self.platform.migrate()
        self.identity.migrate()
        self.store.apply(list(TABLES.values()))
        self.line = self.new_line()
        self.platform.declare_feeds([(s, f) for s in ("RIS", "UIS", "EIS", "PIS", "NMIS", "ECGIS") for f in FEEDS])

    def new_line(self) -> Line:
        """A line as a new process would build it."""
        return Line(
            self.settings, self.keyring, self.platform, self.identity, self.archive, self.store, self.connections,
            stage=self._stage, now=lambda: self.now, evidence=self.evidence,
        )  # fmt: skip

    def _stage(self, name: str) -> None:
        self.stages.append(name)
        if name == self.die_at:
            raise Stopped(name)

    def collect(self, source: str, feed: str) -> dict[str, int]:
        return vars(self.line.collect(source, feed, "test"))

    def rows(self, table: str, order: str | None = None) -> list[dict[str, Any]]:
        columns = ", ".join(c.name for c in TABLES[table].columns)
        return self.store.query(f"SELECT {columns} FROM {table} ORDER BY {order or TABLES[table].key[0]}").to_pylist()

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """All that the analytic store shows, without what differs between two loads of the same."""
        return {
            name: [{k: v for k, v in row.items() if k not in ("load_seq", "collect_time")} for row in self.rows(name, ", ".join(t.key))]
            for name, t in TABLES.items()
        }


FEEDS = ("orders", "exams", "reports", "files", "images")
