"""Apache Doris as a source, through its MySQL protocol: doris://user:password@frontend:9030/database[?catalog=name].

Text is UTF-8 and comes as str, LARGEINT as digits, DATETIME without zone. Doris has no transaction to roll back and no read-only session:
the account must have no more than SELECT_PRIV. Statements end by `query_timeout`. Nearly all that goes wrong in a statement has the one
number 1105; only then its text is looked at, for a few words, and not shown.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pipelines import inspection
from pipelines.connection import Session
from pipelines.driver_errors import Codes, codes, portions

T = TypeVar("T")
CONNECT_S = 10
# Doris's ErrorCode.java; 20xx are the client's own.
CODES = Codes(
    settings=codes("1044 1045 1046 1049 1142 1221 1222 1223 1224 1225 1227 1698 5000"),
    declaration=codes("1051 1052 1054 1109 1146 1166 missing"),
    again=codes("1040 1053 1203 1226 1317 2002 2003 2006 2013 2014 3169 busy"),
)
GENERAL = "1105"
_MISSING = ("unknown column", "unknown table", "does not exist", "doesn't exist")
_BUSY = ("timeout", "timed out", "cancelled", "canceled", "backend", "mem_limit", "memory limit", "rpc failed", "too many")


def connect(url: str, session: Session) -> "DorisExtractor":
    return DorisExtractor(url, session)


def engine_of(url: str, session: Session) -> Engine:
    """The engine of a source's url; opens no connection."""
    address = make_url(url).set(drivername="mysql+pymysql").difference_update_query(["catalog"])
    arguments: dict[str, Any] = {
        "charset": "utf8mb4",
        "connect_timeout": CONNECT_S,
        "read_timeout": session.statement_timeout_s + CONNECT_S,
        "password": str(address.password or "").encode(),  # the driver would encode text as Latin-1
    }
    return create_engine(
        address, connect_args=arguments, poolclass=NullPool, isolation_level="AUTOCOMMIT", pool_reset_on_return=None, hide_parameters=True
    )


def session_statements(url: str, session: Session) -> list[str]:
    """What a new session is told. Another catalogue than Doris's own is switched to, and its database used by name."""
    address = make_url(url)
    catalog = address.query.get("catalog")
    switch = [f"SWITCH {_quoted(str(catalog))}", f"USE {_quoted(address.database or '')}"] if catalog else []
    return [*switch, f"SET time_zone = '{session.zone_offset}'", f"SET query_timeout = {session.statement_timeout_s}"]


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


class DorisExtractor:
    """One session on a frontend."""

    dialect = "doris"

    def __init__(self, url: str, session: Session) -> None:
        self._session = session
        self._engine = engine_of(url, session)
        try:
            self._connection = self._prepared(self._engine.connect(), session_statements(url, session))
        except DBAPIError as error:
            self._engine.dispose()
            raise CODES.told(session.source, code_of(error.orig)) from None

    def _prepared(self, connection: Connection, statements: list[str]) -> Connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        return connection.execution_options(stream_results=True)

    def rows(self, statement: Select, size: int) -> Iterator[list[tuple[Any, ...]]]:
        try:
            with self._connection.execute(statement) as result:
                yield from portions(result, size)
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

    @staticmethod
    def bind_time(moment: datetime) -> datetime:
        return moment

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()


def code_of(error: Any) -> str:
    """The number; of the general one 'missing', 'busy' or the number itself, by its text."""
    arguments = getattr(error, "args", ())
    number = str(arguments[0]) if arguments and isinstance(arguments[0], int) and arguments[0] else ""
    if number != GENERAL:
        return number
    words = str(arguments[1]).lower() if len(arguments) > 1 else ""
    if any(word in words for word in _MISSING):
        return "missing"
    return "busy" if any(word in words for word in _BUSY) else GENERAL
