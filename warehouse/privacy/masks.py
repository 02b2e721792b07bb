"""How identifiers look on a screen for people without the right to see them. Done on the server; the clear value is never sent.

Every mask is a pure function of the value; an empty value stays empty. A mask never tells how long a long value is: a name has at most
four characters, numbers have fixed stars where their length is not fixed by law.
"""

import re

from warehouse.identity.normal import is_han, normal_name
from warehouse.privacy.lexicon import COMPOUND_SURNAMES

STARS = "****"
NAME_CHARACTERS = 4
_OF_PARENT = re.compile(r"^(.+?)(之[子女儿婴](?:[一二三四大小AB])?)$")
_MOBILE = re.compile(r"1\d{10}")
_TO_DISTRICT = re.compile(
    r"(?:[^省市区县路街村]{2,7}省)?(?:[^市区县路街村]{2,7}市)?(?:[^区县旗路街村镇\d]{1,6}(?<![小社园校厂院业])[区县旗])?"
)


def mask_name(name: str) -> str:
    """张三 → 张*, 王小明 → 王*明, 欧阳修 → 欧阳*, 买买提·吐尔逊 → 买**逊, 张三之子 → 张*之子, John Smith → J. S."""
    text = name.strip()
    if not text:
        return ""
    if newborn := _OF_PARENT.match(text):
        return mask_name(newborn.group(1)) + newborn.group(2)
    if not any(is_han(c) for c in text):
        words = [w for w in re.split(r"[\s^,.=]+", text) if w]
        return " ".join(f"{word[0].upper()}." for word in words[:NAME_CHARACTERS]) or "*"
    letters = normal_name(text).replace("·", "") or "*"
    kept = 2 if letters[:2] in COMPOUND_SURNAMES and len(letters) > 2 else 1
    if len(letters) <= kept + 1:
        return letters[:kept] + "*"
    return letters[:kept] + "*" * (min(len(letters), NAME_CHARACTERS) - kept - 1) + letters[-1]


def mask_id(number: str, strict: bool = False) -> str:
    """Resident number: 440***********0017; `strict` also hides its area and its check character. Others: E1*****89."""
    text = number.strip()
    if len(text) in (15, 18) and text[:-1].isdigit():
        middle = len(text) - 7
        return "*" * (len(text) - 4) + text[-4:-1] + "*" if strict else text[:3] + "*" * middle + text[-4:]
    if len(text) < 6 or strict:
        return STARS if text else ""
    return text[:2] + "*" * (len(text) - 4) + text[-2:]


def mask_phone(number: str) -> str:
    """Mobile: 138****0001. Any other number loses its last four digits: 0755-2345****."""
    text = re.sub(r"\s", "", number)
    if _MOBILE.fullmatch(text):
        return text[:3] + STARS + text[-4:]
    return text[:-4] + STARS if len(text) > 6 else (STARS if text else "")


def mask_card(number: str) -> str:
    """The last four characters: ****1234."""
    return _last_four(number)


def mask_number(number: str) -> str:
    """Patient, visit, accession and case numbers, for people who are not staff: ****0012."""
    return _last_four(number)


def _last_four(number: str) -> str:
    text = re.sub(r"\s", "", number)
    return "" if not text else STARS + text[-4:] if len(text) > 6 else STARS


def mask_address(address: str) -> str:
    """To the district, the rest hidden: 深圳市光明区***. Nothing is shown when no city or district is named."""
    text = address.strip()
    if not text:
        return ""
    found = _TO_DISTRICT.match(text)
    return (found.group() if found else "") + "***"


def mask_birth(date: str) -> str:
    """Year and month of an ISO date or time: 1988-03. Nothing when it is not one."""
    return date[:7] if re.match(r"\d{4}-\d{2}", date) else ""
