"""Requests: what a person asked for on a page, executed once by a task."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from warehouse.platform.schema import REQUEST, utc_now


def ask(connection: Connection, kind: str, arguments: Mapping[str, Any], asked_by: str, sealed: bytes | None) -> int:
    values = {"kind": kind, "arguments": json.dumps(dict(arguments)), "sealed": sealed, "state": "waiting"}
    written = connection.execute(insert(REQUEST).values(**values, asked_by=asked_by, asked_at=utc_now()))
    key = written.inserted_primary_key
    if key is None:
        raise AssertionError("the database gave the request no number")
    return int(key[0])


def take(connection: Connection, request_id: int) -> dict[str, Any] | None:
    """waiting → running, by whoever comes first; a request left running by a task that died is taken again by its retry."""
    changed = connection.execute(
        update(REQUEST).where(REQUEST.c.request_id == request_id, REQUEST.c.state.in_(("waiting", "running"))).values(state="running")
    )
    return one(connection, request_id) if changed.rowcount == 1 else None


def finish(connection: Connection, request_id: int, state: str, result: Mapping[str, Any]) -> None:
    connection.execute(
        update(REQUEST).where(REQUEST.c.request_id == request_id).values(state=state, ended_at=utc_now(), result=json.dumps(dict(result)))
    )


def one(connection: Connection, request_id: int) -> dict[str, Any] | None:
    row = connection.execute(select(REQUEST).where(REQUEST.c.request_id == request_id)).mappings().first()
    return None if row is None else _parsed(row)


def page(connection: Connection, state: str | None, before: int | None, limit: int) -> list[dict[str, Any]]:
    query = select(*[c for c in REQUEST.c if c.name != "sealed"]).order_by(REQUEST.c.request_id.desc()).limit(limit)
    if state is not None:
        query = query.where(REQUEST.c.state == state)
    if before is not None:
        query = query.where(REQUEST.c.request_id < before)
    return [_parsed(row) for row in connection.execute(query).mappings()]


def _parsed(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {**row, "arguments": json.loads(row["arguments"]), "result": json.loads(row["result"]) if row["result"] else None}
