"""What a person types into the search field → persons and exams. Only for those who may see who an exam is of.

The text is never stored, logged or put into a query: identity and the analytic store are asked for tokens.
"""

import re
from dataclasses import dataclass

from warehouse.identity.normal import is_han, normal_id, normal_phone
from warehouse.reading.stores import Stores

TOKEN_KINDS = ("accession", "case", "visit", "card", "order")
INITIALS = re.compile(r"[A-Za-z]{2,6}")
LATIN = re.compile(r"[A-Za-z][A-Za-z .,^'-]*")
NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_-]*")
FOUND_LIMIT = 1000


@dataclass(frozen=True)
class Sought:
    """Restricted persons and their exams are left out: to be found by a name is to be known by it."""

    person_ids: list[int]
    exam_ids: list[int]


def seek(stores: Stores, text: str) -> Sought:
    """Everything the text may mean: name, pinyin, initials, ID, telephone, card, patient number, or a number of an exam."""
    text = text.strip()
    persons: set[int] = set()
    for kind in _kinds(text):
        persons.update(stores.identity.find(kind, text))
    persons -= stores.identity.vips(sorted(persons))
    return Sought(sorted(persons)[:FOUND_LIMIT], _exams(stores, text))


def _kinds(text: str) -> list[str]:
    if any(is_han(c) for c in text):
        return ["name"]
    kinds: list[str] = []
    if LATIN.fullmatch(text):
        kinds += ["name", "pinyin"]
    if INITIALS.fullmatch(text):
        kinds.append("initials")
    if NUMBER.fullmatch(text):
        kinds += ["his_pid", "card"]
        if len(normal_id(text)) >= 6:
            kinds.append("idno")
        if normal_phone(text):
            kinds.append("phone")
    return kinds


def _exams(stores: Stores, text: str) -> list[int]:
    values = dict.fromkeys((text, text.upper()))
    tokens = [stores.keyring.token(kind, value) for kind in TOKEN_KINDS for value in values]
    found = stores.store.query(
        f"SELECT t.exam_id FROM exam_token t WHERE t.token IN :tokens ORDER BY t.exam_id DESC LIMIT {FOUND_LIMIT}",  # noqa: S608
        {"tokens": tokens},
    )
    return sorted({int(value) for value in found.column("exam_id").to_pylist()})
