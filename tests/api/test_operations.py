"""The console's answers: feeds that add up, runs, quarantine with its causes, requests that a task carries out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.http.deps import Deps
from quality.rules import published
from tests.api.conftest import Person
from tests.api.hospital import CANARIES, ID_NUMBER, NAME, Hospital
from tests.platform.builders import outcome, stopped
from warehouse.codes import tables
from warehouse.errors import Unreachable
from warehouse.reading.operations import RuleTexts
from warehouse.reading.stopped import repaired_values

As = Callable[..., Person]
RUN = "af-0c4a4de2a8f19e7d5f6b1a23"


@pytest.mark.req("A-4.10", part=True)
@pytest.mark.req("A-4.11", part=True)
def test_feeds_tell_counts_that_add_up(as_role: As, hospital: Hospital) -> None:
    [feed] = as_role("engineer").get("/feeds").json()["items"]
    assert (feed["source_zh"], feed["group"], feed["schedule"]) == ("放射信息系统", "business", "*/10 * * * *")
    assert (feed["totals"]["extracted"], feed["totals"]["loaded"], feed["totals"]["quarantined"]) == (9, 8, 1)
    assert feed["balanced"] is True
    assert feed["quarantine_open"] == 1
    assert feed["last_run"]["run_id"] == RUN
    assert 0 <= feed["lag_s"] < 600
    assert feed["watermark"] == {"exam": "2026-10-05 12:00:00"}


def test_a_run_tells_steps_receipts_and_findings(as_role: As, hospital: Hospital) -> None:
    engineer = as_role("engineer")
    [listed] = engineer.get("/runs?source=RIS&state=success").json()["items"]
    found = engineer.get(f"/runs/{listed['run_id']}").json()
    assert found["balanced"] is True
    assert {step["step"] for step in found["steps"]} == {"validate", "load"}
    assert found["receipts"][0]["target_rows"] == {"exam": 8}
    assert found["findings"][0] == {
        "rule": "ID-02", "rule_zh": "身份证校验位错误", "field": "id_number", "severity": "E", "rows": 2, "evidence_rows": 2,
    }  # fmt: skip
    assert engineer.get("/runs/af-ffffffffffffffffffffffff").status_code == 404


def test_stopped_rows_tell_shape_and_cause_but_no_value(as_role: As, hospital: Hospital) -> None:
    engineer = as_role("engineer")
    answers = [engineer.get(path) for path in ("/quarantine?rule=ID-02", "/quarantine/groups", f"/quarantine/{hospital.item_id}")]
    page, groups, item = (answer.json() for answer in answers)
    assert page["items"] == [item]
    assert item["rule_zh"] == "身份证校验位错误"
    assert (groups["total"], groups["items"][0]["source_zh"], groups["items"][0]["cause"]) == (1, "放射信息系统", "核对证件")
    assert not [canary for canary in CANARIES if any(canary in answer.text for answer in answers)]
    assert engineer.get("/quarantine/999999").status_code == 404


def test_a_stopped_row_opens_only_on_record(as_role: As, deps: Deps, hospital: Hospital) -> None:
    answer = as_role("engineer").post(f"/quarantine/{hospital.item_id}/reveal")
    assert answer.json()["row"] == {"key": "K7", "name": NAME, "id_number": ID_NUMBER}
    newest = deps.platform.audit.entries(limit=1)[0]
    assert (newest["operation"], newest["object"]) == ("quarantine:reveal", f"quarantine:{hospital.item_id}")
    assert as_role("it").post(f"/quarantine/{hospital.item_id}/reveal").status_code == 403


def test_pages_of_stopped_rows_follow_one_another(as_role: As, deps: Deps, hospital: Hospital) -> None:
    deps.platform.start_run("cli-000000000001", "RIS", "exams", "release", None, "cli:test")
    deps.platform.commit_batch(outcome("cli-000000000001", quarantine=[stopped(str(n)) for n in range(25)]))
    engineer, seen, before = as_role("engineer"), [], None
    while True:
        page = engineer.get(
            "/quarantine", params={"limit": 10, "run_id": "cli-000000000001"} | ({"before": before} if before else {})
        ).json()
        seen += [item["item_id"] for item in page["items"]]
        before = page["next"]
        if before is None:
            break
    assert len(seen) == len(set(seen)) == 25
    assert seen == sorted(seen, reverse=True)


BODIES: dict[str, dict[str, Any]] = {
    "release": {"kind": "release", "arguments": {"items": [1], "waive": True}},
    "collect": {"kind": "collect", "arguments": {"source": "RIS", "feed": "exams"}},
    "recollect": {
        "kind": "recollect",
        "arguments": {"source": "RIS", "feed": "exams", "begin": "2026-10-01T00:00:00", "end": "2026-10-02T00:00:00"},
    },
    "recollect exams": {"kind": "recollect", "arguments": {"source": "RIS", "exams": [1000001]}},
}


@pytest.mark.req("A-3.26", part=True)
@pytest.mark.parametrize("kind", list(BODIES))
def test_a_request_is_handed_to_a_task_by_its_number_alone(as_role: As, deps: Deps, hospital: Hospital, kind: str) -> None:
    handed: list[int] = []
    answer = as_role("engineer", start_request=handed.append).post("/requests", BODIES[kind])
    assert answer.status_code == 202
    found = answer.json()
    assert handed == [found["request_id"]]
    assert (found["state"], found["asked_by"], found["arguments"]) == ("waiting", "engineer", BODIES[kind]["arguments"])
    deps.platform.finish_request(found["request_id"], "done", {"loaded": 1})
    later = as_role("engineer").get(f"/requests/{found['request_id']}").json()
    assert (later["state"], later["result"]) == ("done", {"loaded": 1})


@pytest.mark.parametrize("role", ["analyst", "clinician"])
@pytest.mark.parametrize("kind", list(BODIES))
def test_a_request_needs_the_right_its_body_names(as_role: As, deps: Deps, hospital: Hospital, role: str, kind: str) -> None:
    assert as_role(role).post("/requests", BODIES[kind]).status_code == 403
    newest = deps.platform.audit.entries(limit=1)[0]
    assert (newest["principal"], newest["allowed"]) == (role, False)


@pytest.mark.parametrize("error", [Unreachable("Airflow does not answer"), RuntimeError(NAME)])
def test_a_request_no_task_takes_is_told_and_ended(as_role: As, deps: Deps, hospital: Hospital, error: Exception) -> None:
    def fail(_request_id: int) -> None:
        raise error

    answer = as_role("engineer", start_request=fail).post("/requests", BODIES["collect"])
    assert answer.status_code == 503
    assert NAME not in answer.text
    [newest] = [deps.platform.request(n) for n in range(50, 0, -1) if deps.platform.request(n)][:1]
    assert newest is not None
    assert newest["state"] == "failed"


def test_repaired_values_reach_the_task_sealed_and_nobody_else(as_role: As, deps: Deps, hospital: Hospital) -> None:
    handed: list[int] = []
    body = {"kind": "repair", "arguments": {"item": hospital.item_id, "values": {"id_number": ID_NUMBER, "name": NAME}}}
    answer = as_role("it", start_request=handed.append).post("/requests", body)
    assert answer.status_code == 202
    assert answer.json()["arguments"] == {"item": hospital.item_id, "columns": ["id_number", "name"]}
    taken = deps.platform.take_request(handed[0])
    assert taken is not None
    assert repaired_values(deps.keyring, taken["sealed"]) == {"id_number": ID_NUMBER, "name": NAME}
    listed = as_role("it").get("/requests").text
    said = answer.text + listed + str(deps.platform.audit.entries(limit=3)) + str(taken["arguments"])
    assert not any(canary in said for canary in CANARIES)
    deps.platform.finish_request(handed[0], "done", {"loaded": 1})


@pytest.mark.parametrize(
    "arguments",
    [
        {"source": "RIS"},
        {"source": "RIS", "feed": "exams", "begin": "2026-10-01T00:00:00"},
        {"source": "RIS", "feed": "exams", "begin": "2026-10-02T00:00:00", "end": "2026-10-01T00:00:00"},
        {"source": "RIS", "feed": "exams", "begin": "2026-10-01T00:00:00Z", "end": "2026-10-02T00:00:00Z"},
        {"source": "RIS", "feed": "exams", "exams": [1000001]},
    ],
)
def test_a_recollection_that_is_no_interval_is_refused(as_role: As, hospital: Hospital, arguments: dict[str, Any]) -> None:
    assert as_role("engineer").post("/requests", {"kind": "recollect", "arguments": arguments}).status_code == 422


@pytest.mark.req("A-4.11", part=True)
def test_rows_are_put_aside_with_a_reason_and_taken_back(as_role: As, deps: Deps, hospital: Hospital) -> None:
    deps.platform.start_run("cli-000000000002", "RIS", "exams", "release", None, "cli:test")
    deps.platform.commit_batch(outcome("cli-000000000002", quarantine=[stopped("aside")]))
    [item] = [i["item_id"] for i in as_role("it").get("/quarantine", params={"run_id": "cli-000000000002"}).json()["items"]]
    for note in ("", "  "):
        assert as_role("it").post("/quarantine/discard", {"items": [item], "note": note}).status_code == 422
    assert as_role("it").post("/quarantine/discard", {"items": [item], "note": "测试数据"}).json() == {"items": 1}
    groups = as_role("it").get("/quarantine/groups", params={"run_id": "cli-000000000002", "state": "discarded"}).json()
    assert groups["total"] == 1
    assert as_role("it").get("/quarantine/groups", params={"run_id": "cli-000000000002", "since": "2099-01-01"}).json()["total"] == 0
    assert as_role("it").post("/quarantine/reopen", {"items": [item]}).json() == {"items": 1}
    assert as_role("clinician").post("/quarantine/reopen", {"items": [item]}).status_code == 403


def test_a_feed_that_does_not_exist_is_not_asked_for(as_role: As, hospital: Hospital) -> None:
    body = {"kind": "collect", "arguments": {"source": "NIS", "feed": "exams"}}
    assert as_role("engineer").post("/requests", body).status_code == 404


def test_rules_sources_and_codes_are_as_deployed(as_role: As, hospital: Hospital) -> None:
    engineer = as_role("engineer")
    [rule] = engineer.get("/rules").json()["items"]
    assert rule["id"] == "ID-02"
    assert rule["quarantine_open"] == engineer.get("/quarantine/groups").json()["total"]
    assert engineer.get("/sources").json()["items"][0]["zh"] == "放射信息系统"
    assert {"code": "1", "zh": "男性", "en": "Male"} in engineer.get("/codes").json()["tables"]["sex"]


def test_of_a_rule_with_several_faces_the_one_that_spoke_is_shown(deps: Deps, hospital: Hospital) -> None:
    """A nameless patient stops (E) or is known by number (W), a test patient is excluded (I): one id, three texts."""
    documents = [rule for rule in published() if rule["id"] in ("NM-05", "KY-01")]
    deps.platform.publish("rule", {f"{n:03}": rule for n, rule in enumerate(documents)})
    texts = RuleTexts(deps.platform)
    assert [texts.of("NM-05", "name", severity) for severity in "EWI"] == [
        "无名患者，等待补录", "无名患者，只凭证件号识别", "测试患者，不装载",
    ]  # fmt: skip
    assert texts.of("XX-99", "name") is None


def test_status_is_good_only_when_every_part_is(as_role: As) -> None:
    good, bad = {"name": "gateway", "alive": True, "healthy": True}, {"name": "api", "alive": True, "healthy": False}
    assert as_role("it", processes=lambda: [good]).get("/status").json()["ok"] is True
    assert as_role("it", processes=lambda: [good, bad]).get("/status").json()["ok"] is False


@pytest.mark.req("A-5.40", part=True)
def test_the_audit_is_read_in_pages_and_reading_it_is_on_record(as_role: As, hospital: Hospital) -> None:
    person = as_role("it")
    first = person.get("/audit?limit=5").json()
    assert first["items"][0]["operation"] == "audit:read"
    second = person.get(f"/audit?limit=5&before={first['next']}").json()
    assert second["items"][0]["entry"] == first["items"][-1]["entry"] - 1
    assert as_role("engineer").get("/audit").status_code == 403


@pytest.fixture(autouse=True)
def whole_chain(deps: Deps) -> Iterator[None]:
    """Whatever a test did, the audit still holds together."""
    yield
    assert deps.platform.audit.verify() == []


@pytest.mark.req("A-2.1", part=True)
def test_a_new_system_and_a_new_code_are_named_without_a_change_of_the_installation(as_role: As, deps: Deps, tmp_path: Path) -> None:
    (tmp_path / "exam_category.tsv").write_text("code\tzh\ten\nPFT\t肺功能\tPulmonary function\n", encoding="utf-8")
    before = {one["source"]: one for one in deps.platform.published("source")}
    deps.platform.publish("source", {**before, "PFT": {**next(iter(before.values()), {}), "source": "PFT", "zh": "肺功能系统"}})
    tables.extend(tmp_path)
    try:
        shown = as_role("clinician").get("/codes").json()["tables"]
    finally:
        tables.extend(tmp_path / "nothing")
        deps.platform.publish("source", before)
    assert {"code": "PFT", "zh": "肺功能", "en": "Pulmonary function"} in shown["exam_category"]
    assert {"code": "PFT", "zh": "肺功能系统", "en": "PFT"} in shown["collected"]
    assert {"code": "PFT", "zh": "肺功能系统", "en": "PFT"} in shown["source_system"]
    assert "HIS" not in {one["code"] for one in shown["collected"]}
