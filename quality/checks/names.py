"""Checks of names (dirty-data.md §2.3). The name keeps its spelling; its normal form (warehouse/identity/normal.py) is what is compared."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.frame import changed, truth
from warehouse.identity.normal import is_han, name_suffix, normal_name

_DOT_FORMS = re.compile("[•・･．.‧∙●]")
_BLANK = re.compile("[\\s\u3000\u200b-\u200f\ufeff]")
_LATIN_WORDS = re.compile(r"[A-Za-z][A-Za-z'. ,^-]* [A-Za-z'. ,^-]+")


def _is_chinese(value: str) -> bool:
    return any(is_han(c) for c in value)


@kind("name_is", needs="values", may="regex")
def name_is(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-05: the normal form, whole, is one of these words or matches the pattern."""
    values = {normal_name(str(v)) for v in params["values"]}
    form = re.compile(params.get("regex", "(?!)"))
    return Hit(truth(frame[column], lambda v: normal_name(v) in values or _bare(v) in values or form.fullmatch(_bare(v)) is not None))


def _bare(value: str) -> str:
    """The text without blanks, upper case: the normal form drops digits that mean something here (床号12)."""
    return _BLANK.sub("", value).upper()


@kind("name_dot")
def name_dot(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-01: a middle dot in another form than U+00B7 between Chinese characters."""
    return Hit(truth(frame[column], lambda v: _is_chinese(v) and _DOT_FORMS.search(v) is not None))


@kind("name_blank")
def name_blank(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-02: blanks or zero-width characters in a Chinese name."""
    return Hit(truth(frame[column], lambda v: _is_chinese(v) and _BLANK.search(v) is not None))


@kind("name_suffix")
def suffixed(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-03: a remark in brackets, or digits behind a Chinese name."""
    return Hit(truth(frame[column], lambda v: name_suffix(v) != "" or (is_han(v[0]) and v[-1].isdigit())))


@kind("name_star")
def name_star(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-07: a leading star marks a VIP; it leaves the name and sets the flag."""
    hit = truth(frame[column], lambda v: v.startswith("*"))
    return Hit(hit, changed(frame[column], hit, lambda v: v.lstrip("* ")), {"vip": pd.Series("1", index=frame.index, dtype="str")})


@kind("name_foreign")
def name_foreign(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-08: a name of Latin letters in several words."""
    return Hit(truth(frame[column], lambda v: _LATIN_WORDS.fullmatch(v) is not None))


@kind("name_length", needs="low high")
def name_length(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-09: too short or too long to be whole, remarks aside."""
    low, high = int(params["low"]), int(params["high"])
    return Hit(truth(frame[column], lambda v: not low <= len(normal_name(v)) <= high))
