"""Doris statements rendered from our table models, never translated; and the model as a document, to keep beside the data or send.

Facts: docs/doris.md, with the place of each clause in the documentation of Apache Doris.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from warehouse.errors import Refused
from warehouse.tables.model import Column, Sensitivity, Table, Type

BYTES_PER_CHARACTER = 4  # Doris counts VARCHAR in bytes of UTF-8
STAGE = "stage__"
UNIT = "load_unit"
MONTH_BUCKETS = 2  # of a month of a rollup: it has thousands of rows, not millions
WORDS = '"parser" = "chinese", "parser_mode" = "fine_grained", "support_phrase" = "true"'
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
LABEL = re.compile(r"[-_A-Za-z0-9:]{1,128}\Z")
# Small letters, as Doris itself shows them: clients that read SHOW CREATE TABLE know only these.
_TYPES = {
    Type.BIGINT: "bigint", Type.INT: "int", Type.BOOLEAN: "boolean", Type.TEXT: "string", Type.DATE: "date", Type.DATETIME: "datetime(3)",
}  # fmt: skip
# How information_schema.columns names our types.
REPORTED = {
    Type.BIGINT: {"bigint"}, Type.INT: {"int"}, Type.BOOLEAN: {"boolean", "tinyint"}, Type.STRING: {"varchar"},
    Type.TEXT: {"string", "text", "varchar"}, Type.DATE: {"date", "datev2"}, Type.DATETIME: {"datetime", "datetimev2"},
}  # fmt: skip


def wire_label(label: str) -> str:
    """The label as Doris accepts it: '.' becomes ':'. Refused: anything else Doris would not take."""
    wired = label.replace(".", ":")
    if not LABEL.match(wired):
        raise Refused("a load label has 1 to 128 letters, digits, '-', '_', ':' and '.'")
    return wired


def create_statement(table: Table) -> str:
    """A table: unique key, merge-on-write, the highest sequence wins, key columns first, texts indexed by Chinese words.

    A view: its statement. A rollup: its measures are added up by key. A table whose key begins with a time has a partition for every
    month of it.
    """
    if table.select:
        return "CREATE VIEW IF NOT EXISTS " + _viewed(table, f"COMMENT '{table.zh}'\n")
    key = ", ".join(f"`{k}`" for k in table.key)
    kind = "AGGREGATE" if table.sums else "UNIQUE"
    body = ",\n".join((_columns(table), *_indexes(table)))
    statement = f"CREATE TABLE IF NOT EXISTS `{table.name}` (\n{body}\n) {kind} KEY ({key})\nCOMMENT '{table.zh}'\n{_distribution(table)}"
    if table.sums:
        return statement
    return f'{statement}\nPROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "{table.sequence}")'


def alter_view(table: Table) -> str:
    """An existing view as it is declared now: code texts and limits are part of its statement. It needs no right to drop anything."""
    return "ALTER VIEW " + _viewed(table)


def _viewed(table: Table, comment: str = "") -> str:
    columns = ",\n".join(f"  `{c.name}` COMMENT '{meaning(c)}'" for c in table.columns)
    return f"`{table.name}` (\n{columns}\n)\n{comment}AS {table.select}"


def meaning(column: Column) -> str:
    """A column's comment: what it is, and its unit."""
    return f"{column.zh}（{column.unit}）" if column.unit else column.zh


def _distribution(table: Table) -> str:
    """How rows are spread. Automatic buckets go with months only where loads come in time order; ours are corrected for years."""
    hashed = ", ".join(f"`{k}`" for k in (table.key[:1] if table.sums else table.key))
    if table.column(table.key[0]).type not in (Type.DATE, Type.DATETIME):
        return f"DISTRIBUTED BY HASH({hashed}) BUCKETS AUTO"
    month = f"AUTO PARTITION BY RANGE (date_trunc(`{table.key[0]}`, 'month')) ()"
    return f"{month}\nDISTRIBUTED BY HASH({hashed}) BUCKETS {MONTH_BUCKETS}"


def _indexes(table: Table) -> list[str]:
    """Every long text of a merge-on-write table can be searched by word and phrase (MATCH_ANY, MATCH_PHRASE: on a cluster only)."""
    texts = [] if table.sums else [c.name for c in table.columns if c.type is Type.TEXT and c.name not in table.key]
    return [f"  INDEX `idx_{name}` (`{name}`) USING INVERTED PROPERTIES ({WORDS})" for name in texts]


def stage_statement(table: Table) -> str:
    """Where the rows of a load unit wait for its transaction."""
    columns = _columns(table, summed="")
    return (
        f"CREATE TABLE IF NOT EXISTS `{STAGE}{table.name}` (\n  `{UNIT}` VARCHAR(128) NOT NULL COMMENT '装载单元',\n{columns}\n) "
        f"DUPLICATE KEY (`{UNIT}`)\nDISTRIBUTED BY HASH(`{UNIT}`) BUCKETS AUTO"
    )


def add_statements(table: Table, column: Column) -> list[str]:
    """A column more, in the table and where its rows wait."""
    return [f"ALTER TABLE `{name}` ADD COLUMN {_column(table, column)}" for name in (table.name, STAGE + table.name)]


def unit_statements(tables: Sequence[Table]) -> list[str]:
    """From the staging tables into the tables, inside one transaction; the parameter `unit` is the label."""
    statements: list[str] = []
    for table in tables:
        names = ", ".join(f"`{c.name}`" for c in table.columns)
        staged = f"SELECT {names} FROM `{STAGE}{table.name}` WHERE `{UNIT}` = %(unit)s"  # noqa: S608  (names of declarations)
        statements.append(f"INSERT INTO `{table.name}` ({names}) {staged}")
    return statements


def _columns(table: Table, summed: str = " SUM") -> str:
    """Key columns first; `summed` follows the type of a rollup's measures."""
    keys = [table.column(k) for k in table.key]
    columns = (*keys, *(c for c in table.columns if c.name not in table.key))
    return ",\n".join("  " + _column(table, c, summed if c.name in table.sums else "") for c in columns)


def _column(table: Table, column: Column, summed: str = "") -> str:
    kind = f"varchar({(column.length or 255) * BYTES_PER_CHARACTER})" if column.type is Type.STRING else _TYPES[column.type]
    null = "NOT NULL" if column.name in table.key or not column.nullable else "NULL"
    return f"`{column.name}` {kind}{summed} {null} COMMENT '{meaning(column)}'"


def as_document(table: Table) -> dict[str, Any]:
    """The declaration as JSON."""
    return asdict(table)


def from_document(document: Mapping[str, Any]) -> Table:
    """The declaration of `as_document`. Refused: it is not one."""
    try:
        columns: list[Column] = []
        for column in document["columns"]:
            read: dict[str, Any] = {**column, "type": Type(column["type"]), "sensitivity": Sensitivity(column["sensitivity"])}
            columns.append(Column(**read))
        table = Table(
            columns=tuple(columns), key=tuple(document["key"]), order=document.get("order"), versions=bool(document.get("versions")),
            sums=tuple(document.get("sums", ())), derived=bool(document.get("derived")),
            select=str(document.get("select", "")), **{name: str(document[name]) for name in ("name", "zh", "en", "sequence")},
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        raise Refused("that is not the declaration of a table") from None
    for name in (table.name, *(c.name for c in table.columns)):
        if not NAME.match(name):
            raise Refused("names of tables and columns are small letters, digits and '_'")
    return table
