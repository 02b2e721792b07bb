"""Verdicts on 20,000 exam rows: our one vectorised pass, beside Great Expectations' counts of the same rules (which give no verdicts)."""

from collections.abc import Callable
from datetime import datetime

import pyarrow as pa

from quality.evidence import Evidence
from quality.feeds import Feed
from quality.reading import ColumnReading, Reading
from quality.validate import validate

ROWS = 20_000
READ_AT = datetime(2026, 11, 1, 12, 0)


def pair() -> tuple[Callable[[], object], Callable[[], object], str, float]:
    """Ours is timed alone; the peer is the whole run with evidence less nothing, so it includes our pass: the ratio flatters nobody."""
    names = ("key", "name", "sex", "id_number", "phone", "exam_category", "register_time", "exam_begin_time", "birth_date")
    reading = Reading("BENCH", Feed.EXAMS, {n: ColumnReading(n, "utf-8") for n in names})
    rows = pa.table(
        {
            "key": [str(i) for i in range(ROWS)],
            "name": [f"测试{chr(0x4E00 + i % 3000)}" for i in range(ROWS)],
            "sex": ["1" if i % 2 else "2" for i in range(ROWS)],
            "id_number": [f"99010119850307{i % 10000:04}" for i in range(ROWS)],
            "phone": [f"1380000{i % 10000:04}" for i in range(ROWS)],
            "exam_category": ["RAD.CT"] * ROWS,
            "register_time": [f"2026-10-{1 + i % 28:02} 08:00:00" for i in range(ROWS)],
            "exam_begin_time": [f"2026-10-{1 + i % 28:02} 08:{i % 60:02}:00" for i in range(ROWS)],
            "birth_date": ["1985-03-07"] * ROWS,
        }
    )
    return (
        lambda: validate(reading, rows, READ_AT),
        lambda: validate(reading, rows, READ_AT, evidence=Evidence()),
        "with Great Expectations counting along",
        1.0,
    )
