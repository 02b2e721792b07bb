"""Keyset pages: every exam once, in order, however many share a time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from api.http.deps import Deps
from tests.api.conftest import Person
from tests.api.hospital import NOON, Hospital, rows

As = Callable[..., Person]


@pytest.mark.parametrize("sort", ["-time", "time", "-report_time", "report_time", "source"])
def test_pages_show_every_exam_once_and_in_order(as_role: As, deps: Deps, hospital: Hospital, sort: str) -> None:
    many = [  # equal times, so that only the number parts them
        {"exam_id": 5_000_000 + i, "exam_time": NOON - timedelta(days=30 + i // 7), "report_time": NOON + timedelta(hours=i % 5),
         "exam_category": "ECG.12L", "source": ("ECGIS", "EIS")[i % 2]}
        for i in range(45)
    ]  # fmt: skip
    deps.store.load("many", {"exam": rows("exam", many)})
    analyst = as_role("analyst")
    seen: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = analyst.search(category=["ECG"], sort=sort, limit=10, cursor=cursor)
        assert page["total"] == (45 if cursor is None else None)
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    column = {"time": "time", "report_time": "report_time", "source": "source"}[sort.lstrip("-")]
    assert len({item["exam_id"] for item in seen}) == len(seen) == 45
    keys = [(item[column], item["exam_id"]) for item in seen]
    assert keys == sorted(keys, reverse=sort.startswith("-"))


def test_a_cursor_of_another_order_or_none_of_ours_is_refused(as_role: As, hospital: Hospital) -> None:
    analyst = as_role("analyst")
    cursor = analyst.search(limit=1)["next"]
    for wrong in (cursor[:-4], "x", cursor.swapcase()):
        assert analyst.post("/exams/search", {"limit": 1, "cursor": wrong}).status_code == 422
    assert analyst.post("/exams/search", {"limit": 1, "cursor": cursor, "sort": "time"}).status_code == 422
