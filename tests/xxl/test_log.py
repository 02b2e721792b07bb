"""What the center is shown of a trigger: its log, and its result."""

from itertools import pairwise

import pytest

from tests.xxl.house import EIGHT, House
from warehouse.platform.runs import COUNTS, BatchOutcome


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
