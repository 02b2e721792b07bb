"""The report as its source wrote it, opened from the archive. Callers have checked report:original."""

import json
from typing import Any

from warehouse.analytics.store import AnalyticStore
from warehouse.archive.archive import Archive

EXTRACTED = "extracted"


def report(store: AnalyticStore, exam_id: int, report_id: int) -> dict[str, Any] | None:
    """The report's own row; None when there is none to be seen."""
    rows = store.query(
        "SELECT r.* FROM report r WHERE r.report_id = :report AND r.exam_id = :exam AND r.void = FALSE",
        {"report": report_id, "exam": exam_id},
    ).to_pylist()
    return rows[0] if rows else None


def original(archive: Archive, found: dict[str, Any]) -> dict[str, Any]:
    """{report_id, version, columns, extracted}. Refused: the archive has lost it or it was changed."""
    with archive.open(found["object_id"]) as stream:
        document: dict[str, Any] = json.loads(stream.read())
    extracted = document.pop(EXTRACTED, {})
    shown = {name: readable(value) for name, value in extracted.items()}
    return {"report_id": found["report_id"], "version": found["version"], "columns": document, "extracted": shown}


def readable(value: Any) -> Any:
    """A sealed value as a page shows it: the text of bytes, the text of a time, anything else as it is."""
    if isinstance(value, dict):
        return value.get("text", value.get("time"))
    return value
