"""What the line asks of a place that holds files. Each kind is a module in `pipelines/extractors/`, chosen by the address's scheme.

A server is one logged-in connection; it may break at any time and then says `Dropped`. Everything that has to be the same for all
kinds (names without case, resuming, files that change while they are read) is in `pipelines/shares.py`.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Protocol

NAME_BYTES, PATH_BYTES = 255, 4096  # what file systems take; longer names cannot be there


class Absence(StrEnum):
    """Why there is no file to read, as the rule that says so."""

    MISSING = "FL-01"
    BROKEN = "FL-03"
    OUTSIDE = "FL-06"


class Dropped(Exception):
    """The connection broke or did not answer in time. Its text is ours and names no file."""


class Failing(Dropped):
    """The server answered, but could not give this one file."""


class Unsettled(Exception):
    """The file is not what it was announced to be: it changed while it was read, is shorter, or went away. It is not taken (FL-03)."""


@dataclass(frozen=True)
class ShareFile:
    """A regular file inside a share. `path`: its exact name below the share; `real`: what its server opens; `changed`: opaque."""

    path: str
    real: str
    bytes: int
    changed: str

    @property
    def mark(self) -> str:
        """Changes whenever the file does."""
        return f"{self.bytes}:{self.changed}"


@dataclass(frozen=True)
class Access:
    """How to reach the share of a source. `scheme` is empty for a folder; `root` is empty where the login's own folder is meant."""

    source: str
    scheme: str
    host: str
    port: int | None
    user: str
    root: str
    timeout_s: float
    key_folder: Path
    facts: Mapping[str, str]  # share_password, share_key, share_key_password, share_host_key, share_charset, share_ca; never logged

    @property
    def charset(self) -> str:
        """How the server writes names; GB 18030 holds all of GBK and CP936."""
        wanted = self.facts.get("share_charset", "utf-8").lower()
        return "gb18030" if wanted in ("gbk", "gb2312", "cp936") else wanted


class Reading(Protocol):
    """The bytes of one file from some place on."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end. Dropped, Failing: it broke off; the bytes read so far are right."""
        ...

    def close(self) -> None: ...


class Server(Protocol):
    """One logged-in connection, used by one thread and for one reading at a time.

    Every call may raise Dropped (worth another connection), Failing (perhaps only this file) or Misconfigured (a person must change
    something).
    """

    @property
    def lists(self) -> bool:
        """Whether folders can be listed."""
        ...

    def look(self, path: str) -> ShareFile | Absence:
        """The regular file at exactly this relative path; OUTSIDE when a link leads out of the share."""
        ...

    def names(self, folder: str) -> list[str]:
        """Names in a folder ('' is the root), without '.' and '..'; none when there is no such folder."""
        ...

    def begin(self, file: ShareFile, offset: int) -> Reading:
        """Its bytes from `offset` on. Unsettled: it is no longer as `look` told."""
        ...

    def close(self) -> None: ...


def is_inside(path: str) -> bool:
    r"""Whether a path stays below its root by its words alone: not absolute, no drive, no '..', no URL, no '\', no control character."""
    parts = PurePosixPath(path).parts
    plain = not any(c in ":\\" or unicodedata.category(c) == "Cc" for c in path)
    return bool(parts) and not path.startswith("/") and ".." not in parts and plain


def is_possible(path: str) -> bool:
    """Whether a file system could hold the path: its names are short enough and can be written at all."""
    try:
        sizes = [len(part.encode()) for part in path.split("/")]
    except UnicodeEncodeError:
        return False
    return max(sizes) <= NAME_BYTES and sum(sizes) <= PATH_BYTES
