"""Laws of `validate`: nothing raised, no row lost, the same answer twice, no value in a reason."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quality.feeds import COLUMNS, Feed, Kind
from quality.validate import validate
from quality.verdict import FINDING_COLUMNS, Outcome
from tests.quality.builders import READ_AT, USUAL, judge, one, reading

DTYPES = {Kind.TEXT: "str", Kind.LONG: "str", Kind.CODE: "str", Kind.TIME: "datetime64[ms]", Kind.FLAG: "bool", Kind.COUNT: "Int64"}
PIECES = [*"测三· ?\ue123Xx190-/:.*（年岁é𠮷\x1a", "<b>", "&nbsp;", "\\r\\n"]
TEXT = st.one_of(
    st.none(),
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.text(max_size=8).filter(lambda t: not any(0xD800 <= ord(c) <= 0xDFFF for c in t)),
    st.sampled_from(
        ["990101198503070017", "1985-03-07", "2026-10-01 08:00:00", "1900-01-01", "N/A", "CT", "M", "13800000001", "36岁", "9999", "1"]
    ),
)


@st.composite
def _batches(draw: st.DrawFn) -> tuple[Feed, pa.Table]:
    feed = draw(st.sampled_from(list(Feed)))
    names = draw(st.lists(st.sampled_from([c.name for c in COLUMNS[feed]]), min_size=1, max_size=12, unique=True))
    rows = draw(st.integers(0, 5))
    as_bytes = draw(st.booleans())
    columns: dict[str, pa.Array] = {}
    for name in {"key", *names}:
        values: list[Any] = draw(st.lists(TEXT, min_size=rows, max_size=rows))
        columns[name] = pa.array(
            [v.encode() if as_bytes and v is not None else v for v in values], pa.binary() if as_bytes else pa.string()
        )
    return feed, pa.table(columns)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_batches())
def test_whatever_a_source_writes_each_row_gets_one_verdict_and_nothing_is_raised(batch: tuple[Feed, pa.Table]) -> None:
    feed, table = batch
    how = reading(feed)
    verdicts = validate(how, table, READ_AT)
    assert len(verdicts.rows) == len(verdicts.outcome) == table.num_rows
    assert sum(verdicts.count(outcome) for outcome in Outcome) == table.num_rows
    assert list(verdicts.findings.columns) == list(FINDING_COLUMNS)
    assert set(verdicts.findings["row"]) <= set(range(table.num_rows))
    again = validate(how, table, READ_AT)
    pd.testing.assert_frame_equal(again.rows, verdicts.rows)
    assert list(again.outcome) == list(verdicts.outcome)


@pytest.mark.parametrize("feed", list(Feed))
@pytest.mark.parametrize("rows", [0, 3])
def test_every_canonical_column_is_there_with_its_type(feed: Feed, rows: int) -> None:
    table = pa.table({"key": pa.array([str(n) for n in range(rows)], pa.string())})
    verdicts = validate(reading(feed), table, READ_AT)
    for column in COLUMNS[feed]:
        assert str(verdicts.rows[column.name].dtype) == DTYPES[column.kind], column.name
    helpers = {name: str(verdicts.rows[name].dtype) for name in verdicts.rows if name.startswith("_")}
    if feed in (Feed.EXAMS, Feed.ORDERS, Feed.REPORTS):
        assert {n: helpers[n] for n in ("_name_normal", "_birth_precision")} == {"_name_normal": "str", "_birth_precision": "str"}
        assert {helpers[n] for n in ("_id_verified", "_name_verified", "_newborn")} == {"bool"}
    if feed is Feed.EXAMS:
        assert {helpers[n] for n in ("_wait_s", "_exam_s", "_report_s", "_review_s", "_age_years")} == {"Int64"}


def test_types_do_not_depend_on_the_values() -> None:
    row = {c.name: "x" for c in COLUMNS[Feed.EXAMS]} | USUAL[Feed.EXAMS]
    verdicts = judge(Feed.EXAMS, [row])
    for column in COLUMNS[Feed.EXAMS]:
        assert str(verdicts.rows[column.name].dtype) == DTYPES[column.kind], column.name


def test_numbers_dates_and_booleans_of_a_driver_are_read_like_text() -> None:
    row = one(
        Feed.EXAMS,
        {"birth_date": date(1985, 3, 7), "image_count": 24, "vip": True, "age_text": 41.0, "order_time": datetime(2026, 10, 1, 8)},
    )
    assert (row["birth_date"], row["image_count"], row["vip"], row["age_text"]) == ("1985-03-07", 24, True, "41")
    assert row["order_time"] == pd.Timestamp("2026-10-01 08:00")


def test_a_read_time_with_a_zone_is_taken_as_wall_time_of_china() -> None:
    row = {"exam_begin_time": "2026-11-01 12:04:00"}
    assert one(Feed.EXAMS, row, read_at=datetime(2026, 11, 1, 4, 0, tzinfo=UTC)).rules == set()
    assert one(Feed.EXAMS, row, read_at=datetime(2026, 11, 1, 3, 50, tzinfo=UTC)).rules == {"DT-03"}


def test_the_worst_of_several_findings_decides() -> None:
    row = one(Feed.EXAMS, {"name": "test", "exam_category": "ZZ", "id_number": "99010119850307001７"})
    assert row.outcome == "quarantined"
    assert {"NM-05", "CD-01", "ID-08"} <= row.rules


def test_reasons_show_the_shape_and_never_the_value() -> None:
    row = one(Feed.EXAMS, {"id_number": "990101198503070018", "phone": "hello 12", "birth_date": "xx-yy"})
    for reason, value in (("D18", "990101198503070018"), ("L5_1D2", "hello 12"), ("L2S1L2", "xx-yy")):
        assert any(reason in text for text in row.found["reason"])
        assert not any(value in text for text in row.found["reason"])


def test_every_finding_has_its_rules_words_and_fits_its_column() -> None:
    long = one(Feed.REPORTS, {"findings": "所" * 200_001})
    assert all(len(reason) <= 300 for reason in long.found["reason"])
