"""Merges a source has made itself: two of its patient numbers are one person, until it parts them again (LK-04, LK-05).

A merge is a token both numbers hold, named by the number that stays, so that chains join too. Vetoes hold for it as for any other.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from warehouse.identity.schema import IDENTITY_TOKEN, LINK_PENDING, PATIENT_IDENTITY, SOURCE_MERGE
from warehouse.identity.sql import insert_missing, lock
from warehouse.portions import chunks

KIND = "merge"


def note(connection: Connection, key_id: str, merges: Sequence[tuple[str, str, bool]]) -> list[int]:
    """Remember (old mark, new mark, active) and give or take tokens; the identities to decide anew."""
    lock(connection, "identity")
    s = SOURCE_MERGE.c
    for old, new, active in merges:
        where = and_(s.old_mark == old, s.new_mark == new)
        if connection.execute(update(SOURCE_MERGE).where(where).values(active=active)).rowcount == 0:
            connection.execute(insert(SOURCE_MERGE).values(old_mark=old, new_mark=new, active=active))
    marks = sorted({mark for old, new, _ in merges for mark in (old, new)})
    ids = _ids(connection, marks)
    touched = sorted(ids.values())
    for part in chunks(touched):
        connection.execute(delete(IDENTITY_TOKEN).where(IDENTITY_TOKEN.c.identity_id.in_(part), IDENTITY_TOKEN.c.kind == KIND))
    give(connection, key_id, ids.items())
    insert_missing(connection, LINK_PENDING, [{"identity_id": i} for i in touched])
    return touched


def give(connection: Connection, key_id: str, identities: Iterable[tuple[str, int]]) -> None:
    """The merge tokens of identities that have none now, given as (mark, identity_id)."""
    ids = dict(identities)
    s = SOURCE_MERGE.c
    held: set[tuple[int, str]] = set()
    for part in chunks(sorted(ids)):
        query = select(s.old_mark, s.new_mark).where(s.active, or_(s.old_mark.in_(part), s.new_mark.in_(part)))
        for old, new in connection.execute(query):
            held.update((ids[mark], new) for mark in (old, new) if mark in ids)
    if held:
        rows = [{"identity_id": i, "kind": KIND, "token": token, "key_id": key_id} for i, token in sorted(held)]
        insert_missing(connection, IDENTITY_TOKEN, rows)


def _ids(connection: Connection, marks: Sequence[str]) -> dict[str, int]:
    p = PATIENT_IDENTITY.c
    found: dict[str, int] = {}
    for part in chunks(marks):
        query = select(p.patient_token, p.identity_id).where(p.patient_token.in_(part))
        found.update({mark: int(i) for mark, i in connection.execute(query)})
    return found
