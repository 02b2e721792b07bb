"""Key-ordered pages that never split the rows of one key, never lose a row without key, and hold at most one page in memory."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from warehouse.errors import Misconfigured

SourceRow = dict[str, Any]
Page = list[SourceRow]


def folded(value: Any) -> Any:
    """A value such that what any collation calls equal is equal here too (it may join more; that only makes a group larger).

    Databases compare keys by their collation: 'a1' and 'A1 ' are one key there. Were the group cut between them, the second would
    not be greater than the first on the next page, and lost.
    """
    if not isinstance(value, str):
        return value
    if value.isascii() and value.isprintable():  # nearly every key: what follows would come to the same, far slower
        return value.casefold().rstrip()
    plain = unicodedata.normalize("NFKD", value).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) not in ("Cc", "Cf")).rstrip()
    return "".join(c if c.isascii() else "\uffff" for c in plain)


def pages(fetch: Callable[[Sequence[Any] | None, int], Page], order: Sequence[str], size: int) -> Iterator[Page]:
    """All rows `fetch(after, limit)` can give, in pages of at most `size`, each ending at the end of a key's rows.

    A full page leaves the rows of its last key to the next one. Misconfigured: one key has more rows than a page.
    """
    after: tuple[Any, ...] | None = None
    while True:
        rows = fetch(after, size)
        if len(rows) < size:
            if rows:
                yield rows
            return
        last = _fold(rows[-1], order)
        keep = len(rows)
        while keep and _fold(rows[keep - 1], order) == last:
            keep -= 1
        if not keep:
            raise Misconfigured(
                f"one key has {size} rows or more", "name the columns that tell rows apart under `order`, or raise page_rows"
            )
        rows = rows[:keep]
        yield rows
        after = tuple(rows[-1][name] for name in order)


def _fold(row: SourceRow, order: Sequence[str]) -> tuple[Any, ...]:
    return tuple(folded(row[name]) for name in order)


def batches(portions: Iterator[Page], limit: int) -> Iterator[Page]:
    """Portions joined to batches of at most `limit` rows; a portion is never split."""
    held: Page = []
    for portion in portions:
        if held and len(held) + len(portion) > limit:
            yield held
            held = []
        held = [*held, *portion] if held else portion
    if held:
        yield held


def newest_last(page: Page, order: Sequence[str], marks: Sequence[str]) -> Page:
    """The rows of one key in the order of their marks, so that whoever takes the last one takes the newest (KY-04)."""
    result: Page = []
    group: Page = []
    key: tuple[Any, ...] = ()
    for row in page:
        own = _fold(row, order)
        if group and key != own:
            result += _by_mark(group, marks)
            group = []
        key = own
        group.append(row)
    return result + _by_mark(group, marks)


def _by_mark(group: Page, marks: Sequence[str]) -> Page:
    if len(group) < 2:
        return group
    return sorted(group, key=lambda row: [(row[m] is not None, str(row[m]).rjust(20, "0")) for m in marks])
