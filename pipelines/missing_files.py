"""Files that were missing, unfinished or of another type when their row was read: asked for again after growing waits (FL-07).

A report picture is often written minutes after its report; an error page is replaced by the file it stood for. Each try is a release of
its own, without waiving anything: what is still not there stays in quarantine with its count of tries.
"""

from dataclasses import dataclass
from datetime import timedelta

from pipelines.beyond import FETCHED_AGAIN
from pipelines.extract import FILE_FEEDS
from pipelines.line import Line
from warehouse.errors import LightboxError, Unreachable
from warehouse.platform.quarantine import Due


@dataclass
class Retried:
    """Files asked for again: those that came, those still stopped, and those whose share or feed could not be had this time."""

    due: int = 0
    came: int = 0
    stopped: int = 0
    later: int = 0


def retry_files(line: Line, started_by: str) -> Retried:
    """Release what is due, feed by feed. A feed that is being collected or whose share does not answer waits for the next time.

    Raises what a person must change at a source, after every other feed had its turn.
    """
    settings = line.settings
    wanted = Due(
        feeds=tuple(feed.value for feed in FILE_FEEDS),
        rules=FETCHED_AGAIN,
        waits=tuple(timedelta(minutes=minutes) for minutes in settings.file_retry_minutes),
        until=timedelta(days=settings.file_retry_days),
        now=line.now(),
        limit=settings.file_retry_items,
    )
    by_feed: dict[tuple[str, str], list[int]] = {}
    for item in line.platform.due_items(wanted):
        by_feed.setdefault((item["source"], item["feed"]), []).append(item["item_id"])
    done, failed = Retried(), None
    for items in by_feed.values():
        done.due += len(items)
        try:
            counts = line.release(items, False, started_by)
        except Unreachable:
            done.later += len(items)  # the run on record says why
        except LightboxError as error:
            done.later += len(items)
            failed = error
        else:
            done.came += counts.extracted - counts.quarantined
            done.stopped += counts.quarantined
    if failed is not None:
        raise failed
    return done
