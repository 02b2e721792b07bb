"""The wire: both generations, the door, and what is refused before anything starts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.xxl.app import create_executor
from api.xxl.protocol import GENERATIONS, LogBody, log_page
from tests.xxl.doubles import TOKEN, ByHand, deps_of, platform_of
from warehouse.platform.store import Platform
from warehouse.platform.xxl import Trigger

BODY: dict[str, Any] = {
    "jobId": 7, "executorHandler": "lightboxCollect", "executorParams": "RIS.business", "executorBlockStrategy": "SERIAL_EXECUTION",
    "executorTimeout": 0, "logId": 1, "logDateTime": 1700000000000, "glueType": "BEAN", "glueSource": None, "glueUpdatetime": 0,
    "broadcastIndex": 0, "broadcastTotal": 1,
}  # fmt: skip
ENDED = Trigger(
    1, 4711, 1700000000123, 7, "RIS.business", 0, "ended", "", None, None, None, None, 200, "RIS.business 采集完成", None, 0, None
)  # fmt: skip


class Wire:
    """Questions to an executor whose threads do not run: only what the answer itself does is seen."""

    def __init__(self, folder: Path, generation: str = "legacy", **given: Any) -> None:
        settings, self.platform = platform_of(folder, xxl_generation=generation, xxl_admins="http://127.0.0.1:9", **given)
        self.client = TestClient(create_executor(deps_of(settings, self.platform, ByHand(self.platform))))
        self.headers = {"XXL-JOB-ACCESS-TOKEN": TOKEN} | ({"XXL-JOB-APPNAME": "lightbox"} if generation == "v350" else {})

    def ask(self, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        answer = self.client.post(path, json=body, headers={**self.headers, **headers})
        assert answer.status_code == 200
        return answer.json()

    def run(self, **changed: Any) -> dict[str, Any]:
        return self.ask("/run", {**BODY, **changed})

    def feeds(self) -> list[list[str]]:
        return [[step.name for step in trigger.steps] for trigger in self.platform.xxl.open()]


@pytest.fixture
def wire(tmp_path: Path) -> Wire:
    return Wire(tmp_path)


def on_record(platform: Platform) -> tuple[str, str, str, bool]:
    entry = platform.audit.entries(limit=1)[0]
    return entry["principal"], entry["operation"], entry["object"], bool(entry["allowed"])


# --- shapes -----------------------------------------------------------------------------------------------------------


@pytest.mark.req("B-1.7", part=True)
def test_a_result_up_to_3_4_2_is_a_bare_array_with_the_protocols_own_spelling() -> None:
    (item,) = GENERATIONS["legacy"].callback([ENDED])
    assert item == {
        "logId": 4711, "logDateTim": 1700000000123, "handleCode": 200, "handleMsg": "RIS.business 采集完成",
        "executeResult": {"code": 200, "msg": "RIS.business 采集完成"},  # 2.2.0 reads it here
    }  # fmt: skip


@pytest.mark.req("B-1.7", part=True)
def test_a_result_from_3_5_0_is_an_object_around_a_list() -> None:
    item = {"logId": 4711, "logDateTime": 1700000000123, "handleCode": 200, "handleMsg": "RIS.business 采集完成"}
    assert GENERATIONS["v350"].callback([ENDED]) == {"callbackList": [item]}


def test_only_3_5_0_names_the_executor_in_a_header() -> None:
    assert "XXL-JOB-APPNAME" not in GENERATIONS["legacy"].headers("t", "lightbox")
    assert GENERATIONS["v350"].headers("t", "lightbox")["XXL-JOB-APPNAME"] == "lightbox"


@pytest.mark.parametrize("spelled", ["logDateTim", "logDateTime"])
def test_the_time_of_a_log_is_read_in_both_spellings(spelled: str) -> None:
    assert LogBody.model_validate({"logId": 1, "fromLineNum": 3, spelled: 5}).logDateTime == 5


@pytest.mark.parametrize(
    "first, ended, expected",
    [
        (1, False, (1, 2, "a\nb\n", False)),
        (1, True, (1, 2, "a\nb\n", False)),  # there is more: not the end
        (3, True, (3, 3, "c\n", True)),
        (4, True, (4, 3, "", True)),  # the page of the center stops where an answer ends before it begins
        (4, False, (4, 3, "", False)),
        (0, False, (0, 2, "a\nb\n", False)),
    ],
)
def test_a_log_is_read_in_pages_of_lines(first: int, ended: bool, expected: tuple[Any, ...]) -> None:
    page = log_page(first, ["a", "b", "c"], ended, 2)
    assert tuple(page.values()) == expected


# --- the door ---------------------------------------------------------------------------------------------------------


def test_without_a_token_there_is_no_executor(tmp_path: Path) -> None:
    settings, platform = platform_of(tmp_path)
    hand = ByHand(platform)
    with pytest.raises(ValueError):
        create_executor(type(deps_of(settings, platform, hand))(settings, platform, " ", hand.start, hand.stop, hand.state, hand.busy))


def test_the_token_is_not_shown_by_what_holds_it(tmp_path: Path) -> None:
    settings, platform = platform_of(tmp_path)
    assert TOKEN not in repr(deps_of(settings, platform, ByHand(platform)))


@pytest.mark.req("B-1.7", part=True)
@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN[:-1]])
@pytest.mark.parametrize("path", ["/run", "/beat", "/idleBeat", "/kill", "/log", "/anything"])
def test_a_wrong_token_is_refused_and_on_record(wire: Wire, path: str, token: str) -> None:
    answer = wire.ask(path, BODY, **{"XXL-JOB-ACCESS-TOKEN": token})
    assert answer["code"] == 500
    operation = "collect:request" if path in ("/run", "/kill") else "runs:read"
    assert on_record(wire.platform) == ("anonymous", operation, "xxl-job", False)
    assert wire.platform.xxl.open() == []


@pytest.mark.parametrize("app", ["", "other"])
def test_from_3_5_0_the_executor_must_be_named_too(tmp_path: Path, app: str) -> None:
    wire = Wire(tmp_path, "v350")
    assert wire.ask("/beat")["code"] == 200
    assert wire.ask("/beat", **{"XXL-JOB-APPNAME": app})["code"] == 500


@pytest.mark.parametrize("generation, right, wrong", [("legacy", "/run", "/trigger"), ("v350", "/trigger", "/run")])
def test_each_generation_has_its_own_path_to_start(tmp_path: Path, generation: str, right: str, wrong: str) -> None:
    wire = Wire(tmp_path, generation)
    refused = wire.ask(wrong, BODY)
    assert (refused["code"], generation in refused["msg"]) == (500, True)
    assert wire.ask(right, BODY) == {"code": 200, "msg": None, "content": None, "data": None}


def test_a_body_too_large_is_refused_before_it_is_read_to_its_end(tmp_path: Path) -> None:
    wire = Wire(tmp_path, xxl_body_bytes=5000)
    assert "5000" in wire.run(glueSource="x" * 6000)["msg"]
    assert wire.run(glueSource="x" * 3000)["code"] == 200


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"null", b'"RIS"', b'{"jobId": "x"}', b"[" * 4000])
def test_what_is_not_a_trigger_gets_a_clear_answer(wire: Wire, content: bytes) -> None:
    answer = wire.client.post("/run", content=content, headers=wire.headers)
    assert (answer.status_code, answer.json()["code"]) == (200, 500)
    assert wire.platform.xxl.open() == []


def test_only_post_is_answered(wire: Wire) -> None:
    assert wire.client.get("/run", headers=wire.headers).json()["code"] == 500


# --- what is started --------------------------------------------------------------------------------------------------


@pytest.mark.req("B-1.7", part=True)
@pytest.mark.parametrize(
    "params, feeds",
    [
        ("RIS.business", ["RIS.orders", "RIS.exams"]),
        ("EIS.reports", ["EIS.reports"]),
        (" RIS.exams ", ["RIS.exams"]),
        ("RIS.files", ["RIS.files"]),
    ],
)
def test_a_parameter_names_a_group_or_a_feed_of_a_source(wire: Wire, params: str, feeds: list[str]) -> None:
    assert wire.run(executorParams=params)["code"] == 200
    assert wire.feeds() == [feeds]
    assert on_record(wire.platform) == ("service:xxl-job", "collect:request", f"feed:{params.strip()}", True)


REFUSED: list[tuple[dict[str, Any], Callable[[str], bool]]] = [
    ({"executorParams": None}, lambda told: "RIS.business" in told),
    ({"executorParams": "张三"}, lambda told: "张三" not in told),
    ({"executorParams": "RIS"}, lambda told: "EIS.reports" in told),
    ({"executorParams": "RIS.nothing"}, lambda told: "nothing" not in told),
    ({"executorParams": "PIS.exams"}, lambda told: "RIS.business" in told),
    ({"executorParams": "x" * 2049}, lambda told: "executorParams" in told),
    ({"executorHandler": "demoJobHandler"}, lambda told: "lightboxCollect" in told),
    ({"executorHandler": None}, lambda told: "lightboxCollect" in told),
    ({"glueType": "GLUE_SHELL", "glueSource": "rm -rf /"}, lambda told: "BEAN" in told),
    ({"broadcastTotal": 2}, lambda told: "广播" in told),
    ({"logId": -1}, lambda told: "logId" in told),
    ({"logId": 2**63}, lambda told: "logId" in told),
]


@pytest.mark.req("B-1.7", part=True)
@pytest.mark.parametrize("changed, says", REFUSED)
def test_what_cannot_be_started_is_refused_with_a_reason(wire: Wire, changed: dict[str, Any], says: Callable[[str], bool]) -> None:
    answer = wire.run(**changed)
    assert answer["code"] == 500
    assert says(answer["msg"]), answer["msg"]
    assert wire.platform.xxl.open() == []


def test_what_was_typed_into_a_parameter_is_not_on_record(wire: Wire) -> None:
    wire.run(executorParams="张三.4711")
    assert on_record(wire.platform) == ("service:xxl-job", "collect:request", "feed:?", True)


def test_the_same_trigger_sent_twice_is_one(wire: Wire) -> None:
    assert [wire.run()["code"], wire.run()["code"]] == [200, 200]
    assert len(wire.feeds()) == 1


def test_a_center_set_up_anew_may_count_its_logs_from_the_start_again(wire: Wire) -> None:
    wire.run()
    wire.run(logDateTime=1800000000000)
    assert len(wire.feeds()) == 2


def test_a_queue_has_an_end(tmp_path: Path) -> None:
    wire = Wire(tmp_path, xxl_queue=2)
    codes = [wire.run(logId=n, jobId=n)["code"] for n in (1, 2, 3)]
    assert codes == [200, 200, 500]


def test_a_job_is_busy_while_it_waits(wire: Wire) -> None:
    assert wire.ask("/idleBeat", {"jobId": 7})["code"] == 200
    wire.run()
    assert wire.ask("/idleBeat", {"jobId": 7})["code"] == 500
    assert wire.ask("/idleBeat", {"jobId": 8})["code"] == 200


def test_a_log_nobody_knows_is_at_its_end(wire: Wire) -> None:
    page = wire.ask("/log", {"logId": 5, "logDateTim": 0, "fromLineNum": 1})["content"]
    assert page["isEnd"] is True


def test_a_log_of_an_accepted_trigger_can_be_read_at_once(wire: Wire) -> None:
    wire.run()
    page = wire.ask("/log", {"logId": 1, "logDateTim": 0, "fromLineNum": 1})["content"]
    assert "RIS.orders → RIS.exams" in page["logContent"]
    assert (page["toLineNum"], page["isEnd"]) == (1, False)
