"""Quarantine: rows that were stopped, each with a reason and a way back. The payload is sealed by the line."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from warehouse.errors import Refused
from warehouse.platform.runs import BatchOutcome
from warehouse.platform.schema import QUARANTINE, utc_now

CHUNK = 5000
SHOWN = [c for c in QUARANTINE.c if c.name not in ("payload", "key_token", "row_hash")]


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
    before: int | None = None
    limit: int = 50


def store(connection: Connection, outcome: BatchOutcome) -> None:
    """Stopped rows of a batch: new ones are added, known ones counted again; open items of keys that passed are closed."""
    q = QUARANTINE.c
    now = utc_now()
    if outcome.quarantine:
        rows = {(row.key_token, row.row_hash): row for row in outcome.quarantine}
        known: dict[tuple[str, str], int] = {}
        for part in _chunks([key for key, _ in rows]):
            query = select(q.item_id, q.key_token, q.row_hash).where(
                q.source == outcome.source, q.feed == outcome.feed, q.key_token.in_(part)
            )
            known.update({(r.key_token, r.row_hash): r.item_id for r in connection.execute(query)})
        for key, item_id in known.items():
            if key in rows:
                row = rows.pop(key)
                connection.execute(
                    update(QUARANTINE).where(q.item_id == item_id).values(
                        retries=q.retries + 1, last_seen=now, run_id=outcome.run_id, rule=row.rule, field=row.field, reason=row.reason,
                        cause=row.cause, findings=json.dumps(list(row.findings), ensure_ascii=False), state="open", closed_at=None,
                        closed_by=None,
                    )
                )  # fmt: skip
        if rows:
            connection.execute(
                insert(QUARANTINE),
                [
                    {
                        "source": outcome.source, "feed": outcome.feed, "key_token": row.key_token, "row_hash": row.row_hash,
                        "rule": row.rule, "field": row.field, "reason": row.reason, "cause": row.cause,
                        "findings": json.dumps(list(row.findings), ensure_ascii=False), "payload": row.payload, "state": "open",
                        "retries": 0, "run_id": outcome.run_id, "first_seen": now, "last_seen": now,
                    }
                    for row in rows.values()
                ],
            )  # fmt: skip
    for part in _chunks(outcome.passed_tokens):
        where = and_(q.source == outcome.source, q.feed == outcome.feed, q.state == "open", q.key_token.in_(part))
        connection.execute(update(QUARANTINE).where(where).values(state="closed", closed_at=now, closed_by=f"run:{outcome.run_id}"))


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
    if wanted.before is not None:
        conditions.append(q.item_id < wanted.before)
    return and_(True, *conditions)


def page(connection: Connection, wanted: QuarantineFilter) -> list[dict[str, Any]]:
    query = select(*SHOWN).where(_where(wanted)).order_by(QUARANTINE.c.item_id.desc()).limit(wanted.limit)
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


def groups(connection: Connection, state: str) -> list[dict[str, Any]]:
    q = QUARANTINE.c
    keys = (q.source, q.feed, q.field, q.rule)
    query = (
        select(
            *keys, func.count().label("items"), func.max(q.cause).label("cause"), func.min(q.reason).label("reason"),
            func.min(q.first_seen).label("first_seen"), func.max(q.last_seen).label("last_seen"),
        )
        .where(q.state == state)
        .group_by(*keys)
        .order_by(func.count().desc())
    )  # fmt: skip
    return [dict(row) for row in connection.execute(query).mappings()]


def close(connection: Connection, item_ids: Sequence[int], state: str, closed_by: str) -> None:
    for part in _chunks(item_ids):
        where = and_(QUARANTINE.c.item_id.in_(part), QUARANTINE.c.state == "open")
        connection.execute(update(QUARANTINE).where(where).values(state=state, closed_at=utc_now(), closed_by=closed_by))


def _chunks(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]
