"""The DAG factory: small, fast, and without a database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT

pytestmark = pytest.mark.airflow

PARSE = """
import json, sqlite3, sys, time
import airflow.sdk, pendulum, settings                       # what every Airflow process has loaded anyway
from airflow.sdk.exceptions import AirflowFailException
opened = []
sys.addaudithook(lambda event, args: opened.append(event) if event in ("sqlite3.connect", "socket.connect") else None)
before = set(sys.modules)
started = time.perf_counter()
import dags.lightbox_line as module
seconds = time.perf_counter() - started
heavy = {"pandas", "pyarrow", "sqlalchemy.dialects.mysql", "great_expectations", "duckdb"} & (set(sys.modules) - before)
dags = {name: sorted(dag.task_ids) for name, dag in vars(module).items() if type(dag).__name__ == "DAG"}
print(json.dumps({"seconds": seconds, "opened": opened, "heavy": sorted(heavy), "dags": dags}))
"""


def write_feeds(folder: Path, sources: int) -> int:
    """Publish `sources` documents of six feeds each; returns the number of feeds."""
    folder.mkdir(parents=True)
    groups = [
        {
            "group": "business",
            "zh": "业务数据",
            "schedule": "*/10 * * * *",
            "retries": 3,
            "retry_seconds": 60,
            "feeds": ["orders", "exams"],
        },
        {"group": "reports", "zh": "报告", "schedule": "5-55/10 * * * *", "retries": 3, "retry_seconds": 60, "feeds": ["reports"]},
        {
            "group": "files",
            "zh": "文件",
            "schedule": "*/15 * * * *",
            "retries": 5,
            "retry_seconds": 60,
            "feeds": ["files", "images"],
        },
    ]
    for number in range(sources):
        document = {"source": f"S{number:02}", "zh": "系统", "pool": f"source_s{number:02}", "groups": groups}
        (folder / f"S{number:02}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return sources * 5


def parse(home: Path) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", PARSE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            "LIGHTBOX_HOME": str(home),
            "LIGHTBOX_KEYS": str(home / "keys"),
            "AIRFLOW_HOME": str(home / "airflow"),
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        },
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.req("A-4.6", part=True)
def test_business_data_reports_and_files_are_dags_of_their_own(tmp_path: Path) -> None:
    write_feeds(tmp_path / "feeds", 1)
    parsed = parse(tmp_path)["dags"]
    assert {name: tasks for name, tasks in parsed.items() if name.startswith("s00")} == {
        "s00_business": ["extract_exams", "extract_orders", "load_exams", "load_orders"],
        "s00_files": ["extract_files", "extract_images", "load_files", "load_images"],
        "s00_reports": ["extract_reports", "load_reports"],
    }


def test_parsing_sixty_feeds_opens_no_database_and_imports_nothing_heavy(tmp_path: Path) -> None:
    assert write_feeds(tmp_path / "feeds", 12) == 60
    parsed = parse(tmp_path)
    assert len([name for name in parsed["dags"] if name.startswith("s")]) == 36
    assert parsed["opened"] == []
    assert parsed["heavy"] == []


def test_an_installation_without_published_feeds_parses(tmp_path: Path) -> None:
    of_the_house = {"requests": "execute", "watch": "watch", "missing_files": "retry_files", "fold": "fold"}
    assert parse(tmp_path)["dags"] == {name: [task] for name, task in of_the_house.items()}
