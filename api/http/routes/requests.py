"""Requests: written here, carried out by a task, looked at here again."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from api.http.authority import Caller, authorised, signed_in
from api.http.deps import Deps, Parts
from api.http.models import requests as m
from api.http.models.common import MAX_ID, Id, Limit
from api.http.problems import ProblemError, documented
from warehouse.errors import LightboxError, Unreachable
from warehouse.reading import stopped

router = APIRouter(prefix="/requests", tags=["operations"], responses=documented("not-signed-in", "not-allowed"))


@router.post("", status_code=202, responses=documented("csrf", "invalid", "unreachable"))
def ask(body: m.RequestBody, caller: Annotated[Caller, Depends(signed_in)], deps: Parts) -> m.Request:
    """Ask for a release, a repair or a collection. A task carries it out; look at the request for its end."""
    arguments, sealed = _checked(body, caller, deps)
    request_id = deps.platform.ask(body.kind, arguments, caller.principal.name, sealed)
    try:
        deps.start_request(request_id)
    except Exception as error:
        deps.platform.finish_request(request_id, "failed", {"error": "the scheduler did not take it"})
        if isinstance(error, LightboxError):
            raise
        raise Unreachable("调度服务没有接受该请求", "请稍后重试") from None
    return _request(deps, request_id)


def _checked(body: m.RequestBody, caller: Caller, deps: Deps) -> tuple[dict[str, Any], bytes | None]:
    """The request's arguments and what of it is sealed, once the caller may ask for it."""
    if isinstance(body, m.ReleaseBody):
        asked = body.arguments
        caller.require("quarantine:release", "quarantine", {"items": asked.items, "waive": asked.waive})
        return asked.model_dump(), None
    if isinstance(body, m.RepairBody):
        repair = body.arguments
        caller.require("quarantine:repair", f"quarantine:{repair.item}", {"columns": sorted(repair.values)})
        if deps.platform.quarantine_item(repair.item) is None:
            raise ProblemError("not-found")
        return {"item": repair.item, "columns": sorted(repair.values)}, stopped.sealed_repair(deps.keyring, repair.values)
    known = {(feed["source"], feed["feed"]) for feed in deps.platform.feeds()}
    source, feed = body.arguments.source, None if isinstance(body, m.CompareBody) else body.arguments.feed
    exists = (source, feed) in known if feed is not None else source in {s for s, _ in known}
    target = "feed:?" if not exists else f"feed:{source}.{feed}" if feed else f"source:{source}"
    caller.require("collect:request", target)
    if not exists:
        raise ProblemError("not-found", "没有这个采集任务")
    return body.arguments.model_dump(mode="json", exclude_none=True), None


@router.get("", dependencies=[Depends(authorised("runs:read", "requests"))])
def list_requests(
    deps: Parts,
    state: Annotated[str | None, Query(pattern=r"^(waiting|running|done|failed)$")] = None,
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Limit = 50,
) -> m.Requests:
    """What was asked for, newest first."""
    rows = deps.platform.requests(state, before, limit + 1)
    items = [m.Request.model_validate(row) for row in rows[:limit]]
    return m.Requests(items=items, next=items[-1].request_id if len(rows) > limit else None)


@router.get("/{request_id}", dependencies=[Depends(authorised("runs:read", "request:{request_id}"))], responses=documented("not-found"))
def get_request(request_id: Id, deps: Parts) -> m.Request:
    """How far a request has come."""
    return _request(deps, request_id)


def _request(deps: Deps, request_id: int) -> m.Request:
    found = deps.platform.request(request_id)
    if found is None:
        raise ProblemError("not-found")
    return m.Request.model_validate(found)
