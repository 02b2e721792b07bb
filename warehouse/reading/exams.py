"""Exams as people look for them and open them. Portable SQL on the analytic store; names are filled in from identity by the caller.

Void exams are never shown: what is deleted at the source or voided by a person disappears for users.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from warehouse.analytics.store import AnalyticStore
from warehouse.errors import Refused
from warehouse.identity.normal import MOBILE, is_han, normal_id
from warehouse.identity.store import Identity
from warehouse.keys import Keyring

SHOWN_TIME = "COALESCE(e.exam_begin_time, e.register_time, e.order_time, e.collect_time)"
LISTED = (
    "exam_id", "person_id", "source", "exam_category", "modality", "patient_class", "urgency", "exam_status", "body_part", "item", "device",
    "request_dept", "sex", "age_years", "vip", "order_time", "register_time", "exam_begin_time", "exam_end_time", "report_time",
    "verify_time", "chain_marks", "image_count", "rules",
)  # fmt: skip
TOKEN_KINDS = ("accession", "case", "visit", "card", "order")
PAGE_LIMIT = 200
MATCH_LIMIT = 1000


@dataclass(frozen=True)
class ExamFilter:
    """What to list; None means any. `after` is the cursor the page before ended with. Days are exam days, both inclusive."""

    person_ids: Sequence[int] | None = None
    exam_ids: Sequence[int] | None = None
    source: str | None = None
    category: str | None = None
    patient_class: str | None = None
    status: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    abnormal: bool | None = None
    positive: str | None = None
    after: str | None = None
    limit: int = 50


@dataclass(frozen=True)
class Page:
    items: list[dict[str, Any]]
    next: str | None


def resolve(identity: Identity, store: AnalyticStore, keyring: Keyring, text: str) -> tuple[list[int], list[int]]:
    """(person ids, exam ids) a search text may mean: a name, pinyin, initials, an identity number, a telephone, or a number of an exam."""
    text = text.strip()
    persons: set[int] = set()
    if any(is_han(c) for c in text):
        persons.update(identity.find("name", text))
        return sorted(persons), []
    number = normal_id(text)
    if re.fullmatch(r"[A-Za-z][A-Za-z .^'-]*", text):
        persons.update(identity.find("pinyin", re.sub(r"[ .^'-]", "", text)))
        persons.update(identity.find("name", text))
        if len(text) <= 6:
            persons.update(identity.find("initials", text))
    if len(number) in (15, 18):
        persons.update(identity.find("idno", number))
    if MOBILE.fullmatch(re.sub(r"[\s-]", "", text)):
        persons.update(identity.find("phone", text))
    persons.update(identity.find("his_pid", text))
    persons.update(identity.find("card", text))
    tokens = [keyring.token(kind, text) for kind in TOKEN_KINDS]
    found = store.query("SELECT t.exam_id FROM exam_token t WHERE t.token IN :tokens LIMIT 1000", {"tokens": tokens})
    return sorted(persons), sorted(set(found.column("exam_id").to_pylist()))


def search(store: AnalyticStore, wanted: ExamFilter) -> Page:
    """One page of exams, newest first, by keyset: no page is slower than the first."""
    conditions, params = _conditions(wanted)
    limit = min(max(1, wanted.limit), PAGE_LIMIT)
    columns = ", ".join(f"e.{name}" for name in LISTED)
    sql = (
        f"SELECT {columns}, {SHOWN_TIME} AS shown_time FROM exam e WHERE {' AND '.join(conditions)} "  # noqa: S608  (names only)
        f"ORDER BY {SHOWN_TIME} DESC, e.exam_id DESC LIMIT {limit + 1}"
    )
    items = store.query(sql, params).to_pylist()
    more = len(items) > limit
    items = items[:limit]
    _add_reports(store, items)
    return Page(items, _cursor(items[-1]) if more else None)


def _conditions(wanted: ExamFilter) -> tuple[list[str], dict[str, Any]]:
    conditions = ["e.void = FALSE"]
    params: dict[str, Any] = {}
    for column, value in (
        ("source", wanted.source), ("patient_class", wanted.patient_class), ("exam_status", wanted.status),
    ):  # fmt: skip
        if value is not None:
            conditions.append(f"e.{column} = :{column}")
            params[column] = value
    if wanted.category is not None:
        conditions.append("(e.exam_category = :category OR e.exam_category LIKE :category_below)")
        params |= {"category": wanted.category, "category_below": wanted.category.replace("%", "").replace("_", "") + ".%"}
    if wanted.person_ids is not None or wanted.exam_ids is not None:
        conditions.append("(e.person_id IN :persons OR e.exam_id IN :exams)")
        params |= {"persons": list(wanted.person_ids or [])[:MATCH_LIMIT], "exams": list(wanted.exam_ids or [])[:MATCH_LIMIT]}
    if wanted.from_day is not None:
        conditions.append(f"{SHOWN_TIME} >= :from_time")
        params["from_time"] = wanted.from_day.isoformat() + " 00:00:00"
    if wanted.to_day is not None:
        conditions.append(f"{SHOWN_TIME} < :to_time")
        params["to_time"] = (wanted.to_day + timedelta(days=1)).isoformat() + " 00:00:00"
    if wanted.abnormal is not None:
        conditions.append("e.chain_marks <> ''" if wanted.abnormal else "(e.chain_marks = '' OR e.chain_marks IS NULL)")
    if wanted.positive is not None:
        conditions.append("e.exam_id IN (SELECT r.exam_id FROM report r WHERE r.positive = :positive AND r.void = FALSE)")
        params["positive"] = wanted.positive
    if wanted.after is not None:
        moment, exam_id = _read_cursor(wanted.after)
        conditions.append(f"({SHOWN_TIME} < :after_time OR ({SHOWN_TIME} = :after_time AND e.exam_id < :after_id))")
        params |= {"after_time": moment, "after_id": exam_id}
    return conditions, params


def _add_reports(store: AnalyticStore, items: list[dict[str, Any]]) -> None:
    """Conclusion, status and marks of each exam's newest report, and how many files it has."""
    ids = [item["exam_id"] for item in items]
    reports = store.query(
        "SELECT r.exam_id, r.report_id, r.report_status, r.positive, r.critical, r.conclusion, r.verify_time FROM report r "
        "WHERE r.exam_id IN :ids AND r.void = FALSE ORDER BY r.exam_id, r.verify_time, r.report_id",
        {"ids": ids},
    ).to_pylist()
    files = store.query(
        "SELECT f.exam_id, COUNT(*) AS n FROM file_fact f WHERE f.exam_id IN :ids AND f.void = FALSE GROUP BY f.exam_id", {"ids": ids}
    ).to_pylist()
    newest: dict[int, dict[str, Any]] = {}
    counts: dict[int, int] = {}
    for report in reports:
        newest[report["exam_id"]] = report
        counts[report["exam_id"]] = counts.get(report["exam_id"], 0) + 1
    file_counts = {f["exam_id"]: f["n"] for f in files}
    for item in items:
        report = newest.get(item["exam_id"], {})
        item["report_status"] = report.get("report_status")
        item["positive"] = report.get("positive")
        item["critical"] = report.get("critical")
        item["conclusion"] = report.get("conclusion")
        item["report_count"] = counts.get(item["exam_id"], 0)
        item["file_count"] = file_counts.get(item["exam_id"], 0)


def _cursor(item: Mapping[str, Any]) -> str:
    moment: datetime = item["shown_time"]
    return base64.urlsafe_b64encode(f"{moment.isoformat(sep=' ', timespec='milliseconds')}|{item['exam_id']}".encode()).decode()


def _read_cursor(text: str) -> tuple[str, int]:
    try:
        moment, _, exam_id = base64.urlsafe_b64decode(text.encode()).decode().partition("|")
        datetime.fromisoformat(moment)
        return moment, int(exam_id)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Refused("the page cursor is not one of ours", "start again without a cursor") from None


def exam(store: AnalyticStore, exam_id: int) -> dict[str, Any] | None:
    """All facts of one exam, with its reports (newest first) and files; None when there is none to be seen."""
    rows = store.query("SELECT e.* FROM exam e WHERE e.exam_id = :id AND e.void = FALSE", {"id": exam_id}).to_pylist()
    if not rows:
        return None
    found = rows[0]
    found["reports"] = store.query(
        "SELECT r.* FROM report r WHERE r.exam_id = :id AND r.void = FALSE ORDER BY r.verify_time DESC, r.report_id DESC", {"id": exam_id}
    ).to_pylist()
    found["files"] = store.query(
        "SELECT f.* FROM file_fact f WHERE f.exam_id = :id AND f.void = FALSE ORDER BY f.kind, f.sequence, f.file_id", {"id": exam_id}
    ).to_pylist()
    return found


def report(store: AnalyticStore, exam_id: int, report_id: int) -> dict[str, Any] | None:
    rows = store.query(
        "SELECT r.* FROM report r WHERE r.report_id = :report AND r.exam_id = :exam AND r.void = FALSE",
        {"report": report_id, "exam": exam_id},
    ).to_pylist()
    return rows[0] if rows else None


def file(store: AnalyticStore, file_id: int) -> dict[str, Any] | None:
    """One file fact whose exam can still be seen."""
    rows = store.query(
        "SELECT f.* FROM file_fact f WHERE f.file_id = :id AND f.void = FALSE "
        "AND f.exam_id NOT IN (SELECT e.exam_id FROM exam e WHERE e.exam_id = f.exam_id AND e.void = TRUE)",
        {"id": file_id},
    ).to_pylist()
    return rows[0] if rows else None
