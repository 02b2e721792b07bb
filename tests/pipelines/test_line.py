"""The line end to end on one department: what a row becomes in every store."""

import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipelines.declaration import load_all
from pipelines.publish import publish_declarations
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double
from warehouse.errors import LightboxError


@pytest.mark.req("A-2.5", part=True)
def test_an_exam_becomes_codes_times_marks_tokens_and_a_person(bench: Bench) -> None:
    counts = bench.collect("EIS", "exams")
    assert (counts["extracted"], counts["loaded"]) == (12, 12)
    exam = bench.rows("exam")[0]
    assert exam["source"] == "EIS"
    assert (exam["exam_category"], exam["modality"], exam["patient_class"], exam["exam_status"]) == ("ES.GAS", "ES", "1", "40")
    assert exam["order_time"] == datetime(2026, 10, 1, 8, 10)  # epoch milliseconds UTC → wall time of China
    assert (exam["wait_s"], exam["exam_s"], exam["chain_marks"]) == (1200, 900, "")
    assert (exam["birth_month"], exam["sex"], exam["age_years"]) == ("1985-03", "1", 41)
    tokens = bench.rows("exam_token", "token")
    assert {t["token_type"] for t in tokens if t["exam_id"] == exam["exam_id"]} == {"accession", "visit", "order"}
    assert bench.keyring.token("accession", "G2026100100001") in {t["token"] for t in tokens}
    assert bench.identity.by_local("EIS", "P00001") == exam["person_id"]
    assert bench.identity.exam_numbers([exam["exam_id"]])[exam["exam_id"]].accession == "G2026100100001"


@pytest.mark.req("A-4.2", part=True)
def test_encrypted_numbers_are_opened_only_for_identity(bench: Bench, source: Double) -> None:
    from demo.systems.eis import encrypt

    source.put("patient", endoscopy.patient(1, id_card_enc=encrypt("990101198503070017", endoscopy.KEY)))
    bench.collect("EIS", "exams")
    exam = bench.rows("exam")[0]
    assert exam["real_name"] is True
    assert bench.identity.find("idno", "990101198503070017") == [exam["person_id"]]


def test_the_report_is_clean_text_and_its_original_lies_sealed(bench: Bench, source: Double) -> None:
    bench.collect("EIS", "exams")
    bench.collect("EIS", "reports")
    report = bench.rows("report")[0]
    assert report["findings"].startswith("食管：黏膜光滑\n胃窦：充血")
    assert report["version"] == 1
    with bench.archive.open(report["object_id"]) as stream:
        original = json.load(stream)
    assert original["conclusion"] == "慢性非萎缩性胃炎"
    assert original["extracted"]["findings"].startswith("<p>食管")


def test_another_text_is_another_version_and_the_same_text_is_not(bench: Bench, source: Double) -> None:
    bench.collect("EIS", "reports")
    first = bench.rows("report")[0]["object_id"]
    for text, version in (("浅表性胃炎", 2), ("浅表性胃炎", 2), ("慢性胃炎", 3)):
        bench.now += timedelta(minutes=10)
        source.put("report", endoscopy.report(1, diagnosis=text, update_ts=int(bench.now.timestamp() * 1000) - 120_000))
        bench.collect("EIS", "reports")
        assert bench.rows("report")[0]["version"] == version
    with bench.archive.open(first) as stream:  # earlier versions stay
        assert json.load(stream)["conclusion"] == "慢性非萎缩性胃炎"


def test_what_the_source_deletes_is_hidden_with_its_reason(bench: Bench, source: Double) -> None:
    for feed in ("exams", "reports", "orders"):
        bench.collect("EIS", feed)
    bench.now += timedelta(minutes=10)
    source.put("exam", endoscopy.exam(1, status="deleted", update_ts=int(bench.now.timestamp() * 1000) - 120_000))
    for feed, table in (("exams", "exam"), ("reports", "report"), ("orders", "exam_order")):
        assert bench.collect("EIS", feed)["deleted"] == 1
        gone = bench.rows(table)[0]
        assert (gone["void"], gone["void_reason"]) == (True, "SRC_DEL")
        assert sum(row["void"] for row in bench.rows(table)) == 1


@pytest.mark.req("A-3.3", part=True)
def test_rows_follow_their_person_when_records_are_linked_later(bench: Bench, source: Double) -> None:
    """Reports and orders come first; then two patient numbers turn out to be one person."""
    from demo.systems.eis import encrypt

    for feed in ("reports", "orders", "exams"):
        bench.collect("EIS", feed)
    persons = {row["exam_id"]: row["person_id"] for row in bench.rows("exam")}
    assert len(set(persons.values())) == 12
    for table in ("report", "exam_order"):
        assert {row["exam_id"]: row["person_id"] for row in bench.rows(table)} == persons
    bench.now += timedelta(minutes=10)
    stamp = int(bench.now.timestamp() * 1000) - 120_000
    number = encrypt("990101198503070017", endoscopy.KEY)
    for n in (1, 2):
        source.put("patient", endoscopy.patient(n, full_name="堃喆甲", id_card_enc=number, his_pid=None, update_ts=stamp))
    bench.collect("EIS", "exams")
    moved = {row["exam_id"]: row["person_id"] for row in bench.rows("exam")}
    assert len(set(moved.values())) == 11
    for table in ("report", "exam_order"):
        assert {row["exam_id"]: row["person_id"] for row in bench.rows(table)} == moved
    assert bench.identity.pending_moves() == []


@pytest.mark.parametrize("killed_at", [None, "load", "moves", "confirm"])
def test_a_person_moved_between_link_and_load_is_put_right(bench: Bench, source: Double, killed_at: str | None) -> None:
    """Another process links while this batch is on its way to the store, and this one may not live to follow."""
    bench.collect("EIS", "exams")
    before = bench.rows("exam")[0]
    moved: list[int] = []
    original = bench.identity.persons_of

    def later(exam_ids: list[int]) -> dict[int, int]:
        found = original(exam_ids)
        if "load" in bench.stages and before["exam_id"] in found:
            moved.append(before["exam_id"])
            return {**found, before["exam_id"]: 424242}
        return found

    bench.identity.persons_of = later  # type: ignore[method-assign]
    bench.stages.clear()
    source.put("exam", endoscopy.exam(1, item_name="肠镜", update_ts=int(bench.now.timestamp() * 1000) - 120_000))
    bench.now += timedelta(minutes=5)
    if killed_at:
        bench.die_at = killed_at
        with pytest.raises(LightboxError):
            bench.collect("EIS", "exams")
        bench.die_at, bench.line = None, bench.new_line()
    bench.collect("EIS", "exams")
    assert moved
    after = bench.rows("exam")[0]
    assert (after["item"], after["person_id"]) == ("肠镜", 424242)


def test_great_expectations_counts_stand_beside_our_own(tmp_path: Path, source: Double) -> None:
    bench = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source")}, evidence=True)
    source.put("exam", endoscopy.exam(2, exam_no="X1"))
    source.put("patient", endoscopy.patient(3, mobile="12"))
    bench.collect("EIS", "exams")
    run = bench.platform.run(bench.platform.runs()[0]["run_id"])
    assert run is not None
    assert run["balanced"]
    assert {f["rule"] for f in run["findings"]} >= {"CD-01", "PH-01"}
    assert all(f["rows"] == f["evidence_rows"] for f in run["findings"])
    assert {s["step"] for s in run["steps"]} == {"extract", "validate", "pseudonymise", "link", "load", "commit"}


def test_batches_bound_memory_and_each_has_its_receipt(tmp_path: Path, source: Double) -> None:
    bench = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source")}, batch_rows=5, page_rows=3)
    assert bench.collect("EIS", "exams")["loaded"] == 12
    run = bench.platform.run(bench.platform.runs()[0]["run_id"])
    assert run is not None
    assert sum(receipt["extracted"] for receipt in run["receipts"]) == 12
    assert max(receipt["extracted"] for receipt in run["receipts"]) <= 5
    assert len({receipt["label"] for receipt in run["receipts"]}) == len(run["receipts"])


def test_a_window_without_any_new_row_is_a_run_with_unchanged_rows_only(bench: Bench) -> None:
    for feed in ("orders", "exams", "reports"):
        bench.collect("EIS", feed)
        bench.platform.start_run(f"forget-{feed}", "EIS", feed, "collect", None, "test")
        bench.platform.finish_run(f"forget-{feed}", "success", watermark={"exam": 0, "report": 0, "patient": 0})
        assert bench.collect("EIS", feed)["unchanged"] == 12


def test_several_rows_of_one_key_become_its_newest(bench: Bench, source: Double) -> None:
    source.put("report", endoscopy.report(101, exam_uuid=endoscopy.uuid(1), write_ts=endoscopy.START + 9 * 3_600_000))
    source.put("report", endoscopy.report(101, exam_uuid=endoscopy.uuid(1), update_ts=endoscopy.START + 10**9))
    counts = bench.collect("EIS", "exams")
    assert (counts["extracted"], counts["loaded"], counts["merged"]) == (13, 12, 1)
    again = bench.rows("exam")
    bench.platform.start_run("forget", "EIS", "exams", "collect", None, "test")
    bench.platform.finish_run("forget", "success", watermark={"exam": 0, "report": 0, "patient": 0})
    counts = bench.collect("EIS", "exams")
    assert (counts["loaded"], counts["unchanged"], counts["merged"]) == (0, 12, 1)
    assert bench.rows("exam") == again


def test_a_test_patient_found_later_is_withdrawn(bench: Bench, source: Double) -> None:
    bench.collect("EIS", "exams")
    bench.now += timedelta(minutes=10)
    source.put("patient", endoscopy.patient(1, full_name="测试", update_ts=int(bench.now.timestamp() * 1000) - 120_000))
    assert bench.collect("EIS", "exams")["excluded"] == 1
    assert (bench.rows("exam")[0]["void"], bench.rows("exam")[0]["void_reason"]) == (True, "TEST")


@pytest.mark.req("A-4.6", part=True)
def test_published_declarations_are_local_files_for_the_dags(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "GONE.json").write_text("{}")
    publish_declarations(bench.platform, folder)
    assert {f.name for f in folder.iterdir()} == {f"{name}.json" for name in load_all()}
    document = json.loads((folder / "RIS.json").read_text(encoding="utf-8"))
    assert document["pool"] == "source_ris"
    assert {g["group"]: g["feeds"] for g in document["groups"]} == {
        "business": ["orders", "exams", "merges"], "reports": ["reports"], "files": ["files", "images"],
    }  # fmt: skip
    assert all({"zh", "schedule", "retries", "retry_seconds"} <= set(g) for g in document["groups"])
    assert len(bench.platform.published("source")) == 6
    assert len(bench.platform.published("rule")) >= 40
    assert len(bench.platform.feeds()) >= 29


def test_reading_a_source_never_writes_to_it(bench: Bench, tmp_path: Path) -> None:
    from pipelines.connection import session
    from pipelines.declaration import SOURCES, load

    declared = load(SOURCES / "eis.yaml")
    with (
        session(declared, bench.connections["EIS"], bench.settings) as extractor,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        extractor._connection.connection.dbapi_connection.execute("DELETE FROM exam")  # type: ignore[attr-defined]
