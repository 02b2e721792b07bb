"""Which rows are new: marks of a feed, the window between two of them, and how a database compares them.

Outside this module a mark is an opaque JSON value.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pipelines.batch import Window
from pipelines.connection import BindsTime
from pipelines.declaration import FeedDeclaration, Increment, Source
from pipelines.select import Bind
from warehouse.errors import Misconfigured

CHINA = ZoneInfo("Asia/Shanghai")
_TIME = "%Y-%m-%d %H:%M:%S"
_SPLIT = "%Y%m%d %H%M%S"
_DAY = "%Y-%m-%d"
_COUNTING = ("integer", "rowversion")
_EPOCHS = {"epoch_s": 1, "epoch_ms": 1000}  # marks in a second


def next_window(source: Source, feed: FeedDeclaration, watermark: Mapping[str, Any] | None,
                highest_of: Callable[[Increment], Any], now: datetime) -> Window:  # fmt: skip
    """The window from the watermark to now. `now` has a zone; `highest_of` tells the highest value of a counting mark.

    A counting mark that went backwards (a table rebuilt, a sequence reseeded) starts anew at zero: rows are read twice, none is missed.
    """
    local = now.astimezone(ZoneInfo(source.zone)).replace(tzinfo=None)
    upper: dict[str, str | int] = {}
    lower: dict[str, str | int] | None = None if watermark is None else dict(watermark)
    for increment in feed.increments:
        if increment.kind in _COUNTING:
            found = highest_of(increment)
            upper[increment.name] = above = 0 if found is None else _number(source, increment, found) + 1
            if lower is not None and int(lower.get(increment.name, 0)) > above:
                lower[increment.name] = 0
        else:
            upper[increment.name] = _clock_mark(increment, local, now)
    return Window(lower, upper)


def _number(source: Source, increment: Increment, value: Any) -> int:
    """A counting mark as a number. Text there would be remembered for ever as the highest mark, and hide every later row."""
    try:
        return int(value)
    except (TypeError, ValueError):
        raise Misconfigured(
            f"{source.source}: column {increment.column}, by which new rows are found, holds something else than numbers",
            "correct it at the source, or declare another increment",
        ) from None


def _clock_mark(increment: Increment, local: datetime, now: datetime) -> str | int:
    settled = timedelta(seconds=increment.margin_s)
    if increment.kind in _EPOCHS:
        return int((now - settled).timestamp() * _EPOCHS[increment.kind])
    if increment.kind == "snapshot":
        return local.strftime(_DAY)
    return (local - settled).strftime(_TIME)


def between(source: Source, feed: FeedDeclaration, begin: datetime, end: datetime) -> Window:
    """The window [begin, end) of the feed's business time; both are wall times of China. Misconfigured: the feed has none."""
    if feed.period is None:
        raise Misconfigured("this feed cannot be collected by time", "declare its `period`, or collect it by exam")
    lower, upper = (_period_mark(feed.period, moment.replace(tzinfo=CHINA).astimezone(ZoneInfo(source.zone))) for moment in (begin, end))
    return Window({feed.period.name: lower}, {feed.period.name: upper}, by_period=True)


def _period_mark(period: Increment, moment: datetime) -> str | int:
    if period.kind in _EPOCHS:
        return int(moment.timestamp() * _EPOCHS[period.kind])
    return moment.strftime(_DAY if period.kind == "snapshot" else _TIME)


def marks_of(feed: FeedDeclaration, window: Window) -> list[Increment]:
    """The marks a window is cut by."""
    return [feed.period] if window.by_period and feed.period else list(feed.increments)


def bound_lower(feed: FeedDeclaration, window: Window, extractor: BindsTime) -> Bind | None:
    """Lower marks, moved back by the look-back, as the database compares them; None: everything below `upper`."""
    if window.lower is None:
        return None
    if window.by_period:
        return {i.name: _bound(i, window.lower[i.name], extractor) for i in marks_of(feed, window)}
    return {i.name: _lower(i, window.lower[i.name], extractor) for i in feed.increments if i.name in window.lower}


def bound_upper(feed: FeedDeclaration, window: Window, extractor: BindsTime) -> Bind:
    """Upper marks as the database compares them; a snapshot has none, but an interval of days has."""
    marks = marks_of(feed, window)
    return {i.name: _bound(i, window.upper[i.name], extractor) for i in marks if window.by_period or i.kind != "snapshot"}


def _lower(increment: Increment, mark: str | int, extractor: BindsTime) -> Any:
    back = timedelta(seconds=increment.lookback_s)
    if increment.kind in _EPOCHS:
        return int(mark) - increment.lookback_s * _EPOCHS[increment.kind]
    if increment.kind in _COUNTING:
        return int(mark)
    if increment.kind == "snapshot":
        return (datetime.strptime(str(mark), _DAY) - timedelta(days=increment.days)).strftime(_DAY)
    return _bound(increment, (datetime.strptime(str(mark), _TIME) - back).strftime(_TIME), extractor)


def _bound(increment: Increment, mark: str | int, extractor: BindsTime) -> Any:
    if increment.kind == "time":
        return extractor.bind_time(datetime.strptime(str(mark), _TIME))
    if increment.kind == "split_datetime":
        return datetime.strptime(str(mark), _TIME).strftime(_SPLIT)
    return mark
