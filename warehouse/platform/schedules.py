"""What people set for the groups of a source, and how far the history of each has come."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from warehouse.platform.schema import CODE_ADDED, GROUP_SETTING, HISTORY, utc_now


def settings(connection: Connection) -> dict[tuple[str, str], dict[str, Any]]:
    """(source, group) → what was set."""
    return {(row.source, row.grp): json.loads(row.document) for row in connection.execute(select(GROUP_SETTING))}


def put(connection: Connection, source: str, group: str, document: Mapping[str, Any], by: str) -> None:
    g = GROUP_SETTING.c
    values = {"document": json.dumps(dict(document)), "set_by": by, "set_at": utc_now()}
    if connection.execute(update(GROUP_SETTING).where(g.source == source, g.grp == group).values(values)).rowcount == 0:
        connection.execute(insert(GROUP_SETTING).values(source=source, grp=group, **values))


def start_history(connection: Connection, source: str, group: str, job: Mapping[str, Any], by: str) -> None:
    """A history from `begin` to `end`, anew; one that was there before is replaced."""
    h = HISTORY.c
    values = {
        "begin_at": job["begin"], "end_at": job["end"], "next_at": job["begin"], "from_time": job["from_time"], "to_time": job["to_time"],
        "chunk_days": job["chunk_days"], "state": "waiting", "asked_by": by, "updated_at": utc_now(), "extracted": 0, "loaded": 0,
    }  # fmt: skip
    if connection.execute(update(HISTORY).where(h.source == source, h.grp == group).values(values)).rowcount == 0:
        connection.execute(insert(HISTORY).values(source=source, grp=group, **values))


def history(connection: Connection, source: str, group: str) -> dict[str, Any] | None:
    h = HISTORY.c
    row = connection.execute(select(HISTORY).where(h.source == source, h.grp == group)).mappings().first()
    return None if row is None else dict(row)


def histories(connection: Connection) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["source"], row["grp"]): dict(row) for row in connection.execute(select(HISTORY)).mappings()}


def set_state(connection: Connection, source: str, group: str, state: str) -> None:
    h = HISTORY.c
    connection.execute(update(HISTORY).where(h.source == source, h.grp == group).values(state=state, updated_at=utc_now()))


def advance(connection: Connection, source: str, group: str, since: str, until: str, extracted: int, loaded: int) -> bool:
    """From `since` to `until`; False when the history was changed or stopped meanwhile."""
    h = HISTORY.c
    values = {"next_at": until, "extracted": h.extracted + extracted, "loaded": h.loaded + loaded, "updated_at": utc_now()}
    where = and_(h.source == source, h.grp == group, h.next_at == since, h.state == "running")
    return connection.execute(update(HISTORY).where(where).values(values)).rowcount == 1


def added_codes(connection: Connection, source: str) -> dict[str, dict[str, str]]:
    """Map → {value as the source writes it: code}."""
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(select(CODE_ADDED).where(CODE_ADDED.c.source == source)):
        found.setdefault(row.map, {})[row.value] = row.code
    return found


def add_code(connection: Connection, source: str, name: str, value: str, code: str, by: str) -> None:
    """Map a value; one that was mapped before takes the new code."""
    c = CODE_ADDED.c
    where = and_(c.source == source, c.map == name, c.value == value)
    values = {"code": code, "set_by": by, "set_at": utc_now()}
    if connection.execute(update(CODE_ADDED).where(where).values(values)).rowcount == 0:
        connection.execute(insert(CODE_ADDED).values(source=source, map=name, value=value, **values))
