"""The XXL-JOB endpoint of the running product: `up` starts it where it is set up, and Airflow starts and ends what the center asks for."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from ops.processes import Processes
from ops.request_runs import RequestRuns
from ops.wiring import connect, connections
from settings import ROOT, Settings
from tests.product.conftest import Product
from tests.xxl.center import Center, until

pytestmark = pytest.mark.xxl
TOKEN = "one-token-for-both-sides"


def lightbox(product: Product, *arguments: str, admins: str, given: str = "") -> str:
    environment = {**product.environment, "LIGHTBOX_XXL_ADMINS": admins}
    command = [sys.executable, "-m", "lightbox", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def center(product: Product) -> Iterator[Center]:
    """A center the product is set up for while these tests run."""
    with closing(Center("legacy", TOKEN)) as opened:
        assert "xxl" not in {p["name"] for p in product.status()["processes"]}
        told = lightbox(product, "xxl", "token", admins=opened.root, given=TOKEN + "\n")
        assert TOKEN not in told
        try:
            assert TOKEN not in lightbox(product, "up", admins=opened.root)
            yield opened
        finally:
            Processes(product.home).stop("xxl")
            (product.keys / "xxl-access-token").unlink()
        assert opened.left  # it took its leave before it ended
        assert TOKEN not in (product.home / "logs" / "xxl.log").read_text()


@pytest.mark.req("B-1.7", part=True)
def test_a_trigger_of_the_center_is_carried_out_by_airflow_and_reported(product: Product, center: Center) -> None:
    until(lambda: center.registered.get("lightbox"), 30)
    log, answer = center.trigger("EIS.business")
    assert answer["code"] == 200, answer
    code, message = until(lambda: center.results.get(log), 120)
    assert code == 200, message
    lines = center.whole_log(log)
    assert sum("成功" in line for line in lines) == 2  # a run of its orders and one of its exams
    assert lines[-1].endswith(message)


def farthest_from_its_clock() -> str:
    """A feed that Airflow's own schedule leaves alone for the next five minutes: reports run at minute 5, orders at minute 0 of ten."""
    return "reports" if datetime.now(UTC).minute % 10 >= 5 else "orders"


@pytest.mark.req("B-1.7", part=True)
def test_what_the_center_ends_is_really_ended(product: Product, center: Center) -> None:
    """The source is locked, so that the collection cannot end by itself; its process must let go of the feed nevertheless."""
    settings = Settings(home=product.home, keys=product.keys, port_offset=product.offset)
    parts = connect(settings)
    runs = RequestRuns(parts)
    file = connections(settings)["EIS"]["url"].removeprefix("sqlite:///")
    feed = farthest_from_its_clock()
    with closing(sqlite3.connect(file, isolation_level=None)) as source:
        source.execute("BEGIN EXCLUSIVE")
        log, _ = center.trigger(f"EIS.{feed}", job=8)
        until(lambda: runs.busy("EIS", feed), 90)
        trigger = parts.platform.xxl.by_log(log)
        assert trigger is not None
        assert trigger.steps[0].request_state == "running"
        assert center.call("kill", {"jobId": 8})["code"] == 200
        until(lambda: not runs.busy("EIS", feed), 60)
        code, message = until(lambda: center.results.get(log), 30)
        assert (code, runs.state(trigger.steps[0].request_id or 0)) == (500, "failed")
        assert "调度中心终止" in message
        source.execute("ROLLBACK")
    log, _ = center.trigger(f"EIS.{feed}", job=8)
    assert until(lambda: center.results.get(log), 120)[0] == 200
    parts.close()


def test_a_request_handed_over_twice_is_one_run(product: Product) -> None:
    parts = connect(Settings(home=product.home, keys=product.keys, port_offset=product.offset))
    runs = RequestRuns(parts)
    request = parts.platform.ask("collect", {"source": "EIS", "feed": "orders"}, "test")
    assert runs.state(request) is None
    runs.start(request)
    runs.start(request)
    until(lambda: runs.state(request) == "success", 60)
    runs.start(request)
    runs.stop(request)  # ended long ago: left as it is
    assert runs.state(request) == "success"
    started = [run for run in parts.platform.runs(source="EIS", feed="orders") if run["started_by"] == f"request:{request}"]
    assert len(started) == 1
    parts.close()
