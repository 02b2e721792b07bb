"""Checks of times, ages and the time chain (dirty-data.md §2.5, quality.md §3)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality import timechain
from quality.checks.kinds import Context, Hit, kind
from quality.convert import age_in_years, whole_years
from quality.frame import nothing, per_value


@kind("after_read", needs="seconds", may="until")
def after_read(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-03: later than the read by more than `seconds` and, if given, by no more than `until`."""
    ahead = frame[column] - pd.Timestamp(context.read_at)
    hit = ahead > pd.Timedelta(seconds=params["seconds"])
    if "until" in params:
        hit &= ahead <= pd.Timedelta(seconds=params["until"])
    return Hit(hit)


@kind("too_early", needs="before", may="days_before_birth days_before")
def too_early(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-04: before the day `before`; before the birth; or more days before another time than `days_before` allows ({column: days})."""
    values = frame[column]
    hit = values < pd.Timestamp(params["before"])
    for bound, days in params.get("days_before", {}).items():
        if bound in frame and bound != column:
            hit |= values < frame[bound] - pd.Timedelta(days=days)
    if "days_before_birth" in params and "birth_date" in frame:
        born = context.once("born", frame, lambda f: pd.to_datetime(f["birth_date"], format="%Y-%m-%d", errors="coerce"))
        hit |= values < born - pd.Timedelta(days=params["days_before_birth"])
    return Hit(hit)


@kind("inverted_chain")
def inverted_chain(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-05 on the column of the later node of a pair."""
    pairs = context.once("chain", frame, timechain.inversions)
    hit = nothing(frame)
    for pair in pairs.columns:
        if timechain.NODES[pair.split("<")[0]] == column:
            hit |= pairs[pair]
    return Hit(hit)


@kind("rounded_chain")
def rounded_chain(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-08 on the column of the later node of a pair."""
    pairs = context.once("roundings", frame, timechain.roundings)
    hit = nothing(frame)
    for pair in pairs.columns:
        if timechain.NODES[pair.split("<")[0]] == column:
            hit |= pairs[pair]
    return Hit(hit)


@kind("long_after", needs="column hours")
def long_after(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """LC-04: more than `hours` after the other column."""
    return Hit(frame[column] - frame[params["column"]] > pd.Timedelta(hours=params["hours"]))


@kind("before_column", needs="column")
def before_column(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-05 between two times of a row: more than a minute before the other column."""
    return Hit(frame[params["column"]] - frame[column] > timechain.TOLERANCE)


SEEN = ("exam_begin_time", "register_time", "receive_time", "send_time", "order_time", "report_time", "verify_time")


def exam_day(frame: pd.DataFrame) -> pd.Series:
    """When the patient (or the specimen) came, as near as the row tells; null when it tells no time."""
    day = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ms]")
    for name in SEEN:
        if name in frame:
            day = day.fillna(frame[name])
    return day


def years_at_exam(frame: pd.DataFrame) -> pd.Series:
    """Completed years by the birth date, Int64; null without one or without any time."""
    cached: dict[tuple[str, Any], int] = {}

    def years(birth: str, at: pd.Timestamp) -> int:
        key = (birth, at.date())
        if key not in cached:
            cached[key] = whole_years(*key)
        return cached[key]

    pairs = zip(frame["birth_date"], exam_day(frame), strict=True)
    return pd.Series([years(b, d) if isinstance(b, str) and d is not pd.NaT else None for b, d in pairs], index=frame.index, dtype="Int64")


def years_by_text(frame: pd.DataFrame) -> pd.Series:
    """Years by the age text, Float64; months and days are parts of a year."""
    return per_value(frame["age_text"], age_in_years).astype("Float64")


@kind("age_against_birth", needs="years")
def age_against_birth(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """AG-01: age text and birth date differ by more than `years`; the birth date wins."""
    by_text = years_by_text(frame)
    apart = (by_text - years_at_exam(frame).astype("Float64")).abs()
    return Hit(apart >= params["years"] + 1)  # both are whole years cut off: one more is no difference


@kind("age_outside", needs="low high")
def age_outside(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DM-01 on age_text."""
    years = years_by_text(frame)
    return Hit((years < params["low"]) | (years > params["high"]))


@kind("birth_outside", needs="years")
def birth_outside(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DM-01 on birth_date: in the future, or more than `years` ago."""
    today = context.read_at.date()
    latest, earliest = today.isoformat(), today.year - int(params["years"])
    table = {v: v > latest or int(v[:4]) < earliest for v in frame[column].dropna().unique()}
    return Hit(frame[column].map(table).fillna(False))
