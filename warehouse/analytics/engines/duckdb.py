"""DuckDB in process: used by the gateway, which owns the file, and by tests."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from warehouse.analytics import portable
from warehouse.analytics.store import Health, LoadResult
from warehouse.errors import Misconfigured, Refused, Unreachable
from warehouse.tables.model import Table, Type

LABELS = "_load_label"
TYPES = {
    Type.BIGINT: "BIGINT",
    Type.INT: "INTEGER",
    Type.BOOLEAN: "BOOLEAN",
    Type.STRING: "VARCHAR",
    Type.TEXT: "VARCHAR",
    Type.DATE: "DATE",
    Type.DATETIME: "TIMESTAMP_MS",
}
CHECKPOINT_BYTES = "64MB"  # the default of 16 MB checkpoints every few seconds inside somebody's commit


class DuckDBEngine:
    """One file (or memory), one writer at a time, any number of readers. A second process cannot open the file."""

    def __init__(self, path: Path | None, memory: str = "2GB", threads: int = 2, timeout_s: float | None = None) -> None:
        try:
            self._root = duckdb.connect(
                str(path) if path else ":memory:",
                config={"memory_limit": memory, "threads": threads, "checkpoint_threshold": CHECKPOINT_BYTES},
            )
        except duckdb.IOException as error:
            raise Unreachable(
                "the analytic store's file is held by another process", "the gateway owns it; connect to the gateway"
            ) from error
        self._root.execute("SET enable_external_access = false")
        self._root.execute(f"CREATE TABLE IF NOT EXISTS {LABELS} (label VARCHAR PRIMARY KEY, loaded_at TIMESTAMP DEFAULT now()::TIMESTAMP)")
        self._root.execute("SET lock_configuration = true")
        self._writer = threading.Lock()
        self._timeout_s = timeout_s
        self._tables: dict[str, Table] = {}

    # --- tables -------------------------------------------------------------------------------------------------------

    def apply(self, tables: Sequence[Table]) -> None:
        with self._writer:
            for table in tables:
                self._apply(table)
                self._tables[table.name] = table

    def _apply(self, table: Table) -> None:
        existing = self._columns(table.name)
        if not existing:
            columns = ", ".join(f'"{c.name}" {TYPES[c.type]}' for c in table.columns)
            self._root.execute(f'CREATE TABLE "{table.name}" ({columns})')
            return
        for column in table.columns:
            have = existing.get(column.name)
            if have is None:
                self._root.execute(f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {TYPES[column.type]}')
            elif have != TYPES[column.type]:
                raise Misconfigured(f"{table.name}.{column.name} is {have} in the store and {TYPES[column.type]} in its declaration")

    def _columns(self, table: str) -> dict[str, str]:
        query = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'main' AND table_name = $table"
        return dict(self._root.cursor().execute(query, {"table": table}).fetchall())

    # --- loading ------------------------------------------------------------------------------------------------------

    def load(self, label: str, tables: Mapping[str, pa.Table]) -> LoadResult:
        checked = {name: self._checked(name, data) for name, data in tables.items()}
        with self._writer:
            cursor = self._root.cursor()
            try:
                cursor.execute("BEGIN TRANSACTION")
                if cursor.execute(f"SELECT 1 FROM {LABELS} WHERE label = $l", {"l": label}).fetchone():  # noqa: S608
                    cursor.execute("ROLLBACK")
                    return LoadResult(label, dict.fromkeys(tables, 0), True)
                for name, data in checked.items():
                    self._upsert(cursor, self._tables[name], data)
                cursor.execute(f"INSERT INTO {LABELS} (label) VALUES ($l)", {"l": label})  # noqa: S608
                cursor.execute("COMMIT")
            except duckdb.Error as error:
                _rollback(cursor)
                raise Refused("the analytic store did not take the load", type(error).__name__) from None
            finally:
                cursor.close()
        return LoadResult(label, {name: data.num_rows for name, data in checked.items()}, False)

    def _checked(self, name: str, data: pa.Table) -> pa.Table:
        table = self._tables.get(name)
        if table is None:
            raise Refused(f"there is no table {name}", "declare it in warehouse/tables and apply it")
        schema = table.arrow_schema()
        if set(data.column_names) != set(schema.names):
            differing = sorted(set(data.column_names) ^ set(schema.names))
            raise Refused(f"{name}: columns differ from the declaration: {', '.join(differing)}")
        try:
            data = data.select(schema.names).cast(schema)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError):
            raise Refused(f"{name}: a column does not have its declared type, or a required value is missing") from None
        for column in (*table.key, table.sequence):
            if data.column(column).null_count:
                raise Refused(f"{name}.{column} is null in {data.column(column).null_count} rows")
        return data

    def _upsert(self, cursor: duckdb.DuckDBPyConnection, table: Table, data: pa.Table) -> None:
        """Newest of the incoming rows a key, then replace stored rows that are not newer."""
        keys = ", ".join(f'"{k}"' for k in table.key)
        same = " AND ".join(f't."{k}" = i."{k}"' for k in table.key)
        position = pa.array(range(data.num_rows), pa.int64())
        cursor.register("incoming", data.append_column("_position", position))
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE newest AS SELECT * EXCLUDE (_position) FROM incoming "  # noqa: S608
            f'QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY "{table.sequence}" DESC, _position DESC) = 1'
        )
        cursor.unregister("incoming")
        newer = f't."{table.sequence}" > i."{table.sequence}"'
        cursor.execute(f'DELETE FROM newest i USING "{table.name}" t WHERE {same} AND {newer}')  # noqa: S608
        cursor.execute(f'DELETE FROM "{table.name}" t USING newest i WHERE {same}')  # noqa: S608
        cursor.execute(f'INSERT INTO "{table.name}" BY NAME SELECT * FROM newest')  # noqa: S608
        cursor.execute("DROP TABLE newest")

    # --- reading ------------------------------------------------------------------------------------------------------

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        text, values = portable.expand(sql, params)
        statement = portable.to_duckdb(portable.parse(text))
        cursor = self._root.cursor()
        timer = threading.Timer(self._timeout_s, cursor.interrupt) if self._timeout_s else None
        if timer:
            timer.start()
        try:
            return _plain(cursor.sql(statement, params=values or None).to_arrow_table())
        except duckdb.InterruptException:
            raise Refused(f"the query took longer than {self._timeout_s:.0f} s", "narrow it, or raise LIGHTBOX_QUERY_TIMEOUT_S") from None
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise Refused("the query names something the store does not have", str(error).splitlines()[0]) from None
        except duckdb.Error as error:
            raise Refused("the query could not be answered", type(error).__name__) from None
        finally:
            if timer:
                timer.cancel()
            cursor.close()

    def describe(self) -> list[Table]:
        described: list[Table] = []
        for name, table in self._tables.items():
            existing = self._columns(name)
            columns = tuple(c for c in table.columns if c.name in existing)
            described.append(Table(name, table.zh, table.en, columns, table.key, table.sequence))
        return described

    def health(self) -> Health:
        try:
            self._root.cursor().execute("SELECT 1").fetchone()
        except duckdb.Error as error:
            return Health(False, type(error).__name__)
        return Health(True, "duckdb " + duckdb.__version__)

    def close(self) -> None:
        self._root.close()


def _rollback(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.TransactionException:
        return  # the failed statement had ended the transaction already


def _plain(table: pa.Table) -> pa.Table:
    """The types of the protocol: timestamps in ms, sums as 64-bit integers or doubles, plain strings."""
    columns: list[pa.ChunkedArray] = []
    for column in table.columns:
        kind = column.type
        if pa.types.is_timestamp(kind):
            column = column.cast(pa.timestamp("ms"), safe=False)
        elif pa.types.is_decimal(kind):
            column = column.cast(pa.int64()) if kind.scale == 0 and _fits(column) else column.cast(pa.float64())
        elif pa.types.is_large_string(kind):
            column = column.cast(pa.string())
        columns.append(column)
    return pa.table(columns, names=table.column_names)


def _fits(column: pa.ChunkedArray) -> bool:
    largest = pc.max(pc.abs(column)).as_py()  # pyright: ignore[reportAttributeAccessIssue]
    return largest is None or largest < 2**63
