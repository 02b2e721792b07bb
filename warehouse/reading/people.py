"""Who an exam is of, as a screen may show it (privacy.md §2 and §6). Callers have checked person:reveal.

Treating staff see names and birth dates in full and numbers masked; a number is shown one field at a time, each look on record.
A restricted person (重点病人) is shown to nobody here: opening one needs a named right and a code, which is not a role's right.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from warehouse.identity.records import PatientRecord
from warehouse.identity.store import Identity
from warehouse.privacy.masks import mask_address, mask_card, mask_id, mask_phone

RESTRICTED_NAME = "*"
REVEALED = ("id_number", "phones", "card_no", "address")


def restricted(identity: Identity, exams: Iterable[Mapping[str, Any]]) -> set[int]:
    """exam_ids whose own row or whose person is restricted by any source (VP-02)."""
    rows = list(exams)
    persons = identity.vips([row["person_id"] for row in rows if row.get("person_id") is not None])
    return {row["exam_id"] for row in rows if row.get("vip") or row.get("person_id") in persons}


def is_restricted(identity: Identity, person_id: int) -> bool:
    return person_id in identity.vips([person_id])


def header(person_id: int, record: PatientRecord) -> dict[str, Any]:
    """Name and birth date in full, numbers masked."""
    return {
        "person_id": person_id,
        "name": record.name,
        "sex": record.sex,
        "birth_date": record.birth_date,
        "id_type": record.id_type,
        "newborn": record.newborn,
        "vip": record.vip,
        "address": mask_address(record.address) if record.address else None,
        "card_no": mask_card(record.card_no) if record.card_no else None,
        **_numbers(record),
    }


def _numbers(record: PatientRecord) -> dict[str, Any]:
    return {
        "id_number": mask_id(record.id_number) if record.id_number else None,
        "phones": [mask_phone(phone) for phone in record.phones],
    }


def person(identity: Identity, person_id: int) -> dict[str, Any] | None:
    """A person's header and every source's record of them; None when there is no such person."""
    known = identity.reveal([person_id])
    if person_id not in known:
        return None
    members = [
        {
            "source": member.source,
            "name": member.record.name,
            "sex": member.record.sex,
            "birth_date": member.record.birth_date,
            "his_pid": member.record.his_pid,
            "patient_key": member.record.patient_key,
            **_numbers(member.record),
        }
        for member in identity.members(person_id)
    ]
    return {"person": header(person_id, known[person_id]), "members": members}


def reveal(identity: Identity, person_id: int, field: str) -> list[str] | None:
    """Every distinct clear value of one field over all sources; None when there is no such person. KeyError: no such field."""
    if field not in REVEALED:
        raise KeyError(field)
    members = identity.members(person_id)
    if not members:
        return None
    values: dict[str, None] = {}
    for member in members:
        value = getattr(member.record, field)
        for one in value if isinstance(value, tuple) else (value,):
            if one:
                values[one] = None
    return list(values)
