"""Identity on SQLite and on a real MariaDB: every law holds on both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mariadb import fresh_database, mariadb_url
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for

__all__ = ["mariadb_url"]
MASTER = bytes(range(32))


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(MASTER, tmp_path)


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.servers)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty identity database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'identity.db'}"
    return fresh_database(request.getfixturevalue("mariadb_url"), "identity_test")


@pytest.fixture
def identity(database: str, keyring: Keyring) -> Iterator[Identity]:
    engine = engine_for(database)
    made = Identity(engine, keyring)
    made.migrate()
    yield made
    engine.dispose()
