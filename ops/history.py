"""History, collected in a fixed daily window: interval after interval until the window ends, and on from there the next day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from ops.wiring import Parts
from pipelines.window import CHINA
from warehouse.schedules import inside, write_files


def collect_history(parts: Parts, source: str, group: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> dict[str, Any]:
    """Go on with a group's history while its window is open. Killed anywhere, the interval in hand is collected again.

    {state: none | waiting | done, next_at}: `waiting` until the window opens again.
    """
    platform = parts.platform
    feeds = _feeds(parts, source, group)
    while True:
        job = platform.history(source, group)
        if job is None or job["state"] in ("done", "stopped"):
            return {"state": "none", "next_at": None}
        begin, end = datetime.fromisoformat(job["next_at"]), datetime.fromisoformat(job["end_at"])
        if begin >= end:
            platform.set_history_state(source, group, "done")
            write_files(platform, parts.settings.feeds)
            return {"state": "done", "next_at": job["next_at"]}
        if not inside(now().astimezone(CHINA).time(), job["from_time"], job["to_time"]):
            platform.set_history_state(source, group, "waiting")
            return {"state": "waiting", "next_at": job["next_at"]}
        platform.set_history_state(source, group, "running")
        until = min(begin + timedelta(days=job["chunk_days"]), end)
        counts = [parts.line.recollect(source, feed, begin, until, "history", "history") for feed in feeds]
        platform.advance_history(
            source, group, job["next_at"], until.isoformat(), sum(c.extracted for c in counts), sum(c.loaded for c in counts)
        )


def _feeds(parts: Parts, source: str, group: str) -> list[str]:
    for document in parts.platform.published("source"):
        if document["source"] == source:
            return [feed for found in document["groups"] if found["group"] == group for feed in found["feeds"]]
    return []
