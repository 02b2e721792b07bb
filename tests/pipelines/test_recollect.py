"""Collecting again on demand: by time, by exam; what is asked for comes, once, and the watermark stays."""

from datetime import datetime, timedelta

import pytest

from pipelines.declaration import load_all
from quality.feeds import Feed
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double
from warehouse.errors import Refused


def silently(source: Double, n: int, item: str) -> None:
    """An edit that its source does not mark: no window finds it."""
    source.run("UPDATE exam SET item_name = ? WHERE id = ?", item, n)


@pytest.mark.req("A-3.26", part=True)
def test_an_edit_no_window_sees_comes_when_its_days_are_asked_for(bench: Bench, source: Double) -> None:
    bench.collect("EIS", "exams")
    silently(source, 1, "肠镜")
    bench.now += timedelta(hours=3)
    assert bench.collect("EIS", "exams")["loaded"] == 0
    watermark = bench.platform.feed("EIS", "exams")["watermark"]
    counts = bench.line.recollect("EIS", "exams", datetime(2026, 9, 30), datetime(2026, 10, 2), "test")
    assert (counts.loaded, counts.balanced()) == (1, True)
    assert bench.rows("exam")[0]["item"] == "肠镜"
    assert bench.platform.feed("EIS", "exams")["watermark"] == watermark
    again = bench.line.recollect("EIS", "exams", datetime(2026, 9, 30), datetime(2026, 10, 2), "test")
    assert (again.loaded, again.unchanged) == (0, counts.extracted)
    assert bench.platform.runs()[0]["kind"] == "recollect"


@pytest.mark.req("A-3.26", part=True)
def test_one_exam_is_asked_for_with_its_orders_reports_and_files(bench: Bench, source: Double) -> None:
    for feed in ("orders", "exams", "reports"):
        bench.collect("EIS", feed)
    silently(source, 1, "肠镜")
    silently(source, 2, "肠镜")
    first = bench.rows("exam")[0]
    counts = bench.line.recollect_exams("EIS", [first["exam_id"]], "test")
    assert counts.balanced()
    assert [row["item"] == "肠镜" for row in bench.rows("exam")].count(True) == 1
    assert {run["feed"] for run in bench.platform.runs() if run["kind"] == "recollect"} == {"orders", "exams", "reports", "files", "images"}


def test_an_exam_of_another_source_is_refused(bench: Bench) -> None:
    bench.collect("EIS", "exams")
    with pytest.raises(Refused, match="never read from"):
        bench.line.recollect_exams("EIS", [424242], "test")


@pytest.mark.parametrize("days", [1, 3, 30])
def test_intervals_that_follow_one_another_hold_every_row_once(bench: Bench, source: Double, days: int) -> None:
    begin, keys = datetime(2026, 9, 25), []
    while begin < datetime(2026, 11, 5):
        end = begin + timedelta(days=days)
        reader = bench.line.reader("EIS", Feed.EXAMS)
        keys += [row["key"] for page in reader.batches(reader.between(begin, end)) for row in page]
        begin = end
    assert sorted(keys) == sorted({endoscopy.exam(n)["exam_uuid"] for n in range(1, 13)})


def test_every_feed_of_every_source_can_be_asked_for_by_time() -> None:
    for source in load_all().values():
        for feed in source.feeds.values():
            assert feed.period is not None
            assert len(feed.exam_columns()) == len(source.feeds[Feed.EXAMS].key)
