"""Exams missing at their source: suspected once, believed the second time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from warehouse.platform.schema import MISSING, QUARANTINE, utc_now
from warehouse.portions import chunks


def note(connection: Connection, source: str, exam_ids: Sequence[int], confirm_s: int) -> list[int]:
    """Remember what is missing now and forget what is there again; those missing since `confirm_s` seconds or more."""
    m = MISSING.c
    known = {int(exam): at for exam, at in connection.execute(select(m.exam_id, m.first_missed).where(m.source == source))}
    missing, now = set(exam_ids), utc_now()
    back = sorted(known.keys() - missing)
    done(connection, source, back)
    fresh = [{"source": source, "exam_id": exam, "first_missed": now} for exam in sorted(missing - known.keys())]
    if fresh:
        connection.execute(insert(MISSING), fresh)
    limit = datetime.fromisoformat(now).astimezone(UTC) - timedelta(seconds=confirm_s)
    before = {exam for exam in missing & known.keys() if datetime.fromisoformat(known[exam]).astimezone(UTC) <= limit}
    return sorted(before)


def done(connection: Connection, source: str, exam_ids: Sequence[int]) -> None:
    for part in chunks(exam_ids):
        connection.execute(delete(MISSING).where(MISSING.c.source == source, MISSING.c.exam_id.in_(part)))


def stopped(connection: Connection, source: str, feed: str, tokens: Sequence[str], rules: Sequence[str] | None) -> set[str]:
    """Those of the key tokens that lie in quarantine, open or put aside, by any rule or one of these."""
    q = QUARANTINE.c
    found: set[str] = set()
    for part in chunks(tokens):
        query = select(q.key_token).where(q.source == source, q.feed == feed, q.key_token.in_(part), q.state.in_(("open", "discarded")))
        if rules is not None:
            query = query.where(q.rule.in_(rules))
        found.update(connection.execute(query).scalars())
    return found
