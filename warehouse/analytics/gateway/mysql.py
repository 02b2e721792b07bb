"""The gateway's MySQL session: read-only, one SELECT at a time, refusals by name."""

import asyncio
import logging
import time
import traceback
from collections.abc import Mapping
from typing import Any, cast

import pyarrow as pa
from mysql_mimic import ResultColumn, ResultSet, Session
from mysql_mimic.connection import Connection
from mysql_mimic.constants import KillKind
from mysql_mimic.errors import ErrorCode, MysqlError
from mysql_mimic.schema import BaseInfoSchema
from mysql_mimic.types import ColumnType
from mysql_mimic.variables import SYSTEM_VARIABLES, GlobalVariables, SessionVariables
from sqlglot import exp
from sqlglot.errors import SqlglotError

from warehouse.analytics import ddl, portable
from warehouse.analytics.gateway.desk import Busy, Desk, GatewayEngine, Reason, Stopped
from warehouse.analytics.gateway.schema import schema_of
from warehouse.analytics.gateway.wire import (
    LOCK_WAIT_TIMEOUT,
    NO_SUCH_THREAD,
    QUERY_INTERRUPTED,
    TABLE_ACCESS_DENIED,
    Connections,
    GatewayConnection,
)
from warehouse.analytics.grants import Grant
from warehouse.analytics.portable import Forbidden
from warehouse.errors import LightboxError, Refused
from warehouse.tables.model import Table

# Session variables clients of Doris set on connecting; they have no meaning here and are accepted. docs/gateway.md lists them.
IGNORED_VARIABLES = {
    "enable_insert_strict", "enable_unique_key_partial_update", "exec_mem_limit", "parallel_fragment_exec_instance_num", "query_timeout",
    "enable_profile", "insert_timeout", "enable_nereids_planner", "enable_fallback_to_original_planner", "net_read_timeout",
    "group_concat_max_len", "sql_safe_updates", "query_cache_type", "foreign_key_checks", "unique_checks", "profiling",
}  # fmt: skip
DATABASES = {portable.DATABASE, "information_schema"}
# What a client asks of its own session: mysql-mimic answers. All else without FROM goes to the engine, or SQL would mean two things.
SESSION_ONLY = (
    exp.Select, exp.Alias, exp.Identifier, exp.Limit, exp.Literal, exp.Var, exp.SessionParameter, exp.Parameter, exp.CurrentUser,
    exp.CurrentSchema, exp.CurrentVersion,
)  # fmt: skip
SESSION_FUNCTIONS = {"CONNECTION_ID", "USER", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "VERSION", "DATABASE", "SCHEMA"}
# information_schema is answered row by row in the process itself: a join of its tables may look at this many rows.
SCHEMA_ROWS = 500_000
VARIABLES = GlobalVariables({
    **SYSTEM_VARIABLES,
    "version_comment": (str, "lightbox gateway", False),
    "time_zone": (str, "+08:00", True),  # times of the store are wall times of Asia/Shanghai
    "system_time_zone": (str, "+08:00", False),
})  # fmt: skip
LOG = logging.getLogger("lightbox.gateway")


class GatewaySession(Session):
    """One client. Queries run in the threads of its account's desk, so a long one does not hold up other clients."""

    dialect = "doris"

    def __init__(self, engine: GatewayEngine, desks: Mapping[str, Desk], grants: Mapping[str, Grant], max_rows: int) -> None:
        super().__init__(SessionVariables(VARIABLES))
        self._engine, self._desks, self._grants, self._max_rows = engine, desks, grants, max_rows
        self._stop: asyncio.Future[Reason] | None = None
        self._since: float | None = None
        self.database = portable.DATABASE  # pyright: ignore[reportAttributeAccessIssue]
        self.middlewares = [self._gate, *self.middlewares]

    async def init(self, connection: Connection) -> None:
        await super().init(connection)
        # What the client named on connecting is not checked yet: it has been told that it is in. Its first statement tells it.
        self.database = (self.database or portable.DATABASE).lower()  # pyright: ignore[reportAttributeAccessIssue]

    async def handle_query(self, sql: str, attrs: dict[str, str]) -> Any:
        self._since = time.monotonic()
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
        finally:
            self._since = None

    async def use(self, database: str) -> None:
        if database.lower() not in DATABASES:
            raise MysqlError("there is no such database; use lightbox", ErrorCode.NO_DB_ERROR)
        self.database = database.lower()  # pyright: ignore[reportAttributeAccessIssue]

    async def _gate(self, q: Any) -> Any:
        """Before mysql-mimic answers by itself: refuse what it would swallow or guess, pass over what Doris clients set."""
        statement = q.expression
        if self.database not in DATABASES and not isinstance(statement, exp.Use):
            await self.use(str(self.database))
        if isinstance(statement, (exp.Commit, exp.Rollback)):
            return [], []  # drivers send it after every SELECT; there is nothing to end
        if isinstance(statement, exp.Transaction):
            raise MysqlError("BEGIN is refused: data is changed by Stream Load only", ErrorCode.NOT_SUPPORTED_YET)
        if isinstance(statement, exp.Kill):
            return self._kill(statement)
        if isinstance(statement, exp.Set) and _sets_only(statement, IGNORED_VARIABLES):
            return [], []
        if isinstance(statement, exp.Show) and statement.name.upper() == "CREATE TABLE":
            return self._show_create(statement)
        if isinstance(statement, exp.Show) and statement.name.upper() == "PROCESSLIST":
            return self._show_processes()
        if isinstance(statement, exp.Query) and not _asks_session(statement):
            if self._asks_schema(statement):
                self._bound_schema(statement)
            else:
                return await self.query(statement, q.sql, q.attrs)
        return await q.next()

    # --- the schema ---------------------------------------------------------------------------------------------------

    def _asks_schema(self, statement: exp.Query) -> bool:
        named = {table.db.lower() or self.database for table in statement.find_all(exp.Table)}
        return named == {"information_schema"}

    def _bound_schema(self, statement: exp.Query) -> None:
        tables = self._readable()
        rows = {"columns": sum(len(t.columns) for t in tables) + 200}  # its own tables are in it, too
        product = 1
        for table in statement.find_all(exp.Table):
            product *= rows.get(table.name.lower(), len(tables) + 30)
        if product > SCHEMA_ROWS or any(isinstance(node, exp.With) and node.recursive for node in statement.walk()):
            raise MysqlError("the query joins too many tables of information_schema: ask for fewer at a time", ErrorCode.NOT_SUPPORTED_YET)

    def _show_create(self, statement: exp.Show) -> Any:
        name = statement.text("target")
        for table in self._readable():
            if table.name == name:
                return [(name, ddl.create_statement(table))], ["Table", "Create Table"]
        raise MysqlError(f"there is no table {name[:64]}", ErrorCode.UNKNOWN_ERROR)

    def _readable(self) -> list[Table]:
        return [table for table in self._engine.describe() if self._grant.may_read(table)]

    @property
    def _grant(self) -> Grant:
        return self._grants[str(self.username)]

    async def schema(self) -> BaseInfoSchema:
        return schema_of(self._readable())

    # --- connections of the same account ------------------------------------------------------------------------------

    def _own(self) -> list[GatewayConnection]:
        return cast(Connections, self.connection.control).of(self.username)

    def _show_processes(self) -> Any:
        """The account's own connections; the statement itself is nobody's business (Info is NULL)."""
        now = time.monotonic()
        rows: list[tuple[Any, ...]] = []
        for connection in self._own():
            session = cast(GatewaySession, connection.session)
            busy = session.running_since
            state = ("Query", int(now - busy)) if busy is not None else ("Sleep", 0)
            rows.append((connection.connection_id, self.username, connection.peer, session.database, *state, "", None))
        return rows, ["Id", "User", "Host", "db", "Command", "Time", "State", "Info"]

    def _kill(self, statement: exp.Kill) -> Any:
        number = statement.this.name
        for connection in self._own():
            if str(connection.connection_id) == number:
                connection.kill(KillKind[statement.text("kind").upper() or "CONNECTION"])
                return [], []
        raise MysqlError("there is no such connection of this account", NO_SUCH_THREAD)

    @property
    def running_since(self) -> float | None:
        return self._since

    def end_query(self) -> None:
        if self._stop is not None and not self._stop.done():
            self._stop.set_result(Reason.KILLED)

    # --- queries ------------------------------------------------------------------------------------------------------

    async def query(self, expression: Any, sql: str, attrs: dict[str, str]) -> Any:
        table = await self._answer(sql)
        most = self.variables.get("sql_select_limit")
        if most is not None and isinstance(expression, exp.Query) and expression.args.get("limit") is None:
            table = table.slice(0, max(0, int(most)))
        columns = [ResultColumn(name, _type(kind)) for name, kind in zip(table.column_names, table.schema.types, strict=True)]
        values = [column.to_pylist() for column in table.columns]
        return ResultSet(rows=list(zip(*values, strict=True)) if values else [], columns=columns)

    async def _answer(self, sql: str) -> pa.Table:
        stop = self._stop = asyncio.get_running_loop().create_future()
        gone = asyncio.ensure_future(cast(GatewayConnection, self.connection).stream.reader.gone.wait())
        gone.add_done_callback(lambda _: stop.done() or stop.set_result(Reason.GONE))
        try:
            return await self._desks[str(self.username)].answer(
                lambda: self._engine.query(sql, None, self._max_rows, self._grant.may_read), stop
            )
        except Stopped:
            raise MysqlError("the query was killed", QUERY_INTERRUPTED) from None
        except Busy as error:
            raise MysqlError(str(error), LOCK_WAIT_TIMEOUT) from None
        except Forbidden as error:
            raise MysqlError(str(error), TABLE_ACCESS_DENIED) from None
        except Refused as error:
            raise MysqlError(str(error), ErrorCode.NOT_SUPPORTED_YET) from None
        except LightboxError as error:
            raise MysqlError(str(error), ErrorCode.SESSION_WAS_KILLED) from None
        finally:
            gone.cancel()
            self._stop = None


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
