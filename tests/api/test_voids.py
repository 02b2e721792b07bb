"""Voiding by hand over the interface: hidden at once from every list, on record, undone."""

from collections.abc import Callable

import pytest

from api.http.deps import Deps
from tests.api.conftest import Person
from tests.api.hospital import Hospital

As = Callable[..., Person]
NOTE = "欧阳堃喆的检查登记错了人"


@pytest.mark.req("A-5.9", part=True)
def test_an_exam_voided_by_hand_leaves_every_list_and_comes_back(as_role: As, deps: Deps, hospital: Hospital) -> None:
    clinician, exam = as_role("clinician"), hospital.exams["ris:1"]
    listed = len(clinician.search()["items"])
    answer = clinician.post(f"/exams/{exam}/void", {"reason": "WRONG_PT", "note": NOTE})
    assert answer.status_code == 200, answer.text
    assert clinician.get(f"/exams/{exam}").status_code == 404
    assert len(clinician.search()["items"]) == listed - 1
    assert clinician.get(f"/files/{hospital.files['pdf']}").status_code == 404
    [entry] = as_role("it").get("/voids").json()["items"]
    assert (entry["exam_id"], entry["voided_by"], entry["note"], entry["exam_category"]) == (exam, "clinician", NOTE, "RAD.CT")
    undone = as_role("it").post(f"/voids/{entry['void_id']}/undo", {"note": "已核对"})
    assert undone.status_code == 200
    assert clinician.get(f"/exams/{exam}").status_code == 200
    assert as_role("it").get("/voids").json()["items"] == []
    [kept] = as_role("it").get("/voids", params={"state": "undone"}).json()["items"]
    assert (kept["undone_by"], kept["undo_note"], kept["active"]) == ("it", "已核对", False)


def test_a_void_is_on_record_without_its_words(as_role: As, deps: Deps, hospital: Hospital) -> None:
    exam = hospital.exams["ris:2"]
    as_role("clinician").post(f"/exams/{exam}/void", {"reason": "MANUAL", "note": NOTE})
    newest = deps.platform.audit.entries(limit=2)
    assert {(e["operation"], e["object"], e["allowed"]) for e in newest} == {("exam:void", f"exam:{exam}", True)}
    assert NOTE not in str(newest)
    [entry] = as_role("it").get("/voids").json()["items"]
    as_role("it").post(f"/voids/{entry['void_id']}/undo", {"note": "恢复"})


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"reason": "SRC_DEL", "note": "x"}, 422),
        ({"reason": "MANUAL", "note": ""}, 422),
        ({"reason": "MANUAL", "note": "   "}, 422),
        ({"reason": "MANUAL"}, 422),
    ],
)
def test_a_void_without_reason_is_refused(as_role: As, hospital: Hospital, body: dict[str, str], status: int) -> None:
    assert as_role("clinician").post(f"/exams/{hospital.exams['ris:1']}/void", body).status_code == status
    assert as_role("clinician").get(f"/exams/{hospital.exams['ris:1']}").status_code == 200


def test_what_is_not_there_is_neither_voided_nor_undone(as_role: As, hospital: Hospital) -> None:
    body = {"reason": "MANUAL", "note": "误登记"}
    assert as_role("clinician").post(f"/exams/{hospital.exams['gone']}/void", body).status_code == 404
    assert as_role("clinician").post("/voids/9999/undo", {"note": "恢复"}).status_code == 422
