"""A run that one rule stops in most of its rows stops as a whole: nothing loaded, nothing kept, and the same window once it is put right."""

from pathlib import Path

import pytest

from demo.systems import uis
from pipelines.declaration import Source, load_all
from pipelines.line import Line
from quality import rules
from quality.scoped import mass
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double
from warehouse.errors import Misconfigured

ROWS = 220


def line_of(bench: Bench, declared: Source) -> Line:
    """A line whose source is declared otherwise."""
    return Line(
        bench.settings, bench.keyring, bench.platform, bench.identity, bench.archive, bench.store, bench.connections,
        sources={**load_all(), declared.source: declared}, now=lambda: bench.now, evidence=False,
    )  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Double:
    double = endoscopy.double(tmp_path / "source")
    with double.open() as connection:
        for table, rows in (("patient", endoscopy.patient), ("exam", endoscopy.exam)):
            every = [rows(n) for n in range(1, ROWS + 1)]
            marks = ", ".join("?" * len(every[0]))
            statement = f"INSERT INTO {table} ({', '.join(every[0])}) VALUES ({marks})"
            connection.executemany(statement, [tuple(row.values()) for row in every])
    connection.close()
    return double


def untouched(bench: Bench) -> None:
    """No store has anything of the run but its record."""
    assert bench.rows("exam") == bench.rows("exam_token", "token") == []
    assert bench.platform.quarantine(limit=10) == []
    assert bench.identity.known("EIS", "exam", [endoscopy.uuid(n) for n in range(1, ROWS + 1)]) == {}
    assert bench.identity.by_local("EIS", "P00001") is None
    assert bench.platform.feed("EIS", "exams")["watermark"] is None


@pytest.mark.req("A-4.2", part=True)
@pytest.mark.req("A-4.11", part=True)
def test_an_emptied_code_map_stops_the_run_and_the_same_window_loads_once_it_is_back(bench: Bench, source: Double) -> None:
    declared = load_all()["EIS"]
    emptied = declared.model_copy(update={"codes": {**declared.codes, "exam_category": {"Q": "ES.GAS"}}})
    with pytest.raises(Misconfigured) as caught:
        line_of(bench, emptied).collect("EIS", "exams", "test")
    run = bench.platform.runs(limit=1)[0]
    assert (run["state"], run["error"]) == ("failed", str(caught.value))
    for words in ("EIS.exams", "CD-01", "exam_category", f"{ROWS} 行", f"of {ROWS} rows", "代码对照", "code map"):
        assert words in run["error"]
    untouched(bench)
    counts = bench.collect("EIS", "exams")
    assert (counts["extracted"], counts["loaded"]) == (ROWS, ROWS)
    assert bench.platform.feed("EIS", "exams")["watermark"] is not None


def test_a_swapped_column_stops_the_run(bench: Bench, source: Double) -> None:
    source.run("UPDATE exam SET exam_no = patient_id, patient_id = exam_no")
    source.run("UPDATE patient SET patient_id = 'G20261001' || substr(patient_id, 2)")
    with pytest.raises(Misconfigured, match="CD-01"):
        bench.collect("EIS", "exams")
    untouched(bench)


def test_a_charset_that_is_not_the_declared_one_stops_the_run(tmp_path: Path) -> None:
    """UTF-8 in a source declared as GBK: every text reads as something, and no category is known."""
    double = Double(tmp_path / "uis.db", uis.SCHEMA)
    for n in range(1, ROWS + 1):
        double.put("BR_XX", {"BRID": f"H{n:07d}".encode(), "XM": "张三丰".encode(), "XB": 1})
        exam = {"JCXH": n, "JCH": f"26{n:06d}".encode(), "BRID": f"H{n:07d}".encode(), "LY": 2, "ZT": 4, "DJSJ": "2026-10-01 08:00:00"}
        double.put("JC_JL", {**exam, "JCLX": "腹部".encode(), "XGSJ": "2026-10-01 09:00:00"})
    made = Bench(tmp_path, {"UIS": {"url": f"sqlite:///{tmp_path / 'uis.db'}", "share": str(tmp_path)}})
    with pytest.raises(Misconfigured, match=r"CD-01.*exam_category"):
        made.collect("UIS", "exams")
    assert made.rows("exam") == []
    assert made.platform.quarantine(limit=10) == []
    declared = load_all()["UIS"].model_copy(update={"charset": "utf-8"})
    assert line_of(made, declared).collect("UIS", "exams", "test").loaded == ROWS


def test_batches_of_one_run_count_together(tmp_path: Path, source: Double) -> None:
    """Of batches too small to speak for themselves the first are kept row by row, until the run has said enough."""
    made = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source")}, batch_rows=50, page_rows=50)
    source.run("UPDATE exam SET exam_no = 'X' WHERE id <= 150")
    with pytest.raises(Misconfigured, match=r"149 of 2\d\d rows|150 of 2\d\d rows"):
        made.collect("EIS", "exams")
    assert 0 < len(made.platform.quarantine(limit=1000)) <= 150


def test_a_few_bad_rows_are_just_bad_rows(bench: Bench, source: Double) -> None:
    source.run(f"UPDATE exam SET exam_no = 'X' WHERE id <= {ROWS // 2}")  # half is not more than half
    counts = bench.collect("EIS", "exams")
    assert (counts["loaded"], counts["quarantined"]) == (ROWS - ROWS // 2, ROWS // 2)


def test_what_a_person_releases_is_tried_whatever_becomes_of_it(bench: Bench, source: Double) -> None:
    source.run("UPDATE exam SET exam_no = 'X' WHERE id <= 110")
    bench.collect("EIS", "exams")
    bench.settings.__dict__["mass_failure_rows"] = 10
    items = [item["item_id"] for item in bench.platform.quarantine(limit=1000)]
    assert bench.line.release(items, False, "test").quarantined == 110


@pytest.mark.parametrize(
    ("stopped", "rows", "fails"),
    [(499, 1000, False), (500, 1000, False), (501, 1000, True), (199, 199, False), (200, 200, True), (0, 1000, False)],
)
def test_share_and_least_rows_decide(stopped: int, rows: int, fails: bool) -> None:
    found = mass.failure({("CD-01", "exam_category"): stopped}, rows, 0.5, 200)
    assert (found is not None) is fails


def test_a_rule_may_say_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not there yet says nothing about the others."""
    assert rules.by_id("FL-01").mass_failure is False
    assert mass.failure({("FL-01", "path"): 1000}, 1000, 0.5, 200) is None
    own = rules.by_id("FL-02")
    monkeypatch.setattr(mass.rules, "by_id", lambda *_: rules.Rule(**{**vars(own), "mass_failure": {"share": 0.9, "rows": 20}}))
    assert mass.failure({("FL-02", "path"): 18}, 20, 0.5, 200) is None
    assert mass.failure({("FL-02", "path"): 19}, 20, 0.5, 200) is not None
