"""Default deny: every route asks, every answer is on record, and an error never tells a value."""

import re

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from api.http.app import create_app, operation_of
from api.http.deps import Deps
from tests.api.conftest import ROLES, signed_in
from warehouse.access import POLICY

BY_BODY = "by body"
CANARY = "欧阳堃喆990101198503070017"


def routes(deps: Deps) -> list[tuple[str, str, str]]:
    """(method, path with ids filled in, operation) of every route that asks for one."""
    found: list[tuple[str, str, str]] = []
    for route in _api_routes(create_app(deps)):
        operation = operation_of(route)
        if operation is not None:
            path = re.sub(r"\{[^}]+\}", "1000001", route.path)
            found += [(method, path, operation) for method in sorted(route.methods)]
    return found


def _api_routes(app) -> list[APIRoute]:
    return [route for route in app.routes if isinstance(route, APIRoute)]


def test_every_route_but_sign_in_asks_for_an_operation(deps: Deps) -> None:
    asked = routes(deps)
    assert len(asked) > 20
    silent = [r.path for r in _api_routes(create_app(deps)) if operation_of(r) is None]
    assert {path for path in silent if path.startswith("/api")} == {"/api/v1/session", "/api/docs", "/api/openapi.json"}


def test_every_route_is_refused_without_a_session_and_on_record(client: TestClient, deps: Deps) -> None:
    for method, path, operation in routes(deps):
        before = deps.platform.audit.head().entry
        answer = client.request(method, path, json={})
        assert answer.status_code in (401, 403), (method, path)
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["do"]
        written = deps.platform.audit.entries(limit=5)
        assert deps.platform.audit.head().entry > before, (method, path)
        assert not written[0]["allowed"], (method, path, operation)


@pytest.mark.parametrize("role", ROLES)
def test_every_route_is_refused_to_a_role_that_lacks_its_operation(client: TestClient, deps: Deps, role: str) -> None:
    token = signed_in(client, deps, role)
    refused = [(m, p, o) for m, p, o in routes(deps) if o not in POLICY[role]]
    assert refused
    for method, path, operation in refused:
        if operation == BY_BODY:
            continue  # tests/api/test_operations.py asks with each body
        before = deps.platform.audit.head().entry
        answer = client.request(method, path, json={}, headers={"X-CSRF-Token": token})
        assert answer.status_code == 403, (method, path, operation, answer.status_code)
        assert answer.json()["type"] == "urn:lightbox:problem:not-allowed"
        [entry] = [e for e in deps.platform.audit.entries(limit=5) if e["entry"] > before]
        assert (entry["principal"], entry["operation"], entry["allowed"]) == (role, operation, False)
    assert deps.platform.audit.verify() == []


def test_a_change_without_the_csrf_token_is_refused(client: TestClient, deps: Deps) -> None:
    signed_in(client, deps, "engineer")
    body = {"kind": "collect", "arguments": {"source": "RIS", "feed": "exams"}}
    assert client.post("/api/v1/requests", json=body).status_code == 403


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client: TestClient, deps: Deps) -> None:
    answer = client.post("/api/v1/session", json={"user": "it", "password": deps.keyring.secret("user-it")})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_headers_keep_a_page_to_itself(client: TestClient) -> None:
    answer = client.get("/api/v1/session")
    assert (
        "script-src 'self'" in answer.headers["content-security-policy"]
        or "default-src 'none'" in answer.headers["content-security-policy"]
    )
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_answer_and_no_log_repeats_what_was_asked(client: TestClient, deps: Deps, caplog: pytest.LogCaptureFixture, capfd) -> None:
    token = signed_in(client, deps, "clinician")
    asked = [
        client.get("/api/v1/exams", params={"source": CANARY}),
        client.get("/api/v1/exams", params={"cursor": CANARY}),
        client.get(f"/api/v1/exams/{CANARY}"),
        client.get(f"/api/v1/{CANARY}"),
        client.post("/api/v1/exams/search", json={"q": CANARY, "limit": 5}, headers={"X-CSRF-Token": token}),
        client.post("/api/v1/exams/search", json={"q": CANARY, "limit": CANARY}, headers={"X-CSRF-Token": token}),
        client.post("/api/v1/session", json={"user": CANARY, "password": CANARY}),
    ]
    said = "".join(a.text for a in asked) + caplog.text + "".join(capfd.readouterr())
    for part in ("欧阳堃喆", "990101198503070017"):
        assert part not in said


def test_an_analyst_may_not_search_by_a_name(client: TestClient, deps: Deps) -> None:
    token = signed_in(client, deps, "analyst")
    assert client.get("/api/v1/exams").status_code == 200
    assert client.post("/api/v1/exams/search", json={"q": "张三"}, headers={"X-CSRF-Token": token}).status_code == 403


def test_wrong_passwords_make_an_account_wait(client: TestClient, deps: Deps) -> None:
    for _ in range(deps.settings.login_tries + 1):
        assert client.post("/api/v1/session", json={"user": "it", "password": "wrong"}).status_code in (401, 429)
    assert client.post("/api/v1/session", json={"user": "it", "password": deps.keyring.secret("user-it")}).status_code in (401, 429)
