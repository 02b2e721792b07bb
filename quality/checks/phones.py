"""Checks of telephone numbers (dirty-data.md §2.2). What passes becomes its normal form: numbers joined by ',', mobiles first."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.frame import changed, truth
from warehouse.identity.normal import KEPT, normal_phone

numbers_of = lru_cache(KEPT)(normal_phone)


def joined(value: str) -> str | None:
    """The normal form of a field that may hold several numbers; None when it holds none."""
    return ",".join(numbers_of(value)) or None


def _is_placeholder(value: str, placeholders: frozenset[str]) -> bool:
    return re.sub(r"[\s-]", "", value) in placeholders or (len(value) >= 5 and len(set(value)) == 1)


def _rest(value: str, placeholders: frozenset[str]) -> str | None:
    return ",".join(n for n in numbers_of(value) if not _is_placeholder(n, placeholders)) or None


@kind("phone_placeholder", needs="values")
def phone_placeholder(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """PH-03: the field is such a number, or one of its numbers is; the others stay."""
    placeholders = frozenset(str(v) for v in params["values"])

    def met(value: str) -> bool:
        return _is_placeholder(value, placeholders) or any(_is_placeholder(n, placeholders) for n in numbers_of(value))

    hit = truth(frame[column], met)
    return Hit(hit, changed(frame[column], hit, lambda v: _rest(v, placeholders)))


@kind("phone_several")
def phone_several(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """PH-02: several numbers in one field."""
    hit = truth(frame[column], lambda v: len(numbers_of(v)) > 1)
    return Hit(hit, changed(frame[column], hit, joined))


@kind("phone_form")
def phone_form(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """PH-01: no telephone's form."""
    return Hit(truth(frame[column], lambda v: not numbers_of(v)))
