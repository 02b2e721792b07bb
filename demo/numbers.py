"""Numbers that look right and belong to nobody.

Identity numbers follow GB 11643-1999 (17 digits and a check character) in area 990101, which is assigned to no place. Mobile numbers
take prefixes no carrier holds; those of canaries are 1380000xxxx. Instance numbers are under a root kept for examples.
"""

from datetime import date

AREA = "990101"
UID_ROOT = "1.2.826.0.1.3680043.10.999"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_MOBILE_PREFIXES = ("160", "161", "163", "164", "168", "169")


def check_character(first17: str) -> str:
    """The 18th character of a resident identity number (GB 11643-1999)."""
    return _CHECKS[sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def resident_id(birth: date, male: bool, rank: int) -> str:
    """A valid number. `rank` (0..499) tells apart people of one birth date and sex."""
    first17 = f"{AREA}{birth:%Y%m%d}{rank * 2 + (1 if male else 0):03d}"
    return first17 + check_character(first17)


def with_wrong_check(number: str) -> str:
    """The number with another check character than its own."""
    return number[:17] + _CHECKS[(_CHECKS.index(number[17]) + 3) % 11]


def as_15_digits(number: str) -> str:
    """The form issued until 1999; only for people born in 19xx."""
    return number[:6] + number[8:17]


def mobile(serial: int) -> str:
    """A mobile number of an unassigned prefix; one serial (0..599,999,999), one number."""
    return f"{_MOBILE_PREFIXES[serial % 6]}{serial // 6:08d}"


def canary_mobile(serial: int) -> str:
    """1380000xxxx, never a number that stands for "none" (1380000 0000)."""
    return f"1380000{serial % 9998 + 1:04d}"


def passport(serial: int) -> str:
    """A foreign passport number."""
    return f"P{'ABCD'[serial % 4]}{6100000 + serial * 37 % 900000:07d}"


def uid(*parts: int) -> str:
    """A DICOM UID under the example root."""
    return ".".join((UID_ROOT, *(str(p) for p in parts)))


def full_width(text: str) -> str:
    """ASCII digits and letters as their full-width forms."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
