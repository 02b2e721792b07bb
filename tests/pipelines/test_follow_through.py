"""What its source removes or joins disappears here, or becomes one person; what comes back is shown again."""

from datetime import timedelta
from pathlib import Path

import pytest

from demo.systems import ris, uis
from tests.pipelines.doubles import Bench, Double
from warehouse.errors import Misconfigured
from warehouse.voids import FOLLOWING

DAY = "2026-10-20"


def ultrasound(n: int, **other: object) -> dict[str, object]:
    return {
        "JCXH": 50_000 + n, "JCH": f"U{n:04d}", "BRID": f"B{n:04d}", "LY": 2, "JCLX": "腹部", "BW": "肝胆", "ZT": 4, "KDSJ": f"{DAY} 08:00:00",
        "DJSJ": f"{DAY} 08:30", "KSSJ": f"{DAY} 09:00:00", "JSSJ": f"{DAY} 09:10:00", "BGSJ": f"{DAY} 09:20:00", "SHSJ": f"{DAY} 09:30:00",
        "SQDH": f"S{n}", "SJ": "肝脏形态正常", "ZD": "未见异常", "YYX": 2, "XGSJ": f"{DAY} 09:30:00", **other,
    }  # fmt: skip


def radiograph(n: int, patient: str, **other: object) -> dict[str, object]:
    return {
        "EXAM_ID": n, "ACCESSION_NO": f"R{n:07d}", "PATIENT_NO": patient, "PATIENT_TYPE": "1", "MODALITY": "CT", "EXAM_STATUS": "70",
        "EXAM_ITEM": "胸部平扫", "DEL_FLAG": "0", "REG_DT": f"{DAY} 08:30:00", "UPDATE_DT": f"{DAY} 10:00:00", **other,
    }  # fmt: skip


@pytest.fixture
def ultrasounds(tmp_path: Path) -> Double:
    (tmp_path / "uis").mkdir()
    double = Double(tmp_path / "uis" / "uis.db", uis.SCHEMA)
    for n in range(1, 61):
        double.put("JC_JL", ultrasound(n))
        double.put("BR_XX", {"BRID": f"B{n:04d}", "XM": "堃喆甲", "XB": 1, "CSRQ": "1985-03-07"})
    return double


@pytest.fixture
def bench(tmp_path: Path, ultrasounds: Double) -> Bench:
    (tmp_path / "share").mkdir()
    made = Bench(tmp_path, {"UIS": {"url": f"sqlite:///{ultrasounds.file}", "share": str(tmp_path / "share")}})
    made.platform.declare_feeds([("UIS", "deletions"), ("RIS", "merges")])
    for feed in ("orders", "exams", "reports"):
        assert made.collect("UIS", feed)["loaded"] == 60
    return made


def from_the_start(bench: Bench) -> None:
    """As if the watermarks had been lost: everything is read again."""
    with bench.platform._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE feed SET watermark = NULL")


def hidden(bench: Bench) -> dict[str, int]:
    return {table: sum(row["void"] for row in bench.rows(table)) for table in FOLLOWING}


@pytest.mark.req("A-5.9", part=True)
def test_a_deletion_the_source_logs_hides_the_exam_with_all_that_belongs_to_it(bench: Bench, ultrasounds: Double) -> None:
    ultrasounds.run("DELETE FROM JC_JL WHERE JCXH = 50001")
    ultrasounds.put("JC_JL_DEL", {"JCXH": 50_001, "SCSJ": "2026-10-21 08:00:00"}, {"JCXH": 77_777, "SCSJ": "2026-10-21 08:00:00"})
    counts = bench.collect("UIS", "deletions")
    assert (counts["extracted"], counts["deleted"], counts["unchanged"]) == (2, 1, 1)  # of 77777 nothing was ever here
    assert hidden(bench) == {"exam": 1, "exam_order": 1, "report": 1, "file_fact": 0}
    assert {row["void_reason"] for table in FOLLOWING for row in bench.rows(table) if row["void"]} == {"SRC_DEL"}
    from_the_start(bench)
    again = bench.collect("UIS", "deletions")
    assert (again["extracted"], again["unchanged"], again["deleted"]) == (2, 2, 0)


def test_a_number_given_anew_after_its_deletion_is_not_deleted(bench: Bench, ultrasounds: Double) -> None:
    ultrasounds.put("JC_JL_DEL", {"JCXH": 50_001, "SCSJ": "2026-10-19 08:00:00"})  # before the exam of this number was registered
    assert bench.collect("UIS", "deletions")["deleted"] == 0
    assert hidden(bench)["exam"] == 0


@pytest.mark.parametrize("killed_at", ["identity", "load", "moves", "confirm", "commit"])
def test_a_deletion_that_is_killed_is_done_by_the_next_run(bench: Bench, ultrasounds: Double, killed_at: str) -> None:
    ultrasounds.put("JC_JL_DEL", {"JCXH": 50_001, "SCSJ": "2026-10-21 08:00:00"})
    bench.die_at = killed_at
    with pytest.raises(Exception, match="Stopped"):
        bench.collect("UIS", "deletions")
    bench.die_at, bench.line = None, bench.new_line()
    bench.collect("UIS", "deletions")
    assert hidden(bench) == {"exam": 1, "exam_order": 1, "report": 1, "file_fact": 0}


@pytest.mark.req("A-3.3", part=True)
def test_numbers_merged_at_the_source_are_one_person_until_it_parts_them(tmp_path: Path, ultrasounds: Double) -> None:
    (tmp_path / "ris").mkdir()
    double = Double(tmp_path / "ris" / "ris.db", ris.SCHEMA)
    for n, patient in enumerate(("80012345    ", "80012346    ", "80012347    "), start=1):
        double.put("RIS_EXAM", radiograph(n, patient))
        double.put("RIS_PATIENT", {"PATIENT_NO": patient, "NAME": f"测氏{'甲乙丙'[n - 1]}", "SEX": "M", "MOD_DT": f"{DAY} 08:00:00"})
    bench = Bench(tmp_path, {"RIS": {"url": f"sqlite:///{double.file}", "share": str(tmp_path)}})
    bench.platform.declare_feeds([("RIS", "merges")])
    double.put("RIS_PATIENT_MERGE", {"MERGE_ID": 1, "OLD_NO": "80012345    ", "NEW_NO": "80012346    ", "MERGE_DT": f"{DAY} 12:00:00"})
    assert bench.collect("RIS", "merges")["loaded"] == 1  # before the patients themselves are read
    bench.collect("RIS", "exams")
    assert persons(bench) == [{1, 2}, {3}]
    double.put("RIS_PATIENT_MERGE", {"MERGE_ID": 2, "OLD_NO": "80012346    ", "NEW_NO": "80012347    ", "MERGE_DT": f"{DAY} 13:00:00"})
    from_the_start(bench)
    bench.collect("RIS", "merges")
    assert persons(bench) == [{1, 2, 3}]
    bench.now += timedelta(hours=1)
    undone = bench.now.astimezone().replace(tzinfo=None) + timedelta(hours=7, minutes=50)
    double.run("UPDATE RIS_PATIENT_MERGE SET UNDO_DT = ? WHERE MERGE_ID = 1", f"{undone:%Y-%m-%d %H:%M:%S}")
    assert bench.collect("RIS", "merges")["extracted"] >= 1
    assert persons(bench) == [{1}, {2, 3}]
    assert bench.identity.pending_moves() == []


def persons(bench: Bench) -> list[set[int]]:
    """Exams by person, each exam by its number at the source."""
    found: dict[int, set[int]] = {}
    keys = bench.identity.exam_keys("RIS", [row["exam_id"] for row in bench.rows("exam")])
    for row in bench.rows("exam"):
        found.setdefault(row["person_id"], set()).add(int(keys[row["exam_id"]]))
    return sorted(found.values(), key=min)


def vanish(ultrasounds: Double, *numbers: int) -> None:
    for n in numbers:
        ultrasounds.run("DELETE FROM JC_JL WHERE JCXH = ?", 50_000 + n)


@pytest.mark.req("A-5.9", part=True)
def test_what_vanishes_without_a_word_is_suspected_first_and_hidden_by_the_second_compare(bench: Bench, ultrasounds: Double) -> None:
    bench.settings = bench.settings.model_copy(update={"compare_confirm_s": 0})
    bench.line = bench.new_line()
    vanish(ultrasounds, 1, 2)
    first = bench.line.compare("UIS", "test")
    assert (first.source_keys, first.store_keys, first.suspected, first.gone) == (58, 60, 2, 0)
    assert hidden(bench)["exam"] == 0
    second = bench.line.compare("UIS", "test")
    assert (second.suspected, second.gone) == (0, 2)
    assert hidden(bench) == {"exam": 2, "exam_order": 2, "report": 2, "file_fact": 0}
    run = bench.platform.runs()[0]
    assert (run["kind"], run["extracted"], run["deleted"], run["state"]) == ("compare", 2, 2, "success")
    assert bench.line.compare("UIS", "test").gone == 0


def test_missing_for_a_moment_is_not_gone(bench: Bench, ultrasounds: Double) -> None:
    vanish(ultrasounds, 1)
    assert bench.line.compare("UIS", "test").suspected == 1
    assert bench.line.compare("UIS", "test").gone == 0  # not yet half an hour
    ultrasounds.put("JC_JL", ultrasound(1))
    assert bench.line.compare("UIS", "test").suspected == 0
    vanish(ultrasounds, 1)
    assert bench.line.compare("UIS", "test").suspected == 1  # suspicion begins anew
    assert hidden(bench)["exam"] == 0


def test_a_row_that_moved_out_of_the_window_is_not_missing(bench: Bench, ultrasounds: Double) -> None:
    ultrasounds.run("UPDATE JC_JL SET DJSJ = '2024-01-01 08:00' WHERE JCXH = 50001")
    assert bench.line.compare("UIS", "test").suspected == 0


@pytest.mark.req("A-5.9", part=True)
def test_half_a_table_missing_hides_nothing_and_tells_a_person(bench: Bench, ultrasounds: Double) -> None:
    bench.settings = bench.settings.model_copy(update={"compare_confirm_s": 0})
    bench.line = bench.new_line()
    vanish(ultrasounds, *range(1, 31))
    for _ in range(2):
        with pytest.raises(Misconfigured, match="30 of 60 exams are missing"):
            bench.line.compare("UIS", "test")
    assert hidden(bench)["exam"] == 0
    assert bench.platform.runs()[0]["state"] == "failed"


@pytest.mark.req("A-5.9", part=True)
def test_what_comes_back_is_shown_again_with_its_order_and_report(bench: Bench, ultrasounds: Double) -> None:
    bench.settings = bench.settings.model_copy(update={"compare_confirm_s": 0})
    bench.line = bench.new_line()
    vanish(ultrasounds, 1)
    bench.line.compare("UIS", "test")
    assert bench.line.compare("UIS", "test").gone == 1
    ultrasounds.put("JC_JL", ultrasound(1))  # restored as it was: no mark of change
    back = bench.line.compare("UIS", "test")
    assert back.fetched == 1
    assert hidden(bench) == dict.fromkeys(FOLLOWING, 0)


@pytest.mark.req("A-3.26", part=True)
def test_a_row_no_window_ever_saw_is_found_and_fetched(bench: Bench, ultrasounds: Double) -> None:
    ultrasounds.put("JC_JL", ultrasound(99, JCXH=49_000))  # a number below the highest one read, and no time of change
    ultrasounds.run("UPDATE JC_JL SET XGSJ = '2020-01-01 00:00:00' WHERE JCXH = 49000")
    assert bench.collect("UIS", "exams")["loaded"] == 0
    found = bench.line.compare("UIS", "test")
    assert found.fetched == 1
    assert len(bench.rows("exam")) == len(bench.rows("report")) == 61
    assert bench.line.compare("UIS", "test").fetched == 0


@pytest.mark.parametrize("killed_at", ["note_missing", "missing_done", "forget"])
def test_a_compare_that_is_killed_is_done_by_the_next_one(
    bench: Bench, ultrasounds: Double, killed_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.settings = bench.settings.model_copy(update={"compare_confirm_s": 0})
    bench.line = bench.new_line()
    vanish(ultrasounds, 1)
    bench.line.compare("UIS", "test")
    owner = type(bench.identity) if killed_at == "forget" else type(bench.platform)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(owner, killed_at, die)
        with pytest.raises(KeyboardInterrupt):
            bench.line.compare("UIS", "test")
    bench.line = bench.new_line()
    bench.line.compare("UIS", "test")
    bench.line.compare("UIS", "test")
    assert hidden(bench) == {"exam": 1, "exam_order": 1, "report": 1, "file_fact": 0}
    ultrasounds.put("JC_JL", ultrasound(1))
    bench.line.compare("UIS", "test")
    assert hidden(bench) == dict.fromkeys(FOLLOWING, 0)
