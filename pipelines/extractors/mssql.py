"""SQL Server 2008 and later as a source, through pyodbc, unixODBC and Microsoft's ODBC driver (or FreeTDS).

Text: the driver converts varchar (CP936) and nvarchar alike; every column arrives as str, and no bytes reach `validate`. What the code
page could not hold is '?' in the table already; half a character at the end of a column cut by bytes is the driver's to show.
char comes blank-padded. datetime, datetime2 and smalldatetime come without zone, datetimeoffset is turned to the source's zone; bit comes
as bool; a rowversion is read as the number it is (pipelines/select.py). text, ntext and the (max) types are cut by the server beyond
the limit (SET TEXTSIZE), at a length that rule LN-01 stops.

Nothing makes a session of SQL Server read-only: the account must have no more than db_datareader. ApplicationIntent=ReadOnly only
routes to a secondary replica where there is one. Rows are never read dirty (NOLOCK reads some twice and passes others over): SNAPSHOT
where the database allows it, which takes no locks, else READ COMMITTED; of a deadlock with the department we are the victim.
"""

import importlib
import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, cast, create_engine, text
from sqlalchemy.dialects.mssql import DATETIME
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pipelines import inspection
from pipelines.connection import Session
from pipelines.driver_errors import Codes, codes, portions
from warehouse.errors import Misconfigured

T = TypeVar("T")
CONNECT_S = 10
CHAR_BYTES = 4  # the most one character takes in any of SQL Server's encodings
_DATETIMEOFFSET = -155  # ODBC type of the driver's own (msodbcsql.h, SQL_SS_TIMESTAMPOFFSET)
_OFFSET_TIME = struct.Struct("<6hI2h")  # SQL_SS_TIMESTAMPOFFSET_STRUCT: date, time, nanoseconds, hours and minutes east of Greenwich
_MICROSOFT = re.compile(r"ODBC Driver (\d+) for SQL Server")
_NATIVE = re.compile(r"\((-?\d+)\) \(SQL\w+\)")
MISSING_DRIVER = (
    "install Microsoft's package msodbcsql18 (it needs Debian's unixodbc), or Debian's tdsodbc, which brings FreeTDS; "
    "`odbcinst -q -d` lists what is there"
)
_TLS = "check host and port; a server before 2016 or with its own certificate needs &TrustServerCertificate=yes or &Encrypt=no in the url"
# Numbers of SQL Server (sys.messages) and SQLSTATE where the driver gives none (ODBC Appendix A).
CODES = Codes(
    settings=codes("229 230 300 916 4060 4064 18452 18456 18470 18486 18487 18488 28000 IM002 IM003 IM004 01000 3952"),
    declaration=codes("207 208 4104 42S02 42S22"),
    again=codes("1204 1205 1222 3960 3961 8645 10053 10054 10060 10061 17142 40197 40501 40613 "
                "08001 08003 08004 08007 08S01 HYT00 HYT01 40001"),
    hints={
        "08001": _TLS,
        "IM002": MISSING_DRIVER,
        "IM003": MISSING_DRIVER,
        "IM004": MISSING_DRIVER,
        "01000": MISSING_DRIVER,
        "18487": "the password has expired: ask the source's administrator",
        "18488": "the password must be changed: ask the source's administrator",
        "229": "the account needs SELECT on the tables of the declaration",
    },
)  # fmt: skip


def connect(url: str, session: Session) -> "MssqlExtractor":
    return MssqlExtractor(url, session)


def driver_module(source: str) -> Any:
    """pyodbc. Misconfigured: it or unixODBC is not installed."""
    try:
        pyodbc: Any = importlib.import_module("pyodbc")
    except ImportError:  # the package is there, libodbc.so.2 is not
        raise Misconfigured(f"{source}: ODBC is not installed", "apt install unixodbc, and the Python package pyodbc") from None
    pyodbc.pooling = False  # a session that is closed shall be gone at the server
    return pyodbc


def choose_driver(source: str, installed: Sequence[str]) -> str:
    """The newest of Microsoft's drivers, else FreeTDS. Misconfigured: there is none."""
    found = {int(match[1]): name for name in installed if (match := _MICROSOFT.fullmatch(name))}
    if found:
        return found[max(found)]
    if "FreeTDS" in installed:
        return "FreeTDS"
    raise Misconfigured(f"{source}: no ODBC driver for SQL Server is installed", MISSING_DRIVER)


def engine_of(url: str, installed: Sequence[str], source: str) -> Engine:
    """The engine of a source's url; opens no connection. `?driver=` and any other word of an ODBC connection may be given in the url."""
    address = make_url(url).set(drivername="mssql+pyodbc")
    given: Mapping[str, Any] = {name.lower(): value for name, value in address.query.items()}
    driver = str(given.get("driver") or choose_driver(source, installed))
    words = {"ApplicationIntent": "ReadOnly", "APP": "Lightbox", **({"TDS_Version": "7.3"} if driver == "FreeTDS" else {})}
    added = {name: value for name, value in words.items() if name.lower() not in given}
    address = address.update_query_dict({**added, **({} if "driver" in given else {"driver": driver})})
    return create_engine(address, connect_args={"timeout": CONNECT_S}, poolclass=NullPool, hide_parameters=True)


def session_statements(session: Session, snapshot: bool) -> list[str]:
    """What a new session is told; `snapshot`: the database keeps row versions for whoever asks."""
    return [
        f"SET TRANSACTION ISOLATION LEVEL {'SNAPSHOT' if snapshot else 'READ COMMITTED'}",
        f"SET LOCK_TIMEOUT {session.statement_timeout_s * 1000}",
        "SET DEADLOCK_PRIORITY LOW",
        f"SET TEXTSIZE {(session.text_max_chars + 1) * CHAR_BYTES}",
    ]


class MssqlExtractor:
    """One session on a server."""

    dialect = "mssql"

    def __init__(self, url: str, session: Session) -> None:
        self._session = session
        pyodbc = driver_module(session.source)
        self._engine = engine_of(url, pyodbc.drivers(), session.source)
        try:
            self._connection = self._prepared(self._engine.connect(), pyodbc)
        except DBAPIError as error:
            self._engine.dispose()
            raise CODES.told(session.source, code_of(error.orig)) from None

    def _prepared(self, connection: Connection, pyodbc: Any) -> Connection:
        driver: Any = connection.connection.dbapi_connection
        driver.timeout = self._session.statement_timeout_s
        # varchar as UTF-16, not in the character set of whatever locale this process has.
        driver.setdecoding(pyodbc.SQL_CHAR, encoding="utf-16le", ctype=pyodbc.SQL_WCHAR)
        driver.add_output_converter(_DATETIMEOFFSET, lambda raw: wall_time(raw, self._session.zone_offset))
        state = connection.execute(text("SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()")).scalar()
        connection.rollback()
        for statement in session_statements(self._session, snapshot=state == 1):
            connection.exec_driver_sql(statement)
        connection.commit()
        return connection

    def rows(self, statement: Select, size: int) -> Iterator[list[tuple[Any, ...]]]:
        try:
            self._connection.rollback()  # what was abandoned half read
            yield from portions(self._connection.execute(statement), size)
            self._connection.rollback()  # each statement sees what is committed by then
        except DBAPIError as error:
            raise CODES.told(self._session.source, code_of(error.orig)) from None

    def tables(self, schema: str | None) -> list[str]:
        return self._looked(lambda connection: inspection.tables(connection, schema))

    def columns(self, table: str, schema: str | None) -> inspection.TableFacts:
        return self._looked(lambda connection: inspection.columns(connection, table, schema))

    def _looked(self, look: Callable[[Connection], T]) -> T:
        try:
            return look(self._connection)
        except DBAPIError as error:
            raise CODES.told(self._session.source, code_of(error.orig)) from None
        finally:
            self._connection.rollback()

    @staticmethod
    def bind_time(moment: datetime) -> Any:
        """As datetime: the driver sends datetime2, beside which SQL Server would turn a datetime column, not the value."""
        return cast(moment, DATETIME)

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()


def code_of(error: Any) -> str:
    """The server's number, else the SQLSTATE; empty when there is neither. Of the driver's text only the number is taken."""
    arguments = getattr(error, "args", ())
    state = str(arguments[0]) if arguments else ""
    native = _NATIVE.findall(str(arguments[1])) if len(arguments) > 1 else []
    number = native[0] if native else "0"
    known = CODES.settings | CODES.declaration | CODES.again
    return number if number in known or (number != "0" and state not in known) else state


def wall_time(raw: bytes, zone_offset: str) -> datetime:
    """A datetimeoffset as wall time of the source's zone ('+08:00')."""
    year, month, day, hour, minute, second, nanoseconds, hours, minutes = _OFFSET_TIME.unpack(raw)
    own = timezone(timedelta(hours=hours, minutes=minutes))
    moment = datetime(year, month, day, hour, minute, second, nanoseconds // 1000, own)
    sign = -1 if zone_offset.startswith("-") else 1
    zone = timezone(sign * timedelta(hours=int(zone_offset[1:3]), minutes=int(zone_offset[4:6])))
    return moment.astimezone(zone).replace(tzinfo=None)
