"""Accounts of a Doris cluster as statements: one role reads the tables it names, one loads. Passwords are the administrator's.

Facts: docs/doris.md, "Accounts". A role that is granted something and does not exist is made.
"""

from collections.abc import Iterable

from warehouse.errors import Refused
from warehouse.tables.model import Sensitivity, Table

ANALYST, LOADER = "lightbox_analyst", "lightbox_loader"
LOADS = "SELECT_PRIV, LOAD_PRIV, ALTER_PRIV, CREATE_PRIV"  # ALTER for new columns; never DROP


def statements(tables: Iterable[Table], database: str) -> list[str]:
    """In the order to run them. The analyst's role is granted table by table: staging tables, tables of others and tokens stay closed.

    Refused: a database whose name would have to be quoted.
    """
    if not database.replace("_", "").isalnum() or not database.isascii():
        raise Refused("the name of the database is letters, digits and '_'")
    reads = [f"GRANT SELECT_PRIV ON internal.{database}.{table.name} TO ROLE '{ANALYST}'" for table in tables if not _keyed(table)]
    loads = [f"GRANT {LOADS} ON internal.{database}.* TO ROLE '{LOADER}'"]
    users = [
        f"CREATE USER '{user}'@'%' IDENTIFIED BY '<password>' DEFAULT ROLE '{role}' FAILED_LOGIN_ATTEMPTS 5 PASSWORD_LOCK_TIME 1 HOUR"
        for user, role in (("analyst", ANALYST), ("loader", LOADER))
    ]
    return [*reads, *loads, *users]


def _keyed(table: Table) -> bool:
    return any(column.sensitivity is Sensitivity.KEYED for column in table.columns)
