"""Checks of identity numbers, names and telephones (dirty-data.md §2.1–2.4)."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.frame import per_value, truth
from warehouse.identity.normal import id_check_ok, is_han, name_suffix, normal_id, normal_name, normal_phone, widen_id15

RESIDENT = re.compile(r"\d{17}[\dX]")
RESIDENT15 = re.compile(r"\d{15}")
SHAPES = (  # document type by shape of the number, tried in order (codes/id_type)
    ("X01", re.compile(r"8[123]0000\d{11}[\dX]")),
    ("03", re.compile(r"(E[A-HJ-NP-Z0-9]\d{7}|E\d{8}|G\d{8}|P[A-Z0-9]\d{7})")),
    ("04", re.compile(r"[\u4e00-\u9fa5]{1,3}字第[0-9A-Za-z]{4,10}号?")),
    ("06", re.compile(r"[HM]\d{8}(\d{2})?")),
    ("X02", re.compile(r"[A-Z]{3}\d{12}")),
)
ID_PLACEHOLDERS = {
    "123456789012345678", "无", "无证", "不详", "未知", "未提供", "拒绝", "-", "/", ".", "NULL", "N/A", "NONE", "待补", "暂无",
}  # fmt: skip
PHONE_PLACEHOLDERS = {"13800000000", "13800138000", "13900000000", "11111111111", "00000000000", "12345678", "0"}
OLDEST = date(1850, 1, 1)
_DOT_FORMS = re.compile("[•・･．.‧∙●]")
_NEWBORN = re.compile(r"之(大|小|长|次|双)?[子女]$")


def is_resident(value: str) -> bool:
    return RESIDENT.fullmatch(value) is not None


def is_id_placeholder(value: str) -> bool:
    return value.upper() in ID_PLACEHOLDERS or (len(value) >= 6 and len(set(value)) == 1) or value.endswith("0000000000")


def shape_type(value: str) -> str | None:
    """The document type whose numbers look like this; None for resident numbers and unknown shapes."""
    for code, form in SHAPES:
        if form.fullmatch(value):
            return code
    return None


def birth_of(number: str) -> date | None:
    """The birth date in a resident number; None when it is no date."""
    try:
        return datetime.strptime(number[6:14], "%Y%m%d").date()
    except ValueError:
        return None


@kind("id_form")
def id_form(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-08: a spelling that differs from the normal form."""
    normal = per_value(frame[column], normal_id)
    return Hit((normal != frame[column]).fillna(False).astype(bool) & frame[column].notna(), normal)


@kind("id_placeholder")
def id_placeholder(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    return Hit(truth(frame[column], is_id_placeholder))


@kind("id_masked")
def id_masked(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    return Hit(truth(frame[column], lambda v: v.count("*") >= 3))


@kind("id_shape")
def id_shape(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-07 on id_type: the number has the shape of another type than the one given (or than 01, given none)."""
    by_shape = per_value(frame["id_number"], shape_type)
    given = frame[column].fillna("01")
    hit = by_shape.notna() & (by_shape != given) & ~given.isin(["99"])
    return Hit(hit.astype(bool), by_shape)


@kind("id_fifteen")
def id_fifteen(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-06: a resident number of 15 digits whose birth part is a date."""

    def widened(value: str) -> str | None:
        if not RESIDENT15.fullmatch(value) or is_id_placeholder(value):
            return None
        wide = widen_id15(value)
        return wide if birth_of(wide) is not None else None

    wide = per_value(frame[column], widened)
    return Hit(wide.notna(), wide)


@kind("id_length")
def id_length(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-01: neither a resident number nor the shape of another type."""

    def wrong(value: str) -> bool:
        known = is_resident(value) or RESIDENT15.fullmatch(value) is not None or shape_type(value) is not None
        return not known and not is_id_placeholder(value) and value.count("*") < 3

    other = frame["id_type"].isin(["03", "04", "06", "07", "99", "111", "X01", "X02"])
    return Hit(truth(frame[column], wrong) & ~other)


@kind("id_checksum")
def id_checksum(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-02."""
    return Hit(truth(frame[column], lambda v: is_resident(v) and not id_check_ok(v)))


@kind("id_birth")
def id_birth(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-03: the birth part is no date, too old, or after today."""
    today = context.read_at.date()

    def wrong(value: str) -> bool:
        if not is_resident(value):
            return False
        born = birth_of(value)
        return born is None or not OLDEST <= born <= today

    return Hit(truth(frame[column], wrong))


def verified_numbers(frame: pd.DataFrame, today: date) -> pd.Series:
    """Whether the row has a number that may link: check character and birth part are right, or a passport or the like."""

    def good(value: str) -> bool:
        if is_resident(value):
            born = birth_of(value)
            return id_check_ok(value) and born is not None and OLDEST <= born <= today
        return shape_type(value) is not None

    return truth(frame["id_number"], good)


@kind("sex_against_number")
def sex_against_number(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-04: the 17th digit of a verified number says another sex; the number wins."""
    verified = verified_numbers(frame, context.read_at.date()) & truth(frame["id_number"], is_resident)
    by_number = per_value(frame["id_number"], lambda v: ("1" if int(v[16]) % 2 else "2") if is_resident(v) else None)
    given = frame[column].isin(["1", "2"])
    return Hit(verified & given & (by_number != frame[column]).fillna(False).astype(bool), by_number)


@kind("birth_against_number")
def birth_against_number(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """ID-11: the birth date of a verified number differs from the column; the number wins. A year alone that agrees is no conflict."""
    verified = verified_numbers(frame, context.read_at.date()) & truth(frame["id_number"], is_resident)

    def born(value: str) -> str | None:
        day = birth_of(value) if is_resident(value) else None
        return day.isoformat() if day else None

    by_number = per_value(frame["id_number"], born)
    given = frame[column].fillna("")
    agrees = [str(n).startswith(str(g)) for n, g in zip(by_number, given, strict=True)]
    return Hit(verified & (given != "") & ~pd.Series(agrees, index=frame.index), by_number)


@kind("newborn")
def newborn(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-06 on id_number: a newborn (XX之子) whose number is the mother's: its birth part is more than a year before the child's."""
    child = newborns(frame)
    birth_year = per_value(frame["birth_date"], lambda v: int(v[:4]))
    number_year = per_value(frame[column], lambda v: int(v[6:10]) if is_resident(v) else None)
    older = (birth_year.isna() | (birth_year - number_year > 1)).fillna(False).astype(bool)
    return Hit(child & number_year.notna() & older)


def newborns(frame: pd.DataFrame) -> pd.Series:
    return truth(frame["name"], lambda v: _NEWBORN.search(normal_name(v)) is not None)


@kind("name_test")
def name_test(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-05: a test patient's name, whole."""
    values = {str(v).upper() for v in params["values"]}
    return Hit(truth(frame[column], lambda v: normal_name(v).upper() in values))


@kind("name_nobody")
def name_nobody(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-05: a name that names nobody, and no number that would."""
    values = {str(v).upper() for v in params["values"]}
    return Hit(truth(frame[column], lambda v: normal_name(v).upper() in values) & frame["id_number"].isna())


@kind("name_dot")
def name_dot(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-01: a middle dot in another form than U+00B7 between Chinese characters."""
    return Hit(truth(frame[column], lambda v: any(is_han(c) for c in v) and _DOT_FORMS.search(v) is not None))


@kind("name_blank")
def name_blank(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-02: blanks or zero-width characters in a Chinese name."""
    return Hit(truth(frame[column], lambda v: any(is_han(c) for c in v) and re.search("[\\s\u3000\u200b-\u200f\ufeff]", v) is not None))


@kind("name_suffix")
def name_suffix_check(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-03: a remark in brackets, or digits behind a Chinese name."""
    return Hit(truth(frame[column], lambda v: name_suffix(v) != "" or (is_han(v[0]) and v[-1].isdigit())))


@kind("name_star")
def name_star(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-07: a leading star marks a VIP; it leaves the name and sets the flag."""
    hit = truth(frame[column], lambda v: v.startswith("*"))
    return Hit(hit, per_value(frame[column], lambda v: v.lstrip("* ")), {"vip": pd.Series("1", index=frame.index, dtype="str")})


@kind("name_foreign")
def name_foreign(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """NM-08: a name of Latin letters in several words."""
    return Hit(truth(frame[column], lambda v: re.fullmatch(r"[A-Za-z][A-Za-z'. ,^-]* [A-Za-z'. ,^-]+", v) is not None))


@kind("phone_placeholder")
def phone_placeholder(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """PH-03."""
    return Hit(truth(frame[column], lambda v: re.sub(r"[\s-]", "", v) in PHONE_PLACEHOLDERS))


@kind("phone_several")
def phone_several(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """PH-02: several numbers in one field; normalised and joined by ','."""
    return Hit(truth(frame[column], lambda v: len(normal_phone(v)) > 1), per_value(frame[column], lambda v: ",".join(normal_phone(v))))


@kind("phone_form")
def phone_form(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """PH-01: no telephone's form."""
    compact = {p for p in PHONE_PLACEHOLDERS}
    return Hit(truth(frame[column], lambda v: not normal_phone(v) and re.sub(r"[\s-]", "", v) not in compact))
