"""Exams, reports and persons."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from api.http.authority import Caller, authorised
from api.http.deps import Parts
from api.http.models import exams as m
from api.http.models.common import Id
from api.http.problems import ProblemError, documented
from warehouse.reading import exams as reading
from warehouse.reading import originals, people
from warehouse.reading.search import ExamQuery, search

router = APIRouter(tags=["exams"], responses=documented("not-signed-in", "not-allowed"))
Searcher = Annotated[Caller, Depends(authorised("exams:search", "exams"))]
PERSON_EXAMS = 100


@router.get("/exams", responses=documented("invalid"))
def list_exams(conditions: Annotated[m.ExamFilter, Query()], caller: Searcher, deps: Parts) -> m.ExamPage:
    """Exams that meet the conditions. Whom they are of is told only to callers with person:reveal."""
    return _page(conditions, None, caller, deps)


@router.post("/exams/search", responses=documented("invalid", "csrf"))
def search_exams(body: m.ExamSearch, caller: Searcher, deps: Parts) -> m.ExamPage:
    """The same with `q`: a name or a number. It stands in the body, never in a URL. Needs person:reveal."""
    return _page(body, body.q, caller, deps)


def _page(conditions: m.ExamFilter, q: str | None, caller: Caller, deps: Parts) -> m.ExamPage:
    if q is not None:
        caller.require("person:reveal", "exams:by-identity")
    names = caller.may("person:reveal")
    page = search(deps.reading, _query(conditions, q), names)
    shown = sorted({item["person_id"] for item in page["items"] if item.get("person_id") and item["patient"]})
    if shown:
        caller.record("person:reveal", "persons:list", {"persons": shown})
    return m.ExamPage.model_validate(plain(page))


def _query(conditions: m.ExamFilter, q: str | None) -> ExamQuery:
    values = conditions.model_dump(exclude={"q", "time_from", "time_to"})
    try:
        days = [date.fromisoformat(text) if text else None for text in (conditions.time_from, conditions.time_to)]
    except ValueError:
        raise ProblemError("invalid", "日期不存在") from None
    return ExamQuery(**values, q=q, from_day=days[0], to_day=days[1])


@router.get("/exams/{exam_id}", responses=documented("not-found", "restricted"))
def get_exam(exam_id: Id, caller: Annotated[Caller, Depends(authorised("exams:read", "exam:{exam_id}"))], deps: Parts) -> m.ExamDetail:
    """Facts, time chain with its marks, reports, files; patient and numbers for callers with person:reveal."""
    found = _open_exam(exam_id, caller, deps)
    names = caller.may("person:reveal")
    if names and found["person_id"] is not None:
        caller.record("person:reveal", f"person:{found['person_id']}", {"fields": ["header"]})
    return m.ExamDetail.model_validate(plain(reading.detail(deps.reading, found, names)))


@router.get("/exams/{exam_id}/reports/{report_id}/original", responses=documented("not-found", "restricted"))
def get_original(
    exam_id: Id,
    report_id: Id,
    caller: Annotated[Caller, Depends(authorised("report:original", "report:{report_id}"))],
    deps: Parts,
) -> m.OriginalReport:
    """The report as its source wrote it."""
    _open_exam(exam_id, caller, deps)
    found = originals.report(deps.store, exam_id, report_id)
    if found is None or found["object_id"] is None:
        raise ProblemError("not-found")
    return m.OriginalReport.model_validate(originals.original(deps.archive, found))


@router.get("/persons/{person_id}", responses=documented("not-found", "restricted"))
def get_person(
    person_id: Id, caller: Annotated[Caller, Depends(authorised("person:reveal", "person:{person_id}"))], deps: Parts
) -> m.Person:
    """A person of the master index, every source's record of them, and their newest exams."""
    _refuse_restricted(person_id, caller, deps)
    found = people.person(deps.identity, person_id)
    if found is None:
        raise ProblemError("not-found")
    page = search(deps.reading, ExamQuery(person_id=person_id, limit=PERSON_EXAMS), names=True)
    return m.Person.model_validate(plain({**found, "exams": page}))


@router.post("/persons/{person_id}/reveal", responses=documented("not-found", "restricted", "csrf"))
def reveal_field(
    person_id: Id,
    body: m.RevealBody,
    caller: Annotated[Caller, Depends(authorised("person:reveal", "person:{person_id}"))],
    deps: Parts,
) -> m.Revealed:
    """One masked field in clear: one action, one entry in the audit."""
    _refuse_restricted(person_id, caller, deps)
    caller.record("person:reveal", f"person:{person_id}", {"fields": [body.field]})
    values = people.reveal(deps.identity, person_id, body.field)
    if values is None:
        raise ProblemError("not-found")
    return m.Revealed(field=body.field, values=values)


def _open_exam(exam_id: int, caller: Caller, deps: Parts) -> dict[str, Any]:
    found = reading.row(deps.store, exam_id)
    if found is None:
        raise ProblemError("not-found")
    if people.restricted(deps.identity, [found]):
        caller.refused("exams:read", f"exam:{exam_id}", "restricted")
    return found


def _refuse_restricted(person_id: int, caller: Caller, deps: Parts) -> None:
    if people.is_restricted(deps.identity, person_id):
        caller.refused("person:reveal", f"person:{person_id}", "restricted")


def plain(value: Any) -> Any:
    """Times as text, so that models need not know which columns are times."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat(timespec="milliseconds") if hasattr(value, "isoformat") else value
