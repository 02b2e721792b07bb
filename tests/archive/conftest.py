"""An archive in a temporary folder, on one storage node, or in copies on three: the same laws hold on each."""

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.archive.weed import Weed, nodes_store, started, wipe
from warehouse.archive.archive import Archive
from warehouse.archive.store import ObjectStore
from warehouse.archive.stores.local import LocalStore
from warehouse.keys import Keyring

MASTER = bytes(range(32))


def archive_over(store: ObjectStore, folder: Path, frame_bytes: int = 64 * 1024) -> Archive:
    return Archive(store, folder / "catalogue.db", Keyring(MASTER, folder), frame_bytes)


def archive_in(folder: Path, frame_bytes: int = 64 * 1024) -> Archive:
    return archive_over(LocalStore(folder), folder, frame_bytes)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_in(tmp_path)


@pytest.fixture(scope="session")
def three_weeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Weed]]:
    """Three nodes for the whole session; each test empties those it uses."""
    weeds = started(tmp_path_factory.mktemp("nodes"), "a", "b", "c")
    yield weeds
    for weed in weeds:
        weed.end(signal.SIGKILL)  # nothing of it is kept


@pytest.fixture
def weeds(three_weeds: list[Weed]) -> list[Weed]:
    wipe(three_weeds)
    return three_weeds


@dataclass
class Kept:
    """A store under test, and every folder in which its bytes come to lie."""

    store: ObjectStore
    folder: Path
    folders: list[Path]

    def archive(self, frame_bytes: int = 64 * 1024) -> Archive:
        return archive_over(self.store, self.folder, frame_bytes)


@pytest.fixture(params=["folder", pytest.param("node", marks=pytest.mark.servers), pytest.param("nodes", marks=pytest.mark.servers)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    if request.param == "folder":
        return Kept(LocalStore(tmp_path), tmp_path, [tmp_path])
    weeds: list[Weed] = request.getfixturevalue("weeds")
    used, copies = (weeds[:1], 1) if request.param == "node" else (weeds, 2)
    return Kept(nodes_store(used, tmp_path, copies, "lightbox-{source}"), tmp_path, [tmp_path, *(weed.folder / weed.name for weed in used)])
