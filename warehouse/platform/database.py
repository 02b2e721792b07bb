"""Engines of platform and identity: SQLite on one machine, MySQL or MariaDB in production, one behaviour."""

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event

BUSY_SECONDS = 30.0
_READING = "lightbox_reading"


def compared_by_bytes(metadata: MetaData) -> None:
    """Have MySQL and MariaDB compare text byte by byte, as SQLite does, whatever the server's default is: `Engineer` is not `engineer`."""
    for table in metadata.tables.values():
        for dialect in ("mysql", "mariadb"):
            table.dialect_options[dialect]["charset"] = "utf8mb4"
            table.dialect_options[dialect]["collate"] = "utf8mb4_bin"


def engine_for(url: str) -> Engine:
    """An engine whose transactions are safe among several processes. Its errors never show the values of a statement.

    SQLite: WAL, a busy timeout of 30 s, foreign keys, every commit flushed to the disk (other stores already build on it), and every
    transaction begins IMMEDIATE, because one that reads first and writes later would fail instead of waiting; see `reading` for those
    that only read. MySQL/MariaDB: utf8mb4, connections checked before use, READ COMMITTED so that what is read after a lock is new.
    """
    if not url.startswith("sqlite"):
        return create_engine(
            url, pool_pre_ping=True, hide_parameters=True, isolation_level="READ COMMITTED", connect_args={"charset": "utf8mb4"}
        )
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.isolation_level = None  # SQLAlchemy begins, not the driver
        cursor = connection.cursor()
        _to_wal(cursor)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(_READING) else "BEGIN IMMEDIATE")

    return engine


def _to_wal(cursor: sqlite3.Cursor) -> None:
    """The busy timeout does not hold for this switch, which fails at once when two make the same database new: so it is tried that long."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def reading(engine: Engine) -> Engine:
    """The same engine and pool for transactions that only read: on SQLite they take no write lock and never wait for a writer."""
    return engine.execution_options(**{_READING: True})
