"""No identifier in a log, an error or the audit, whatever fails: canaries through every failing path."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from api.http.deps import Deps
from tests.api.conftest import ROLES, Person
from tests.api.hospital import CANARIES, ID_NUMBER, NAME, Hospital
from tests.platform.builders import outcome, stopped
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.errors import Misconfigured, Refused, Unreachable

As = Callable[..., Person]
SECRET = f"{NAME}{ID_NUMBER}"


class Breaks:
    """A store of which every call fails as a driver would: quoting a row."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, _name: str) -> Any:
        def fail(*_: Any, **__: Any) -> Any:
            raise self._error

        return fail


def driver_error() -> Exception:
    """What SQLAlchemy raises when its values are not hidden."""
    with create_engine("sqlite://").connect() as connection, pytest.raises(DBAPIError, match=SECRET) as raised:
        connection.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": SECRET})
    return raised.value


def silent(said: str) -> bool:
    return not any(canary in said for canary in (*CANARIES, SECRET))


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """Everything logged or printed so far."""
    caplog.set_level(logging.DEBUG)

    def gather() -> str:
        formatter = logging.Formatter("%(message)s\n")  # with tracebacks, as a handler would print them
        return "".join(formatter.format(record) for record in caplog.records) + "".join(capfd.readouterr())

    return gather


PATHS = (
    "/exams",
    "/exams/1000001",
    "/exams/1000001/reports/1000001/original",
    "/persons/10000001",
    "/files/1000001",
    "/files/1000001/pages/1.png",
)


@pytest.mark.parametrize("failing", ["store", "identity", "archive", "pictures"])
@pytest.mark.parametrize(
    "error", [driver_error(), ValueError(SECRET), UnicodeDecodeError("gbk", SECRET.encode(), 0, 1, SECRET), KeyError(SECRET)]
)
def test_a_failing_store_tells_class_and_place_only(as_role: As, hospital: Hospital, said, failing: str, error: Exception) -> None:
    clinician = as_role("clinician", **{failing: Breaks(error)})
    answers = [clinician.get(path) for path in PATHS]
    answers.append(clinician.post("/exams/search", {"q": NAME}))
    assert 500 in {answer.status_code for answer in answers}
    heard = said()
    assert f"error={type(error).__name__}" in heard
    assert "Traceback" not in heard
    assert silent(heard)
    for answer in answers:
        if answer.status_code >= 500:
            assert silent(answer.text)
            assert answer.json()["do"]


@pytest.mark.parametrize("path", ["/feeds", "/exams", "/exams/1000001", "/files/1000001"])
def test_what_cannot_be_put_on_record_is_not_shown(as_role: As, deps: Deps, hospital: Hospital, monkeypatch, said, path: str) -> None:
    people = [as_role(role) for role in ROLES]
    monkeypatch.setattr(deps.platform.audit, "append", Breaks(driver_error()).append)
    for person in people:
        answer = person.get(path)
        assert answer.status_code == 500
        assert silent(answer.text)
    assert silent(said())


@pytest.mark.parametrize(
    "error, status", [(Unreachable("不可用", "再试"), 503), (Misconfigured("配置", "改"), 500), (Refused("拒绝", "改"), 422)]
)
def test_our_own_errors_say_what_to_do(as_role: As, hospital: Hospital, error: Exception, status: int) -> None:
    answer = as_role("analyst", store=Breaks(error)).get("/exams")
    assert answer.status_code == status
    assert answer.json()["detail"] == error.message  # type: ignore[attr-defined]
    assert answer.json()["do"] == error.do  # type: ignore[attr-defined]
    assert (answer.headers.get("retry-after") is not None) == (status == 503)


def test_a_store_that_lost_a_table_tells_no_value(as_role: As, said) -> None:
    empty = DuckDBEngine(None)
    clinician = as_role("clinician", store=empty)
    answers = [
        clinician.post("/exams/search", {"q": SECRET, "text": SECRET}),
        clinician.get("/exams/1000001"),
        clinician.get("/files/1000001"),
    ]
    empty.close()
    assert all(answer.status_code >= 400 for answer in answers)
    assert silent(said() + "".join(answer.text for answer in answers))


@pytest.mark.parametrize(
    "method, path, body",
    [
        ("GET", f"/exams/{SECRET}", None),
        ("GET", f"/exams/{ID_NUMBER}", None),
        ("GET", f"/exams/1000001/reports/{ID_NUMBER}/original", None),
        ("GET", f"/persons/{NAME}", None),
        ("GET", f"/files/{NAME}/pages/{NAME}.png", None),
        ("GET", f"/runs/{NAME}", None),
        ("GET", f"/quarantine/{ID_NUMBER}", None),
        ("GET", f"/quarantine?source={NAME}&rule={NAME}", None),
        ("GET", f"/exams?from={NAME}&category={NAME}&sort={NAME}", None),
        ("GET", f"/{NAME}", None),
        ("POST", "/exams/search", {"q": SECRET * 10}),
        ("POST", "/exams/search", {NAME: ID_NUMBER, "limit": SECRET, "category": {NAME: NAME}}),
        ("POST", "/exams/search", [SECRET]),
        ("POST", "/persons/1/reveal", {"field": SECRET}),
        ("POST", "/requests", {"kind": SECRET, "arguments": {NAME: SECRET}}),
        ("POST", "/requests", {"kind": "collect", "arguments": {"source": SECRET, "feed": NAME}}),
        ("POST", "/session", {"user": NAME, "password": SECRET}),
        ("POST", "/session", {"user": {NAME: NAME}, "password": [SECRET]}),
    ],
)
@pytest.mark.parametrize("role", ["engineer", "clinician"])
def test_what_a_caller_typed_is_nowhere(as_role: As, deps: Deps, hospital: Hospital, said, role, method, path, body) -> None:
    person = as_role(role)
    before = deps.platform.audit.head().entry
    answer = person.client.request(method, f"/api/v1{path}", json=body, headers={"X-CSRF-Token": person.token})
    assert 400 <= answer.status_code < 500, answer.status_code
    entries = [e for e in deps.platform.audit.entries(limit=20) if e["entry"] > before]
    heard = "".join(line for line in said().splitlines() if "HTTP Request: " not in line)  # the test's own client logs what it asks
    assert silent(answer.text + heard + str(entries))


def test_a_sealed_row_that_cannot_be_opened_tells_nothing(as_role: As, deps: Deps, hospital: Hospital, said) -> None:
    item = deps.platform.quarantine(limit=1)[0]
    deps.platform.commit_batch(outcome("af-0c4a4de2a8f19e7d5f6b1a23", batch=9, quarantine=[stopped("broken")]))
    broken = deps.platform.quarantine(limit=1)[0]
    assert broken["item_id"] != item["item_id"]
    answer = as_role("engineer").post(f"/quarantine/{broken['item_id']}/reveal")
    assert answer.status_code == 422
    assert silent(answer.text + said())


def test_the_request_log_holds_templates_and_no_query(as_role: As, hospital: Hospital, said) -> None:
    analyst = as_role("analyst")
    analyst.get(f"/exams/{hospital.exams['ris:1']}?x=secret-query")
    [ours] = [line for line in said().splitlines() if line.startswith("GET /api/v1/exams/")]
    assert ours.startswith("GET /api/v1/exams/{exam_id} 200 ")
    assert " user=analyst " in ours
    assert "secret-query" not in ours
