"""Checks of characters: double encoding, control characters, markup."""

import codecs
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from quality.checks.kinds import Context, Hit, kind
from quality.frame import changed, contains, truth
from quality.markup import has_markup, plain_text
from warehouse.identity.normal import is_han

CONTROL = r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]|\\r\\n"  # Great Expectations is given the same
_LATIN = re.compile(r"[\u0080-\u00ff\u0152-\u0178\u02c6-\u02dc\u2013-\u2122\u20ac]")
_LOST = re.compile("[?\ufffd]")
_PUNCTUATION = "·，。、；：（）《》“”"


def undouble(text: str) -> str | None:
    """CS-03: the text before it was encoded twice; None when it was not, or cannot be taken back exactly.

    Class 1: UTF-8 read as latin-1 or cp1252. Class 2: UTF-8 read as GBK; only where a character outside GB 2312 makes that
    likely, and the whole text turns into plain Chinese: of a million real names of three characters not one does.
    """
    raw = _before(text)
    try:
        result = raw.decode("utf-8") if raw else ""
    except UnicodeDecodeError:
        return None
    return result if result and result != text and _is_chinese(result) else None


def half_lost(text: str) -> bool:
    """CS-03: encoded twice, and a half character was lost on the way ('娴嬭瘯鐢?'): what is left cannot be taken back exactly."""
    for part in _LOST.split(text)[:-1]:
        raw = _before(part)
        if not raw or len(part) < 2:
            continue
        try:
            rest = codecs.getincrementaldecoder("utf-8")().decode(raw, final=False)
        except UnicodeDecodeError:
            continue
        if rest and _is_chinese(rest) and len(rest) >= 2:
            return True
    return False


def _before(text: str) -> bytes | None:
    """The bytes a text was before it was decoded wrongly; None when it does not look so."""
    raw = _latin_bytes(text) if _LATIN.search(text) else None
    if raw is not None or not any(is_han(c) and _is_rare(c) for c in text):
        return raw
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        return None


def _suspect(text: str) -> bool:
    """Whether it holds a character outside GB 2312 at all: most texts do not, and are done with."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _is_chinese(text: str) -> bool:
    return any(is_han(c) for c in text) and all(is_han(c) or c.isascii() or c in _PUNCTUATION for c in text)


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


def _is_rare(character: str) -> bool:
    """Not in GB 2312: seldom in real text, and nearly always among what UTF-8 looks like when read as GBK."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def without_control(text: str) -> str:
    """CS-04: line ends as LF, typed '\\r\\n' as a line end, other control characters removed."""
    text = text.replace("\\r\\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]", "", text).strip()


@kind("double_encoded")
def double_encoded(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    suspects = truth(frame[column], _suspect)
    fixed = changed(frame[column], suspects, undouble)
    return Hit(fixed.notna(), fixed)


@kind("half_lost")
def lost(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    return Hit(truth(frame[column], lambda v: _suspect(v) and half_lost(v)))


@kind("control_characters")
def control_characters(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """CS-04: control characters and typed line ends; CRLF and CR alone were put right when the text was read."""
    hit = contains(frame[column], CONTROL)
    return Hit(hit, changed(frame[column], hit, without_control))


@kind("markup")
def markup(frame: pd.DataFrame, column: str, params: Mapping[str, Any], context: Context) -> Hit:
    """RP-01."""
    hit = truth(frame[column], has_markup)
    return Hit(hit, changed(frame[column], hit, plain_text))
