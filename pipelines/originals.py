"""The report as its source wrote it, sealed whole in the archive: one object for each version."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipelines.columns import values_of
from pipelines.rows import HELPERS, to_json
from quality.feeds import COLUMNS, Feed
from warehouse.analytics.store import AnalyticStore
from warehouse.analytics.stored import stored
from warehouse.archive.archive import Archive
from warehouse.archive.store import Origin

MEDIA = "application/json"


def seal(
    frame: pd.DataFrame, extracted: Sequence[Mapping[str, Any]], charsets: Mapping[str, str], archive: Archive, origin: Origin
) -> list[str]:
    """Archive object of each row: its canonical columns as they were judged, and under `extracted` the row as it was read."""
    columns = {c.name: values_of(frame[c.name]) for c in COLUMNS[Feed.REPORTS]}
    objects: list[str] = []
    for i, row in enumerate(extracted):
        document: dict[str, Any] = {name: _plain(values[i]) for name, values in columns.items()}
        raw = {name: value for name, value in row.items() if name not in HELPERS}
        document["extracted"] = json.loads(to_json(raw, charsets))
        content = json.dumps(document, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        objects.append(archive.accept(io.BytesIO(content), MEDIA, origin=origin).object_id)
    return objects


def _plain(value: Any) -> Any:
    return value.isoformat(sep=" ", timespec="milliseconds") if hasattr(value, "isoformat") else value


def versions(store: AnalyticStore, report_ids: Sequence[int], objects: Sequence[str | None]) -> list[int]:
    """1 for a report never seen, the same number for the same original, one more for another."""
    known: dict[int, tuple[int, str | None]] = {}
    for part in stored(store, "report", ("report_id", "version", "object_id"), "report_id", report_ids):
        known.update({int(row["report_id"]): (int(row["version"]), row["object_id"]) for row in part.to_pylist()})
    numbers: list[int] = []
    for report_id, object_id in zip(report_ids, objects, strict=True):
        version, sealed = known.get(report_id, (0, None))
        numbers.append(version if version and sealed == object_id else version + 1)
    return numbers
