"""Engines of platform and identity: SQLite on one machine, MySQL or MariaDB in production, one behaviour."""

from typing import Any

from sqlalchemy import Engine, create_engine, event

BUSY_SECONDS = 30.0


def engine_for(url: str) -> Engine:
    """An engine whose transactions are safe among several processes.

    SQLite: WAL (readers never wait), a busy timeout of 30 s, foreign keys, and every transaction begins IMMEDIATE, because a
    transaction that reads first and writes later would fail instead of waiting. MySQL/MariaDB: utf8mb4, connections checked before use.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, connect_args={"charset": "utf8mb4"})
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.isolation_level = None  # SQLAlchemy begins, not the driver
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
