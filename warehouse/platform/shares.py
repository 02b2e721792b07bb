"""How the codes of each day are spread, warnings of a run, and dictionaries of values a source may use."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from warehouse.platform.schema import CODE_SHARE, DICTIONARY, RUN_WARNING, utc_now
from warehouse.portions import chunks

ByField = dict[str, dict[str, int]]  # field → code → rows
WORDS = 64  # characters of a dictionary's value


@dataclass(frozen=True)
class Entry:
    """A value of a source's field that its dictionary does not have."""

    source: str
    field: str
    value: str


def add(connection: Connection, source: str, feed: str, day: str, codes: Mapping[tuple[str, str], int]) -> None:
    """Add a batch's rows to the day's. Called with the batch's receipt, so that no row counts twice."""
    s = CODE_SHARE.c
    for (field, code), rows in sorted(codes.items()):
        here = and_(s.source == source, s.feed == feed, s.day == day, s.field == field, s.code == code)
        if connection.execute(update(CODE_SHARE).where(here).values(rows=s.rows + rows)).rowcount == 0:
            connection.execute(insert(CODE_SHARE).values(source=source, feed=feed, day=day, field=field, code=code, rows=rows))


def of_days(connection: Connection, source: str, feed: str, day: str) -> tuple[ByField, ByField]:
    """(the last day before `day` that has rows, `day` itself)."""
    s = CODE_SHARE.c
    here = and_(s.source == source, s.feed == feed)
    earlier = connection.execute(select(func.max(s.day)).where(here, s.day < day)).scalar()
    found: dict[str, ByField] = {name: defaultdict(dict) for name in (str(earlier), day)}
    query = select(s.day, s.field, s.code, s.rows).where(here, s.day.in_([str(earlier), day]))
    for at, field, code, rows in connection.execute(query):
        found[at][field][code] = int(rows)
    return found[str(earlier)], found[day]


def warn(connection: Connection, run_id: str, warnings: Sequence[Mapping[str, Any]]) -> None:
    """The warnings of a run, in place of those of an earlier try."""
    connection.execute(delete(RUN_WARNING).where(RUN_WARNING.c.run_id == run_id))
    if warnings:
        connection.execute(insert(RUN_WARNING), [{"run_id": run_id, **warning} for warning in warnings])


def warnings(connection: Connection, run_id: str) -> list[dict[str, Any]]:
    w = RUN_WARNING.c
    query = select(w.rule, w.field, w.code, w.severity, w.before, w.after, w.zh, w.en).where(w.run_id == run_id)
    return [dict(row) for row in connection.execute(query.order_by(w.rule, w.field, w.code)).mappings()]


def states(connection: Connection, source: str, field: str, values: Sequence[str]) -> dict[str, str]:
    """State of those of the values that are in the source's dictionary: confirmed | unconfirmed | closed."""
    d = DICTIONARY.c
    found: dict[str, str] = {}
    for part in chunks(values):
        query = select(d.value, d.state).where(d.source == source, d.field == field, d.value.in_(part))
        found.update({value: state for value, state in connection.execute(query)})
    return found


def enter(connection: Connection, entries: Sequence[Entry]) -> None:
    """Put unknown values into their dictionary, unconfirmed; those that are there stay as they are."""
    now = utc_now()
    for entry in entries:
        if not states(connection, entry.source, entry.field, [entry.value[:WORDS]]):
            values = {"source": entry.source, "field": entry.field, "value": entry.value[:WORDS], "state": "unconfirmed"}
            connection.execute(insert(DICTIONARY).values(**values, first_seen=now))
