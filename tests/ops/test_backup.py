"""A backup is whole or refused, never holds keys, and never writes over anything."""

import hashlib
import io
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert

from ops.backup import back_up, restore
from settings import Settings
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.gateway.serve import FILE
from warehouse.archive.archive import Archive
from warehouse.archive.stores.local import LocalStore
from warehouse.errors import Misconfigured, Refused
from warehouse.identity.store import Identity
from warehouse.keys import MASTER, Keyring
from warehouse.platform.copying import Snapshot, frozen
from warehouse.platform.database import engine_for
from warehouse.platform.schema import FEED
from warehouse.platform.store import Platform
from warehouse.tables.catalogue import TABLES


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A small installation without a gateway."""
    made = Settings(home=tmp_path / "var", keys=tmp_path / "keys", port_offset=19_000)
    keys = Keyring.open(made.key_folder, made.home)
    Platform(engine_for(made.platform_database), keys).migrate()
    Identity(engine_for(made.identity_database), keys).migrate()
    Archive(LocalStore(made.archive), made.archive / "catalogue.db", keys, 65536).accept(io.BytesIO(b"a document"))
    engine = DuckDBEngine(made.home / FILE)
    engine.apply(list(TABLES.values()))
    engine.close()
    (made.site_folder / "sources").mkdir(parents=True)
    (made.site_folder / "sources" / "new.yaml").write_text("source: NEW\n")
    return made


def elsewhere(settings: Settings, tmp_path: Path, **more: object) -> Settings:
    return Settings(**{"home": tmp_path / "again", "keys": settings.keys, "port_offset": 19_000, **more})  # type: ignore[arg-type]


def test_a_backup_goes_to_a_new_folder_and_comes_back_whole(settings: Settings, tmp_path: Path) -> None:
    made = back_up(settings, tmp_path / "copy")
    assert made["files"] == 3 + 1 + 1 + len(list((tmp_path / "copy" / "analytic").iterdir()))
    again = elsewhere(settings, tmp_path)
    restore(again, tmp_path / "copy")
    keys = Keyring.open(again.key_folder, again.home)
    archive = Archive(LocalStore(again.archive), again.archive / "catalogue.db", keys, 65536)
    with archive.open(keys.token("object", hashlib.sha256(b"a document").hexdigest())) as stream:
        assert stream.read() == b"a document"
    assert (again.site_folder / "sources" / "new.yaml").read_text() == "source: NEW\n"
    assert Platform(engine_for(again.platform_database), keys).audit.verify() == []


def test_no_key_is_in_a_backup(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "copy")
    secrets = [f.read_bytes() for f in settings.key_folder.iterdir() if f.is_file()]
    assert secrets
    for file in (tmp_path / "copy").rglob("*"):
        assert not (file.is_file() and any(secret in file.read_bytes() for secret in secrets)), file


def test_a_backup_is_never_written_over_anything(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    with pytest.raises(Misconfigured, match="is there already"):
        back_up(settings, tmp_path / "copy")
    back_up(settings, tmp_path / "other")
    with pytest.raises(Misconfigured, match="is not empty"):
        restore(settings, tmp_path / "other")


@pytest.mark.parametrize("setting", ["platform_url", "identity_url", "analytic_url"])
def test_data_on_servers_is_not_half_copied(settings: Settings, tmp_path: Path, setting: str) -> None:
    with pytest.raises(Misconfigured, match=f"LIGHTBOX_{setting.upper()}"):
        back_up(settings.model_copy(update={setting: "mysql://server/name"}), tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_restore_needs_the_key_the_backup_was_made_with(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "copy")
    with pytest.raises(Misconfigured, match="key restore"):
        restore(elsewhere(settings, tmp_path, keys=tmp_path / "none"), tmp_path / "copy")
    assert not (tmp_path / "none").exists()
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / MASTER).write_bytes(b"\1" * 32)
    with pytest.raises(Misconfigured, match="another key"):
        restore(elsewhere(settings, tmp_path, keys=tmp_path / "others"), tmp_path / "copy")
    assert not (tmp_path / "again").exists()


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


@pytest.mark.parametrize("name", ["platform.db", "catalogue.db", "analytic/exam.parquet", "files.tsv", "manifest.json", "objects"])
def test_a_changed_or_cut_backup_is_refused_before_anything_is_written(settings: Settings, tmp_path: Path, name: str) -> None:
    back_up(settings, tmp_path / "copy")
    file = tmp_path / "copy" / name
    if file.is_dir():
        shutil.rmtree(file)
    else:
        flip(file)
    with pytest.raises((Refused, Misconfigured)):
        restore(elsewhere(settings, tmp_path), tmp_path / "copy")
    assert not (tmp_path / "again").exists()


def test_what_was_not_finished_is_no_backup(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "copy")
    (tmp_path / "copy" / "manifest.json").unlink()
    with pytest.raises(Misconfigured, match="not finished"):
        restore(elsewhere(settings, tmp_path), tmp_path / "copy")


def test_a_snapshot_shows_its_moment_whatever_is_written_later(settings: Settings, tmp_path: Path) -> None:
    file = settings.home / "platform.db"
    engine = engine_for(settings.platform_database)
    done = threading.Event()

    def write(feed: str) -> None:
        with engine.begin() as connection:
            connection.execute(insert(FEED).values(source="RIS", feed=feed))
        done.set()

    write("before")
    done.clear()
    with frozen([file]):
        snapshot = Snapshot(file)
        writer = threading.Thread(target=write, args=("after",))
        writer.start()
        assert not done.wait(0.3), "a write went through while everything stood still"
    writer.join()
    assert done.is_set()
    snapshot.copy(tmp_path / "copy.db")
    snapshot.close()
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT feed FROM feed").fetchall() == [("before",)]
