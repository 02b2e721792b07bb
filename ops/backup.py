"""A backup of one machine while it runs, and the way back. In production each server is backed up by its own means (docs/production.md).

What is copied is one moment: writing stops in identity and platform until each database, and then the analytic store, has begun to show
its snapshot; that is the state a power cut leaves, which every run goes on from. Everything in it is sealed, tokenised or de-identified
as it is in the home folder. The keys are not in it: without them it opens nothing.

    manifest.json, manifest.mac   what it is; the HMAC under a key of this installation
    files.tsv                     SHA-256, bytes and place of every file
    platform.db, identity.db, catalogue.db, analytic/<table>.parquet, objects/AB/…, site/…
"""

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from ops.wiring import keyring, require_home
from settings import Settings
from warehouse.analytics.engines.doris import connect as connect_analytics
from warehouse.analytics.engines.duckdb import PORTION_ROWS, DuckDBEngine
from warehouse.analytics.gateway.serve import FILE
from warehouse.archive.archive import catalogued
from warehouse.errors import Misconfigured, Refused
from warehouse.identity.store import Identity
from warehouse.keys import MARK, MASTER, Keyring
from warehouse.platform.copying import Snapshot, frozen
from warehouse.platform.database import engine_for
from warehouse.platform.schema import utc_now
from warehouse.platform.store import Platform
from warehouse.tables.catalogue import TABLES

FORMAT = 1
MANIFEST, MAC, FILES = "manifest.json", "manifest.mac", "files.tsv"
DATABASES = ("platform.db", "identity.db")
CHUNK = 1024 * 1024


def back_up(settings: Settings, target: Path) -> dict[str, int]:
    """Write a backup to `target`, which must not be there yet; rows of each analytic table, and "files".

    Killed, it leaves only `<target>.partial`. Misconfigured: `target` is there, or not all of the data lies in the home folder.
    """
    require_home(settings)
    _check_embedded(settings)
    if target.exists():
        raise Misconfigured(f"{target} is there already", "name a new folder: a backup is never written over another")
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True, mode=0o700)
    keys = keyring(settings)
    with ExitStack() as stack:
        with frozen([settings.home / name for name in DATABASES]):
            databases = {name: _opened(stack, settings.home / name) for name in DATABASES}
            portions = stack.enter_context(_analytic(settings, keys))
            catalogue = settings.archive / "catalogue.db"
            if catalogue.exists():
                databases[catalogue.name] = _opened(stack, catalogue)
        for name, database in databases.items():
            database.copy(partial / name)
        rows = _write_tables(portions, partial / "analytic")
    if catalogue.exists():
        _copy_objects(settings.archive, partial)
    if settings.site_folder.is_dir():
        shutil.copytree(settings.site_folder, partial / "site")
    files = _seal(partial, keys, rows)
    partial.rename(target)
    return {**rows, "files": files}


def restore(settings: Settings, source: Path) -> dict[str, int]:
    """Make an empty home folder what it was; rows of each analytic table. The keys must have been restored before.

    Misconfigured: the home is not empty, the keys are missing or others, or the backup is of a newer release. Refused: the backup was
    changed or cut; nothing is written then. A restore that was killed leaves a home no program opens: empty it and begin again.
    """
    _check_embedded(settings)
    if settings.home.exists() and any(settings.home.iterdir()):
        raise Misconfigured(f"{settings.home} is not empty", "set LIGHTBOX_HOME to an empty folder, or move this one away")
    if not (settings.key_folder / MASTER).exists():
        raise Misconfigured(f"there is no key in {settings.key_folder}", "put it back first: lightbox key restore FILE")
    keys = Keyring((settings.key_folder / MASTER).read_bytes(), settings.key_folder)
    manifest = _checked(source, keys)
    settings.home.mkdir(parents=True, exist_ok=True)
    for _, _, name in _listed(source):
        if (place := _place(settings, name)) is not None:
            _copy(source / name, place)
    Platform(engine_for(settings.platform_database), keys).migrate()
    Identity(engine_for(settings.identity_database), keys).migrate()
    rows = _load_tables(settings, source / "analytic", manifest["made_at"])
    if rows != manifest["rows"]:
        raise Refused("the analytic store does not hold the rows of the backup", "empty the home folder and restore again")
    os.sync()
    (settings.home / MARK).write_text(keys.key_id + "\n")  # the last: without it no program opens this home
    return rows


def _check_embedded(settings: Settings) -> None:
    places = ("platform_url", "identity_url", "analytic_url", "archive_nodes")
    elsewhere = [name for name in places if getattr(settings, name)]
    if elsewhere:
        raise Misconfigured(
            f"this installation keeps data on servers (LIGHTBOX_{elsewhere[0].upper()})",
            "back them up by their own means: docs/production.md",
        )


def _opened(stack: ExitStack, file: Path) -> Snapshot:
    snapshot = Snapshot(file)
    stack.callback(snapshot.close)
    return snapshot


# --- the analytic store -------------------------------------------------------------------------------------------------------------------


@contextmanager
def _analytic(settings: Settings, keys: Keyring) -> Generator[Iterator[tuple[str, pa.Table]], None, None]:
    """A snapshot by the gateway, or of its file when no gateway runs."""
    client = connect_analytics(settings, keys.secret)
    try:
        if client.health().ok:
            with client.snapshot() as portions:
                yield portions
            return
    finally:
        client.close()
    engine = DuckDBEngine(settings.home / FILE, settings.gateway_memory)
    try:
        yield engine.snapshot()
    finally:
        engine.close()


def _write_tables(portions: Iterator[tuple[str, pa.Table]], folder: Path) -> dict[str, int]:
    folder.mkdir()
    rows: dict[str, int] = {}
    writer: parquet.ParquetWriter | None = None
    try:
        for name, data in portions:
            if name not in rows:
                if writer is not None:
                    writer.close()
                rows[name] = 0
                writer = parquet.ParquetWriter(folder / f"{name}.parquet", data.schema, compression="zstd")
            if writer is not None:
                writer.write_table(data)
            rows[name] += data.num_rows
    finally:
        if writer is not None:
            writer.close()
    return rows


def _load_tables(settings: Settings, folder: Path, mark: str) -> dict[str, int]:
    """Load every table; what is derived follows. Columns that are newer than the backup are null."""
    engine = DuckDBEngine(settings.home / FILE, settings.gateway_memory)
    rows: dict[str, int] = {}
    try:
        engine.apply(list(TABLES.values()))
        for file in sorted(folder.glob("*.parquet")):
            table = TABLES.get(file.stem)
            if table is None:
                raise Misconfigured(f"this release has no table {file.stem}", "restore with the release that made the backup")
            for number, batch in enumerate(parquet.ParquetFile(file).iter_batches(PORTION_ROWS)):
                data = pa.Table.from_batches([batch])
                for field in table.arrow_schema():
                    if field.name not in data.column_names:
                        data = data.append_column(field, pa.nulls(data.num_rows, field.type))
                engine.load(f"restored:{mark.translate({ord(c): None for c in '-.:'})}:{file.stem}:{number}", {file.stem: data})
            rows[file.stem] = int(engine.query(f"SELECT COUNT(*) AS n FROM {file.stem}").column("n")[0].as_py())  # noqa: S608
    finally:
        engine.close()
    return rows


# --- files --------------------------------------------------------------------------------------------------------------------------------


def _copy_objects(archive: Path, partial: Path) -> None:
    """The objects of the copied catalogue: they never change, so they may be copied long after its moment."""
    for name in catalogued(partial / "catalogue.db"):
        _copy(archive / "objects" / name[:2] / name, partial / "objects" / name[:2] / name)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        raise Refused(f"{source.name} is missing", "`lightbox status` and docs/production.md say what to look at") from None


def _digest(file: Path) -> tuple[str, int]:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest(), os.fstat(stream.fileno()).st_size


def _seal(folder: Path, keys: Keyring, rows: dict[str, int]) -> int:
    """List every file with its hash; the manifest names the list, the MAC the manifest. Everything is on the disk when this returns."""
    count = 0
    with (folder / FILES).open("w", encoding="utf-8") as listed:
        for file in sorted(f for f in folder.rglob("*") if f.is_file() and f.name != FILES):
            digest, size = _digest(file)
            listed.write(f"{digest}\t{size}\t{file.relative_to(folder)}\n")
            count += 1
    manifest = {"format": FORMAT, "made_at": utc_now(), "key_id": keys.key_id, "files": _digest(folder / FILES)[0], "rows": rows}
    content = json.dumps(manifest, indent=2).encode()
    (folder / MANIFEST).write_bytes(content)
    (folder / MAC).write_text(_mac(keys, content) + "\n")
    os.sync()
    return count


def _listed(source: Path) -> Iterator[tuple[str, int, str]]:
    """(SHA-256, bytes, name) of each file."""
    with (source / FILES).open(encoding="utf-8") as listed:
        for line in listed:
            digest, size, name = line.rstrip("\n").split("\t", 2)
            yield digest, int(size), name


def _place(settings: Settings, name: str) -> Path | None:
    """Where a file of the backup belongs; None for the tables, which are loaded."""
    first, _, rest = name.partition("/")
    if first == "site":
        return settings.site_folder / rest
    if first in ("objects", "catalogue.db"):
        return settings.archive / name
    return settings.home / name if first in DATABASES else None


def _mac(keys: Keyring, content: bytes) -> str:
    return hmac.digest(keys.derive("backup"), content, "sha256").hex()


def _checked(source: Path, keys: Keyring) -> dict[str, Any]:
    """The manifest, once every file is what it says. Reads everything."""
    try:
        content, mac = (source / MANIFEST).read_bytes(), (source / MAC).read_text().strip()
    except FileNotFoundError:
        raise Misconfigured(f"{source} is no backup, or was not finished", "name a folder written by `lightbox backup`") from None
    try:
        manifest: dict[str, Any] = json.loads(content)
    except ValueError:
        raise Refused("the backup's manifest was changed", "use another backup") from None
    if manifest.get("key_id") != keys.key_id:
        raise Misconfigured("the backup was made with another key", "restore its keys first: lightbox key restore FILE")
    if not hmac.compare_digest(mac, _mac(keys, content)) or _digest(source / FILES)[0] != manifest["files"]:
        raise Refused("the backup's manifest was changed", "use another backup")
    if manifest["format"] != FORMAT:
        raise Misconfigured(
            f"the backup has format {manifest['format']}, this release reads {FORMAT}", "restore with the release that made it"
        )
    for digest, size, name in _listed(source):
        file = source / name
        if not file.is_file() or _digest(file) != (digest, size):
            raise Refused(f"{name} of the backup is missing or was changed", "use another backup")
    return manifest
