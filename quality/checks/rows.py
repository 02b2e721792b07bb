"""Checks across the columns of a row, and across the rows of a batch."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality import timechain
from quality.checks.kinds import Context, Hit, kind
from quality.convert import age_in_years, whole_years
from quality.feeds import COLUMNS
from quality.frame import contains, nothing, per_value

FUTURE = pd.Timedelta(minutes=5)
FAR_FUTURE = pd.Timedelta(days=1)
EARLIEST = pd.Timestamp("1990-01-01")
BEFORE_ORDER = pd.Timedelta(days=30)
FEMALE_ORGANS = re.compile("子宫|卵巢|产科|胎儿|附件区|宫颈|阴道")
MALE_ORGANS = re.compile("前列腺|睾丸|精囊|附睾")
_LEFT, _RIGHT = re.compile("左"), re.compile("右")


@kind("future")
def future(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-03: later than the read by more than five minutes; with `far`, by more than a day."""
    limit = pd.Timestamp(context.read_at) + FUTURE
    far = pd.Timestamp(context.read_at) + FAR_FUTURE
    values = frame[column]
    hit = values > far if params.get("far") else (values > limit) & (values <= far)
    return Hit(hit.fillna(False).astype(bool))


@kind("too_early")
def too_early(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-04: before 1990, or more than 30 days before its order, upload or registration: a clock that was reset."""
    values = frame[column]
    hit = values < EARLIEST
    for bound in ("order_time", "upload_time", "register_time"):
        if bound in frame and bound != column:
            hit |= values < frame[bound] - BEFORE_ORDER
    return Hit(hit.fillna(False).astype(bool))


@kind("inverted_chain")
def inverted_chain(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-05 on the column of the later node."""
    pairs = timechain.inversions(frame)
    hit = nothing(frame)
    for pair in pairs.columns:
        if timechain.NODES[pair.split("<")[0]] == column:
            hit |= pairs[pair]
    return Hit(hit)


@kind("inverted_pair")
def inverted_pair(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DT-05 between two columns of a report: `column` more than a minute before `after`."""
    return Hit((frame[params["after"]] - frame[column] > timechain.TOLERANCE).fillna(False).astype(bool))


@kind("age_against_birth")
def age_against_birth(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """AG-01: age text and birth date differ by more than a year; the birth date wins."""
    said = per_value(frame[column], age_in_years)
    day = _exam_day(frame, context)
    born = frame["birth_date"]
    pairs = zip(born, day, strict=True)
    computed = pd.Series([whole_years(b, d.date()) if isinstance(b, str) else None for b, d in pairs], index=frame.index, dtype="Float64")
    apart = (said.astype("Float64") - computed).abs()
    return Hit((apart > 1.999).fillna(False).astype(bool))


def _exam_day(frame: pd.DataFrame, context: Context) -> pd.Series:
    day = frame["register_time"] if "register_time" in frame else pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ms]")
    for name in ("exam_begin_time", "order_time"):
        if name in frame:
            day = day.fillna(frame[name])
    return day.fillna(pd.Timestamp(context.read_at))


@kind("birth_range")
def birth_range(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """DM-01: a birth in the future or more than 130 years ago."""
    year = per_value(frame[column], lambda v: int(v[:4]))
    after = per_value(frame[column], lambda v: v > context.read_at.date().isoformat())
    hit = (year < context.read_at.year - 130) | (after == True)  # noqa: E712  (null is not true)
    return Hit(hit.fillna(False).astype(bool))


@kind("sex_organ")
def sex_organ(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """RP-03: an organ the other sex has, in the exam item or body part."""
    words = frame[column].fillna("").astype("str")
    hit = ((frame["sex"] == "1") & contains(words, FEMALE_ORGANS.pattern)) | ((frame["sex"] == "2") & contains(words, MALE_ORGANS.pattern))
    return Hit(hit.fillna(False).astype(bool))


@kind("status_without")
def status_without(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """A status in `values` while all of `empty` are null. `set` gives the status it should be."""
    hit = frame[column].isin(list(params["values"]))
    for name in params["empty"]:
        hit &= frame[name].isna()
    new = pd.Series(params["set"], index=frame.index, dtype="str") if "set" in params else None
    return Hit(hit.fillna(False).astype(bool), new)


@kind("fill_when")
def fill_when(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """The column is null while `when` has one of `values`; `set` is put there."""
    hit = frame[column].isna() & frame[params["when"]].isin(list(params["values"]))
    return Hit(hit.fillna(False).astype(bool), pd.Series(params["set"], index=frame.index, dtype="str"))


@kind("skip_code")
def skip_code(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """The source's value says that this is no exam (declared by the source)."""
    return Hit(frame[f"_source_{column}"].isin(list(context.reading.skip_codes.get(column, ()))))


@kind("same_row")
def same_row(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """KY-03: the whole row stands in the batch before."""
    names = [c.name for c in COLUMNS[context.reading.feed]]
    return Hit(frame.duplicated(subset=names, keep="first") & frame[column].notna())


@kind("older_row")
def older_row(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """KY-04: another row of the batch has the same key and other content; the one read last wins."""
    names = [c.name for c in COLUMNS[context.reading.feed]]
    whole = frame.duplicated(subset=names, keep="first")
    later = frame[~whole].duplicated(subset=[column], keep="last")
    hit = nothing(frame)
    hit[later[later].index] = True
    return Hit(hit & frame[column].notna())
