"""Revisions of platform and identity: yesterday's database opens today, and only one process changes it."""

import importlib.util
import multiprocessing
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, Table, func, insert, inspect, select, text

from tests.mariadb import fresh_database
from tests.platform.conftest import MASTER
from warehouse.errors import Misconfigured
from warehouse.identity.store import SCHEMA as IDENTITY
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.revisions import BASELINE, Schema, revisions, upgrade
from warehouse.platform.store import SCHEMA as PLATFORM
from warehouse.platform.store import Platform

BOTH = pytest.mark.parametrize("schema", [PLATFORM, IDENTITY], ids=lambda s: s.name)
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{head}"


def upgrade() -> None:
    op.create_table("added", sa.Column("a", sa.Integer, primary_key=True), if_not_exists=True)
"""


@pytest.fixture
def other(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A second empty database of the same kind."""
    url = f"sqlite:///{tmp_path / 'other.db'}" if database.startswith("sqlite") else fresh_database(database, "other_test")
    made = engine_for(url)
    yield made
    made.dispose()


def head(schema: Schema) -> str | None:
    """The revision of the code as it is."""
    return schema.script().get_current_head()


def released(schema: Schema, folder: Path) -> Schema:
    """The schema with one more revision, as the next release has it."""
    versions = folder / f"next-{schema.name}"
    shutil.copytree(schema.versions, versions)
    (versions / "9999_next.py").write_text(NEXT.replace("{head}", str(head(schema))))
    return replace(schema, versions=versions)


def baseline(schema: Schema) -> MetaData:
    (file,) = schema.versions.glob(f"{BASELINE}_*.py")
    spec = importlib.util.spec_from_file_location("baseline", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.METADATA


def seen(engine: Engine, schema: Schema) -> dict[str, Any]:
    """Everything the database tells about its tables."""
    found: dict[str, Any] = {}
    with engine.connect() as connection:
        looked = inspect(connection)
        for table in sorted(set(looked.get_table_names()) - {schema.version_table}):
            found[table] = {
                "columns": {
                    c["name"]: (c["type"].compile(engine.dialect), c["nullable"], c["default"], getattr(c["type"], "collation", None))
                    for c in looked.get_columns(table)
                },
                "key": looked.get_pk_constraint(table)["constrained_columns"],
                "indexes": sorted((i["name"], i["column_names"], bool(i["unique"])) for i in looked.get_indexes(table)),
                "unique": sorted(str(u["column_names"]) for u in looked.get_unique_constraints(table)),
                "options": looked.get_table_options(table),
            }
            if engine.dialect.name == "sqlite":
                sql = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"
                found[table]["rowid"] = "WITHOUT ROWID" not in str(connection.execute(text(sql), {"name": table}).scalar_one())
    return found


def a_row(table: Table) -> dict[str, Any]:
    values = {"VARCHAR": "x", "TEXT": "{}", "BLOB": b"\0" * 100_000, "DOUBLE": 0.5, "BOOLEAN": True, "BIGINT": 2**62, "INTEGER": 7}
    return {c.name: values[str(c.type.compile()).partition("(")[0]] for c in table.columns}


def fill(engine: Engine, metadata: MetaData) -> dict[str, int]:
    with engine.begin() as connection:
        for table in metadata.tables.values():
            connection.execute(insert(table).values(a_row(table)))
    return counts(engine, metadata)


def counts(engine: Engine, metadata: MetaData) -> dict[str, int]:
    with engine.connect() as connection:
        return {name: int(connection.execute(select(func.count()).select_from(t)).scalar_one()) for name, t in metadata.tables.items()}


@BOTH
def test_revisions_lead_to_the_schema_of_the_code(schema: Schema, engine: Engine, other: Engine) -> None:
    upgrade(engine, schema)
    schema.metadata.create_all(other)
    assert seen(engine, schema) == seen(other, schema)
    assert seen(engine, schema).keys() == schema.metadata.tables.keys()
    assert revisions(engine, schema) == {"database": schema.script().get_current_head(), "code": schema.script().get_current_head()}


@BOTH
def test_yesterdays_database_opens_today_and_keeps_its_rows(schema: Schema, engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, schema, to=BASELINE)
    kept = fill(engine, baseline(schema))
    upgrade(engine, schema)
    upgrade(engine, released(schema, tmp_path))
    assert counts(engine, baseline(schema)) == kept
    assert min(kept.values()) == 1
    assert inspect(engine).has_table("added")
    store = (Platform if schema is PLATFORM else Identity)(engine, Keyring(MASTER, tmp_path))
    assert store.revisions()["database"] == "9999"


@BOTH
def test_a_database_from_before_revisions_is_taken_over_at_the_baseline(schema: Schema, engine: Engine) -> None:
    baseline(schema).create_all(engine)
    kept = fill(engine, baseline(schema))
    upgrade(engine, schema, lambda _: pytest.fail("it is not new"))
    assert counts(engine, baseline(schema)) == kept
    assert revisions(engine, schema)["database"] == schema.script().get_current_head()


@BOTH
@pytest.mark.parametrize("change", ["DROP TABLE {0}", "ALTER TABLE {0} ADD COLUMN extra INTEGER"])
def test_a_database_that_is_not_as_the_baseline_says_is_left_alone_and_told(schema: Schema, engine: Engine, change: str) -> None:
    baseline(schema).create_all(engine)
    table = "feed" if schema is PLATFORM else "key_map"
    with engine.begin() as connection:
        connection.execute(text(change.format(table)))
    before = seen(engine, schema)
    with pytest.raises(Misconfigured, match=f"{table}.*last release without revisions"):
        upgrade(engine, schema)
    assert seen(engine, schema) == before
    assert revisions(engine, schema)["database"] is None


@BOTH
def test_a_database_newer_than_the_code_is_refused_and_says_what_to_do(schema: Schema, engine: Engine, tmp_path: Path) -> None:
    upgrade(engine, released(schema, tmp_path))
    with pytest.raises(Misconfigured, match=r"9999.*run that release"):
        upgrade(engine, schema)
    assert revisions(engine, schema) == {"database": "9999", "code": head(schema)}


@BOTH
def test_an_upgrade_that_was_killed_goes_on(schema: Schema, engine: Engine) -> None:
    """MariaDB commits each table: what a kill leaves is the version table without a row, some tables, and one without its index."""
    upgrade(engine, schema)
    whole = seen(engine, schema)
    tables = list(schema.metadata.sorted_tables)
    index = next(i for t in tables for i in t.indexes)
    with engine.begin() as connection:
        connection.execute(text(f"DELETE FROM {schema.version_table}"))
        index.drop(connection)
        for table in tables[len(tables) // 2 :]:
            if table is not index.table:
                table.drop(connection)
    upgrade(engine, schema)
    assert seen(engine, schema) == whole


def test_two_stores_may_lie_in_one_database(engine: Engine, tmp_path: Path) -> None:
    keys = Keyring(MASTER, tmp_path)
    platform, identity = Platform(engine, keys), Identity(engine, keys)
    platform.migrate()
    identity.migrate()
    platform.migrate()
    assert platform.audit.verify() == []
    assert (platform.revisions()["database"], identity.revisions()["database"]) == (head(PLATFORM), head(IDENTITY))


def migrate_both(url: str, folder: Path, ready: Any) -> None:
    engine = engine_for(url)
    keys = Keyring(MASTER, folder)
    ready.wait()
    Platform(engine, keys).migrate()
    Identity(engine, keys).migrate()
    engine.dispose()


def test_processes_that_upgrade_at_once_do_it_once(database: str, engine: Engine, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(3)
    workers = [context.Process(target=migrate_both, args=(database, tmp_path, ready)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    with engine.connect() as connection:
        heads = [
            MigrationContext.configure(connection, opts={"version_table": s.version_table}).get_current_heads()
            for s in (PLATFORM, IDENTITY)
        ]
    assert heads == [(head(PLATFORM),), (head(IDENTITY),)]
    assert Platform(engine, Keyring(MASTER, tmp_path)).audit.verify() == []
