"""Identity: who is who. Everything that holds or opens a name goes through this class."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine, delete, insert, select

from warehouse.identity import beside, corrections, keymap, linking, merges, moves, vault
from warehouse.identity.corrections import Correction
from warehouse.identity.keymap import KeyEntry
from warehouse.identity.normal import normal_name, normal_phone
from warehouse.identity.reach import Component, enabled_rules
from warehouse.identity.records import ExamNumbers, PatientRecord, id_form, key_token, number_form, patient_token, pinyin_form
from warehouse.identity.schema import IDENTITY_TOKEN, KEY_MAP, LINK_PENDING, LINK_RULE, METADATA, PATIENT_IDENTITY
from warehouse.identity.sql import lock
from warehouse.keys import Keyring
from warehouse.platform.database import reading
from warehouse.platform.revisions import Schema, revisions, upgrade
from warehouse.portions import chunks

__all__ = ["Correction", "ExamNumbers", "Identity", "KeyEntry", "PatientIdentity", "PatientRecord"]


def _phone_form(value: str) -> str:
    return next(iter(normal_phone(value)), "")


SEARCHED = {  # what a person may look for → (normal form, token kind, stored kinds)
    "name": (normal_name, "name", ("name", "name_u")),
    "pinyin": (pinyin_form, "pinyin", ("pinyin", "pinyin_u")),
    "initials": (pinyin_form, "initials", ("initials",)),
    "idno": (id_form, "idno", ("idno", "idno_u")),
    "phone": (_phone_form, "phone", ("phone",)),
    "card": (number_form, "card", ("card",)),
    "his_pid": (number_form, "his_pid", ("his_pid",)),
    "visit": (number_form, "visit", ("visit",)),
}
FOUND_LIMIT = 1000  # persons of one search: a list nobody reads further than this
KEY_STEP = 5000  # keys of one transaction: other processes write in between
RELINK_STEP = 20_000
NUMBERS = "numbers"
SCHEMA = Schema("identity", METADATA, Path(__file__).parent / "versions")


@dataclass(frozen=True)
class PatientIdentity:
    """One source's record of a person, opened."""

    identity_id: int
    source: str
    record: PatientRecord

    @property
    def patient_key(self) -> str:
        """The source's own patient number."""
        return self.record.patient_key


class Identity:
    """Vault, key map, tokens, persons and links on one database (SQLite file or MySQL/MariaDB), safe among several processes."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._keys = keyring

    def migrate(self) -> None:
        """Bring the database to this code's revision (`revisions.upgrade` says what may go wrong), with the default link rules once."""
        upgrade(self._engine, SCHEMA)
        with self._engine.begin() as connection:
            keymap.prepare(connection)
            lock(connection, "person")
            if connection.execute(select(LINK_RULE.c.rule_id)).first() is None:
                rows = [{"rule_id": r, "position": p, "enabled": True, "keys": k, "zh": zh} for r, p, k, zh in linking.DEFAULT_RULES]
                connection.execute(insert(LINK_RULE), rows)

    def revisions(self) -> dict[str, str | None]:
        """{"database": …, "code": …}: they differ until `migrate` has run."""
        return revisions(self._engine, SCHEMA)

    # --- key map ------------------------------------------------------------------------------------------------------

    def allot(self, source: str, entity: str, keys: Sequence[str], sealed: Sequence[bytes] | None = None) -> list[KeyEntry]:
        """The surrogate of each natural key, in order. The same key has the same id for ever.

        `entity`: exam | order | report | file. `sealed`: of exams, `seal_numbers`; replaces what was sealed before.
        """
        tokens = [key_token(self._keys, source, entity, key) for key in keys]
        entries: list[KeyEntry] = []
        for start in range(0, len(tokens), KEY_STEP):
            stop = start + KEY_STEP
            part = None if sealed is None else sealed[start:stop]
            with self._engine.begin() as connection:
                entries += keymap.allot(connection, source, entity, tokens[start:stop], part)
        return entries

    def known(self, source: str, entity: str, keys: Sequence[str]) -> dict[str, KeyEntry]:
        """Entries of the keys that were seen before; allots nothing."""
        by_token = {key_token(self._keys, source, entity, key): key for key in keys}
        with self._reading.connect() as connection:
            found = keymap.lookup(connection, source, entity, list(by_token))
        return {by_token[token]: entry for token, entry in found.items()}

    def confirm(
        self, source: str, entity: str, keys: Sequence[str], row_hashes: Sequence[str], deleted: Sequence[bool] | None = None
    ) -> None:
        """The analytic store has these rows: remember their hashes. Called after the load, never before."""
        tokens = [key_token(self._keys, source, entity, key) for key in keys]
        with self._engine.begin() as connection:
            keymap.confirm(connection, source, entity, tokens, row_hashes, deleted or [False] * len(keys))

    def forget(self, entity: str, ids: Sequence[int]) -> None:
        """Rows gone at their source: marked deleted, and loaded anew should they come back."""
        with self._engine.begin() as connection:
            keymap.forget(connection, entity, ids)

    def unloaded(self, source: str, entity: str, tokens: Sequence[str]) -> set[str]:
        """Those of the key tokens whose row the analytic store does not have, or no more."""
        with self._reading.connect() as connection:
            found = keymap.lookup(connection, source, entity, tokens)
        return {token for token in tokens if token not in found or found[token].row_hash is None}

    def key_tokens(self, source: str, entity: str, ids: Sequence[int]) -> dict[int, str]:
        """Key token of each id."""
        with self._reading.connect() as connection:
            return keymap.tokens(connection, source, entity, ids)

    def seal_numbers(self, numbers: ExamNumbers) -> bytes:
        """An exam's numbers as `allot` keeps them."""
        return self._keys.seal(NUMBERS, numbers.to_bytes())

    def exam_numbers(self, exam_ids: Sequence[int]) -> dict[int, ExamNumbers]:
        """The numbers of exams whose own row was read. Callers have checked the right to see them."""
        found: dict[int, ExamNumbers] = {}
        k = KEY_MAP.c
        with self._reading.connect() as connection:
            for part in chunks(sorted(set(exam_ids))):
                query = select(k.id, k.sealed).where(k.entity == "exam", k.id.in_(part), k.sealed.is_not(None))
                for exam_id, sealed in connection.execute(query):
                    found[int(exam_id)] = ExamNumbers.from_bytes(self._keys.unseal(NUMBERS, sealed))
        return found

    def exam_keys(self, source: str, exam_ids: Sequence[int]) -> dict[int, str]:
        """Natural keys of exams of a source whose own row was read: for asking the source again, nothing else."""
        found: dict[int, str] = {}
        k = KEY_MAP.c
        with self._reading.connect() as connection:
            for part in chunks(sorted(set(exam_ids))):
                query = select(k.id, k.sealed).where(k.source == source, k.entity == "exam", k.id.in_(part), k.sealed.is_not(None))
                for exam_id, sealed in connection.execute(query):
                    found[int(exam_id)] = ExamNumbers.from_bytes(self._keys.unseal(NUMBERS, sealed)).key
        return found

    # --- persons ------------------------------------------------------------------------------------------------------

    def absorb(self, source: str, patients: Sequence[PatientRecord]) -> list[int]:
        """identity_id of each record. A record is sealed and its tokens replaced only when it is new or changed."""
        return vault.absorb(self._engine, self._keys, source, patients)

    def merge_numbers(self, source: str, numbers: Sequence[tuple[str, str, bool]]) -> None:
        """(old, new, active): patient numbers the source says are one person, or are so no more. Persons follow, exams become moves."""
        marks = [(patient_token(self._keys, source, old), patient_token(self._keys, source, new), active) for old, new, active in numbers]
        with self._engine.begin() as connection:
            touched = merges.note(connection, self._keys.key_id, marks)
        if touched:
            self.link(touched)

    def attach(self, exam_ids: Sequence[int], identity_ids: Sequence[int]) -> None:
        """Say whose exams these are. Exams that reports or files awaited, or that change hands, become moves."""
        wanted = dict(zip(exam_ids, identity_ids, strict=True))
        with self._engine.begin() as connection:
            moves.attach(connection, wanted)

    def await_exams(self, exam_ids: Sequence[int]) -> None:
        """Reports or files of exams not yet read: when the exam comes, their rows must be given its person."""
        with self._engine.begin() as connection:
            moves.await_exams(connection, exam_ids)

    def link(self, identity_ids: Sequence[int]) -> dict[int, int]:
        """Person of the given identities and of all that are decided anew with them. Exams whose person changed become moves.

        Misconfigured: a link rule that cannot be applied.
        """
        with self._engine.begin() as connection:
            lock(connection, "person")
            rules = enabled_rules(connection)
            waiting = set(connection.execute(select(LINK_PENDING.c.identity_id)).scalars())
            component = Component(connection, rules)
            component.grow(waiting.union(identity_ids))
            members = component.members
            parted = linking.partition(members, rules, component.weak)
            assigned, without = linking.assign(parted.clusters, lambda i: members[i].person_id)
            if without:
                first = keymap.take_ids(connection, "person", len(without))
                for number, cluster in enumerate(without):
                    assigned.update(dict.fromkeys(cluster, first + number))
            held = {i: member.person_id for i, member in members.items()}
            moves.point(connection, {i: p for i, p in assigned.items() if held[i] != p}, held, parted.joined_by)
            for part in chunks(sorted(waiting)):
                connection.execute(delete(LINK_PENDING).where(LINK_PENDING.c.identity_id.in_(part)))
        return assigned

    def relink(self) -> int:
        """Decide every identity anew, after rules were edited; how many there are. A linking of all history: minutes, not seconds."""
        p = PATIENT_IDENTITY.c
        last, total = 0, 0
        while True:
            with self._reading.connect() as connection:
                query = select(p.identity_id).where(p.identity_id > last).order_by(p.identity_id).limit(RELINK_STEP)
                ids = list(connection.execute(query).scalars())
            if not ids:
                return total
            self.link(ids)
            last, total = ids[-1], total + len(ids)

    def persons_of(self, exam_ids: Sequence[int]) -> dict[int, int]:
        """Person of each exam whose patient is known and linked."""
        with self._reading.connect() as connection:
            return moves.persons_of(connection, exam_ids)

    def pending_moves(self, limit: int = 20_000) -> list[tuple[int, int]]:
        """(exam_id, person_id) that other stores have not followed yet."""
        with self._reading.connect() as connection:
            return moves.pending(connection, limit)

    def moves_applied(self, followed: Sequence[tuple[int, int]]) -> None:
        """Other stores have followed; a move that changed meanwhile stays."""
        with self._engine.begin() as connection:
            moves.applied(connection, followed)

    # --- looking up ---------------------------------------------------------------------------------------------------

    def find(self, kind: str, value: str) -> list[int]:
        """Persons by a name, pinyin, initials, idno, phone, card, his_pid or visit, at most FOUND_LIMIT. KeyError: no such kind."""
        form, token_kind, stored = SEARCHED[kind]
        wanted = form(value)
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
        with self._reading.connect() as connection:
            return [int(person) for person in connection.execute(query).scalars()]

    def by_local(self, source: str, patient_key: str) -> int | None:
        """The master index number of one source's patient number."""
        p = PATIENT_IDENTITY.c
        query = select(p.person_id).where(p.patient_token == patient_token(self._keys, source, patient_key))
        with self._reading.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def members(self, person_id: int) -> list[PatientIdentity]:
        """Every source's record of a person, opened. Callers have checked the right to see it."""
        p = PATIENT_IDENTITY.c
        query = select(p.identity_id, p.source, p.patient_token, p.sealed).where(p.person_id == person_id)
        with self._reading.connect() as connection:
            rows = connection.execute(query.order_by(p.source, p.identity_id)).all()
        return [PatientIdentity(int(i), source, vault.unseal(self._keys, mark, sealed)) for i, source, mark, sealed in rows]

    def reveal(self, person_ids: Sequence[int]) -> dict[int, PatientRecord]:
        """One record a person: the most telling one (verified number, then verified name, then newest), its gaps filled by the others.

        Callers have checked the right to see it. Persons without members are left out.
        """
        records: dict[int, list[tuple[bool, bool, bool, int, PatientRecord]]] = {}
        p = PATIENT_IDENTITY.c
        with self._reading.connect() as connection:
            for part in chunks(sorted(set(person_ids))):
                query = select(p.identity_id, p.person_id, p.patient_token, p.sealed).where(p.person_id.in_(part))
                for identity_id, person, mark, sealed in connection.execute(query):
                    r = vault.unseal(self._keys, mark, sealed)
                    rank = (r.id_verified, bool(r.name) and r.name_verified, not r.newborn, int(identity_id), r)
                    records.setdefault(int(person), []).append(rank)
        return {
            person: _whole([entry[4] for entry in sorted(found, key=lambda e: e[:4], reverse=True)]) for person, found in records.items()
        }

    def vips(self, person_ids: Sequence[int]) -> set[int]:
        """Those of whom any source says VIP (VP-02: the flag wins)."""
        p = PATIENT_IDENTITY.c
        found: set[int] = set()
        with self._reading.connect() as connection:
            for part in chunks(sorted(set(person_ids))):
                query = select(p.person_id).distinct().where(p.person_id.in_(part), p.vip)
                found.update(int(person) for person in connection.execute(query).scalars())
        return found

    def every_vip(self) -> list[int]:
        """All persons of whom any source says VIP: a few hundred in a hospital."""
        p = PATIENT_IDENTITY.c
        query = select(p.person_id).distinct().where(p.vip, p.person_id.is_not(None)).order_by(p.person_id)
        with self._reading.connect() as connection:
            return [int(row.person_id) for row in connection.execute(query)]

    # --- for the rules ------------------------------------------------------------------------------------------------

    def holders(self, kind: str, tokens: Sequence[str], kinds: Sequence[str], elsewhere: str | None = None) -> beside.Holders:
        """Who holds these tokens of a strong kind, each with its tokens of `kinds`; with `elsewhere` not those of that source."""
        with self._reading.connect() as connection:
            return beside.holders(connection, kind, tokens, kinds, elsewhere)

    def patients_of(self, exam_ids: Sequence[int]) -> dict[int, str]:
        """Patient token of each exam whose own row was read."""
        with self._reading.connect() as connection:
            return beside.patients_of(connection, exam_ids)

    # --- corrections --------------------------------------------------------------------------------------------------

    def record_corrections(self, source: str, entity: str, rows: Sequence[Correction]) -> None:
        """Keep old values sealed; a correction already kept (the same run again) is left as it is."""
        if rows:
            with self._engine.begin() as connection:
                corrections.record(connection, self._keys, source, entity, rows)

    def corrections_of(self, source: str, entity: str, entity_id: int) -> list[Correction]:
        """All corrections of a row, opened. Callers have checked the right to see them."""
        with self._reading.connect() as connection:
            return corrections.read(connection, self._keys, source, entity, entity_id)


def _whole(ranked: Sequence[PatientRecord]) -> PatientRecord:
    """The first record, with what it lacks taken from the next ones; VIP when any says so."""
    best = ranked[0]
    gaps = {}
    for name in ("his_pid", "pinyin", "sex", "birth_date", "phones", "card_no", "address", "visit_no"):
        if not getattr(best, name):
            gaps[name] = next((value for r in ranked[1:] if (value := getattr(r, name))), getattr(best, name))
    if not best.id_number and (other := next((r for r in ranked if r.id_number), None)):
        gaps |= {"id_number": other.id_number, "id_type": other.id_type, "id_verified": other.id_verified}
    if not best.name and (other := next((r for r in ranked if r.name), None)):
        gaps |= {"name": other.name, "name_verified": other.name_verified, "pinyin": other.pinyin}
    return replace(best, **gaps, vip=any(r.vip for r in ranked))
