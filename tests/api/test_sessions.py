"""Sessions: flags of the cookie, CSRF, throttling, sign-out, headers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.deps import Deps
from tests.api.conftest import Person, signed_in

As = Callable[..., Person]


def test_the_cookie_is_kept_from_scripts_other_sites_and_plain_http(deps: Deps) -> None:
    for scheme, secure in (("http", False), ("https", True)):
        with TestClient(create_app(deps), base_url=f"{scheme}://testserver") as client:
            body = {"user": "it", "password": deps.keyring.secret("user-it")}
            cookie = client.post("/api/v1/session", json=body).headers["set-cookie"].lower()
            parts = {part.strip() for part in cookie.split(";")}
            assert {"httponly", "samesite=strict", "path=/", f"max-age={deps.settings.session_hours * 3600}"} <= parts
            assert ("secure" in parts) == secure
            strict = client.get("/healthz").headers.get("strict-transport-security")
            assert (strict is not None) == secure


@pytest.mark.parametrize("headers", [{}, {"X-CSRF-Token": "x"}, {"X-CSRF-Token": "é".encode()}])
def test_a_change_without_the_pages_token_is_refused_and_on_record(deps: Deps, client: TestClient, headers) -> None:
    signed_in(client, deps, "engineer")
    body = {"kind": "collect", "arguments": {"source": "RIS", "feed": "exams"}}
    answer = client.post("/api/v1/requests", json=body, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:lightbox:problem:csrf")
    assert deps.platform.audit.entries(limit=1)[0]["detail"]["reason"] == "csrf"


@pytest.mark.parametrize("site, refused", [("cross-site", True), ("same-site", True), ("same-origin", False), ("none", False)])
def test_another_sites_page_can_neither_change_nor_sign_in(deps: Deps, client: TestClient, site: str, refused: bool) -> None:
    body = {"user": "engineer", "password": deps.keyring.secret("user-engineer")}
    assert (client.post("/api/v1/session", json=body, headers={"Sec-Fetch-Site": site}).status_code == 403) == refused
    token = signed_in(client, deps, "engineer")
    headers = {"X-CSRF-Token": token, "Sec-Fetch-Site": site}
    assert (client.delete("/api/v1/session", headers=headers).status_code == 403) == refused


def test_one_sessions_token_is_worthless_in_another(deps: Deps) -> None:
    with TestClient(create_app(deps)) as one, TestClient(create_app(deps)) as other:
        foreign = signed_in(one, deps, "engineer")
        signed_in(other, deps, "engineer")
        assert other.delete("/api/v1/session", headers={"X-CSRF-Token": foreign}).status_code == 403


def test_after_sign_out_the_cookie_opens_nothing(deps: Deps, client: TestClient) -> None:
    token = signed_in(client, deps, "engineer")
    kept = dict(client.cookies)
    assert client.delete("/api/v1/session", headers={"X-CSRF-Token": token}).status_code == 204
    client.cookies.update(kept)
    assert client.get("/api/v1/feeds").status_code == 401


def test_the_session_says_who_and_what_they_may(as_role: As) -> None:
    found = as_role("analyst").get("/session").json()
    assert (found["user"], found["role"]) == ("analyst", "analyst")
    assert "exams:search" in found["operations"]
    assert "person:reveal" not in found["operations"]


@pytest.fixture
def quick(deps: Deps) -> Iterator[tuple[TestClient, Deps]]:
    settings = deps.settings.model_copy(update={"login_tries": 3, "login_wait_s": 60})
    changed = replace(deps, settings=settings)
    with TestClient(create_app(changed)) as client:
        yield client, changed


def test_an_account_waits_after_wrong_passwords_and_tells_nobody_why(quick: tuple[TestClient, Deps]) -> None:
    client, deps = quick
    wrong = {"user": "analyst", "password": "wrong"}
    answers = [client.post("/api/v1/session", json=wrong) for _ in range(3)]
    answers.append(client.post("/api/v1/session", json={"user": "analyst", "password": deps.keyring.secret("user-analyst")}))
    answers.append(client.post("/api/v1/session", json={"user": "nobody", "password": "wrong"}))
    assert {answer.status_code for answer in answers} == {401}
    assert len({(a.json()["title"], a.json()["detail"], a.json()["do"]) for a in answers}) == 1


def test_an_address_waits_after_many_wrong_names(quick: tuple[TestClient, Deps]) -> None:
    client, deps = quick
    answers = [client.post("/api/v1/session", json={"user": f"guess{n}", "password": "x"}) for n in range(13)]
    assert [answer.status_code for answer in answers] == [401] * 12 + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    right = {"user": "engineer", "password": deps.keyring.secret("user-engineer")}
    assert client.post("/api/v1/session", json=right).status_code == 429
    assert deps.platform.audit.entries(limit=1)[0]["detail"]["reason"] == "throttled"


def test_bodies_larger_than_any_filter_are_refused(client: TestClient) -> None:
    answer = client.post("/api/v1/session", content=b'{"user": "' + b"x" * 2_000_000 + b'"}', headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_only_json_is_read(client: TestClient, deps: Deps) -> None:
    content = f'{{"user": "it", "password": "{deps.keyring.secret("user-it")}"}}'
    assert client.post("/api/v1/session", content=content, headers={"Content-Type": "text/plain"}).status_code == 422


@pytest.fixture
def built(deps: Deps, tmp_path: Path) -> Iterator[TestClient]:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>viewer</title>")
    (folder / "assets" / "app-1234.js").write_text("1")
    (tmp_path / "secret").write_text("outside")
    with TestClient(create_app(replace(deps, static=folder))) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/feeds", "/exams/1000001", "/../secret", "/%2e%2e/secret", "/..%2fsecret", "/assets/nothing.js"])
def test_every_page_of_the_viewer_is_the_viewer_and_nothing_outside(built: TestClient, path: str) -> None:
    answer = built.get(path)
    assert answer.status_code == 200
    assert "viewer" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "no-cache"


def test_built_files_are_kept_and_unknown_api_paths_are_problems(built: TestClient) -> None:
    assert "immutable" in built.get("/assets/app-1234.js").headers["cache-control"]
    assert built.get("/api/v1/nothing").headers["content-type"] == "application/problem+json"
    assert built.get("/api/docs").status_code == 200
    assert "script" not in built.get("/api/docs").text.lower().replace("description", "")


def test_every_answer_has_the_headers(client: TestClient, deps: Deps) -> None:
    signed_in(client, deps, "engineer")
    for path in ("/api/v1/session", "/api/v1/feeds", "/api/v1/nothing", "/api/v1/exams/x", "/healthz", "/api/docs"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert "'none'" in headers["content-security-policy"], path
        assert "unsafe-inline" not in headers["content-security-policy"].partition("style-src")[0], path
        if path.startswith("/api/"):
            assert headers["cache-control"] == "no-store", path
