"""Long lists in pieces that fit one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

CHUNK = 5000  # parameters of one IN list; SQLite takes 32,766
T = TypeVar("T")


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in pieces that fit one IN list."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
