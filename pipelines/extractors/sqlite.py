"""SQLite files as a source: the demo hospital and every test double. Opened read-only.

Old systems' text lies there as bytes (BLOB) and comes out as bytes. Times are text 'YYYY-MM-DD HH:MM:SS[.fff]'.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pipelines import inspection
from pipelines.connection import Session
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable

T = TypeVar("T")
_MISSING = re.compile(r"no such (table|column): ([\w.]+)")  # a name from our own declaration, never a value
_STEPS = 10_000  # virtual machine steps between two looks at the clock


def connect(url: str, session: Session) -> "SqliteExtractor":
    file = make_url(url).database
    if not file or not Path(file).is_file():
        raise Misconfigured(f"{session.source}: the database file of its url does not exist", "check `url` in connections.json")
    return SqliteExtractor(Path(file), session)


class SqliteExtractor:
    """One read-only session on a file."""

    dialect = "sqlite"

    def __init__(self, file: Path, session: Session) -> None:
        self._session = session
        self._deadline = 0.0

        def open_file() -> sqlite3.Connection:
            connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=session.statement_timeout_s, check_same_thread=False)
            connection.text_factory = _text
            connection.set_progress_handler(lambda: int(time.monotonic() > self._deadline), _STEPS)
            return connection

        self._engine = create_engine("sqlite://", creator=open_file, poolclass=NullPool)
        self._connection = self._engine.connect()

    def rows(self, statement: Select, size: int) -> Iterator[list[tuple[Any, ...]]]:
        self._deadline = time.monotonic() + self._session.statement_timeout_s
        try:
            result = self._connection.execute(statement)
            while True:
                self._deadline = time.monotonic() + self._session.statement_timeout_s
                portion = [tuple(row) for row in result.fetchmany(size)]
                if not portion:
                    return
                yield portion
        except DBAPIError as error:
            raise self._told(str(error.orig)) from None

    def _told(self, text: str) -> LightboxError:
        """Our error for the driver's, whose text is looked at and not shown."""
        source = self._session.source
        if missing := _MISSING.search(text):
            return Misconfigured(
                f"{source}: the source has no {missing.group(1)} {missing.group(2)}, which the declaration names", "lightbox source check"
            )
        if "locked" in text or "busy" in text or "interrupted" in text or "unable to open" in text:
            return Unreachable(f"{source}: the database did not answer within {self._session.statement_timeout_s} s")
        return Refused(f"{source}: the database refused the statement")

    def tables(self, schema: str | None) -> list[str]:
        return self._looked(lambda connection: inspection.tables(connection, schema))

    def columns(self, table: str, schema: str | None) -> inspection.TableFacts:
        return self._looked(lambda connection: inspection.columns(connection, table, schema))

    def _looked(self, look: Callable[[Connection], T]) -> T:
        self._deadline = time.monotonic() + self._session.statement_timeout_s
        try:
            return look(self._connection)
        except DBAPIError as error:
            raise self._told(str(error.orig)) from None

    @staticmethod
    def bind_time(moment: datetime) -> str:
        return moment.strftime("%Y-%m-%d %H:%M:%S")

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()


def _text(raw: bytes) -> str | bytes:
    """TEXT that is no UTF-8 stays bytes: the rules decode it."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw
