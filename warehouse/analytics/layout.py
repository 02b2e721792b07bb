"""How a declared table lies in DuckDB.

A row group keeps the least and greatest value of each column, and a look-up skips the groups that cannot hold what it seeks. That only
helps while groups are narrow, so a table is three things: `<name>__main`, whose rows ascend by the table's `order`; `<name>__late` for
rows that would not (an old exam changed, a token); and the view `<name>` over both, which is all that readers know. Late rows are
folded in: side tables append them as a sorted run when they are many, everything else at night. A changed text is a new row and a
mark on the old one: text is never rewritten in place.

Measured before on 100 million exams: a look-up by a scan 114 ms, by an ordered side table 5 ms; 1 % of rows out of place made a day's
count five times slower; an update of 200 texts wrote 439 MB.
"""

from collections.abc import Collection
from typing import Any, Protocol

import pyarrow as pa

from warehouse.analytics import portable
from warehouse.analytics.conform import missing_columns
from warehouse.analytics.store import Folded
from warehouse.tables.model import Table, Type

MAIN, LATE, TURN = "__main", "__late", "_turn"
TURNS = "_turns"
SLACK = 500_000  # ids: so far behind the newest a row still counts as in order; about four row groups
RUN_ROWS = 250_000  # late rows of a side table that make a run of their own: about a second of sorting
LATE_SHARE = 0.02  # of late rows at which a table is written anew
TYPES = {
    Type.BIGINT: "BIGINT",
    Type.INT: "INTEGER",
    Type.BOOLEAN: "BOOLEAN",
    Type.STRING: "VARCHAR",
    Type.TEXT: "VARCHAR",
    Type.DATE: "DATE",
    Type.DATETIME: "TIMESTAMP_MS",
}


class Cursor(Protocol):
    """A connection of the engine, inside its transaction."""

    def execute(self, query: str, parameters: Any = None) -> Any: ...
    def sql(self, query: str) -> Any: ...
    def register(self, view_name: str, python_object: Any) -> Any: ...
    def unregister(self, view_name: str) -> Any: ...


def parts(table: Table) -> tuple[str, ...]:
    """The physical tables: none for a view, one for a rollup, else main and late."""
    if table.select:
        return ()
    return (table.name,) if table.sums else (table.name + MAIN, table.name + LATE)


def apply(cursor: Cursor, table: Table, known: Collection[str] = ()) -> bool:
    """Create what is missing and add new columns; true when the table is new.

    Misconfigured: a type changed, or a new column may not be null. Refused: the statement of a view is not of the portable subset.
    """
    if table.select:
        statement = portable.to_duckdb(portable.parse(table.select, known))
        cursor.execute(f'CREATE OR REPLACE VIEW "{table.name}" AS {statement}')
        return False
    query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' AND table_type = 'BASE TABLE'"
    there = {name for (name,) in cursor.execute(query).fetchall()}
    if not table.sums and table.name in there:  # as it lay before there were parts
        cursor.execute(f'ALTER TABLE "{table.name}" RENAME TO "{table.name}{MAIN}"')
        there.add(table.name + MAIN)
    new = parts(table)[0] not in there
    turn = f', "{TURN}" BIGINT DEFAULT 0' if table.versions else ""
    for part in parts(table):
        if part in there:
            _add_columns(cursor, table, part)
        else:
            columns = ", ".join(f'"{c.name}" {TYPES[c.type]}' for c in table.columns)
            cursor.execute(f'CREATE TABLE "{part}" ({columns}{turn})')
    if not table.sums:
        cursor.execute(f'CREATE OR REPLACE VIEW "{table.name}" AS {_view(table)}')
    return new


def _add_columns(cursor: Cursor, table: Table, part: str) -> None:
    query = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'main' AND table_name = $table"
    existing = dict(cursor.execute(query, {"table": part}).fetchall())
    for column in missing_columns(table, existing, {type_: (spelling,) for type_, spelling in TYPES.items()}):
        cursor.execute(f'ALTER TABLE "{part}" ADD COLUMN "{column.name}" {TYPES[column.type]}')
    if table.versions and TURN not in existing:
        cursor.execute(f'ALTER TABLE "{part}" ADD COLUMN "{TURN}" BIGINT DEFAULT 0')


def _view(table: Table) -> str:
    columns = ", ".join(f'"{c.name}"' for c in table.columns)
    if not table.versions:
        return " UNION ALL ".join(f'SELECT {columns} FROM "{part}"' for part in parts(table))  # noqa: S608  (names of declarations)
    return f"SELECT {columns} FROM ({_newest(table, _everything(table))})"  # noqa: S608


def _everything(table: Table) -> str:
    return " UNION ALL ".join(f'SELECT * FROM "{part}"' for part in parts(table))  # noqa: S608


def _newest(table: Table, rows: str) -> str:
    """Of each key the row of the highest sequence, of equal ones that of the later load. A condition on the key passes through it."""
    keys = ", ".join(f'"{k}"' for k in table.key)
    place = f'row_number() OVER (PARTITION BY {keys} ORDER BY "{table.sequence}" DESC, "{TURN}" DESC)'
    return f"SELECT * EXCLUDE (_place) FROM (SELECT *, {place} AS _place FROM ({rows})) WHERE _place = 1"  # noqa: S608


def top(cursor: Cursor, table: Table) -> int | None:
    """The greatest value of the order of rows that lie in order; None where late is decided by no number."""
    if table.order is None or table.versions or table.column(table.order).type is not Type.BIGINT:
        return None
    (found,) = cursor.execute(f'SELECT max("{table.order}") FROM "{table.name}{MAIN}"').fetchone()  # noqa: S608
    return int(found or 0)


def upsert(cursor: Cursor, table: Table, data: pa.Table, highest: int | None) -> int | None:
    """Newest of the incoming rows a key (of equal sequences the last), in the place of stored rows that are not newer.

    `highest` as `top` gave it or the last call; returns it anew.
    """
    keys = ", ".join(f'"{k}"' for k in table.key)
    cursor.register("incoming", data.append_column("_position", pa.array(range(data.num_rows), pa.int64())))
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE newest AS SELECT * EXCLUDE (_position) FROM incoming "  # noqa: S608
        f'QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY "{table.sequence}" DESC, _position DESC) = 1'
    )
    cursor.unregister("incoming")
    if table.versions:
        cursor.execute(f"INSERT INTO \"{table.name}{LATE}\" SELECT *, nextval('{TURNS}') FROM newest")  # noqa: S608
        (late,) = cursor.execute(f'SELECT count(*) FROM "{table.name}{LATE}"').fetchone()  # noqa: S608
        if late >= RUN_ROWS:
            _append_run(cursor, table)
    else:
        highest = _replace(cursor, table, highest)
    cursor.execute("DROP TABLE newest")
    return highest


def _replace(cursor: Cursor, table: Table, highest: int | None) -> int | None:
    same = " AND ".join(f't."{k}" = i."{k}"' for k in table.key)
    for part in parts(table):
        cursor.execute(f'DELETE FROM newest i USING "{part}" t WHERE {same} AND t."{table.sequence}" > i."{table.sequence}"')  # noqa: S608
    for part in parts(table):
        cursor.execute(f'DELETE FROM "{part}" t USING newest i WHERE {same}')  # noqa: S608
    main, late = parts(table)
    if highest is None or table.order is None:
        cursor.execute(f'INSERT INTO "{main}" BY NAME SELECT * FROM newest')  # noqa: S608
        return highest
    floor, order = highest - SLACK, f'"{table.order}"'
    cursor.execute(f'INSERT INTO "{main}" BY NAME SELECT * FROM newest WHERE {order} >= {floor} OR {order} IS NULL ORDER BY {order}')  # noqa: S608
    cursor.execute(f'INSERT INTO "{late}" BY NAME SELECT * FROM newest WHERE {order} < {floor} ORDER BY {order}')  # noqa: S608
    (arrived,) = cursor.execute(f"SELECT max({order}) FROM newest").fetchone()  # noqa: S608
    return max(highest, int(arrived or 0))


def add(cursor: Cursor, table: Table, deltas: pa.Table) -> None:
    """Add signed deltas to a rollup's cells."""
    names = [c.name for c in table.columns]
    same = " AND ".join(f't."{k}" = d."{k}"' for k in table.key)
    sums = ", ".join(f'"{m}" = t."{m}" + d."{m}"' for m in table.sums)
    columns, values = ", ".join(f'"{n}"' for n in names), ", ".join(f'd."{n}"' for n in names)
    cursor.register("deltas", deltas.select(names))
    cursor.execute(
        f'MERGE INTO "{table.name}" t USING deltas d ON {same} WHEN MATCHED THEN UPDATE SET {sums} '  # noqa: S608
        f"WHEN NOT MATCHED THEN INSERT ({columns}) VALUES ({values})"
    )
    cursor.unregister("deltas")


# --- folding ----------------------------------------------------------------------------------------------------------------------------


def _append_run(cursor: Cursor, table: Table) -> None:
    main, late = parts(table)
    cursor.execute(f'INSERT INTO "{main}" SELECT * FROM "{late}" ORDER BY "{table.order}"')  # noqa: S608
    cursor.execute(f'DELETE FROM "{late}"')  # noqa: S608


def fold(cursor: Cursor, table: Table) -> Folded:
    """Put late rows in their places; older versions go. Not of a view."""
    if table.sums:
        return Folded(table.name, _count(cursor, table.name), 0)
    main, late = parts(table)
    if table.versions:
        _write(cursor, main, f'{_newest(table, _everything(table))} ORDER BY "{table.order}"')
        cursor.execute(f'DELETE FROM "{late}"')  # noqa: S608
    elif table.order is not None and (waiting := _count(cursor, late)):
        if waiting > LATE_SHARE * (waiting + _count(cursor, main)):
            _write(cursor, main, f'SELECT * FROM "{table.name}" ORDER BY "{table.order}"')  # noqa: S608
            cursor.execute(f'DELETE FROM "{late}"')  # noqa: S608
        else:
            _write(cursor, late, f'SELECT * FROM "{late}" ORDER BY "{table.order}"')  # noqa: S608
    return Folded(table.name, _count(cursor, main), _count(cursor, late))


def _write(cursor: Cursor, name: str, rows: str) -> None:
    """A table anew. Beside the old one first: it is read while the new one is written."""
    cursor.execute(f'CREATE TABLE "{name}_new" AS {rows}')
    cursor.execute(f'DROP TABLE "{name}"')
    cursor.execute(f'ALTER TABLE "{name}_new" RENAME TO "{name}"')


def _count(cursor: Cursor, name: str) -> int:
    return int(cursor.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
