"""A scheduler whose tasks the test ends by hand, one that runs them in threads, and the executor behind a real server."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from api.xxl.app import create_executor
from api.xxl.deps import Deps
from ops.requests import execute
from ops.wiring import Parts
from settings import Settings
from tests.xxl.center import until
from warehouse.errors import LightboxError, Unreachable
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.store import Platform

TOKEN = "a token of sixteen".replace(" ", "-")
GROUPS = [
    {"group": "business", "zh": "业务数据", "feeds": ["orders", "exams"]},
    {"group": "reports", "zh": "报告", "feeds": ["reports"]},
]


class ByHand:
    """Tasks start when the test says so. `state` is what the scheduler would tell; `down` lets it not answer."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self.started: list[int] = []
        self.stopped: list[int] = []
        self.states: dict[int, str | None] = {}
        self.collecting: set[tuple[str, str]] = set()
        self.down = False

    def start(self, request_id: int) -> None:
        self._answer()
        self.started.append(request_id)
        self.states.setdefault(request_id, "queued")

    def stop(self, request_id: int) -> None:
        self._answer()
        self.stopped.append(request_id)
        self.states[request_id] = "failed"

    def state(self, request_id: int) -> str | None:
        self._answer()
        return self.states.get(request_id)

    def busy(self, source: str, feed: str) -> bool:
        return (source, feed) in self.collecting

    def take(self, request_id: int) -> None:
        assert self._platform.take_request(request_id) is not None
        self.states[request_id] = "running"

    def done(self, request_id: int, **counts: int) -> None:
        self.take(request_id)
        self._platform.finish_request(request_id, "done", counts)
        self.states[request_id] = "success"

    def _answer(self) -> None:
        if self.down:
            raise Unreachable("Airflow did not answer", "look at `lightbox status`")


class InThreads:
    """Really carries requests out, as a task of Airflow would, each in a thread. Not started while `held`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._threads: dict[int, threading.Thread] = {}
        self.held = threading.Event()
        self.held.set()

    def start(self, request_id: int) -> None:
        if request_id not in self._threads:
            self._threads[request_id] = threading.Thread(target=self._run, args=(request_id,), daemon=True)
            self._threads[request_id].start()

    def _run(self, request_id: int) -> None:
        self.held.wait()
        try:
            execute(self._parts, request_id)
        except LightboxError:
            return  # on record in the request: what the endpoint has to report

    def stop(self, request_id: int) -> None:
        raise AssertionError("no test stops a thread")

    def state(self, request_id: int) -> str | None:
        thread = self._threads.get(request_id)
        return None if thread is None else "running" if thread.is_alive() else "success"

    def busy(self, source: str, feed: str) -> bool:
        return False


def platform_of(folder: Path, **given: Any) -> tuple[Settings, Platform]:
    settings = Settings(home=folder / "var", keys=folder / "keys", xxl_poll_s=0.02, **given)
    platform = Platform(engine_for(settings.platform_database), Keyring.open(settings.key_folder, settings.home))
    platform.migrate()
    feeds = [{"feed": name} for name in ("orders", "exams", "reports", "files")]
    documents = {name: {"source": name, "zh": name, "groups": GROUPS, "feeds": feeds} for name in ("EIS", "RIS")}
    platform.publish("source", documents)
    platform.declare_feeds([(name, feed["feed"]) for name in documents for feed in feeds])
    return settings, platform


def deps_of(settings: Settings, platform: Platform, scheduler: ByHand | InThreads) -> Deps:
    return Deps(settings, platform, TOKEN, scheduler.start, scheduler.stop, scheduler.state, scheduler.busy)


@contextmanager
def serving(deps: Deps) -> Generator[uvicorn.Server]:
    """The executor as its process serves it, until the block ends."""
    port = deps.settings.port("xxl")
    server = uvicorn.Server(uvicorn.Config(create_executor(deps), host="127.0.0.1", port=port, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started or not thread.is_alive())
    assert server.started
    try:
        yield server
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()
