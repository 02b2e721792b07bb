"""Voiding an exam by hand, the list of voids, and undoing one."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from api.http.authority import Caller, authorised
from api.http.deps import Deps, Parts
from api.http.models import voids as m
from api.http.models.common import MAX_ID, Id, Limit
from api.http.problems import ProblemError, documented
from warehouse.reading import exams
from warehouse.voids import Voids

router = APIRouter(tags=["voids"], responses=documented("not-signed-in", "not-allowed"))
ACTIVE: dict[str, bool | None] = {"active": True, "undone": False, "all": None}


def _voids(deps: Deps) -> Voids:
    return Voids(deps.platform, deps.store, deps.keyring)


@router.post("/exams/{exam_id}/void", responses=documented("csrf", "invalid", "not-found", "refused"))
def void_exam(
    exam_id: Id, body: m.VoidBody, caller: Annotated[Caller, Depends(authorised("exam:void", "exam:{exam_id}"))], deps: Parts
) -> m.Voided:
    """Hide an exam with its orders, reports and files from every list, with a reason. Its source's data is not touched."""
    if exams.row(deps.store, exam_id) is None:
        raise ProblemError("not-found")
    caller.record("exam:void", f"exam:{exam_id}", {"reason": body.reason})
    return m.Voided(void_id=_voids(deps).void(exam_id, body.reason, body.note, caller.principal.name))


@router.get("/voids", dependencies=[Depends(authorised("voids:read"))])
def list_voids(
    deps: Parts,
    state: Literal["active", "undone", "all"] = "active",
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Limit = 50,
) -> m.Voids:
    """Voids, newest first: who, when, why, and whether it was undone."""
    rows = _voids(deps).page(ACTIVE[state], before, limit + 1)
    items = [m.Void.model_validate({**row, "exam_begin_time": _text(row.get("exam_begin_time"))}) for row in rows[:limit]]
    return m.Voids(items=items, next=items[-1].void_id if len(rows) > limit else None)


@router.post("/voids/{void_id}/undo", responses=documented("csrf", "invalid", "refused"))
def undo_void(
    void_id: Id, body: m.UndoBody, caller: Annotated[Caller, Depends(authorised("exam:void", "void:{void_id}"))], deps: Parts
) -> m.Voided:
    """Show the exam again, unless its source has deleted it meanwhile."""
    _voids(deps).undo(void_id, body.note, caller.principal.name)
    return m.Voided(void_id=void_id)


def _text(moment: object) -> str | None:
    return moment.isoformat() if hasattr(moment, "isoformat") else None  # type: ignore[attr-defined]
