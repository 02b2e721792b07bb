"""Law 1: nothing is lost. Whatever a source holds, every row of a run has exactly one end, and every end can be found again."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench
from warehouse.identity.records import key_token

ENDS = ("loaded", "unchanged", "merged", "deleted", "excluded", "quarantined")
NAMES = st.sampled_from(["堃喆甲", "张　三", "李四（会诊）", "测试", "急诊无名", "王?", "SMITH JOHN", "买买提·艾力", "", "\u200b赵六"])
BREAKS = st.fixed_dictionaries(
    {},
    optional={
        "exam_uuid": st.none() | st.integers(1, 6).map(endoscopy.uuid),
        "exam_no": st.sampled_from(["G20261001", "X1", "", "c2026"]),
        "status": st.sampled_from(["deleted", "cancelled", "no such status", "printed", ""]),
        "patient_from": st.sampled_from(["OPD", "??", None]),
        "begin_ts": st.sampled_from([0, -1, 1_790_000_000, 4_102_444_800_000, None, "N/A"]),
        "end_ts": st.sampled_from([endoscopy.START, 4_102_444_800_000, None]),
        "image_count": st.sampled_from([-1, 9999, "many", None]),
        "item_name": st.text(alphabet="胃镜\x00\x1aA 1", max_size=300),
        "update_ts": st.none() | st.integers(endoscopy.START, endoscopy.START + 10**9),
    },
)
ROWS = st.lists(st.tuples(BREAKS, NAMES), min_size=1, max_size=30)


def build(home: Path, rows: list[tuple[dict[str, Any], str]]) -> Bench:
    source = endoscopy.double(home / "source")
    source.run("DROP INDEX uk_uuid")  # a source that has lost its own key constraint
    for n, (broken, name) in enumerate(rows, start=1):
        source.put("patient", endoscopy.patient(n, full_name=name))
        source.put("exam", endoscopy.exam(n, **broken))
    return Bench(home, {"EIS": endoscopy.connection(home / "source")}, batch_rows=9, page_rows=8)


@example(rows=[({"status": "deleted", "end_ts": 4_102_444_800_000, "begin_ts": 1_790_000_000}, "堃喆甲")])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_extracted_rows_equal_the_sum_of_their_ends(rows: list[tuple[dict[str, Any], str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = build(Path(folder), rows)
        counts = bench.collect("EIS", "exams")
        assert counts["extracted"] == len(rows)
        assert counts["extracted"] == sum(counts[end] for end in ENDS)
        stored = bench.rows("exam")
        assert len(stored) == counts["loaded"] + counts["deleted"]
        assert sum(row["void"] for row in stored) == counts["deleted"]
        stopped = bench.platform.quarantine(limit=1000)
        assert len(stopped) + sum(item["retries"] for item in stopped) <= counts["quarantined"]
        assert bool(stopped) == bool(counts["quarantined"])
        found = {row["exam_id"] for row in stored}
        for broken, _ in rows:  # each key is in the store or in quarantine or was excluded: none has vanished
            key = broken.get("exam_uuid", "")
            if key:
                entry = bench.identity.known("EIS", "exam", [key]).get(key)
                token = key_token(bench.keyring, "EIS", "exam", key)
                assert (entry is not None and entry.id in found) or token in tokens_of(bench) or counts["excluded"]
        again = vars(bench.new_line().collect("EIS", "exams", "test"))
        assert again["loaded"] == again["deleted"] == 0


def tokens_of(bench: Bench) -> set[str]:
    from sqlalchemy import select

    from warehouse.platform.database import engine_for
    from warehouse.platform.schema import QUARANTINE

    with engine_for(bench.settings.platform_database).connect() as connection:
        return {row.key_token for row in connection.execute(select(QUARANTINE.c.key_token))}


def test_an_unexpected_value_anywhere_is_a_verdict_and_never_an_exception(tmp_path: Path) -> None:
    odd: list[Any] = [b"\xff\xfe", "", " ", "\x00", 0, -1, 10**18, 1.5, None, "NULL", "<p>", "\ud7ff", "𬭸㛃䶮", "a" * 5000]
    names = [c for c in endoscopy.exam(1) if c not in ("id", "update_ts", "patient_id", "exam_uuid")]
    source = endoscopy.double(tmp_path / "source")
    number = 0
    for name in names:
        for value in odd:
            number += 1
            source.put("patient", endoscopy.patient(number))
            source.put("exam", endoscopy.exam(number, **{name: value}))
    bench = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source")})
    for feed in ("orders", "exams"):
        counts = bench.collect("EIS", feed)
        assert counts["extracted"] == sum(counts[end] for end in ENDS)
    assert number == bench.collect("EIS", "orders")["extracted"] + number


def test_odd_values_of_patients_and_reports_are_verdicts_too(tmp_path: Path) -> None:
    odd: list[Any] = [b"\xff\xfe", "", " ", "\x00", 0, -1, 10**18, 1.5, None, "NULL", "<p>", "𬭸㛃䶮", "a" * 5000, "{", "[1]"]
    source = endoscopy.double(tmp_path / "source")
    number = 0
    patient_columns = [c for c in endoscopy.patient(1) if c not in ("patient_id", "update_ts")]
    report_columns = [c for c in endoscopy.report(1) if c not in ("report_id", "update_ts", "exam_uuid")]
    for table, column in [*(("patient", c) for c in patient_columns), *(("report", c) for c in report_columns)]:
        for value in odd:
            number += 1
            source.put("patient", endoscopy.patient(number, **({column: value} if table == "patient" else {})))
            source.put("exam", endoscopy.exam(number))
            source.put("report", endoscopy.report(number, **({column: value} if table == "report" else {})))
    bench = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source")})
    for feed in ("exams", "reports", "orders"):
        counts = bench.collect("EIS", feed)
        assert counts["extracted"] == number == sum(counts[end] for end in ENDS)
