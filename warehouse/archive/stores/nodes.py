"""Objects on several nodes, each in R copies; one node and one copy is the simplest case.

Which nodes: rendezvous hashing (Thaler and Ravishankar 1998). Each node has a score for each name; the R best that answer get a copy, so
an added node takes its share of new names and moves none of the old. What became of it is the object's place, kept in the catalogue.
A name follows from the content, so nothing is sent before the stream has ended: until then the sealed bytes wait in memory or in a file
without a name, which a kill removes by itself. Hence a node that dies in the middle costs nothing but sending once more, elsewhere.
"""

import hashlib
import heapq
import io
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from warehouse.archive.store import FOLDER, UNKNOWN, Content, Node, NodeState, ObjectStore, Origin, Part, Place, checked
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable

COPY_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """`memory_bytes`: what a write holds in memory before it goes on to a file. `read_bytes`: least bytes of a read from a node.

    `pause_s`: how long a node that failed is asked last.
    """

    memory_bytes: int
    read_bytes: int
    pause_s: float


@dataclass
class PendingCopies:
    """Sealed bytes aside; committed, they go to the nodes."""

    bytes: int
    content: Content
    place: Callable[[str, Origin, Content], Place]

    def commit(self, name: str, origin: Origin = UNKNOWN) -> Place:
        return self.place(name, origin, self.content)

    def discard(self) -> None:
        self.content.stream.close()


class NodesStore:
    """`nodes` by name; `bucket` chooses for new objects; `folder`: where objects without a place lie, from before there were nodes.

    `spool` is a folder with room for the largest objects that are written at the same time. Misconfigured: fewer nodes than copies.
    """

    def __init__(
        self, nodes: Mapping[str, Node], copies: int, bucket: Callable[[Origin], str], folder: ObjectStore, spool: Path, limits: Limits
    ) -> None:
        if not 1 <= copies <= len(nodes):
            raise Misconfigured(
                f"{copies} copies cannot lie on {len(nodes)} nodes", "set LIGHTBOX_ARCHIVE_COPIES, or name more in LIGHTBOX_ARCHIVE_NODES"
            )
        self._nodes, self._copies, self._bucket, self._folder = dict(nodes), copies, bucket, folder
        self._spool, self._limits = spool, limits
        self._paused: dict[str, float] = {}

    def write(self, chunks: Iterable[bytes]) -> PendingCopies:
        def put(name: str, origin: Origin, content: Content) -> Place:
            bucket = self._bucket(origin)
            return Place(bucket, self._send(checked(name), bucket, content, ()))

        content = self._aside(chunks)
        return PendingCopies(content.size, content, put)

    def _aside(self, chunks: Iterable[bytes]) -> Content:
        self._spool.mkdir(parents=True, exist_ok=True)
        stream = cast(BinaryIO, SpooledTemporaryFile(self._limits.memory_bytes, dir=str(self._spool)))  # noqa: SIM115 - discard closes it
        digest, size = hashlib.sha256(), 0
        try:
            for chunk in chunks:
                stream.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        except BaseException:
            stream.close()
            raise
        return Content(stream, size, digest.digest())

    def _send(self, name: str, bucket: str, content: Content, held: tuple[str, ...]) -> tuple[str, ...]:
        """Copies onto the best nodes that take one, beside those that hold it; fewer than wanted when fewer do, but never none."""
        problem: LightboxError = Unreachable("no storage node took an object")
        for node in self._order(name, self._nodes):
            if len(held) >= self._copies:
                break
            if node in held:
                continue
            try:
                self._nodes[node].put(bucket, name, content)
            except LightboxError as error:
                self._failed(node, error)
                problem = error
                continue
            held = (*held, node)
        if not held:
            raise problem
        return tuple(sorted(held))

    def _order(self, name: str, nodes: Iterable[str]) -> list[str]:
        """Best first; those that failed a moment ago last, for asking them may mean waiting."""
        now = time.monotonic()
        return sorted(nodes, key=lambda node: (self._paused.get(node, 0.0) > now, hashlib.sha256(f"{node}/{name}".encode()).digest()))

    def _failed(self, node: str, error: LightboxError) -> None:
        if not isinstance(error, Refused):
            self._paused[node] = time.monotonic() + self._limits.pause_s

    def _fetch(self, name: str, place: Place, start: int, length: int, mark: str | None) -> Part:
        """A part from any copy: first those on record, then any node, for a catalogue may be older than a repair.

        `mark`: only of a copy of these bytes. Unreachable: a node that may have it did not answer. Refused: none has it.
        """
        known = [node for node in place.nodes if node in self._nodes]
        others = [node for node in self._nodes if node not in known]
        problem: LightboxError | None = None
        for node in [*self._order(name, known), *self._order(name, others)]:
            try:
                part = self._nodes[node].fetch(place.bucket, name, start, length)
            except LightboxError as error:
                self._failed(node, error)
                problem = error
                continue
            if part is not None and mark in (None, part.mark):
                return part
            if part is not None:
                problem = Unreachable("an object was stored anew while it was read", "open it again")
        missing = set(place.nodes) - set(self._nodes)
        if problem is None and missing:
            raise Misconfigured(f"storage node {min(missing)} holds an object but is not set up", "name it in LIGHTBOX_ARCHIVE_NODES")
        raise problem or Refused("the archive has no such object")

    def open(self, name: str, place: Place = FOLDER) -> tuple[BinaryIO, int]:
        if place == FOLDER:
            return self._folder.open(name)
        reader, first = self._read(checked(name), place)
        return reader, first.size

    def _read(self, name: str, place: Place) -> tuple[BinaryIO, Part]:
        first = self._fetch(name, place, 0, self._limits.read_bytes, None)

        def fetch(start: int, length: int) -> bytes:
            return self._fetch(name, place, start, length, first.mark).data

        return cast(BinaryIO, _Reader(first, fetch, self._limits.read_bytes)), first

    def exists(self, name: str, place: Place = FOLDER) -> bool:
        if place == FOLDER:
            return self._folder.exists(name)
        try:
            self._fetch(name, place, 0, 1, None)
        except Refused:
            return False
        return True

    def names(self) -> Iterator[tuple[str, Place]]:
        """Those of the folder, then those of the nodes. Every node must answer: what only a silent one holds would be missed."""
        yield from self._folder.names()
        merged = heapq.merge(*(_on(node, self._nodes[node].names()) for node in sorted(self._nodes)))
        for (bucket, name), copies in groupby(merged, key=lambda entry: entry[:2]):
            yield name, Place(bucket, tuple(node for _, _, node in copies))

    def sweep(self, older_than_s: float) -> int:
        return self._folder.sweep(older_than_s) + sum(node.sweep(older_than_s) for node in self._nodes.values())

    def enough(self, place: Place) -> bool:
        return place == FOLDER or sum(node in self._nodes for node in place.nodes) >= self._copies

    def repair(self, name: str, place: Place, check: bool) -> Place:
        """Unreachable or Refused: no copy of it can be read, or no other node takes one."""
        if place == FOLDER:
            return place
        held = tuple(node for node in place.nodes if node in self._nodes)
        if check:
            held = self._there(name, place, held)
        if len(held) >= self._copies:
            return Place(place.bucket, held)
        stream, first = self._read(name, Place(place.bucket, held))
        content = self._aside(iter(lambda: stream.read(COPY_BYTES), b""))
        with content.stream:
            if first.mark != content.sha256.hex():
                raise Refused("a copy of an object is damaged")  # and is not to be multiplied
            return Place(place.bucket, self._send(name, place.bucket, content, held))

    def _there(self, name: str, place: Place, held: Sequence[str]) -> tuple[str, ...]:
        """The nodes whose copy is there; one that does not answer keeps what is on record."""
        there: list[str] = []
        for node in held:
            try:
                found = self._nodes[node].fetch(place.bucket, name, 0, 1) is not None
            except Unreachable:
                found = True
            if found:
                there.append(node)
        return tuple(there)

    def states(self) -> Sequence[NodeState]:
        return [NodeState(name, _problem(node)) for name, node in self._nodes.items()]


class _Reader(io.RawIOBase):
    """The sealed object as a seekable stream; holds one part in memory. `read` gives exactly what is asked for unless the object ends."""

    def __init__(self, first: Part, fetch: Callable[[int, int], bytes], least: int) -> None:
        super().__init__()
        self._size, self._fetch, self._least = first.size, fetch, least
        self._start, self._part = 0, first.data
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence] + offset)
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        left = max(0, self._size - self._at)
        wanted = left if size is None or size < 0 else min(size, left)
        if wanted and not self._start <= self._at <= self._at + wanted <= self._start + len(self._part):
            self._start, self._part = self._at, self._fetch(self._at, max(wanted, self._least))
        data = self._part[self._at - self._start :][:wanted] if wanted else b""
        self._at += len(data)
        return data

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _on(node: str, entries: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    return ((bucket, name, node) for bucket, name in entries)


def _problem(node: Node) -> str | None:
    try:
        node.check()
    except LightboxError as error:
        return str(error)
    return None
