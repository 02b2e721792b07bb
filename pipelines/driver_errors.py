"""A driver's error as one of ours, by its code alone: its text quotes values, users and hosts, and is never shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CursorResult

from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable


@dataclass(frozen=True)
class Codes:
    """What the error codes of one kind of server ask for; a code in none of the sets is a refusal.

    `settings`: account, database or driver; `declaration`: a table or column that is not there; `again`: worth another try;
    `hints`: for some codes, what to do.
    """

    settings: frozenset[str]
    declaration: frozenset[str]
    again: frozenset[str]
    hints: Mapping[str, str] = field(default_factory=dict[str, str])

    def told(self, source: str, code: str) -> LightboxError:
        """The error to raise; an empty code is a connection that broke."""
        if code in self.settings:
            return Misconfigured(
                f"{source}: the account, database or driver is not accepted ({code})", self.hints.get(code, "check connections.json")
            )
        if code in self.declaration:
            return Misconfigured(
                f"{source}: the declaration names a table or column the source does not have, or does not show to our account ({code})",
                self.hints.get(code, "lightbox source check"),
            )
        if code in self.again or not code:
            return Unreachable(f"{source}: the database did not answer ({code or 'no code'})", self.hints.get(code, ""))
        return Refused(f"{source}: the database refused the statement ({code})", self.hints.get(code, ""))


def codes(text: str) -> frozenset[str]:
    """The set written as words."""
    return frozenset(text.split())


def portions(result: CursorResult[Any], size: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a result in portions of at most `size`, never more of them in memory."""
    while portion := [tuple(row) for row in result.fetchmany(size)]:
        yield portion
