"""Checks of identity numbers and of what follows from them (dirty-data.md §2.1, GB 11643-1999)."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.frame import per_value, truth
from warehouse.identity.normal import KEPT, id_check_ok, normal_id, normal_name, widen_id15

RESIDENT = re.compile(r"\d{17}[\dX]")
RESIDENT15 = re.compile(r"\d{15}")
SHAPES = (  # document type by the shape of its number; the shapes exclude each other (codes/id_type)
    ("X01", re.compile(r"8[123]0{4}\d{11}[\dX]")),
    ("03", re.compile(r"(?![HM]\d{8}$)[A-Z]{1,2}\d{6,8}")),
    ("04", re.compile(r"[\u4e00-\u9fa5]{1,3}字第?[0-9A-Za-z]{4,10}号?")),
    ("06", re.compile(r"[HM]\d{8}(\d{2})?")),
    ("111", re.compile(r"[A-Z]\d{9}")),
    ("X02", re.compile(r"[A-Z]{3}\d{12}")),
)
RESIDENT_TYPE = "01"
OLDEST = date(1850, 1, 1)
NEWBORN = re.compile(r".之(大|小|长|次|双|幼)?[子女]$|^.+新生儿$")


def is_resident(value: str) -> bool:
    return RESIDENT.fullmatch(value) is not None


def is_masked(value: str) -> bool:
    return value.count("*") >= 3


@lru_cache(KEPT)
def shape_type(value: str) -> str | None:
    """The document type whose numbers look like this; None where none does."""
    for code, form in SHAPES:
        if form.fullmatch(value):
            return code
    return RESIDENT_TYPE if is_resident(value) or RESIDENT15.fullmatch(value) else None


@lru_cache(KEPT)
def birth_of(number: str) -> date | None:
    """The birth date in a resident number of 15 or 18 characters; None when it is no date."""
    text = number[6:14] if is_resident(number) else f"19{number[6:12]}" if RESIDENT15.fullmatch(number) else ""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def newborns(frame: pd.DataFrame) -> pd.Series:
    """Whether the name is that of a child not named yet: 张三之子."""
    return truth(frame["name"], lambda v: NEWBORN.search(normal_name(v)) is not None)


def placeholders(values: list[str]) -> frozenset[str]:
    return frozenset(v.upper() for v in values)


@kind("id_form")
def id_form(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-08: a spelling that differs from the normal form. What consists of nothing but such signs ('-') is a placeholder."""
    normal = per_value(frame[column], lambda v: normal_id(v) or v)
    return Hit((normal != frame[column]) & frame[column].notna(), normal)


@kind("id_placeholder", needs="values")
def id_placeholder(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-05: a word, one digit all through, or a number made of zeros."""
    words = placeholders(params["values"])

    def stands_for_none(value: str) -> bool:
        return value.upper() in words or (len(value) >= 6 and len(set(value)) == 1) or re.search(r"0{10}$|190001010{4}$", value) is not None

    return Hit(truth(frame[column], stands_for_none))


@kind("id_masked")
def id_masked(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-10."""
    return Hit(truth(frame[column], is_masked))


@kind("id_shape")
def id_shape(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-07 on id_type: the number has the shape of another document than the one given. Nothing given is no mistake."""
    by_shape = per_value(frame["id_number"], shape_type)
    return Hit(by_shape.notna() & frame[column].notna() & (by_shape != frame[column]), by_shape)


@kind("id_fifteen")
def id_fifteen(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-06: a resident number of 15 digits whose birth part is a date. One digit all through is a placeholder (ID-05)."""

    def widened(value: str) -> str | None:
        number = normal_id(value)
        return widen_id15(number) if RESIDENT15.fullmatch(number) and len(set(number)) > 1 and birth_of(widen_id15(number)) else None

    wide = per_value(frame[column], widened)
    return Hit(wide.notna(), wide)


@kind("id_length")
def id_length(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-01: said to be a resident number (or said nothing of), and neither that nor the shape of another document."""
    resident = frame["id_type"].isna() | (frame["id_type"] == RESIDENT_TYPE)
    return Hit(truth(frame[column], lambda v: shape_type(v) is None) & resident)


@kind("id_checksum")
def id_checksum(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-02."""
    return Hit(truth(frame[column], lambda v: is_resident(v) and not id_check_ok(v)))


@kind("id_birth")
def id_birth(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-03: the birth part is no date, too old, or after today."""
    today = context.read_at.date()

    def wrong(value: str) -> bool:
        if not is_resident(value) and not RESIDENT15.fullmatch(value):
            return False
        born = birth_of(value)
        return born is None or not OLDEST <= born <= today

    return Hit(truth(frame[column], wrong))


def may_link(value: str, today: date) -> bool:
    """Check character and birth part are right, or the number has the shape of a passport or the like."""
    if is_resident(value):
        born = birth_of(value)
        return id_check_ok(value) and born is not None and OLDEST <= born <= today
    return shape_type(value) not in (None, RESIDENT_TYPE)


def verified_numbers(frame: pd.DataFrame, context: Context) -> pd.Series:
    """Rows with a number that may link."""
    today = context.read_at.date()
    return context.once("verified", frame, lambda f: truth(f["id_number"], lambda v: may_link(v, today)))


def _speaking(frame: pd.DataFrame, context: Context) -> pd.Series:
    """Rows whose number tells sex and birth: a verified resident number, and the patient's own (not the mother's, NM-06)."""
    mothers = context.once("mothers", frame, _mothers)
    return verified_numbers(frame, context) & truth(frame["id_number"], is_resident) & ~mothers


@kind("sex_against_number")
def sex_against_number(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-04: the 17th digit of a verified number says another sex; the number wins."""
    by_number = per_value(frame["id_number"], lambda v: ("1" if int(v[16]) % 2 else "2") if is_resident(v) else None)
    given = frame[column].isin(["1", "2"])
    return Hit(_speaking(frame, context) & given & (by_number != frame[column]), by_number)


@kind("birth_against_number")
def birth_against_number(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-11: the birth date of a verified number differs from the column; the number wins. A year alone that agrees is no conflict."""
    speaking = _speaking(frame, context) & frame[column].notna()
    by_number = per_value(frame["id_number"].where(speaking), lambda v: str(birth_of(v)))
    pairs = zip(by_number[speaking], frame.loc[speaking, column], strict=True)
    differs = pd.Series(False, index=frame.index)
    differs[speaking] = np.array([not number.startswith(given) for number, given in pairs], dtype=bool)
    return Hit(differs, by_number)


@kind("mothers_number")
def mothers_number(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-06 on id_number: a newborn (XX之子) whose number says a birth more than a year before the child's."""
    return Hit(context.once("mothers", frame, _mothers))


def _birth_year(number: str) -> int | None:
    born = birth_of(number)
    return born.year if born else None


def _mothers(frame: pd.DataFrame) -> pd.Series:
    birth_year = per_value(frame["birth_date"], lambda v: int(v[:4])).astype("Float64")
    number_year = per_value(frame["id_number"], _birth_year).astype("Float64")
    older = birth_year.isna() | (birth_year - number_year > 1)
    return newborns(frame) & number_year.notna() & older.fillna(False).astype(bool)
