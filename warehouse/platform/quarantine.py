"""Quarantine: rows that were stopped, each with a reason and a way back. The payload is sealed by the line."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from warehouse.errors import Refused
from warehouse.platform.runs import BatchOutcome, QuarantineRow
from warehouse.platform.schema import QUARANTINE, RUN, utc_now, utc_text
from warehouse.portions import chunks

SHOWN = [c for c in QUARANTINE.c if c.name not in ("payload", "key_token", "row_hash", "note")]


@dataclass(frozen=True)
class QuarantineFilter:
    """What to list; None means any. `before` is the item id the page before ended with."""

    source: str | None = None
    feed: str | None = None
    rule: str | None = None
    field: str | None = None
    state: str | None = None
    run_id: str | None = None
    since: str | None = None
    until: str | None = None
    before: int | None = None
    limit: int = 50


@dataclass(frozen=True)
class Due:
    """Open items to try again: `waits[n]` after an item was seen last when it was tried n times (the last one repeats), up to `until`."""

    feeds: tuple[str, ...]
    rules: tuple[str, ...]
    waits: tuple[timedelta, ...]
    until: timedelta
    now: datetime
    limit: int


def store(connection: Connection, outcome: BatchOutcome) -> None:
    """Stopped rows of a batch: new ones are added, known ones counted again; open items of keys that passed are closed."""
    now = utc_now()
    rows = {(row.key_token, row.row_hash): row for row in outcome.quarantine}
    known = _known(connection, outcome, [key for key, _ in rows])
    for key, item_id in known.items():
        if key in rows:
            _seen_again(connection, item_id, rows.pop(key), outcome.run_id, now)
    if rows:
        fixed = {"source": outcome.source, "feed": outcome.feed, "state": "open", "retries": 0, "run_id": outcome.run_id}
        connection.execute(
            insert(QUARANTINE),
            [
                {
                    **fixed, **_told(row), "key_token": row.key_token, "row_hash": row.row_hash, "payload": row.payload,
                    "first_seen": now, "last_seen": now,
                }
                for row in rows.values()
            ],
        )  # fmt: skip
    _close_passed(connection, outcome, now)


def _known(connection: Connection, outcome: BatchOutcome, tokens: Sequence[str]) -> dict[tuple[str, str], int]:
    q = QUARANTINE.c
    known: dict[tuple[str, str], int] = {}
    for part in chunks(tokens):
        where = and_(q.source == outcome.source, q.feed == outcome.feed, q.key_token.in_(part))
        for row in connection.execute(select(q.item_id, q.key_token, q.row_hash).where(where)):
            known[row.key_token, row.row_hash] = row.item_id
    return known


def _told(row: QuarantineRow) -> dict[str, Any]:
    findings = json.dumps(list(row.findings), ensure_ascii=False)
    return {"rule": row.rule, "field": row.field, "reason": row.reason, "cause": row.cause, "findings": findings}


def _seen_again(connection: Connection, item_id: int, row: QuarantineRow, run_id: str, now: str) -> None:
    """The same row was stopped again: the item opens again, unless a person discarded it."""
    q = QUARANTINE.c
    values = {"retries": q.retries + 1, "last_seen": now, "run_id": run_id, **_told(row)}
    connection.execute(update(QUARANTINE).where(q.item_id == item_id).values(values))
    reopened = and_(q.item_id == item_id, q.state != "discarded")
    connection.execute(update(QUARANTINE).where(reopened).values(state="open", closed_at=None, closed_by=None))


def _close_passed(connection: Connection, outcome: BatchOutcome, now: str) -> None:
    """A key that passed closes its open items: `released` in a release run, `closed` when a later version came by itself."""
    q = QUARANTINE.c
    release = connection.execute(select(RUN.c.kind).where(RUN.c.run_id == outcome.run_id)).scalar_one() == "release"
    values = {"state": "released" if release else "closed", "closed_at": now, "closed_by": f"run:{outcome.run_id}"}
    stopped = {row.key_token for row in outcome.quarantine}
    passed = [token for token in outcome.passed_tokens if token not in stopped]
    newest = _released(connection, outcome) if release and outcome.passed_hashes else {}
    for part in chunks([token for token in passed if token not in newest]):
        where = and_(q.source == outcome.source, q.feed == outcome.feed, q.state == "open", q.key_token.in_(part))
        connection.execute(update(QUARANTINE).where(where).values(values))
    for token in passed:
        if token in newest:
            older = and_(q.source == outcome.source, q.feed == outcome.feed, q.key_token == token, q.item_id <= newest[token])
            connection.execute(update(QUARANTINE).where(older, q.state == "open").values(values))


def _released(connection: Connection, outcome: BatchOutcome) -> dict[str, int]:
    """Key → the newest of its items that a release run let through: a version stopped after it is still to be looked at."""
    known = _known(connection, outcome, outcome.passed_tokens)
    newest: dict[str, int] = {}
    for pair in zip(outcome.passed_tokens, outcome.passed_hashes, strict=True):
        if pair in known:
            newest[pair[0]] = max(known[pair], newest.get(pair[0], 0))
    return newest


def _where(wanted: QuarantineFilter) -> Any:
    q = QUARANTINE.c
    conditions = [
        column == value
        for column, value in (
            (q.source, wanted.source), (q.feed, wanted.feed), (q.rule, wanted.rule), (q.field, wanted.field), (q.state, wanted.state),
            (q.run_id, wanted.run_id),
        )
        if value is not None
    ]  # fmt: skip
    if wanted.since is not None:
        conditions.append(q.last_seen >= wanted.since)
    if wanted.until is not None:
        conditions.append(q.last_seen < wanted.until)
    if wanted.before is not None:
        conditions.append(q.item_id < wanted.before)
    return and_(True, *conditions)


def page(connection: Connection, wanted: QuarantineFilter) -> list[dict[str, Any]]:
    query = select(*SHOWN).where(_where(wanted)).order_by(QUARANTINE.c.item_id.desc()).limit(wanted.limit)
    return [_item(row) for row in connection.execute(query).mappings()]


def due(connection: Connection, wanted: Due) -> list[dict[str, Any]]:
    """Those that have waited longest come first."""
    q, last = QUARANTINE.c, len(wanted.waits) - 1
    waited = [
        and_(q.retries == tries if tries < last else q.retries >= tries, q.last_seen <= utc_text(wanted.now - wait))
        for tries, wait in enumerate(wanted.waits)
    ]
    oldest = utc_text(wanted.now - wanted.until)
    where = and_(q.state == "open", q.feed.in_(wanted.feeds), q.rule.in_(wanted.rules), q.first_seen > oldest, or_(*waited))
    query = select(*SHOWN).where(where).order_by(q.last_seen, q.item_id).limit(wanted.limit)
    return [_item(row) for row in connection.execute(query).mappings()]


def one(connection: Connection, item_id: int) -> dict[str, Any] | None:
    row = connection.execute(select(*SHOWN).where(QUARANTINE.c.item_id == item_id)).mappings().first()
    return None if row is None else _item(row)


def _item(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {**row, "findings": json.loads(row["findings"])}


def payload(connection: Connection, item_id: int) -> bytes:
    row = connection.execute(select(QUARANTINE.c.payload).where(QUARANTINE.c.item_id == item_id)).first()
    if row is None:
        raise Refused(f"there is no quarantine item {item_id}")
    return bytes(row.payload)


def groups(connection: Connection, wanted: QuarantineFilter) -> list[dict[str, Any]]:
    q = QUARANTINE.c
    keys = (q.source, q.feed, q.field, q.rule)
    query = (
        select(
            *keys, func.count().label("items"), func.max(q.cause).label("cause"), func.min(q.reason).label("reason"),
            func.min(q.first_seen).label("first_seen"), func.max(q.last_seen).label("last_seen"),
        )
        .where(_where(wanted))
        .group_by(*keys)
        .order_by(func.count().desc())
    )  # fmt: skip
    return [dict(row) for row in connection.execute(query).mappings()]


def close(connection: Connection, item_ids: Sequence[int], state: str, closed_by: str) -> None:
    for part in chunks(item_ids):
        where = and_(QUARANTINE.c.item_id.in_(part), QUARANTINE.c.state == "open")
        connection.execute(update(QUARANTINE).where(where).values(state=state, closed_at=utc_now(), closed_by=closed_by))


def discard(connection: Connection, item_ids: Sequence[int], sealed_note: bytes, by: str) -> int:
    values = {"state": "discarded", "closed_at": utc_now(), "closed_by": by, "note": sealed_note}
    where = QUARANTINE.c.state == "open"
    return sum(
        connection.execute(update(QUARANTINE).where(QUARANTINE.c.item_id.in_(p), where).values(values)).rowcount for p in chunks(item_ids)
    )


def reopen(connection: Connection, item_ids: Sequence[int]) -> int:
    values = {"state": "open", "closed_at": None, "closed_by": None, "note": None}
    where = QUARANTINE.c.state == "discarded"
    return sum(
        connection.execute(update(QUARANTINE).where(QUARANTINE.c.item_id.in_(p), where).values(values)).rowcount for p in chunks(item_ids)
    )
