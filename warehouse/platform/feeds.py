"""Feeds and published declarations."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from warehouse.errors import Misconfigured
from warehouse.platform import runs
from warehouse.platform.runs import COUNTS
from warehouse.platform.schema import FEED, PUBLISHED, QUARANTINE, RUN, utc_now


def publish(connection: Connection, kind: str, documents: Mapping[str, Mapping[str, Any]]) -> None:
    connection.execute(delete(PUBLISHED).where(PUBLISHED.c.kind == kind))
    now = utc_now()
    rows: list[dict[str, Any]] = []
    for name, document in documents.items():
        text = json.dumps(document, ensure_ascii=False, sort_keys=True)
        version = hashlib.sha256(text.encode()).hexdigest()
        rows.append({"kind": kind, "name": name, "document": text, "version": version, "published_at": now})
    if rows:
        connection.execute(insert(PUBLISHED), rows)


def published(connection: Connection, kind: str) -> list[dict[str, Any]]:
    query = select(PUBLISHED.c.document).where(PUBLISHED.c.kind == kind).order_by(PUBLISHED.c.name)
    return [json.loads(row.document) for row in connection.execute(query)]


def declare(connection: Connection, pairs: Sequence[tuple[str, str]]) -> None:
    known = {(r.source, r.feed) for r in connection.execute(select(FEED.c.source, FEED.c.feed))}
    rows = [{"source": source, "feed": feed, "enabled": True} for source, feed in pairs if (source, feed) not in known]
    if rows:
        connection.execute(insert(FEED), rows)


def one(connection: Connection, source: str, feed: str) -> dict[str, Any]:
    row = connection.execute(select(FEED).where(FEED.c.source == source, FEED.c.feed == feed)).mappings().first()
    if row is None:
        raise Misconfigured(f"there is no feed {source}.{feed}", "`lightbox status` lists them; a new source needs `lightbox up`")
    return {**row, "watermark": json.loads(row["watermark"]) if row["watermark"] else None}


def overview(connection: Connection) -> list[dict[str, Any]]:
    joined = FEED.outerjoin(RUN, RUN.c.run_id == FEED.c.last_run)
    columns = [RUN.c[name] for name in (*COUNTS, "state", "started_at", "ended_at", "error")]
    query = select(FEED, *columns).select_from(joined).order_by(FEED.c.source, FEED.c.feed)
    open_items = _open_items(connection)
    sums = runs.totals(connection)
    result: list[dict[str, Any]] = []
    for row in connection.execute(query).mappings():
        key = (row["source"], row["feed"])
        feed = {**row, **{name: int(row[name] or 0) for name in COUNTS}}
        feed["watermark"] = json.loads(row["watermark"]) if row["watermark"] else None
        feed["settings"] = json.loads(row["settings"]) if row["settings"] else {}
        feed["totals"] = sums.get(key, dict.fromkeys(COUNTS, 0))
        feed["quarantine_open"] = open_items.get(key, 0)
        result.append(feed)
    return result


def _open_items(connection: Connection) -> dict[tuple[str, str], int]:
    q = QUARANTINE.c
    query = select(q.source, q.feed, func.count().label("n")).where(q.state == "open").group_by(q.source, q.feed)
    return {(r.source, r.feed): int(r.n) for r in connection.execute(query)}
