"""Revisions of a database: from empty, or from any earlier release, to the schema this code needs; whoever comes first does it.

Revisions lie in `versions/` beside each `schema.py` and are run by alembic. They only add: while one is rolled out, programs of the
release before still serve on the new schema, so what is no longer used is dropped one release later. A revision may be killed and run
again. SQLite takes one back as a whole; MySQL and MariaDB commit after every statement that changes a table, hence: one such
statement a revision, or statements that may be repeated.
"""

import hashlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, MetaData, inspect, text

from warehouse.errors import Misconfigured, Unreachable
from warehouse.platform.database import BUSY_SECONDS, compared_by_bytes, reading

BASELINE = "0001"
SHOWN = 5  # differences named in an error
_ENVIRONMENT = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Schema:
    """The tables of one store and the folder of its revisions. Two stores may lie in one database: each has its own version table."""

    name: str  # platform | identity
    metadata: MetaData
    versions: Path

    @property
    def version_table(self) -> str:
        return f"alembic_version_{self.name}"

    def script(self) -> ScriptDirectory:
        return ScriptDirectory.from_config(self.config())

    def config(self, connection: Connection | None = None) -> Config:
        made = Config(attributes={"connection": connection, "metadata": self.metadata, "version_table": self.version_table})
        for name, value in (("script_location", _ENVIRONMENT), ("version_locations", self.versions), ("path_separator", "newline")):
            made.set_main_option(name, str(value).replace("%", "%%"))
        return made


def upgrade(engine: Engine, schema: Schema, first: Callable[[Connection], None] | None = None, to: str = "head") -> None:
    """Bring a database to the newest revision, or to `to`. Processes that do so at once wait for each other.

    `first` writes what a new database holds from the beginning, in the transaction that says it is made.
    A database made before there were revisions is taken over at the baseline when it is as the baseline says.
    Misconfigured: it is not, or a newer release has been there. Unreachable: another process has not finished.
    """
    with _alone(engine, schema) as connection:
        begun = inspect(connection).has_table(schema.version_table)
        at = _revision(connection, schema)
        if at is not None:
            _check_known(schema, at)
        elif not begun and _tables_there(connection, schema):
            _check_baseline(connection, schema)
            command.stamp(schema.config(connection), BASELINE)
            at = BASELINE
        command.upgrade(schema.config(connection), to)
        if at is None and first is not None:
            first(connection)


def revisions(engine: Engine, schema: Schema) -> dict[str, str | None]:
    """{"database": its revision or null, "code": the newest this code knows}."""
    with reading(engine).connect() as connection:
        return {"database": _revision(connection, schema), "code": schema.script().get_current_head()}


def create_missing(connection: Connection, metadata: MetaData) -> None:
    """Create tables and indexes that are not there: after a kill as well as in an empty database."""
    compared_by_bytes(metadata)
    metadata.create_all(connection)
    for table in metadata.tables.values():
        for index in table.indexes:
            index.create(connection, checkfirst=True)


# --- one at a time ----------------------------------------------------------------------------------------------------------------------


@contextmanager
def _alone(engine: Engine, schema: Schema) -> Generator[Connection, None, None]:
    """A transaction nobody else upgrades beside: SQLite's write lock, or a named lock of the server, which ends with the connection."""
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with engine.connect() as connection:
        database = str(connection.execute(text("SELECT DATABASE()")).scalar_one())
        name = "lightbox-" + hashlib.sha256(f"{database}/{schema.name}".encode()).hexdigest()[:32]
        held = connection.execute(text("SELECT GET_LOCK(:name, :seconds)"), {"name": name, "seconds": int(BUSY_SECONDS)}).scalar()
        if held != 1:
            raise Unreachable(f"another process has been upgrading {schema.name} for {BUSY_SECONDS:.0f} s", "try again when it has ended")
        try:
            yield connection
            connection.commit()
        finally:
            connection.rollback()
            connection.execute(text("SELECT RELEASE_LOCK(:name)"), {"name": name})


# --- what is there ----------------------------------------------------------------------------------------------------------------------


def _context(connection: Connection, schema: Schema) -> MigrationContext:
    return MigrationContext.configure(connection, opts={"version_table": schema.version_table, "compare_type": True})


def _revision(connection: Connection, schema: Schema) -> str | None:
    return _context(connection, schema).get_current_revision()


def _baseline(schema: Schema) -> MetaData:
    return schema.script().get_revision(BASELINE).module.METADATA


def _tables_there(connection: Connection, schema: Schema) -> bool:
    return not _baseline(schema).tables.keys().isdisjoint(inspect(connection).get_table_names())


def _check_known(schema: Schema, revision: str) -> None:
    try:
        schema.script().get_revision(revision)
    except CommandError:
        raise Misconfigured(
            f"the {schema.name} database is at revision {revision[:40]}, which this release does not know: a newer one has upgraded it",
            "run that release, or restore the backup made before the upgrade",
        ) from None


def _check_baseline(connection: Connection, schema: Schema) -> None:
    expected = _baseline(schema)
    wrong = list(_differences(compare_metadata(_context(connection, schema), expected), expected))
    if wrong:
        shown = ", ".join(wrong[:SHOWN]) + (f" and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else "")
        raise Misconfigured(
            f"the {schema.name} database has tables but no revision, and they are not those of the first one: {shown}",
            "start the last release without revisions once, which adds what is missing, or use an empty database; nothing was changed",
        )


def _differences(found: Any, expected: MetaData) -> Iterator[str]:
    """Names of what differs, in words; tables that are not ours do not count."""
    for one in found:
        if isinstance(one, list):
            yield from _differences(one, expected)
        elif isinstance(one[1], str | None):  # a column: (what, database, table, column or its name, …)
            yield f"{one[0]} {one[2]}.{getattr(one[3], 'name', one[3])}"
        elif one[0] != "remove_table" or one[1].name in expected.tables:
            table = getattr(one[1], "table", None)
            yield f"{one[0]} {'' if table is None else table.name + '.'}{one[1].name}"
