"""Carry out what a person asked for on a page: a task hands over the id of a request, nothing else."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from ops.wiring import Parts
from pipelines.batch import Counts
from pipelines.compare import Compared
from warehouse.errors import LightboxError, Misconfigured
from warehouse.reading.stopped import repaired_values


def execute(parts: Parts, request_id: int) -> dict[str, Any]:
    """Take the request, do it, write its result. A request that was taken before is not done twice."""
    request = parts.platform.take_request(request_id)
    if request is None:
        return {"request": request_id, "state": "already taken"}
    arguments = request["arguments"]
    started_by = f"request:{request_id}"
    try:
        counts = _carry_out(parts, request, arguments, started_by)
    except LightboxError as error:
        parts.platform.finish_request(request_id, "failed", {"error": str(error)})
        raise
    result = asdict(counts)
    parts.platform.finish_request(request_id, "done", result)
    return result


def _carry_out(parts: Parts, request: Mapping[str, Any], asked: Mapping[str, Any], started_by: str) -> Counts | Compared:
    kind = request["kind"]
    if kind == "release":
        return parts.line.release(asked["items"], bool(asked.get("waive", False)), started_by)
    if kind == "repair":
        return parts.line.repair(asked["item"], repaired_values(parts.keyring, request["sealed"]), started_by)
    if kind == "collect":
        return parts.line.collect(asked["source"], asked["feed"], started_by)
    if kind == "recollect" and asked.get("exams"):
        return parts.line.recollect_exams(asked["source"], asked["exams"], started_by)
    if kind == "recollect":
        begin, end = (datetime.fromisoformat(asked[name]) for name in ("begin", "end"))
        return parts.line.recollect(asked["source"], asked["feed"], begin, end, started_by)
    if kind == "compare":
        return parts.line.compare(asked["source"], started_by)
    raise Misconfigured(f"a request of kind '{kind}' is not known")
