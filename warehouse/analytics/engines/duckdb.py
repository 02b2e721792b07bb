"""DuckDB in process: used by the gateway, which owns the file, and by tests."""

import json
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import duckdb
import pyarrow as pa
from pyarrow import ipc

from warehouse.analytics import portable
from warehouse.analytics.conform import conform
from warehouse.analytics.ddl import as_document, from_document
from warehouse.analytics.store import Health, LoadResult
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable
from warehouse.tables.model import Table, Type

LABELS = "_load_label"
DECLARED = "_table"
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
PORTION_ROWS = 50_000
# The machine's troubles, not the load's: the same load may succeed later.
TROUBLE = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException, duckdb.InternalException)


class DuckDBEngine:
    """One file (or memory), one writer at a time, any number of readers. A second process cannot open the file.

    `memory` and `threads` bound what the engine takes; `timeout_s` ends a query that takes longer (None: never).
    """

    def __init__(self, path: Path | None, memory: str = "2GB", threads: int = 2, timeout_s: float | None = None) -> None:
        try:
            self._root = duckdb.connect(
                str(path) if path else ":memory:",
                config={"memory_limit": memory, "threads": threads, "checkpoint_threshold": CHECKPOINT_BYTES},
            )
        except duckdb.IOException as error:
            raise Unreachable("the analytic store's file cannot be opened", "the gateway owns it: stop the other one") from error
        for setting in ("python_enable_replacements = false", "enable_external_access = false"):
            self._root.execute(f"SET {setting}")
        self._root.execute(f"CREATE TABLE IF NOT EXISTS {LABELS} (label VARCHAR PRIMARY KEY, loaded_at TIMESTAMP DEFAULT now()::TIMESTAMP)")
        self._root.execute(f"CREATE TABLE IF NOT EXISTS {DECLARED} (name VARCHAR PRIMARY KEY, document VARCHAR)")
        self._root.execute("SET lock_configuration = true")
        kept = self._root.execute(f"SELECT name, document FROM {DECLARED} ORDER BY name").fetchall()  # noqa: S608
        self._tables: dict[str, Table] = {name: from_document(json.loads(document)) for name, document in kept}
        self._writer = threading.Lock()
        self._asking = threading.Condition()
        self._making = threading.Lock()
        self._open: set[duckdb.DuckDBPyConnection] = set()
        self._closed = False
        self._timeout_s = timeout_s

    # --- tables -------------------------------------------------------------------------------------------------------

    def apply(self, tables: Sequence[Table]) -> None:
        with self._writer, self._transaction() as cursor:
            for table in tables:
                self._apply(cursor, table)
                document = json.dumps(as_document(table), ensure_ascii=False)
                kept = {"name": table.name, "document": document}
                cursor.execute(f"INSERT OR REPLACE INTO {DECLARED} VALUES ($name, $document)", kept)  # noqa: S608
        self._tables |= {table.name: table for table in tables}

    def _apply(self, cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
        query = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'main' AND table_name = $table"
        existing = dict(cursor.execute(query, {"table": table.name}).fetchall())
        if not existing:
            columns = ", ".join(f'"{c.name}" {TYPES[c.type]}' for c in table.columns)
            cursor.execute(f'CREATE TABLE "{table.name}" ({columns})')
            return
        for column in table.columns:
            have = existing.get(column.name)
            if have is None and (column.name in table.key or not column.nullable):
                raise Misconfigured(f"{table.name}.{column.name} is new and may not be null: rows already stored have no value for it")
            if have is None:
                cursor.execute(f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {TYPES[column.type]}')
            elif have != TYPES[column.type]:
                raise Misconfigured(f"{table.name}.{column.name} is {have} in the store and {TYPES[column.type]} in its declaration")

    @contextmanager
    def _transaction(self) -> Generator[duckdb.DuckDBPyConnection, None, None]:
        if self._closed:
            raise Unreachable("the analytic store is stopping", "try again")
        cursor = self._cursor()
        try:
            cursor.execute("BEGIN TRANSACTION")
            yield cursor
            cursor.execute("COMMIT")
        except TROUBLE as error:
            _rollback(cursor)
            raise Unreachable("the analytic store could not write", f"{type(error).__name__}: look at its disk and memory") from None
        except duckdb.Error as error:
            _rollback(cursor)
            raise Refused("the analytic store did not take the data", type(error).__name__) from None
        except LightboxError:
            _rollback(cursor)
            raise
        finally:
            cursor.close()

    # --- loading ------------------------------------------------------------------------------------------------------

    def load(self, label: str, tables: Mapping[str, pa.Table]) -> LoadResult:
        checked = {name: conform(self._declared(name), data) for name, data in tables.items()}
        with self._writer, self._transaction() as cursor:
            if cursor.execute(f"SELECT 1 FROM {LABELS} WHERE label = $l", {"l": label}).fetchone():  # noqa: S608
                return LoadResult(label, dict.fromkeys(tables, 0), True)
            for name, data in checked.items():
                _upsert(cursor, self._tables[name], data)
            cursor.execute(f"INSERT INTO {LABELS} (label) VALUES ($l)", {"l": label})  # noqa: S608
        return LoadResult(label, {name: data.num_rows for name, data in checked.items()}, False)

    def _declared(self, name: str) -> Table:
        if name not in self._tables:
            raise Refused(f"there is no table {name[:64]}", "declare it in warehouse/tables and apply it")
        return self._tables[name]

    # --- reading ------------------------------------------------------------------------------------------------------

    def query(self, sql: str, params: Mapping[str, Any] | None = None, max_rows: int | None = None) -> pa.Table:
        """As the protocol says; with `max_rows`, a longer answer is Refused before it is held in memory."""
        with self._asked(sql, params) as relation:
            table = (relation if max_rows is None else relation.limit(max_rows + 1)).to_arrow_table()
        if max_rows is not None and table.num_rows > max_rows:
            raise Refused(f"the answer has more than {max_rows:,} rows", "narrow it, use LIMIT, or read it by the Arrow route")
        return _plain(table)

    def write_query(self, sql: str, params: Mapping[str, Any] | None, sink: IO[bytes]) -> int:
        """The answer into `sink` as an Arrow IPC stream, however long; returns its rows. Memory is one portion."""
        rows = 0
        with self._asked(sql, params) as relation:
            reader = relation.to_arrow_reader(PORTION_ROWS)
            with ipc.new_stream(sink, _plain(reader.schema.empty_table()).schema) as writer:
                for batch in reader:
                    writer.write_table(_plain(pa.Table.from_batches([batch])))
                    rows += batch.num_rows
        return rows

    @contextmanager
    def _asked(self, sql: str, params: Mapping[str, Any] | None) -> Generator[duckdb.DuckDBPyRelation, None, None]:
        text, values = portable.expand(sql, params)
        statement = portable.to_duckdb(portable.parse(text, self._tables))
        with self._asking:
            if self._closed:
                raise Unreachable("the analytic store is stopping", "try again")
            cursor = self._cursor()
            self._open.add(cursor)
        timer = threading.Timer(self._timeout_s, cursor.interrupt) if self._timeout_s else None
        if timer:
            timer.start()
        try:
            yield cursor.sql(statement, params=values or None)
        except duckdb.InterruptException:
            if self._closed:
                raise Unreachable("the analytic store is stopping", "try again") from None
            raise Refused(f"the query took longer than {self._timeout_s:g} s", "narrow it, or raise LIGHTBOX_QUERY_TIMEOUT_S") from None
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise Refused("the query names something the store does not have", str(error).splitlines()[0]) from None
        except duckdb.Error as error:
            raise Refused("the query could not be answered", type(error).__name__) from None
        finally:
            if timer:
                timer.cancel()
            with self._asking:
                self._open.discard(cursor)
                cursor.close()
                self._asking.notify_all()

    def describe(self) -> list[Table]:
        return [self._tables[name] for name in sorted(self._tables)]

    def health(self) -> Health:
        try:
            self._cursor().execute("SELECT 1").fetchone()
        except duckdb.Error as error:
            return Health(False, type(error).__name__)
        return Health(True, "duckdb " + duckdb.__version__)

    def close(self) -> None:
        """Queries are interrupted, a load is finished first."""
        with self._asking:
            self._closed = True
            while self._open:
                for cursor in self._open:
                    cursor.interrupt()  # again and again: one that has not begun yet does not hear it
                self._asking.wait(0.05)
        with self._writer:
            self._root.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own. One at a time: DuckDB refuses a call on a connection that is busy with another."""
        with self._making:
            return self._root.cursor()


def _upsert(cursor: duckdb.DuckDBPyConnection, table: Table, data: pa.Table) -> None:
    """Newest of the incoming rows a key (of equal sequences the last), then replace stored rows that are not newer."""
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


def _rollback(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:
        return  # the failed statement had ended the transaction already


def _plain(table: pa.Table) -> pa.Table:
    """The types of the protocol: timestamps in ms, sums of integers as 64-bit integers, other decimals as doubles, plain strings."""
    columns: list[pa.ChunkedArray] = []
    for column in table.columns:
        kind = column.type
        if pa.types.is_timestamp(kind):
            column = column.cast(pa.timestamp("ms"), safe=False)
        elif pa.types.is_decimal(kind):
            column = _number(column, pa.int64() if kind.scale == 0 else pa.float64())
        elif pa.types.is_large_string(kind):
            column = column.cast(pa.string())
        columns.append(column)
    return pa.table(columns, names=table.column_names)


def _number(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    try:
        return column.cast(kind)
    except pa.ArrowInvalid:
        raise Refused("a number of the answer does not fit 64 bits") from None
