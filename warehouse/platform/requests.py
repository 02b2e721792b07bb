"""Requests: what a person asked for on a page, executed once by a task."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from warehouse.platform.schema import REQUEST, utc_now


def ask(connection: Connection, kind: str, arguments: Mapping[str, Any], asked_by: str) -> int:
    written = connection.execute(
        insert(REQUEST).values(kind=kind, arguments=json.dumps(dict(arguments)), state="waiting", asked_by=asked_by, asked_at=utc_now())
    )
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
    if row is None:
        return None
    return {**row, "arguments": json.loads(row["arguments"]), "result": json.loads(row["result"]) if row["result"] else None}
