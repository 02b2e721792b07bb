"""Small tools on columns that every check uses. Text columns hold str or None, in pandas' own string type."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

_RUNS = re.compile(r"(\d+)|([A-Za-z]+)|([\u3400-\u9fff]+)|(\s+)|(.)", re.DOTALL)


def values_of(column: pd.Series) -> list[Any]:
    """The different values of a column, without null."""
    return np.asarray(column.dropna().unique(), dtype=object).tolist()


def per_value(column: pd.Series, function: Callable[[str], Any]) -> pd.Series:
    """`function` of each value, called once for each different one; null stays null."""
    return column.map({value: function(value) for value in values_of(column)})


def changed(column: pd.Series, mask: pd.Series, function: Callable[[str], Any]) -> pd.Series:
    """`function` of the values where `mask`; null elsewhere."""
    return per_value(column[mask], function).astype("str").reindex(column.index)


def truth(column: pd.Series, function: Callable[[str], bool]) -> pd.Series:
    """A boolean column; null is False."""
    hits = [value for value in values_of(column) if function(value)]
    return column.isin(hits) if hits else pd.Series(False, index=column.index)


def contains(column: pd.Series, pattern: str) -> pd.Series:
    compiled = re.compile(pattern)
    return truth(column, lambda value: compiled.search(value) is not None)


def nothing(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(False, index=frame.index)


def no_text(index: pd.Index) -> pd.Series:
    """A text column of nulls."""
    return pd.Series(None, index=index, dtype="str")


def text_column(values: Any, index: pd.Index) -> pd.Series:
    return pd.Series(values, index=index, dtype="str")


def absent(value: Any) -> bool:
    """Whether a cell is null, in any of the spellings pandas has for it."""
    return value is None or value is pd.NaT or value is pd.NA or value != value


def shape(value: Any) -> str:
    """What a value looks like without saying it: D18, C3, D17L1, empty."""
    if absent(value):
        return "empty"
    if isinstance(value, bytes):
        return f"B{len(value)}"
    if isinstance(value, pd.Timestamp):
        return "time"
    text = str(value)
    if len(text) > 40:
        return f"len={len(text)}"
    marks = ("D", "L", "C", "_", "S")
    return "".join(f"{marks[(m.lastindex or 5) - 1]}{len(m.group())}" for m in _RUNS.finditer(text)) or "empty"
