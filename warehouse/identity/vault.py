"""The vault: one sealed record for each patient number of each source, and the tokens that follow from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, and_, bindparam, delete, func, insert, select, update

from warehouse.identity import merges
from warehouse.identity.keymap import take_ids
from warehouse.identity.linking import PEOPLE, STRONG
from warehouse.identity.reach import LINKING
from warehouse.identity.records import PURPOSE, PatientRecord, merged, patient_token, record_hash, tokens_of
from warehouse.identity.schema import IDENTITY_TOKEN, LINK_PENDING, PATIENT_IDENTITY, WEAK_TOKEN
from warehouse.identity.sql import insert_missing, lock
from warehouse.keys import Keyring
from warehouse.platform.database import reading
from warehouse.portions import chunks

STEP = 5000  # records of one transaction: other processes write in between


@dataclass(frozen=True)
class _Stored:
    identity_id: int
    record_hash: str
    sealed: bytes
    newborn: bool
    id_type: str | None


@dataclass(frozen=True)
class _Prepared:
    """What is to be written of a record that is new or changed."""

    row: dict[str, Any]
    tokens: list[tuple[str, str]]


def unseal(keyring: Keyring, mark: str, sealed: bytes) -> PatientRecord:
    """Open a record. Refused when it was changed or moved from another patient's row."""
    return PatientRecord.from_bytes(keyring.unseal(PURPOSE, sealed, mark.encode()))


def absorb(engine: Engine, keyring: Keyring, source: str, patients: Sequence[PatientRecord]) -> list[int]:
    """identity_id of each record. Sealing and tokens are made before the write transaction, so that it is short."""
    marks = [patient_token(keyring, source, patient.patient_key) for patient in patients]
    read: dict[str, PatientRecord] = {}
    for mark, patient in zip(marks, patients, strict=True):
        read[mark] = merged(read[mark], patient) if mark in read else patient
    ids: dict[str, int] = {}
    ordered = sorted(read)
    for start in range(0, len(ordered), STEP):
        part = {mark: read[mark] for mark in ordered[start : start + STEP]}
        ids.update(_absorb(engine, keyring, source, part))
    return [ids[mark] for mark in marks]


def _absorb(engine: Engine, keyring: Keyring, source: str, read: Mapping[str, PatientRecord]) -> dict[str, int]:
    with reading(engine).connect() as connection:
        before = _stored(connection, list(read))
    prepared = {mark: _prepare(keyring, source, mark, record, before.get(mark)) for mark, record in read.items()}
    if all(prepared[mark] is None for mark in read):
        return {mark: stored.identity_id for mark, stored in before.items()}
    with engine.begin() as connection:
        lock(connection, "identity")
        now = _stored(connection, list(read))
        for mark, stored in now.items():  # another process came first: decide anew on what it left
            if mark not in before or before[mark].record_hash != stored.record_hash:
                prepared[mark] = _prepare(keyring, source, mark, read[mark], stored)
        return _write(connection, keyring.key_id, now, prepared)


def _stored(connection: Connection, marks: Sequence[str]) -> dict[str, _Stored]:
    p = PATIENT_IDENTITY.c
    found: dict[str, _Stored] = {}
    for part in chunks(marks):
        query = select(p.patient_token, p.identity_id, p.record_hash, p.sealed, p.newborn, p.id_type)
        for mark, identity_id, digest, sealed, newborn, id_type in connection.execute(query.where(p.patient_token.in_(part))):
            found[mark] = _Stored(int(identity_id), digest, sealed, bool(newborn), id_type)
    return found


def _prepare(keyring: Keyring, source: str, mark: str, record: PatientRecord, stored: _Stored | None) -> _Prepared | None:
    content = record.to_bytes()
    digest = record_hash(keyring, content)
    if stored is not None:
        if stored.record_hash == digest:
            return None
        record = merged(unseal(keyring, mark, stored.sealed), record)
        content = record.to_bytes()
        digest = record_hash(keyring, content)
        if stored.record_hash == digest:
            return None
    row = {
        "source": source,
        "patient_token": mark,
        "sealed": keyring.seal(PURPOSE, content, mark.encode()),
        "record_hash": digest,
        "newborn": record.newborn,
        "vip": record.vip,
        "id_type": (record.id_type or "01") if record.id_verified else None,
    }
    return _Prepared(row, list(dict.fromkeys(tokens_of(keyring, record))))


def _write(connection: Connection, key_id: str, stored: Mapping[str, _Stored], prepared: Mapping[str, _Prepared | None]) -> dict[str, int]:
    ids = {mark: record.identity_id for mark, record in stored.items()}
    fresh = [mark for mark in prepared if mark not in stored]
    changed = [mark for mark, value in prepared.items() if value is not None and mark in stored]
    if fresh:
        first = take_ids(connection, "identity", len(fresh))
        ids.update({mark: first + i for i, mark in enumerate(fresh)})
        rows = [{**value.row, "identity_id": ids[mark], "person_id": None} for mark in fresh if (value := prepared[mark])]
        connection.execute(insert(PATIENT_IDENTITY), rows)
    held = _tokens(connection, [ids[mark] for mark in changed])
    wanted = {ids[mark]: set(value.tokens) for mark in (*fresh, *changed) if (value := prepared[mark])}
    former = _strong([held[ids[mark]] for mark in changed if _links_otherwise(held[ids[mark]], stored[mark], prepared[mark])])
    _note_beside(connection, former)
    if changed:
        _replace(connection, [{**value.row, "identity_id": ids[mark]} for mark in changed if (value := prepared[mark])])
    gone = [(i, kind, token) for i in held for kind, token in held[i] - wanted[i] if kind != merges.KIND]
    _drop_tokens(connection, sorted(gone))
    come = [(i, kind, token) for i, tokens in wanted.items() for kind, token in tokens - held.get(i, set())]
    if come:
        connection.execute(
            insert(IDENTITY_TOKEN), [{"identity_id": i, "kind": k, "token": t, "key_id": key_id} for i, k, t in sorted(come)]
        )
    merges.give(connection, key_id, [(mark, ids[mark]) for mark in fresh])
    _strengthen(connection, former)
    return ids


def _links_otherwise(held: set[tuple[str, str]], stored: _Stored, value: _Prepared | None) -> bool:
    """Whether what linking looks at has changed. A new visit number alone, which every visit brings, changes nobody's person."""
    if value is None:
        return False
    before = {entry for entry in held if entry[0] in LINKING and entry[0] != merges.KIND}
    after = {entry for entry in value.tokens if entry[0] in LINKING}
    return before != after or (stored.newborn, stored.id_type) != (value.row["newborn"], value.row["id_type"])


def _replace(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    columns = ("sealed", "record_hash", "newborn", "vip", "id_type")
    statement = update(PATIENT_IDENTITY).where(PATIENT_IDENTITY.c.identity_id == bindparam("b_id"))
    values = [{"b_id": row["identity_id"], **{"b_" + c: row[c] for c in columns}} for row in rows]
    connection.execute(statement.values({c: bindparam("b_" + c) for c in columns}), values)


def _drop_tokens(connection: Connection, tokens: Sequence[tuple[int, str, str]]) -> None:
    if tokens:
        t = IDENTITY_TOKEN.c
        where = and_(t.identity_id == bindparam("b_id"), t.kind == bindparam("b_kind"), t.token == bindparam("b_token"))
        connection.execute(delete(IDENTITY_TOKEN).where(where), [{"b_id": i, "b_kind": k, "b_token": v} for i, k, v in tokens])


def _tokens(connection: Connection, ids: Sequence[int]) -> dict[int, set[tuple[str, str]]]:
    """(kind, token) of each identity, merge tokens among them."""
    t = IDENTITY_TOKEN.c
    found: dict[int, set[tuple[str, str]]] = {i: set() for i in ids}
    for part in chunks(ids):
        for i, kind, token in connection.execute(select(t.identity_id, t.kind, t.token).where(t.identity_id.in_(part))):
            found[i].add((kind, token))
    return found


def _strong(held: Iterable[set[tuple[str, str]]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in STRONG}
    for kind, token in set[tuple[str, str]]().union(*held):
        if kind in found:
            found[kind].add(token)
    return found


def _weak(connection: Connection, kind: str, tokens: Iterable[str]) -> set[str]:
    w = WEAK_TOKEN.c
    found: set[str] = set()
    for part in chunks(sorted(tokens)):
        found.update(connection.execute(select(w.token).where(w.kind == kind, w.token.in_(part))).scalars())
    return found


def _note_beside(connection: Connection, former: Mapping[str, set[str]]) -> None:
    """Identities beside a changed one may part from it, or join at last: they are decided anew with the next link."""
    for kind, tokens in former.items():
        _note_holders(connection, kind, tokens - _weak(connection, kind, tokens))


def _note_holders(connection: Connection, kind: str, tokens: Iterable[str]) -> None:
    t = IDENTITY_TOKEN.c
    for part in chunks(sorted(tokens)):
        ids = connection.execute(select(t.identity_id).distinct().where(t.kind == kind, t.token.in_(part))).scalars().all()
        insert_missing(connection, LINK_PENDING, [{"identity_id": i} for i in ids])


def _strengthen(connection: Connection, former: Mapping[str, set[str]]) -> None:
    """Weak tokens of changed identities may stand beside few enough names again."""
    strong, name = IDENTITY_TOKEN.alias("strong"), IDENTITY_TOKEN.alias("name")
    for kind, tokens in former.items():
        weak = _weak(connection, kind, tokens)
        still: set[str] = set()
        for part in chunks(sorted(weak)):
            query = (
                select(strong.c.token)
                .join(name, (name.c.identity_id == strong.c.identity_id) & (name.c.kind == "name"))
                .where(strong.c.kind == kind, strong.c.token.in_(part))
                .group_by(strong.c.token)
                .having(func.count(func.distinct(name.c.token)) > PEOPLE)
            )
            still.update(connection.execute(query).scalars())
        for part in chunks(sorted(weak - still)):
            connection.execute(delete(WEAK_TOKEN).where(WEAK_TOKEN.c.kind == kind, WEAK_TOKEN.c.token.in_(part)))
        _note_holders(connection, kind, weak - still)
