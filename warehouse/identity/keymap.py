"""The key map: one 64-bit surrogate for each natural key, allotted once and found again for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from warehouse.identity.schema import KEY_MAP, SURROGATE
from warehouse.platform.schema import utc_now

CHUNK = 5000  # parameters of one IN list; SQLite takes 32,766
FIRST = {"exam": 1_000_001, "order": 1_000_001, "report": 1_000_001, "file": 1_000_001, "identity": 1, "person": 10_000_001}


@dataclass(frozen=True)
class KeyEntry:
    """What the key map knows of a key. `row_hash` is None until the analytic store has the row."""

    id: int
    row_hash: str | None
    deleted: bool


def take_ids(connection: Connection, kind: str, count: int) -> int:
    """The first of `count` consecutive new ids. Serialised by the row's lock (MySQL) or the write transaction (SQLite)."""
    row = connection.execute(select(SURROGATE.c.next_id).where(SURROGATE.c.kind == kind).with_for_update()).first()
    if row is None:
        first = FIRST[kind]
        connection.execute(insert(SURROGATE).values(kind=kind, next_id=first + count))
        return first
    connection.execute(update(SURROGATE).where(SURROGATE.c.kind == kind).values(next_id=row.next_id + count))
    return int(row.next_id)


def lookup(connection: Connection, source: str, entity: str, tokens: Sequence[str]) -> dict[str, KeyEntry]:
    """Token → entry of those that are known."""
    found: dict[str, KeyEntry] = {}
    columns = (KEY_MAP.c.key_token, KEY_MAP.c.id, KEY_MAP.c.row_hash, KEY_MAP.c.deleted)
    for start in range(0, len(tokens), CHUNK):
        part = list(tokens[start : start + CHUNK])
        where = and_(KEY_MAP.c.source == source, KEY_MAP.c.entity == entity, KEY_MAP.c.key_token.in_(part))
        for row in connection.execute(select(*columns).where(where)):
            found[row.key_token] = KeyEntry(int(row.id), row.row_hash, bool(row.deleted))
    return found


def allot(connection: Connection, source: str, entity: str, tokens: Sequence[str], sealed: Sequence[bytes] | None) -> list[KeyEntry]:
    """Entries in the order of `tokens`; unknown ones are given new ids. `sealed` replaces what was sealed before."""
    found = lookup(connection, source, entity, tokens)
    by_token = dict(zip(tokens, sealed, strict=True)) if sealed is not None else {}
    fresh = [token for token in dict.fromkeys(tokens) if token not in found]
    if fresh:
        first = take_ids(connection, entity, len(fresh))
        rows: list[dict[str, Any]] = [
            {"source": source, "entity": entity, "key_token": token, "id": first + i, "sealed": by_token.get(token), "row_hash": None,
             "deleted": False, "last_seen": None}
            for i, token in enumerate(fresh)
        ]  # fmt: skip
        connection.execute(insert(KEY_MAP), rows)
        found.update({row["key_token"]: KeyEntry(row["id"], None, False) for row in rows})
    if by_token:
        new = set(fresh)
        known = [token for token in by_token if token not in new]
        if known:
            _update(connection, source, entity, known, {"sealed": [by_token[t] for t in known]})
    return [found[token] for token in tokens]


def confirm(
    connection: Connection, source: str, entity: str, tokens: Sequence[str], row_hashes: Sequence[str], deleted: Sequence[bool]
) -> None:
    """Remember what the analytic store now has: from here on these rows are "unchanged" when they are read again."""
    if tokens:
        now = utc_now()
        values = {"row_hash": list(row_hashes), "deleted": list(deleted), "last_seen": [now] * len(tokens)}
        _update(connection, source, entity, tokens, values)


def _update(connection: Connection, source: str, entity: str, tokens: Sequence[str], values: dict[str, list[Any]]) -> None:
    where = and_(KEY_MAP.c.source == source, KEY_MAP.c.entity == entity, KEY_MAP.c.key_token == bindparam("b_token"))
    statement = update(KEY_MAP).where(where).values({name: bindparam("b_" + name) for name in values})
    rows = [{"b_token": token, **{"b_" + name: column[i] for name, column in values.items()}} for i, token in enumerate(tokens)]
    connection.execute(statement, rows)
