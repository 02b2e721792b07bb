"""Checks of one column that know no subject: missing, marked, pattern, set, length, range."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.decode import mark
from quality.feeds import column as declared_column
from quality.frame import contains, nothing


def constant(frame: pd.DataFrame, params: Mapping[str, Any]) -> pd.Series | None:
    """The value `set` names, for every row; None when it names none."""
    return pd.Series(params["set"], index=frame.index, dtype="str") if "set" in params else None


@kind("missing", may="unless set declared", nulls=True)
def missing(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """Null, and no other rule said why (`unless` names marks that are told by their own rule).

    `declared`: only where the source gives the column at all. `set`: what is put there.
    """
    if params.get("declared") and column not in context.declared:
        return Hit(nothing(frame))
    told = frame[mark(column)].isin(list(params.get("unless", ())))
    return Hit(frame[column].isna() & ~told, constant(frame, params))


@kind("marked", needs="is", may="set", marks=True)
def marked(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """Reading the column left this mark (quality/decode.py, quality/convert.py). `set`: a value put in its place."""
    return Hit(frame[mark(column)] == params["is"], constant(frame, params))


@kind("pattern", needs="regex", may="set replace")
def pattern(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """The value contains this pattern. `set`: the new value; `replace`: what takes the pattern's place."""
    new = constant(frame, params)
    if "replace" in params:
        new = frame[column].str.replace(params["regex"], params["replace"], regex=True)
    return Hit(contains(frame[column], params["regex"]), new)


@kind("one_of", needs="values", may="set")
def one_of(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """The value is one of these."""
    return Hit(frame[column].isin(list(params["values"])), constant(frame, params))


@kind("longer_than", needs="characters")
def longer_than(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """More characters than this; corrected by cutting on a character.

    `declared`: the column's own length, if it has one; `accepted`: the longest text the installation takes at all.
    """
    limit = limit_of(context, column, params)
    if limit is None:
        return Hit(nothing(frame))
    return Hit(frame[column].str.len() > limit, frame[column].str.slice(0, limit))


def limit_of(context: Context, column: str, params: Mapping[str, Any]) -> int | None:
    """The length meant: a number, what quality/feeds.py declares, or what the installation accepts."""
    given = params["characters"]
    if given == "accepted":
        return context.reading.text_max_chars
    return declared_column(context.reading.feed, column).length if given == "declared" else int(given)


@kind("outside", needs="low high")
def outside(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """A number below `low` or above `high`."""
    values = frame[column]
    return Hit((values < params["low"]) | (values > params["high"]))


@kind("is_set")
def is_set(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """A flag is true."""
    return Hit(frame[column])


@kind("filled")
def filled(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """There is a value at all: for feeds whose every row is news (a log of deletions)."""
    return Hit(frame[column].notna())
