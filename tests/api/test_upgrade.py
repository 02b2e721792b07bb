"""The upgrade rehearsed: while requests are answered and sessions and the audit are written, the next release adds its revision."""

import multiprocessing
import threading
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import inspect

from api.http.app import create_app
from api.http.deps import Deps
from tests.platform.test_revisions import released
from warehouse.identity.store import SCHEMA as IDENTITY
from warehouse.platform.database import engine_for
from warehouse.platform.revisions import upgrade
from warehouse.platform.store import SCHEMA as PLATFORM

pytestmark = pytest.mark.slow
SECONDS_AROUND = 1.5  # requests before and after the upgrade


def upgrade_both(platform: str, identity: str, folder: Path) -> None:
    for url, schema in ((platform, PLATFORM), (identity, IDENTITY)):
        engine = engine_for(url)
        upgrade(engine, released(schema, folder))
        engine.dispose()


class Asking(threading.Thread):
    """Somebody who signs in and reads without a pause; every answer is noted with its time."""

    def __init__(self, deps: Deps, role: str, over: threading.Event) -> None:
        super().__init__()
        self._deps, self._role, self._over = deps, role, over
        self.answers: list[tuple[float, str, int]] = []

    def run(self) -> None:
        password = self._deps.keyring.secret(f"user-{self._role}")
        with TestClient(create_app(self._deps), raise_server_exceptions=False) as client:
            while not self._over.is_set():
                self._note("session", client.post("/api/v1/session", json={"user": self._role, "password": password}).status_code)
                for path in ("/api/v1/exams?limit=5", "/api/v1/session"):
                    self._note(path, client.get(path).status_code)

    def _note(self, what: str, status: int) -> None:
        self.answers.append((time.monotonic(), what, status))


def test_no_request_fails_while_the_next_release_adds_its_revision(deps: Deps, tmp_path: Path) -> None:
    over = threading.Event()
    people = [Asking(deps, role, over) for role in ("engineer", "analyst")]
    for person in people:
        person.start()
    time.sleep(SECONDS_AROUND)
    before = time.monotonic()
    urls = deps.settings.platform_database, deps.settings.identity_database
    other = multiprocessing.get_context("spawn").Process(target=upgrade_both, args=(*urls, tmp_path))
    other.start()
    other.join(60)
    after = time.monotonic()
    time.sleep(SECONDS_AROUND)
    over.set()
    for person in people:
        person.join(30)
    assert other.exitcode == 0
    for url in urls:
        assert inspect(engine_for(url)).has_table("added")
    for person in people:
        assert {(what, status) for _, what, status in person.answers if status >= 300} == set()
        assert any(at < before for at, _, _ in person.answers)
        assert any(before < at < after for at, _, _ in person.answers)
        assert any(at > after for at, _, _ in person.answers)
    assert deps.platform.audit.verify() == []
