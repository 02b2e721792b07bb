"""The API on stores of its own: SQLite, DuckDB in memory, a folder of objects."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.deps import Deps
from settings import Settings
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.archive.archive import Archive
from warehouse.archive.stores.local import LocalStore
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.store import Platform
from warehouse.tables.catalogue import TABLES

ROLES = ("engineer", "it", "analyst", "clinician")


@pytest.fixture(scope="module")
def deps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deps]:
    folder = tmp_path_factory.mktemp("api")
    settings = Settings(home=folder / "var", keys=folder / "keys")
    keyring = Keyring.open(settings.key_folder, settings.home)
    platform = Platform(engine_for(settings.platform_database), keyring)
    platform.migrate()
    platform.ensure_demo_users(keyring.secret)
    identity = Identity(engine_for(settings.identity_database), keyring)
    identity.migrate()
    store = DuckDBEngine(None)
    store.apply(list(TABLES.values()))
    archive = Archive(LocalStore(settings.archive), settings.archive / "catalogue.db", keyring, settings.archive_frame_bytes)
    yield Deps(settings, keyring, platform, identity, archive, store, start_request=lambda _id: None, processes=lambda: [])
    store.close()


@pytest.fixture
def client(deps: Deps) -> Iterator[TestClient]:
    with TestClient(create_app(deps), raise_server_exceptions=False) as opened:
        yield opened


def signed_in(client: TestClient, deps: Deps, role: str) -> str:
    """Sign in with the demo account of a role; returns the CSRF token."""
    answer = client.post("/api/v1/session", json={"user": role, "password": deps.keyring.secret(f"user-{role}")})
    assert answer.status_code == 200, answer.text
    return answer.json()["csrf_token"]
