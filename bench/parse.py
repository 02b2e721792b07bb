"""DAG parsing: 60 feeds by the factory, beside the same DAGs written out by hand in one file. Bar: not slower than half as fast."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from settings import ROOT

GROUPS = (("business", ("orders", "exams")), ("reports", ("reports",)), ("files", ("files", "images")))
SOURCES = 12
IMPORTS = "import pendulum, airflow.sdk\nfrom airflow.sdk.exceptions import AirflowFailException\n"


def pair() -> tuple[Callable[[], object], Callable[[], object], str, float]:
    folder = Path(tempfile.mkdtemp(prefix="lightbox-bench-"))
    (folder / "feeds").mkdir()
    for n in range(SOURCES):
        groups = [
            {"group": g, "zh": g, "schedule": "*/10 * * * *", "retries": 3, "retry_seconds": 60, "feeds": list(feeds)}
            for g, feeds in GROUPS
        ]
        document = {"source": f"S{n:02}", "zh": "系统", "pool": f"source_s{n:02}", "groups": groups}
        (folder / "feeds" / f"S{n:02}.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "by_hand.py").write_text(_by_hand(), encoding="utf-8")
    return lambda: _run(folder, "import dags.lightbox_line"), lambda: _run(folder, "import by_hand"), "DAGs written by hand", 0.5


def _by_hand() -> str:
    lines = ["import pendulum", "from airflow.sdk import DAG, task", "START = pendulum.datetime(2026, 1, 1)"]
    for n in range(SOURCES):
        for group, feeds in GROUPS:
            name = f"s{n:02}_{group}"
            lines += [f"with DAG('{name}', schedule='*/10 * * * *', start_date=START, catchup=False) as {name}:"]
            for feed in feeds:
                for step in ("extract", "load"):
                    lines += [f"    @task(task_id='{step}_{feed}', pool='source_s{n:02}')", f"    def {step}_{feed}(): return 1"]
                lines += [f"    extract_{feed}() >> load_{feed}()"]
    return "\n".join(lines) + "\n"


def _run(folder: Path, statement: str) -> None:
    """Parse in a process of its own, as Airflow does; what every parse imports anyway is part of both."""
    environment = {**os.environ, "LIGHTBOX_HOME": str(folder), "AIRFLOW_HOME": str(folder / "airflow"), "PYTHONPATH": f"{ROOT}:{folder}"}
    done = subprocess.run([sys.executable, "-c", IMPORTS + statement], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-500:])
