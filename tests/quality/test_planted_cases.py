"""The cases of the demo hospital (field notes of dirty data, §4), each as its source writes it: rule, verdict, value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from quality.feeds import Feed
from quality.reading import Reading
from tests.quality.builders import Judged, judge, one, reading

X, R, O = Feed.EXAMS, Feed.REPORTS, Feed.ORDERS
GBK = {name: {"charset": "gbk"} for name in ("name", "id_number", "phone", "item", "conclusion", "address")}
EPOCH = {"times": ("epoch",)}
HOW: Mapping[str, Reading] = {
    "RIS": reading(X, "RIS", **GBK, patient_class={"codes": {"1": "1", "2": "3", "3": "2", "4": "4"}}),
    "UIS": reading(
        X, "UIS", **GBK, sex={"codes": {"1": "1", "0": "2", "9": "0", "(null)": "0"}},
        patient_class={"codes": {"1": "3", "2": "1", "3": "4", "4": "2"}},
    ),
    "EIS": reading(X, "EIS", **dict.fromkeys(("order_time", "exam_begin_time", "exam_end_time"), EPOCH)),
    "PIS": reading(X, "PIS", **GBK, sex={"codes": {"0": "2", "1": "1", "2": "0"}}),
    "NMIS": reading(X, "NMIS", exam_begin_time={"times": ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M")}),
    "ECGIS": reading(X, "ECGIS"),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """`row`: what differs from a usual row. `values`: what canonical columns hold afterwards."""

    number: str
    source: str
    row: Mapping[str, Any]
    rules: frozenset[str]
    outcome: str
    values: Mapping[str, Any] = field(default_factory=dict)
    feed: Feed = X


def case(number: str, source: str, row: Mapping[str, Any], rules: str, outcome: str, feed: Feed = X, **values: Any) -> Case:
    return Case(number, source, row, frozenset(rules.split()), outcome, values, feed)


CHAIN = {"order_time": "2026-10-05 08:00:00", "register_time": "2026-10-05 08:30:00", "report_time": "2026-10-05 10:00:00"}
CASES = [
    case("1", "RIS", {"id_number": "99010120240229001x".encode("gbk"), "birth_date": "2024-02-29"}, "ID-08", "corrected",
         id_number="99010120240229001X"),
    case("1", "UIS", {"sex": 1, "id_number": "９９０１０１１９８５０３０７００１７".encode("gbk")}, "ID-08", "corrected", id_number="990101198503070017"),
    case("2", "RIS", {"id_number": b"990101850307001"}, "ID-06", "corrected", id_number="990101198503070017", _id_verified=True),
    case("2", "PIS", {"sex": "1", "id_number": b"990101850307001"}, "ID-06", "corrected", id_number="990101198503070017"),
    case("3", "ECGIS", {"id_number": "990101198503070018"}, "ID-02", "accepted", id_number="990101198503070018", _id_verified=False),
    case("4", "RIS", {"id_number": b"111111111111111111"}, "ID-05", "accepted", id_number=None, _id_verified=False),
    case("4", "ECGIS", {"id_number": "000000000000000000"}, "ID-05", "accepted", id_number=None),
    case("4", "NMIS", {"id_number": "无"}, "ID-05", "accepted", id_number=None),
    case("5", "RIS", {**CHAIN, "name": "测试乙之子".encode("gbk"), "birth_date": "2026-10-03", "age_text": "2天", "id_number": b"990101198503070025"},
         "NM-06", "accepted", id_number=None, _newborn=True, _id_verified=False),
    case("9", "RIS", {"name": b"SMITH JOHN DAVID", "id_number": b"PA6100037", "id_type": "1"}, "ID-07 NM-08", "corrected", id_type="03"),
    case("11", "ECGIS", {"name": "买买提.艾力"}, "NM-01", "corrected", name="买买提.艾力", _name_normal="买买提·艾力"),
    case("11", "RIS", {"name": "买买提·艾力".encode("gbk")[:-1]}, "NM-09", "accepted", _name_verified=False),
    case("12", "EIS", {"name": "张　三"}, "NM-02", "corrected", name="张　三", _name_normal="张三"),
    case("12", "EIS", {"name": "张\u200b三"}, "NM-02", "corrected", _name_normal="张三"),
    case("12", "PIS", {"sex": "1", "name": "张 三".encode("gbk")}, "NM-02", "corrected", _name_normal="张三"),
    case("13", "PIS", {"sex": "1", "name": "张三（会诊）".encode("gbk")}, "NM-03", "corrected", _name_normal="张三"),
    case("13", "PIS", {"sex": "1", "name": "李四(家属)".encode("gbk")}, "NM-03", "corrected", _name_normal="李四"),
    case("14", "RIS", {"name": "王?".encode("gbk")}, "NM-04", "accepted", name="王?", _name_verified=False),
    case("15", "ECGIS", {"name": "急诊无名"}, "NM-05", "quarantined"),
    case("15", "RIS", {"name": b"NONAME"}, "NM-05", "quarantined"),
    case("16", "RIS", {"name": b"test"}, "NM-05", "excluded"),
    case("16", "EIS", {"name": "测试"}, "NM-05", "excluded"),
    case("16", "ECGIS", {"name": "TEST"}, "NM-05", "excluded"),
    case("17", "RIS", {"phone": "13800000001/0755-80000001".encode("gbk")}, "PH-02", "corrected", phone="13800000001,075580000001"),
    case("19", "PIS", {"sex": "0"}, "", "accepted", sex="2"),
    case("19", "PIS", {"sex": "2"}, "", "accepted", sex="0"),
    case("20", "UIS", {"sex": 1, "patient_class": 1}, "", "accepted", patient_class="3"),
    case("20", "UIS", {"sex": 1, "patient_class": 4}, "", "accepted", patient_class="2"),
    case("20", "RIS", {"patient_class": "2"}, "", "accepted", patient_class="3"),
    case("20", "RIS", {"patient_class": "3"}, "", "accepted", patient_class="2"),
    case("21", "RIS", {"id_number": b"990101198503070025", "sex": "M"}, "ID-04", "corrected", sex="2"),
    case("22", "EIS", {"birth_date": "1985"}, "", "accepted", birth_date="1985", _birth_precision="year"),
    case("22", "EIS", {"birth_date": "1985/3/7"}, "", "accepted", birth_date="1985-03-07"),
    case("22", "EIS", {"birth_date": "850307"}, "DT-01", "accepted", birth_date=None),
    case("22", "EIS", {"birth_date": "31113"}, "DT-01", "accepted", birth_date=None),
    case("23", "RIS", {**CHAIN, "birth_date": "1900-01-01 00:00:00", "age_text": "36岁"}, "DT-02", "accepted",
         birth_date=None, age_text="36岁", _age_years=36),
    case("23", "UIS", {**CHAIN, "sex": 1, "birth_date": "1753-01-01 00:00:00", "age_text": "28"}, "DT-02", "accepted", birth_date=None, _age_years=28),
    case("24", "RIS", {**CHAIN, "verify_time": "2026-10-05 09:55:00"}, "DT-05", "accepted", _chain_marks="T6<T5", _review_s=None),
    case("25", "UIS", {**CHAIN, "sex": 1, "register_time": "2026-10-05 08:30:00", "exam_begin_time": "2026-10-05 08:29:40"}, "DT-08", "accepted",
         _chain_marks=None),
    case("26", "ECGIS", {**CHAIN, "patient_class": "E", "exam_category": "ECG", "exam_begin_time": "2026-10-05 07:50:00"}, "", "accepted",
         _chain_marks=None),
    case("27", "ECGIS", {**CHAIN, "exam_begin_time": "2000-01-01 00:00:12", "upload_time": "2026-10-05 09:00:00"}, "DT-04", "accepted",
         exam_begin_time=None),
    case("28", "ECGIS", {"exam_begin_time": "2027-10-05 08:00:00"}, "DT-03", "quarantined"),
    case("28", "RIS", {"exam_end_time": "2027-10-05 08:00:00"}, "DT-03", "quarantined"),
    case("29", "NMIS", {"exam_begin_time": "N/A"}, "DT-02", "accepted", exam_begin_time=None),
    case("29", "NMIS", {"exam_begin_time": "待补"}, "DT-02", "accepted", exam_begin_time=None),
    case("29", "NMIS", {"exam_begin_time": "2026/10/6 8:05"}, "", "accepted"),
    case("30", "EIS", {"exam_begin_time": 1759622400}, "DT-06", "corrected"),
    case("50", "RIS", {"deleted": True, "delete_reason": "重复登记"}, "LC-01", "accepted", deleted=True),
    case("55", "RIS", {"report_status": "9"}, "LC-03", "accepted", R, report_status="80"),
    case("57", "ECGIS", {"exam_end_time": "2026-10-05 09:00:00", "upload_time": "2026-10-14 09:00:00"}, "LC-04", "accepted"),
    case("64", "EIS", {"findings": "<p>食管<script>alert(1)</script>光滑<img src=x onerror=alert(1)></p>"}, "RP-01", "corrected", R,
         findings="食管光滑"),
    case("65", "UIS", {"sex": 1, "body_part": "子宫、附件"}, "RP-03", "accepted", body_part="子宫、附件"),
    case("66", "RIS", {"positive": "0"}, "", "accepted", R, positive="9"),
    case("67", "RIS", {"critical": "Y", "critical_text": None}, "CD-01", "corrected", R, critical="1", critical_text="（未填）"),
    case("67", "RIS", {"critical": "1", "critical_text": ""}, "CD-01", "corrected", R, critical="1", critical_text="（未填）"),
    *(case("68", "ECGIS", {"hr_bpm": v, "qtc_ms": v}, "DM-02", "accepted", hr_bpm=None, qtc_ms=None) for v in (9999, 29999, -1)),
]  # fmt: skip


@pytest.mark.parametrize("planted", CASES, ids=lambda c: f"{c.number}-{c.source}")
@pytest.mark.req("A-4.2", part=True)
def test_a_planted_case_meets_its_rule_and_comes_to_its_outcome(planted: Case) -> None:
    how = HOW[planted.source] if planted.feed is X else reading(planted.feed, planted.source)
    row = one(planted.feed, planted.row, how=how)
    assert row.rules == planted.rules
    assert row.outcome == planted.outcome
    for column, expected in planted.values.items():
        assert (row[column] or None if expected is None else row[column]) == expected, column


def test_33_a_view_that_returns_an_exam_twice_gives_one_row() -> None:
    verdicts = judge(X, [{"key": "NM240001"}, {"key": "NM240001"}], HOW["NMIS"])
    assert list(verdicts.outcome) == ["accepted", "merged"]
    assert Judged(verdicts, 1).rules == {"KY-03"}


def test_45_a_report_is_loaded_with_its_text_whatever_its_file_is() -> None:
    assert one(R, {"findings": "食管黏膜光滑", "conclusion": "慢性胃炎"}).outcome == "accepted"


def test_an_order_is_judged_by_the_rules_of_the_person_too() -> None:
    assert one(O, {"name": "test"}).outcome == "excluded"
    assert one(O, {"id_number": "111111111111111111"}).rules == {"ID-05"}
