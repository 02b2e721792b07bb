"""Exams and their persons, and the outbox through which other stores follow when a person changes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from warehouse.identity.schema import EXAM_AWAITED, EXAM_IDENTITY, PATIENT_IDENTITY, PERSON_HISTORY, PERSON_MOVE
from warehouse.identity.sql import insert_missing, lock
from warehouse.platform.schema import utc_now
from warehouse.portions import chunks


def attach(connection: Connection, wanted: Mapping[int, int]) -> None:
    """Say whose exams these are ({exam_id: identity_id}). Exams awaited by reports or files, or that change hands, become moves."""
    lock(connection, "person")
    stored: dict[int, int] = {}
    awaited: set[int] = set()
    e = EXAM_IDENTITY.c
    for part in chunks(sorted(wanted)):
        for exam, identity in connection.execute(select(e.exam_id, e.identity_id).where(e.exam_id.in_(part))):
            stored[exam] = identity
        awaited.update(connection.execute(select(EXAM_AWAITED.c.exam_id).where(EXAM_AWAITED.c.exam_id.in_(part))).scalars())
    fresh = [{"exam_id": exam, "identity_id": identity} for exam, identity in wanted.items() if exam not in stored]
    if fresh:
        connection.execute(insert(EXAM_IDENTITY), fresh)
    moved = [exam for exam, identity in wanted.items() if stored.get(exam, identity) != identity]
    if moved:
        statement = update(EXAM_IDENTITY).where(e.exam_id == bindparam("b_exam")).values(identity_id=bindparam("b_identity"))
        connection.execute(statement, [{"b_exam": exam, "b_identity": wanted[exam]} for exam in moved])
        insert_missing(connection, EXAM_AWAITED, [{"exam_id": exam} for exam in moved])  # their new identity may not be linked yet
    _note(connection, sorted(awaited.union(moved)))


def point(connection: Connection, changed: Mapping[int, int], held: Mapping[int, int | None], rules: Mapping[int, str]) -> None:
    """Point identities at their person ({identity_id: person_id}); what they pointed at before stays in the history."""
    if not changed:
        return
    now = utc_now()
    p, h, e = PATIENT_IDENTITY.c, PERSON_HISTORY.c, EXAM_IDENTITY.c
    statement = update(PATIENT_IDENTITY).where(p.identity_id == bindparam("b_id")).values(person_id=bindparam("b_person"))
    connection.execute(statement, [{"b_id": i, "b_person": person} for i, person in changed.items()])
    had_one = sorted(i for i in changed if held.get(i) is not None)
    exams: set[int] = set()
    for part in chunks(had_one):
        connection.execute(update(PERSON_HISTORY).where(h.identity_id.in_(part), h.valid_to.is_(None)).values(valid_to=now))
        exams.update(connection.execute(select(e.exam_id).where(e.identity_id.in_(part))).scalars())
    rows = [{"identity_id": i, "valid_from": now, "valid_to": None, "person_id": p, "rule": rules.get(i)} for i, p in changed.items()]
    connection.execute(insert(PERSON_HISTORY), rows)
    for part in chunks(sorted(changed)):
        query = select(e.exam_id).join(EXAM_AWAITED, EXAM_AWAITED.c.exam_id == e.exam_id).where(e.identity_id.in_(part))
        exams.update(connection.execute(query).scalars())
    _note(connection, sorted(exams))


def _note(connection: Connection, exam_ids: Sequence[int]) -> None:
    """Put moves into the outbox; the latest person of an exam replaces an earlier one."""
    rows = [{"exam_id": exam, "person_id": person} for exam, person in persons_of(connection, exam_ids).items()]
    if rows:
        for part in chunks([row["exam_id"] for row in rows]):
            connection.execute(delete(PERSON_MOVE).where(PERSON_MOVE.c.exam_id.in_(part)))
        connection.execute(insert(PERSON_MOVE), rows)


def await_exams(connection: Connection, exam_ids: Sequence[int]) -> None:
    """Remember that rows of these exams stand in other stores without a person; those known by now move at once."""
    lock(connection, "person")
    ordered = sorted(set(exam_ids))
    insert_missing(connection, EXAM_AWAITED, [{"exam_id": exam} for exam in ordered])
    _note(connection, ordered)


def persons_of(connection: Connection, exam_ids: Sequence[int]) -> dict[int, int]:
    """Person of each exam whose patient is known and linked."""
    found: dict[int, int] = {}
    e, p = EXAM_IDENTITY.c, PATIENT_IDENTITY.c
    for part in chunks(exam_ids):
        query = select(e.exam_id, p.person_id).join(PATIENT_IDENTITY, p.identity_id == e.identity_id)
        for exam, person in connection.execute(query.where(e.exam_id.in_(part), p.person_id.is_not(None))):
            found[int(exam)] = int(person)
    return found


def pending(connection: Connection, limit: int) -> list[tuple[int, int]]:
    m = PERSON_MOVE.c
    rows = connection.execute(select(m.exam_id, m.person_id).order_by(m.exam_id).limit(limit))
    return [(int(exam), int(person)) for exam, person in rows]


def applied(connection: Connection, moves: Sequence[tuple[int, int]]) -> None:
    """Drop moves that were followed. One that changed meanwhile has another person and stays; so does what it waits for."""
    if not moves:
        return
    lock(connection, "person")
    m = PERSON_MOVE.c
    statement = delete(PERSON_MOVE).where(m.exam_id == bindparam("b_exam"), m.person_id == bindparam("b_person"))
    connection.execute(statement, [{"b_exam": exam, "b_person": person} for exam, person in moves])
    for part in chunks([exam for exam, _ in moves]):
        left = set(connection.execute(select(m.exam_id).where(m.exam_id.in_(part))).scalars())
        done = [exam for exam in part if exam not in left]
        connection.execute(delete(EXAM_AWAITED).where(EXAM_AWAITED.c.exam_id.in_(done)))
