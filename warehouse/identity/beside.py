"""Who else stands behind a token: what the rules over the store ask of identity. Tokens in, tokens out; nothing is opened."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from warehouse.identity.schema import EXAM_IDENTITY, IDENTITY_TOKEN, PATIENT_IDENTITY, WEAK_TOKEN
from warehouse.portions import chunks


@dataclass
class Beside:
    """One identity that holds a token. `patient`: its patient token; `tokens`: its tokens of the kinds asked for."""

    source: str
    patient: str
    tokens: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Holders:
    """Identities by token. `weak`: tokens known to stand on so many names that they link nobody; their holders are not listed."""

    of: dict[str, list[Beside]]
    weak: frozenset[str]


def holders(connection: Connection, kind: str, tokens: Sequence[str], kinds: Sequence[str], elsewhere: str | None = None) -> Holders:
    """Holders of each of the `tokens` of a strong kind. Bounded: what has more than a handful of names is weak and only named.

    `elsewhere`: a source whose own identities are not wanted.
    """
    w, t, p = WEAK_TOKEN.c, IDENTITY_TOKEN.alias("token"), PATIENT_IDENTITY.c
    other = IDENTITY_TOKEN.alias("other")
    weak: set[str] = set()
    found: dict[str, dict[int, Beside]] = defaultdict(dict)
    for part in chunks(sorted(tokens)):
        weak.update(connection.execute(select(w.token).where(w.kind == kind, w.token.in_(part))).scalars())
        strong = [token for token in part if token not in weak]
        query = (
            select(t.c.token, p.identity_id, p.source, p.patient_token, other.c.kind, other.c.token)
            .join(PATIENT_IDENTITY, p.identity_id == t.c.identity_id)
            .join(other, (other.c.identity_id == t.c.identity_id) & other.c.kind.in_(kinds))
            .where(t.c.kind == kind, t.c.token.in_(strong))
        )
        if elsewhere is not None:
            query = query.where(p.source != elsewhere)
        for token, identity, source, patient, other_kind, value in connection.execute(query):
            found[token].setdefault(identity, Beside(source, patient)).tokens[other_kind].add(value)
    return Holders({token: list(held.values()) for token, held in found.items()}, frozenset(weak))


def patients_of(connection: Connection, exam_ids: Sequence[int]) -> dict[int, str]:
    """Patient token of each exam whose own row was read."""
    e, p = EXAM_IDENTITY.c, PATIENT_IDENTITY.c
    found: dict[int, str] = {}
    for part in chunks(sorted(set(exam_ids))):
        query = select(e.exam_id, p.patient_token).join(PATIENT_IDENTITY, p.identity_id == e.identity_id).where(e.exam_id.in_(part))
        found.update({int(exam): patient for exam, patient in connection.execute(query)})
    return found
