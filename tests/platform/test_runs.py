"""Runs and receipts: nothing half written, nothing twice, all sums right."""

import threading

import pytest
from sqlalchemy import Engine, event, func, select

from tests.platform.builders import outcome, stopped
from warehouse.errors import Misconfigured, Refused
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.schema import FEED, FINDING_COUNT, METADATA, QUARANTINE, RECEIPT, RUN_STEP
from warehouse.platform.store import Platform

WINDOW = {"lower": None, "upper": {"update_time": "2026-11-01 00:00:00"}}


class Killed(BaseException):
    """Stands for a kill between two statements: no handler of ours catches it."""


def started(platform: Platform, run_id: str = "r1", kind: str = "collect") -> str:
    platform.start_run(run_id, "RIS", "exams", kind, WINDOW, "airflow")
    return run_id


def test_a_batch_is_on_record_with_all_its_parts(platform: Platform) -> None:
    started(platform)
    platform.commit_batch(outcome("r1", 1, 8, [stopped("a"), stopped("b")]))
    platform.commit_batch(outcome("r1", 2, 5))
    run = platform.run("r1")
    assert run is not None
    assert (run["extracted"], run["loaded"], run["quarantined"], run["balanced"]) == (15, 13, 2, True)
    assert run["window"] == WINDOW
    assert [r["batch"] for r in run["receipts"]] == [1, 2]
    assert run["receipts"][0]["target_rows"] == {"exam": 8}
    steps = {s["step"]: s for s in run["steps"]}
    assert steps["validate"]["seconds"] == pytest.approx(0.4, abs=1e-9)
    assert steps["load"]["rows"] == 15
    assert [(f["rule"], f["rows"], f["evidence_rows"]) for f in run["findings"]] == [("ID-02", 4, 4)]


def test_a_batch_committed_twice_changes_nothing(platform: Platform) -> None:
    started(platform)
    for _ in range(2):
        platform.commit_batch(outcome("r1", 1, 8, [stopped("a")]))
    run = platform.run("r1")
    assert run is not None
    assert (run["extracted"], len(run["receipts"])) == (9, 1)
    assert platform.quarantine()[0]["retries"] == 0
    assert platform.batch_done("r1", 1)
    assert not platform.batch_done("r1", 2)


def test_counts_that_do_not_add_up_are_refused_and_leave_nothing(platform: Platform, engine: Engine) -> None:
    started(platform)
    wrong = outcome("r1", 1, 8)
    wrong = outcome("r1", 1, 8, counts={**wrong.counts, "extracted": 9})
    with pytest.raises(AssertionError):
        platform.commit_batch(wrong)
    assert _rows(engine) == [0, 0, 0, 0]


def test_a_batch_of_a_run_never_started_is_refused(platform: Platform, engine: Engine) -> None:
    with pytest.raises(Refused):
        platform.commit_batch(outcome("nobody", 1, 8))
    assert _rows(engine) == [0, 0, 0, 0]


def _rows(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        tables = (RECEIPT, RUN_STEP, FINDING_COUNT, QUARANTINE)
        return [int(connection.execute(select(func.count()).select_from(t)).scalar_one()) for t in tables]


def test_a_kill_between_any_two_statements_leaves_nothing_half_written(platform: Platform, engine: Engine) -> None:
    """The commit is stopped before its 1st, 2nd, 3rd … statement; each time everything is as before, and once it all succeeds."""
    started(platform)
    batch = outcome("r1", 1, 8, [stopped("a"), stopped("b")], passed=["z"])
    countdown = [0]

    def strike(*_: object) -> None:
        countdown[0] -= 1
        if countdown[0] == 0:
            raise Killed

    event.listen(engine, "before_cursor_execute", strike)
    try:
        for at in range(1, 100):
            countdown[0] = at
            try:
                platform.commit_batch(batch)
                break
            except Killed:
                countdown[0] = 0
                assert _rows(engine) == [0, 0, 0, 0], f"something stayed after a kill at statement {at}"
                assert platform.run("r1")["extracted"] == 0  # type: ignore[index]
    finally:
        event.remove(engine, "before_cursor_execute", strike)
    assert at > 8, "the kill must have struck several statements"
    assert _rows(engine) == [1, 2, 1, 2]
    assert platform.run("r1")["extracted"] == 10  # type: ignore[index]


def test_two_writers_at_once_lose_nothing_and_repeat_nothing(platform: Platform, database: str, keyring: Keyring) -> None:
    """Both commit the same 12 batches, as a retried task and its zombie would, and see the same quarantined rows."""
    started(platform)
    errors: list[BaseException] = []
    gate = threading.Barrier(2)

    def write() -> None:
        own_engine = engine_for(database)
        try:
            own = Platform(own_engine, keyring)
            gate.wait()
            for number in range(1, 13):
                own.commit_batch(outcome("r1", number, 8, [stopped(f"k{number}")]))
        except BaseException as error:
            errors.append(error)
        finally:
            own_engine.dispose()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    run = platform.run("r1")
    assert run is not None
    assert (run["extracted"], run["quarantined"], len(run["receipts"])) == (12 * 9, 12, 12)
    assert len(platform.quarantine(limit=100)) == 12


def test_the_watermark_moves_only_with_the_success_of_a_collection(platform: Platform) -> None:
    mark = {"update_time": "2026-11-01 00:00:00"}
    started(platform, "failed")
    platform.finish_run("failed", "failed", mark, "the source did not answer")
    assert platform.feed("RIS", "exams")["watermark"] is None
    started(platform, "release", "release")
    platform.finish_run("release", "success", mark)
    assert platform.feed("RIS", "exams")["watermark"] is None
    assert platform.feed("RIS", "exams")["last_run"] == "failed"
    started(platform, "good")
    platform.finish_run("good", "success", mark)
    feed = platform.feed("RIS", "exams")
    assert feed["watermark"] == mark
    assert feed["last_success"]
    assert platform.run("failed")["error"] == "the source did not answer"  # type: ignore[index]


def test_feeds_show_last_run_totals_and_open_quarantine(platform: Platform) -> None:
    for number, run_id in enumerate(("r1", "r2"), 1):
        started(platform, run_id)
        platform.commit_batch(outcome(run_id, 1, 8 * number, [stopped(run_id)]))
        platform.finish_run(run_id, "success", {"n": number})
    feeds = {(f["source"], f["feed"]): f for f in platform.feeds()}
    assert len(feeds) == 3
    exams = feeds["RIS", "exams"]
    assert (exams["loaded"], exams["totals"]["loaded"], exams["totals"]["extracted"]) == (16, 24, 26)
    assert (exams["quarantine_open"], exams["state"], exams["watermark"]) == (2, "success", {"n": 2})
    assert feeds["UIS", "exams"]["state"] is None
    assert feeds["UIS", "exams"]["totals"]["loaded"] == 0


def test_runs_are_listed_newest_first_in_pages(platform: Platform) -> None:
    for number in range(5):
        started(platform, f"r{number}")
    platform.finish_run("r3", "success")
    first = platform.runs(limit=3)
    assert [r["run_id"] for r in first] == ["r4", "r3", "r2"]
    assert [r["run_id"] for r in platform.runs(limit=3, before=first[-1]["started_at"])] == ["r1", "r0"]
    assert [r["run_id"] for r in platform.runs(state="success")] == ["r3"]
    assert platform.runs(source="UIS") == []
    assert platform.run("unknown") is None


def test_a_run_started_again_goes_on_from_its_receipts(platform: Platform) -> None:
    started(platform)
    platform.commit_batch(outcome("r1", 1, 8))
    platform.finish_run("r1", "failed", error="stopped")
    started(platform)
    run = platform.run("r1")
    assert run is not None
    assert (run["state"], run["error"], run["extracted"]) == ("running", None, 8)


def test_an_undeclared_feed_is_named_as_a_mistake_of_configuration(platform: Platform) -> None:
    with pytest.raises(Misconfigured, match="XIS"):
        platform.feed("XIS", "exams")


def test_migrating_again_keeps_everything(platform: Platform) -> None:
    started(platform)
    platform.migrate()
    platform.declare_feeds([("RIS", "exams")])
    assert platform.run("r1") is not None


def test_all_text_columns_compare_byte_by_byte() -> None:
    assert {t.dialect_options["mysql"]["collate"] for t in METADATA.tables.values()} == {"utf8mb4_bin"}


def test_an_error_of_the_database_shows_no_value(platform: Platform, engine: Engine) -> None:
    from sqlalchemy import insert
    from sqlalchemy.exc import SQLAlchemyError

    with pytest.raises(SQLAlchemyError) as caught, engine.begin() as connection:
        connection.execute(insert(FEED).values(source="RIS", feed="exams", settings="CANARY-VALUE", enabled=True))
    assert "CANARY" not in str(caught.value)
