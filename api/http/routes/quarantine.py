"""Rows that were stopped."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from api.http.authority import authorised
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
State = Literal["open", "released", "discarded", "closed"]


@router.get("", dependencies=[Depends(authorised("quarantine:read"))])
def list_items(
    deps: Parts,
    source: Word = None,
    feed: Word = None,
    rule: Rule = None,
    field: Word = None,
    state: State | None = None,
    run_id: Annotated[str | None, Query(max_length=64)] = None,
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Limit = 50,
) -> m.QuarantinePage:
    """Stopped rows, newest first, without their content."""
    page = reading.quarantine_page(
        deps.platform, source=source, feed=feed, rule=rule, field=field, state=state, run_id=run_id, before=before, limit=limit
    )
    return m.QuarantinePage.model_validate(page)


@router.get("/groups", dependencies=[Depends(authorised("quarantine:read"))])
def list_groups(deps: Parts, state: State = "open") -> m.QuarantineGroups:
    """Counts by source, feed, field and rule, most first, with the suggested cause and remedy."""
    return m.QuarantineGroups.model_validate(reading.quarantine_groups(deps.platform, state))


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
