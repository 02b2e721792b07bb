"""Platform on SQLite and on a real MariaDB: every law holds on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.mariadb import fresh_database, mariadb_url
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.store import Platform

__all__ = ["mariadb_url"]
MASTER = bytes(range(32))


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(MASTER, tmp_path)


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.servers)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty platform database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'platform.db'}"
    return fresh_database(request.getfixturevalue("mariadb_url"), "platform_test")


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    made = engine_for(database)
    yield made
    made.dispose()


@pytest.fixture
def platform(engine: Engine, keyring: Keyring) -> Platform:
    made = Platform(engine, keyring)
    made.migrate()
    made.declare_feeds([("RIS", "exams"), ("RIS", "reports"), ("UIS", "exams")])
    return made
