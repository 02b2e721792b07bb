"""Who reads what of the analytic store, table by table; as the gateway asks it and as statements for a Doris cluster.

Nobody reads what nobody granted. `analyst` is delivered with all tables, views and exports; a hospital says otherwise, and adds accounts,
in `grants.yaml` of its site folder:

    accounts:
      analyst: {reads: [views, exports]}
      thoracic: {reads: [exports, v_exam]}

Tables that hold tokens are the loader's alone. Facts of Doris: docs/doris.md, "Accounts".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from warehouse.errors import Misconfigured, Refused
from warehouse.tables.model import Table

LOADER = "loader"
GROUPS = ("tables", "views", "exports")
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}\Z")
LOADS = "SELECT_PRIV, LOAD_PRIV, ALTER_PRIV, CREATE_PRIV"  # ALTER for new columns and changed views; never DROP
FORM = "it is {accounts: {<name>: {reads: [tables | views | exports | <a table or view>, …]}}}"


@dataclass(frozen=True)
class Grant:
    """What an account may read: groups of tables, and tables by name. `loads`: it writes, and reads everything."""

    reads: frozenset[str]
    loads: bool = False

    def may_read(self, table: Table) -> bool:
        return self.loads or (not table.keyed and (table.group in self.reads or table.name in self.reads))


DELIVERED: Mapping[str, Grant] = {LOADER: Grant(frozenset(), True), "analyst": Grant(frozenset(GROUPS))}


def read(file: Path, tables: Sequence[Table]) -> dict[str, Grant]:
    """Accounts by name: the delivered ones, and those of `file`, which may be missing. Misconfigured names account and mistake."""
    found = dict(DELIVERED)
    if not file.exists():
        return found
    try:
        document: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise Misconfigured(f"{file} is not YAML in UTF-8", FORM) from None
    accounts = document.get("accounts") if isinstance(document, dict) else None
    if not isinstance(accounts, dict) or set(document) != {"accounts"}:
        raise Misconfigured(f"{file} has another form", FORM)
    known = {table.name: table for table in tables}
    for name, said in accounts.items():
        found[_name(file, name)] = Grant(frozenset(_reads(file, name, said, known)))
    return found


def _name(file: Path, name: Any) -> str:
    if not isinstance(name, str) or not NAME.match(name) or name == LOADER:
        raise Misconfigured(f"{file}: an account has a name of small letters, digits and '_', and {LOADER} is taken")
    return name


def _reads(file: Path, account: str, said: Any, known: Mapping[str, Table]) -> list[str]:
    reads = said.get("reads") if isinstance(said, dict) and set(said) == {"reads"} else None
    if not isinstance(reads, list) or not all(isinstance(one, str) for one in reads):
        raise Misconfigured(f"{file}: account {account} has another form", FORM)
    for one in reads:
        if one not in GROUPS and one not in known:
            raise Misconfigured(f"{file}: account {account} reads {one[:64]}, and there is no such table", "docs/tables.md lists them")
        if one in known and known[one].keyed:
            raise Misconfigured(f"{file}: account {account} reads {one}, which holds tokens", "those are the loader's alone")
    return reads


def statements(tables: Iterable[Table], database: str, accounts: Mapping[str, Grant] = DELIVERED) -> list[str]:
    """In the order to run them. A role is granted table by table: staging tables, tables of others and tokens stay closed.

    A role that is granted something and does not exist is made. Passwords are the administrator's. Refused: a database whose name would
    have to be quoted.
    """
    if not database.replace("_", "").isalnum() or not database.isascii():
        raise Refused("the name of the database is letters, digits and '_'")
    said = list(tables)
    reads = [
        f"GRANT SELECT_PRIV ON internal.{database}.{table.name} TO ROLE '{_role(account)}'"
        for account, grant in accounts.items()
        if not grant.loads
        for table in said
        if grant.may_read(table)
    ]
    loads = [f"GRANT {LOADS} ON internal.{database}.* TO ROLE '{_role(LOADER)}'"]
    brake = "FAILED_LOGIN_ATTEMPTS 5 PASSWORD_LOCK_TIME 1 HOUR"
    users = [f"CREATE USER '{user}'@'%' IDENTIFIED BY '<password>' DEFAULT ROLE '{_role(user)}' {brake}" for user in sorted(accounts)]
    return [*reads, *loads, *users]


def _role(account: str) -> str:
    return f"lightbox_{account}"
