"""Laws 1 and 2: twice is once, and killed anywhere and run again the end is the same."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double, Stopped
from warehouse.errors import LightboxError

STAGES = {
    "exams": ("identity", "load", "moves", "confirm", "commit"),
    "orders": ("identity", "load", "moves", "confirm", "commit"),
    "reports": ("identity", "archive", "load", "moves", "confirm", "commit"),
    "files": ("identity", "archive", "load", "moves", "confirm", "commit"),
}
PDF = b"%PDF-1.4\nreport\n%%EOF\n"


def dirty(source: Double, home: Path) -> None:
    """Rows of every fate: right, corrected, deleted, bad, and files of which one is cut."""
    source.put("exam", endoscopy.exam(3, status="deleted"), endoscopy.exam(4, exam_no="X20261001"))
    source.put("report", endoscopy.report(5, diagnosis=None, report_html=None))
    source.put("patient", endoscopy.patient(6, full_name="堃　喆己（会诊）", mobile="12"))
    folder = home / "source" / "share" / "eis" / "report"
    folder.mkdir(parents=True)
    for n in range(1, 9):
        (folder / f"{endoscopy.uuid(n)}.pdf").write_bytes(PDF if n != 7 else PDF[:12])


def run_all(bench: Bench) -> dict[str, dict[str, int]]:
    return {feed: bench.collect("EIS", feed) for feed in STAGES}


def again(bench: Bench) -> None:
    """Forget the watermarks: the very same windows are read once more."""
    for feed in STAGES:
        bench.platform.start_run(f"forget-{feed}", "EIS", feed, "collect", None, "test")
        bench.platform.finish_run(f"forget-{feed}", "success", watermark={"exam": 0, "report": 0, "patient": 0})


def quarantine_of(bench: Bench) -> list[tuple[str, str, str, str]]:
    return sorted((i["feed"], i["rule"], i["field"], i["state"]) for i in bench.platform.quarantine(limit=100))


def balanced(counts: dict[str, int]) -> bool:
    parts = ("loaded", "unchanged", "merged", "deleted", "excluded", "quarantined")
    return counts["extracted"] == sum(counts[name] for name in parts)


def test_the_same_window_twice_changes_nothing(bench: Bench, source: Double, tmp_path: Path) -> None:
    dirty(source, tmp_path)
    first = run_all(bench)
    assert all(balanced(c) for c in first.values())
    assert first["exams"]["deleted"] == 1
    assert first["exams"]["quarantined"] == 1
    assert first["reports"]["quarantined"] == 1
    assert first["files"] == {**first["files"], "extracted": 8, "loaded": 6, "deleted": 1, "quarantined": 1}
    before, stopped, loads = bench.everything(), quarantine_of(bench), bench.rows("exam")
    again(bench)
    second = run_all(bench)
    for feed, counts in second.items():
        assert balanced(counts)
        assert (counts["loaded"], counts["deleted"]) == (0, 0), feed
        assert counts["quarantined"] == first[feed]["quarantined"]
        assert counts["unchanged"] == first[feed]["loaded"] + first[feed]["deleted"]
    assert bench.everything() == before
    assert bench.rows("exam") == loads  # not even loaded again
    assert quarantine_of(bench) == stopped
    assert {i["retries"] for i in bench.platform.quarantine(feed="exams")} == {1}


def small(home: Path) -> Bench:
    """A line on a source with rows of every fate, read in small batches."""
    source = endoscopy.double(home / "source")
    endoscopy.fill(source, 12)
    dirty(source, home)
    return Bench(home, {"EIS": endoscopy.connection(home / "source")}, batch_rows=5, page_rows=3)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, dict[str, dict[str, int]]]:
    """The end nobody interrupted."""
    bench = small(tmp_path_factory.mktemp("whole"))
    return bench, run_all(bench)


@pytest.mark.slow
@pytest.mark.parametrize("feed,stage", [(feed, stage) for feed, stages in STAGES.items() for stage in stages])
def test_killed_between_two_commits_and_run_again_the_end_is_the_same(
    tmp_path: Path, whole: tuple[Bench, dict[str, dict[str, int]]], feed: str, stage: str
) -> None:
    killed = small(tmp_path)
    uninterrupted, expected = whole
    counts: dict[str, dict[str, int]] = {}
    for name in STAGES:
        if name == feed:
            killed.die_at = stage
            with pytest.raises(LightboxError):
                killed.collect("EIS", name)
            assert killed.stages[-1] == stage
            killed.die_at, killed.line = None, killed.new_line()
        counts[name] = killed.collect("EIS", name)
    assert killed.everything() == uninterrupted.everything()
    assert quarantine_of(killed) == quarantine_of(uninterrupted)
    assert all(balanced(c) for c in counts.values())
    loaded = sum(run["loaded"] + run["deleted"] for run in killed.platform.runs(source="EIS", feed=feed))
    assert loaded == expected[feed]["loaded"] + expected[feed]["deleted"]  # every loaded row stands in exactly one receipt
    assert not list(killed.settings.staging.glob("plans/*/*.json"))


def test_a_retried_task_goes_on_where_it_was_killed(bench: Bench, source: Double) -> None:
    staged = bench.line.extract("EIS", "exams", "af-1", "airflow")
    bench.die_at = "confirm"
    with pytest.raises(LightboxError):
        bench.line.process(staged)
    bench.die_at = None
    assert vars(bench.new_line().process(staged))["loaded"] == 12
    assert vars(bench.new_line().process(staged))["loaded"] == 12  # and once more: nothing is counted twice
    assert len(bench.rows("exam")) == 12


def test_extracting_again_under_the_same_run_loses_no_row(bench: Bench, source: Double) -> None:
    bench.line.process(bench.line.extract("EIS", "exams", "af-1", "airflow"))
    source.put("exam", endoscopy.exam(13))
    source.put("patient", endoscopy.patient(13))
    again(bench)
    counts = vars(bench.line.process(bench.line.extract("EIS", "exams", "af-1", "airflow")))
    assert balanced(counts)
    assert len(bench.rows("exam")) == 13


def test_content_that_comes_back_is_loaded_again(bench: Bench, source: Double) -> None:
    """A label of content alone would call the third version already loaded."""
    for status, void in (("audited", False), ("deleted", True), ("audited", False), ("deleted", True), ("audited", False)):
        bench.now += timedelta(minutes=10)
        source.put("exam", endoscopy.exam(1, status=status, update_ts=int(bench.now.timestamp() * 1000) - 120_000))
        bench.collect("EIS", "exams")
        assert bench.rows("exam")[0]["void"] is void


def test_a_clock_that_steps_back_does_not_make_the_newer_row_lose(bench: Bench, source: Double, tmp_path: Path) -> None:
    bench.collect("EIS", "exams")
    lock = bench.settings.home / "locks" / "load-sequence"
    lock.write_text(str(int(lock.read_text()) + 10**9))  # as if the clock had been a week ahead
    bench.collect("EIS", "orders")
    source.put("exam", endoscopy.exam(1, item_name="肠镜", update_ts=int(bench.now.timestamp() * 1000) - 120_000))
    bench.now += timedelta(minutes=5)
    bench.collect("EIS", "exams")
    assert bench.rows("exam")[0]["item"] == "肠镜"


def test_an_abandoned_run_is_closed_by_the_next_one(bench: Bench) -> None:
    bench.platform.start_run("run-dead", "EIS", "exams", "collect", None, "cli:someone")
    bench.collect("EIS", "exams")
    dead = bench.platform.run("run-dead")
    assert dead is not None
    assert dead["state"] == "failed"


def test_a_defect_is_recorded_without_its_text(bench: Bench) -> None:
    bench.die_at = "load"
    with pytest.raises(LightboxError) as told:
        bench.collect("EIS", "exams")
    assert told.value.__cause__ is None
    assert "Stopped at" in str(told.value)
    assert isinstance(Stopped("x"), Exception)
    assert bench.platform.runs(feed="exams")[0]["state"] == "failed"
