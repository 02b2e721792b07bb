"""The documented cohort is what the hospital's own plan says, and each of its exams leads back to its source row. The sample queries run."""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.http.deps import Deps
from demo.exams import REPORTED, Exam
from demo.hospital import SEED, build
from demo.ledger import Ledger
from demo.plan import Plan
from settings import ROOT
from tests.analytics.process import Gateway, prepare
from tests.api.conftest import signed_in
from tests.pipelines.doubles import Bench
from warehouse.tables.catalogue import TABLES

pytestmark = [pytest.mark.slow, pytest.mark.servers]
GUIDES = ROOT / "docs" / "guides"
EXAMS = 3_000  # the demo hospital as delivered: the guide publishes its counts
DAYS = 60
GONE = ("quarantined", "excluded", "deleted", "merged")
REPORT_ROWS = {
    "RIS": "SELECT REPORT_ID, EXAM_ID FROM RIS_REPORT",
    "PIS": "SELECT CASE_NO || '|' || RPT_TYPE || '|' || RPT_SEQ, CASE_NO FROM T_REPORT",
}


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return build(tmp_path_factory.mktemp("hospital") / "demo", exams=EXAMS, seed=SEED, files=False)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, hospital: Ledger) -> Bench:
    connections = {s: dict(c) for s, c in hospital.connections.items()}
    made = Bench(tmp_path_factory.mktemp("bench"), connections, batch_rows=2_000, page_rows=1_000)
    for source in hospital.connections:
        for feed in ("exams", "reports"):
            made.collect(source, feed)
    return made


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory, bench: Bench) -> Iterator[Gateway]:
    """A gateway that holds what the line collected."""
    running = prepare(tmp_path_factory.mktemp("gateway") / "home").start()
    held = {name: bench.store.query(f"SELECT * FROM {name}").cast(TABLES[name].arrow_schema()) for name in ("exam", "report")}
    running.client().load("cohort", held)
    yield running
    running.end()


def queries(guide: str) -> list[str]:
    return re.findall(r"```sql\n(.*?)```", (GUIDES / guide).read_text(encoding="utf-8"), re.DOTALL)


def published(guide: str) -> dict[tuple[str, str], int]:
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (\d+) \|$", (GUIDES / guide).read_text(encoding="utf-8"), re.MULTILINE)
    return {(sex, band): int(persons) for sex, band, persons in rows}


def unread(hospital: Ledger, source: str) -> set[str]:
    """Keys of exams the ledger says are not in the store, or whose report is not."""
    with sqlite3.connect(hospital.home / "db" / f"{source.lower()}.db") as vendor:
        exam_of = {str(report): str(exam) for report, exam in vendor.execute(REPORT_ROWS[source])}
    gone = [c for c in hospital.planted(source=source) if c.outcome in GONE and c.key is not None]
    return {c.key for c in gone if c.feed == "exams" and c.key} | {exam_of[c.key] for c in gone if c.feed == "reports" and c.key in exam_of}


def reported(hospital: Ledger, source: str) -> Iterator[Exam]:
    """Exams of the plan that have a report in the store. The plan and people.tsv tell them in the same order."""
    truth = [line for line in hospital.people() if line.source == source]
    planned = list(Plan(SEED, EXAMS, hospital.today).exams(source))
    assert [line.person for line in truth] == [exam.person.index for exam in planned]
    gone = unread(hospital, source)
    return (exam for line, exam in zip(truth, planned, strict=True) if exam.stage >= REPORTED and line.exam_key not in gone)


def cohort_of_the_plan(hospital: Ledger) -> Counter[tuple[str, str]]:
    pathology: dict[int, list[datetime]] = defaultdict(list)
    for exam in reported(hospital, "PIS"):
        at = exam.at.receive or exam.at.send or exam.at.order
        assert at is not None
        pathology[exam.person.index].append(at)
    ages: dict[int, list[int]] = defaultdict(list)
    sexes: dict[int, str] = {}
    for exam in reported(hospital, "RIS"):
        chest = exam.item.category == "RAD.CT" and "胸" in exam.item.body and exam.words.positive == "1" and not exam.person.vip
        begun = exam.at.begin
        if not chest or begun is None:
            continue
        if any(at > begun and (at.date() - begun.date()).days <= DAYS for at in pathology[exam.person.index]):
            ages[exam.person.index].append(exam.person.age(begun.date()))
            sexes[exam.person.index] = "男性" if exam.person.male else "女性"
    return Counter((sexes[person], band(min(found))) for person, found in ages.items())


def positive_chest(hospital: Ledger, key: str) -> bool:
    """Whether the vendor's own row with this key is a chest exam with a positive report."""
    query = "SELECT e.BODY_PART, r.POS_FLAG FROM RIS_EXAM e JOIN RIS_REPORT r ON r.EXAM_ID = e.EXAM_ID WHERE e.EXAM_ID = ?"
    with sqlite3.connect(hospital.home / "db" / "ris.db") as vendor:
        [row] = vendor.execute(query, (key,)).fetchall()
    body, flag = (value.decode("gb18030") if isinstance(value, bytes) else value for value in row)
    return "胸" in body and flag == "Y"


def band(age: int) -> str:
    return "0-44" if age < 45 else "45-64" if age < 65 else "65+"


@pytest.mark.req("A-1.4")
def test_the_documented_cohort_is_the_published_count_and_what_the_hospital_planned(hospital: Ledger, gateway: Gateway) -> None:
    [query] = queries("cohort.md")
    assert queries("cohort.zh-CN.md") == [query]
    found = {(r["sex"], r["age_band"]): r["persons"] for r in gateway.client("analyst").query(query).to_pylist()}
    assert found == cohort_of_the_plan(hospital)
    assert found == published("cohort.md") == published("cohort.zh-CN.md")
    assert sum(found.values()) >= 5


@pytest.mark.req("A-1.4")
def test_a_counted_exam_leads_back_to_source_feed_run_batch_and_key_on_record(hospital: Ledger, bench: Bench, gateway: Gateway) -> None:
    [query] = queries("cohort.md")
    counted = (
        query[: query.index("SELECT sex, CASE")]
        + "SELECT c.exam_id FROM ct c JOIN followed f ON f.person_id = c.person_id ORDER BY c.exam_id"
    )
    exams = [row["exam_id"] for row in gateway.client("analyst").query(counted).to_pylist()]
    keys = {line.exam_key for line in hospital.people() if line.source == "RIS"}
    bench.platform.ensure_demo_users(bench.keyring.secret)
    deps = Deps(bench.settings, bench.keyring, bench.platform, bench.identity, bench.archive, bench.store, lambda _id: None, lambda: [])
    with TestClient(create_app(deps)) as client:
        signed_in(client, deps, "analyst")
        assert client.get(f"/api/v1/exams/{exams[0]}/lineage").status_code == 403
        client.cookies.clear()
        signed_in(client, deps, "engineer")
        for exam_id in exams:
            answer = client.get(f"/api/v1/exams/{exam_id}/lineage")
            assert answer.status_code == 200, answer.text
            found = answer.json()
            assert (found["source"], found["key"] in keys) == ("RIS", True)
            assert {(row["table"], row["feed"]) for row in found["rows"]} == {("exam", "exams"), ("report", "reports")}
            for row in found["rows"]:
                run = client.get(f"/api/v1/runs/{row['run_id']}").json()
                [receipt] = [r for r in run["receipts"] if r["batch"] == row["batch"]]
                assert (run["source"], run["feed"], receipt["label"]) == ("RIS", row["feed"], row["label"])
            assert positive_chest(hospital, found["key"]), "the key is the one the source's own row has"
        entries = bench.platform.audit.entries(None, 500)
    looks = [e for e in entries if e["operation"] == "lineage:read"]
    assert {e["object"] for e in looks if e["allowed"] and e["principal"] == "engineer"} == {f"exam:{exam_id}" for exam_id in exams}
    assert [e["object"] for e in looks if not e["allowed"]] == [f"exam:{exams[0]}"]


@pytest.mark.parametrize("number", range(8))
def test_each_sample_query_answers_with_the_columns_it_tells(gateway: Gateway, number: int) -> None:
    text = (GUIDES / "sample-queries.md").read_text(encoding="utf-8")
    told = [names.split(", ") for names in re.findall(r"Columns: ([\w, ]+)$", text, re.MULTILINE)]
    asked = queries("sample-queries.md")
    assert len(asked) == len(told) == 8
    answer = gateway.client("analyst").query(asked[number])
    assert answer.column_names == told[number]
    assert answer.num_rows > 0, asked[number]
