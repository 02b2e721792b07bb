"""The composition root: one installation's settings, keys, stores and line, put together once per process."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ops.archive_setup import object_store
from pipelines.line import Line
from pipelines.runners.local import LocalRunner
from pipelines.runners.runner import Runner
from pipelines.runners.spark import SparkRunner
from settings import Settings, load
from warehouse.analytics.engines.doris import connect as connect_analytics
from warehouse.analytics.store import AnalyticStore
from warehouse.archive.archive import Archive
from warehouse.codes import tables
from warehouse.errors import Misconfigured
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.store import Platform

CONNECTIONS = "connections.json"


@dataclass(frozen=True)
class Parts:
    """Everything a command, a task or the API needs. Close it to let go of connections."""

    settings: Settings
    keyring: Keyring
    platform: Platform
    identity: Identity
    archive: Archive
    store: AnalyticStore
    line: Line

    def close(self) -> None:
        self.store.close()


def connections(settings: Settings) -> dict[str, dict[str, str]]:
    """Source code → how to reach it ({url, share, …}); secrets included, hence in the key folder with mode 0600."""
    file = settings.key_folder / CONNECTIONS
    if not file.exists():
        return {}
    return json.loads(file.read_text(encoding="utf-8"))


def save_connections(settings: Settings, facts: Mapping[str, Mapping[str, Any]]) -> None:
    file = settings.key_folder / CONNECTIONS
    file.touch(mode=0o600)
    file.write_text(json.dumps({k: dict(v) for k, v in facts.items()}, ensure_ascii=False, indent=2), encoding="utf-8")


def keyring(settings: Settings) -> Keyring:
    """The keys of this installation; Misconfigured when data is there and its key is not."""
    return Keyring.open(settings.key_folder, settings.home)


def connect(settings: Settings) -> Parts:
    """Wire everything. Opens no connection yet but reads the keys, so a missing key stops here."""
    keys = keyring(settings)
    tables.extend(settings.own_codes)
    platform = Platform(engine_for(settings.platform_database), keys)
    identity = Identity(engine_for(settings.identity_database), keys)
    archive = Archive(object_store(settings), settings.archive / "catalogue.db", keys, settings.archive_frame_bytes)
    store = connect_analytics(settings, keys.secret)
    line = Line(settings, keys, platform, identity, archive, store, connections(settings), backfill=_backfill(settings))
    return Parts(settings, keys, platform, identity, archive, store, line)


def _backfill(settings: Settings) -> Runner:
    return SparkRunner(settings.spark_master, "ops.wiring:carrying") if settings.runner == "spark" else LocalRunner()


def carrying() -> Callable[[str, str], None]:
    """What carries a batch in a process that a runner started: the line of the installation its environment names."""
    return connect(load()).line.carry


def require_home(settings: Settings) -> None:
    if not settings.home.exists():
        raise Misconfigured(f"{settings.home} does not exist", "run `make up` first, or set LIGHTBOX_HOME")
