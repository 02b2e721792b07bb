"""Lists of exams: conditions, keyset pages, and what the page shows beside each exam. Portable SQL on the analytic store.

Void exams are never shown. Of a restricted person's exam a list shows kind and date; where the conditions themselves tell something
of the person or the content (a name, a finding), such exams are left out.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from warehouse.analytics.store import AnalyticStore
from warehouse.errors import Refused
from warehouse.reading import people
from warehouse.reading.seeking import seek
from warehouse.reading.stores import Stores

LISTED = (
    "exam_id", "person_id", "source", "exam_category", "modality", "patient_class", "urgency", "exam_status", "body_part", "item",
    "device", "request_dept", "sex", "age_years", "real_name", "vip", "exam_time", "register_time", "exam_begin_time", "report_time",
    "verify_time", "chain_marks", "rules",
)  # fmt: skip
RESTRICTED_SHOWS = ("exam_id", "source", "exam_category", "modality", "time", "void")
SORTS = {
    "-time": ("e.exam_time", True), "time": ("e.exam_time", False), "-report_time": ("e.report_time", True),
    "report_time": ("e.report_time", False), "source": ("e.source", False),
}  # fmt: skip
TOTAL_CAP = 100_000
PERSONS_EXAMS = "SELECT p.exam_id FROM exam_person p WHERE p.gone = FALSE AND p.person_id"


@dataclass(frozen=True)
class ExamQuery:
    """Conditions, all of which hold; lists mean any of these, None and empty mean no condition. Days are exam days, both included."""

    source: Sequence[str] = ()
    category: Sequence[str] = ()
    patient_class: Sequence[str] = ()
    status: Sequence[str] = ()
    urgency: Sequence[str] = ()
    from_day: date | None = None
    to_day: date | None = None
    abnormal: bool | None = None
    positive: bool | None = None
    critical: bool | None = None
    body_part: str | None = None
    text: str | None = None
    rule: str | None = None
    real_name: bool | None = None
    person_id: int | None = None
    q: str | None = None
    sort: str = "-time"
    cursor: str | None = None
    limit: int = 50

    @property
    def telling(self) -> bool:
        """Whether a hit says something of who the person is or what was found."""
        return any((self.q, self.person_id, self.text, self.body_part)) or any(
            value is not None for value in (self.positive, self.critical, self.abnormal, self.rule, self.real_name)
        )


@dataclass
class _Where:
    parts: list[str] = field(default_factory=lambda: ["e.void = FALSE"])
    params: dict[str, Any] = field(default_factory=dict[str, Any])

    def add(self, part: str, **params: Any) -> None:
        self.parts.append(part)
        self.params |= params

    def __str__(self) -> str:
        return " AND ".join(self.parts)


def search(stores: Stores, query: ExamQuery, names: bool) -> dict[str, Any]:
    """One page {items, total, total_is_capped, next}. `names`: the caller has person:reveal; without it `patient` is null everywhere.

    Refused: a cursor that is not one of ours or of another order; `q` or `person_id` without `names` is for the caller to refuse.
    """
    where = _conditions(stores, query)
    expression, descending = SORTS[query.sort]
    total = _total(stores.store, where) if query.cursor is None else None
    if query.cursor is not None:
        _after(where, query, expression, descending)
    order = "DESC" if descending else "ASC"
    columns = ", ".join(f"e.{name}" for name in LISTED)
    if expression == "e.report_time":
        where.add("e.report_time IS NOT NULL")
    sql = (
        f"SELECT {columns} FROM exam e WHERE {where} "  # noqa: S608  (names of columns only)
        f"ORDER BY {expression} {order}, e.exam_id {order} LIMIT {query.limit + 1}"
    )
    rows = stores.store.query(sql, where.params).to_pylist()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    following = _cursor(query.sort, rows[-1]) if more else None
    items = _present(stores, rows, names)
    capped = total is not None and total > TOTAL_CAP
    return {"items": items, "total": TOTAL_CAP if capped else total, "total_is_capped": capped, "next": following}


def _conditions(stores: Stores, query: ExamQuery) -> _Where:
    where = _Where()
    for column, values in (
        ("source", query.source), ("patient_class", query.patient_class), ("exam_status", query.status), ("urgency", query.urgency),
    ):  # fmt: skip
        if values:
            where.add(f"e.{column} IN :{column}", **{column: list(values)})
    if query.category:
        below = {f"below_{i}": _literal(value) + ".%" for i, value in enumerate(query.category)}
        likes = "".join(f" OR e.exam_category LIKE :{name}" for name in below)
        where.add(f"(e.exam_category IN :category{likes})", category=list(query.category), **below)
    if query.from_day is not None:
        where.add("e.exam_time >= :from_time", from_time=datetime.combine(query.from_day, time()))
    if query.to_day is not None:
        where.add("e.exam_time < :to_time", to_time=datetime.combine(query.to_day + timedelta(days=1), time()))
    if query.abnormal is not None:
        where.add("e.chain_marks <> ''" if query.abnormal else "(e.chain_marks = '' OR e.chain_marks IS NULL)")
    if query.real_name is not None:
        where.add("e.real_name = :real_name", real_name=query.real_name)
    if query.body_part:
        where.add("e.body_part LIKE :body_part", body_part=f"%{_literal(query.body_part)}%")
    if query.rule:
        where.add("CONCAT(',', e.rules, ',') LIKE :rule", rule=f"%,{_literal(query.rule)},%")
    _report_conditions(stores.store, where, query)
    _who(stores, where, query)
    if query.telling:
        where.add("e.vip = FALSE")
        if vips := stores.identity.every_vip():
            where.add("(e.person_id IS NULL OR e.person_id NOT IN :vips)", vips=vips)
    return where


def _report_conditions(store: AnalyticStore, where: _Where, query: ExamQuery) -> None:
    if query.positive is None and query.critical is None and not query.text:
        return
    span = _span(store, where) if query.from_day or query.to_day else ""

    def reported(condition: str, wanted: bool = True) -> str:
        within = "IN" if wanted else "NOT IN"
        return f"e.exam_id {within} (SELECT r.exam_id FROM report r WHERE r.void = FALSE{span} AND {condition})"  # noqa: S608

    if query.positive is not None:
        where.add(reported("r.positive = '1'", query.positive))
    if query.critical is not None:
        where.add(reported("r.critical IN ('1', '2')", query.critical))
    if query.text:
        where.add(reported("(r.conclusion LIKE :words OR r.findings LIKE :words)"), words=f"%{_literal(query.text)}%")


def _span(store: AnalyticStore, where: _Where) -> str:
    """Between which ids the exams of the chosen days lie, so that only reports of about that time are read."""
    sql = f"SELECT MIN(e.exam_id) AS low, MAX(e.exam_id) AS high FROM exam e WHERE {where}"  # noqa: S608
    [found] = store.query(sql, where.params).to_pylist()
    where.params |= {"low_id": found["low"] or 0, "high_id": found["high"] or 0}
    return " AND r.exam_id >= :low_id AND r.exam_id <= :high_id"


def _who(stores: Stores, where: _Where, query: ExamQuery) -> None:
    if query.person_id is not None:
        where.add(f"e.person_id = :person AND e.exam_id IN ({PERSONS_EXAMS} = :person)", person=query.person_id)
    if query.q:
        found = seek(stores, query.q)
        numbered = "SELECT n.exam_id FROM exam n WHERE n.exam_id IN :exams"
        where.add(f"e.exam_id IN ({PERSONS_EXAMS} IN :persons UNION ALL {numbered})", persons=found.person_ids, exams=found.exam_ids)


def _literal(text: str) -> str:
    """A pattern that stands for itself: engines differ in how a wildcard is escaped, so one becomes "any one character"."""
    return "".join("_" if c in "%_\\" else c for c in text)


def _total(store: AnalyticStore, where: _Where) -> int:
    sql = f"SELECT COUNT(*) AS n FROM (SELECT e.exam_id FROM exam e WHERE {where} LIMIT {TOTAL_CAP + 1}) c"  # noqa: S608
    return int(store.query(sql, where.params).column("n")[0].as_py())


def _after(where: _Where, query: ExamQuery, expression: str, descending: bool) -> None:
    value, exam_id = _read_cursor(query.sort, query.cursor or "")
    sign = "<" if descending else ">"
    where.add(
        f"{expression} {sign}= :after AND ({expression} {sign} :after OR e.exam_id {sign} :after_id)", after=value, after_id=exam_id
    )  # fmt: skip


def _cursor(sort: str, row: dict[str, Any]) -> str:
    value = row[{"source": "source"}.get(sort, "report_time" if "report" in sort else "exam_time")]
    text = value.isoformat(sep=" ", timespec="milliseconds") if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([sort, text, row["exam_id"]]).encode()).decode()


def _read_cursor(sort: str, cursor: str) -> tuple[str | datetime, int]:
    try:
        made_for, text, exam_id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if made_for != sort:
            raise ValueError
        return (str(text) if sort == "source" else datetime.fromisoformat(text)), int(exam_id)
    except (binascii.Error, UnicodeError, ValueError, TypeError):
        raise Refused("翻页标记无效", "请回到第一页") from None


def _present(stores: Stores, rows: list[dict[str, Any]], names: bool) -> list[dict[str, Any]]:
    hidden = people.restricted(stores.identity, rows)
    for row in rows:
        row["time"] = row.pop("exam_time")
    _add_reports(stores.store, rows)
    _add_file_counts(stores.store, rows)
    known = stores.identity.reveal([r["person_id"] for r in rows if r["person_id"] and r["exam_id"] not in hidden]) if names else {}
    shown: list[dict[str, Any]] = []
    for row in rows:
        if row["exam_id"] in hidden:
            shown.append(_restricted(row, names))
            continue
        record = known.get(row["person_id"])
        shown.append({**row, "patient": {"name": record.name if record else None} if names else None})
    return shown


def _restricted(row: dict[str, Any], names: bool) -> dict[str, Any]:
    kept = {name: row[name] for name in RESTRICTED_SHOWS if name in row}
    return {**kept, "vip": True, "patient": {"name": people.RESTRICTED_NAME, "restricted": True} if names else None}


def _add_reports(store: AnalyticStore, rows: list[dict[str, Any]]) -> None:
    """The most telling mark of all reports of an exam, and the status of the newest."""
    ids = [row["exam_id"] for row in rows]
    reports = store.query(
        "SELECT r.exam_id, r.report_status, r.positive, r.critical FROM report r WHERE r.exam_id IN :ids AND r.void = FALSE "
        "ORDER BY r.exam_id, COALESCE(r.verify_time, r.report_time, r.collect_time), r.report_id",
        {"ids": ids},
    ).to_pylist()
    by_exam: dict[int, list[dict[str, Any]]] = {}
    for report in reports:
        by_exam.setdefault(report["exam_id"], []).append(report)
    for row in rows:
        own = by_exam.get(row["exam_id"], [])
        row["reports"] = len(own)
        row["report_status"] = own[-1]["report_status"] if own else None
        row["positive"] = _first(("1", "2", "0", "9"), [r["positive"] for r in own])
        row["critical"] = _first(("1", "2", "0", "9"), [r["critical"] for r in own])


def _first(order: Sequence[str], values: Sequence[str | None]) -> str | None:
    return next((code for code in order if code in values), None)


def _add_file_counts(store: AnalyticStore, rows: list[dict[str, Any]]) -> None:
    counted = store.query(
        "SELECT f.exam_id, COUNT(*) AS n FROM file_fact f WHERE f.exam_id IN :ids AND f.void = FALSE GROUP BY f.exam_id",
        {"ids": [row["exam_id"] for row in rows]},
    ).to_pylist()
    counts = {row["exam_id"]: row["n"] for row in counted}
    for row in rows:
        row["files"] = counts.get(row["exam_id"], 0)
