"""Objects as files in folders: written beside, flushed, renamed into place."""

import os
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warehouse.archive.store import FOLDER, UNKNOWN, NodeState, Origin, Place, checked
from warehouse.errors import Refused


@dataclass
class PendingFile:
    """A file in `pending/`, complete and flushed, without its name yet."""

    path: Path
    objects: Path
    bytes: int

    def commit(self, name: str, origin: Origin = UNKNOWN) -> Place:
        target = _place(self.objects, name)
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            _flush(self.objects)
        self.path.replace(target)
        _flush(target.parent)
        return FOLDER

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


class LocalStore:
    """`root/objects/AB/ABCDEF…`: 1,024 folders at most hold millions of objects. `root/pending` is on the same file system."""

    def __init__(self, root: Path) -> None:
        self._objects = root / "objects"
        self._pending = root / "pending"

    def write(self, chunks: Iterable[bytes]) -> PendingFile:
        self._objects.mkdir(parents=True, exist_ok=True)
        self._pending.mkdir(parents=True, exist_ok=True)
        pending = PendingFile(self._pending / secrets.token_hex(16), self._objects, 0)
        try:
            with pending.path.open("xb") as stream:
                for chunk in chunks:
                    stream.write(chunk)
                    pending.bytes += len(chunk)
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException:
            pending.discard()
            raise
        return pending

    def open(self, name: str, place: Place = FOLDER) -> tuple[BinaryIO, int]:
        try:
            stream = _place(self._objects, name).open("rb")
        except FileNotFoundError:
            raise Refused("the archive has no such object") from None
        return stream, os.fstat(stream.fileno()).st_size

    def exists(self, name: str, place: Place = FOLDER) -> bool:
        return _place(self._objects, name).exists()

    def names(self) -> Iterator[tuple[str, Place]]:
        for folder in sorted(self._objects.glob("??")):
            for file in sorted(folder.iterdir()):
                yield file.name, FOLDER

    def sweep(self, older_than_s: float) -> int:
        removed, before = 0, time.time() - older_than_s
        for file in self._pending.glob("*"):
            if file.stat().st_mtime < before:
                file.unlink(missing_ok=True)
                removed += 1
        return removed

    def enough(self, place: Place) -> bool:
        return True  # one copy is what a folder has; the file system below may keep more

    def repair(self, name: str, place: Place, check: bool) -> Place:
        return place

    def states(self) -> Sequence[NodeState]:
        return []


def _place(objects: Path, name: str) -> Path:
    return objects / checked(name)[:2] / name


def _flush(folder: Path) -> None:
    """Make a rename survive a power cut: it is a change of the folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
