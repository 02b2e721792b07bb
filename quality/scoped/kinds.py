"""What a scoped check is, the facts it may ask for, and the table of all kinds.

The line hands in the rows of a batch that passed the row rules, and beside them one column a fact, looked up by the rows' own keys and
tokens: never a scan of a store, and never an identifier that is not the row's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

FACTS: Mapping[str, str] = {
    "patient": "token of the row's patient number at its source",
    "known_patient": "that token as stored under the same natural key; null when the key is new",
    "known_time": "time stored under the same natural key: registration of an exam, order, report",
    "accession_uses": "[(patient token, time)] of other exams of the source that carry the row's accession number",
    "phone_people": "most different names on one of the row's telephone numbers, in identity and the batch together",
    "idno_people": "different names, beyond spelling, on the row's verified number, in identity and the batch together",
    "sexes_elsewhere": "sexes other sources give under the same patient or identity number and the same name",
    "exam_words": "item and body part of the exam a report belongs to",
    "known_status": "report status as stored before",
    "was_deleted": "the stored row is a tombstone of its source",
    "order_time_elsewhere": "when another source says that the same order was placed",
    "confirmed": "whether the value is in the source's dictionary and confirmed; null where the source has none",
}
Check = Callable[[pd.DataFrame, str, Mapping[str, Any], pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class ScopedKind:
    """A kind of check as rules may use it. `facts`: what it must be told. `check` is None where it is made once a run (shares)."""

    name: str
    check: Check | None
    needs: frozenset[str]
    may: frozenset[str]
    facts: frozenset[str]


SCOPED: dict[str, ScopedKind] = {}


def scoped(name: str, facts: str, needs: str = "", may: str = "") -> Callable[[Check], Check]:
    """Register a check under the name rules use. It answers with a boolean column: the rows it met."""

    def register(check: Check) -> Check:
        _add(ScopedKind(name, check, frozenset(needs.split()), frozenset(may.split()), frozenset(facts.split())))
        return check

    return register


def _add(kind: ScopedKind) -> None:
    if kind.name in SCOPED:
        raise ValueError(f"scoped check {kind.name} is defined twice")
    if unknown := kind.facts - FACTS.keys():
        raise ValueError(f"scoped check {kind.name} asks for unknown facts {', '.join(sorted(unknown))}")
    SCOPED[kind.name] = kind


_add(ScopedKind("share_moved", None, frozenset({"points", "rows"}), frozenset(), frozenset()))
