"""An archive in a temporary folder."""

from pathlib import Path

import pytest

from warehouse.archive.archive import Archive
from warehouse.archive.stores.local import LocalStore
from warehouse.keys import Keyring

MASTER = bytes(range(32))


def archive_in(folder: Path, frame_bytes: int = 64 * 1024) -> Archive:
    return Archive(LocalStore(folder), folder / "catalogue.db", Keyring(MASTER, folder), frame_bytes)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_in(tmp_path)
