"""Bytes, characters, lengths, markup, codes: value in, value, verdict and finding out (rules CS, LN, RP, CD, KY, DM-02)."""

from typing import Any

import pytest

from quality.feeds import Feed
from quality.markup import has_markup, plain_text
from tests.quality.builders import Judged, judge, one, reading

GBK = reading(Feed.EXAMS, **{name: {"charset": "gbk"} for name in ("name", "item", "key", "address")})

BYTES: list[tuple[str, bytes, str | None, str, set[str]]] = [
    # column, bytes, text after, outcome, rules
    ("item", "胸部CT".encode("gbk"), "胸部CT", "accepted", set()),
    ("item", "胸部CT     ".encode("gbk"), "胸部CT", "accepted", set()),  # CHAR(n) is padded
    ("item", "東榺珅".encode("gbk"), "東榺珅", "accepted", set()),  # second bytes '|' are part of a character
    ("item", "腹部扫".encode(), "腹部扫", "accepted", {"CS-02"}),  # UTF-8 in a GBK column
    ("item", "䶮".encode("gb18030"), "䶮", "accepted", {"CS-02"}),
    ("item", "胸部".encode("gbk")[:-1], "胸", "accepted", {"LN-02"}),
    ("item", b"\xff\xfe\xff", None, "accepted", {"CS-01"}),
    ("name", b"\xff\xfe\xff", None, "quarantined", {"CS-01"}),
    ("name", "买买提艾力".encode("gbk")[:-1], "买买提艾", "accepted", {"NM-09"}),
]


@pytest.mark.parametrize(("column", "raw", "expected", "outcome", "rules"), BYTES)
@pytest.mark.req("A-4.1", part=True)
def test_bytes_are_read_by_their_charset_and_never_replaced(
    column: str, raw: bytes, expected: str | None, outcome: str, rules: set[str]
) -> None:
    row = one(Feed.EXAMS, {column: raw}, how=GBK)
    assert (row[column], row.outcome) == (expected, outcome)
    assert row.rules == rules


def test_a_name_that_fills_its_column_is_perhaps_cut() -> None:
    how = reading(Feed.EXAMS, name={"charset": "gbk", "max_bytes": 20})
    for name, cut in (("阿卜杜热合曼·买买提", True), ("买买提·艾力", False)):
        row = one(Feed.EXAMS, {"name": name.encode("gbk") + b"  "}, how=how)
        assert (row["name"], "NM-09" in row.rules, bool(row["_name_verified"])) == (name, cut, not cut)


def test_a_cut_or_unreadable_name_may_not_link() -> None:
    for raw in ("买买提艾力".encode("gbk")[:-1], b"\xff\xff"):
        assert not one(Feed.EXAMS, {"name": raw}, how=GBK)["_name_verified"]


TWICE: list[tuple[str, str, str | None, str, set[str]]] = [
    ("conclusion", "æµ\x8bè¯\x95", "测试", "corrected", {"CS-03", "CS-04"}),  # latin-1: its control characters are halves
    ("conclusion", "æµ‹è¯•", "测试", "corrected", {"CS-03"}),
    ("conclusion", "娴嬭瘯鐢蹭箼", "测试甲乙", "corrected", {"CS-03"}),
    ("conclusion", "娴嬭瘯鐢?", "娴嬭瘯鐢?", "quarantined", {"CS-03"}),
    ("advice", "娴嬭瘯鐢?", None, "accepted", {"CS-03"}),
    ("conclusion", "结论待定?", "结论待定?", "accepted", set()),
    ("conclusion", "“磨玻璃”影，3.5±0.2 cm", "“磨玻璃”影，3.5±0.2 cm", "accepted", set()),
    ("conclusion", "堃喆镕", "堃喆镕", "accepted", set()),
]


@pytest.mark.parametrize(("column", "source", "expected", "outcome", "rules"), TWICE)
def test_text_encoded_twice_is_taken_back_only_when_nothing_was_lost(
    column: str, source: str, expected: str | None, outcome: str, rules: set[str]
) -> None:
    row = one(Feed.REPORTS, {column: source})
    assert (row[column], row.outcome, row.rules) == (expected, outcome, rules)


TEXTS: list[tuple[str, str, str | None, str, set[str]]] = [
    ("findings", "双肺\x0b清晰\x1a\x00", "双肺清晰", "corrected", {"CS-04"}),
    ("findings", "第一行\\r\\n第二行", "第一行\n第二行", "corrected", {"CS-04"}),
    ("findings", "第一行\r第二行\r\n第三行", "第一行\n第二行\n第三行", "accepted", set()),
    ("findings", "a\tb\nc", "a\tb\nc", "accepted", set()),
    ("findings", "见\ue123字", "见\ue123字", "accepted", {"CS-05"}),
    ("report_type", "长" * 40, "长" * 32, "corrected", {"LN-01"}),
    ("critical_text", "急" * 501, "急" * 500, "corrected", {"LN-01"}),
    ("findings", "所" * 200_001, "所" * 200_001, "quarantined", {"LN-01"}),
    ("findings", "<p>未见<br>异常&nbsp;</p>", "未见\n异常", "corrected", {"RP-01"}),
    ("findings", "<script>alert(1)</script>胃窦<img src=x onerror=alert(1)>充血", "胃窦充血", "corrected", {"RP-01"}),
    ("findings", "直径<5mm，CT值>40", "直径<5mm，CT值>40", "accepted", set()),
    ("findings", "<p>A\x0bB</p>", "AB", "corrected", {"RP-01", "CS-04"}),
    ("conclusion", "", None, "quarantined", {"RP-05"}),
]


@pytest.mark.parametrize(("column", "source", "expected", "outcome", "rules"), TEXTS)
@pytest.mark.req("A-4.2", part=True)
def test_report_text_is_cleaned_and_never_cut(column: str, source: str, expected: str | None, outcome: str, rules: set[str]) -> None:
    row = one(Feed.REPORTS, {column: source})
    assert (row[column], row.outcome, row.rules) == (expected, outcome, rules)


MARKUP: list[tuple[str, str]] = [
    ("<style>p{}</style><p>食管：黏膜光滑<br>胃窦：充血&nbsp;水肿</p>", "食管：黏膜光滑\n胃窦：充血 水肿"),
    ("<style>p{} 胃窦充血", "p{} 胃窦充血"),  # no end: what follows is kept
    ("<p>未见<!-- 张三 -->异常<!-- ", "未见异常"),
    ('<div title="王五>李四">胃</div>', "胃"),
    ('<img src="data:image/png;base64,AAAA" alt="张三">好', "好"),
    ("<p>A<B 且 C>D</p>", "A<B 且 C>D"),
    ("&lt;b&gt;", "<b>"),
    ("x<o:p></o:p><b>y</b>", "xy"),
    (r"{\rtf1\ansi{\fonttbl{\f0 SimSun;}}\f0 \'b2\'e2\'ca\'d4\par \u27979?}", "测试\n测"),
]


@pytest.mark.parametrize(("source", "expected"), MARKUP)
def test_markup_becomes_its_text_and_nothing_hides_in_it(source: str, expected: str) -> None:
    assert has_markup(source)
    assert plain_text(source) == expected


CODED: list[tuple[Feed, dict[str, Any], str, str | None, str, set[str]]] = [
    # feed, row, column, value after, outcome, rules
    (Feed.EXAMS, {"patient_class": "I"}, "patient_class", "3", "accepted", set()),
    (Feed.EXAMS, {"patient_class": " I "}, "patient_class", "3", "accepted", set()),
    (Feed.EXAMS, {"patient_class": "3"}, "patient_class", None, "accepted", {"CD-01"}),  # a platform code is not a source's code
    (Feed.EXAMS, {"patient_class": None}, "patient_class", None, "accepted", set()),
    (Feed.EXAMS, {"exam_category": "ZZ"}, "exam_category", None, "quarantined", {"CD-01"}),
    (Feed.EXAMS, {"exam_category": None}, "exam_category", None, "quarantined", {"CD-01"}),
    (Feed.EXAMS, {"urgency": "S"}, "urgency", "S", "accepted", set()),  # without a map: the code itself
    (Feed.EXAMS, {"urgency": "?"}, "urgency", None, "accepted", {"CD-01"}),
    (Feed.EXAMS, {"modality": None}, "modality", "CT", "corrected", {"CD-03"}),
    (Feed.EXAMS, {"modality": "OT", "exam_category": "US"}, "modality", "US", "corrected", {"CD-03"}),
    (Feed.EXAMS, {"modality": "MR"}, "modality", "MR", "accepted", set()),
    (Feed.REPORTS, {"positive": "0"}, "positive", "9", "accepted", set()),  # not filled is not negative
    (Feed.REPORTS, {"positive": None}, "positive", "9", "accepted", set()),
    (Feed.REPORTS, {"critical": "Y", "critical_text": None}, "critical_text", "（未填）", "corrected", {"CD-01"}),
    (Feed.REPORTS, {"critical": "1", "critical_text": "活动性出血"}, "critical_text", "活动性出血", "accepted", set()),
    (Feed.REPORTS, {"critical": "1"}, "critical_text", None, "accepted", set()),  # the source has no such column
    (Feed.REPORTS, {"critical": "N", "critical_text": None}, "critical_text", None, "accepted", set()),
    (Feed.REPORTS, {"verify_time": None, "verify_doctor": None}, "report_status", "30", "corrected", {"RP-02"}),
    (Feed.REPORTS, {"verify_time": None, "verify_doctor": "D01"}, "report_status", "40", "accepted", set()),
    (Feed.REPORTS, {"conclusion": None, "findings": "双肺清晰"}, "conclusion", None, "quarantined", {"RP-05"}),
    (Feed.REPORTS, {"conclusion": None, "report_status": "1"}, "conclusion", None, "accepted", set()),
    (Feed.EXAMS, {"hr_bpm": 29999}, "hr_bpm", None, "accepted", {"DM-02"}),
    (Feed.EXAMS, {"qtc_ms": -1}, "qtc_ms", None, "accepted", {"DM-02"}),
    (Feed.EXAMS, {"pr_ms": 0}, "pr_ms", None, "accepted", {"DM-02"}),
    (Feed.EXAMS, {"qt_ms": 9999}, "qt_ms", None, "accepted", {"DM-02"}),
    (Feed.EXAMS, {"hr_bpm": 72}, "hr_bpm", 72, "accepted", set()),
    (Feed.EXAMS, {"image_count": "1860"}, "image_count", 1860, "accepted", set()),
    (Feed.EXAMS, {"image_count": "N张"}, "image_count", None, "accepted", {"DM-03"}),
    (Feed.EXAMS, {"item": "子宫附件超声", "sex": "M"}, "item", "子宫附件超声", "accepted", {"RP-03"}),
    (Feed.EXAMS, {"item": "子宫附件超声", "sex": "F"}, "item", "子宫附件超声", "accepted", set()),
    (Feed.EXAMS, {"body_part": "前列腺", "sex": "F"}, "body_part", "前列腺", "accepted", {"RP-03"}),
    (Feed.EXAMS, {"body_part": "前列腺", "sex": None}, "body_part", "前列腺", "accepted", set()),
    (Feed.EXAMS, {"vip": "1"}, "vip", True, "accepted", {"VP-01"}),
    (Feed.EXAMS, {"deleted": True}, "deleted", True, "accepted", {"LC-01"}),
    (Feed.EXAMS, {"key": None}, "key", None, "quarantined", {"KY-01"}),
    (Feed.EXAMS, {"key": "  "}, "key", None, "quarantined", {"KY-01"}),
    (Feed.REPORTS, {"exam_key": None}, "exam_key", None, "quarantined", {"KY-01"}),
    (Feed.FILES, {"path": None}, "path", None, "quarantined", {"KY-01"}),
    (Feed.FILES, {"kind": "ZIP"}, "kind", None, "quarantined", {"CD-01"}),
    (Feed.FILES, {}, "kind", "RPT_PDF", "accepted", set()),
    (Feed.IMAGES, {"sequence": 3}, "sequence", 3, "accepted", set()),
    (Feed.EXAMS, {"study_uids": "1.2." * 120 + "3"}, "study_uids", None, "accepted", {"LN-01"}),
]


@pytest.mark.parametrize(("feed", "values", "column", "expected", "outcome", "rules"), CODED)
@pytest.mark.req("A-4.2", part=True)
def test_values_of_their_domain_pass_and_others_are_emptied_or_stopped(
    feed: Feed, values: dict[str, Any], column: str, expected: Any, outcome: str, rules: set[str]
) -> None:
    row = one(feed, values)
    assert (row[column], row.outcome, row.rules) == (expected, outcome, rules)


def test_a_bad_optional_value_never_stops_a_row_and_a_key_value_always_does() -> None:
    optional = one(
        Feed.EXAMS, {"patient_class": "?", "urgency": "?", "phone": "x", "id_number": "12", "order_time": "x", "image_count": "x"}
    )
    assert optional.outcome == "accepted"
    for column in ("key", "exam_category"):
        assert one(Feed.EXAMS, {column: None}).outcome == "quarantined"


def test_a_source_may_map_a_code_as_it_likes_and_ultrasounds_classes_are_swapped() -> None:
    how = reading(Feed.EXAMS, "UIS", patient_class={"codes": {"1": "3", "2": "1", "3": "4", "4": "2"}})
    for source, expected in (("1", "3"), ("2", "1"), ("3", "4"), ("4", "2")):
        assert one(Feed.EXAMS, {"patient_class": source}, how=how)["patient_class"] == expected


def test_what_a_source_says_is_no_exam_is_excluded_and_not_an_unknown_code() -> None:
    how = reading(Feed.EXAMS, "NMIS", skip={"exam_category": frozenset({"RAI"})}, exam_category={"codes": {"PET-CT": "NM.PET"}})
    row = one(Feed.EXAMS, {"exam_category": "RAI"}, how=how)
    assert (row.outcome, row.rules) == ("excluded", {"CD-05"})


def test_a_row_given_twice_counts_once_and_of_two_versions_the_last_read_wins() -> None:
    same = {"key": "A", "item": "全身PET-CT"}
    verdicts = judge(
        Feed.EXAMS, [same, same, {"key": "B"}, {"key": "C", "item": "旧"}, {"key": "C", "item": "新"}, {"key": "B"}, {"key": None}]
    )
    assert list(verdicts.outcome) == ["accepted", "merged", "accepted", "merged", "accepted", "merged", "quarantined"]
    assert [Judged(verdicts, row).rules for row in (1, 3)] == [{"KY-03"}, {"KY-04"}]


def test_an_older_bad_version_beside_a_newer_good_one_does_not_stop_the_row() -> None:
    verdicts = judge(Feed.EXAMS, [{"key": "A", "exam_category": "ZZ"}, {"key": "A"}])
    assert list(verdicts.outcome) == ["merged", "accepted"]
