"""What a check is, and the table of all kinds. A check looks at one column (and may look at others) and changes nothing itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import pandas as pd

from quality.reading import Reading

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """What a check may know besides the rows. `read_at`: wall time of Asia/Shanghai when the batch was read, without zone.

    `declared`: columns the source gives at all; what it does not give is null without meaning anything.
    """

    reading: Reading
    read_at: datetime
    declared: frozenset[str]
    _memo: dict[str, tuple[pd.DataFrame, Any]] = field(default_factory=dict)

    def once(self, name: str, frame: pd.DataFrame, make: Callable[[pd.DataFrame], T]) -> T:
        """`make(frame)`, computed once for a frame however many columns ask."""
        known = self._memo.get(name)
        if known is None or known[0] is not frame:
            known = (frame, make(frame))
            self._memo[name] = known
        return known[1]


@dataclass(frozen=True)
class Hit:
    """Rows a rule met, their new values (used where `mask`), and values it sets in other columns."""

    mask: pd.Series
    new: pd.Series | None = None
    other: Mapping[str, pd.Series] = field(default_factory=dict)


Check = Callable[[pd.DataFrame, str, Mapping[str, Any], Context], Hit]


@dataclass(frozen=True)
class Kind:
    """A kind of check as rules may use it.

    `nulls`: it has something to say of a column without any value. `marks`: it looks at the marks reading left, not at the values.
    """

    name: str
    check: Check
    needs: frozenset[str]
    may: frozenset[str]
    nulls: bool
    marks: bool


KINDS: dict[str, Kind] = {}
# Parameters of every kind: the rule speaks only of rows where each named column holds one of the values, is null, or is not.
CONDITIONS = frozenset({"when", "when_null", "when_filled"})


def kind(name: str, needs: str = "", may: str = "", nulls: bool = False, marks: bool = False) -> Callable[[Check], Check]:
    """Register a check under the name rules use, with the parameters it needs and those it may have."""

    def register(check: Check) -> Check:
        if name in KINDS:
            raise ValueError(f"check kind {name} is defined twice")
        KINDS[name] = Kind(name, check, frozenset(needs.split()), frozenset(may.split()), nulls, marks)
        return check

    return register


def condition(frame: pd.DataFrame, params: Mapping[str, Any]) -> pd.Series | None:
    """Rows a rule speaks of; None when of all."""
    wanted: pd.Series | None = None
    for column, values in params.get("when", {}).items():
        here = frame[column].isin(list(values))
        wanted = here if wanted is None else wanted & here
    for column in params.get("when_null", ()):
        here = frame[column].isna()
        wanted = here if wanted is None else wanted & here
    for column in params.get("when_filled", ()):
        here = frame[column].notna()
        wanted = here if wanted is None else wanted & here
    return wanted


def look(kind_name: str, frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """Run a check, its conditions included. The mask is boolean, never null."""
    found = KINDS[kind_name].check(frame, column, params, context)
    mask = found.mask.fillna(False).astype(bool)
    wanted = condition(frame, params)
    return Hit(mask if wanted is None else mask & wanted, found.new, found.other)
