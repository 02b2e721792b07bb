"""Checks of one column that know no subject: missing, marked, pattern, set, length, range."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.decode import mark
from quality.frame import contains, per_value, truth


@kind("missing")
def missing(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """Null, and no other rule said why (`unless` names marks that are told by their own rule)."""
    told = frame[mark(column)].isin(list(params.get("unless", ())))
    return Hit(frame[column].isna() & ~told)


@kind("marked")
def marked(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """Reading the column left this mark (quality/convert.py). `set`: a value put in its place."""
    hit = (frame[mark(column)] == params["is"]).fillna(False).astype(bool)
    new = pd.Series(params["set"], index=frame.index, dtype="str") if "set" in params else None
    return Hit(hit, new)


@kind("pattern")
def pattern(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """The value contains this pattern."""
    return Hit(contains(frame[column], params["regex"]))


@kind("one_of")
def one_of(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """The value, upper case, is one of these."""
    values = {str(v).upper() for v in params["values"]}
    return Hit(truth(frame[column], lambda v: v.upper() in values))


@kind("longer_than")
def longer_than(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """More characters than this; corrected by cutting on a character."""
    limit = int(params["characters"])
    return Hit(truth(frame[column], lambda v: len(v) > limit), per_value(frame[column], lambda v: v[:limit]))


@kind("outside")
def outside(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """A number below `low` or above `high`."""
    values = frame[column]
    return Hit(((values < params["low"]) | (values > params["high"])).fillna(False).astype(bool))


@kind("is_set")
def is_set(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """A flag is true."""
    return Hit(frame[column].fillna(False).astype(bool))
