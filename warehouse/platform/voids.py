"""Exams a person has voided, and how that was undone."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from warehouse.platform.schema import VOID, utc_now
from warehouse.portions import chunks


def add(connection: Connection, exam_id: int, reason: str, sealed_note: bytes, by: str) -> int | None:
    """A new void; None when the exam is void by hand already."""
    if reasons(connection, [exam_id]):
        return None
    written = connection.execute(
        insert(VOID).values(exam_id=exam_id, reason=reason, note=sealed_note, voided_by=by, voided_at=utc_now(), active=True)
    )
    key = written.inserted_primary_key
    if key is None:
        raise AssertionError("the database gave the void no number")
    return int(key[0])


def undo(connection: Connection, void_id: int, sealed_note: bytes, by: str) -> bool:
    """Whether it was active until now."""
    values = {"active": False, "undo_note": sealed_note, "undone_by": by, "undone_at": utc_now()}
    return connection.execute(update(VOID).where(VOID.c.void_id == void_id, VOID.c.active).values(values)).rowcount == 1


def reasons(connection: Connection, exam_ids: Sequence[int]) -> dict[int, str]:
    """Reason of those of the exams that are void by hand."""
    found: dict[int, str] = {}
    for part in chunks(exam_ids):
        query = select(VOID.c.exam_id, VOID.c.reason).where(VOID.c.active, VOID.c.exam_id.in_(part))
        found.update({int(exam): str(reason) for exam, reason in connection.execute(query)})
    return found


def page(connection: Connection, active: bool | None, before: int | None, limit: int) -> list[Mapping[str, Any]]:
    """Newest first; notes are sealed."""
    query = select(VOID).order_by(VOID.c.void_id.desc()).limit(limit)
    if active is not None:
        query = query.where(VOID.c.active == active)
    if before is not None:
        query = query.where(VOID.c.void_id < before)
    return [dict(row) for row in connection.execute(query).mappings()]


def one(connection: Connection, void_id: int) -> dict[str, Any] | None:
    row = connection.execute(select(VOID).where(VOID.c.void_id == void_id)).mappings().first()
    return None if row is None else dict(row)
