"""Checks across the rows of a batch, and of what a row says of itself."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.decode import mark
from quality.feeds import COLUMNS
from quality.frame import nothing

# The modality of a category whose source names none (codes/exam_category → codes/modality); the longest fitting prefix counts.
MODALITIES = {
    "RAD.CT": "CT", "RAD.DR": "DX", "RAD.CR": "CR", "RAD.MR": "MR", "RAD.DSA": "XA", "RAD.MG": "MG", "RAD.RF": "RF",
    "RAD.DENT": "PX", "RAD.BMD": "BMD", "US": "US", "ES": "ES", "PATH": "GM", "NM.PET": "PT", "NM": "NM", "ECG": "ECG", "EEG.EMG": "EMG",
    "EEG": "EEG",
}  # fmt: skip


def modality_of(category: str) -> str | None:
    """None when the category does not tell (RAD alone)."""
    return MODALITIES.get(category) or MODALITIES.get(category.partition(".")[0])


@kind("no_modality", nulls=True)
def no_modality(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """CD-03: null or OT although the source has such a column and the category tells which it must be."""
    if column not in context.declared:
        return Hit(nothing(frame))
    by_category = frame["exam_category"].map(modality_of, na_action="ignore")
    empty = frame[column].isna() & (frame[mark(column)] != "unmapped").fillna(True)
    return Hit((empty | (frame[column] == "OT")) & by_category.notna(), by_category)


@kind("skip_code", nulls=True)
def skip_code(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """The source's value says that this is no exam (declared by the source)."""
    return Hit(frame[column].isin(list(context.reading.skip_codes.get(column, ()))))


@kind("same_row")
def same_row(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """KY-03: the whole row stands in the batch before."""
    return Hit(_copies(frame, context) & frame[column].notna())


@kind("older_row")
def older_row(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """KY-04: another row of the batch has the same key and other content; the one read last wins."""
    rest = frame.loc[~_copies(frame, context), column].dropna()
    later = rest.duplicated(keep="last")
    hit = nothing(frame)
    hit[later[later].index] = True
    return Hit(hit)


def _copies(frame: pd.DataFrame, context: Context) -> pd.Series:
    """Rows that repeat an earlier one wholly. Only rows that share their key can, so only those are compared."""
    names = [c.name for c in COLUMNS[context.reading.feed]]

    def find(whole: pd.DataFrame) -> pd.Series:
        again = whole["key"].notna() & whole["key"].duplicated(keep=False)
        hit = pd.Series(False, index=whole.index)
        hit[again] = whole.loc[again, names].duplicated(keep="first")
        return hit

    return context.once("copies", frame, find)
