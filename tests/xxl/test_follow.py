"""From a trigger to its end: order, blocking strategies, stopping, time-outs, what dies on the way, and what a restart finds."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from api.xxl import follow
from api.xxl.executor import COVERED, Executor
from api.xxl.follow import Follower
from api.xxl.protocol import JobBody, LogBody, RunBody
from tests.xxl.doubles import ByHand, deps_of, platform_of
from warehouse.platform.runs import COUNTS, BatchOutcome
from warehouse.platform.xxl import Trigger

EIGHT = {"extracted": 10, "loaded": 8, "corrected": 3, "excluded": 1, "quarantined": 1}


class House:
    """The executor and its follower on a real platform; the test is the scheduler and the clock of turns."""

    def __init__(self, folder: Path, **given: Any) -> None:
        self.settings, self.platform = platform_of(folder, **given)
        self.scheduler = ByHand(self.platform)
        self.logs = 0
        self.restart()

    def restart(self) -> None:
        """A new process on the same stores."""
        self.follower = Follower(deps_of(self.settings, self.platform, self.scheduler))
        self.executor = Executor(deps_of(self.settings, self.platform, self.scheduler), self.follower)

    def run(self, params: str = "RIS.business", job: int = 7, strategy: str = "SERIAL_EXECUTION", timeout: int = 0) -> int:
        self.logs += 1
        body = RunBody(
            jobId=job, logId=self.logs, logDateTime=self.logs, executorHandler="lightboxCollect", executorParams=params,
            executorBlockStrategy=strategy, executorTimeout=timeout, glueType="BEAN",
        )  # fmt: skip
        self.answer = self.executor.run(body, "127.0.0.1")
        return self.logs

    def kill(self, job: int = 7) -> dict[str, Any]:
        return self.executor.kill(JobBody(jobId=job), "127.0.0.1")

    def turn(self) -> None:
        self.follower.turn()

    def of(self, log: int) -> Trigger:
        found = self.platform.xxl.by_log(log)
        assert found is not None
        return found

    def result(self, log: int) -> tuple[int | None, str]:
        return self.of(log).code, self.of(log).message or ""

    def log(self, log: int) -> list[str]:
        page = self.executor.log(LogBody(logId=log, fromLineNum=1), "127.0.0.1")["content"]
        return page["logContent"].splitlines()

    def rewind(self, column: str, log: int, value: str = "2020-01-01T00:00:00.000000Z") -> None:
        table, key = ("request", "request_id") if column == "asked_at" else ("xxl_trigger", "log_id")
        with self.platform._engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, log))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(follow, "SCHEDULER_LOOK_S", 0.0)
    return House(tmp_path)


@pytest.mark.req("B-1.7", part=True)
def test_a_group_is_collected_feed_after_feed_and_its_counts_are_the_result(house: House) -> None:
    log = house.run()
    house.turn()
    assert house.scheduler.started == [1]
    first = house.platform.request(1)
    assert first is not None
    assert (first["kind"], first["arguments"], first["asked_by"]) == ("collect", {"source": "RIS", "feed": "orders"}, "service:xxl-job")
    house.turn()
    assert house.scheduler.started == [1]  # its exams wait until its orders have ended
    house.scheduler.done(1, extracted=4, loaded=4)
    house.turn()
    assert house.scheduler.started == [1, 2]
    house.scheduler.done(2, **EIGHT)
    house.turn()
    code, message = house.result(log)
    assert code == 200
    assert "抽取 14，装载 12，更正 3" in message
    assert "排除 1，隔离 1" in message
    assert "RIS.orders：抽取 4" in message
    assert "RIS.exams：抽取 10" in message


@pytest.mark.req("B-1.7", part=True)
def test_a_failed_collection_ends_the_trigger_with_its_reason_and_what_was_done(house: House) -> None:
    log = house.run()
    house.turn()
    house.scheduler.done(1, extracted=4, loaded=4)
    house.turn()
    house.scheduler.take(2)
    house.platform.finish_request(2, "failed", {"error": "RIS did not answer. try again"})
    house.turn()
    code, message = house.result(log)
    assert code == 500
    assert "RIS.exams 采集失败：RIS did not answer" in message
    assert "RIS.orders 已完成：抽取 4" in message


def test_a_task_that_dies_without_a_word_is_a_failure_not_a_wait_for_ever(house: House) -> None:
    log = house.run("RIS.reports")
    house.turn()
    house.scheduler.take(1)
    house.turn()
    assert house.of(log).state == "running"
    house.scheduler.states[1] = "failed"  # the scheduler knows, the request does not
    house.turn()
    house.turn()
    assert house.result(log)[0] == 500
    assert "任务异常结束" in house.result(log)[1]


def test_a_run_the_scheduler_does_not_know_is_a_failure(house: House) -> None:
    log = house.run("RIS.reports")
    house.turn()
    house.scheduler.states.clear()
    house.turn()
    house.turn()
    assert house.result(log)[0] == 500


def test_a_scheduler_that_does_not_answer_is_tried_again_for_a_while(house: House) -> None:
    log = house.run("RIS.reports")
    house.scheduler.down = True
    house.turn()
    house.turn()
    assert house.of(log).state == "running"
    house.scheduler.down = False
    house.turn()
    assert house.scheduler.started == [1]


def test_a_request_the_scheduler_never_takes_has_failed(house: House) -> None:
    log = house.run("RIS.reports")
    house.scheduler.down = True
    house.turn()
    house.rewind("asked_at", 1)
    house.turn()
    house.turn()
    assert house.result(log)[0] == 500
    assert "没有接受" in house.result(log)[1]


def test_a_feed_being_collected_by_somebody_else_is_waited_for(house: House) -> None:
    house.run("RIS.reports")
    house.scheduler.collecting = {("RIS", "reports")}
    house.turn()
    assert house.scheduler.started == []
    house.scheduler.collecting.clear()
    house.turn()
    assert house.scheduler.started == [1]


def test_two_jobs_never_ask_for_the_same_feed_at_once(house: House) -> None:
    house.run("RIS.reports", job=7)
    house.run("RIS.reports", job=8)
    house.turn()
    house.turn()
    assert house.scheduler.started == [1]
    house.scheduler.done(1)
    house.turn()
    house.turn()
    assert house.scheduler.started == [1, 2]


# --- blocking strategies ----------------------------------------------------------------------------------------------


@pytest.mark.req("B-1.7", part=True)
def test_serial_execution_queues_the_triggers_of_a_job(house: House) -> None:
    first, second = house.run("RIS.reports"), house.run("RIS.exams")
    house.turn()
    house.turn()
    assert (house.of(first).state, house.of(second).state) == ("running", "queued")
    house.scheduler.done(1)
    house.turn()
    house.turn()
    assert (house.of(first).state, house.of(second).state) == ("ended", "running")


@pytest.mark.req("B-1.7", part=True)
def test_discard_later_refuses_while_the_job_is_open(house: House) -> None:
    house.run("RIS.reports", strategy="DISCARD_LATER")
    assert house.answer["code"] == 200
    house.run("RIS.reports", strategy="DISCARD_LATER")
    assert house.answer["code"] == 500
    house.run("RIS.reports", job=8, strategy="DISCARD_LATER")
    assert house.answer["code"] == 200
    house.turn()
    house.scheduler.done(1)
    house.turn()
    house.run("RIS.reports", strategy="DISCARD_LATER")
    assert house.answer["code"] == 200


@pytest.mark.req("B-1.7", part=True)
def test_cover_early_stops_what_ran_and_starts_when_its_process_has_let_go(house: House) -> None:
    early = house.run("RIS.reports")
    house.turn()
    house.scheduler.take(1)
    waiting = house.run("RIS.reports")
    late = house.run("RIS.reports", strategy="COVER_EARLY")
    house.scheduler.collecting = {("RIS", "reports")}  # the stopped task still ends
    house.turn()
    house.turn()
    assert house.scheduler.stopped == [1]
    assert [house.result(n)[0] for n in (early, waiting)] == [500, 500]
    assert COVERED in house.result(early)[1]
    assert (house.of(late).state, house.scheduler.started) == ("running", [1])
    house.scheduler.collecting.clear()
    house.turn()
    assert house.scheduler.started == [1, 2]
    house.scheduler.done(2, **EIGHT)
    house.turn()
    assert house.result(late)[0] == 200


# --- stopping ---------------------------------------------------------------------------------------------------------


@pytest.mark.req("B-1.7", part=True)
def test_a_waiting_request_is_cancelled_and_a_task_that_comes_later_finds_nothing_to_do(house: House) -> None:
    log, queued = house.run(), house.run()
    house.turn()
    assert house.kill()["code"] == 200
    assert house.scheduler.stopped == []
    assert house.platform.take_request(1) is None
    assert [house.result(n)[0] for n in (log, queued)] == [500, 500]
    assert "调度中心终止" in house.result(log)[1]


@pytest.mark.req("B-1.7", part=True)
def test_a_running_collection_is_ended_by_the_scheduler(house: House) -> None:
    log = house.run("RIS.reports")
    house.turn()
    house.scheduler.take(1)
    assert house.kill()["code"] == 200
    assert house.scheduler.stopped == [1]
    stopped = house.platform.request(1)
    assert stopped is not None
    assert stopped["state"] == "failed"
    assert house.result(log)[0] == 500


@pytest.mark.req("B-1.7", part=True)
def test_what_could_not_be_stopped_yet_is_not_called_stopped_and_is_tried_again(house: House) -> None:
    log = house.run("RIS.reports")
    house.turn()
    house.scheduler.take(1)
    house.scheduler.down = True
    answer = house.kill()
    assert answer["code"] == 500
    assert "尚未生效" in answer["msg"]
    house.turn()
    assert house.of(log).state == "running"
    house.scheduler.down = False
    house.turn()
    assert (house.scheduler.stopped, house.result(log)[0]) == ([1], 500)


def test_what_was_done_before_it_could_be_stopped_is_reported_as_done(house: House) -> None:
    log = house.run("RIS.reports")
    house.turn()
    house.scheduler.done(1, **EIGHT)
    answer = house.kill()
    assert answer["code"] == 500
    assert "已经完成" in answer["msg"]
    assert house.result(log)[0] == 200
    assert house.kill()["code"] == 500  # its result is still on its way
    house.platform.xxl.reported([house.of(log).trigger_id])
    assert house.kill()["code"] == 200


@pytest.mark.req("B-1.7", part=True)
def test_a_time_out_stops_the_collection_and_is_reported_as_one(house: House) -> None:
    log = house.run("RIS.reports", timeout=60)
    house.turn()
    house.scheduler.take(1)
    house.turn()
    assert house.of(log).state == "running"
    house.rewind("started_at", log)
    house.turn()
    assert house.scheduler.stopped == [1]
    assert house.result(log)[0] == 502
    assert "超过 60 秒" in house.result(log)[1]


def test_waiting_in_the_queue_is_no_time_out(house: House) -> None:
    house.run("RIS.reports")
    late = house.run("RIS.reports", timeout=1)
    house.turn()
    house.rewind("asked_at", 1)
    house.turn()
    assert house.of(late).state == "queued"


# --- restart ----------------------------------------------------------------------------------------------------------


@pytest.mark.req("B-1.7", part=True)
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_restart_at_any_point_goes_on_and_asks_for_nothing_twice(house: House, turns: int) -> None:
    log = house.run()
    for turn in range(8):
        if turn == turns:
            house.restart()
        house.turn()
        for request in [r for r in house.scheduler.started if house.scheduler.states[r] == "queued"]:
            house.scheduler.done(request, **EIGHT)
    assert house.scheduler.started == [1, 2]
    assert house.result(log)[0] == 200


def test_a_request_written_but_not_handed_over_when_the_process_died_is_handed_over(house: House) -> None:
    log = house.run("RIS.reports")
    house.scheduler.down = True  # the process dies between the two
    house.turn()
    assert house.of(log).steps[0].request_id == 1
    house.scheduler.down = False
    house.restart()
    house.turn()
    assert house.scheduler.started == [1]


def test_old_triggers_are_forgotten_once_reported_never_before(house: House) -> None:
    kept, gone = house.run("RIS.reports", job=7), house.run("RIS.exams", job=8)
    house.turn()
    house.scheduler.done(1)
    house.scheduler.done(2)
    house.turn()
    for log in (kept, gone):
        house.rewind("ended_at", log)
    house.platform.xxl.reported([house.of(gone).trigger_id])
    house.follower.sweep()
    assert house.platform.xxl.by_log(gone) is None
    assert house.of(kept).state == "ended"


# --- log --------------------------------------------------------------------------------------------------------------


@pytest.mark.req("B-1.7", part=True)
def test_the_log_grows_by_lines_that_never_change(house: House) -> None:
    log = house.run("RIS.exams")
    seen = [house.log(log)]
    house.turn()
    seen.append(house.log(log))
    house.scheduler.take(1)
    house.platform.start_run("run-1", "RIS", "exams", "collect", None, "request:1")
    seen.append(house.log(log))
    for batch in (1, 2):
        counts = {**dict.fromkeys(COUNTS, 0), **EIGHT}
        house.platform.commit_batch(BatchOutcome("run-1", "RIS", "exams", batch, f"l{batch}", counts, {}, 0.5, {"validate": 0.25}))
        seen.append(house.log(log))
    house.platform.finish_run("run-1", "success")
    seen.append(house.log(log))
    house.platform.finish_request(1, "done", EIGHT)
    house.turn()
    seen.append(house.log(log))
    for before, after in pairwise(seen):
        assert after[: len(before)] == before
        assert len(after) > len(before)
    whole = "\n".join(seen[-1])
    assert "第 2 批：抽取 10，装载 8，更正 3" in whole
    assert "validate 0.5 秒" in whole
    assert "结束，结果 200" in seen[-1][-1]


def test_an_error_of_several_lines_is_one_line_of_the_log(house: House) -> None:
    log = house.run("RIS.reports")
    house.turn()
    house.platform.finish_request(1, "failed", {"error": "one\ntwo\r\nthree"})
    house.turn()
    assert sum("one two three" in line for line in house.log(log)) == 2  # of the request and of the trigger
    assert len(house.log(log)) == 5


def test_a_result_is_cut_to_what_the_center_shows(house: House) -> None:
    log = house.run("RIS.reports")
    house.turn()
    house.platform.finish_request(1, "failed", {"error": "x" * 9000})
    house.turn()
    assert len(house.result(log)[1]) == 2000


def test_a_right_taken_from_the_role_closes_every_question(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from warehouse import access
    from warehouse.errors import Refused

    monkeypatch.setitem(access.POLICY, "scheduler", frozenset())
    with pytest.raises(Refused):
        house.run()
    with pytest.raises(Refused):
        house.kill()
    assert house.platform.xxl.open() == []
