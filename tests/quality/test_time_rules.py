"""Times: forms, sentinels, clocks that run wrong, the chain (rules DT)."""

from typing import Any

import pandas as pd
import pytest

from quality.feeds import Feed
from tests.quality.builders import one, reading

FORMS: list[tuple[tuple[str, ...], Any, str | None, set[str]]] = [
    ((), "2026-10-05 08:00:00", "2026-10-05 08:00:00", set()),
    ((), "2026-10-05 08:00:00.123", "2026-10-05 08:00:00.123", set()),
    ((), pd.Timestamp("2026-10-05 08:00:00").to_pydatetime(), "2026-10-05 08:00:00", set()),
    ((), "2026-10-05 24:00:00", "2026-10-06 00:00:00", set()),
    (("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M"), "2026/10/6 8:05", "2026-10-06 08:05:00", set()),
    (("%Y%m%d %H%M%S", "%Y%m%d"), "20261005 113000", "2026-10-05 11:30:00", set()),
    (("%Y%m%d %H%M%S", "%Y%m%d"), "20261005", "2026-10-05 00:00:00", set()),
    ((), "5. October", None, {"DT-01"}),
    ((), "2026-02-30 08:00:00", None, {"DT-01"}),
    ((), "N/A", None, {"DT-02"}),
    ((), "待补", None, {"DT-02"}),
    ((), "-", None, {"DT-02"}),
    ((), "0000-00-00 00:00", None, {"DT-02"}),
    ((), "1900-01-01 00:00:00", None, {"DT-02"}),
    ((), "1899-12-30 00:00:00", None, {"DT-02"}),
    ((), "2099-12-31 00:00:00", None, {"DT-02"}),
    ((), "9999-12-31 23:59:59", None, {"DT-02"}),
    (("epoch",), 1759622400000, "2025-10-05 08:00:00", set()),
    (("epoch",), 1759622400, "2025-10-05 08:00:00", {"DT-06"}),
    (("epoch",), 1759622400000000, "2025-10-05 08:00:00", {"DT-06"}),
    (("epoch",), 1759622400000000000, "2025-10-05 08:00:00", {"DT-06"}),
    (("epoch",), 0, None, {"DT-02"}),
    (("epoch",), -1, None, {"DT-02"}),
    (("epoch",), 12345, None, {"DT-01"}),
    (("utc",), "2026-10-05T01:20:00Z", "2026-10-05 09:20:00", set()),
    (("utc", "%Y-%m-%d %H:%M:%S"), "2026-10-05 01:20:00", "2026-10-05 01:20:00", set()),  # no zone: wall time as it stands
]


@pytest.mark.parametrize(("times", "source", "expected", "rules"), FORMS)
@pytest.mark.req("A-4.1", part=True)
def test_times_are_read_by_the_sources_own_forms(times: tuple[str, ...], source: Any, expected: str | None, rules: set[str]) -> None:
    row = one(Feed.EXAMS, {"exam_begin_time": source}, how=reading(Feed.EXAMS, exam_begin_time={"times": times}))
    assert row["exam_begin_time"] == (None if expected is None else pd.Timestamp(expected))
    assert row.verdicts.rows["exam_begin_time"].dtype == "datetime64[ms]"
    assert row.rules == rules
    for rule in rules:
        assert row.finding(rule)["old"] == str(source)


CLOCKS: list[tuple[dict[str, str], str, str | None, str, set[str]]] = [
    # times, column, value after, outcome, rules; read at 2026-11-01 12:00
    ({"exam_begin_time": "2026-11-01 12:04:00"}, "exam_begin_time", "2026-11-01 12:04:00", "accepted", set()),
    ({"exam_begin_time": "2026-11-01 12:06:00"}, "exam_begin_time", "2026-11-01 12:06:00", "accepted", {"DT-03"}),
    ({"exam_begin_time": "2027-10-01 08:00:00"}, "exam_begin_time", "2027-10-01 08:00:00", "quarantined", {"DT-03"}),
    ({"verify_time": "2026-11-03 08:00:00"}, "verify_time", "2026-11-03 08:00:00", "quarantined", {"DT-03"}),
    ({"print_time": "2026-11-03 08:00:00"}, "print_time", "2026-11-03 08:00:00", "accepted", {"DT-03"}),
    ({"order_time": "1989-12-31 08:00:00"}, "order_time", None, "accepted", {"DT-04"}),
    ({"exam_begin_time": "2000-01-01 00:05:12", "order_time": "2026-10-01 08:00:00"}, "exam_begin_time", None, "accepted", {"DT-04"}),
    ({"exam_begin_time": "2000-01-01 00:05:12", "upload_time": "2026-10-01 08:00:00"}, "exam_begin_time", None, "accepted", {"DT-04"}),
    (
        {"exam_begin_time": "2026-09-23 08:00:00", "upload_time": "2026-10-02 08:00:00"},
        "exam_begin_time",
        "2026-09-23 08:00:00",
        "accepted",
        set(),
    ),
    ({"exam_begin_time": "2010-01-01 08:00:00", "birth_date": "2012-01-01"}, "exam_begin_time", None, "accepted", {"DT-04"}),
    ({"exam_begin_time": "2012-01-01 08:00:00", "birth_date": "2012-01-01"}, "exam_begin_time", "2012-01-01 08:00:00", "accepted", set()),
]


@pytest.mark.parametrize(("times", "column", "expected", "outcome", "rules"), CLOCKS)
def test_wrong_clocks_are_flagged_emptied_or_stopped(
    times: dict[str, str], column: str, expected: str | None, outcome: str, rules: set[str]
) -> None:
    row = one(Feed.EXAMS, times)
    assert row[column] == (None if expected is None else pd.Timestamp(expected))
    assert row.outcome == outcome
    assert row.rules == rules


BASE = {
    "order_time": "2026-10-05 08:00:00",
    "register_time": "2026-10-05 08:30:00",
    "exam_begin_time": "2026-10-05 09:00:00",
    "exam_end_time": "2026-10-05 09:10:00",
    "report_time": "2026-10-05 10:00:00",
    "verify_time": "2026-10-05 10:30:00",
    "print_time": "2026-10-05 11:00:00",
}
CHAINS: list[tuple[dict[str, str | None], str, set[str]]] = [
    ({}, "", set()),
    ({"verify_time": "2026-10-05 09:55:00"}, "T6<T5", {"DT-05"}),  # verified before it was written
    ({"verify_time": "2026-10-05 09:59:01"}, "", {"DT-08"}),
    ({"verify_time": "2026-10-05 09:58:59"}, "T6<T5", {"DT-05"}),
    ({"register_time": "2026-10-05 09:00:00", "exam_begin_time": "2026-10-05 08:59:40"}, "", {"DT-08"}),  # rounded to the minute
    ({"register_time": "2026-10-05 09:00:10", "exam_begin_time": "2026-10-05 08:59:50"}, "", set()),  # seconds on both: within reading
    ({"exam_begin_time": None, "exam_end_time": "2026-10-05 08:20:00"}, "T4<T2", {"DT-05"}),
    ({"exam_begin_time": "2026-10-05 08:20:00"}, "T3<T2", {"DT-05"}),
    ({"exam_begin_time": "2026-10-05 08:20:00", "patient_class": "E"}, "", set()),  # emergency: ten minutes are legal
    ({"exam_begin_time": "2026-10-05 07:20:00", "patient_class": "E"}, "T3<T2", {"DT-05"}),  # emergency radiology: half an hour at most
    ({"exam_begin_time": "2026-10-05 07:20:00", "patient_class": "E", "exam_category": "ECG"}, "", set()),  # ECG first, order later
    ({"exam_begin_time": "2026-10-05 07:20:00", "patient_class": "E", "exam_category": "US"}, "T3<T2", {"DT-05"}),
    ({"exam_begin_time": "2026-10-05 07:20:00", "exam_category": "ECG"}, "T3<T2", {"DT-05"}),
    ({"register_time": "2026-10-05 00:00:00"}, "T2<T1", {"DT-05"}),  # a day entered without a time
    ({"exam_begin_time": "2026-10-05 23:50:00", "exam_end_time": "2026-10-06 00:10:00", "report_time": "2026-10-06 00:20:00",
      "verify_time": "2026-10-06 00:30:00", "print_time": "2026-10-06 01:00:00"}, "", set()),
]  # fmt: skip


@pytest.mark.parametrize(("change", "marks", "rules"), CHAINS)
@pytest.mark.req("A-5.8", part=True)
def test_an_inverted_chain_is_shown_and_counted_and_never_put_right(change: dict[str, str | None], marks: str, rules: set[str]) -> None:
    row = one(Feed.EXAMS, {**BASE, **change})
    assert row["_chain_marks"] in (marks, None if marks == "" else marks)
    assert row.rules == rules
    assert row.outcome == "accepted"
    for column, value in {**BASE, **{k: v for k, v in change.items() if k.endswith("_time")}}.items():
        assert row[column] == (None if value is None else pd.Timestamp(value))


@pytest.mark.parametrize("missing", list(BASE))
@pytest.mark.req("A-5.7", part=True)
def test_a_missing_node_gives_no_duration_and_never_zero(missing: str) -> None:
    row = one(Feed.EXAMS, {**BASE, missing: None})
    all_of = {"_wait_s": 1800, "_exam_s": 600, "_report_s": 3000, "_review_s": 1800}
    touched = {
        "register_time": {"_wait_s"},
        "exam_begin_time": {"_wait_s", "_exam_s"},
        "exam_end_time": {"_exam_s", "_report_s"},
        "report_time": {"_report_s", "_review_s"},
        "verify_time": {"_review_s"},
    }.get(missing, set())
    for name, seconds in all_of.items():
        assert row[name] == (None if name in touched else seconds)


def test_a_time_in_the_future_takes_its_row_out_of_all_durations() -> None:
    row = one(Feed.EXAMS, {**BASE, "print_time": "2026-11-01 12:30:00"})
    assert [row[name] for name in ("_wait_s", "_exam_s", "_report_s", "_review_s")] == [None] * 4


def test_an_inverted_pair_has_no_duration() -> None:
    row = one(Feed.EXAMS, {**BASE, "verify_time": "2026-10-05 09:55:00"})
    assert row["_review_s"] is None
    assert row["_report_s"] == 3000


PATHOLOGY = {
    "exam_category": "PATH",
    "order_time": "2026-10-05 08:00:00",
    "send_time": "2026-10-05 11:30:00",
    "receive_time": "2026-10-05 12:00:00",
    "gross_time": "2026-10-05 14:00:00",
    "slide_time": "2026-10-06 09:00:00",
    "report_time": "2026-10-07 09:00:00",
    "verify_time": "2026-10-07 10:00:00",
}


@pytest.mark.parametrize(
    ("change", "marks"),
    [
        ({}, ""),
        ({"receive_time": "2026-10-05 00:00:00"}, "P1<P0"),  # entered without a time
        ({"gross_time": "2026-10-04 14:00:00"}, "P2<P1"),
        ({"verify_time": "2026-10-06 09:30:00"}, "T6<T5"),
        ({"exam_category": "FRO", "report_time": "2026-10-05 12:10:00", "verify_time": "2026-10-05 12:20:00"}, ""),  # frozen: P1 → T6
        ({"exam_category": "FRO", "verify_time": "2026-10-05 11:00:00"}, "T6<P1"),
    ],
)
def test_pathology_has_its_own_chain(change: dict[str, str], marks: str) -> None:
    assert one(Feed.EXAMS, {**PATHOLOGY, **change})["_chain_marks"] == marks


def test_a_report_verified_before_it_was_written_is_flagged() -> None:
    row = one(Feed.REPORTS, {"report_time": "2026-10-05 09:40:00", "verify_time": "2026-10-05 09:35:00"})
    assert (row.outcome, row.rules) == ("accepted", {"DT-05"})
