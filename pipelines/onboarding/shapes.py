"""What may be said of a source's values: shapes of any (D18: eighteen digits, C3: three Chinese characters), words of codes only."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from pipelines.onboarding.vocabulary import is_identity
from quality.frame import shape
from settings import Settings
from warehouse.privacy.lexicon import COMPOUND_SURNAMES, SURNAMES

_NUMBER = re.compile(r"\d{4,}")
_HAN = re.compile("[\u3400-\u9fff·]{2,4}")
SHAPES = 4
SHAPE_CHARS = 24
SEEN_TWICE = 2


def shapes(values: Iterable[Any]) -> list[tuple[str, int]]:
    """The commonest shapes with their counts, nulls and blanks left out."""
    counted = Counter(_short(shape(value)) for value in values)
    counted.pop("empty", None)
    return counted.most_common(SHAPES)


def _short(told: str) -> str:
    return told if len(told) <= SHAPE_CHARS else f"{told[:SHAPE_CHARS]}…"


def words(column: str, values: Iterable[str], settings: Settings, known: frozenset[str] = frozenset()) -> dict[str, int] | None:
    """The values of a code column with their counts; None when it is none, and no value may be shown.

    None: its name is that of an identifier; too many or too long values; values that occur once each, hold numbers of four and more
    digits, or look like people's names. `known`: texts that are codes for certain.
    """
    counted = Counter(value for value in values if value.strip())
    if not counted or is_identity(column) or len(counted) > settings.code_values or max(map(len, counted)) > settings.code_chars:
        return None
    strange = [value for value in counted if value.strip() not in known]
    if any(_NUMBER.search(value) or _is_name(value.strip()) for value in strange):
        return None
    repeated = sum(count >= SEEN_TWICE for count in counted.values())
    return dict(counted.most_common()) if 2 * repeated >= len(counted) else None


def _is_name(value: str) -> bool:
    """A surname and one or two characters. A code that reads so is not shown either: a person looks it up at the source."""
    if not _HAN.fullmatch(value):
        return False
    compound = value[:2] in COMPOUND_SURNAMES
    return (compound and 3 <= len(value) <= 4) or (value[0] in SURNAMES and 2 <= len(value) <= 3)
