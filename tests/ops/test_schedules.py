"""When feeds are collected: settings without code, histories in their window, alerts for what failed or is late."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from ops.alerts import failed, watch
from ops.history import collect_history
from ops.wiring import Parts
from pipelines.declaration import load_all
from pipelines.publish import publish_declarations
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench
from warehouse.errors import Refused
from warehouse.schedules import checked, inside, interval_s, write_files

NIGHT, NOON = datetime(2026, 11, 1, 15, 0, tzinfo=UTC), datetime(2026, 11, 1, 4, 0, tzinfo=UTC)  # 23:00 and 12:00 in China
JOB = {"begin": "2026-09-28T00:00:00", "end": "2026-10-08T00:00:00", "from_time": "22:00", "to_time": "05:00", "chunk_days": 2}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    double = endoscopy.double(tmp_path / "source")
    endoscopy.fill(double, 12)
    return Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source")})


@pytest.fixture
def parts(bench: Bench) -> Parts:
    publish_declarations(bench.platform, bench.settings.feeds)
    return Parts(bench.settings, bench.keyring, bench.platform, bench.identity, bench.archive, bench.store, bench.line)


def group(parts: Parts, source: str = "EIS", name: str = "business") -> dict:
    document = json.loads((parts.settings.feeds / f"{source}.json").read_text(encoding="utf-8"))
    return next(g for g in document["groups"] if g["group"] == name)


@pytest.mark.req("A-4.6", part=True)
def test_a_setting_reaches_the_file_dags_are_made_of_and_leaves_the_others(parts: Parts) -> None:
    before = group(parts)
    parts.platform.set_group("EIS", "business", checked({"schedule": "*/3 * * * *", "retries": 7}), "engineer")
    write_files(parts.platform, parts.settings.feeds)
    after = group(parts)
    assert (after["schedule"], after["retries"], after["retry_seconds"]) == ("*/3 * * * *", 7, before["retry_seconds"])
    assert after["declared"]["schedule"] == before["schedule"]
    assert group(parts, "RIS") == {**group(parts, "RIS"), "enabled": True, "history": False}
    publish_declarations(parts.platform, parts.settings.feeds)  # a new deployment keeps what people have set
    assert group(parts)["schedule"] == "*/3 * * * *"


@pytest.mark.parametrize("schedule", ["every day", "* * * *", "61 * * * *", "*/10 * * * * *", "@daily"])
def test_a_time_that_is_none_is_refused(schedule: str) -> None:
    with pytest.raises(Refused, match="cron"):
        checked({"schedule": schedule})


@pytest.mark.req("A-4.6", part=True)
def test_a_range_is_honoured_by_the_clock_and_not_by_a_request(bench: Bench, parts: Parts) -> None:
    """The exams were registered on 1 October in the morning of China."""
    parts.platform.set_group("EIS", "business", checked({"from_day": "2026-10-02"}), "engineer")
    assert bench.collect("EIS", "exams")["extracted"] == 0
    assert bench.line.recollect("EIS", "exams", datetime(2026, 10, 1), datetime(2026, 10, 2), "test").loaded == 12
    parts.platform.set_group("EIS", "business", checked({"from_day": "2026-10-01"}), "engineer")
    with bench.platform._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE feed SET watermark = NULL")
    assert bench.collect("EIS", "exams")["unchanged"] == 12


@pytest.mark.req("A-4.8")
def test_a_history_keeps_to_its_window_goes_on_the_next_day_and_covers_everything_once(bench: Bench, parts: Parts) -> None:
    parts.platform.start_history("EIS", "business", JOB, "engineer")
    write_files(parts.platform, parts.settings.feeds)
    assert group(parts)["history"] is True
    assert collect_history(parts, "EIS", "business", lambda: NOON)["state"] == "waiting"
    assert bench.platform.runs() == []
    clock = iter([NIGHT, NIGHT, NOON])
    assert collect_history(parts, "EIS", "business", lambda: next(clock)) == {"state": "waiting", "next_at": "2026-10-02T00:00:00"}
    assert len(bench.rows("exam")) == 12
    assert collect_history(parts, "EIS", "business", lambda: NIGHT)["state"] == "done"
    job = parts.platform.history("EIS", "business")
    assert job is not None
    assert (job["state"], job["next_at"], job["extracted"], job["loaded"]) == ("done", "2026-10-08T00:00:00", 24, 24)  # exams and orders
    runs = [run for run in bench.platform.runs(limit=100) if run["feed"] == "exams"]
    windows = sorted((run["window"]["lower"]["period"], run["window"]["upper"]["period"]) for run in runs)
    assert len(windows) == len(set(windows)) == 5
    assert all(a[1] == b[0] for a, b in pairwise(windows))
    assert {run["kind"] for run in runs} == {"history"}
    assert bench.platform.feed("EIS", "exams")["watermark"] is None
    assert collect_history(parts, "EIS", "business", lambda: NIGHT)["state"] == "none"
    assert group(parts)["history"] is False


@pytest.mark.req("A-4.8", part=True)
@pytest.mark.parametrize("stage", ["identity", "load", "confirm", "commit"])
def test_a_history_that_is_killed_goes_on_with_the_interval_in_hand(bench: Bench, parts: Parts, stage: str) -> None:
    parts.platform.start_history("EIS", "business", JOB, "engineer")
    bench.die_at = stage
    with pytest.raises(Exception, match="Stopped"):
        collect_history(parts, "EIS", "business", lambda: NIGHT)
    bench.die_at = None
    assert collect_history(parts, "EIS", "business", lambda: NIGHT)["state"] == "done"
    assert len(bench.rows("exam")) == len(bench.rows("exam_order")) == 12


def test_a_history_that_is_stopped_stays_so(bench: Bench, parts: Parts) -> None:
    parts.platform.start_history("EIS", "business", JOB, "engineer")
    parts.platform.set_history_state("EIS", "business", "stopped")
    assert collect_history(parts, "EIS", "business", lambda: NIGHT)["state"] == "none"
    assert bench.platform.runs() == []


@pytest.mark.parametrize(
    ("moment", "begin", "end", "is_inside"),
    [
        ("22:00", "22:00", "05:00", True), ("04:59", "22:00", "05:00", True), ("05:00", "22:00", "05:00", False),
        ("21:59", "22:00", "05:00", False), ("12:00", "09:00", "17:00", True), ("17:00", "09:00", "17:00", False),
    ],
)  # fmt: skip
def test_a_daily_window_may_span_midnight(moment: str, begin: str, end: str, is_inside: bool) -> None:
    assert inside(datetime.strptime(moment, "%H:%M").time(), begin, end) is is_inside


@pytest.fixture
def webhook() -> Iterator[tuple[str, list[dict], list[int]]]:
    """A receiver on a real port: (address, what it took, statuses it answers next; 200 when none is left)."""
    taken: list[dict] = []
    statuses: list[int] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = statuses.pop(0) if statuses else 200
            if status == 200:
                taken.append(body)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", taken, statuses
    server.shutdown()
    thread.join()
    server.server_close()


def with_webhook(parts: Parts, address: str) -> Parts:
    settings = parts.settings.model_copy(update={"alert_webhook": address})
    return Parts(settings, parts.keyring, parts.platform, parts.identity, parts.archive, parts.store, parts.line)


@pytest.mark.req("A-4.9", part=True)
def test_a_feed_that_failed_for_good_is_told_once_and_over_when_it_succeeds(
    bench: Bench, parts: Parts, webhook: tuple[str, list[dict], list[int]]
) -> None:
    address, taken, statuses = webhook
    told = with_webhook(parts, address)
    statuses.append(503)
    failed(told, "EIS", "exams", "Unreachable: EIS: the database did not answer (error 2003)", "af-1")
    assert taken == []
    failed(told, "EIS", "exams", "Unreachable: EIS: the database did not answer (error 2013)", "af-2")
    [alert] = taken
    assert (alert["source"], alert["feed"], alert["times"], alert["kind"]) == ("EIS", "exams", 2, "failed")
    failed(told, "EIS", "exams", "Unreachable: again", "af-3")
    assert len(taken) == 1
    [row] = parts.platform.alerts(True, None, 10)
    assert (row["times"], row["message"]) == (3, "Unreachable: again")
    bench.collect("EIS", "exams")
    assert parts.platform.alerts(True, None, 10) == []
    assert len(parts.platform.alerts(None, None, 10)) == 1


def test_a_feed_that_is_late_is_told_and_one_that_is_off_is_not(bench: Bench, parts: Parts) -> None:
    bench.collect("EIS", "exams")
    later = datetime.now(UTC) + timedelta(hours=3)
    assert watch(parts, later)["late"] == 1
    [alert] = parts.platform.alerts(True, None, 10)
    assert (alert["kind"], alert["source"], alert["feed"]) == ("late", "EIS", "exams")
    parts.platform.set_group("EIS", "business", checked({"enabled": False}), "engineer")
    assert watch(parts, later)["late"] == 0
    assert parts.platform.alerts(True, None, 10) == []
    assert watch(parts, datetime.now(UTC))["late"] == 0


def test_every_declared_schedule_has_an_interval() -> None:
    for source in load_all().values():
        for declared in source.groups:
            assert 60 <= interval_s(declared.schedule, NOON) <= 86_400
