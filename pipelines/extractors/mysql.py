"""MySQL and MariaDB as a source, through PyMySQL. The session is read-only, in the source's zone, and its statements end in time.

TIMESTAMP columns are converted by the server to the session's zone; zero dates come as text.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pipelines import inspection
from pipelines.connection import Session
from pipelines.driver_errors import Codes, codes, portions
from warehouse.errors import Misconfigured

T = TypeVar("T")
CONNECT_S = 10
# Error numbers of MySQL and MariaDB: what a person must change, and what is worth trying again.
CODES = Codes(
    settings=codes("1044 1045 1049 1142 1143 1698"),
    declaration=codes("1054 1146"),
    again=codes("1040 1053 1158 1159 1160 1161 1205 1213 1226 1317 1969 2002 2003 2006 2013 2014 3024"),
)


def connect(url: str, session: Session) -> "MysqlExtractor":
    return MysqlExtractor(url, session)


class MysqlExtractor:
    """One read-only session on a server."""

    dialect = "mysql"

    def __init__(self, url: str, session: Session) -> None:
        self._session = session
        arguments = {"charset": "utf8mb4", "connect_timeout": CONNECT_S, "read_timeout": session.statement_timeout_s + CONNECT_S}
        driver = make_url(url).set(drivername="mysql+pymysql")
        self._engine = create_engine(driver, connect_args=arguments, poolclass=NullPool, hide_parameters=True)
        try:
            self._connection = self._prepared(self._engine.connect())
        except DBAPIError as error:
            self._engine.dispose()
            raise CODES.told(self._session.source, code_of(error.orig)) from None
        except UnicodeError:
            self._engine.dispose()
            raise Misconfigured(f"{session.source}: user or password hold characters that cannot be sent", "use ASCII for both") from None

    def _prepared(self, connection: Connection) -> Connection:
        connection.exec_driver_sql("SET SESSION TRANSACTION READ ONLY")
        connection.execute(text("SET time_zone = :zone"), {"zone": self._session.zone_offset})
        if getattr(connection.dialect, "is_mariadb", False):
            connection.execute(text("SET SESSION max_statement_time = :s"), {"s": self._session.statement_timeout_s})
        else:
            connection.execute(text("SET SESSION max_execution_time = :ms"), {"ms": self._session.statement_timeout_s * 1000})
        connection.commit()
        return connection.execution_options(stream_results=True)

    def rows(self, statement: Select, size: int) -> Iterator[list[tuple[Any, ...]]]:
        try:
            result = self._connection.execute(statement)
            yield from portions(result, size)
            result.close()
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
    def bind_time(moment: datetime) -> datetime:
        return moment

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()


def code_of(error: Any) -> str:
    """The number; empty when there is none."""
    arguments = getattr(error, "args", ())
    return str(arguments[0]) if arguments and isinstance(arguments[0], int) and arguments[0] else ""
