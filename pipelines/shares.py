"""File shares: where report and image files lie, and how they are brought here whole. One `Share` for every kind of server.

Bytes go from the server straight to who reads them: none is written to a disk in clear. A broken connection is made anew and the file
goes on at the byte where it stopped. A file that changed while it was read, or is shorter than announced, is never given as whole.
"""

import codecs
import importlib
import io
import re
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from typing import Any, BinaryIO, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from pipelines.connection import Facts
from pipelines.locks import slot
from pipelines.servers import Absence, Access, Dropped, Failing, Reading, Server, ShareFile, Unsettled, is_inside, is_possible
from settings import Settings
from warehouse.errors import Misconfigured, Unreachable

KINDS = {
    "": "pipelines.extractors.folder", "sftp": "pipelines.extractors.sftp", "ftp": "pipelines.extractors.ftp",
    "ftps": "pipelines.extractors.ftp", "http": "pipelines.extractors.http", "https": "pipelines.extractors.http",
}  # fmt: skip
NAMES_KEPT = 200_000  # names of listed folders kept in memory; a share has many folders, and rows ask for them in order
BUFFER_BYTES = 64 * 1024
FAILING_FILES = 3  # one file that its server cannot give is a bad file; so many on end are a bad server
_NUMBER = re.compile(r"(\d+)")
T = TypeVar("T")


class Share:
    """One place of files. Names are compared without case where the exact name is not there: some servers are Windows.

    It connects when it is first asked. Not for several threads, and one file is read at a time. `retries`: how often one question, or
    one file, may lose its connection before the share counts as Unreachable; `wait_s` grows with each.
    """

    def __init__(self, connect: Callable[[], Server], source: str, retries: int, wait_s: float) -> None:
        self._connect, self._source, self._retries, self._wait_s = connect, source, retries, wait_s
        self._server: Server | None = None
        self._listed: dict[str, list[str]] = {}
        self._failing = {"look": 0, "read": 0}  # files in a row

    def find(self, path: str) -> ShareFile | Absence:
        """The file at a relative path. OUTSIDE: absolute, a URL, '..', or a link that leads out of the share. BROKEN: not to be had."""
        if not is_inside(path):
            return Absence.OUTSIDE
        if not is_possible(path):
            return Absence.MISSING
        try:
            found = self._ask(lambda server: server.look(path))
            if found is Absence.MISSING and self._ask(lambda server: server.lists):
                found = self._without_case(path)
        except Unsettled:
            return Absence.BROKEN
        self._failing["look"] = 0
        return found

    def matching(self, pattern: str) -> list[str]:
        """Relative paths of the files a pattern names in its last part, in natural order (2 before 10); none for a missing folder.

        '*' stands for any characters, everything else for itself, in either case. Misconfigured: the server cannot list.
        """
        folder, name = _split(pattern)
        if not is_inside(pattern) or not is_possible(pattern) or "*" in folder:
            return []
        if "*" not in name:
            found = self.find(pattern)
            return [found.path] if isinstance(found, ShareFile) else []
        if not self._ask(lambda server: server.lists):
            raise Misconfigured(
                f"{self._source}: this share cannot be searched by pattern: its server does not list folders",
                "declare the paths of its files in full, or reach the share by SFTP or FTP",
            )
        wanted = re.compile(".*".join(re.escape(part) for part in name.split("*")), re.IGNORECASE | re.DOTALL)
        return [_join(folder, n) for n in sorted(self._names(folder), key=_natural) if wanted.fullmatch(n)]

    def open(self, file: ShareFile) -> BinaryIO:
        """A seekable stream of the file as announced. Its `read` raises Unsettled when the file is not whole, Unreachable as all here."""
        return io.BufferedReader(_Stream(self, file), BUFFER_BYTES)

    def close(self) -> None:
        """Hang up. Asked again, it connects anew."""
        server, self._server = self._server, None
        if server is not None:
            server.close()

    # --- for streams --------------------------------------------------------------------------------------------------

    def begin(self, file: ShareFile, offset: int) -> Reading:
        """One try; Dropped goes to the stream, which counts for its whole file."""
        return self._connected().begin(file, offset)

    def again(self, file: ShareFile) -> ShareFile | Absence:
        """What is now at the place of a file."""
        return self._ask(lambda server: server.look(file.path))

    def given(self) -> None:
        """A file came whole: its server is well."""
        self._failing["read"] = 0

    def dropped(self, failures: int, cause: Dropped, while_: str = "read") -> None:
        """Hang up and wait before the next try. After enough of them: Unsettled where only this file fails, else Unreachable."""
        self.close()
        if failures <= self._retries:
            time.sleep(self._wait_s * failures)
            return
        self._failing[while_] += 1
        if isinstance(cause, Failing) and self._failing[while_] <= FAILING_FILES:
            raise Unsettled from None
        raise Unreachable(f"{self._source}: the file share did not answer ({cause})", "check the network and the server") from None

    def _connected(self) -> Server:
        if self._server is None:
            self._server = self._connect()
        return self._server

    def _ask(self, question: Callable[[Server], T]) -> T:
        failures = 0
        while True:
            try:
                return question(self._connected())
            except Dropped as cause:
                failures += 1
                self.dropped(failures, cause, "look")

    def _without_case(self, path: str) -> ShareFile | Absence:
        folder, name = _split(path)
        same = next((other for other in self._names(folder) if other.lower() == name.lower() and other != name), None)
        return Absence.MISSING if same is None else self._ask(lambda server: server.look(_join(folder, same)))

    def _names(self, folder: str) -> list[str]:
        if folder not in self._listed:
            try:
                names = sorted(self._ask(lambda server: server.names(folder)))
            except Unsettled:
                raise Unreachable(f"{self._source}: a folder of the file share cannot be listed", "have its server looked at") from None
            if sum(map(len, self._listed.values())) + len(names) > NAMES_KEPT:
                self._listed.clear()
            self._listed[folder] = names
        return self._listed[folder]


class _Stream(io.RawIOBase):
    """The bytes of a file, over as many connections as it takes."""

    def __init__(self, share: Share, file: ShareFile) -> None:
        super().__init__()
        self._share, self._file = share, file
        self._position = 0
        self._failures = 0
        self._reading: Reading | None = None
        self._is_whole = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        target = max(0, {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._file.bytes}[whence] + offset)
        if target != self._position:
            self._stop()
        self._position = target
        return target

    def readinto(self, buffer: Any) -> int:
        left = self._file.bytes - self._position
        if left <= 0:
            self._end()
            return 0
        part = self._next(min(len(buffer), left))
        buffer[: len(part)] = part
        self._position += len(part)
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._stop()
        super().close()

    def _next(self, size: int) -> bytes:
        while True:
            try:
                if self._reading is None:
                    self._reading = self._share.begin(self._file, self._position)
                part = self._reading.read(size)
            except Dropped as cause:
                self._reading = None
                self._failures += 1
                self._share.dropped(self._failures, cause)
                continue
            if not part:
                raise Unsettled
            return part

    def _end(self) -> None:
        """All announced bytes are read: they are the file only if nothing follows and it is still the same."""
        if not self._is_whole:
            if self._follows():
                raise Unsettled
            self._stop()
            now = self._share.again(self._file)
            if not isinstance(now, ShareFile) or now.mark != self._file.mark:
                raise Unsettled
            self._is_whole = True
            self._share.given()

    def _follows(self) -> bool:
        """Whether the server has more than it announced. A connection that broke after the last byte has lost nothing."""
        try:
            return self._reading is not None and bool(self._reading.read(1))
        except Dropped as cause:
            self._reading = None
            self._failures += 1
            self._share.dropped(self._failures, cause)
            return False

    def _stop(self) -> None:
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.close()


# --- where a source's share is ----------------------------------------------------------------------------------------


@contextmanager
def session(source: str, facts: Facts, settings: Settings) -> Generator[Share]:
    """The share of a source, within its limit of connections over all processes. Misconfigured: none is declared, or not rightly."""
    access = access_of(source, facts, settings)
    module = importlib.import_module(KINDS[access.scheme])
    share = Share(lambda: module.connect(access), source, settings.share_retries, settings.share_retry_wait_s)
    place = slot(settings.home / "locks", f"share-{source.lower()}", settings.share_connections, settings.share_timeout_s)
    with place if access.scheme else nullcontext():
        try:
            yield share
        finally:
            share.close()


def access_of(source: str, facts: Facts, settings: Settings) -> Access:
    """How to reach the share, from the source's entry in connections.json. No error quotes the address: people put passwords into it."""
    share = facts.get("share")
    if not share:
        raise Misconfigured(f"there is no file share for {source}", "add `share` to its entry in connections.json")
    try:
        codecs.lookup(facts.get("share_charset", "utf-8"))
    except LookupError:
        raise Misconfigured(f"{source}: `share_charset` names no charset", "write utf-8, gbk or big5 in connections.json") from None
    if "://" not in share:
        return Access(source, "", "", None, "", share, settings.share_timeout_s, settings.key_folder, facts)
    parts = _parsed(source, share)
    root = parts.path if parts.scheme in ("http", "https") else unquote(parts.path)
    return Access(
        source, parts.scheme, str(parts.hostname), parts.port, unquote(parts.username or ""), root.rstrip("/") or root[:1],
        settings.share_timeout_s, settings.key_folder, facts,
    )  # fmt: skip


def _parsed(source: str, url: str) -> SplitResult:
    wrong: str | None = None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Misconfigured(f"{source}: the address of the file share cannot be read", "check `share` in connections.json") from None
    if parts.scheme not in KINDS:
        wrong = f"shares of this kind are not known; known are {', '.join(k for k in KINDS if k)} and a folder"
    elif not parts.hostname:
        wrong = "it names no server"
    elif parts.password is not None:
        wrong = "a password does not belong into it: put it into `share_password`"
    elif parts.query or parts.fragment:
        wrong = "'?' and '#' in a folder's name are written %3F and %23"
    if wrong:
        raise Misconfigured(f"{source}: the address of the file share is not right: {wrong}", "check `share` in connections.json")
    return parts


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part.lower()) for part in _NUMBER.split(name) if part]
