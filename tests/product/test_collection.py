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
        assert run["extracted"] == held[source].get(feed, 0), (source, feed)
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


def open_alerts(product: Product) -> set[tuple[str, str, str]]:
    with product.signed_in("it") as client:
        return {(a["kind"], a["source"], a["feed"]) for a in client.get("/api/v1/alerts").json()["items"]}


@pytest.mark.req("A-4.9", part=True)
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
        gave_up = client.wait({"nmis_business": runs["nmis_business"]}, 60.0, lambda _states: None)
        assert gave_up == {"nmis_business": "failed"}
        told = open_alerts(product)
        assert ("failed", "NMIS", "orders") in told
        assert {source for _, source, _ in told} == {"NMIS"}
    finally:
        shutil.move(aside, broken)
    spans = [(r["started_at"], r["ended_at"]) for (_, feed), r in first_runs(product).items() if feed == "orders"]
    latest_start = max(datetime.fromisoformat(start) for start, _ in spans)
    earliest_end = min(datetime.fromisoformat(end) for _, end in spans)
    assert latest_start < earliest_end, "the six first collections did not overlap"


def test_twice_is_once_through_airflow(product: Product) -> None:
    before = {(f["source"], f["feed"]): f for f in product.status()["feeds"]}
    client = airflow(product)
    runs = {dag: client.trigger(dag) for dag in ("ris_business", "eis_reports", "nmis_business")}
    assert set(client.wait(runs, 120.0, lambda _states: None).values()) == {"success"}
    assert ("failed", "NMIS", "orders") not in open_alerts(product)  # what failed before is over
    exams = product.run("sql", "SELECT COUNT(*) AS n FROM exam")
    assert exams.returncode == 0, exams.stderr
    first = first_runs(product)
    stored = sum(first[s, "exams"]["loaded"] + first[s, "exams"]["deleted"] for s in SOURCES)
    assert int(exams.stdout.split()[-1]) == stored
    assert before.keys() == {(f["source"], f["feed"]) for f in product.status()["feeds"]}


def identifiers(product: Product) -> list[str]:
    """Every identifier of every canary, most telling first."""
    names = ("name", "id_number", "phone", "card_no", "his_pid", "address")
    return [canary[name] for canary in ledger(product)["canaries"] for name in names if canary[name]]


def fail_at_the_source(product: Product, secret: str) -> str:
    """A driver error and an increment that is a name: what the commands say."""
    told = ""
    with sqlite3.connect(product.home / "demo" / "db" / "eis.db") as source:
        source.execute("ALTER TABLE patient RENAME COLUMN full_name TO gone")
        source.commit()
        failed = product.run("collect", "EIS.orders")
        source.execute("ALTER TABLE patient RENAME COLUMN gone TO full_name")
        assert failed.returncode != 0
        told += failed.stdout + failed.stderr
        [(row, held)] = source.execute("SELECT id, update_ts FROM exam LIMIT 1").fetchall()
        source.execute("UPDATE exam SET update_ts = ? WHERE id = ?", (secret, row))
        source.commit()
        odd = product.run("collect", "EIS.orders")
        source.execute("UPDATE exam SET update_ts = ? WHERE id = ?", (held, row))
    source.close()
    return told + odd.stdout + odd.stderr


def fail_on_a_file(product: Product, secret: str) -> str:
    """A picture that is cut and full of a name."""
    with sqlite3.connect(product.home / "demo" / "db" / "eis.db") as source:
        [(exam, serial)] = source.execute(
            "SELECT exam_uuid, seq FROM exam_image WHERE seq > 0 ORDER BY captured_ts DESC LIMIT 1"
        ).fetchall()
        now = int(datetime.now().timestamp() * 1000) - 120_000
        source.execute("UPDATE exam_image SET captured_ts = ? WHERE exam_uuid = ? AND seq = ?", (now, exam, serial))
    source.close()
    [picture] = (product.home / "demo").rglob(f"eis/image/{exam}/{serial}.jpg")
    picture.write_bytes(b"\xff\xd8\xff\xe0" + secret.encode() * 50)
    done = product.run("collect", "EIS.images")
    assert done.returncode == 0, done.stderr
    open_items = json.loads(product.run("quarantine", "list", "--json").stdout)
    assert any((i["source"], i["feed"], i["rule"]) == ("EIS", "images", "FL-03") for i in open_items["items"])
    return done.stdout + done.stderr + json.dumps(open_items, ensure_ascii=False)


def fail_over_http(product: Product, secret: str) -> str:
    """Wrong and forbidden questions with a name in path, query, header and body."""
    told = ""
    with httpx.Client(base_url=product.address) as client:
        told += client.post("/api/v1/session", json={"user": secret, "password": secret}).text
        told += client.post("/api/v1/session", content=f'{{"user": "{secret}').text
        told += client.get(f"/api/v1/exams/{secret}", headers={"X-Request-Id": secret.encode().hex()}).text
        for role in ("analyst", "clinician"):
            signed_in = client.post("/api/v1/session", json={"user": role, "password": product.secret(f"user-{role}")})
            assert signed_in.status_code == 200
            for path in ("/api/v1/exams", "/api/v1/patients", "/api/v1/quarantine", "/api/v1/nowhere"):
                told += client.get(path, params={"limit": secret, "cursor": secret}).text
            told += client.get(f"/api/v1/exams/{secret}").text
            told += client.get(f"/{secret}").text
            told += client.post("/api/v1/requests", json={"kind": secret, "arguments": {secret: secret}}).text
    return told


def fail_at_the_gateway(product: Product, secret: str) -> None:
    """The asker is answered with their own words; nothing else may keep them."""
    for sql in ("SELECT nothing FROM exam", f"SELECT '{secret}' + nothing FROM exam", f"SELECT '{secret}", f"DROP TABLE `{secret}`"):
        assert product.run("sql", sql).returncode != 0


def test_no_name_leaves(product: Product) -> None:
    values = identifiers(product)
    canaries = Canaries(values)
    secret = f"{values[0]}{values[1]}"
    told = fail_at_the_source(product, secret) + fail_on_a_file(product, secret)
    assert scan_bytes(canaries, told.encode(), "output of failing collections") == []
    answers = fail_over_http(product, secret)
    fail_at_the_gateway(product, secret)
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
    assert scan_bytes(canaries, answers.encode(), "answers to wrong questions") == []


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
