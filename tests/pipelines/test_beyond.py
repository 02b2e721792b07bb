"""Rules beyond one row, through the line: what another row, source or day says of a row, and what becomes of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from demo.systems import uis
from demo.systems.eis import encrypt
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double

NUMBER = "990101198503070017"
HOUR = 3_600_000


@pytest.fixture
def ultrasound(tmp_path: Path, bench: Bench) -> Double:
    """An ultrasound system beside the endoscopy, of which the bench knows."""
    double = Double(tmp_path / "uis.db", uis.SCHEMA)
    bench.connections["UIS"] = {"url": f"sqlite:///{tmp_path / 'uis.db'}", "share": str(tmp_path)}
    return double


def scan(double: Double, n: int, patient: dict[str, Any], **other: Any) -> None:
    known = {"BRID": f"H{n:07d}", "XM": "堃喆甲", "XB": 1, "CSRQ": "1985-03-07 00:00:00", **patient}
    double.put("BR_XX", known)
    double.put("JC_JL", {
        "JCXH": n, "JCH": f"U{n:06d}", "BRID": known["BRID"], "SQDH": f"S{n}", "LY": 2, "JCLX": "腹部", "ZT": 4, "KDSJ": "2026-10-01 08:00:00",
        "DJSJ": "2026-10-01 09:00:00", "KSSJ": "2026-10-01 09:30:00", "JSSJ": "2026-10-01 09:40:00", "XGSJ": "2026-10-01 10:00:00", **other,
    })  # fmt: skip


def rules_of(bench: Bench, exam_key: str, source: str = "EIS") -> set[str]:
    """Rules the stored exam carries."""
    entry = bench.identity.known(source, "exam", [exam_key])[exam_key]
    row = next(row for row in bench.rows("exam") if row["exam_id"] == entry.id)
    return set((row["rules"] or "").split(",")) - {""}


def later(bench: Bench, minutes: int = 10) -> int:
    """Time passes; a mark of change within it."""
    bench.now += timedelta(minutes=minutes)
    return int(bench.now.timestamp() * 1000) - 120_000


@pytest.mark.req("A-4.2", part=True)
@pytest.mark.parametrize("hours", [-24 * 300, 24 * 20])
def test_a_key_given_out_again_to_another_patient_is_kept_for_a_person_to_decide(bench: Bench, source: Double, hours: int) -> None:
    for feed in ("orders", "exams", "reports"):
        bench.collect("EIS", feed)
    before = {name: bench.rows(name) for name in ("exam", "exam_order", "report")}
    mark = later(bench)
    at = endoscopy.START + hours * HOUR
    times = {"apply_ts": at, "register_ts": at + 600_000, "begin_ts": at + 1_800_000, "end_ts": at + 2_000_000}
    source.put("patient", endoscopy.patient(99))
    source.put("exam", endoscopy.exam(5, patient_id="P00099", **times, update_ts=mark))
    source.put("report", endoscopy.report(5, write_ts=at + 3_000_000, audit_ts=at + 3_100_000, update_ts=mark))
    for feed in ("orders", "exams", "reports"):
        assert bench.collect("EIS", feed)["quarantined"] == 1, feed
    assert {name: bench.rows(name) for name in before} == before
    stopped = bench.platform.quarantine(limit=10)
    assert {(item["feed"], item["rule"], item["field"]) for item in stopped} == {
        (f, "KY-05", "key") for f in ("orders", "exams", "reports")
    }
    assert bench.identity.by_local("EIS", "P00099") is None
    exams = [item["item_id"] for item in stopped if item["feed"] == "exams"]
    assert bench.line.release(exams, False, "test").quarantined == 1  # nothing has changed
    assert bench.line.release(exams, True, "test").loaded == 1  # a person has decided


def test_a_patient_number_corrected_by_the_source_is_no_key_given_out_again(bench: Bench, source: Double) -> None:
    bench.collect("EIS", "exams")
    source.put("patient", endoscopy.patient(99))
    source.put("exam", endoscopy.exam(5, patient_id="P00099", update_ts=later(bench)))
    counts = bench.collect("EIS", "exams")
    assert (counts["loaded"], counts["quarantined"]) == (1, 0)


@pytest.mark.req("A-4.2", part=True)
def test_an_accession_number_used_again_is_loaded_and_said_not_to_be_unique(bench: Bench, source: Double) -> None:
    number = str(endoscopy.exam(4)["exam_no"])
    source.put("exam", endoscopy.exam(5, exam_no=number))  # another patient, in the same batch
    bench.collect("EIS", "exams")
    assert (rules_of(bench, endoscopy.uuid(4)), rules_of(bench, endoscopy.uuid(5))) == (set(), {"KY-02"})
    mark = later(bench)
    source.put("exam", endoscopy.exam(13, exam_no=number, patient_id="P00005", update_ts=mark))  # next time
    source.put("exam", endoscopy.exam(4, room="4", update_ts=mark))  # read again, it knows of the others
    assert bench.collect("EIS", "exams")["loaded"] == 2
    assert rules_of(bench, endoscopy.uuid(13)) == rules_of(bench, endoscopy.uuid(4)) == {"KY-02"}


def test_the_same_patient_on_the_same_day_uses_a_number_once(bench: Bench, source: Double) -> None:
    """One request, two exams: the number is that of the request."""
    source.put("exam", endoscopy.exam(5, exam_no=endoscopy.exam(4)["exam_no"], patient_id="P00004"))
    bench.collect("EIS", "exams")
    assert rules_of(bench, endoscopy.uuid(5)) == set()
    far = {name: endoscopy.START + 80 * HOUR for name in ("apply_ts", "register_ts", "begin_ts", "end_ts")}
    source.put("exam", endoscopy.exam(13, exam_no=endoscopy.exam(4)["exam_no"], patient_id="P00004", **far, update_ts=later(bench)))
    bench.collect("EIS", "exams")
    assert rules_of(bench, endoscopy.uuid(13)) == {"KY-02"}


@pytest.mark.req("A-4.2", part=True)
@pytest.mark.req("A-3.3", part=True)
def test_a_telephone_of_more_than_five_people_is_said_to_link_nobody(bench: Bench, source: Double) -> None:
    for n in range(1, 6):
        source.put("patient", endoscopy.patient(n, mobile="16999990000"))
    bench.collect("EIS", "exams")
    assert all("PH-04" not in rules_of(bench, endoscopy.uuid(n)) for n in range(1, 13))  # five are a family
    source.put("patient", endoscopy.patient(6, mobile="16999990000", update_ts=later(bench)))
    bench.collect("EIS", "exams")
    assert "PH-04" in rules_of(bench, endoscopy.uuid(6))
    held = bench.identity.holders("phone", [bench.keyring.token("phone", "16999990000")], ["name"])
    assert held.weak  # the weak key is off for linkage as well


@pytest.mark.req("A-4.2", part=True)
def test_a_number_on_different_people_is_flagged_and_on_spellings_of_one_is_not(bench: Bench, source: Double, ultrasound: Double) -> None:
    source.put("patient", endoscopy.patient(1, full_name="堃喆甲", id_card_enc=encrypt(NUMBER, endoscopy.KEY)))
    bench.collect("EIS", "exams")
    scan(ultrasound, 1, {"XM": "堃哲甲", "SFZH": NUMBER})  # the same reading: a spelling
    bench.collect("UIS", "exams")
    assert rules_of(bench, "1", "UIS") & {"ID-09"} == set()
    scan(ultrasound, 2, {"XM": "王小明", "SFZH": NUMBER})  # a relative's document
    bench.collect("UIS", "exams")
    assert "ID-09" in rules_of(bench, "2", "UIS")
    people = {row["exam_id"]: row["person_id"] for row in bench.rows("exam") if row["source"] == "UIS"}
    assert len(set(people.values())) == 2


@pytest.mark.req("A-4.2", part=True)
def test_another_sex_elsewhere_is_flagged_and_the_number_decides_who_is_shown(bench: Bench, source: Double, ultrasound: Double) -> None:
    source.put("patient", endoscopy.patient(1, full_name="堃喆甲", id_card_enc=encrypt(NUMBER, endoscopy.KEY)))
    bench.collect("EIS", "exams")
    scan(ultrasound, 1, {"XB": 0, "BRID": "H0000001"})
    scan(ultrasound, 2, {"XB": 0, "BRID": "H0000777"})  # nobody else knows this patient
    bench.collect("UIS", "exams")
    assert "SX-02" in rules_of(bench, "1", "UIS")
    assert "SX-02" not in rules_of(bench, "2", "UIS")
    person = bench.identity.by_local("EIS", "P00001")
    assert person == bench.identity.by_local("UIS", "H0000001")
    assert bench.identity.reveal([person])[person].sex == "1"


def test_a_clock_eight_hours_off_another_sources_is_told(bench: Bench, source: Double, ultrasound: Double) -> None:
    bench.collect("EIS", "exams")
    order = endoscopy.exam(1)["apply_no"]  # placed 2026-10-01 08:10
    scan(ultrasound, 1, {}, SQDH=order, KDSJ="2026-10-01 00:11:00")
    scan(ultrasound, 2, {"BRID": "H0000002"}, SQDH=order, KDSJ="2026-10-01 00:20:00")
    bench.collect("UIS", "exams")
    assert "DT-07" in rules_of(bench, "1", "UIS")
    assert "DT-07" not in rules_of(bench, "2", "UIS")


def test_a_conclusion_of_the_other_side_is_flagged(bench: Bench, source: Double) -> None:
    for n, item, text in (
        (1, "左膝关节", "右膝退行性变。"),
        (2, "左膝关节", "左膝退行性变，较右膝明显。"),
        (3, "双膝关节", "右膝退行性变。"),
    ):
        source.put("exam", endoscopy.exam(n, item_name=item))
        source.put("report", endoscopy.report(n, diagnosis=text))
    for feed in ("exams", "reports"):
        bench.collect("EIS", feed)
    flagged = {row["report_id"]: "RP-04" in (row["rules"] or "") for row in bench.rows("report")}
    ids = [bench.identity.known("EIS", "report", [str(n)])[str(n)].id for n in (1, 2, 3)]
    assert [flagged[i] for i in ids] == [True, False, False]
    assert sum(flagged.values()) == 1


@pytest.mark.req("A-5.9", part=True)
def test_recalled_reopened_and_revived_rows_are_told(bench: Bench, source: Double) -> None:
    for feed in ("exams", "reports"):
        bench.collect("EIS", feed)
    mark = later(bench)
    source.put("exam", endoscopy.exam(1, status="revoked", update_ts=mark))
    source.put("exam", endoscopy.exam(2, status="reported", update_ts=mark))
    source.put("exam", endoscopy.exam(3, status="deleted", update_ts=mark))
    for feed in ("exams", "reports"):
        bench.collect("EIS", feed)
    by_rule = {rule: sum(rule in (row["rules"] or "") for row in bench.rows("report")) for rule in ("LC-03", "LC-05")}
    assert by_rule == {"LC-03": 1, "LC-05": 1}
    source.put("exam", endoscopy.exam(3, update_ts=later(bench)))
    assert bench.collect("EIS", "exams")["loaded"] == 1
    assert rules_of(bench, endoscopy.uuid(3)) == {"LC-07"}


@pytest.mark.parametrize("died", ["identity", "load", "confirm"])
def test_a_batch_that_died_finds_the_same_the_second_time(bench: Bench, source: Double, died: str) -> None:
    """The first try changes what the stores know: the second follows what it had noted."""
    bench.collect("EIS", "exams")
    mark = later(bench)
    source.put("exam", endoscopy.exam(3, status="deleted", update_ts=mark))
    bench.collect("EIS", "exams")
    mark = later(bench)
    source.put("exam", endoscopy.exam(3, update_ts=mark))
    source.put("exam", endoscopy.exam(5, exam_no=endoscopy.exam(4)["exam_no"], update_ts=mark))
    source.put("exam", endoscopy.exam(6, exam_no=endoscopy.exam(4)["exam_no"], update_ts=mark))
    bench.die_at = died
    with pytest.raises(Exception, match="Stopped"):
        bench.collect("EIS", "exams")
    bench.die_at, bench.line = None, bench.new_line()
    assert bench.collect("EIS", "exams")["loaded"] == 3
    assert rules_of(bench, endoscopy.uuid(3)) == {"LC-07"}
    assert rules_of(bench, endoscopy.uuid(5)) == rules_of(bench, endoscopy.uuid(6)) == {"KY-02"}
    assert rules_of(bench, endoscopy.uuid(4)) == set()


@pytest.mark.req("A-4.2", part=True)
def test_a_share_that_jumps_from_one_day_to_the_next_warns_and_touches_no_row(bench: Bench, source: Double) -> None:
    for n in range(13, 81):
        source.put("patient", endoscopy.patient(n))
        source.put("exam", endoscopy.exam(n, patient_from="IPD" if n % 2 else "OPD"))
    bench.collect("EIS", "exams")
    first = bench.platform.runs(limit=1)[0]["run_id"]
    assert bench.platform.run(first)["warnings"] == []
    mark = later(bench, 24 * 60)
    for n in range(101, 161):  # inpatients and outpatients have changed places: nearly all are inpatients now
        source.put("patient", endoscopy.patient(n))
        source.put("exam", endoscopy.exam(n, patient_from="IPD", update_ts=mark))
    counts = bench.collect("EIS", "exams")
    assert (counts["loaded"], counts["quarantined"]) == (60, 0)
    warnings = bench.platform.run(bench.platform.runs(limit=1)[0]["run_id"])["warnings"]
    assert {(w["rule"], w["field"], w["code"]) for w in warnings} == {("CD-02", "patient_class", "1"), ("CD-02", "patient_class", "3")}
    inpatients = next(w for w in warnings if w["code"] == "3")
    assert (round(inpatients["before"], 2), inpatients["after"]) == (0.42, 1.0)
    assert "42%" in inpatients["zh"]
    assert "100%" in inpatients["en"]
    assert all("CD-02" not in (row["rules"] or "") for row in bench.rows("exam"))


def test_a_department_nobody_knows_enters_the_dictionary_unconfirmed(bench: Bench, source: Double) -> None:
    declared = bench.line._sources["EIS"].model_copy(update={"departments": ["消化内科"]})
    bench.line._sources = {**bench.line._sources, "EIS": declared}
    source.put("exam", endoscopy.exam(2, apply_dept="老年病科"))
    assert bench.collect("EIS", "exams")["loaded"] == 12
    assert rules_of(bench, endoscopy.uuid(2)) == {"CD-04"}
    assert rules_of(bench, endoscopy.uuid(1)) == set()
    assert bench.platform.dictionary("EIS", "request_dept", ["老年病科", "消化内科"]) == {"老年病科": "unconfirmed"}


def test_no_look_up_of_a_batch_grows_with_the_stores(bench: Bench, source: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of the analytic store is asked by ids and tokens of the batch, in bounded lists."""
    asked: list[str] = []
    query = bench.store.query

    def listening(sql: str, *rest: Any, **more: Any) -> Any:
        asked.append(sql)
        return query(sql, *rest, **more)

    monkeypatch.setattr(bench.store, "query", listening)
    for feed in ("orders", "exams", "reports"):
        bench.collect("EIS", feed)
    assert asked
    assert all(" IN (" in sql for sql in asked)
