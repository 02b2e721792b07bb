"""Values known to belong to the row's own people, in every spelling: blanks, dots, full width, case, pinyin both ways round."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from warehouse.identity.normal import is_han, normal_name, pinyin_of
from warehouse.privacy import words
from warehouse.privacy.lexicon import COMPOUND_SURNAMES
from warehouse.privacy.spans import Span, Squeezed, squeeze

NAME_GAPS = " \t\u3000\u200b\u200c\u200d\ufeff·•・･．.‧∙●^,，'’-_*"
NUMBER_GAPS = " \t\u3000-－‐–—"
SHORTEST_NUMBER = 5
SHORTEST_LATIN = 4
ADDRESS_TAIL = 4


@dataclass(frozen=True)
class Own:
    """Identifiers of the people of one row, as the source or the normal form spells them; empty values are ignored.

    `names`: patient, mother, doctors. `pinyin`: as the source gives it. `numbers`: ID, phone, card, patient, visit, case, accession and
    order numbers; shorter than five characters they are too common to be searched. `births`: dates as YYYY-MM-DD. `addresses`: whole.
    """

    names: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def find(text: str, own: Own) -> list[Span]:
    """Spans of every value of `own` in `text` (already `plain`)."""
    spans: list[Span] = []
    if own.names or own.pinyin:
        squeezed = Squeezed(text, NAME_GAPS)
        for name in own.names:
            for form, han in _name_forms(name):
                spans += _names(text, squeezed, form, han)
        for spelled in own.pinyin:
            for form in _latin_forms(spelled.lower()):
                spans += _names(text, squeezed, form, False)
    if own.numbers or own.addresses or own.births:
        squeezed = Squeezed(text, NUMBER_GAPS)
        for number in own.numbers:
            spans += _numbers(text, squeezed, squeeze(number, NUMBER_GAPS))
        for birth in own.births:
            spans += [Span(s.start, s.end, "[出生日期]") for s in _numbers(text, squeezed, birth[:10].replace("-", ""))]
            spans += _births(text, birth[:10])
        for address in own.addresses:
            spans += _address(squeezed, squeeze(address, NUMBER_GAPS))
    return spans


@lru_cache(maxsize=4096)
def _name_forms(name: str) -> tuple[tuple[str, bool], ...]:
    """Squeezed forms of one name and whether they are Chinese: whole, given name alone, pinyin in both orders."""
    normal = normal_name(name)
    if not any(is_han(c) for c in normal):
        return tuple((form, False) for form in _latin_forms(name.lower()))
    whole = squeeze(normal, NAME_GAPS)
    forms = {(whole, True)} if len(whole) > 1 else set[tuple[str, bool]]()
    surname = 2 if whole[:2] in COMPOUND_SURNAMES else 1
    given = whole[surname:]
    parts = [p for p in normal.lower().split("·") if len(p) > 1] if "·" in normal else [given]
    forms |= {(part, True) for part in parts if len(part) > 1 and part not in words.CLINICAL}
    if all(is_han(c) for c in whole):
        first, last = pinyin_of(given), pinyin_of(whole[:surname])
        forms |= {(form, False) for form in (last + first, first + last) if len(form) >= SHORTEST_LATIN}
    return tuple(sorted(forms))


def _latin_forms(name: str) -> list[str]:
    parts = [p for p in "".join(" " if c in NAME_GAPS else c for c in name).split() if p]
    whole, turned = "".join(parts), "".join([*parts[1:], *parts[:1]])
    words_alone = [p for p in parts if len(p) > SHORTEST_LATIN and len(parts) > 1]
    return [form for form in dict.fromkeys([whole, turned, *words_alone]) if len(form) >= SHORTEST_LATIN]


def _hits(squeezed: str, wanted: str) -> Iterator[int]:
    start = squeezed.find(wanted) if wanted else -1
    while start >= 0:
        yield start
        start = squeezed.find(wanted, start + 1)


def _names(text: str, squeezed: Squeezed, form: str, han: bool) -> Iterator[Span]:
    for hit in _hits(squeezed.text, form):
        start, end = squeezed.at[hit], squeezed.at[hit + len(form) - 1] + 1
        if han:
            if not words.crosses(text, start, end):
                yield Span(start, end, "[姓名]")
        elif not (_latin(text, start - 1) or _latin(text, end)):
            yield Span(start, end, "[姓名]")


def _latin(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalpha()


def _numbers(text: str, squeezed: Squeezed, number: str) -> Iterator[Span]:
    if len(number) < SHORTEST_NUMBER:
        return
    for hit in _hits(squeezed.text, number):
        start, end = squeezed.at[hit], squeezed.at[hit + len(number) - 1] + 1
        if not (_same_kind(text, start - 1, number[0]) or _same_kind(text, end, number[-1])):
            yield Span(start, end, "[号码]")


def _same_kind(text: str, at: int, border: str) -> bool:
    """Whether the number goes on beyond its border: then it is another number."""
    return 0 <= at < len(text) and text[at].isascii() and text[at].isdigit() and border.isdigit()


def _births(text: str, birth: str) -> Iterator[Span]:
    """The birth date with any separator, with and without leading zeros."""
    year, _, rest = birth.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and day.isdigit()):
        return
    for separators in ("--", "//", "..", "年月"):
        for m, d in {(month, day), (month.lstrip("0"), day.lstrip("0"))}:
            wanted = f"{year}{separators[0]}{m}{separators[1]}{d}"
            for hit in _hits(text, wanted):
                end = hit + len(wanted)
                if not (end < len(text) and text[end].isdigit()):
                    yield Span(hit, end + (text[end : end + 1] in ("日", "号") and 1), "[出生日期]")


def _address(squeezed: Squeezed, address: str) -> Iterator[Span]:
    """The whole address, and its end behind the district, where a text leaves out the city."""
    tails = {address}
    for mark in "市区县镇":
        tails.add(address.rpartition(mark)[2])
    for tail in tails:
        if len(tail) >= ADDRESS_TAIL:
            for hit in _hits(squeezed.text, tail):
                yield Span(squeezed.at[hit], squeezed.at[hit + len(tail) - 1] + 1, "[地址]")
