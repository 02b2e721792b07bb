"""Sources as they are collected now, what people set over their declarations, histories, and alerts."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query

from api.http.authority import Caller, authorised
from api.http.deps import Deps, Parts
from api.http.models import schedules as m
from api.http.models.common import MAX_ID, Limit
from api.http.models.operations import CODE
from api.http.problems import ProblemError, documented
from warehouse import schedules
from warehouse.codes import tables

router = APIRouter(tags=["schedules"], responses=documented("not-signed-in", "not-allowed"))
Code = Annotated[str, Path(pattern=CODE)]
Configuring = Annotated[Caller, Depends(authorised("feeds:configure"))]
CHANGES: dict[int | str, dict[str, Any]] = documented("csrf", "invalid", "not-found", "refused")
OPEN: dict[str, bool | None] = {"open": True, "closed": False, "all": None}


@router.get("/sources", dependencies=[Depends(authorised("rules:read"))])
def list_sources(deps: Parts) -> m.Sources:
    """Sources as they are collected now."""
    return m.Sources(items=_sources(deps))


@router.put("/sources/{source}/groups/{group}", responses=CHANGES)
def set_group(source: Code, group: Code, body: m.GroupBody, caller: Configuring, deps: Parts) -> m.Source:
    """Change how a group of feeds is collected. It takes effect with its next run, within half a minute, without a restart."""
    _known(deps, source, group)
    settings = schedules.checked(body.model_dump(mode="json"))
    caller.record("feeds:configure", f"group:{source}.{group}", settings)
    deps.platform.set_group(source, group, settings, caller.principal.name)
    return _written(deps, source)


@router.put("/sources/{source}/groups/{group}/history", responses=CHANGES)
def start_history(source: Code, group: Code, body: m.HistoryBody, caller: Configuring, deps: Parts) -> m.Source:
    """Collect the history of a group in a fixed daily window, anew from its beginning."""
    _known(deps, source, group)
    job = body.model_dump(mode="json")
    caller.record("feeds:configure", f"history:{source}.{group}", job)
    deps.platform.start_history(source, group, job, caller.principal.name)
    return _written(deps, source)


@router.delete("/sources/{source}/groups/{group}/history", responses=CHANGES)
def stop_history(source: Code, group: Code, caller: Configuring, deps: Parts) -> m.Source:
    """Stop collecting a history after the interval in hand. What is collected stays."""
    _known(deps, source, group)
    caller.record("feeds:configure", f"history:{source}.{group}", {"stop": True})
    deps.platform.set_history_state(source, group, "stopped")
    return _written(deps, source)


@router.put("/sources/{source}/codes/{code_map}", responses=CHANGES)
def add_code(source: Code, code_map: Code, body: m.CodeBody, caller: Configuring, deps: Parts) -> m.Source:
    """Map a value of the source to a standard code. Rows read or released from now on know it."""
    found = next((s for s in _sources(deps) if s.source == source), None)
    table = next((c.table for c in found.code_maps if c.map == code_map), None) if found else None
    if found is None or table is None:
        raise ProblemError("not-found", "该来源没有这个代码对照")
    if body.code not in tables.table(table):
        raise ProblemError("refused", "标准代码表中没有这个代码")
    caller.record("feeds:configure", f"codes:{source}.{code_map}", {"code": body.code})
    deps.platform.add_code(source, code_map, body.value.strip(), body.code, caller.principal.name)
    return found


@router.get("/alerts", dependencies=[Depends(authorised("status:read", "alerts"))])
def list_alerts(
    deps: Parts,
    state: Literal["open", "closed", "all"] = "open",
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Limit = 50,
) -> m.Alerts:
    """What failed for good or is late, newest first."""
    rows = deps.platform.alerts(OPEN[state], before, limit + 1)
    items = [m.Alert.model_validate(row) for row in rows[:limit]]
    return m.Alerts(items=items, next=items[-1].alert_id if len(rows) > limit else None)


def _sources(deps: Deps) -> list[m.Source]:
    histories = deps.platform.histories()
    return [
        m.Source.model_validate(
            {**document, "groups": [{**g, "history": histories.get((document["source"], g["group"]))} for g in document["groups"]]}
        )
        for document in schedules.sources(deps.platform)
    ]


def _known(deps: Deps, source: str, group: str) -> None:
    groups = {(d["source"], g["group"]) for d in deps.platform.published("source") for g in d["groups"]}
    if (source, group) not in groups:
        raise ProblemError("not-found", "没有这个采集任务")


def _written(deps: Deps, source: str) -> m.Source:
    schedules.write_files(deps.platform, deps.settings.feeds)
    return next(found for found in _sources(deps) if found.source == source)
