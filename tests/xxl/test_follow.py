"""From a trigger to its end: order, blocking strategies, stopping, time-outs, what dies on the way, and what a restart finds."""

import pytest

from api.xxl.executor import COVERED
from tests.xxl.house import EIGHT, House


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
