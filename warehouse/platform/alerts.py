"""Alerts: what a person must know now. One row a matter, opened once, counted while it lasts, closed by itself when it is over."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from warehouse.platform.schema import ALERT, utc_now

FAILED, LATE = "failed", "late"


def open_or_count(connection: Connection, kind: str, source: str, feed: str, message: str, run_id: str | None) -> bool:
    """Whether it is a new matter; one that lasts is counted and told with its newest words."""
    a = ALERT.c
    now = utc_now()
    where = and_(a.kind == kind, a.source == source, a.feed == feed, a.closed_at.is_(None))
    lasting = update(ALERT).where(where).values(message=message, run_id=run_id, last_at=now, times=a.times + 1)
    if connection.execute(lasting).rowcount:
        return False
    values = {"kind": kind, "source": source, "feed": feed, "message": message, "run_id": run_id, "first_at": now, "last_at": now}
    connection.execute(insert(ALERT).values(**values, times=1))
    return True


def close(connection: Connection, kind: str, source: str, feed: str) -> None:
    a = ALERT.c
    where = and_(a.kind == kind, a.source == source, a.feed == feed, a.closed_at.is_(None))
    connection.execute(update(ALERT).where(where).values(closed_at=utc_now()))


def unsent(connection: Connection, limit: int) -> list[dict[str, Any]]:
    """Alerts the webhook has not taken yet, oldest first."""
    query = select(ALERT).where(ALERT.c.sent_at.is_(None)).order_by(ALERT.c.alert_id).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def sent(connection: Connection, alert_id: int) -> None:
    connection.execute(update(ALERT).where(ALERT.c.alert_id == alert_id).values(sent_at=utc_now()))


def page(connection: Connection, is_open: bool | None, before: int | None, limit: int) -> list[Mapping[str, Any]]:
    """Newest first."""
    query = select(ALERT).order_by(ALERT.c.alert_id.desc()).limit(limit)
    if is_open is not None:
        query = query.where(ALERT.c.closed_at.is_(None) if is_open else ALERT.c.closed_at.is_not(None))
    if before is not None:
        query = query.where(ALERT.c.alert_id < before)
    return [dict(row) for row in connection.execute(query).mappings()]
