"""Rows that were stopped."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from api.http.authority import Caller, authorised
from api.http.deps import Parts
from api.http.models import quarantine as m
from api.http.models.common import MAX_ID, Id, Limit
from api.http.models.operations import CODE
from api.http.problems import ProblemError, documented
from warehouse.reading import operations as reading
from warehouse.reading import stopped

router = APIRouter(prefix="/quarantine", tags=["quarantine"], responses=documented("not-signed-in", "not-allowed"))
Word = Annotated[str | None, Query(pattern=CODE)]
Rule = Annotated[str | None, Query(pattern=r"^[A-Za-z0-9-]{1,32}$")]
RunId = Annotated[str | None, Query(max_length=64)]
Moment = Annotated[str | None, Query(pattern=r"^\d{4}-\d\d-\d\d(T[0-9:.]{5,15}Z?)?$", description="UTC; of the last time the row was seen")]
State = Literal["open", "released", "discarded", "closed"]


@router.get("", dependencies=[Depends(authorised("quarantine:read"))])
def list_items(
    deps: Parts,
    source: Word = None,
    feed: Word = None,
    rule: Rule = None,
    field: Word = None,
    state: State | None = None,
    run_id: RunId = None,
    since: Moment = None,
    until: Moment = None,
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Limit = 50,
) -> m.QuarantinePage:
    """Stopped rows, newest first, without their content."""
    page = reading.quarantine_page(
        deps.platform, source=source, feed=feed, rule=rule, field=field, state=state, run_id=run_id, since=since, until=until,
        before=before, limit=limit,
    )  # fmt: skip
    return m.QuarantinePage.model_validate(page)


@router.get("/groups", dependencies=[Depends(authorised("quarantine:read"))])
def list_groups(
    deps: Parts,
    source: Word = None,
    feed: Word = None,
    rule: Rule = None,
    field: Word = None,
    state: State | None = None,
    run_id: RunId = None,
    since: Moment = None,
    until: Moment = None,
) -> m.QuarantineGroups:
    """Counts by source, feed, field and rule, most first, with the suggested cause and remedy. The same filters as the list."""
    groups = reading.quarantine_groups(
        deps.platform, source=source, feed=feed, rule=rule, field=field, state=state, run_id=run_id, since=since, until=until
    )
    return m.QuarantineGroups.model_validate(groups)


@router.post("/discard", responses=documented("csrf", "invalid", "refused"))
def discard_items(body: m.DiscardBody, caller: Annotated[Caller, Depends(authorised("quarantine:discard"))], deps: Parts) -> m.Changed:
    """Put open items aside for good, with a reason. Their rows stay kept; `reopen` takes them back."""
    caller.record("quarantine:discard", "quarantine", {"items": body.items})
    note = deps.keyring.seal(stopped.NOTE, body.note.strip().encode())
    return m.Changed(items=deps.platform.discard(body.items, note, caller.principal.name))


@router.post("/reopen", responses=documented("csrf", "invalid"))
def reopen_items(body: m.ItemsBody, caller: Annotated[Caller, Depends(authorised("quarantine:discard"))], deps: Parts) -> m.Changed:
    """Take discarded items back."""
    caller.record("quarantine:discard", "quarantine", {"items": body.items, "reopen": True})
    return m.Changed(items=deps.platform.reopen(body.items))


@router.get("/{item_id}", dependencies=[Depends(authorised("quarantine:read", "quarantine:{item_id}"))], responses=documented("not-found"))
def get_item(item_id: Id, deps: Parts) -> m.QuarantineItem:
    """One stopped row without its content."""
    found = reading.quarantine_item(deps.platform, item_id)
    if found is None:
        raise ProblemError("not-found")
    return m.QuarantineItem.model_validate(found)


@router.post(
    "/{item_id}/reveal",
    dependencies=[Depends(authorised("quarantine:reveal", "quarantine:{item_id}"))],
    responses=documented("not-found", "csrf"),
)
def reveal_item(item_id: Id, deps: Parts) -> m.QuarantinePayload:
    """The row as it was extracted, identifiers included."""
    found = deps.platform.quarantine_item(item_id)
    if found is None:
        raise ProblemError("not-found")
    return m.QuarantinePayload(item_id=item_id, row=stopped.content(deps.platform, deps.keyring, found))
