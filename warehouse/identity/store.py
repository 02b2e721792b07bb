"""Identity: who is who. Everything that holds or opens a name goes through this class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from warehouse.identity import keymap, linking
from warehouse.identity.keymap import CHUNK, KeyEntry
from warehouse.identity.normal import normal_id, normal_name, normal_phone, pinyin_of
from warehouse.identity.records import PURPOSE, ExamNumbers, PatientRecord, key_token, patient_token, record_hash, tokens_of
from warehouse.identity.schema import (
    CORRECTION,
    EXAM_AWAITED,
    EXAM_IDENTITY,
    IDENTITY_TOKEN,
    KEY_MAP,
    LINK_RULE,
    METADATA,
    PATIENT_IDENTITY,
    PERSON_HISTORY,
    PERSON_MOVE,
)
from warehouse.keys import Keyring
from warehouse.platform.schema import utc_now

SEARCHED = {  # what a person may look for → (normal form, token kind, stored kinds)
    "name": (normal_name, "name", ("name", "name_u")),
    "pinyin": (lambda v: pinyin_of(v.lower()), "pinyin", ("pinyin", "pinyin_u")),
    "initials": (lambda v: v.strip().lower(), "initials", ("initials",)),
    "idno": (normal_id, "idno", ("idno", "idno_u")),
    "phone": (lambda v: next(iter(normal_phone(v)), ""), "phone", ("phone",)),
    "card": (lambda v: v.strip(), "card", ("card",)),
    "his_pid": (lambda v: v.strip(), "his_pid", ("his_pid",)),
}
FOUND_LIMIT = 1000


@dataclass(frozen=True)
class Correction:
    """A value a rule changed: kept sealed, so that it can be explained and put back."""

    entity_id: int
    field: str
    rule: str
    old: str
    run_id: str


@dataclass(frozen=True)
class PatientIdentity:
    """One source's record of a person, opened."""

    identity_id: int
    source: str
    record: PatientRecord


class Identity:
    """Vault, key map, tokens, persons and links on one database (SQLite file or MySQL/MariaDB)."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._keys = keyring

    def migrate(self) -> None:
        """Create what is missing, and the default link rules once."""
        METADATA.create_all(self._engine)
        with self._engine.begin() as connection:
            if connection.execute(select(LINK_RULE.c.rule_id)).first() is None:
                rows = [{"rule_id": r, "position": p, "enabled": True, "keys": k, "zh": zh} for r, p, k, zh in linking.DEFAULT_RULES]
                connection.execute(insert(LINK_RULE), rows)

    # --- key map ------------------------------------------------------------------------------------------------------

    def allot(self, source: str, entity: str, keys: Sequence[str], sealed: Sequence[bytes] | None = None) -> list[KeyEntry]:
        """The surrogate of each natural key, in order. The same key has the same id for ever."""
        tokens = [key_token(self._keys, source, entity, key) for key in keys]
        with self._engine.begin() as connection:
            return keymap.allot(connection, source, entity, tokens, sealed)

    def known(self, source: str, entity: str, keys: Sequence[str]) -> dict[str, KeyEntry]:
        """Entries of the keys that were seen before; allots nothing."""
        by_token = {key_token(self._keys, source, entity, key): key for key in keys}
        with self._engine.connect() as connection:
            found = keymap.lookup(connection, source, entity, list(by_token))
        return {by_token[token]: entry for token, entry in found.items()}

    def confirm(
        self, source: str, entity: str, keys: Sequence[str], row_hashes: Sequence[str], deleted: Sequence[bool] | None = None
    ) -> None:
        """The analytic store has these rows: remember their hashes. Called after the load, never before."""
        tokens = [key_token(self._keys, source, entity, key) for key in keys]
        with self._engine.begin() as connection:
            keymap.confirm(connection, source, entity, tokens, row_hashes, deleted or [False] * len(keys))

    def seal_numbers(self, numbers: ExamNumbers) -> bytes:
        return self._keys.seal("numbers", numbers.to_bytes())

    def exam_numbers(self, exam_ids: Sequence[int]) -> dict[int, ExamNumbers]:
        """The numbers of exams whose own row was read. Callers have checked the right to see them."""
        found: dict[int, ExamNumbers] = {}
        with self._engine.connect() as connection:
            for part in _chunks(exam_ids):
                query = select(KEY_MAP.c.id, KEY_MAP.c.sealed).where(KEY_MAP.c.entity == "exam", KEY_MAP.c.id.in_(part))
                for row in connection.execute(query):
                    if row.sealed is not None:
                        found[int(row.id)] = ExamNumbers.from_bytes(self._keys.unseal("numbers", row.sealed))
        return found

    # --- persons ------------------------------------------------------------------------------------------------------

    def absorb(self, source: str, patients: Sequence[PatientRecord]) -> list[int]:
        """identity_id of each record. A record is sealed and its tokens replaced only when it is new or changed."""
        latest = {patient_token(self._keys, source, p.patient_key): p for p in patients}
        with self._engine.begin() as connection:
            ids = self._absorb(connection, source, latest)
        return [ids[patient_token(self._keys, source, p.patient_key)] for p in patients]

    def _absorb(self, connection: Connection, source: str, latest: Mapping[str, PatientRecord]) -> dict[str, int]:
        p = PATIENT_IDENTITY.c
        stored: dict[str, tuple[int, str]] = {}
        for part in _chunks(list(latest)):
            for row in connection.execute(select(p.patient_token, p.identity_id, p.record_hash).where(p.patient_token.in_(part))):
                stored[row.patient_token] = (int(row.identity_id), row.record_hash)
        hashes = {token: record_hash(self._keys, record) for token, record in latest.items()}
        fresh = [token for token in latest if token not in stored]
        changed = [token for token, (_, known) in stored.items() if known != hashes[token]]
        ids = {token: identity_id for token, (identity_id, _) in stored.items()}
        if fresh:
            first = keymap.take_ids(connection, "identity", len(fresh))
            ids.update({token: first + i for i, token in enumerate(fresh)})
            connection.execute(
                insert(PATIENT_IDENTITY), [self._row(source, token, ids[token], latest[token], hashes[token]) for token in fresh]
            )
        if changed:
            columns = ("sealed", "record_hash", "newborn", "vip")
            statement = update(PATIENT_IDENTITY).where(p.identity_id == bindparam("b_id"))
            rows = [self._row(source, token, ids[token], latest[token], hashes[token]) for token in changed]
            connection.execute(
                statement.values({c: bindparam("b_" + c) for c in columns}),
                [{"b_id": row["identity_id"], **{"b_" + c: row[c] for c in columns}} for row in rows],
            )
            for part in _chunks([ids[token] for token in changed]):
                connection.execute(delete(IDENTITY_TOKEN).where(IDENTITY_TOKEN.c.identity_id.in_(part)))
        rows = [
            {"identity_id": ids[token], "kind": kind, "token": value, "key_id": self._keys.key_id}
            for token in (*fresh, *changed)
            for kind, value in dict.fromkeys(tokens_of(self._keys, latest[token]))
        ]
        if rows:
            connection.execute(insert(IDENTITY_TOKEN), rows)
        return ids

    def _row(self, source: str, token: str, identity_id: int, record: PatientRecord, digest: str) -> dict[str, Any]:
        return {
            "identity_id": identity_id,
            "source": source,
            "patient_token": token,
            "sealed": self._keys.seal(PURPOSE, record.to_bytes(), str(identity_id).encode()),
            "record_hash": digest,
            "newborn": record.newborn,
            "vip": record.vip,
            "person_id": None,
        }

    def attach(self, exam_ids: Sequence[int], identity_ids: Sequence[int]) -> None:
        """Say whose exams these are. Exams that reports or files awaited, or that change hands, become moves."""
        wanted = dict(zip(exam_ids, identity_ids, strict=True))
        with self._engine.begin() as connection:
            stored: dict[int, int] = {}
            awaited: set[int] = set()
            for part in _chunks(list(wanted)):
                query = select(EXAM_IDENTITY.c.exam_id, EXAM_IDENTITY.c.identity_id).where(EXAM_IDENTITY.c.exam_id.in_(part))
                stored.update({int(r.exam_id): int(r.identity_id) for r in connection.execute(query)})
                query = select(EXAM_AWAITED.c.exam_id).where(EXAM_AWAITED.c.exam_id.in_(part))
                awaited.update(int(r.exam_id) for r in connection.execute(query))
            fresh = [{"exam_id": e, "identity_id": i} for e, i in wanted.items() if e not in stored]
            if fresh:
                connection.execute(insert(EXAM_IDENTITY), fresh)
            moved = [e for e, i in wanted.items() if stored.get(e, i) != i]
            if moved:
                statement = update(EXAM_IDENTITY).where(EXAM_IDENTITY.c.exam_id == bindparam("b_exam"))
                connection.execute(
                    statement.values(identity_id=bindparam("b_identity")), [{"b_exam": e, "b_identity": wanted[e]} for e in moved]
                )
            self._note_moves(connection, sorted(awaited.union(moved)))

    def await_exams(self, exam_ids: Sequence[int]) -> None:
        """Reports or files of exams not yet read: when the exam comes, their rows must be given its person."""
        with self._engine.begin() as connection:
            for part in _chunks(sorted(set(exam_ids))):
                have = {r.exam_id for r in connection.execute(select(EXAM_AWAITED.c.exam_id).where(EXAM_AWAITED.c.exam_id.in_(part)))}
                rows = [{"exam_id": e} for e in part if e not in have]
                if rows:
                    connection.execute(insert(EXAM_AWAITED), rows)

    def link(self, identity_ids: Sequence[int]) -> dict[int, int]:
        """Person of every identity of the touched components. Exams of identities that changed person become moves."""
        with self._engine.begin() as connection:
            members = linking.component(connection, set(identity_ids))
            clusters = linking.partition(members, linking.rules(connection))
            assigned, without = linking.assign(clusters, members)
            if without:
                first = keymap.take_ids(connection, "person", len(without))
                for number, cluster in enumerate(without):
                    assigned.update(dict.fromkeys(cluster, first + number))
            changed = {i: p for i, p in assigned.items() if members[i].person_id != p}
            self._point(connection, changed, {i for i in changed if members[i].person_id is not None})
        return assigned

    def _point(self, connection: Connection, changed: Mapping[int, int], had_one: set[int]) -> None:
        """Give identities their person, with history; exams of those that had another one move."""
        if not changed:
            return
        now = utc_now()
        statement = update(PATIENT_IDENTITY).where(PATIENT_IDENTITY.c.identity_id == bindparam("b_id"))
        connection.execute(statement.values(person_id=bindparam("b_person")), [{"b_id": i, "b_person": p} for i, p in changed.items()])
        h = PERSON_HISTORY.c
        for part in _chunks(sorted(had_one)):
            connection.execute(update(PERSON_HISTORY).where(h.identity_id.in_(part), h.valid_to.is_(None)).values(valid_to=now))
        connection.execute(
            insert(PERSON_HISTORY),
            [{"identity_id": i, "valid_from": now, "valid_to": None, "person_id": p} for i, p in changed.items()],
        )
        e = EXAM_IDENTITY.c
        exams: set[int] = set()
        for part in _chunks(sorted(had_one)):
            exams.update(int(r.exam_id) for r in connection.execute(select(e.exam_id).where(e.identity_id.in_(part))))
        for part in _chunks(sorted(changed)):
            query = select(e.exam_id).join(EXAM_AWAITED, EXAM_AWAITED.c.exam_id == e.exam_id).where(e.identity_id.in_(part))
            exams.update(int(r.exam_id) for r in connection.execute(query))
        self._note_moves(connection, sorted(exams))

    def _note_moves(self, connection: Connection, exam_ids: Sequence[int]) -> None:
        persons = self._persons_of(connection, exam_ids)
        rows = [{"exam_id": exam, "person_id": person} for exam, person in persons.items()]
        if rows:
            for part in _chunks([row["exam_id"] for row in rows]):
                connection.execute(delete(PERSON_MOVE).where(PERSON_MOVE.c.exam_id.in_(part)))
            connection.execute(insert(PERSON_MOVE), rows)

    def persons_of(self, exam_ids: Sequence[int]) -> dict[int, int]:
        """Person of each exam whose patient is known and linked."""
        with self._engine.connect() as connection:
            return self._persons_of(connection, exam_ids)

    def _persons_of(self, connection: Connection, exam_ids: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        e, p = EXAM_IDENTITY.c, PATIENT_IDENTITY.c
        for part in _chunks(exam_ids):
            query = select(e.exam_id, p.person_id).join(PATIENT_IDENTITY, p.identity_id == e.identity_id)
            for row in connection.execute(query.where(e.exam_id.in_(part), p.person_id.is_not(None))):
                found[int(row.exam_id)] = int(row.person_id)
        return found

    def pending_moves(self, limit: int = 20_000) -> list[tuple[int, int]]:
        """(exam_id, person_id) that other stores have not followed yet."""
        m = PERSON_MOVE.c
        with self._engine.connect() as connection:
            return [(int(r.exam_id), int(r.person_id)) for r in connection.execute(select(m.exam_id, m.person_id).limit(limit))]

    def moves_applied(self, moves: Sequence[tuple[int, int]]) -> None:
        """Other stores have followed; a move that changed meanwhile stays."""
        m = PERSON_MOVE.c
        statement = delete(PERSON_MOVE).where(m.exam_id == bindparam("b_exam"), m.person_id == bindparam("b_person"))
        if moves:
            with self._engine.begin() as connection:
                connection.execute(statement, [{"b_exam": e, "b_person": p} for e, p in moves])
                for part in _chunks([exam for exam, _ in moves]):
                    connection.execute(delete(EXAM_AWAITED).where(EXAM_AWAITED.c.exam_id.in_(part)))

    # --- looking up ---------------------------------------------------------------------------------------------------

    def find(self, kind: str, value: str) -> list[int]:
        """Persons with this name, pinyin, initials, idno, phone, card or his_pid; at most FOUND_LIMIT. KeyError: no such kind."""
        normal, token_kind, stored = SEARCHED[kind]
        wanted = normal(value)
        if not wanted:
            return []
        t, p = IDENTITY_TOKEN.c, PATIENT_IDENTITY.c
        query = (
            select(p.person_id)
            .distinct()
            .join(IDENTITY_TOKEN, t.identity_id == p.identity_id)
            .where(t.kind.in_(stored), t.token == self._keys.token(token_kind, wanted), p.person_id.is_not(None))
            .order_by(p.person_id)
            .limit(FOUND_LIMIT)
        )
        with self._engine.connect() as connection:
            return [int(row.person_id) for row in connection.execute(query)]

    def by_local(self, source: str, patient_key: str) -> int | None:
        """The master index number of one source's patient number."""
        query = select(PATIENT_IDENTITY.c.person_id).where(
            PATIENT_IDENTITY.c.patient_token == patient_token(self._keys, source, patient_key)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None or row.person_id is None else int(row.person_id)

    def members(self, person_id: int) -> list[PatientIdentity]:
        """Every source's record of a person, opened. Callers have checked the right to see it."""
        p = PATIENT_IDENTITY.c
        query = select(p.identity_id, p.source, p.sealed).where(p.person_id == person_id).order_by(p.identity_id)
        with self._engine.connect() as connection:
            return [PatientIdentity(int(r.identity_id), r.source, self._open(r)) for r in connection.execute(query)]

    def reveal(self, person_ids: Sequence[int]) -> dict[int, PatientRecord]:
        """One record a person, the most telling one (verified number, then verified name, then newest)."""
        best: dict[int, tuple[tuple[bool, bool, int], PatientRecord]] = {}
        p = PATIENT_IDENTITY.c
        with self._engine.connect() as connection:
            for part in _chunks(sorted(set(person_ids))):
                query = select(p.identity_id, p.person_id, p.sealed).where(p.person_id.in_(part))
                for row in connection.execute(query):
                    record = self._open(row)
                    rank = (record.id_verified, record.name_verified and bool(record.name), int(row.identity_id))
                    person = int(row.person_id)
                    if person not in best or best[person][0] < rank:
                        best[person] = (rank, record)
        return {person: record for person, (_, record) in best.items()}

    def vips(self, person_ids: Sequence[int]) -> set[int]:
        """Those of whom any source says VIP (VP-02: the flag wins)."""
        p = PATIENT_IDENTITY.c
        found: set[int] = set()
        with self._engine.connect() as connection:
            for part in _chunks(sorted(set(person_ids))):
                query = select(p.person_id).distinct().where(p.person_id.in_(part), p.vip)
                found.update(int(r.person_id) for r in connection.execute(query))
        return found

    def _open(self, row: Any) -> PatientRecord:
        return PatientRecord.from_bytes(self._keys.unseal(PURPOSE, row.sealed, str(row.identity_id).encode()))

    def record_corrections(self, source: str, entity: str, corrections: Sequence[Correction]) -> None:
        """Keep old values sealed; a correction already kept (the same run again) is left as it is."""
        c = CORRECTION.c
        rows = {
            (x.entity_id, x.field, x.rule, x.run_id): {
                "source": source, "entity": entity, "entity_id": x.entity_id, "field": x.field, "rule": x.rule, "run_id": x.run_id,
                "sealed_old": self._keys.seal("correction", x.old.encode()),
            }
            for x in corrections
        }  # fmt: skip
        if not rows:
            return
        with self._engine.begin() as connection:
            run_ids = sorted({key[3] for key in rows})
            query = select(c.entity_id, c.field, c.rule, c.run_id).where(c.source == source, c.entity == entity, c.run_id.in_(run_ids))
            have = {(int(r.entity_id), r.field, r.rule, r.run_id) for r in connection.execute(query)}
            fresh = [row for key, row in rows.items() if key not in have]
            if fresh:
                connection.execute(insert(CORRECTION), fresh)


def _chunks(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]
