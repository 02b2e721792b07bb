"""Feeds, runs, rules, sources, code tables, status, audit."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from api.http.authority import authorised
from api.http.deps import Parts
from api.http.models import operations as m
from api.http.models.common import Before, Limit
from api.http.problems import ProblemError, documented
from warehouse.codes import tables
from warehouse.reading import operations as reading

router = APIRouter(tags=["operations"], responses=documented("not-signed-in", "not-allowed"))
Source = Annotated[str | None, Query(pattern=m.CODE, examples=["RIS"])]
FeedName = Annotated[str | None, Query(pattern=m.CODE, examples=["exams"])]


def _of(operation: str, target: str = "") -> Any:
    return Depends(authorised(operation, target))


@router.get("/feeds", dependencies=[_of("feeds:read")])
def list_feeds(deps: Parts) -> m.Feeds:
    """Every feed with its last run, sums, lag and open quarantine."""
    return m.Feeds.model_validate(reading.feeds(deps.platform))


@router.get("/runs", dependencies=[_of("runs:read")])
def list_runs(
    deps: Parts, source: Source = None, feed: FeedName = None, state: m.State | None = None, before: Before = None, limit: Limit = 50
) -> m.Runs:
    """Runs, newest first."""
    rows = deps.platform.runs(source, feed, state, before, limit + 1)
    items = [reading.with_counts(row) for row in rows[:limit]]
    return m.Runs.model_validate({"items": items, "next": items[-1]["started_at"] if len(rows) > limit else None})


@router.get("/runs/{run_id}", dependencies=[_of("runs:read", "run:{run_id}")], responses=documented("not-found"))
def get_run(run_id: Annotated[str, Path(max_length=64)], deps: Parts) -> m.RunDetail:
    """One run with its steps, receipts and how often each rule met each field."""
    found = reading.run(deps.platform, run_id)
    if found is None:
        raise ProblemError("not-found")
    return m.RunDetail.model_validate(found)


@router.get("/rules", dependencies=[_of("rules:read")])
def list_rules(deps: Parts) -> m.Rules:
    """Rules as deployed, with the number of open quarantine items each stopped."""
    return m.Rules.model_validate({"items": reading.rules(deps.platform)})


@router.get("/codes", dependencies=[_of("session:own", "codes")])
def list_codes(deps: Parts) -> m.Codes:
    """Every code table: code, Chinese, English. `collected`: the systems that are collected; a new one is named by its declaration."""
    found = {name: tables.table(name) for name in tables.names()}
    declared = {one["source"]: tables.Code(one["source"], one["zh"], one["source"]) for one in deps.platform.published("source")}
    found["source_system"] = declared | found["source_system"]
    found["collected"] = {code: found["source_system"][code] for code in declared}
    return m.Codes.model_validate({"tables": {name: list(table.values()) for name, table in found.items()}})


@router.get("/status", dependencies=[_of("status:read")])
def get_status(deps: Parts) -> m.Status:
    """Processes and stores of this installation."""
    processes = [m.ProcessState.model_validate(dict(state)) for state in deps.processes()]
    health = deps.store.health()
    stores = [m.StoreState(name="analytic store", ok=health.ok, detail=health.detail)]
    return m.Status(ok=health.ok and all(p.healthy for p in processes), processes=processes, stores=stores)


@router.get("/audit", dependencies=[_of("audit:read")])
def list_audit(deps: Parts, before: Annotated[int | None, Query(ge=1)] = None, limit: Limit = 100) -> m.AuditPage:
    """Who did or tried what, newest first."""
    rows = deps.platform.audit.entries(before, limit + 1)
    items = [m.AuditEntry.model_validate(row) for row in rows[:limit]]
    return m.AuditPage(items=items, next=items[-1].entry if len(rows) > limit else None)
