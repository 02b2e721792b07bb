"""The long form: SIGKILL at random moments of real collections, through the real gateway; in the end nothing is lost or doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from settings import ROOT
from tests.product.conftest import Product, free_offset
from tests.soak_record import record

KILLS = int(os.environ.get("SOAK_KILLS", "200"))
FEEDS = tuple(f"{source}.{feed}" for source in ("RIS", "UIS", "EIS", "ECGIS") for feed in ("orders", "exams", "reports", "files"))


def counts(product: Product) -> dict[str, str]:
    """Rows of every analytic table, and how many exams and reports can be seen."""
    found: dict[str, str] = {}
    for table in ("exam", "exam_order", "report", "file_fact", "exam_token"):
        done = product.run("sql", f"SELECT COUNT(*) AS n FROM {table}")
        assert done.returncode == 0, done.stderr
        found[table] = done.stdout.split()[-1]
    return found


def collect_all(product: Product) -> None:
    for feed in FEEDS:
        done = product.run("collect", feed)
        assert done.returncode == 0, (feed, done.stderr[-500:])


def prepared(folder) -> tuple[Product, "subprocess.Popen[bytes]"]:
    """A home with the demo hospital and a gateway, without Airflow: collections are started here one by one."""
    product = Product(folder / "var", folder / "keys", free_offset(), "")
    made = product.run("demo", "hospital", "--exams", "700")
    assert made.returncode == 0, made.stderr
    script = (
        "from ops.wiring import connect; from settings import load; from pipelines.publish import publish_declarations as p\n"
        "x = connect(load()); x.platform.migrate(); x.identity.migrate(); p(x.platform, x.settings.feeds)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=product.environment, check=True)
    gateway = subprocess.Popen([sys.executable, "-m", "lightbox", "warehouse", "serve"], cwd=ROOT, env=product.environment)
    deadline = time.monotonic() + 60
    while product.run("sql", "SELECT COUNT(*) AS n FROM exam").returncode != 0:
        assert time.monotonic() < deadline, "the gateway did not start"
    return product, gateway


@pytest.mark.soak
def test_killed_at_random_and_run_again_nothing_is_lost_or_doubled(tmp_path) -> None:
    random.seed(date.today().toordinal())
    calm, calm_gateway = prepared(tmp_path / "calm")
    stormy, stormy_gateway = prepared(tmp_path / "stormy")
    try:
        collect_all(calm)
        killed = 0
        for attempt in range(KILLS):
            feed = FEEDS[attempt % len(FEEDS)]
            child = subprocess.Popen(
                [sys.executable, "-m", "lightbox", "collect", feed],
                cwd=ROOT, env=stormy.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                child.wait(timeout=random.uniform(0.8, 6.0))
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                child.wait()
                killed += 1
        collect_all(stormy)
        assert killed > KILLS // 10
        assert counts(stormy) == counts(calm)
        assert all(feed["balanced"] for feed in stormy.status()["feeds"])
        record(
            "random SIGKILL of collections through the gateway",
            f"{KILLS} attempts, {killed} killed; equal to an undisturbed run, all balanced",
        )
    finally:
        for gateway in (calm_gateway, stormy_gateway):
            gateway.terminate()
            gateway.wait(30)
