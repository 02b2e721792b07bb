"""The identifying part of a row: what identity seals, what free text must not repeat."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipelines.columns import values_of
from warehouse.identity.records import PatientRecord
from warehouse.privacy.text import Own, clean

_TEXT = ("patient_key", "his_pid", "name", "pinyin", "sex", "birth_date", "id_number", "id_type", "card_no", "address", "visit_no")
_FLAGS = {"id_verified": "_id_verified", "name_verified": "_name_verified", "newborn": "_newborn", "vip": "vip"}
_NUMBERS = ("id_number", "card_no", "his_pid", "patient_key", "visit_no", "accession_no", "case_no", "order_no")
ROW_PATIENT = "@"  # before the key of a row whose source has no patient number: a patient of this row alone
MIN_CHARS = 2
_NEWBORN = re.compile("之[大小长次幼双一二三]?[子女婴孩].*$")


def records_of(frame: pd.DataFrame, keys: Sequence[str]) -> list[PatientRecord]:
    """One record a row, in order. `keys`: the rows' natural keys."""
    text = {name: values_of(frame[name]) for name in _TEXT}
    flags: dict[str, list[Any]] = {name: values_of(frame[column]) for name, column in _FLAGS.items()}
    phones = values_of(frame["phone"])
    records: list[PatientRecord] = []
    for i, key in enumerate(keys):
        known: dict[str, Any] = {name: values[i] for name, values in text.items()}
        known["patient_key"] = known["patient_key"] or f"{ROW_PATIENT}{key}"
        known |= {name: bool(values[i]) for name, values in flags.items()}
        numbers = tuple(p for p in (phones[i] or "").split(",") if p)
        records.append(PatientRecord(**known, phones=numbers))
    return records


class Cleaner:
    """Takes a row's own identifiers, and what looks like anyone's, out of its free text."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._rows = len(frame)
        self._names = [self._column(frame, c) for c in ("name", "_name_normal")]
        self._pinyin = self._column(frame, "pinyin")
        self._numbers = [self._column(frame, c) for c in _NUMBERS]
        self._phones = self._column(frame, "phone")
        self._addresses, self._births = self._column(frame, "address"), self._column(frame, "birth_date")
        self._own: dict[int, Own] = {}

    def _column(self, frame: pd.DataFrame, name: str) -> list[str | None]:
        return values_of(frame[name]) if name in frame else [None] * self._rows

    def own(self, i: int) -> Own:
        """What the row at position i of the frame calls its patient; of a newborn also the parent's name."""
        if i not in self._own:
            names = dict.fromkeys(column[i] for column in self._names if column[i])
            names |= dict.fromkeys(parent for name in list(names) if name and (parent := _NEWBORN.sub("", name)))
            numbers = dict.fromkeys(str(column[i]) for column in self._numbers if column[i])
            phones = [p for p in (self._phones[i] or "").split(",") if p]
            self._own[i] = Own(
                names=tuple(n for n in names if n),
                pinyin=tuple(p for p in (self._pinyin[i],) if p),
                numbers=(*numbers, *phones),
                births=tuple(b for b in (self._births[i],) if b),
                addresses=tuple(a for a in (self._addresses[i],) if a),
            )
        return self._own[i]

    def text(self, column: pd.Series) -> list[str | None]:
        """Report text and diagnoses: cleaned whole."""
        return [None if value is None else clean(value, self.own(i)) for i, value in enumerate(values_of(column))]

    def label(self, column: pd.Series) -> list[str | None]:
        """Short texts such as a body part or a room: cleaned only where they repeat one of the row's own identifiers."""
        return [None if value is None else self._label(value, i) for i, value in enumerate(values_of(column))]

    def _label(self, value: str, i: int) -> str:
        own = self.own(i)
        mine = (*own.names, *own.pinyin, *own.numbers, *own.addresses)
        return clean(value, own) if any(len(m) >= MIN_CHARS and m in value for m in mine) else value
