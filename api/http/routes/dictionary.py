"""The data dictionary with its lineage, and the way of one exam back to its source."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from api.http.authority import Caller, authorised
from api.http.deps import Parts
from api.http.models import dictionary as m
from api.http.models.common import Id
from api.http.problems import ProblemError, documented
from warehouse.reading import exams, lineage, people

router = APIRouter(tags=["dictionary"], responses=documented("not-signed-in", "not-allowed"))
Name = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


@router.get("/dictionary", dependencies=[Depends(authorised("rules:read", "dictionary"))])
def get_dictionary(deps: Parts) -> m.Dictionary:
    """Every column of every table and view as deployed: meaning, unit, code table, sensitivity, the systems and rules behind it."""
    return m.Dictionary.model_validate({"tables": lineage.dictionary(deps.platform)})


@router.get(
    "/dictionary/{table}/{column}",
    dependencies=[Depends(authorised("rules:read", "dictionary"))],
    responses=documented("not-found", "invalid"),
)
def get_column(table: Name, column: Name, deps: Parts) -> m.ColumnLineage:
    """One column: source column, rule, table column, for every system that fills it."""
    found = lineage.column(deps.platform, table, column)
    if found is None:
        raise ProblemError("not-found")
    return m.ColumnLineage.model_validate(found)


@router.get("/exams/{exam_id}/lineage", responses=documented("not-found", "restricted"))
def get_exam_lineage(
    exam_id: Id, caller: Annotated[Caller, Depends(authorised("lineage:read", "exam:{exam_id}"))], deps: Parts
) -> m.ExamLineage:
    """Source, feed, run, batch and the key at the source, of an exam and its reports and orders. Opened on record."""
    found = exams.row(deps.store, exam_id)
    if found is None:
        raise ProblemError("not-found")
    if people.restricted(deps.identity, [found]):
        caller.refused("lineage:read", f"exam:{exam_id}", "restricted")
    return m.ExamLineage.model_validate(lineage.row(deps.reading, found))
