"""Checks of rows beside what the stores know (dirty-data.md §2, layers L4 and L5)."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality.checks.times import exam_day
from quality.frame import absent
from quality.scoped.kinds import scoped

_SIDES = ("左", "右")
_BOTH = re.compile("双|两侧|左右|左、右|左及右|左/右")


@scoped("reissued_key", facts="patient known_patient known_time", needs="time later_days")
def reissued_key(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """KY-05: under a key that is stored comes another patient, with a time before the stored one or more than `later_days` after it.

    The same time with another patient is a correction of the source, not a number given out again.
    """
    other = facts["known_patient"].notna() & (facts["known_patient"] != facts["patient"])
    apart = rows[params["time"]] - pd.to_datetime(facts["known_time"])
    return other & ((apart < -pd.Timedelta(minutes=1)) | (apart > pd.Timedelta(days=params["later_days"])))


@scoped("number_again", facts="patient accession_uses", needs="days")
def number_again(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """KY-02: the accession number stands on an exam read before, of another patient or more than `days` away.

    Of the exams of one batch the later ones are met; whoever is read again knows of all others.
    """
    hit, days = [False] * len(rows), pd.Timedelta(days=params["days"])
    uses: dict[str, list[tuple[Any, Any]]] = {}
    told = zip(rows[column], exam_day(rows), facts["patient"], facts["accession_uses"], strict=True)
    for i, (number, day, patient, others) in enumerate(told):
        if absent(number):
            continue
        here = uses.setdefault(number, list(others or ()))
        hit[i] = any(other != patient or (not absent(at) and not absent(day) and abs(day - at) > days) for other, at in here)
        here.append((patient, day))
    return pd.Series(hit, index=rows.index)


@scoped("shared_number", facts="phone_people", needs="people")
def shared_number(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """PH-04: more people than `people` on one of the row's numbers."""
    return facts["phone_people"].fillna(0) > params["people"]


@scoped("number_of_several", facts="idno_people", needs="people")
def number_of_several(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """ID-09: names of at least `people` people, beyond spelling, on the row's verified number."""
    return facts["idno_people"].fillna(0) >= params["people"]


@scoped("other_sex", facts="sexes_elsewhere")
def other_sex(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """SX-02: another source gives the other sex."""
    pairs = zip(rows[column], facts["sexes_elsewhere"], strict=True)
    return pd.Series([sex in ("1", "2") and bool(set(others or ()) - {sex}) for sex, others in pairs], index=rows.index, dtype=bool)


@scoped("other_side", facts="exam_words")
def other_side(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """RP-04: the exam is of one side, and the text names only the other."""
    pairs = zip(rows[column], facts["exam_words"], strict=True)
    return pd.Series([_contradict(words, text) for text, words in pairs], index=rows.index, dtype=bool)


def _contradict(words: Any, text: Any) -> bool:
    ordered = _sides(words)
    return len(ordered) == 1 and len(found := _sides(text)) == 1 and ordered != found


def _sides(text: Any) -> set[str]:
    if absent(text):
        return set()
    return set(_SIDES) if _BOTH.search(text) else {side for side in _SIDES if side in text}


@scoped("reopened", facts="known_status", needs="verified open")
def reopened(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """LC-05: stored with one of the statuses `verified`, and read with one of `open`."""
    return facts["known_status"].isin(list(params["verified"])) & rows[column].isin(list(params["open"]))


@scoped("revived", facts="was_deleted")
def revived(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """LC-07: the source had deleted the row, and gives it again."""
    return facts["was_deleted"].fillna(False).astype(bool)


@scoped("clock_offset", facts="order_time_elsewhere", needs="hours minutes")
def clock_offset(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """DT-07: exactly `hours` (± `minutes`) from what another source says of the same order: a zone, not a mistake of typing."""
    apart = (rows[column] - pd.to_datetime(facts["order_time_elsewhere"])).abs()
    return (apart - pd.Timedelta(hours=params["hours"])).abs() <= pd.Timedelta(minutes=params["minutes"])


@scoped("unconfirmed", facts="confirmed")
def unconfirmed(rows: pd.DataFrame, column: str, params: Mapping[str, Any], facts: pd.DataFrame) -> pd.Series:
    """CD-04: the source has a dictionary, and the value is not in it, or nobody has confirmed it yet."""
    return facts["confirmed"].eq(False) & rows[column].notna()
