"""A file share mounted as a local folder: what a report or image feed points at. Read-only, and never outside its folder."""

import fnmatch
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from warehouse.errors import Misconfigured, Unreachable

_NUMBER = re.compile(r"(\d+)")


class Absence(StrEnum):
    """Why there is no file to read, as the rule that says so."""

    MISSING = "FL-01"
    OUTSIDE = "FL-06"


@dataclass(frozen=True)
class ShareFile:
    """A regular file inside the share."""

    path: Path
    bytes: int
    changed_ns: int

    @property
    def mark(self) -> str:
        """Changes whenever the file does."""
        return f"{self.bytes}:{self.changed_ns}"


class Share:
    """One folder. Names are compared without case where the exact name is not there: some servers are Windows."""

    def __init__(self, root: Path, source: str) -> None:
        if not root.is_dir():
            raise Misconfigured(f"{source}: the file share is not mounted", "check `share` in connections.json")
        self._root = root.resolve()
        self._source = source
        self._listed: dict[Path, list[str]] = {}

    def find(self, path: str) -> ShareFile | Absence:
        """The file at a relative path. OUTSIDE: absolute, a URL, '..', or a link that leads out of the share."""
        if not is_inside(path):
            return Absence.OUTSIDE
        try:
            file = self._exact(path)
            if file is None:
                return Absence.MISSING
            real = file.resolve()
            if not real.is_relative_to(self._root):
                return Absence.OUTSIDE
            facts = real.stat()
        except OSError as error:
            raise Unreachable(f"{self._source}: the file share did not answer ({os.strerror(error.errno or 0)})") from None
        return ShareFile(real, facts.st_size, facts.st_mtime_ns) if real.is_file() else Absence.MISSING

    def matching(self, pattern: str) -> list[str]:
        """Relative paths of the files a pattern names in its last part, in natural order (2 before 10); none for a missing folder."""
        folder, _, name = pattern.rpartition("/")
        if not is_inside(pattern) or "*" in folder:
            return []
        names = [n for n in self._names(self._root / folder) if fnmatch.fnmatchcase(n.lower(), name.lower())]
        return [f"{folder}/{n}" if folder else n for n in sorted(names, key=_natural)]

    def open(self, file: ShareFile) -> BinaryIO:
        try:
            return file.path.open("rb")
        except OSError as error:
            raise Unreachable(f"{self._source}: a file could not be opened ({os.strerror(error.errno or 0)})") from None

    def _exact(self, path: str) -> Path | None:
        file = self._root / path
        if file.exists():
            return file
        wanted = file.name.lower()
        for name in self._names(file.parent):
            if name.lower() == wanted:
                return file.parent / name
        return None

    def _names(self, folder: Path) -> list[str]:
        if folder not in self._listed:
            if len(self._listed) > 2000:
                self._listed.clear()
            try:
                self._listed[folder] = os.listdir(folder) if folder.is_dir() else []
            except OSError as error:
                raise Unreachable(f"{self._source}: the file share did not answer ({os.strerror(error.errno or 0)})") from None
        return self._listed[folder]


def is_inside(path: str) -> bool:
    r"""Whether a path stays below its root by its words alone: not absolute, no drive, no '..', no URL, no '\'."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and not any(c in path for c in ":\\\0\n")


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part.lower()) for part in _NUMBER.split(name) if part]
