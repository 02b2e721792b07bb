"""information_schema as the gateway tells it: the tables an account may read, with types, and what tables and columns mean."""

from collections.abc import Iterable

from mysql_mimic.schema import Column, InfoSchema, info_schema_tables

from warehouse.analytics.ddl import meaning
from warehouse.analytics.portable import DATABASE
from warehouse.tables.model import Table, Type

TYPES = {Type.BIGINT: "bigint", Type.INT: "int", Type.BOOLEAN: "boolean", Type.DATE: "date", Type.DATETIME: "datetime"}
_TABLE, _TYPE, _COMMENT = "table_name", "table_type", "table_comment"


def schema_of(tables: Iterable[Table]) -> InfoSchema:
    """Comments are in Chinese, with the unit; a view is called one. Clients show them (SHOW FULL COLUMNS, a BI tool)."""
    named = {table.name: table for table in tables}
    told = [
        Column(c.name, TYPES.get(c.type, "varchar"), table.name, c.nullable and c.name not in table.key, None, meaning(c), DATABASE)
        for table in named.values()
        for c in table.columns
    ]
    found = info_schema_tables(told)
    listed = found["information_schema"]["tables"]
    at = {name: listed.columns.index(name) for name in (_TABLE, _TYPE, _COMMENT)}
    for number, row in enumerate(listed.rows):
        if table := named.get(row[at[_TABLE]]):
            changed = list(row)
            changed[at[_COMMENT]] = table.zh
            changed[at[_TYPE]] = "VIEW" if table.select else row[at[_TYPE]]
            listed.rows[number] = tuple(changed)
    return InfoSchema(found)
