"""A missing or unfinished file is asked for again by itself after growing waits, and by a person with one press."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ops.requests import execute
from ops.tasks import STEPS
from ops.wiring import Parts
from pipelines.locks import sole
from pipelines.missing_files import Retried, retry_files
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double
from warehouse.errors import Misconfigured

PICTURE = b"\xff\xd8\xff" + b"picture" + b"\xff\xd9"
IMAGE = {"exam_uuid": endoscopy.uuid(1), "seq": 1, "file_size": 1, "captured_ts": endoscopy.START, "selected": 1}


def miss_one(bench: Bench, source: Double) -> Path:
    """One image row is stopped because its file is not there; where the file belongs."""
    source.put("exam_image", IMAGE)
    assert bench.collect("EIS", "images")["quarantined"] == 1
    folder = Path(bench.connections["EIS"]["share"]) / "eis" / "image" / endoscopy.uuid(1)
    folder.mkdir(parents=True)
    return folder / "1.jpg"


def later(bench: Bench, **after: float) -> Retried:
    bench.now = datetime.now(UTC) + timedelta(**after)
    return retry_files(bench.line, "test")


@pytest.mark.req("A-4.3", part=True)
def test_a_missing_file_is_fetched_when_it_comes(bench: Bench, source: Double) -> None:
    file = miss_one(bench, source)
    file.write_bytes(PICTURE)
    assert later(bench, minutes=9) == Retried()
    assert later(bench, minutes=11) == Retried(due=1, came=1)
    (stored,) = bench.rows("file_fact")
    assert stored["media_type"] == "image/jpeg"
    assert {i["state"] for i in bench.platform.quarantine()} == {"released"}
    assert later(bench, hours=30) == Retried()
    assert {run["kind"] for run in bench.platform.runs()} == {"collect", "release"}
    assert all(run["state"] == "success" for run in bench.platform.runs())


def test_the_waits_grow_and_end(bench: Bench, source: Double) -> None:
    miss_one(bench, source)
    for minutes in (10, 20, 60, 360, 1440, 1440):
        assert later(bench, minutes=minutes - 1) == Retried()
        assert later(bench, minutes=minutes + 1) == Retried(due=1, stopped=1)
    (item,) = bench.platform.quarantine()
    assert (item["state"], item["rule"], item["retries"]) == ("open", "FL-01", 6)
    assert later(bench, days=15) == Retried()  # from here on a person looks


def test_no_more_than_the_limit_at_a_time_and_the_oldest_first(bench: Bench, source: Double) -> None:
    for number in range(1, 6):
        source.put("exam_image", IMAGE | {"exam_uuid": endoscopy.uuid(number)})
    assert bench.collect("EIS", "images")["quarantined"] == 5
    bench.settings = bench.settings.model_copy(update={"file_retry_items": 2})
    bench.line = bench.new_line()
    assert [later(bench, minutes=11).due for _ in range(4)] == [2, 2, 1, 0]


def test_a_feed_that_is_being_collected_or_cannot_be_reached_waits(bench: Bench, source: Double) -> None:
    file = miss_one(bench, source)
    file.write_bytes(PICTURE)
    with sole(bench.settings.home / "locks", "feed-eis-images"):
        assert later(bench, minutes=11) == Retried(due=1, later=1)
    right = bench.connections["EIS"]["share"]
    bench.connections["EIS"] |= {"share": "sftp://u@127.0.0.1:1/x", "share_password": "x"}
    bench.settings = bench.settings.model_copy(update={"share_retry_wait_s": 0.0})
    bench.line = bench.new_line()
    assert later(bench, minutes=11) == Retried(due=1, later=1)
    bench.connections["EIS"]["share"] = "/nowhere"
    with pytest.raises(Misconfigured, match="not mounted"):
        later(bench, minutes=11)
    bench.connections["EIS"]["share"] = right
    assert later(bench, minutes=11) == Retried(due=1, came=1)


def test_what_a_person_discarded_or_another_rule_stopped_is_left(bench: Bench, source: Double) -> None:
    miss_one(bench, source)
    source.put("exam", endoscopy.exam(2, exam_no="X1"))
    assert bench.collect("EIS", "exams")["quarantined"] == 1
    (item,) = bench.platform.quarantine(feed="images")
    bench.platform.discard([item["item_id"]], b"sealed", "it")
    assert later(bench, minutes=11) == Retried()


def test_the_step_of_the_clock_does_it(bench: Bench, source: Double) -> None:
    miss_one(bench, source)
    bench.now = datetime.now(UTC) + timedelta(minutes=11)
    assert STEPS["retry_files"](parts_of(bench)) == {"due": 1, "came": 0, "stopped": 1, "later": 0}


@pytest.mark.req("A-5.36", part=True)
def test_a_failed_file_is_listed_and_one_press_sends_it_again_with_the_result(bench: Bench, source: Double) -> None:
    file = miss_one(bench, source)
    (listed,) = bench.platform.quarantine(feed="images", state="open")
    assert listed["rule"] == "FL-01"
    assert listed["reason"]
    assert listed["cause"]

    def press() -> dict[str, int]:
        request = bench.platform.ask("release", {"items": [listed["item_id"]]}, "it")
        result = execute(parts_of(bench), request)
        written = bench.platform.request(request)
        assert written is not None
        assert (written["state"], written["result"]) == ("done", result)
        return result

    again = press()
    assert (again["extracted"], again["loaded"], again["quarantined"]) == (1, 0, 1)  # it is still not there, and that is told
    file.write_bytes(PICTURE)
    sent = press()
    assert (sent["extracted"], sent["loaded"], sent["quarantined"]) == (1, 1, 0)
    (stored,) = bench.rows("file_fact")
    with bench.archive.open(stored["object_id"]) as stream:
        assert stream.read() == PICTURE
    assert bench.platform.quarantine(state="open") == []


def parts_of(bench: Bench) -> Parts:
    return Parts(bench.settings, bench.keyring, bench.platform, bench.identity, bench.archive, bench.store, bench.line)
