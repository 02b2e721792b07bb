"""Carry out what a person asked for on a page: a task hands over the id of a request, nothing else."""

from dataclasses import asdict
from typing import Any

from ops.wiring import Parts
from warehouse.errors import LightboxError, Misconfigured


def execute(parts: Parts, request_id: int) -> dict[str, Any]:
    """Take the request, do it, write its result. A request that was taken before is not done twice."""
    request = parts.platform.take_request(request_id)
    if request is None:
        return {"request": request_id, "state": "already taken"}
    arguments = request["arguments"]
    started_by = f"request:{request_id}"
    try:
        if request["kind"] == "release":
            counts = parts.line.release(arguments["items"], bool(arguments.get("waive", False)), started_by)
        elif request["kind"] == "collect":
            counts = parts.line.collect(arguments["source"], arguments["feed"], started_by)
        else:
            raise Misconfigured(f"request {request_id} is of an unknown kind")
    except LightboxError as error:
        parts.platform.finish_request(request_id, "failed", {"error": str(error)})
        raise
    result = asdict(counts)
    parts.platform.finish_request(request_id, "done", result)
    return result
