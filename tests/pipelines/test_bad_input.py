"""Bad input, tried and answered: each odd thing a source may hold ends as a verdict or an error that says what to do."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from demo.systems import ris
from pipelines.declaration import load_all
from pipelines.line import Line
from pipelines.mapping import RowMapping
from quality.decode import text_of
from quality.feeds import Feed
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double
from tests.quality.builders import one
from warehouse.errors import Misconfigured

LIMIT = 2_000


def stopped(bench: Bench) -> list[tuple[str, str]]:
    return sorted((item["rule"], item["field"]) for item in bench.platform.quarantine(limit=1000))


@pytest.mark.req("A-4.2", part=True)
def test_a_text_without_end_is_stopped_and_no_more_of_it_travels_than_shows_its_length(tmp_path: Path, source: Double) -> None:
    made = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source")})
    made.settings.__dict__["text_max_chars"] = LIMIT
    source.put("report", endoscopy.report(1, report_html="胃" * 5_000_000))
    source.put("report", endoscopy.report(2, report_html=b"\xe8\x83\x83" * 3_000_000))
    source.put("exam", endoscopy.exam(3, item_name="镜" * 5_000_000))
    assert made.collect("EIS", "reports")["quarantined"] == 2
    assert made.collect("EIS", "exams")["quarantined"] == 1
    assert stopped(made) == [("LN-01", "findings"), ("LN-01", "findings"), ("LN-01", "item")]
    for item in made.platform.quarantine(limit=10):
        assert len(made.platform.quarantine_payload(item["item_id"])) < 40 * LIMIT
    assert sum(f.stat().st_size for f in made.settings.home.rglob("*") if f.is_file() and "staging" in f.parts) < 10**6


def test_what_is_cut_for_its_length_is_always_seen_to_be_too_long() -> None:
    declared = load_all()["EIS"]
    mapping = RowMapping(declared, declared.feeds[Feed.REPORTS], 10)
    for value, least in (("a" * 11, 11), ("a" * 99, 11), (b"\xe8\x83\x83" * 99, 13), ("𠮷".encode("gb18030") * 99, 11), ("a" * 10, 10)):
        row = {name: None for name in declared.feeds[Feed.REPORTS].source_columns()} | {"r.report_html": value}
        kept: Any = mapping.row(row)["findings"]
        text = kept if isinstance(kept, str) else kept.decode("gb18030" if b"\x95" in kept[:1] else "utf-8", "ignore")
        assert len(text) >= least


@pytest.mark.req("A-4.2", part=True)
def test_bytes_of_a_file_in_a_text_column_stop_the_row(bench: Bench, source: Double) -> None:
    source.put("report", endoscopy.report(1, diagnosis=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\xff\xd8\xff\x00\x80"))
    source.put("patient", endoscopy.patient(2, full_name=b"\x00\xff\xfe\x80"))
    source.put("exam", endoscopy.exam(3, room=b"\xff\xfe\x00\x80"))
    assert bench.collect("EIS", "reports")["quarantined"] == 2  # the second patient's name is in the report's row, too
    assert bench.collect("EIS", "exams")["loaded"] == 11
    assert stopped(bench) == [("CS-01", "conclusion"), ("CS-01", "name"), ("CS-01", "name")]
    entry = bench.identity.known("EIS", "exam", [endoscopy.uuid(3)])[endoscopy.uuid(3)]
    row = next(row for row in bench.rows("exam") if row["exam_id"] == entry.id)
    assert (row["room"], row["rules"]) == (None, "CS-01")


def test_sql_in_a_value_is_a_value(bench: Bench, source: Double) -> None:
    evil = "张三'; DROP TABLE exam; --"
    source.put("patient", endoscopy.patient(1, full_name=evil, his_pid="' OR 1=1 --", patient_id="P'; DROP TABLE patient; --"))
    source.put("exam", endoscopy.exam(1, patient_id="P'; DROP TABLE patient; --", exam_uuid="x'; DELETE FROM exam; --", item_name=evil))
    assert bench.collect("EIS", "exams")["loaded"] == 12
    assert bench.collect("EIS", "orders")["loaded"] == 12
    assert bench.line.recollect_keys("EIS", ["x'; DELETE FROM exam; --"], "test").extracted >= 1
    assert bench.identity.by_local("EIS", "P'; DROP TABLE patient; --") is not None
    with source.open() as connection:
        assert connection.execute("SELECT count(*) FROM exam").fetchone() == (12,)
    connection.close()


@pytest.mark.req("A-4.4", part=True)
def test_files_that_are_not_what_they_say_are_stopped(tmp_path: Path) -> None:
    """A PDF named .jpg, an empty file, a path that leads out of the share: nothing of them reaches the archive."""
    double = Double(tmp_path / "ris.db", ris.SCHEMA)
    share = tmp_path / "share"
    (share / "report/2026/10/01").mkdir(parents=True)
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.4\nsecret\n%%EOF")
    (share / "report/2026/10/01/A1_1_01.jpg").write_bytes(b"%PDF-1.4\n1 0 obj\n%%EOF")
    (share / "report/2026/10/01/A2.pdf").write_bytes(b"")
    (share / "report/link.pdf").symlink_to(tmp_path / "secret.pdf")
    at = "2026-10-01 09:00:00"
    paths = [None, r"\\ris-nas\report\2026\10\01\A2.pdf", r"\\ris-nas\report\..\..\secret.pdf", r"C:\secret.pdf", "https://elsewhere/x.pdf",
             r"\\ris-nas\report\link.pdf", "\\\\ris-nas\\report\\x.pdf\nY"]  # fmt: skip
    for n, path in enumerate(paths, start=1):
        double.put("RIS_EXAM", {"EXAM_ID": n, "ACCESSION_NO": f"A{n}", "DEL_FLAG": "0", "UPDATE_DT": at})
        report = {"REPORT_ID": n, "EXAM_ID": n, "IS_CURRENT": "1", "REPORT_DT": at, "PDF_PATH": path, "UPDATE_DT": at}
        double.put("RIS_REPORT", report)
    made = Bench(tmp_path, {"RIS": {"url": f"sqlite:///{tmp_path / 'ris.db'}", "share": str(share)}})
    counts = made.collect("RIS", "files")
    assert (counts["loaded"], counts["quarantined"]) == (0, 7)
    assert stopped(made) == [("FL-02", "path"), ("FL-03", "path"), *[("FL-06", "path")] * 5]
    assert made.rows("file_fact") == []


def test_text_where_a_number_was_costs_the_number_and_not_the_row(bench: Bench, source: Double) -> None:
    source.put("exam", endoscopy.exam(1, image_count="many", begin_ts="soon"))
    assert bench.collect("EIS", "exams")["loaded"] == 12
    row = bench.rows("exam")[0]
    assert (row["image_count"], row["exam_begin_time"]) == (None, None)
    assert set(row["rules"].split(",")) == {"DM-03", "DT-01"}


def test_text_in_the_mark_of_change_never_becomes_the_watermark(tmp_path: Path, bench: Bench, source: Double) -> None:
    """A text sorts behind every number: remembered as the highest mark it would hide all rows to come."""
    source.put("exam", endoscopy.exam(1, update_ts="tomorrow"))
    bench.collect("EIS", "exams")
    assert all(isinstance(mark, int) for mark in bench.platform.feed("EIS", "exams")["watermark"].values())
    bench.now += timedelta(minutes=10)
    source.put("exam", endoscopy.exam(2, room="9", update_ts=int(bench.now.timestamp() * 1000) - 120_000))
    assert bench.collect("EIS", "exams")["loaded"] == 1
    from demo.systems import uis

    double = Double(tmp_path / "uis.db", uis.SCHEMA)
    double.run("DROP TABLE JC_JL")
    double.run("CREATE TABLE JC_JL (" + ", ".join(c.split(":")[0] for c in uis.SCHEMA.tables[1].columns.split()) + ")")
    double.run("INSERT INTO JC_JL (JCXH) VALUES (7), ('eight')")
    bench.connections["UIS"] = {"url": f"sqlite:///{tmp_path / 'uis.db'}", "share": str(tmp_path)}
    with pytest.raises(Misconfigured, match=r"UIS: column j\.JCXH.*holds something else than numbers") as caught:
        bench.collect("UIS", "exams")
    assert "eight" not in str(caught.value)
    assert bench.platform.feed("UIS", "exams")["watermark"] is None


@pytest.mark.parametrize(("change", "named"), [("RENAME COLUMN item_name TO item", "item_name"), ("RENAME TO examination", "exam")])
def test_a_missing_column_or_table_is_named(bench: Bench, source: Double, change: str, named: str) -> None:
    source.run(f"ALTER TABLE exam {change}")
    with pytest.raises(Misconfigured, match=rf"EIS: the source has no (column|table) (e\.)?{named}"):
        bench.collect("EIS", "exams")
    assert bench.platform.runs(limit=1)[0]["state"] == "failed"


def test_a_corrected_zone_of_a_source_makes_every_row_new(bench: Bench, source: Double) -> None:
    """What was read by another clock was read wrongly: collected again, nothing is taken for known."""
    bench.collect("EIS", "exams")
    declared = load_all()["EIS"].model_copy(update={"zone": "UTC"})
    line = Line(
        bench.settings, bench.keyring, bench.platform, bench.identity, bench.archive, bench.store, bench.connections,
        sources={**load_all(), "EIS": declared}, now=lambda: bench.now, evidence=False,
    )  # fmt: skip
    keys = [endoscopy.uuid(n) for n in range(1, 13)]
    bench.line.recollect_keys("EIS", keys, "test")
    again = bench.line.recollect_keys("EIS", keys, "test")
    assert again.loaded == 0
    assert line.recollect_keys("EIS", keys, "test").unchanged == 0


DAYS = [
    ("2024-02-29 10:00:00", None, set()),
    ("2023-02-29 10:00:00", "null", {"DT-01"}),  # no such day
    ("1900-01-01 00:00:00", "null", {"DT-02"}),
    ("1900-02-28 10:00:00", "null", {"DT-04"}),
    ("1970-01-01 08:00:00", "null", {"DT-04"}),
    ("9999-12-31 23:59:59", "null", {"DT-02"}),
    ("9999-06-01 10:00:00", None, {"DT-03"}),
    ("99999-01-01 10:00:00", "null", {"DT-01"}),
]


@pytest.mark.req("A-4.2", part=True)
@pytest.mark.parametrize(("text", "kept", "rules"), DAYS)
def test_days_that_are_none_and_years_nobody_means(text: str, kept: str | None, rules: set[str]) -> None:
    row = one(Feed.EXAMS, {"print_time": text})
    assert (row["print_time"] is None) is (kept == "null")
    assert row.rules == rules


@pytest.mark.parametrize("value", ["-86400000", "-1", "1e13", "12345678901234567890"])
def test_an_epoch_that_is_none_costs_the_time_and_not_the_row(value: str) -> None:
    from tests.quality.builders import reading

    row = one(Feed.EXAMS, {"print_time": value}, how=reading(Feed.EXAMS, print_time={"times": ("epoch",)}))
    assert row["print_time"] is None
    assert row.outcome == "accepted"
    assert row.rules <= {"DT-01", "DT-02"}
    assert row.rules


@pytest.mark.parametrize(
    ("raw", "declared", "text", "mark"),
    [
        ("测试".encode("gbk"), "latin-1", "测试", "charset"),
        ("测试".encode(), "cp1252", "测试", "charset"),
        ("José".encode("latin-1"), "latin-1", "José", None),
        (b"SMITH", "latin-1", "SMITH", None),
        ("测试".encode("gbk"), "gb18030", "测试", None),
    ],
)
def test_a_charset_of_one_byte_declared_for_chinese_is_seen_to_be_false(raw: bytes, declared: str, text: str, mark: str | None) -> None:
    assert text_of(raw, declared) == (text, mark)
