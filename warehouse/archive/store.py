"""What a place for objects must do: take a stream whose name is not known yet, keep it whole or not at all, give it back by range."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from warehouse.errors import Refused


@dataclass(frozen=True)
class Origin:
    """Where an object comes from, as far as it is known: all that a bucket may be chosen by. Never an identifier."""

    source: str | None = None
    modality: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a committed object lies. A store gives it, the catalogue keeps it. The folder store needs none."""

    bucket: str = ""
    nodes: tuple[str, ...] = ()


UNKNOWN = Origin()
FOLDER = Place()


def checked(name: str) -> str:
    """The name of an object. Refused: it cannot be one; a name from outside, such as ../x, is only another unknown one."""
    if not (name.isascii() and name.isalnum() and len(name) > 2):
        raise Refused("the archive has no such object")
    return name


class Pending(Protocol):
    """Bytes kept aside that nobody can find yet. Exactly one of the two calls ends it."""

    bytes: int

    def commit(self, name: str, origin: Origin = UNKNOWN) -> Place:
        """Give it its name, at once and whole; replaces what has that name. On return it survives a power cut."""
        ...

    def discard(self) -> None: ...


@dataclass(frozen=True)
class NodeState:
    """Whether a node answers; `problem` says why not, in words that are safe to show."""

    name: str
    problem: str | None


class ObjectStore(Protocol):
    """Names are letters and digits."""

    def write(self, chunks: Iterable[bytes]) -> Pending:
        """Take a stream chunk by chunk. When the stream fails nothing is kept."""
        ...

    def open(self, name: str, place: Place = FOLDER) -> tuple[BinaryIO, int]:
        """A seekable stream and its size. Refused when there is no such object."""
        ...

    def exists(self, name: str, place: Place = FOLDER) -> bool: ...

    def names(self) -> Iterator[tuple[str, Place]]:
        """Committed objects only."""
        ...

    def sweep(self, older_than_s: float) -> int:
        """Remove what a killed writer left behind; returns how many. Younger ones may still be written."""
        ...

    def enough(self, place: Place) -> bool:
        """Whether an object there has as many copies as it should, as far as the place tells."""
        ...

    def repair(self, name: str, place: Place, check: bool) -> Place:
        """Make the copies an object lacks; where it lies now. `check`: ask each node whether its copy is there and whole in size."""
        ...

    def states(self) -> Sequence[NodeState]:
        """The nodes of the store, asked now; none for a folder."""
        ...


@dataclass(frozen=True)
class Content:
    """Sealed bytes of known size and SHA-256, to be read as often as a node needs them."""

    stream: BinaryIO
    size: int
    sha256: bytes


@dataclass(frozen=True)
class Part:
    """Some bytes of an object, its whole size, and a mark that is equal only for copies of the same bytes."""

    data: bytes
    size: int
    mark: str


class Node(Protocol):
    """One storage server. Every call raises Unreachable, Misconfigured or Refused, with the node's name and nothing of the object."""

    def put(self, bucket: str, name: str, content: Content) -> None:
        """Store it whole under its name, or not at all; the server has checked its SHA-256."""
        ...

    def fetch(self, bucket: str, name: str, start: int, length: int) -> Part | None:
        """At most `length` bytes from `start`; None when the node has no such object."""
        ...

    def names(self) -> Iterator[tuple[str, str]]:
        """(bucket, name) of each object, in ascending order."""
        ...

    def sweep(self, older_than_s: float) -> int: ...

    def check(self) -> None:
        """Ask whether it answers and knows our key."""
        ...
