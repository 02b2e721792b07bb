"""A stopped row has a way back: it is released in a run of its own, by itself when a later version passes, or on a person's word."""

from datetime import timedelta
from pathlib import Path

import pytest

from quality.feeds import Feed
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double
from warehouse.errors import Misconfigured, Refused

PDF = b"%PDF-1.4\nreport\n%%EOF\n"


def stop_one(bench: Bench, source: Double) -> int:
    source.put("exam", endoscopy.exam(2, exam_no="X1"))
    assert bench.collect("EIS", "exams")["quarantined"] == 1
    (item,) = bench.platform.quarantine()
    assert (item["rule"], item["field"], item["state"]) == ("CD-01", "exam_category", "open")
    assert item["cause"]
    return item["item_id"]


def test_a_release_is_a_run_of_its_own_and_balances(bench: Bench, source: Double) -> None:
    item = stop_one(bench, source)
    counts = vars(bench.line.release([item], False, "test"))
    assert (counts["extracted"], counts["quarantined"], counts["loaded"]) == (1, 1, 0)  # the rule still objects
    kept = bench.platform.quarantine_item(item)
    assert kept is not None
    assert (kept["state"], kept["retries"]) == ("open", 1)
    assert {run["kind"] for run in bench.platform.runs()} == {"collect", "release"}


def test_a_waived_row_is_loaded_and_its_item_released(bench: Bench, source: Double) -> None:
    item = stop_one(bench, source)
    counts = vars(bench.line.release([item], True, "test"))
    assert (counts["extracted"], counts["loaded"]) == (1, 1)
    released = bench.platform.quarantine_item(item)
    assert released is not None
    assert released["state"] == "released"
    assert len(bench.rows("exam")) == 12
    with pytest.raises(Refused, match="not open"):
        bench.line.release([item], True, "test")


def test_a_later_version_that_passes_closes_the_item(bench: Bench, source: Double) -> None:
    item = stop_one(bench, source)
    bench.now += timedelta(minutes=10)
    source.put("exam", endoscopy.exam(2, update_ts=int(bench.now.timestamp() * 1000) - 120_000))
    assert bench.collect("EIS", "exams")["loaded"] == 1
    closed = bench.platform.quarantine_item(item)
    assert closed is not None
    assert closed["state"] == "closed"


def test_without_a_key_there_is_nothing_to_waive(bench: Bench, source: Double) -> None:
    source.run("UPDATE exam SET exam_uuid = NULL WHERE id = 5")
    assert bench.collect("EIS", "exams")["quarantined"] == 1
    (item,) = bench.platform.quarantine()
    assert item["rule"] == "KY-01"
    assert vars(bench.line.release([item["item_id"]], True, "test"))["quarantined"] == 1


def test_a_file_still_broken_but_changed_is_one_open_item(bench: Bench, source: Double, tmp_path: Path) -> None:
    folder = tmp_path / "source" / "share" / "eis" / "report"
    folder.mkdir(parents=True)
    file = folder / f"{endoscopy.uuid(1)}.pdf"
    file.write_bytes(PDF[:10])
    assert bench.collect("EIS", "files")["quarantined"] == 1
    file.write_bytes(PDF[:14])
    (item,) = bench.platform.quarantine(state="open")
    bench.line.release([item["item_id"]], False, "test")
    (still,) = bench.platform.quarantine(state="open")
    assert still["item_id"] != item["item_id"]


def test_unknown_sources_and_feeds_are_told(bench: Bench) -> None:
    with pytest.raises(Misconfigured, match="LIS"):
        bench.line.reader("LIS", Feed.EXAMS)
    with pytest.raises(ValueError, match="nothing"):
        bench.line.collect("EIS", "nothing", "test")


@pytest.mark.req("A-4.11", part=True)
def test_a_repaired_row_is_loaded_once_and_stays_so_until_its_source_edits_it(bench: Bench, source: Double) -> None:
    item = stop_one(bench, source)
    assert bench.line.repair(item, {"exam_category": "X"}, "test").quarantined == 1  # another wrong value is judged like any
    counts = bench.line.repair(item, {"exam_category": "G"}, "test")
    assert (counts.extracted, counts.loaded, counts.balanced()) == (1, 1, True)
    repaired = bench.platform.quarantine_item(item)
    assert repaired is not None
    assert repaired["state"] == "released"
    assert len(bench.rows("exam")) == 12
    with bench.platform._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE feed SET watermark = NULL")
    again = bench.collect("EIS", "exams")
    assert (again["unchanged"], again["quarantined"], again["loaded"]) == (12, 0, 0)
    bench.now += timedelta(minutes=10)
    source.put("exam", endoscopy.exam(2, exam_no="Z1", update_ts=int(bench.now.timestamp() * 1000) - 120_000))
    assert bench.collect("EIS", "exams")["quarantined"] == 1


def test_what_only_the_source_can_say_is_not_repaired(bench: Bench, source: Double) -> None:
    item = stop_one(bench, source)
    for column in ("key", "deleted", "_hash", "nothing"):
        with pytest.raises(Refused, match="at the source"):
            bench.line.repair(item, {column: "1"}, "test")
    with pytest.raises(Refused, match="characters"):
        bench.line.repair(item, {"exam_category": "G" * 2001}, "test")
    kept = bench.platform.quarantine_item(item)
    assert kept is not None
    assert (kept["state"], kept["retries"]) == ("open", 0)


@pytest.mark.req("A-4.11", part=True)
def test_a_discarded_row_stays_aside_when_it_is_read_again_and_can_be_taken_back(bench: Bench, source: Double) -> None:
    item = stop_one(bench, source)
    assert bench.platform.discard([item, item + 7], b"sealed", "it") == 1
    assert bench.platform.discard([item], b"sealed", "it") == 0
    with bench.platform._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE feed SET watermark = NULL")
    assert bench.collect("EIS", "exams")["quarantined"] == 1
    assert [i["state"] for i in bench.platform.quarantine()] == ["discarded"]
    with pytest.raises(Refused, match="not open"):
        bench.line.release([item], True, "test")
    assert bench.platform.reopen([item]) == 1
    assert bench.line.release([item], True, "test").loaded == 1


@pytest.mark.req("A-4.11", part=True)
def test_a_code_mapped_by_a_person_lets_its_rows_through(bench: Bench, source: Double) -> None:
    item = stop_one(bench, source)
    bench.platform.add_code("EIS", "exam_category", "X", "ES.GAS", "engineer")
    counts = bench.line.release([item], False, "test")
    assert (counts.extracted, counts.loaded, counts.balanced()) == (1, 1, True)
    mapped = bench.platform.quarantine_item(item)
    assert mapped is not None
    assert mapped["state"] in ("released", "closed")
    assert [row["exam_category"] for row in bench.rows("exam")] == ["ES.GAS"] * 12
    with bench.platform._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE feed SET watermark = NULL")
    again = bench.collect("EIS", "exams")
    assert (again["quarantined"], len(bench.rows("exam"))) == (0, 12)
