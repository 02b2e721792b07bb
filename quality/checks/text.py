"""Checks of characters: double encoding, control characters, markup."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.frame import per_value, truth
from quality.markup import has_markup, plain_text
from warehouse.identity.normal import is_han

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]|\\r\\n|\\n")
_LATIN = re.compile(r"[\u0080-\u00ff\u0152-\u0178\u02c6-\u02dc\u2013-\u2122\u20ac]")


def undouble(text: str) -> str | None:
    """CS-03: the text before it was encoded twice; None when it was not, or cannot be taken back exactly.

    Class 1: UTF-8 read as latin-1 or cp1252. Class 2: UTF-8 read as GBK; accepted only when none of its characters is a common one
    (GB 2312 level 1), because a real name is never made of rare characters alone that happen to be valid UTF-8.
    """
    if _LATIN.search(text):
        raw = _latin_bytes(text)
    elif all(not _common(c) for c in text if is_han(c)) and any(is_han(c) for c in text):
        try:
            raw = text.encode("gbk")
        except UnicodeEncodeError:
            return None
    else:
        return None
    try:
        result = raw.decode("utf-8") if raw else ""
    except UnicodeDecodeError:
        return None
    return result if result and result != text and all(is_han(c) or c.isascii() or c in "·，。、；：（）《》“”" for c in result) else None


def _latin_bytes(text: str) -> bytes | None:
    parts: list[bytes] = []
    for character in text:
        for codec in ("cp1252", "latin-1"):
            try:
                parts.append(character.encode(codec))
                break
            except UnicodeEncodeError:
                continue
        else:
            return None
    return b"".join(parts)


def _common(character: str) -> bool:
    try:
        raw = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(raw) == 2 and 0xB0 <= raw[0] <= 0xD7


def without_control(text: str) -> str:
    """CS-04: line ends as LF, typed '\\r\\n' as a line end, other control characters removed."""
    text = text.replace("\\r\\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]", "", text).strip()


@kind("double_encoded")
def double_encoded(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    fixed = per_value(frame[column], undouble)
    return Hit(fixed.notna(), fixed)


@kind("control_characters")
def control_characters(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """Control characters and typed line ends; CRLF and CR alone are put right without a finding (`line_ends`)."""
    hit = truth(frame[column], lambda v: _CONTROL.search(v.replace("\r\n", "\n").replace("\r", "\n")) is not None)
    return Hit(hit, per_value(frame[column], without_control))


@kind("markup")
def markup(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    return Hit(truth(frame[column], has_markup), per_value(frame[column], plain_text))
