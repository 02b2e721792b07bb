"""What a place for objects must do: take a stream whose name is not known yet, keep it whole or not at all, give it back by range."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol


class Pending(Protocol):
    """Bytes that are safely stored but that nobody can find yet. Exactly one of the two calls ends it."""

    bytes: int

    def commit(self, name: str) -> None:
        """Give it its name, at once and whole; replaces what has that name. On return it survives a power cut."""
        ...

    def discard(self) -> None: ...


class ObjectStore(Protocol):
    """Names are letters and digits."""

    def write(self, chunks: Iterable[bytes]) -> Pending:
        """Store a stream chunk by chunk. When the stream fails nothing is kept."""
        ...

    def open(self, name: str) -> tuple[BinaryIO, int]:
        """A seekable stream and its size. Refused when there is no such object."""
        ...

    def exists(self, name: str) -> bool: ...

    def names(self) -> Iterator[str]:
        """Committed objects only."""
        ...

    def sweep(self, older_than_s: float) -> int:
        """Remove pending bytes that a killed process left behind; returns how many. Younger ones may still be written."""
        ...
