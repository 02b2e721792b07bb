"""A scheduling center over real HTTP starts collections of a demo hospital and receives their results and logs."""

import socket
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.xxl.deps import Deps
from demo.hospital import build
from demo.ledger import Ledger
from ops.wiring import Parts
from pipelines.publish import publish_declarations
from tests.pipelines.doubles import Bench
from tests.xxl.center import Center, until
from tests.xxl.doubles import TOKEN, ByHand, InThreads, deps_of, serving

pytestmark = pytest.mark.servers


@dataclass
class Site:
    """A hospital, a line on its own stores, and what the executor stands on."""

    ledger: Ledger
    bench: Bench
    tasks: InThreads
    deps: Deps

    def by_hand(self) -> tuple[Deps, ByHand]:
        """The same, with a scheduler of which the test is the hand."""
        hand = ByHand(self.bench.platform)
        return deps_of(self.deps.settings, self.bench.platform, hand), hand


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return build(tmp_path_factory.mktemp("hospital") / "demo", exams=150, seed=7)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def site_of(folder: Path, ledger: Ledger, generation: str, admins: str) -> Site:
    bench = Bench(folder, {source: dict(facts) for source, facts in ledger.connections.items()}, batch_rows=20, page_rows=20)
    publish_declarations(bench.platform, bench.settings.feeds)
    changed = {
        "xxl_generation": generation, "xxl_admins": admins, "xxl_port_base": free_port(), "xxl_poll_s": 0.02, "xxl_callback_wait_s": 1,
    }  # fmt: skip
    settings = bench.settings.model_copy(update=changed)
    tasks = InThreads(Parts(settings, bench.keyring, bench.platform, bench.identity, bench.archive, bench.store, bench.line))
    return Site(ledger, bench, tasks, deps_of(settings, bench.platform, tasks))


@pytest.fixture(params=["legacy", "v350"])
def center(request: pytest.FixtureRequest) -> Iterator[Center]:
    with closing(Center(request.param, TOKEN)) as opened:
        yield opened


@pytest.fixture
def site(tmp_path: Path, hospital: Ledger, center: Center) -> Site:
    return site_of(tmp_path, hospital, center.generation, center.root)


@pytest.mark.req("B-1.7", part=True)
def test_a_timed_trigger_starts_the_matching_collection_and_the_center_receives_its_result_and_log(site: Site, center: Center) -> None:
    with serving(site.deps):
        until(lambda: center.registered)
        assert center.registered == {"lightbox": {site.deps.address}}
        assert center.call("beat", "")["code"] == 200
        log, answer = center.trigger("EIS.business")
        assert answer["code"] == 200, answer
        code, message = until(lambda: center.results.get(log))
        lines = center.whole_log(log)
    assert code == 200
    extracted = {feed: site.ledger.feeds["EIS"][feed] for feed in ("orders", "exams")}
    for feed, rows in extracted.items():
        assert f"EIS.{feed}：抽取 {rows}" in message
        run = site.bench.platform.runs(source="EIS", feed=feed)[0]
        assert (run["state"], run["extracted"], run["balanced"]) == ("success", rows, True)
        assert sum(f"EIS.{feed} 第 " in line for line in lines) == -(-rows // 20)  # a line of each batch
    assert f"抽取 {sum(extracted.values())}" in message
    assert len(site.bench.rows("exam")) > 0
    assert lines[-1].endswith(message)
    assert center.registered == {"lightbox": set()}  # it took its leave


def test_a_second_trigger_finds_everything_unchanged(site: Site, center: Center) -> None:
    with serving(site.deps):
        until(lambda: center.registered)
        for _ in range(2):
            log, _answer = center.trigger("EIS.orders")
            until(lambda log=log: center.results.get(log))
    code, message = center.results[log]
    assert code == 200
    assert "装载 0" in message


@pytest.mark.req("B-1.7", part=True)
def test_neither_result_nor_log_holds_an_identifier(site: Site, center: Center) -> None:
    with serving(site.deps):
        until(lambda: center.registered)
        log, _ = center.trigger("RIS.business")
        until(lambda: center.results.get(log))
        told = "\n".join([center.results[log][1], *center.whole_log(log), *map(str, center.callbacks)])
    canaries = {value for canary in site.ledger.canaries for value in identifiers(canary)}
    with closing(sqlite3.connect(site.ledger.connections["RIS"]["url"].removeprefix("sqlite:///"))) as source:
        rows = [*source.execute("SELECT * FROM RIS_PATIENT"), *source.execute("SELECT ACCESSION_NO FROM RIS_EXAM")]
    written = {v.decode("gb18030", "ignore") if isinstance(v, bytes) else str(v) for row in rows for v in row if v is not None}
    long_ones = canaries | {v.strip() for v in written if len(v.strip()) >= 8}
    assert len(long_ones) > 100
    assert [v for v in long_ones if v in told] == []


def identifiers(facts: Mapping[str, Any]) -> list[str]:
    """Texts of a canary, but a person's running number."""
    values = [v for name, value in facts.items() if name != "person" for v in (value if isinstance(value, (list, tuple)) else [value])]
    return [str(v) for v in values if v and len(str(v)) > 1]


@pytest.mark.req("B-1.7", part=True)
def test_a_restart_between_trigger_and_end_loses_nothing(site: Site, center: Center) -> None:
    site.tasks.held.clear()
    with serving(site.deps):
        until(lambda: center.registered)
        log, _ = center.trigger("EIS.orders")
        until(lambda: site.bench.platform.xxl.open()[0].steps[0].handed_at)
    assert center.left == [site.deps.address]
    assert center.results == {}
    site.tasks.held.set()
    until(lambda: (site.bench.platform.request(1) or {}).get("state") == "done")  # it ends while nobody listens
    again = deps_of(site.deps.settings, site.bench.platform, site.tasks)
    with serving(again):
        code, message = until(lambda: center.results.get(log))
        lines = center.whole_log(log)
    assert code == 200
    assert f"抽取 {site.ledger.feeds['EIS']['orders']}" in message
    assert lines[-1].endswith(message)


@pytest.mark.req("B-1.7", part=True)
def test_a_result_waits_for_a_center_that_is_down_and_is_told_when_it_is_back(site: Site, center: Center) -> None:
    with serving(site.deps):
        until(lambda: center.registered)
        log, _ = center.trigger("EIS.reports")
        center.close()
        (waiting,) = until(lambda: [t for t in [site.bench.platform.xxl.by_log(log)] if t is not None and t.tries >= 2])
        assert (waiting.code, waiting.reported_at) == (200, None)
        with closing(Center(center.generation, TOKEN, port=center.port)) as back:
            code, message = until(lambda: back.results.get(log))
            assert (code, message) == (200, waiting.message)
            until(lambda: (site.bench.platform.xxl.by_log(log) or waiting).reported_at)
            assert len(back.callbacks) == 1  # confirmed once, told no more


@pytest.mark.req("B-1.7", part=True)
def test_a_center_with_another_token_starts_nothing_and_is_on_record(site: Site, center: Center) -> None:
    with serving(site.deps):
        until(lambda: center.registered)
        right, center.token = center.token, "another-token-of-a-stranger"
        _, answer = center.trigger("EIS.orders")
        center.token = right
    assert answer["code"] == 500
    assert site.bench.platform.xxl.open() == []
    refused = [e for e in site.bench.platform.audit.entries() if not e["allowed"]]
    assert [(e["principal"], e["operation"], e["detail"]["reason"]) for e in refused] == [("anonymous", "collect:request", "access token")]
    assert "another-token" not in str(refused)


def test_the_center_is_beaten_to_again_and_again(tmp_path: Path, hospital: Ledger) -> None:
    with closing(Center("legacy", TOKEN)) as center:
        site = site_of(tmp_path, hospital, "legacy", f"http://127.0.0.1:9/xxl-job-admin, {center.root}/")  # the first node is down
        settings = site.deps.settings.model_copy(update={"xxl_beat_s": 0.1})
        with serving(deps_of(settings, site.bench.platform, site.tasks)):
            until(lambda: center.beats >= 3)


@pytest.mark.req("B-1.7", part=True)
def test_the_center_may_end_what_runs(site: Site, center: Center) -> None:
    deps, hand = site.by_hand()
    with serving(deps):
        until(lambda: center.registered)
        log, _ = center.trigger("EIS.business", job=9)
        until(lambda: hand.started)
        hand.take(1)
        assert center.call("idleBeat", {"jobId": 9})["code"] == 500
        assert center.call("kill", {"jobId": 9})["code"] == 200
        code, message = until(lambda: center.results.get(log))
        assert center.call("idleBeat", {"jobId": 9})["code"] == 200
    assert (code, hand.stopped) == (500, [1])
    assert "调度中心终止" in message


def test_the_access_token_is_in_no_log_of_the_process(site: Site, center: Center, caplog: pytest.LogCaptureFixture) -> None:
    center.token = "another-token-of-a-stranger"  # every message to the center is refused, and that is said
    caplog.set_level("DEBUG")
    with serving(site.deps):
        until(lambda: "registry: the center refused it" in caplog.text)
    assert "registryRemove: the center refused it" in caplog.text
    assert TOKEN not in caplog.text
