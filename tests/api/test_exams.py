"""Lists of exams and one exam: exactly what meets the conditions, names only for those with the right, restricted persons for nobody."""

from collections.abc import Callable
from typing import Any

import pytest

from api.http.deps import Deps
from tests.api.conftest import Person
from tests.api.hospital import ACCESSION, CANARIES, CARD, FINDINGS, ID_NUMBER, NAME, PHONE, VIP_ACCESSION, VIP_NAME, Hospital

As = Callable[..., Person]
ALL = {"ris:1", "uis:9", "ris:2", "ris:3", "uis:3"}


def names_of(hospital: Hospital, page: dict[str, Any]) -> list[str]:
    by_id = {exam_id: name for name, exam_id in hospital.exams.items()}
    return [by_id[item["exam_id"]] for item in page["items"]]


@pytest.mark.req("A-5.3", part=True)
@pytest.mark.parametrize(
    "conditions, expected",
    [
        ({}, ALL),
        ({"source": ["UIS"]}, {"uis:9", "uis:3"}),
        ({"source": ["RIS", "UIS"]}, ALL),
        ({"category": ["RAD"]}, {"ris:1", "ris:3"}),
        ({"category": ["RAD.CT", "US"]}, {"ris:1", "uis:9", "uis:3"}),
        ({"patient_class": ["2"]}, {"ris:1"}),
        ({"urgency": ["S"]}, {"ris:1"}),
        ({"from": "2026-10-06"}, {"uis:9", "ris:2", "ris:3", "uis:3"}),
        ({"from": "2026-10-05", "to": "2026-10-06"}, {"ris:1", "uis:9"}),
        ({"abnormal": True}, {"ris:1"}),
        ({"abnormal": False}, {"uis:9", "ris:2"}),
        ({"positive": True}, {"ris:1"}),
        ({"positive": False}, {"uis:9", "ris:2"}),
        ({"critical": True}, {"ris:1"}),
        ({"body_part": "胸"}, {"ris:1"}),
        ({"text": "结节", "source": ["UIS"]}, {"uis:9"}),
        ({"text": "骨折"}, set()),
        ({"text": "100%结"}, {"ris:1", "uis:9"}),
        ({"body_part": "腹部_"}, {"uis:9"}),
        ({"body_part": "%"}, {"ris:1", "uis:9"}),
        ({"rule": "ID-02"}, {"ris:1"}),
        ({"rule": "ID-0"}, set()),
        ({"real_name": True}, {"ris:1"}),
        ({"positive": True, "source": ["UIS"]}, set()),
    ],
)
def test_a_list_holds_exactly_the_exams_that_meet_all_conditions(as_role: As, hospital: Hospital, conditions, expected) -> None:
    page = as_role("analyst").search(**conditions)
    assert sorted(names_of(hospital, page)) == sorted(expected)
    assert page["total"] == len(expected)
    assert page["next"] is None


def test_conditions_in_the_url_are_the_same_as_in_the_body(as_role: As, hospital: Hospital) -> None:
    page = as_role("analyst").get("/exams?category=RAD.CT&category=US&from=2026-10-05&limit=1").json()
    assert names_of(hospital, page) == ["uis:3"]
    assert page["next"]


@pytest.mark.req("A-5.2", part=True)
@pytest.mark.parametrize(
    "q", [NAME, " 欧 阳堃喆 ", "ouyangkunzhe", "OuYang KunZhe", "oykz", ID_NUMBER, PHONE, "138 0000 0017", CARD, "P0001"]
)
def test_a_person_is_found_by_name_and_numbers_over_all_sources(as_role: As, hospital: Hospital, q: str) -> None:
    page = as_role("clinician").search(q=q)
    assert sorted(names_of(hospital, page)) == ["ris:1", "uis:9"]
    assert [item["patient"]["name"] for item in page["items"]] == [NAME, NAME]


@pytest.mark.parametrize("q", [ACCESSION, ACCESSION.lower(), f" {ACCESSION} "])
def test_an_exam_is_found_by_its_own_number(as_role: As, hospital: Hospital, q: str) -> None:
    assert names_of(hospital, as_role("clinician").search(q=q)) == ["ris:1"]


@pytest.mark.parametrize("role, status", [("analyst", 403), ("engineer", 403), ("clinician", 200)])
def test_to_look_for_an_identity_needs_the_right_to_see_one(as_role: As, hospital: Hospital, role: str, status: int) -> None:
    assert as_role(role).post("/exams/search", {"q": NAME}).status_code == status


def test_an_analysts_answers_never_hold_a_name(as_role: As, hospital: Hospital) -> None:
    analyst = as_role("analyst")
    answers = [analyst.get("/exams"), analyst.post("/exams/search", {"category": ["RAD"]})]
    answers += [analyst.get(f"/exams/{hospital.exams[name]}") for name in ("ris:1", "uis:9")]
    for answer in answers:
        assert answer.status_code == 200
        assert not [canary for canary in CANARIES if canary in answer.text]
    assert all(item["patient"] is None for item in answers[0].json()["items"])
    assert answers[2].json()["patient"] is None
    assert answers[2].json()["numbers"] is None


@pytest.mark.req("A-5.9", part=True)
def test_a_void_exam_is_nowhere(as_role: As, hospital: Hospital) -> None:
    clinician = as_role("clinician")
    assert "gone" not in names_of(hospital, clinician.search())
    assert clinician.get(f"/exams/{hospital.exams['gone']}").status_code == 404


@pytest.mark.req("A-5.10", part=True)
@pytest.mark.parametrize("name", ["ris:3", "uis:3"])
def test_of_a_restricted_person_nobody_sees_identity_or_content(as_role: As, hospital: Hospital, name: str) -> None:
    """Whatever the source of the exam knows: one source's flag restricts the person."""
    clinician = as_role("clinician")
    exam_id, person_id = hospital.exams[name], hospital.persons[name]
    [shown] = [item for item in clinician.search()["items"] if item["exam_id"] == exam_id]
    told = {name for name, value in shown.items() if value not in (None, False, 0)}
    assert told == {"exam_id", "source", "exam_category", "time", "vip", "patient"}
    assert shown["patient"] == {"name": "*", "restricted": True}
    paths = [f"/exams/{exam_id}", f"/exams/{exam_id}/reports/{hospital.reports[name]}/original", f"/persons/{person_id}",
             f"/files/{hospital.files['vip']}", f"/files/{hospital.files['vip']}/pages/1.png"]  # fmt: skip
    for path in paths:
        answer = clinician.get(path)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:lightbox:problem:restricted"), path
        assert VIP_NAME not in answer.text
    assert clinician.post(f"/persons/{person_id}/reveal", {"field": "phones"}).status_code == 403


@pytest.mark.parametrize(
    "conditions",
    [{"q": VIP_NAME}, {"q": "P0003"}, {"q": VIP_ACCESSION}, {"person_id": True}, {"text": "结节"}, {"positive": True}, {"body_part": "头"},
     {"real_name": True}, {"abnormal": False}, {"critical": False}],
)  # fmt: skip
def test_a_restricted_exam_is_not_found_by_what_would_tell_of_it(as_role: As, hospital: Hospital, conditions) -> None:
    if "person_id" in conditions:
        conditions = {"person_id": hospital.persons["ris:3"]}
    for page_size in (1, 50):
        page = as_role("clinician").search(**conditions, limit=page_size)
        assert not {"ris:3", "uis:3"} & set(names_of(hospital, page))
        if page_size == 50:
            assert page["total"] == len(page["items"]), "not even their number"


@pytest.mark.req("A-5.7", part=True)
@pytest.mark.req("A-5.8", part=True)
def test_an_exam_opens_with_its_chain_marked_where_it_is_inverted(as_role: As, hospital: Hospital) -> None:
    found = as_role("clinician").get(f"/exams/{hospital.exams['ris:1']}").json()
    chain = found["chain"]
    assert chain["marks"] == [{"later": "T6", "earlier": "T5"}]
    assert {n["node"]: n["inverted_with"] for n in chain["nodes"] if n["inverted_with"]} == {"T5": ["T6"], "T6": ["T5"]}
    assert next(n["time"] for n in chain["nodes"] if n["node"] == "T3") == "2026-10-05T12:00:00.000"
    assert {d["name"]: d["seconds"] for d in chain["durations"]}["report_s"] == 7200
    assert [report["findings"] for report in found["reports"]] == [FINDINGS]
    assert len(found["files"]) == 6
    assert "object_id" not in found["files"][0]


@pytest.mark.req("A-5.14", part=True)
def test_a_clinician_sees_the_person_with_numbers_masked(as_role: As, hospital: Hospital) -> None:
    clinician = as_role("clinician")
    found = clinician.get(f"/exams/{hospital.exams['ris:1']}").json()
    assert found["patient"]["name"] == NAME
    assert found["patient"]["birth_date"] == "1985-03-07"
    assert found["patient"]["id_number"] == "990***********0017"
    assert found["patient"]["phones"] == ["138****0017"]
    assert found["patient"]["address"] == "深圳市光明区***"
    assert found["numbers"]["accession"] == ACCESSION
    assert ID_NUMBER not in str(found)


def test_each_field_in_clear_is_an_action_on_record(as_role: As, deps: Deps, hospital: Hospital) -> None:
    clinician, person_id = as_role("clinician"), hospital.persons["ris:1"]
    answer = clinician.post(f"/persons/{person_id}/reveal", {"field": "id_number"})
    assert answer.json() == {"field": "id_number", "values": [ID_NUMBER]}
    newest = deps.platform.audit.entries(limit=1)[0]
    assert (newest["principal"], newest["operation"], newest["object"]) == ("clinician", "person:reveal", f"person:{person_id}")
    assert newest["detail"]["fields"] == ["id_number"]


@pytest.mark.req("A-5.40", part=True)
def test_whose_names_a_list_showed_is_on_record(as_role: As, deps: Deps, hospital: Hospital) -> None:
    as_role("clinician").search(q=NAME)
    shown = next(e for e in deps.platform.audit.entries(limit=3) if e["object"] == "persons:list")
    assert shown["detail"]["persons"] == [hospital.persons["ris:1"]]
    assert not [canary for canary in CANARIES if canary in str(deps.platform.audit.entries(limit=50))]


@pytest.mark.req("A-3.3", part=True)
@pytest.mark.req("A-5.13", part=True)
def test_a_person_opens_with_every_sources_record_and_all_exams(as_role: As, hospital: Hospital) -> None:
    found = as_role("clinician").get(f"/persons/{hospital.persons['ris:1']}").json()
    assert [(m["source"], m["patient_key"]) for m in found["members"]] == [("RIS", "1"), ("UIS", "9")]
    assert names_of(hospital, found["exams"]) == ["uis:9", "ris:1"]
    assert ID_NUMBER not in str(found)


def test_the_original_report_is_as_its_source_wrote_it(as_role: As, hospital: Hospital) -> None:
    path = f"/exams/{hospital.exams['ris:1']}/reports/{hospital.reports['ris:1']}/original"
    found = as_role("clinician").get(path).json()
    assert found["columns"]["findings"] == FINDINGS
    assert found["extracted"]["findings"] == f"{NAME}：{FINDINGS}"
    elsewhere = f"/exams/{hospital.exams['ris:2']}/reports/{hospital.reports['ris:1']}/original"
    assert as_role("clinician").get(elsewhere).status_code == 404
