"""All six systems through real Airflow: every row accounted for, twice is once, nobody waits for another, no name leaves."""

import json
import shutil
import sqlite3
from datetime import datetime

import duckdb
import httpx
import pytest

from ops.airflow_runtime import AirflowClient
from settings import Settings
from tests.leaks.scanner import Canaries, scan_bytes, scan_duckdb, scan_tree
from tests.product.conftest import Product

pytestmark = pytest.mark.airflow
SOURCES = ("RIS", "UIS", "EIS", "PIS", "NMIS", "ECGIS")
ENDS = ("loaded", "unchanged", "merged", "deleted", "excluded", "quarantined")


def ledger(product: Product) -> dict:
    return json.loads((product.home / "demo" / "ledger.json").read_text(encoding="utf-8"))


def first_runs(product: Product) -> dict[tuple[str, str], dict]:
    """The first collection of each feed, as platform has it."""
    database = sqlite3.connect(f"file:{product.home / 'platform.db'}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    rows = database.execute("SELECT * FROM run WHERE kind = 'collect' ORDER BY started_at DESC").fetchall()
    database.close()
    return {(row["source"], row["feed"]): dict(row) for row in rows}


def airflow(product: Product) -> AirflowClient:
    settings = Settings(home=product.home, keys=product.keys, port_offset=product.offset)
    return AirflowClient(settings, lambda name: product.secret(name))


@pytest.mark.req("A-4.10")
def test_every_row_the_sources_hold_is_accounted_for(product: Product) -> None:
    runs = first_runs(product)
    held = ledger(product)["feeds"]
    assert {source for source, _ in runs} == set(SOURCES)
    for (source, feed), run in runs.items():
        assert run["state"] == "success", (source, feed, run["error"])
        assert run["extracted"] == held[source][feed], (source, feed)
        assert run["extracted"] == sum(run[name] for name in ENDS), (source, feed)
    assert all(feed["balanced"] for feed in product.status()["feeds"])


@pytest.mark.req("A-2.3", "A-2.4", "A-2.5", "A-2.6", "A-2.7", "A-2.8", part=True)
@pytest.mark.req("B-1.1", part=True)
def test_reports_files_and_images_of_each_system_arrive(product: Product) -> None:
    runs = first_runs(product)
    for source in SOURCES:
        assert runs[source, "exams"]["loaded"] > 0
        assert runs[source, "reports"]["loaded"] > 0
        assert runs[source, "images"]["loaded"] > 0


@pytest.mark.req("A-4.7")
def test_six_sources_run_at_once_and_a_failing_one_delays_no_other(product: Product) -> None:
    client = airflow(product)
    broken = product.home / "demo" / "db" / "nmis.db"
    aside = broken.with_suffix(".aside")
    shutil.move(broken, aside)
    try:
        dags = [f"{source.lower()}_business" for source in SOURCES]
        runs = {dag: client.trigger(dag) for dag in dags}
        others = {dag: run for dag, run in runs.items() if dag != "nmis_business"}
        states = client.wait(others, 150.0, lambda _states: None)
        assert set(states.values()) == {"success"}
        assert client.run_state("nmis_business", runs["nmis_business"]) in ("running", "queued", "failed")
    finally:
        shutil.move(aside, broken)
    spans = [(r["started_at"], r["ended_at"]) for (_, feed), r in first_runs(product).items() if feed == "orders"]
    latest_start = max(datetime.fromisoformat(start) for start, _ in spans)
    earliest_end = min(datetime.fromisoformat(end) for _, end in spans)
    assert latest_start < earliest_end, "the six first collections did not overlap"


def test_twice_is_once_through_airflow(product: Product) -> None:
    before = {(f["source"], f["feed"]): f for f in product.status()["feeds"]}
    client = airflow(product)
    runs = {dag: client.trigger(dag) for dag in ("ris_business", "eis_reports")}
    assert set(client.wait(runs, 120.0, lambda _states: None).values()) == {"success"}
    exams = product.run("sql", "SELECT COUNT(*) AS n FROM exam")
    assert exams.returncode == 0, exams.stderr
    first = first_runs(product)
    stored = sum(first[s, "exams"]["loaded"] + first[s, "exams"]["deleted"] for s in SOURCES)
    assert int(exams.stdout.split()[-1]) == stored
    assert before.keys() == {(f["source"], f["feed"]) for f in product.status()["feeds"]}


def test_no_name_leaves(product: Product) -> None:
    values: list[str] = []
    for canary in ledger(product)["canaries"]:
        values += [
            v for v in (canary["name"], canary["id_number"], canary["phone"], canary["card_no"], canary["his_pid"], canary["address"]) if v
        ]
    canaries = Canaries(values)
    product.run("sql", "SELECT nothing FROM exam")
    hits = scan_tree(canaries, product.home, leave_out=("demo",))
    assert hits == [], hits[:10]
    copy = product.home.parent / "analytic-copy.duckdb"
    shutil.copy(product.home / "analytics.duckdb", copy)
    wal = product.home / "analytics.duckdb.wal"
    if wal.exists():
        shutil.copy(wal, str(copy) + ".wal")
    with duckdb.connect(str(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM exam").fetchall()[0][0] > 0
        assert scan_duckdb(canaries, connection, "analytic store") == []
    assert scan_bytes(canaries, product.first_up.encode(), "output of up") == []


def test_an_analyst_is_answered_without_names(product: Product) -> None:
    canaries = Canaries(
        [c["name"] for c in ledger(product)["canaries"]] + [c["id_number"] for c in ledger(product)["canaries"] if c["id_number"]]
    )
    with httpx.Client(base_url=product.address) as client:
        signed_in = client.post("/api/v1/session", json={"user": "analyst", "password": product.secret("user-analyst")})
        assert signed_in.status_code == 200, signed_in.text
        page = client.get("/api/v1/exams", params={"limit": 200})
        assert page.status_code == 200
        assert len(page.json()["items"]) > 50
        answers = [page] + [client.get(f"/api/v1/exams/{item['exam_id']}") for item in page.json()["items"][:20]]
        assert all(a.status_code == 200 for a in answers)
        for answer in answers:
            assert scan_bytes(canaries, answer.content, "answer to an analyst") == []
        assert client.get("/api/v1/quarantine").status_code == 403
