"""Great Expectations and the verdicts count the same; every rule is met by some row of the tables."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd
import pytest

from quality.evidence import Evidence
from quality.feeds import COLUMNS, Feed
from quality.reading import ColumnReading, Reading
from quality.rules import STAGES, load
from quality.verdict import Verdicts
from tests.quality import test_identity_rules as people
from tests.quality import test_text_rules as texts
from tests.quality import test_time_rules as times
from tests.quality.builders import judge, reading

PERSON = ("exams", "orders", "reports")
SHARED = [
    *({"id_number": value, "id_type": "1", "birth_date": "1985-03-07"} for value, *_ in people.NUMBERS),
    *({"id_type": given, "id_number": number} for given, number, *_ in people.TYPES),
    *({"name": name} for name, *_ in people.NAMES),
    *({"name": name, **others} for name, others, _ in people.NOBODY),
    *({"phone": phone} for phone, *_ in people.PHONES),
    *({"sex": sex} for sex, *_ in people.SEXES),
    *({"birth_date": birth} for birth, *_ in people.BIRTHS),
    {"name": "测试乙之子", "birth_date": "2026-09-30", "id_number": people.WOMAN},
    {"name": b"\xff\xff"}, {"name": "买买提艾力".encode("gbk")[:-1]},
    {"vip": "1"}, {"deleted": True}, {"key": None}, {"key": "A"}, {"key": "A"}, {"key": "A", "name": "测试丙"},
]  # fmt: skip


def _coded(feed: Feed) -> list[Mapping[str, Any]]:
    return [values for its, values, *_ in texts.CODED if its is feed]


def _rows(feed: Feed) -> list[Mapping[str, Any]]:
    """Every row the tables of the other tests have for a feed, in one batch."""
    if feed in (Feed.FILES, Feed.IMAGES):
        return [*_coded(feed), {"path": b"\xff\xff"}, {"key": "B"}, {"key": "B"}, {"sequence": "x"}, {"sequence": "3"}]
    if feed is Feed.ORDERS:
        return [*SHARED, {"order_time": "1980-01-01 00:00:00"}, {"order_time": "2027-01-01 00:00:00"}, {"order_time": "x"}]
    if feed is Feed.REPORTS:
        text = [{column: value} for table in (texts.TWICE, texts.TEXTS) for column, value, *_ in table]
        inverted = {"report_time": "2026-10-05 09:40:00", "verify_time": "2026-10-05 09:35:00"}
        return [*SHARED, *text, *_coded(feed), inverted, {"report_status": "9"}]
    if feed is Feed.DELETIONS:
        return [{}, {"key": None}, {"exam_key": None}, {"deleted_time": "x"}, {"deleted_time": "1900-01-01 00:00:00"}]
    if feed is Feed.MERGES:
        return [{}, {"key": None}, {"old_patient_key": None}, {"new_patient_key": " "}, {"merged_time": "x"}]
    clocks = [change for change, *_ in times.CLOCKS]
    chains = [{**times.BASE, **change} for change, *_ in times.CHAINS]
    pathology = [{**times.PATHOLOGY, "verify_time": "2026-10-06 09:30:00"}]
    ages = [{**values, "register_time": "2026-10-15 08:00:00"} for values, *_ in people.AGES]
    ages.append({"exam_end_time": "2026-10-05 08:00:00", "upload_time": "1791763200000"})  # a week later
    forms = [{"upload_time": value} for kinds, value, *_ in times.FORMS if "epoch" in kinds]
    raw = [{"item": value} for column, value, *_ in texts.BYTES if column == "item"]
    return [*SHARED, *clocks, *chains, *pathology, *ages, *forms, *raw, *_coded(feed), {"exam_category": "RAI"}, {"id_number": "CD" * 16}]


def _how(feed: Feed) -> Reading:
    base = reading(feed, upload_time={"times": ("epoch",)}, skip={"exam_category": frozenset({"RAI"})})
    columns = {c.name: base.columns.get(c.name, ColumnReading(c.name)) for c in COLUMNS[feed]}
    gbk = {n: ColumnReading(n, "gbk", c.times, c.codes, "aes-ecb-hex" if n == "card_no" else None) for n, c in columns.items()}
    return Reading(base.source, feed, gbk, base.skip_codes)


@lru_cache(maxsize=8)
def _judged(feed: Feed) -> tuple[Verdicts, Evidence]:
    rows = [
        {n: v.encode("gbk", "ignore") if isinstance(v, str) and n in ("name", "item", "path") else v for n, v in row.items()}
        for row in _rows(feed)
    ]
    rows = [{n: str(v) if n in ("upload_time", "image_count", "sequence") and v is not None else v for n, v in row.items()} for row in rows]
    evidence = Evidence()
    return judge(feed, rows, _how(feed), evidence=evidence), evidence


@pytest.mark.parametrize("feed", list(Feed))
def test_great_expectations_counts_what_the_verdicts_say(feed: Feed) -> None:
    verdicts, evidence = _judged(feed)
    said = Counter(zip(verdicts.findings["rule"], verdicts.findings["field"], strict=True))
    counted = Counter({key: rows for key, rows in evidence.counts.items() if rows})
    assert counted == said
    assert sum(said.values()) > 0


def test_core_expectations_are_used_wherever_one_says_the_same() -> None:
    _, evidence = _judged(Feed.EXAMS)
    for key in (
        ("KY-01", "key"),
        ("CD-01", "patient_class"),
        ("DT-01", "birth_date"),
        ("NM-04", "name"),
        ("LN-01", "study_uids"),
        ("RP-03", "item"),
    ):
        assert key in evidence.core, key
    assert ("ID-02", "id_number") not in evidence.core


def test_every_rule_is_met_by_a_row_of_some_table() -> None:
    met: set[str] = {"ID-12"}  # needs a column declared as cipher: its own test
    for feed in Feed:
        met |= set(_judged(feed)[0].findings["rule"])
    assert {rule.id for rule in load() if rule.stage in STAGES} - met == set()
    assert len({rule.id for rule in load()}) >= 40


def test_evidence_holds_counts_and_no_value() -> None:
    _, evidence = _judged(Feed.EXAMS)
    names = {c.name for c in COLUMNS[Feed.EXAMS]}
    ids = {rule.id for rule in load()}
    for (rule, column), rows in evidence.counts.items():
        assert rule in ids
        assert column in names
        assert type(rows) is int


def test_evidence_writes_nothing_and_sends_nothing(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection was opened"))
    evidence = Evidence()
    judge(Feed.EXAMS, [{"id_number": "111111111111111111"}], evidence=evidence)
    assert evidence.counts["ID-05", "id_number"] == 1
    assert list(tmp_path.iterdir()) == []


def test_a_count_that_cannot_be_made_is_an_error_and_names_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: pd.DataFrame) -> pd.Series:
        raise ValueError("990101198503070017")

    monkeypatch.setattr("quality.evidence._probe", lambda *_: broken)
    with pytest.raises(AssertionError) as caught:
        judge(Feed.EXAMS, [{"id_number": "990101198503070017"}], evidence=Evidence())
    assert "990101" not in str(caught.value)
