"""Schedules over the interface: set, effective at once, on record, only by who may."""

import json
from collections.abc import Callable

import pytest

from api.http.deps import Deps
from tests.api.conftest import Person
from tests.api.hospital import Hospital

As = Callable[..., Person]
HISTORY = {"begin": "2020-01-01T00:00:00", "end": "2026-01-01T00:00:00", "from_time": "22:00", "to_time": "05:30"}


def put(person: Person, path: str, body: dict) -> tuple[int, dict]:
    answer = person.client.put(f"/api/v1{path}", json=body, headers={"X-CSRF-Token": person.token})
    return answer.status_code, answer.json()


def first_group(deps: Deps) -> str:
    return deps.platform.published("source")[0]["groups"][0]["group"]


@pytest.mark.req("A-4.6", part=True)
def test_a_frequency_is_changed_without_code_and_stands_in_the_file_at_once(as_role: As, deps: Deps, hospital: Hospital) -> None:
    name = first_group(deps)
    status, source = put(as_role("it"), f"/sources/RIS/groups/{name}", {"schedule": "*/2 * * * *", "retries": 4, "from_day": "2025-01-01"})
    assert status == 200
    assert (source["groups"][0]["schedule"], source["groups"][0]["retries"], source["groups"][0]["from_day"]) == (
        "*/2 * * * *",
        4,
        "2025-01-01",
    )
    written = json.loads((deps.settings.feeds / "RIS.json").read_text(encoding="utf-8"))
    assert written["groups"][0]["schedule"] == "*/2 * * * *"
    newest = deps.platform.audit.entries(limit=1)[0]
    assert (newest["operation"], newest["object"], newest["principal"]) == ("feeds:configure", f"group:RIS.{name}", "it")
    put(as_role("it"), f"/sources/RIS/groups/{name}", {})
    assert as_role("engineer").get("/sources").json()["items"][0]["groups"][0]["from_day"] is None


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/sources/RIS/groups/{}", {"schedule": "whenever"}, 422),
        ("/sources/RIS/groups/{}", {"retries": 99}, 422),
        ("/sources/RIS/groups/none", {}, 404),
        ("/sources/NIS/groups/{}", {}, 404),
        ("/sources/RIS/groups/{}/history", {**HISTORY, "end": "2019-01-01T00:00:00"}, 422),
        ("/sources/RIS/groups/{}/history", {**HISTORY, "to_time": "22:00"}, 422),
        ("/sources/RIS/groups/{}/history", {**HISTORY, "from_time": "25:00"}, 422),
    ],
)
def test_a_wrong_setting_changes_nothing(as_role: As, deps: Deps, hospital: Hospital, path: str, body: dict, status: int) -> None:
    before = deps.platform.group_settings(), deps.platform.histories()
    assert put(as_role("engineer"), path.format(first_group(deps)), body)[0] == status
    assert (deps.platform.group_settings(), deps.platform.histories()) == before


@pytest.mark.req("A-4.8", part=True)
def test_a_history_is_asked_for_seen_and_stopped(as_role: As, deps: Deps, hospital: Hospital) -> None:
    name = first_group(deps)
    status, source = put(as_role("engineer"), f"/sources/RIS/groups/{name}/history", HISTORY)
    assert status == 200
    assert source["groups"][0]["history"] | {"updated_at": ""} == {
        "begin_at": "2020-01-01T00:00:00", "end_at": "2026-01-01T00:00:00", "next_at": "2020-01-01T00:00:00", "from_time": "22:00",
        "to_time": "05:30", "chunk_days": 7, "state": "waiting", "asked_by": "engineer", "updated_at": "", "extracted": 0, "loaded": 0,
    }  # fmt: skip
    engineer = as_role("engineer")
    stopped = engineer.client.delete(f"/api/v1/sources/RIS/groups/{name}/history", headers={"X-CSRF-Token": engineer.token})
    assert stopped.json()["groups"][0]["history"]["state"] == "stopped"


@pytest.mark.parametrize("role", ["analyst", "clinician"])
def test_who_may_not_configure_is_refused(as_role: As, deps: Deps, hospital: Hospital, role: str) -> None:
    assert put(as_role(role), f"/sources/RIS/groups/{first_group(deps)}", {})[0] == 403


@pytest.mark.req("A-4.9", part=True)
def test_alerts_are_listed_open_ones_first_asked(as_role: As, deps: Deps) -> None:
    deps.platform.open_alert("late", "RIS", "exams", "已 90 分钟没有成功采集", None)
    [alert] = as_role("it").get("/alerts").json()["items"]
    assert (alert["kind"], alert["times"], alert["closed_at"]) == ("late", 1, None)
    deps.platform.close_alert("late", "RIS", "exams")
    assert as_role("it").get("/alerts").json()["items"] == []
    assert len(as_role("it").get("/alerts", params={"state": "all"}).json()["items"]) == 1


@pytest.mark.req("A-4.11", part=True)
def test_a_value_is_mapped_to_a_standard_code_and_to_nothing_else(as_role: As, deps: Deps, hospital: Hospital) -> None:
    document = deps.platform.published("source")[0]
    maps = [{"map": "kinds", "table": "exam_category", "columns": ["exams.exam_category"]}]
    deps.platform.publish("source", {"RIS": {**document, "code_maps": maps}})
    try:
        assert put(as_role("it"), "/sources/RIS/codes/kinds", {"value": " CBCT ", "code": "RAD.CT"})[0] == 200
        assert deps.platform.added_codes("RIS") == {"kinds": {"CBCT": "RAD.CT"}}
        assert put(as_role("it"), "/sources/RIS/codes/kinds", {"value": "CBCT", "code": "NOPE"})[0] == 422
        assert put(as_role("it"), "/sources/RIS/codes/other", {"value": "CBCT", "code": "RAD.CT"})[0] == 404
        assert put(as_role("it"), "/sources/RIS/codes/kinds", {"value": "X" * 33, "code": "RAD.CT"})[0] == 422
        assert put(as_role("analyst"), "/sources/RIS/codes/kinds", {"value": "CBCT", "code": "RAD.CT"})[0] == 403
        assert "CBCT" not in str(deps.platform.audit.entries(limit=10))
    finally:
        deps.platform.publish("source", {"RIS": document})
