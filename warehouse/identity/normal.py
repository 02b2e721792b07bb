"""Normal forms of identifiers: what is compared, tokenised and checked. One place for all (dirty-data.md rules ID, NM, PH).

Nothing here guesses: a form is a pure function of the value.
"""

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
ID_CHECKS = "10X98765432"
_DOTS = re.compile("[·•・･．.‧∙●]")
_INVISIBLE = re.compile("[\u200b-\u200f\ufeff]")
_BLANKS = re.compile(r"\s+")
_SUFFIX = re.compile(r"[(（【\[]([^)）】\]]{1,8})[)）】\]]")
_ID_LOOKALIKES = str.maketrans({"х": "X", "Х": "X", "χ": "X", "Χ": "X", "×": "X"})
_PHONE_SPLIT = re.compile(r"[/,;、，；\s]+")
KEPT = 32_768  # different values of one column remembered: a batch (20,000 rows) asks for them step after step, the next one has others
MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"(0\d{2,3})?[2-9]\d{6,7}(\d{1,6})?")
REGIONAL = re.compile(r"852[2-9]\d{7}|8536\d{7}")  # Hong Kong, Macao


def is_han(character: str) -> bool:
    """A CJK ideograph of any block, 々 included."""
    point = ord(character)
    return 0x3400 <= point <= 0x9FFF or 0x20000 <= point <= 0x323AF or 0xF900 <= point <= 0xFAFF or character == "々"


@lru_cache(KEPT)
def normal_name(name: str) -> str:
    """The form two spellings of one name share: NFKC, one middle dot, no blanks between Chinese characters, suffixes off.

    Latin names: upper case, blanks collapsed, words sorted (SMITH JOHN and John Smith are equal: NM-08).
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name)).strip().lstrip("*")
    text = _SUFFIX.sub("", text).strip()
    if any(is_han(c) for c in text):
        text = _DOTS.sub("·", text)
        text = _BLANKS.sub("", text)
        return text.rstrip("0123456789").strip("·").upper()
    words = _BLANKS.split(text.replace("^", " ").replace(",", " ").upper())
    return " ".join(sorted(w for w in words if w))


def name_suffix(name: str) -> str:
    """What stands in brackets in a name, such as 会诊 or 家属; empty when nothing does (NM-03)."""
    found = _SUFFIX.search(unicodedata.normalize("NFKC", name))
    return found.group(1) if found else ""


def normal_id(value: str) -> str:
    """ID-08: full width, lower case, blanks, '-', a leading apostrophe, a trailing '*', Cyrillic and Greek look-alikes of X."""
    text = unicodedata.normalize("NFKC", value).translate(_ID_LOOKALIKES).upper()
    text = _BLANKS.sub("", text).replace("-", "").lstrip("'")
    return text[:-1] if text.endswith("*") and "*" not in text[:-1] else text


def id_check_ok(value: str) -> bool:
    """Whether an 18-character resident number has the right check character (GB 11643-1999)."""
    if len(value) != 18 or not (value[:17].isascii() and value[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value, ID_WEIGHTS, strict=False))
    return ID_CHECKS[total % 11] == value[17]


def widen_id15(value: str) -> str:
    """ID-06: a 15-digit number as 18 characters; sequences 996–999 belong to people born in the 1800s."""
    century = "18" if value[12:] >= "996" else "19"
    body = value[:6] + century + value[6:]
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + ID_CHECKS[total % 11]


def normal_phone(value: str) -> tuple[str, ...]:
    """PH-01/02: every number that has a telephone's form, mobiles first, without country code, blanks and '-'."""
    text = unicodedata.normalize("NFKC", value)
    found: list[str] = []
    for part in _candidates(text):
        number = re.sub(r"[-()\s]", "", part)
        number = re.sub(r"^(\+86|0086)", "", number).lstrip("+")
        if len(number) == 13 and number.startswith("86"):
            number = number[2:]
        if (MOBILE.fullmatch(number) or REGIONAL.fullmatch(number) or LANDLINE.fullmatch(number)) and number not in found:
            found.append(number)
    return tuple(sorted(found, key=lambda n: MOBILE.fullmatch(n) is None))


def _candidates(text: str) -> list[str]:
    """Blanks part numbers, unless they stand inside one (138 0000 0001)."""
    joined = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"(\+|00)?\d{1,13}", joined):
        return [joined]
    return [part for part in _PHONE_SPLIT.split(text) if part]


@lru_cache(KEPT)
def pinyin_of(name: str) -> str:
    """Lower-case pinyin without tones or blanks of a normal name; Latin names as they are, lower case, no blanks."""
    return "".join(lazy_pinyin(name)).replace("·", "").replace(" ", "").lower()


@lru_cache(KEPT)
def initials_of(name: str) -> str:
    """First letters of the pinyin: 张三 → zs."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).replace("·", "").replace(" ", "").lower()
