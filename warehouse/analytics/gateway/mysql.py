"""The gateway's MySQL side: read-only, one SELECT at a time, refusals by name."""

import asyncio
import logging
import traceback
from concurrent.futures import Executor
from typing import Any

import pyarrow as pa
from mysql_mimic import ResultColumn, ResultSet, Session
from mysql_mimic.connection import Connection
from mysql_mimic.control import LocalControl, TooManyConnections
from mysql_mimic.errors import ErrorCode, MysqlError
from mysql_mimic.types import ColumnType
from sqlglot import exp
from sqlglot.errors import SqlglotError

from warehouse.analytics import ddl, portable
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.errors import LightboxError, Refused
from warehouse.tables.model import Type

# Session variables clients of Doris set on connecting; they have no meaning here and are accepted.
IGNORED_VARIABLES = {
    "enable_insert_strict", "enable_unique_key_partial_update", "exec_mem_limit", "parallel_fragment_exec_instance_num", "query_timeout",
    "enable_profile", "insert_timeout", "enable_nereids_planner", "enable_fallback_to_original_planner",
}  # fmt: skip
DATABASES = {portable.DATABASE, "information_schema"}
# What a client asks of its own session: mysql-mimic answers. All else without FROM goes to the engine, or SQL would mean two things.
SESSION_ONLY = (
    exp.Select, exp.Alias, exp.Identifier, exp.Limit, exp.Literal, exp.Var, exp.SessionParameter, exp.Parameter, exp.CurrentUser,
    exp.CurrentSchema, exp.CurrentVersion,
)  # fmt: skip
SESSION_FUNCTIONS = {"CONNECTION_ID", "USER", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "VERSION", "DATABASE", "SCHEMA"}
MAX_CONNECTIONS = 200  # each costs memory; a pool that leaks must not take the gateway down
REPORTED_TYPES = {Type.BIGINT: "bigint", Type.INT: "int", Type.BOOLEAN: "boolean", Type.DATE: "date", Type.DATETIME: "datetime"}
LOG = logging.getLogger("lightbox.gateway")


class Connections(LocalControl):
    """The clients that are connected; more than MAX_CONNECTIONS are turned away."""

    async def add(self, connection: Connection) -> int:
        if len(self._connections) >= MAX_CONNECTIONS:
            raise TooManyConnections
        return await super().add(connection)

    async def end(self, seconds: float) -> None:
        """Tell every client that its session is over, and wait until they are gone."""
        async with asyncio.timeout(seconds):
            while self._connections:
                for connection in list(self._connections.values()):
                    connection.kill()
                await asyncio.sleep(0.02)


class GatewaySession(Session):
    """One client. `query` runs in the executor, so a long query does not hold up other clients."""

    dialect = "doris"

    def __init__(self, engine: DuckDBEngine, executor: Executor, max_rows: int) -> None:
        super().__init__()
        self._engine, self._executor, self._max_rows = engine, executor, max_rows
        self.database = portable.DATABASE  # pyright: ignore[reportAttributeAccessIssue]
        self.middlewares = [self._gate, *self.middlewares]

    async def handle_query(self, sql: str, attrs: dict[str, str]) -> Any:
        try:
            return await super().handle_query(sql, attrs)
        except MysqlError:
            raise
        except SqlglotError:
            raise MysqlError("the statement cannot be read as Doris SQL", ErrorCode.PARSE_ERROR) from None
        except Exception as error:
            # Frames without values: mysql-mimic would log the statement, with every literal in it.
            LOG.error("a statement failed with %s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
            raise MysqlError("the gateway failed; its log says where", ErrorCode.UNKNOWN_ERROR) from None

    async def use(self, database: str) -> None:
        if database.lower() not in DATABASES:
            raise MysqlError("there is no such database; use lightbox", ErrorCode.NO_DB_ERROR)
        self.database = database.lower()  # pyright: ignore[reportAttributeAccessIssue]

    async def _gate(self, q: Any) -> Any:
        """Before mysql-mimic answers by itself: refuse what it would swallow or guess, pass over what Doris clients set."""
        statement = q.expression
        if isinstance(statement, (exp.Commit, exp.Rollback)):
            return [], []  # drivers send it after every SELECT; there is nothing to end
        if isinstance(statement, exp.Transaction):
            raise MysqlError("BEGIN is refused: data is changed by Stream Load only", ErrorCode.NOT_SUPPORTED_YET)
        if isinstance(statement, exp.Kill):
            raise MysqlError("KILL is refused: a query ends by its time limit", ErrorCode.NOT_SUPPORTED_YET)
        if isinstance(statement, exp.Set) and _sets_only(statement, IGNORED_VARIABLES):
            return [], []
        if isinstance(statement, exp.Show) and statement.name.upper() == "CREATE TABLE":
            return self._show_create(statement)
        if isinstance(statement, exp.Query) and not _asks_session(statement) and not self._asks_schema(statement):
            return await self.query(statement, q.sql, q.attrs)
        return await q.next()

    def _asks_schema(self, statement: exp.Query) -> bool:
        named = {table.db.lower() or self.database for table in statement.find_all(exp.Table)}
        return named == {"information_schema"}

    def _show_create(self, statement: exp.Show) -> Any:
        name = statement.text("target")
        for table in self._engine.describe():
            if table.name == name:
                return [(name, ddl.create_statement(table))], ["Table", "Create Table"]
        raise MysqlError(f"there is no table {name[:64]}", ErrorCode.UNKNOWN_ERROR)

    async def query(self, expression: Any, sql: str, attrs: dict[str, str]) -> Any:
        loop = asyncio.get_running_loop()
        try:
            table = await loop.run_in_executor(self._executor, self._engine.query, sql, None, self._max_rows)
        except Refused as error:
            raise MysqlError(str(error), ErrorCode.NOT_SUPPORTED_YET) from None
        except LightboxError as error:
            raise MysqlError(str(error), ErrorCode.SESSION_WAS_KILLED) from None
        columns = [ResultColumn(name, _type(kind)) for name, kind in zip(table.column_names, table.schema.types, strict=True)]
        values = [column.to_pylist() for column in table.columns]
        return ResultSet(rows=list(zip(*values, strict=True)) if values else [], columns=columns)

    async def schema(self) -> dict[str, Any]:
        tables = {t.name: {c.name: REPORTED_TYPES.get(c.type, "varchar") for c in t.columns} for t in self._engine.describe()}
        return {portable.DATABASE: tables}


def _sets_only(statement: exp.Set, names: set[str]) -> bool:
    for item in statement.expressions:
        target = item.this.this if isinstance(item.this, exp.EQ) else None
        if target is None or target.name.lower() not in names:
            return False
    return bool(statement.expressions)


def _asks_session(statement: exp.Query) -> bool:
    found = False
    for node in statement.walk():
        if isinstance(node, exp.Anonymous) and str(node.this).upper() in SESSION_FUNCTIONS:
            found = True
        elif not isinstance(node, SESSION_ONLY):
            return False
        elif isinstance(node, (exp.SessionParameter, exp.Parameter, exp.CurrentUser, exp.CurrentSchema, exp.CurrentVersion)):
            found = True
    return found


def _type(kind: pa.DataType) -> ColumnType:
    if pa.types.is_boolean(kind):
        return ColumnType.TINY
    if pa.types.is_int64(kind) or pa.types.is_uint64(kind):
        return ColumnType.LONGLONG
    if pa.types.is_integer(kind):
        return ColumnType.LONG
    if pa.types.is_floating(kind):
        return ColumnType.DOUBLE
    if pa.types.is_timestamp(kind):
        return ColumnType.DATETIME
    if pa.types.is_date(kind):
        return ColumnType.DATE
    return ColumnType.VARCHAR
