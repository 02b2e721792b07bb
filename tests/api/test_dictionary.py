"""The data dictionary over the API, and an exam's way back to its source: only with the right, always on record."""

from collections.abc import Callable

import pytest

from api.http.deps import Deps
from pipelines import dictionary
from pipelines.declaration import load_all
from quality import rules
from tests.api.conftest import Person
from tests.api.hospital import Hospital
from warehouse.tables.catalogue import TABLES
from warehouse.tables.views import views

As = Callable[..., Person]
ALL = [*TABLES.values(), *views()]


@pytest.fixture(scope="module", autouse=True)
def published(deps: Deps) -> None:
    deps.platform.publish("dictionary", dictionary.documents(ALL, load_all().values(), rules.load()))


@pytest.mark.parametrize("role", ["analyst", "engineer", "it"])
def test_the_dictionary_tells_every_column_with_its_sources_and_rules(as_role: As, hospital: Hospital, role: str) -> None:
    tables = as_role(role).get("/dictionary").json()["tables"]
    assert [(t["name"], t["group"], [c["name"] for c in t["columns"]]) for t in tables] == [
        (t.name, t.group, [c.name for c in t.columns]) for t in ALL
    ]
    [sex] = [c for c in tables[0]["columns"] if c["name"] == "sex"]
    assert (sex["zh"], sex["codes"], sex["sources"]) == ("性别", "sex", sorted(load_all()))
    assert "SX-01" in sex["rules"]
    assert "lineage" not in sex


def test_a_column_opens_with_its_lineage(as_role: As, hospital: Hospital) -> None:
    analyst = as_role("analyst")
    found = analyst.get("/dictionary/exam/sex").json()
    assert (found["table_zh"], found["unit"]) == ("检查", None)
    [ris] = [s for s in found["lineage"] if s["source"] == "RIS"]
    assert (ris["columns"], ris["code_map"], ris["field"]) == (["RIS_PATIENT.SEX"], "sex", "sex")
    assert analyst.get("/dictionary/v_exam/sex_zh").json()["made_of"] == ["exam.sex"]
    assert analyst.get("/dictionary/exam/name").status_code == 404
    assert analyst.get("/dictionary/exam/Name").status_code == 422


def test_a_clinician_has_no_dictionary(as_role: As, hospital: Hospital) -> None:
    assert as_role("clinician").get("/dictionary").status_code == 403


def test_an_exam_leads_back_only_for_an_engineer_and_never_of_a_restricted_person(as_role: As, deps: Deps, hospital: Hospital) -> None:
    deps.platform.note_load(1, "hospital", "RIS", "exams", "af-0c4a4de2a8f19e7d5f6b1a23", 1)
    engineer, exam_id = as_role("engineer"), hospital.exams["ris:1"]
    found = engineer.get(f"/exams/{exam_id}/lineage").json()
    assert (found["source"], found["key"]) == ("RIS", "Kris:1")
    assert [(r["table"], r["run_id"], r["batch"]) for r in found["rows"]] == [
        (table, "af-0c4a4de2a8f19e7d5f6b1a23", 1) for table in ("exam", "report")
    ]
    assert found["rows"][0]["rules"] == ["ID-02", "TM-01"]
    for name in ("ris:3", "uis:3"):
        assert engineer.get(f"/exams/{hospital.exams[name]}/lineage").status_code == 403
    assert engineer.get(f"/exams/{hospital.exams['gone']}/lineage").status_code == 404
    for role in ("analyst", "clinician", "it"):
        assert as_role(role).get(f"/exams/{exam_id}/lineage").status_code == 403
    looks = [(e["principal"], e["allowed"]) for e in deps.platform.audit.entries(None, 50) if e["object"] == f"exam:{exam_id}"]
    assert ("engineer", True) in looks
    assert ("it", False) in looks


def test_rows_of_a_load_that_was_carried_again_are_told_by_the_try_with_the_receipt(deps: Deps, hospital: Hospital) -> None:
    platform = deps.platform
    platform.start_run("af-aaaaaaaaaaaaaaaaaaaaaaaa", "RIS", "exams", "collect", None, "airflow")
    platform.note_load(101, "again", "RIS", "exams", "af-aaaaaaaaaaaaaaaaaaaaaaaa", 7)
    assert platform.loads_of("RIS", [101])[101]["written_at"] is None
    platform.note_load(102, "again", "RIS", "exams", "af-0c4a4de2a8f19e7d5f6b1a23", 1)
    told = platform.loads_of("RIS", [101])
    assert (told[101]["run_id"], told[101]["batch"], told[101]["written_at"] is not None) == ("af-0c4a4de2a8f19e7d5f6b1a23", 1, True)
    assert platform.loads_of("RIS", [999]) == {}
