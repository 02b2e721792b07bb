"""The demo hospital: the same from the same seed, shaped like its vendors, with real people's numbers nowhere."""

import json
import re
import sqlite3
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

import pytest

from demo.catalogue import SOURCES
from demo.dirt import KINDS
from demo.exams import Exam
from demo.hospital import _SYSTEMS, build
from demo.ledger import FEEDS, Ledger
from demo.plan import Plan
from tests.demo.conftest import EXAMS, database

VENDORS = Path(__file__).resolve().parents[3] / "shared" / "domain" / "vendors"
VENDOR_FILES = {
    "RIS": "01_oracle_radiology.sql", "UIS": "02_sqlserver_ultrasound.sql", "EIS": "03_mysql_endoscopy.sql",
    "PIS": "04_sqlserver_pathology.sql", "NMIS": "05_oracle_nuclear_view.sql", "ECGIS": "06_mysql_ecg_eeg.sql",
}  # fmt: skip


def _comparable(ledger: Ledger) -> dict[str, object]:
    document = json.loads((ledger.home / "ledger.json").read_text(encoding="utf-8"))
    document.pop("connections")
    return document


def test_the_same_seed_gives_the_same_hospital(tmp_path: Path) -> None:
    first = build(tmp_path / "a", exams=300, seed=3, files=False)
    second = build(tmp_path / "b", exams=300, seed=3, files=False)
    other = build(tmp_path / "c", exams=300, seed=4, files=False)
    assert _comparable(first) == _comparable(second)
    assert (first.home / "people.tsv").read_bytes() == (second.home / "people.tsv").read_bytes()
    assert set(first.digests) == set(SOURCES)
    assert all(first.digests[s] != other.digests[s] for s in SOURCES)


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("do not touch")
    with pytest.raises(ValueError, match="not a demo hospital"):
        build(tmp_path, exams=100, files=False)
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.parametrize("exams", [100, 137, 600])
def test_a_hospital_of_any_size_holds_together(tmp_path: Path, exams: int) -> None:
    ledger = build(tmp_path / "h", exams=exams, seed=exams, files=False)
    assert sum(ledger.feeds[s]["exams"] for s in SOURCES if s != "NMIS") + ledger.rows["NMIS"]["NM_EXAM_T"] == exams
    assert ledger.cases
    assert ledger.canaries


def test_the_ledger_reads_back_what_was_saved(hospital: Ledger) -> None:
    again = Ledger.read(hospital.home)
    assert again.cases == hospital.cases
    assert again.standing == hospital.standing
    assert again.feeds == hospital.feeds
    assert again.connections == hospital.connections


def test_the_ledger_counts_the_rows_that_are_there(hospital: Ledger) -> None:
    for source in SOURCES:
        with sqlite3.connect(database(hospital, source)) as connection:
            for table, rows in hospital.rows[source].items():
                assert connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] == rows, (source, table)


@pytest.mark.parametrize("source", SOURCES)
def test_tables_and_columns_are_spelled_as_the_vendor_spells_them(source: str) -> None:
    if not VENDORS.is_dir():
        pytest.skip("the vendors' reference schemas are not beside this checkout")
    text = re.sub(r"--[^\n]*", "", (VENDORS / VENDOR_FILES[source]).read_text(encoding="utf-8"))
    schema, _ = _SYSTEMS[source]
    for table in schema.tables:
        found = re.search(rf"CREATE TABLE (?:dbo\.)?{table.name} \((.*?)\n?\)[^,)]*;", text, re.S)
        if found is None:
            assert table.name == "RIS_REPORT_HIS"  # made as a copy of RIS_REPORT
            continue
        parts = re.split(r",(?![^(]*\))", found.group(1))
        names = [p.split()[0] for p in parts if p.strip() and p.split()[0] not in ("CONSTRAINT", "PRIMARY", "UNIQUE", "KEY")]
        assert table.names == names, table.name


def test_text_of_gbk_systems_is_kept_as_gbk_bytes(hospital: Ledger) -> None:
    with sqlite3.connect(database(hospital, "RIS")) as connection:
        kinds = connection.execute("SELECT DISTINCT typeof(NAME), typeof(PATIENT_NO), typeof(BIRTH_DT) FROM RIS_PATIENT").fetchall()
        names = [bytes(name).decode("gbk") for (name,) in connection.execute("SELECT NAME FROM RIS_PATIENT")]
        padded = connection.execute("SELECT COUNT(*) FROM RIS_PATIENT WHERE length(PATIENT_NO) <> 12").fetchone()[0]
    assert {(k[0], k[1]) for k in kinds} == {("blob", "blob")}
    assert all(names)
    assert padded == 0
    with sqlite3.connect(database(hospital, "UIS")) as connection:
        assert connection.execute("SELECT DISTINCT typeof(XM) FROM BR_XX").fetchall() == [("blob",)]
    with sqlite3.connect(database(hospital, "EIS")) as connection:
        assert connection.execute("SELECT DISTINCT typeof(full_name) FROM patient").fetchall() == [("text",)]


def test_every_identity_number_is_of_the_test_area(hospital: Ledger) -> None:
    """No number of a real person can come out of the generator."""
    raw = b"".join(database(hospital, s).read_bytes() for s in SOURCES) + (hospital.home / "people.tsv").read_bytes()
    found = set(re.findall(rb"(?<![0-9.])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9])", raw))
    assert len(found) > 300
    assert {n[:6] for n in found} == {b"990101"}


def test_an_exam_carries_at_most_one_mistake(hospital: Ledger) -> None:
    plan = Plan(hospital.seed, EXAMS, hospital.today)
    exam_cases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case in hospital.planted(feed="exams"):
        if case.key is not None:
            exam_cases[case.source, case.key].add(case.case)
    assert all(len(cases) == 1 for cases in exam_cases.values())
    assert all(len({id(s.person) for s in places.values() if s.dirt}) == sum(s.dirt is not None for s in places.values())
               for places in plan.special.values())  # fmt: skip


def test_every_kind_of_mistake_is_planted_where_it_speaks(hospital: Ledger) -> None:
    planted = Counter((c.source, c.case, c.rule, c.feed) for c in hospital.cases)
    for kind in KINDS:
        for feed in kind.feeds:
            assert planted[kind.source, kind.case, kind.rule, feed], kind
    assert {"1", "2", "3", "4", "12", "13", "16", "17", "19", "20", "21", "22", "23", "24", "28", "29", "30", "33", "45", "50"} <= {
        c.case for c in hospital.cases
    }
    assert {"64", "65", "66", "67", "68"} <= {c.case for c in hospital.cases}


def test_an_ordinary_exam_never_runs_backwards(hospital: Ledger) -> None:
    plan = Plan(hospital.seed, 3_000, hospital.today)
    for source in SOURCES:
        for exam in plan.exams(source):
            moments = [m for m in _chain(exam) if m is not None]
            assert moments == sorted(moments), (source, exam.ordinal)
            assert all(m < plan.now for m in moments)


def _chain(exam: Exam) -> list[datetime | None]:
    at = exam.at
    if exam.source == "PIS":
        return [at.order, at.send, at.receive, at.gross, at.slide, at.report, at.verify, at.printed]
    return [at.order, at.register, at.inject, at.begin, at.end, at.upload, at.report, at.verify, at.printed]


def test_a_person_is_examined_in_several_departments(hospital: Ledger) -> None:
    sources: dict[int, set[str]] = defaultdict(set)
    numbers: dict[str, set[int]] = defaultdict(set)
    exams = Counter[str]()
    for truth in hospital.people():
        sources[truth.person].add(truth.source)
        exams[truth.source] += 1
        if truth.id_number.startswith("990101") and len(truth.id_number) == 18:
            numbers[truth.id_number].add(truth.person)
    assert sum(len(s) > 1 for s in sources.values()) > 100
    assert all(len(people) == 1 for people in numbers.values())
    assert sum(exams.values()) == EXAMS


def test_canaries_have_names_nobody_else_has_and_numbers_of_the_test_area(hospital: Ledger) -> None:
    assert len(hospital.canaries) >= 200
    assert len({c["name"] for c in hospital.canaries}) == len(hospital.canaries)
    for canary in hospital.canaries:
        assert canary["id_number"].startswith("990101")
        assert canary["phone"].startswith("1380000")
        assert canary["phone"] != "13800000000"
        assert canary["numbers"]
    assert any("䶮" in c["name"] for c in hospital.canaries)
    assert len(hospital.canary_values()) > 8 * len(hospital.canaries)


def test_connections_name_every_source(hospital: Ledger) -> None:
    assert set(hospital.connections) == set(SOURCES)
    assert all(c["url"].startswith("sqlite:///") and Path(c["share"]).is_dir() for c in hospital.connections.values())
    assert len(hospital.connections["EIS"]["id_key"]) == 16
    assert set(FEEDS) >= {feed for counts in hospital.feeds.values() for feed in counts}
