"""What a place for objects must do: put whole objects under a name, give them back, by range."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True)
class Stored:
    name: str
    bytes: int


class ObjectStore(Protocol):
    """Names are letters and digits. A put is whole or not at all; putting a name again replaces it whole."""

    def put(self, name: str, chunks: Iterable[bytes]) -> Stored: ...

    def open(self, name: str) -> tuple[BinaryIO, int]:
        """A seekable stream and its size. Refused when there is no such object."""
        ...

    def exists(self, name: str) -> bool: ...

    def rename(self, old: str, new: str) -> None:
        """Give an object its final name; replaces what has that name."""
        ...

    def delete(self, name: str) -> None: ...

    def names(self) -> Iterator[str]: ...
