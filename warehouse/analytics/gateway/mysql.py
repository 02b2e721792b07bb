"""The gateway's MySQL side: read-only, one SELECT at a time, refusals by name."""

import asyncio
from concurrent.futures import Executor
from typing import Any

import pyarrow as pa
from mysql_mimic import ResultColumn, ResultSet, Session
from mysql_mimic.errors import ErrorCode, MysqlError
from mysql_mimic.types import ColumnType
from sqlglot import exp

from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.errors import LightboxError, Refused
from warehouse.tables.model import Type

# Session variables clients of Doris set on connecting; they have no meaning here and are accepted.
IGNORED_VARIABLES = {
    "enable_insert_strict", "enable_unique_key_partial_update", "exec_mem_limit", "parallel_fragment_exec_instance_num", "query_timeout",
    "enable_profile", "insert_timeout", "enable_nereids_planner", "enable_fallback_to_original_planner",
}  # fmt: skip
REFUSED_STATEMENTS = (exp.Transaction, exp.Commit, exp.Rollback)


class GatewaySession(Session):
    """One client. `query` runs in the executor, so a long query does not hold up other clients."""

    def __init__(self, engine: DuckDBEngine, executor: Executor, database: str, max_rows: int) -> None:
        super().__init__()
        self._engine, self._executor, self._name, self._max_rows = engine, executor, database, max_rows
        self.database = database  # pyright: ignore[reportAttributeAccessIssue]
        self.middlewares = [self._gate, *self.middlewares]

    async def _gate(self, q: Any) -> Any:
        """Before mysql-mimic answers by itself: refuse what it would swallow, pass over what Doris clients set."""
        statement = q.expression
        if isinstance(statement, REFUSED_STATEMENTS):
            if q.sql.strip().rstrip(";").upper() in ("COMMIT", "ROLLBACK"):
                return [], []  # drivers send it after every SELECT; there is nothing to end
            raise MysqlError("BEGIN is refused: data is changed by Stream Load only", ErrorCode.NOT_SUPPORTED_YET)
        if isinstance(statement, exp.Set) and _sets_only(statement, IGNORED_VARIABLES):
            return [], []
        return await q.next()

    async def query(self, expression: Any, sql: str, attrs: dict[str, str]) -> Any:
        loop = asyncio.get_running_loop()
        try:
            table = await loop.run_in_executor(self._executor, self._engine.query, sql)
        except Refused as error:
            raise MysqlError(str(error), ErrorCode.NOT_SUPPORTED_YET) from None
        except LightboxError as error:
            raise MysqlError(str(error), ErrorCode.UNKNOWN_ERROR) from None
        if table.num_rows > self._max_rows:
            text = f"the answer has {table.num_rows:,} rows; at most {self._max_rows:,} are sent here. Use LIMIT or the Arrow route"
            raise MysqlError(text, ErrorCode.UNKNOWN_ERROR)
        columns = [ResultColumn(name, _type(kind)) for name, kind in zip(table.column_names, table.schema.types, strict=True)]
        values = [column.to_pylist() for column in table.columns]
        return ResultSet(rows=list(zip(*values, strict=True)) if values else [], columns=columns)

    async def schema(self) -> dict[str, Any]:
        names = {Type.BIGINT: "bigint", Type.INT: "int", Type.BOOLEAN: "boolean", Type.DATE: "date", Type.DATETIME: "datetime"}
        return {self._name: {t.name: {c.name: names.get(c.type, "varchar") for c in t.columns} for t in self._engine.describe()}}


def _sets_only(statement: exp.Set, names: set[str]) -> bool:
    for item in statement.expressions:
        target = item.this.this if isinstance(item.this, exp.EQ) else None
        if target is None or target.name.lower() not in names:
            return False
    return bool(statement.expressions)


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
