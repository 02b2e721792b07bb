"""Rules beyond one row, on tables: rows and facts in, the rows they met out. The numbers they decide by stand in the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from quality import rules
from quality.feeds import COLUMNS, Feed, Kind
from quality.scoped import judge, shares
from quality.scoped.kinds import FACTS, SCOPED
from warehouse.identity.linking import PEOPLE

DAY = datetime(2026, 10, 5, 8, 0)
X, O, R = Feed.EXAMS, Feed.ORDERS, Feed.REPORTS


def met(feed: Feed, rows: Sequence[Mapping[str, Any]], facts: Sequence[Mapping[str, Any]]) -> list[set[str]]:
    """Rules each row met."""
    index = pd.RangeIndex(10, 10 + len(rows))  # positions of a batch need not begin at nought
    frame = pd.DataFrame(
        {
            c.name: pd.Series([row.get(c.name) for row in rows], index=index, dtype="datetime64[ms]" if c.kind is Kind.TIME else "object")
            for c in COLUMNS[feed]
        }
    )
    told = pd.DataFrame({name: pd.Series([f.get(name) for f in facts], index=index, dtype="object") for name in FACTS})
    found = judge.judge(feed, frame, told).findings
    return [set(found.loc[found["row"] == i, "rule"]) for i in index]


def one(feed: Feed, row: Mapping[str, Any], **facts: Any) -> set[str]:
    return met(feed, [row], [facts])[0]


ROWS: list[tuple[Feed, dict[str, Any], dict[str, Any], set[str]]] = [
    # a key given out again: another patient, and a time before the stored one or more than a day after it
    (X, {"register_time": DAY}, {"patient": "B", "known_patient": "A", "known_time": DAY + timedelta(days=90)}, {"KY-05"}),
    (X, {"register_time": DAY}, {"patient": "B", "known_patient": "A", "known_time": DAY - timedelta(days=90)}, {"KY-05"}),
    (X, {"register_time": DAY}, {"patient": "B", "known_patient": "A", "known_time": DAY}, set()),  # the source corrected the patient
    (X, {"register_time": DAY}, {"patient": "B", "known_patient": "A", "known_time": DAY - timedelta(hours=2)}, set()),
    (X, {"register_time": DAY}, {"patient": "A", "known_patient": "A", "known_time": DAY - timedelta(days=90)}, set()),
    (X, {"register_time": DAY}, {"patient": "B"}, set()),
    (X, {}, {"patient": "B", "known_patient": "A", "known_time": DAY}, set()),
    (O, {"order_time": DAY}, {"patient": "B", "known_patient": "A", "known_time": DAY + timedelta(days=9)}, {"KY-05"}),
    (R, {"report_time": DAY}, {"patient": "B", "known_patient": "A", "known_time": DAY + timedelta(days=9)}, {"KY-05"}),
    # an accession number of others
    (X, {"accession_no": "R1", "register_time": DAY}, {"patient": "A", "accession_uses": [("B", DAY)]}, {"KY-02"}),
    (X, {"accession_no": "R1", "register_time": DAY}, {"patient": "A", "accession_uses": [("A", DAY - timedelta(hours=23))]}, set()),
    (X, {"accession_no": "R1", "register_time": DAY}, {"patient": "A", "accession_uses": [("A", DAY - timedelta(hours=25))]}, {"KY-02"}),
    (X, {"accession_no": "R1"}, {"patient": "A", "accession_uses": [("A", DAY)]}, set()),
    (X, {"accession_no": None, "register_time": DAY}, {"patient": "A", "accession_uses": [("B", DAY)]}, set()),
    # numbers of several people
    *[(feed, {"phone": "16999990000"}, {"phone_people": n}, {"PH-04"} if n > 5 else set()) for feed in (X, O, R) for n in (1, 5, 6)],
    *[(X, {"id_number": "1"}, {"idno_people": n}, {"ID-09"} if n > 1 else set()) for n in (0, 1, 2)],
    # sex, side, life of a report
    *[(X, {"sex": sex}, {"sexes_elsewhere": said}, hit)
      for sex, said, hit in (("1", ["2"], {"SX-02"}), ("1", ["1"], set()), ("0", ["1"], set()), ("2", [], set()), ("2", ["1", "2"], {"SX-02"}))],
    *[(R, {"conclusion": text}, {"exam_words": words}, hit) for words, text, hit in (
        ("左膝关节正侧位片 左膝", "右膝退行性变。", {"RP-04"}), ("左膝关节正侧位片", "左膝退行性变。", set()), ("左膝", "左膝较右膝明显。", set()),
        ("双膝", "右膝退行性变。", set()), ("胸部CT", "右肺上叶结节。", set()), ("左膝", "双侧膝关节退行性变。", set()),
        ("左膝", "未见明显异常。", set()), (None, "右膝", set()), ("左膝", None, set()))],
    *[(R, {"report_status": now}, {"known_status": was}, hit)
      for was, now, hit in (("40", "30", {"LC-05"}), ("50", "20", {"LC-05"}), ("30", "30", set()), ("40", "50", set()), (None, "30", set()))],
    (X, {}, {"was_deleted": True}, {"LC-07"}),
    # eight hours, within two minutes
    *[(X, {"order_time": DAY}, {"order_time_elsewhere": DAY + timedelta(minutes=m)}, {"DT-07"} if hit else set())
      for m, hit in ((480, True), (-480, True), (482, True), (483, False), (420, False), (0, False))],
    *[(X, {"request_dept": "老年病科"}, {"confirmed": said}, {"CD-04"} if said is False else set()) for said in (None, True, False)],
]  # fmt: skip


@pytest.mark.parametrize(("feed", "row", "facts", "hit"), ROWS)
@pytest.mark.req("A-4.2", part=True)
def test_a_row_beside_its_facts_meets_the_rule_or_not(feed: Feed, row: dict[str, Any], facts: dict[str, Any], hit: set[str]) -> None:
    assert one(feed, row, **facts) == hit


def test_of_one_batch_the_later_use_of_a_number_is_met() -> None:
    rows = [{"accession_no": "R1", "register_time": DAY}, {"accession_no": "R2", "register_time": DAY}, {"accession_no": "R1"}]
    assert met(X, rows, [{"patient": p} for p in "ABC"]) == [set(), set(), {"KY-02"}]


def test_every_scoped_rule_is_met_by_a_row_of_the_table_or_compares_shares() -> None:
    hit = set[str]().union(*(rules_met for *_, rules_met in ROWS)) | {"CD-02"}
    assert {rule.id for rule in rules.load() if rule.stage == rules.SCOPED_STAGE} == hit


def test_every_fact_is_asked_for_by_a_check() -> None:
    assert set().union(*(kind.facts for kind in SCOPED.values())) == set(FACTS)


def test_what_was_noted_is_found_again_without_facts() -> None:
    frame = pd.DataFrame({"key": ["1", "2"], "accession_no": ["R1", "R1"]}, index=[4, 7])
    found = judge.remembered(X, frame, [(7, "KY-02", "accession_no"), (4, "KY-05", "key"), (99, "KY-02", "accession_no")])
    assert sorted(found.noted) == [(4, "KY-05", "key"), (7, "KY-02", "accession_no")]
    assert found.stopped == {4}


def test_a_number_links_nobody_from_the_same_count_on_as_its_rule_says() -> None:
    assert rules.by_id("PH-04").params["people"] == PEOPLE


CD_02 = rules.by_id("CD-02", "patient_class")


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        ({"1": 80, "3": 20}, {"1": 20, "3": 80}, {"1", "3"}),
        ({"1": 80, "3": 20}, {"1": 51, "3": 49}, set()),
        ({"1": 80, "3": 20}, {"1": 50, "3": 50}, set()),  # thirty points are not more than thirty
        ({"1": 80, "3": 20}, {"1": 49, "3": 51}, {"1", "3"}),
        ({"1": 100}, {"1": 60, "": 40}, {"1", ""}),
        ({"1": 49}, {"3": 500}, set()),  # a small day says nothing
        ({"1": 500}, {"3": 49}, set()),
        ({}, {"3": 500}, set()),
    ],
)
def test_a_share_that_moves_more_than_its_points_is_told_with_both_shares(
    before: dict[str, int], after: dict[str, int], codes: set[str]
) -> None:
    found = shares.moved(CD_02, "patient_class", before, after)
    assert {warning.code for warning in found} == codes
    for warning in found:
        assert f"{warning.before:.0%}" in warning.zh
        assert f"{warning.after:.0%}" in warning.en
