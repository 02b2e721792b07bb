"""One exam as a page opens it: facts, time chain, reports, files, and for those with the right who it is of."""

from typing import Any

from warehouse.analytics.store import AnalyticStore
from warehouse.reading import people
from warehouse.reading.stores import Stores
from warehouse.tables.exam import EXAM
from warehouse.tables.model import Type

# One order that holds for every kind of exam: pathology has P nodes between T2 and T5, nuclear medicine N1 before T3.
NODES = ("T1", "T2", "P0", "P1", "P2", "P3", "N1", "T3", "T4", "T5", "T6", "T7")
_COLUMNS = {c.en.split()[0]: c for c in EXAM.columns if c.type is Type.DATETIME and c.en.split()[0] in NODES}
# Shown although empty: a missing node is news. Pathology examines a specimen, so it has no exam room.
EXPECTED = ("T1", "T2", "T3", "T4", "T5", "T6")
EXPECTED_OF = {
    "PATH": ("T1", "P0", "P1", "P2", "P3", "T5", "T6"),
    "PATH.FRO": ("T1", "P1", "T5", "T6"),
    "NM": ("T1", "T2", "N1", "T3", "T4", "T5", "T6"),
}
DURATIONS = ("wait_s", "exam_s", "report_s", "review_s")


def row(store: AnalyticStore, exam_id: int) -> dict[str, Any] | None:
    """The exam's own row; None when there is none to be seen."""
    rows = store.query("SELECT e.* FROM exam e WHERE e.exam_id = :id AND e.void = FALSE", {"id": exam_id}).to_pylist()
    return rows[0] if rows else None


def detail(stores: Stores, found: dict[str, Any], names: bool) -> dict[str, Any]:
    """Everything around an exam's row. `names`: the caller has person:reveal; without it `patient` and `numbers` are null."""
    exam_id, person_id = found["exam_id"], found["person_id"]
    patient = numbers = None
    if names:
        if person_id is not None and (record := stores.identity.reveal([person_id]).get(person_id)):
            patient = people.header(person_id, record)
        numbers = stores.identity.exam_numbers([exam_id]).get(exam_id)
    return {
        "exam": found, "chain": chain(found), "reports": _reports(stores.store, exam_id), "files": _files(stores.store, exam_id),
        "patient": patient, "numbers": numbers,
    }  # fmt: skip


def chain(found: dict[str, Any]) -> dict[str, Any]:
    """Nodes in order, inverted pairs as marked at load, durations; nothing is computed anew."""
    category = str(found.get("exam_category") or "")
    expected = EXPECTED_OF.get(category) or EXPECTED_OF.get(category.split(".")[0], EXPECTED)
    marks = [pair.split("<") for pair in (found.get("chain_marks") or "").split(",") if "<" in pair]
    nodes: list[dict[str, Any]] = []
    for node in NODES:
        column = _COLUMNS[node]
        if found.get(column.name) is None and node not in expected:
            continue
        against = [b for a, b in marks if a == node] + [a for a, b in marks if b == node]
        nodes.append({"node": node, "column": column.name, "zh": column.zh, "time": found.get(column.name), "inverted_with": against})
    durations = [{"name": name, "zh": EXAM.column(name).zh, "seconds": found.get(name)} for name in DURATIONS]
    return {"nodes": nodes, "marks": [{"later": a, "earlier": b} for a, b in marks], "durations": durations}


def _reports(store: AnalyticStore, exam_id: int) -> list[dict[str, Any]]:
    """Newest first."""
    rows = store.query(
        "SELECT r.* FROM report r WHERE r.exam_id = :id AND r.void = FALSE "
        "ORDER BY COALESCE(r.verify_time, r.report_time, r.collect_time) DESC, r.report_id DESC",
        {"id": exam_id},
    ).to_pylist()
    return [{**report, "original": report["object_id"] is not None} for report in rows]


def _files(store: AnalyticStore, exam_id: int) -> list[dict[str, Any]]:
    return store.query(
        "SELECT f.* FROM file_fact f WHERE f.exam_id = :id AND f.void = FALSE ORDER BY f.kind, f.sequence, f.file_id", {"id": exam_id}
    ).to_pylist()
