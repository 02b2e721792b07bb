"""A file share mounted as a local folder."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

from pipelines.servers import Absence, Access, Failing, ShareFile, Unsettled
from warehouse.errors import Misconfigured


def connect(access: Access) -> "Folder":
    """Misconfigured when the folder is not there."""
    root = Path(access.root)
    if not root.is_dir():
        raise Misconfigured(f"{access.source}: the file share is not mounted", "check `share` in connections.json")
    return Folder(root.resolve(), access.source)


class Folder:
    """Read-only, and never outside its folder: links are followed only while they stay below it."""

    lists = True

    def __init__(self, root: Path, source: str) -> None:
        self._root, self._source = root, source

    def look(self, path: str) -> ShareFile | Absence:
        try:
            real = (self._root / path).resolve()
            if not real.is_relative_to(self._root):
                return Absence.OUTSIDE
            if not real.is_file():
                return Absence.MISSING
            facts = real.stat()
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
                return Absence.MISSING
            raise self._told(error) from None
        return ShareFile(path, str(real), facts.st_size, str(facts.st_mtime_ns))

    def names(self, folder: str) -> list[str]:
        place = self._root / folder
        try:
            return os.listdir(place) if place.resolve().is_relative_to(self._root) else []
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR):
                return []
            raise self._told(error) from None

    def begin(self, file: ShareFile, offset: int) -> "_Reading":
        try:
            stream = Path(file.real).open("rb")  # noqa: SIM115 - the reading closes it
            stream.seek(offset)
        except FileNotFoundError:
            raise Unsettled from None
        except OSError as error:
            raise self._told(error) from None
        return _Reading(stream)

    def close(self) -> None:
        pass

    def _told(self, error: OSError) -> Exception:
        if error.errno in (errno.EACCES, errno.EPERM):
            return Misconfigured(f"{self._source}: a file or folder of the share may not be read", "give our account the right to read")
        return Failing(os.strerror(error.errno or 0))


class _Reading:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        try:
            return self._stream.read(size)
        except OSError as error:
            raise Failing(os.strerror(error.errno or 0)) from None

    def close(self) -> None:
        self._stream.close()
