"""The key map: one 64-bit surrogate for each natural key, allotted once and found again for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from warehouse.identity.schema import KEY_MAP, SURROGATE
from warehouse.identity.sql import insert_missing, lock
from warehouse.platform.schema import utc_now
from warehouse.portions import chunks

FIRST = {
    "exam": 1_000_001, "order": 1_000_001, "report": 1_000_001, "file": 1_000_001, "deletion": 1, "merge": 1, "identity": 1,
    "person": 10_000_001,
}  # fmt: skip


@dataclass(frozen=True)
class KeyEntry:
    """What the key map knows of a key. `row_hash` is None until the analytic store has the row."""

    id: int
    row_hash: str | None
    deleted: bool


def prepare(connection: Connection) -> None:
    """A counter for each kind, so that there is always a row to lock."""
    insert_missing(connection, SURROGATE, [{"kind": kind, "next_id": first} for kind, first in FIRST.items()])


def take_ids(connection: Connection, kind: str, count: int) -> int:
    """The first of `count` consecutive new ids."""
    first = lock(connection, kind)
    connection.execute(update(SURROGATE).where(SURROGATE.c.kind == kind).values(next_id=first + count))
    return first


def lookup(connection: Connection, source: str, entity: str, tokens: Sequence[str]) -> dict[str, KeyEntry]:
    """Token → entry of those that are known."""
    found: dict[str, KeyEntry] = {}
    k = KEY_MAP.c
    for part in chunks(tokens):
        query = select(k.key_token, k.id, k.row_hash, k.deleted).where(k.source == source, k.entity == entity, k.key_token.in_(part))
        for token, number, row_hash, deleted in connection.execute(query):
            found[token] = KeyEntry(int(number), row_hash, bool(deleted))
    return found


def allot(connection: Connection, source: str, entity: str, tokens: Sequence[str], sealed: Sequence[bytes] | None) -> list[KeyEntry]:
    """Entries in the order of `tokens`; unknown ones are given new ids. `sealed` replaces what was sealed before."""
    lock(connection, entity)
    found = lookup(connection, source, entity, list(dict.fromkeys(tokens)))
    by_token = dict(zip(tokens, sealed, strict=True)) if sealed is not None else {}
    fresh = [token for token in dict.fromkeys(tokens) if token not in found]
    known = [token for token in by_token if token in found]
    if fresh:
        first = take_ids(connection, entity, len(fresh))
        rows: list[dict[str, Any]] = [
            {"source": source, "entity": entity, "key_token": token, "id": first + i, "sealed": by_token.get(token), "row_hash": None,
             "deleted": False, "last_seen": None}
            for i, token in enumerate(fresh)
        ]  # fmt: skip
        connection.execute(insert(KEY_MAP), rows)
        found.update({row["key_token"]: KeyEntry(row["id"], None, False) for row in rows})
    if known:
        _update(connection, source, entity, known, {"sealed": [by_token[token] for token in known]})
    return [found[token] for token in tokens]


def confirm(
    connection: Connection, source: str, entity: str, tokens: Sequence[str], row_hashes: Sequence[str], deleted: Sequence[bool]
) -> None:
    """Remember what the analytic store now has: from here on these rows are "unchanged" when they are read again."""
    if tokens:
        now = utc_now()
        values = {"row_hash": list(row_hashes), "deleted": list(deleted), "last_seen": [now] * len(tokens)}
        _update(connection, source, entity, tokens, values)


def forget(connection: Connection, entity: str, ids: Sequence[int]) -> None:
    """Mark rows deleted without a hash: whatever their source says of them next is news."""
    for part in chunks(sorted(set(ids))):
        where = and_(KEY_MAP.c.entity == entity, KEY_MAP.c.id.in_(part))
        connection.execute(update(KEY_MAP).where(where).values(row_hash=None, deleted=True, last_seen=utc_now()))


def tokens(connection: Connection, source: str, entity: str, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    k = KEY_MAP.c
    for part in chunks(sorted(set(ids))):
        query = select(k.id, k.key_token).where(k.source == source, k.entity == entity, k.id.in_(part))
        found.update({int(number): token for number, token in connection.execute(query)})
    return found


def _update(connection: Connection, source: str, entity: str, tokens: Sequence[str], values: dict[str, list[Any]]) -> None:
    where = and_(KEY_MAP.c.source == source, KEY_MAP.c.entity == entity, KEY_MAP.c.key_token == bindparam("b_token"))
    statement = update(KEY_MAP).where(where).values({name: bindparam("b_" + name) for name in values})
    rows = [{"b_token": token, **{"b_" + name: column[i] for name, column in values.items()}} for i, token in enumerate(tokens)]
    connection.execute(statement, rows)
