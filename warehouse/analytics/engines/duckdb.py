"""DuckDB in process: used by the gateway, which owns the file, and by tests."""

import json
import logging
import threading
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import duckdb
import pyarrow as pa
from pyarrow import ipc

from warehouse.analytics import derive, layout, portable
from warehouse.analytics.conform import conform
from warehouse.analytics.ddl import as_document, from_document
from warehouse.analytics.snapshots import kept_tables
from warehouse.analytics.store import Folded, Health, LoadResult
from warehouse.errors import LightboxError, Refused, Unreachable
from warehouse.tables.model import Table

May = Callable[[Table], bool]
LABELS = "_load_label"
LOG = logging.getLogger("lightbox.duckdb")
DECLARED = "_table"
CHECKPOINT_BYTES = "64MB"  # the default of 16 MB checkpoints every few seconds inside somebody's commit
PORTION_ROWS = 50_000
AFRESH = 1_000_000  # ids whose exams are derived at once
STATEMENTS_KEPT = 32
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
        self._root.execute(f"CREATE SEQUENCE IF NOT EXISTS {layout.TURNS}")
        self._root.execute("SET lock_configuration = true")
        kept = self._root.execute(f"SELECT name, document FROM {DECLARED} ORDER BY name").fetchall()  # noqa: S608
        self._tables: dict[str, Table] = {name: from_document(json.loads(document)) for name, document in kept}
        self._tops: dict[str, int | None] = {}
        self._statements: dict[tuple[str, frozenset[str]], str] = {}
        self._writer = threading.Lock()
        self._asking = threading.Condition()
        self._making = threading.Lock()
        self._open: set[duckdb.DuckDBPyConnection] = set()
        self._closed = False
        self._timeout_s = timeout_s

    # --- tables -------------------------------------------------------------------------------------------------------

    def apply(self, tables: Sequence[Table]) -> None:
        with self._writer, self._transaction() as cursor:
            known = {*self._tables, *(table.name for table in tables)}
            fresh = {table.name for table in tables if layout.apply(cursor, table, known)}
            for table in tables:
                document = json.dumps(as_document(table), ensure_ascii=False)
                kept = {"name": table.name, "document": document}
                cursor.execute(f"INSERT OR REPLACE INTO {DECLARED} VALUES ($name, $document)", kept)  # noqa: S608
            if not fresh >= derive.FACTS.keys() and (unfilled := fresh & derive.NEEDED - derive.FACTS.keys()):
                self._derive_afresh(cursor, unfilled)
            tops = {table.name: layout.top(cursor, table) for table in tables if not table.select}
        self._tables |= {table.name: table for table in tables}
        self._tops |= tops
        self._statements.clear()

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
        with self._writer:
            with self._transaction() as cursor:
                if cursor.execute(f"SELECT 1 FROM {LABELS} WHERE label = $l", {"l": label}).fetchone():  # noqa: S608
                    return LoadResult(label, dict.fromkeys(tables, 0), True)
                following = self._following(cursor, checked)
                # A table that was in the file and not applied since has no top yet.
                tops = {name: self._tops[name] if name in self._tops else layout.top(cursor, self._tables[name]) for name in checked}
                tops = {name: layout.upsert(cursor, self._tables[name], data, tops[name]) for name, data in checked.items()}
                self._store(cursor, following)
                cursor.execute(f"INSERT INTO {LABELS} (label) VALUES ($l)", {"l": label})  # noqa: S608
            self._tops |= tops
        return LoadResult(label, {name: data.num_rows for name, data in checked.items()}, False)

    def _declared(self, name: str) -> Table:
        if name not in self._tables:
            raise Refused(f"there is no table {name[:64]}", "declare it in warehouse/tables and apply it")
        if self._tables[name].derived:
            raise Refused(f"{name} is made from other tables and cannot be loaded", "load those")
        return self._tables[name]

    def _following(self, cursor: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> list[tuple[Table, pa.Table]]:
        """What is derived from a load, computed before it is stored."""
        if not derive.concerns(tables) or not self._tables.keys() >= derive.NEEDED:
            return []
        derive.incoming(cursor, tables)
        derive.stored(cursor)
        derive.overlay(cursor)
        return list(derive.derived(cursor))

    def _store(self, cursor: duckdb.DuckDBPyConnection, following: Iterable[tuple[Table, pa.Table]]) -> None:
        for table, data in following:
            if table.sums:
                layout.add(cursor, table, data)
            else:
                layout.upsert(cursor, table, data, None)

    def _derive_afresh(self, cursor: duckdb.DuckDBPyConnection, names: Collection[str]) -> None:
        """Fill derived tables that are new in a store that has exams."""
        last = cursor.execute("SELECT max(exam_id) FROM exam").fetchone()
        for low in range(0, (last[0] or 0) + 1 if last else 0, AFRESH):
            derive.afresh(cursor, low, low + AFRESH)
            self._store(cursor, [(table, data) for table, data in derive.derived(cursor) if table.name in names])

    def fold(self) -> list[Folded]:
        """Put late rows in their places, table by table; loads wait for a table's turn, queries do not."""
        folded: list[Folded] = []
        for table in [table for table in self.describe() if not table.select]:
            with self._writer:
                with self._transaction() as cursor:
                    folded.append(layout.fold(cursor, table))
                    top = layout.top(cursor, table)
                self._tops[table.name] = top
        with self._writer:
            cursor = self._cursor()
            try:
                cursor.execute("CHECKPOINT")
            except duckdb.TransactionException:
                LOG.info("the checkpoint after folding waits for a query to end")  # the next commit makes it
            finally:
                cursor.close()
        return folded

    # --- reading ------------------------------------------------------------------------------------------------------

    def query(self, sql: str, params: Mapping[str, Any] | None = None, max_rows: int | None = None, may: May | None = None) -> pa.Table:
        """As the protocol says; with `max_rows`, a longer answer is Refused before it is held in memory. `may`: tables to be read."""
        with self._asked(sql, params, may) as relation:
            table = (relation if max_rows is None else relation.limit(max_rows + 1)).to_arrow_table()
        if max_rows is not None and table.num_rows > max_rows:
            raise Refused(f"the answer has more than {max_rows:,} rows", "narrow it, use LIMIT, or read it by the Arrow route")
        return _plain(table)

    def write_query(self, sql: str, params: Mapping[str, Any] | None, sink: IO[bytes], may: May | None = None) -> int:
        """The answer into `sink` as an Arrow IPC stream, however long; returns its rows. Memory is one portion."""
        rows = 0
        with self._asked(sql, params, may) as relation:
            reader = relation.to_arrow_reader(PORTION_ROWS)
            with ipc.new_stream(sink, _plain(reader.schema.empty_table()).schema) as writer:
                for batch in reader:
                    writer.write_table(_plain(pa.Table.from_batches([batch])))
                    rows += batch.num_rows
        return rows

    def snapshot(self) -> Iterator[tuple[str, pa.Table]]:
        """Every loaded table as it is when this returns, portion by portion, at least one each; loads go on meanwhile."""
        cursor = self._cursor()
        cursor.execute("BEGIN TRANSACTION")
        cursor.execute(f"SELECT count(*) FROM {LABELS}").fetchall()  # noqa: S608  (the first look fixes what the transaction sees)
        return self._portions(cursor, kept_tables(self.describe()))

    def _portions(self, cursor: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> Iterator[tuple[str, pa.Table]]:
        try:
            for table in tables:
                columns = ", ".join(f'"{c.name}"' for c in table.columns)
                reader = cursor.sql(f'SELECT {columns} FROM "{table.name}"').to_arrow_reader(PORTION_ROWS)  # noqa: S608
                yield table.name, _plain(reader.schema.empty_table())
                for batch in reader:
                    if self._closed:
                        raise Unreachable("the analytic store is stopping", "try again")
                    yield table.name, _plain(pa.Table.from_batches([batch]))
        finally:
            cursor.close()

    @contextmanager
    def _asked(self, sql: str, params: Mapping[str, Any] | None, may: May | None) -> Generator[duckdb.DuckDBPyRelation, None, None]:
        text, values = portable.expand(sql, params)
        readable = frozenset(name for name, table in self._tables.items() if may is None or may(table))
        statement = self._statement(text, readable)
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

    def _statement(self, text: str, readable: frozenset[str]) -> str:
        """In DuckDB's words. The last few are kept: a look-up in portions asks the same again and again, and reading it takes longer than
        the answer. Kept by what may be read, too: one account's statement is not another's."""
        known = self._statements.get((text, readable))
        if known is None:
            known = portable.to_duckdb(portable.parse(text, self._tables, readable))
            while len(self._statements) >= STATEMENTS_KEPT:
                self._statements.pop(next(iter(self._statements)), None)
            self._statements[text, readable] = known
        return known

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
