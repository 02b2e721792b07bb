"""Numbers, names and telephones: value in, value, verdict and finding out (rules ID, NM, PH, SX, AG, DM)."""

from typing import Any

import pytest

from quality.feeds import Feed
from tests.quality.builders import one, reading

GOOD = "990101198503070017"  # man, 1985-03-07
WOMAN = "990101198503070025"

NUMBERS: list[tuple[str, str | None, str, set[str], bool]] = [
    # source value, value after, outcome, rules, may link
    (GOOD, GOOD, "accepted", set(), True),
    ("11010519491231002X", "11010519491231002X", "accepted", {"ID-04", "ID-11"}, True),  # the standard's example: a woman of 1949
    ("99010120240229001X", "99010120240229001X", "accepted", {"ID-11"}, True),
    ("99010120240229001x", "99010120240229001X", "corrected", {"ID-08"}, True),
    ("９９０１０１１９８５０３０７００１７", GOOD, "corrected", {"ID-08"}, True),
    ("990101 19850307 0017", GOOD, "corrected", {"ID-08"}, True),
    ("'990101198503070017*", GOOD, "corrected", {"ID-08"}, True),
    ("99010120240229001Х", "99010120240229001X", "corrected", {"ID-08"}, True),  # Cyrillic
    ("990101850307001", GOOD, "corrected", {"ID-06"}, True),
    ("９９０１０１８５０３０７００１", GOOD, "corrected", {"ID-06", "ID-08"}, True),
    ("990101850230001", "990101850230001", "accepted", {"ID-03"}, False),
    ("990101198503070018", "990101198503070018", "accepted", {"ID-02"}, False),
    ("990101198502300015", "990101198502300015", "accepted", {"ID-03"}, False),
    ("990101284901010013", "990101284901010013", "accepted", {"ID-03"}, False),
    ("111111111111111111", None, "accepted", {"ID-05"}, False),
    ("000000000000000", None, "accepted", {"ID-05"}, False),
    ("123456789012345678", None, "accepted", {"ID-05"}, False),
    ("无", None, "accepted", {"ID-05"}, False),
    ("待补", None, "accepted", {"ID-05"}, False),
    ("/", None, "accepted", {"ID-05"}, False),
    ("-", None, "accepted", {"ID-05"}, False),
    ("n/a", None, "corrected", {"ID-05", "ID-08"}, False),
    ("440300190001010000", None, "accepted", {"ID-05"}, False),
    ("4403************01", None, "accepted", {"ID-10"}, False),
    ("９９０１０１１９８", None, "corrected", {"ID-01", "ID-08"}, False),  # cut at 18 bytes by the source
    ("99010119850307001", None, "accepted", {"ID-01"}, False),
    ("810000198503070017", "810000198503070017", "corrected", {"ID-07"}, True),
    ("E12345678", "E12345678", "corrected", {"ID-07"}, True),
    ("南字第12345678号", "南字第12345678号", "corrected", {"ID-07"}, True),
    ("H01234567", "H01234567", "corrected", {"ID-07"}, True),
]


@pytest.mark.parametrize(("source", "expected", "outcome", "rules", "links"), NUMBERS)
@pytest.mark.req("A-4.2", part=True)
def test_identity_numbers_are_normalised_checked_and_never_guessed(
    source: str, expected: str | None, outcome: str, rules: set[str], links: bool
) -> None:
    row = one(Feed.EXAMS, {"id_number": source, "id_type": "1", "birth_date": "1985-03-07"})
    assert row["id_number"] == expected
    assert rules <= row.rules, row.rules
    assert row.outcome == ("corrected" if row.rules & {"ID-04", "ID-11"} else outcome)
    assert bool(row["_id_verified"]) is links


@pytest.mark.parametrize("column", ["id_number", "phone", "birth_date", "sex"])
def test_a_changed_value_is_kept_for_the_sealed_correction_log_and_never_in_the_reason(column: str) -> None:
    values = {"id_number": "１１１", "phone": "abc", "birth_date": "19850230x", "sex": "?"}
    row = one(Feed.EXAMS, {column: values[column]})
    changes = row.found[(row.found["field"] == column) & row.found["action"].isin(["correct", "null"])]
    assert changes.iloc[0]["old"] == values[column]
    assert not any(values[column] in reason for reason in row.found["reason"])


TYPES: list[tuple[str | None, str | None, str | None, bool]] = [
    # source type, number, platform type, finding
    ("1", GOOD, "01", False),
    ("1", "E12345678", "03", True),
    ("1", "南字第12345678号", "04", True),
    ("1", "H01234567", "06", True),
    ("1", "830000198503070029", "X01", True),
    ("9", "E12345678", "03", True),
    ("2", "E12345678", "03", False),
    (None, GOOD, "01", False),
    (None, "990101850307001", "01", False),
    (None, "E12345678", "03", False),
    (None, None, None, False),
    ("9", "无", "99", False),
]


@pytest.mark.parametrize(("given", "number", "expected", "found"), TYPES)
def test_the_document_type_follows_the_numbers_shape_when_exactly_one_fits(
    given: str | None, number: str | None, expected: str | None, found: bool
) -> None:
    row = one(Feed.EXAMS, {"id_type": given, "id_number": number})
    assert row["id_type"] == expected
    assert ("ID-07" in row.rules) is found


def test_a_verified_number_wins_over_sex_and_birth_date() -> None:
    row = one(Feed.EXAMS, {"id_number": WOMAN, "sex": "M", "birth_date": "1990-01-01", "age_text": "41岁"})
    assert (row["sex"], row["birth_date"], row.outcome) == ("2", "1985-03-07", "corrected")
    assert row.finding("ID-04")["old"] == "M"  # as the source wrote it
    assert row.finding("ID-11")["old"] == "1990-01-01"
    assert "AG-01" not in row.rules  # judged on the corrected date


@pytest.mark.parametrize("number", ["990101198503070026", None])
def test_an_unverified_number_changes_neither_sex_nor_birth_date(number: str | None) -> None:
    row = one(Feed.EXAMS, {"id_number": number, "sex": "M", "birth_date": "1990-01-01"})
    assert (row["sex"], row["birth_date"]) == ("1", "1990-01-01")


def test_a_year_that_agrees_with_the_number_is_no_conflict() -> None:
    row = one(Feed.EXAMS, {"id_number": GOOD, "birth_date": "1985"})
    assert "ID-11" not in row.rules


def test_the_mothers_number_on_a_newborn_is_taken_away_and_changes_nothing_else() -> None:
    row = one(
        Feed.EXAMS,
        {"name": "测试乙之子", "sex": "M", "birth_date": "2026-09-30", "id_number": WOMAN, "register_time": "2026-10-02 08:00:00"},
    )
    assert (row["id_number"], row["sex"], row["birth_date"]) == (None, "1", "2026-09-30")
    assert row["_newborn"]
    assert {"NM-06"} <= row.rules
    assert not row.rules & {"ID-04", "ID-11"}


def test_a_number_in_cipher_is_opened_and_a_plain_one_taken_by_its_shape() -> None:
    how = reading(Feed.EXAMS, id_number={"decrypt": "aes-ecb-hex"})
    cipher = "AB" * 16

    def open_it(text: str) -> str:
        if text != cipher:
            raise ValueError
        return GOOD

    cases: list[tuple[str, str | None, set[str]]] = [
        (cipher, GOOD, set()),
        (GOOD, GOOD, set()),
        ("CD" * 16, None, {"ID-12"}),
        ("not a number", None, {"ID-12"}),
        ("NULL", None, set()),
    ]
    for source, expected, rules in cases:
        row = one(Feed.EXAMS, {"id_number": source}, how=how, decryptor=open_it)
        assert row["id_number"] == expected
        assert {r for r in row.rules if r.startswith("ID")} >= rules


NAMES: list[tuple[str | None, str | None, str | None, str, set[str], bool]] = [
    # source value, value after, normal form, outcome, rules, verified
    ("张三", "张三", "张三", "accepted", set(), True),
    ("买买提·艾力", "买买提·艾力", "买买提·艾力", "accepted", set(), True),
    ("买买提.艾力", "买买提.艾力", "买买提·艾力", "corrected", {"NM-01"}, True),
    ("张　三", "张　三", "张三", "corrected", {"NM-02"}, True),
    ("张 三", "张 三", "张三", "corrected", {"NM-02"}, True),
    ("张\u200b三", "张\u200b三", "张三", "corrected", {"NM-02"}, True),
    ("张三（会诊）", "张三（会诊）", "张三", "corrected", {"NM-03"}, True),
    ("李四(家属)", "李四(家属)", "李四", "corrected", {"NM-03"}, True),
    ("张三2", "张三2", "张三", "corrected", {"NM-03"}, True),
    ("王?", "王?", "王?", "accepted", {"NM-04"}, False),
    ("王\ue123", "王\ue123", "王\ue123", "accepted", {"NM-04"}, False),
    ("王", "王", "王", "accepted", {"NM-09"}, True),
    ("*测试己", "测试己", "测试己", "corrected", {"NM-07", "VP-01"}, True),
    ("SMITH JOHN DAVID", "SMITH JOHN DAVID", "DAVID JOHN SMITH", "corrected", {"NM-08"}, True),
    ("æµ‹è¯•甲"[:6] + "ç”²", "测试甲", "测试甲", "corrected", {"CS-03"}, True),
    (None, None, None, "accepted", {"NM-10"}, False),
]


@pytest.mark.parametrize(("source", "expected", "normal", "outcome", "rules", "verified"), NAMES)
def test_names_keep_their_spelling_and_gain_a_normal_form(
    source: str | None, expected: str | None, normal: str | None, outcome: str, rules: set[str], verified: bool
) -> None:
    row = one(Feed.EXAMS, {"name": source})
    assert (row["name"], row["_name_normal"], row.outcome) == (expected, normal, outcome)
    assert row.rules == rules
    assert bool(row["_name_verified"]) is verified


def test_a_star_before_the_name_makes_the_patient_a_vip() -> None:
    row = one(Feed.EXAMS, {"name": "*测试己", "vip": "0"})
    assert row["vip"]
    assert "VP-01" in row.rules


NOBODY: list[tuple[str, dict[str, Any], str]] = [
    ("测试", {}, "excluded"),
    ("test", {}, "excluded"),
    ("TEST", {"id_number": GOOD}, "excluded"),
    ("测试（加急）", {}, "excluded"),
    ("aaa", {}, "excluded"),
    ("0000", {}, "quarantined"),
    ("急诊无名", {}, "quarantined"),
    ("无名氏", {"id_number": "无"}, "quarantined"),
    ("NONAME", {}, "quarantined"),
    ("noname", {}, "quarantined"),
    ("床号12", {}, "quarantined"),
    ("12床", {}, "quarantined"),
    ("病人", {}, "quarantined"),
    ("测试甲", {}, "accepted"),
    ("病人甲", {}, "accepted"),
]


@pytest.mark.parametrize(("name", "others", "outcome"), NOBODY)
def test_test_patients_are_counted_and_left_out_and_nameless_ones_wait(name: str, others: dict[str, Any], outcome: str) -> None:
    row = one(Feed.EXAMS, {"name": name, **others})
    assert row.outcome == outcome
    assert ("NM-05" in row.rules) is (outcome != "accepted")


def test_a_nameless_patient_with_a_number_is_loaded_and_known_by_it_alone() -> None:
    row = one(Feed.EXAMS, {"name": "急诊无名", "id_number": GOOD})
    assert (row.outcome, row.rules) == ("accepted", {"NM-05"})
    assert (bool(row["_name_verified"]), bool(row["_id_verified"])) == (False, True)


PHONES: list[tuple[str, str | None, set[str]]] = [
    ("13800000001", "13800000001", set()),
    ("+86 138 0000 0001", "13800000001", set()),
    ("138-0000-0001", "13800000001", set()),
    ("0755-80000001", "075580000001", set()),
    ("0755-80000001/13800000001", "13800000001,075580000001", {"PH-02"}),
    ("13800000001，13800000002、13800000003", "13800000001,13800000002,13800000003", {"PH-02"}),
    ("13800000001 13800000002", "13800000001,13800000002", {"PH-02"}),
    ("13800000000", None, {"PH-03"}),
    ("13800138000", None, {"PH-03"}),
    ("11111111111", None, {"PH-03"}),
    ("0", None, {"PH-03"}),
    ("13800000000/13800000001", "13800000001", {"PH-03"}),
    ("12", None, {"PH-01"}),
    ("不详", None, {"PH-01"}),
]


@pytest.mark.parametrize(("source", "expected", "rules"), PHONES)
def test_telephone_numbers_are_split_and_normalised_primary_first(source: str, expected: str | None, rules: set[str]) -> None:
    row = one(Feed.EXAMS, {"phone": source})
    assert row["phone"] == expected
    assert {r for r in row.rules if r.startswith("PH")} == rules


SEXES: list[tuple[str | None, str, set[str]]] = [
    ("M", "1", set()),
    ("F", "2", set()),
    (" ", "0", set()),
    (None, "0", set()),
    ("X", "0", {"SX-01"}),
]


@pytest.mark.parametrize(("source", "expected", "rules"), SEXES)
def test_sex_follows_the_sources_own_map(source: str | None, expected: str, rules: set[str]) -> None:
    row = one(Feed.EXAMS, {"sex": source})
    assert row["sex"] == expected
    assert row.rules == rules


def test_pathologys_zero_is_a_woman() -> None:
    how = reading(Feed.EXAMS, "PIS", sex={"codes": {"0": "2", "1": "1", "2": "0"}})
    assert one(Feed.EXAMS, {"sex": "0"}, how=how)["sex"] == "2"


BIRTHS: list[tuple[str, str | None, str | None, set[str]]] = [
    ("1985-03-07", "1985-03-07", "day", set()),
    ("1985/3/7", "1985-03-07", "day", set()),
    ("19850307", "1985-03-07", "day", set()),
    ("1985-03-07 00:00:00", "1985-03-07", "day", set()),
    ("1985-03", "1985-03", "month", set()),
    ("1985", "1985", "year", set()),
    ("850307", None, None, {"DT-01"}),
    ("751123", None, None, {"DT-01"}),
    ("31113", None, None, {"DT-01"}),
    ("1900-01-01", None, None, {"DT-02"}),
    ("1753-01-01 00:00:00", None, None, {"DT-02"}),
    ("0000-00-00", None, None, {"DT-02"}),
    ("1970-01-01 00:00:00", None, None, {"DT-02"}),
    ("1970-01-01", "1970-01-01", "day", set()),
    ("1850-05-05", None, None, {"DM-01"}),
    ("2027-01-01", None, None, {"DM-01"}),
]


@pytest.mark.parametrize(("source", "expected", "precision", "rules"), BIRTHS)
def test_birth_dates_keep_the_precision_they_have(source: str, expected: str | None, precision: str | None, rules: set[str]) -> None:
    row = one(Feed.EXAMS, {"birth_date": source})
    assert (row["birth_date"], row["_birth_precision"]) == (expected, precision)
    assert row.rules == rules


def test_forms_only_a_source_can_promise_are_read_when_it_declares_them() -> None:
    how = reading(Feed.EXAMS, birth_date={"times": ("%y%m%d", "excel")})
    for source, expected in (("850307", "1985-03-07"), ("31113", "1985-03-07"), ("260307", "2026-03-07"), ("270307", "1927-03-07")):
        assert one(Feed.EXAMS, {"birth_date": source}, how=how)["birth_date"] == expected


def test_a_wrong_birth_date_does_not_empty_the_times_of_the_exam() -> None:
    begin = {"exam_begin_time": "2026-10-01 08:00:00"}
    for change in ({"birth_date": "2027-01-01"}, {"birth_date": "2026-10-20", "id_number": GOOD}):
        row = one(Feed.EXAMS, {**begin, **change})
        assert row["exam_begin_time"] is not None, row.rules


AGES: list[tuple[dict[str, Any], set[str], int | None]] = [
    ({"birth_date": "1985-03-07", "age_text": "41岁"}, set(), 41),
    ({"birth_date": "1985-03-07", "age_text": "42"}, set(), 41),
    ({"birth_date": "1985-03-07", "age_text": "51岁"}, {"AG-01"}, 41),
    ({"birth_date": "2026-09-20", "age_text": "12天"}, set(), 0),
    ({"birth_date": "2020-09-20", "age_text": "6岁1月"}, set(), 6),
    ({"birth_date": "1900-01-01", "age_text": "36岁"}, {"DT-02"}, 36),
    ({"birth_date": None, "age_text": "Y035"}, set(), 35),
    ({"birth_date": None, "age_text": "131岁"}, {"DM-01"}, None),
    ({"birth_date": None, "age_text": "-3岁"}, {"DM-01"}, None),
]


@pytest.mark.parametrize(("values", "rules", "age"), AGES)
def test_the_birth_date_wins_over_the_age_text_which_serves_when_there_is_none(
    values: dict[str, Any], rules: set[str], age: int | None
) -> None:
    row = one(Feed.EXAMS, {**values, "register_time": "2026-10-15 08:00:00"})
    assert row.rules == rules
    assert row["_age_years"] == age
