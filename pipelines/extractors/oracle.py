"""Oracle as a source, through python-oracledb: thin mode for 12.1 and later, Oracle's Instant Client (`?client_lib=`) for 11g.

Text: the server converts from its own character set (ZHS16GBK, AL32UTF8) and every column arrives as str. What that set cannot
hold was lost when it was written and comes as '?', a private-use code or U+FFFD (rule CS-05); no bytes reach `validate`. CHAR comes
blank-padded and is bound back as it came; an empty string is null. DATE has a time and comes as a datetime without zone, NUMBER as
int or Decimal, RAW as bytes. TIMESTAMP WITH LOCAL TIME ZONE is converted to the source's zone by the server; TIMESTAMP WITH TIME ZONE is
refused, for the driver gives it without its zone. LOBs are read to one character beyond the limit, so that rule LN-01 stops the row.

Pages are ordered and compared bytewise (NLS_SORT, NLS_COMP): a linguistic ORDER BY beside a binary `>` would pass rows over
(Oracle Database Globalization Support Guide, "Linguistic Sorting and Matching"). A statement runs in a read-only transaction.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, Select, create_engine
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.oracle import DATE
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pipelines import inspection
from pipelines.connection import Session
from pipelines.driver_errors import Codes, codes, portions
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable

T = TypeVar("T")
CONNECT_S = 10
LOGIN_S = 20  # connection and login together
FETCH_ROWS = 500  # of one round trip; a row of a RIS has about 1 kB
_CLIENT = "install Oracle Instant Client 19 or 21 (Debian: also libaio1) and add ?client_lib=<its folder> to the url"
# Numbers of Oracle (Database Error Messages) and of the driver (python-oracledb, "Troubleshooting").
CODES = Codes(
    settings=codes(
        "ORA-01017 ORA-01031 ORA-01045 ORA-12154 ORA-12505 ORA-12514 ORA-28000 ORA-28001 ORA-28040 DPI-1047 DPY-2019 DPY-3010 DPY-3012 "
        "DPY-3015 DPY-4000 DPY-4001 DPY-4017 DPY-4018 DPY-4026 DPY-4027 DPY-6001 DPY-6003"
    ),
    declaration=codes("ORA-00904 ORA-00942 ORA-04043"),
    again=codes(
        "ORA-00028 ORA-00054 ORA-00060 ORA-01012 ORA-01013 ORA-01033 ORA-01034 ORA-01089 ORA-01090 ORA-01092 ORA-01555 ORA-02391 ORA-02396 "
        "ORA-03113 ORA-03114 ORA-03135 ORA-04068 ORA-12170 ORA-12516 ORA-12519 ORA-12520 ORA-12528 ORA-12537 ORA-12541 ORA-12547 ORA-12571 "
        "ORA-30006 DPY-1001 DPY-4011 DPY-4024 DPY-6000 DPY-6002 DPY-6005"
    ),
    hints={
        "DPY-3010": f"the server is older than 12.1: {_CLIENT}",
        "DPY-3012": f"the server's national character set needs Oracle's client: {_CLIENT}",
        "DPY-3015": f"the account's password verifier is of 10g: renew the password, or {_CLIENT}",
        "DPI-1047": _CLIENT,
        "DPY-2019": "give every Oracle source of this installation the same ?client_lib= in its url, or none",
        "ORA-28000": "the account is locked: ask the source's administrator",
        "ORA-28001": "the password has expired: ask the source's administrator",
        "ORA-01555": "the rows changed while they were read: lower page_rows if it happens again",
        "ORA-01427": "a row of the view breaks it: read a narrower window to find it",
        "ORA-01722": "a row of the view breaks it: read a narrower window to find it",
    },
)


def connect(url: str, session: Session) -> "OracleExtractor":
    try:
        import oracledb  # noqa: F401  # pyright: ignore[reportUnusedImport]
    except ImportError:
        raise Misconfigured(f"{session.source}: the Oracle driver is not installed", "install the Python package oracledb") from None
    return OracleExtractor(url, session)


def session_statements(session: Session) -> list[str]:
    """What a new session is told."""
    return [f"ALTER SESSION SET NLS_SORT = BINARY NLS_COMP = BINARY TIME_ZONE = '{session.zone_offset}'"]


def engine_of(url: str) -> Engine:
    """The engine of a source's url; opens no connection. The password may hold any character, percent-encoded in the url."""
    address: URL = make_url(url).set(drivername="oracle+oracledb")
    client_lib = address.query.get("client_lib")
    thick = {"thick_mode": {"lib_dir": client_lib}} if client_lib else {}
    return create_engine(
        address.difference_update_query(["client_lib"]), connect_args={"tcp_connect_timeout": float(CONNECT_S)}, poolclass=NullPool,
        hide_parameters=True, auto_convert_lobs=False, arraysize=FETCH_ROWS, **thick,
    )  # fmt: skip


class OracleExtractor:
    """One session on a server."""

    dialect = "oracle"

    def __init__(self, url: str, session: Session) -> None:
        import oracledb

        self._session, self._driver = session, oracledb
        try:
            self._engine = engine_of(url)
            if oracledb.is_thin_mode():  # settled now: the driver would let every other session wait until the first one is open
                oracledb.enable_thin_mode()
        except oracledb.Error as error:
            raise CODES.told(session.source, code_of(error)) from None
        try:
            self._connection = self._prepared(logged_in(self._engine, session.source))
        except DBAPIError as error:
            self._engine.dispose()
            raise CODES.told(session.source, code_of(error.orig)) from None

    def _prepared(self, connection: Connection) -> Connection:
        connection.connection.dbapi_connection.call_timeout = self._session.statement_timeout_s * 1000  # pyright: ignore
        for statement in session_statements(self._session):
            connection.exec_driver_sql(statement)
        connection.rollback()
        return connection

    def rows(self, statement: Select, size: int) -> Iterator[list[tuple[Any, ...]]]:
        try:
            self._connection.rollback()  # what was abandoned half read
            self._connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            result = self._connection.execute(statement)
            lobs = self._lobs(result)
            for portion in portions(result, min(size, FETCH_ROWS)):
                yield [self._whole(row, lobs) for row in portion] if lobs else portion
            self._connection.rollback()
        except DBAPIError as error:
            raise CODES.told(self._session.source, code_of(error.orig)) from None
        except self._driver.Error as error:  # of reading a LOB
            raise CODES.told(self._session.source, code_of(error)) from None
        except (ValueError, OverflowError):
            raise Refused(
                f"{self._session.source}: a date column holds a day no calendar has", "give it as TO_CHAR in a statement under `sql`"
            ) from None

    def _lobs(self, result: CursorResult[Any]) -> list[int]:
        """Positions of the columns that are LOBs. Misconfigured: a column whose zone the driver drops."""
        kinds = [column[1] for column in (result.cursor.description if result.cursor else None) or ()]
        problem = zoned_problem(self._session.source, [kind is self._driver.DB_TYPE_TIMESTAMP_TZ for kind in kinds])
        if problem is not None:
            raise problem
        lob = (self._driver.DB_TYPE_CLOB, self._driver.DB_TYPE_NCLOB, self._driver.DB_TYPE_BLOB)
        return [position for position, kind in enumerate(kinds) if kind in lob]

    def _whole(self, row: tuple[Any, ...], lobs: Sequence[int]) -> tuple[Any, ...]:
        values = list(row)
        for position in lobs:
            if values[position] is not None:
                values[position] = values[position].read(1, self._session.text_max_chars + 1)
        return tuple(values)

    def tables(self, schema: str | None) -> list[str]:
        return self._looked(lambda connection: inspection.tables(connection, schema))

    def columns(self, table: str, schema: str | None) -> inspection.TableFacts:
        return self._looked(lambda connection: inspection.columns(connection, _listed(table), schema))

    def _looked(self, look: Callable[[Connection], T]) -> T:
        try:
            return look(self._connection)
        except DBAPIError as error:
            raise CODES.told(self._session.source, code_of(error.orig)) from None
        finally:
            self._connection.rollback()

    @staticmethod
    def bind_time(moment: datetime) -> Any:
        """As DATE: beside a TIMESTAMP Oracle would turn the DATE column, not the value, and not use the column's index."""
        return sql_cast(moment, DATE)

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()


def _listed(name: str) -> str:
    """A name as SQLAlchemy's inspector lists it: small letters stand for the capitals of Oracle's catalogue."""
    return name.lower() if name.isupper() else name


def logged_in(engine: Engine, source: str) -> Connection:
    """A connection, within LOGIN_S: the driver limits the TCP connection only, and a listener that then says nothing holds it for ever.

    Unreachable leaves its thread behind, which ends with the process or when the listener hangs up.
    """
    opened: list[Connection] = []
    failed: list[Exception] = []

    def open_it() -> None:
        try:
            opened.append(engine.connect())
        except Exception as error:  # raised again below, in the caller's thread
            failed.append(error)

    opening = threading.Thread(target=open_it, name=f"login-{source}", daemon=True)
    opening.start()
    opening.join(LOGIN_S)
    if failed:
        raise failed[0]
    if not opened:
        raise Unreachable(f"{source}: the database did not let us in within {LOGIN_S} s")
    return opened[0]


def code_of(error: Any) -> str:
    """'ORA-00942', 'DPY-6005' …; empty when the driver names none."""
    arguments = getattr(error, "args", ())
    return str(getattr(arguments[0], "full_code", "") or "") if arguments else ""


def zoned_problem(source: str, zoned: Sequence[bool]) -> LightboxError | None:
    """The error for a result with columns of TIMESTAMP WITH TIME ZONE."""
    if not any(zoned):
        return None
    number = list(zoned).index(True) + 1
    return Misconfigured(
        f"{source}: column {number} of the statement is a TIMESTAMP WITH TIME ZONE",
        "give it as CAST(… AT TIME ZONE 'Asia/Shanghai' AS TIMESTAMP) in a statement under `sql`",
    )
