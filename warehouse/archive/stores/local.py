"""Objects as files in folders: written beside, flushed, renamed into place."""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from warehouse.archive.store import Stored
from warehouse.errors import Refused

PARTIAL = ".partial"


class LocalStore:
    """`root/objects/ab/abcdef…`: 1,024 folders at most hold millions of objects."""

    def __init__(self, root: Path) -> None:
        self._root = root / "objects"

    def _path(self, name: str) -> Path:
        if not name.isalnum():
            raise ValueError("object names are letters and digits")
        return self._root / name[:2] / name

    def put(self, name: str, chunks: Iterable[bytes]) -> Stored:
        target = self._path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"{name}.{secrets.token_hex(4)}{PARTIAL}")
        size = 0
        try:
            with partial.open("xb") as stream:
                for chunk in chunks:
                    stream.write(chunk)
                    size += len(chunk)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(target)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        return Stored(name, size)

    def open(self, name: str) -> tuple[BinaryIO, int]:
        try:
            stream = self._path(name).open("rb")
        except FileNotFoundError:
            raise Refused("the archive has no such object") from None
        return stream, os.fstat(stream.fileno()).st_size

    def exists(self, name: str) -> bool:
        return self._path(name).exists()

    def rename(self, old: str, new: str) -> None:
        target = self._path(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._path(old).replace(target)

    def delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        for folder in sorted(self._root.glob("??")):
            for file in sorted(folder.iterdir()):
                if not file.name.endswith(PARTIAL):
                    yield file.name
