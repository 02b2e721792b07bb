"""The API on stores of its own: SQLite, DuckDB in memory, a folder of objects."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.deps import Deps
from settings import Settings
from tests.api.hospital import Hospital, fill
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.archive.archive import Archive
from warehouse.archive.stores.local import LocalStore
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.store import Platform
from warehouse.tables.catalogue import TABLES

logging.getLogger("httpx").setLevel(logging.WARNING)  # the test's own client would log the very address it asked
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
    made = Deps(settings, keyring, platform, identity, archive, store, start_request=lambda _id: None, processes=lambda: [])
    yield made
    made.pictures.close()
    store.close()


@pytest.fixture(scope="module")
def hospital(deps: Deps) -> Hospital:
    return fill(deps)


@pytest.fixture
def client(deps: Deps) -> Iterator[TestClient]:
    with TestClient(create_app(deps), raise_server_exceptions=False) as opened:
        yield opened


@dataclass
class Person:
    """Somebody signed in: sends the CSRF token with every change."""

    client: TestClient
    token: str

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(f"/api/v1{path}", **more)

    def post(self, path: str, body: Any = None) -> httpx.Response:
        return self.client.post(f"/api/v1{path}", json=body, headers={"X-CSRF-Token": self.token})

    def search(self, **conditions: Any) -> dict[str, Any]:
        answer = self.post("/exams/search", conditions)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def sessions() -> dict[str, tuple[dict[str, str], str]]:
    """Cookies and token of each role: hashing a password is slow by design, so a module signs in once."""
    return {}


@pytest.fixture
def as_role(deps: Deps, sessions: dict[str, tuple[dict[str, str], str]]) -> Iterator[Callable[..., Person]]:
    """Sign in with the demo account of a role, on stores of which some may be replaced."""
    opened: list[TestClient] = []

    def make(role: str, **replaced: Any) -> Person:
        client = TestClient(create_app(replace(deps, **replaced)), raise_server_exceptions=False)
        opened.append(client)
        if role not in sessions:
            fresh = signed_in(client, deps, role)
            sessions[role] = (dict(client.cookies), fresh)
        cookies, token = sessions[role]
        client.cookies.update(cookies)
        return Person(client, token)

    yield make
    for client in opened:
        client.close()


def signed_in(client: TestClient, deps: Deps, role: str) -> str:
    """Sign in with the demo account of a role; returns the CSRF token."""
    answer = client.post("/api/v1/session", json={"user": role, "password": deps.keyring.secret(f"user-{role}")})
    assert answer.status_code == 200, answer.text
    return answer.json()["csrf_token"]
