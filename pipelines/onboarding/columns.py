"""One source column over a sample: type, nulls, charset, times, codes, cut text. Thresholds are shares of the filled values."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from pipelines.declaration import Source, Spec
from pipelines.inspection import ColumnFacts
from pipelines.onboarding.codemaps import choices, known_words, quoted
from pipelines.onboarding.findings import LOOK, MUST, ColumnProfile, FeedProfile
from pipelines.onboarding.sample import CHARSETS, text_in
from pipelines.onboarding.shapes import shapes, words
from pipelines.onboarding.vocabulary import CANONICAL, code_for
from quality.convert import birth_dates, times
from quality.feeds import Kind
from settings import Settings
from warehouse.codes import tables

FEW = 0.01  # of the filled values: fewer are single dirty rows, which the rules deal with
MANY = 0.05
AHEAD = timedelta(days=1)  # a time beyond it lies in the future, whatever the zone
CUT_LEAST = 2


def level(bad: int, total: int, share: float) -> str:
    """A single dirty row is what the rules are for; more than `share` of all is a matter of the declaration."""
    return MUST if bad > max(1, share * total) else LOOK


def profile(
    source: Source, name: str, used: Sequence[tuple[str, Spec]], values: Sequence[Any], facts: ColumnFacts | None, now: datetime,
    settings: Settings, feed: FeedProfile,
) -> ColumnProfile:  # fmt: skip
    """`used`: (canonical column, spec) made of this column. Findings go to `feed`."""
    filled = [v for v in values if v is not None]
    charset = next((spec.charset for _, spec in used if spec.charset), None) or source.charset
    texts = [text_in(v, charset) for v in filled]
    blank = sum(t == "" for t in texts)
    good = [t for t in texts if t]
    _charset(name, filled, texts, charset, feed)
    _cut(name, filled, used, facts, feed)
    times_told: dict[str, float | None] = {}
    codes: dict[str, int] | None = None
    skipped = {value for _, spec in used for value in spec.skip}  # rows that are no exams, whichever column says so
    for canonical, spec in used:
        if spec.column != name:
            continue
        kind = CANONICAL[canonical].kind
        if kind is Kind.TIME or canonical == "birth_date":
            times_told = _times(source, canonical, name, spec, good, now, feed)
        elif kind is Kind.CODE and spec.first is None and spec.after_last is None:
            codes = _codes(source, canonical, name, spec, [t for t in good if t not in skipped], settings, feed)
    total = max(len(values), 1)
    return ColumnProfile(
        name, tuple(c for c, _ in used), facts.native.lower() if facts else "", tuple(sorted({type(v).__name__ for v in filled})),
        round(1 - len(filled) / total, 4), round(blank / total, 4), tuple(shapes(good)), codes=codes, **times_told,
    )  # fmt: skip


def _charset(name: str, filled: Sequence[Any], texts: Sequence[str | None], charset: str, feed: FeedProfile) -> None:
    raw = [bytes(v) for v in filled if isinstance(v, (bytes, bytearray, memoryview))]
    bad = sum(t is None for t in texts)
    if bad:
        others = {c: sum(text_in(v, c) is not None for v in raw) for c in CHARSETS if c != charset}
        fits = max(others, key=lambda c: others[c])
        hint = f"{fits} reads {others[fits]} of {len(raw)}: charset: {fits}" if others[fits] > len(raw) - bad else "single broken values"
        how = level(bad, len(raw), FEW) if others[fits] > len(raw) - bad else LOOK
        feed.say(how, "charset", name, f"{bad} of {len(raw)} values are not {charset}; {hint}")
    wide = [t for t in texts if t and not t.isascii()]
    double = sum(_is_double(t) for t in wide)
    if double:
        feed.say(
            level(double, len(wide), FEW), "double encoding", name,
            f"{double} of {len(wide)} texts are GBK or UTF-8 bytes taken for Latin letters: read the column as bytes"
            " (MySQL: `sql:` with CAST(column AS BINARY)) and declare its charset",
        )  # fmt: skip


def _is_double(text: str) -> bool:
    """Chinese that was read as Latin-1 or cp1252: all its letters are accented, and back in bytes it is Chinese again."""
    for latin in ("cp1252", "latin-1"):
        try:
            raw = text.encode(latin)
        except UnicodeEncodeError:
            continue
        for charset in CHARSETS:
            try:
                if any("\u3400" <= c <= "\u9fff" for c in raw.decode(charset)):
                    return True
            except UnicodeDecodeError:
                continue
    return False


def _cut(name: str, filled: Sequence[Any], used: Sequence[tuple[str, Spec]], facts: ColumnFacts | None, feed: FeedProfile) -> None:
    limit = next((spec.max_bytes for _, spec in used if spec.max_bytes), None) or (facts.length if facts else None)
    if not limit or not any(CANONICAL[c].kind in (Kind.LONG, Kind.TEXT) for c, _ in used):
        return
    lengths = [len(bytes(v).rstrip(b" ") if isinstance(v, (bytes, bytearray, memoryview)) else str(v).rstrip()) for v in filled]
    full = sum(length >= limit for length in lengths)
    if full >= CUT_LEAST and len(set(lengths)) > CUT_LEAST:  # numbers of one length fill their column and are whole
        feed.say(LOOK, "cut text", name, f"{full} of {len(filled)} values fill the column's {limit}: perhaps cut there")


def _times(
    source: Source, canonical: str, name: str, spec: Spec, texts: Sequence[str], now: datetime, feed: FeedProfile
) -> dict[str, float | None]:
    """Shares of the filled values: read, later than now, and standing for no time at all."""
    if not texts:
        return {}
    column = pd.Series(list(texts), dtype="str")
    forms = tuple(spec.times) or tuple(source.times)
    read, marks = birth_dates(column, tuple(spec.times), now.date()) if canonical == "birth_date" else times(column, forms)
    total, nothing = len(column), int((marks == "placeholder").sum())
    unread = marks == "unparsed"
    future = 0 if canonical == "birth_date" else int((read > pd.Timestamp(now + AHEAD)).sum())
    if unread.any():
        seen = ", ".join(f"{s} × {n}" for s, n in shapes(column[unread]))
        how = level(int(unread.sum()), total - nothing, MANY)
        told = f"{int(unread.sum())} of {total} values fit no declared form (shapes: {seen}): add their strptime form under `times`"
        feed.say(how, "times", name, told)
    if future > FEW * total:
        feed.say(LOOK, "future", name, f"{future} of {total} times lie in the future")
    read_share = (total - nothing - int(unread.sum())) / max(total - nothing, 1)
    return {"parsed_share": round(read_share, 4), "future_share": round(future / total, 4), "no_time_share": round(nothing / total, 4)}


def _codes(
    source: Source, canonical: str, name: str, spec: Spec, texts: Sequence[str], settings: Settings, feed: FeedProfile
) -> dict[str, int] | None:
    """The values of a code column where they may be shown; those without a code are findings, with a proposal where the text tells."""
    table = CANONICAL[canonical].codes or ""
    mapping = source.codes.get(spec.codes, {}) if isinstance(spec.codes, str) else spec.codes
    known = known_words(table, texts) | frozenset(mapping or ())
    counted = words(name, texts, settings, known)
    allowed = set(mapping) if mapping is not None else set(tables.table(table))
    unmapped = [text for text in texts if text not in allowed]
    if not unmapped:
        return counted
    where = f"codes: {spec.codes}" if isinstance(spec.codes, str) else "its codes"
    if counted is None:
        seen = ", ".join(f"{s} × {n}" for s, n in shapes(unmapped))
        feed.say(MUST, "codes", name, f"{len(unmapped)} of {len(texts)} values have no code of {table} (not shown; shapes: {seen})")
        return None
    for value, count in Counter(unmapped).most_common():
        code = code_for(table, value)
        told = f"'{value}' ({count} of {len(texts)}) has no code of {table} under {where}"
        snippet = f"{quoted(value)}: {quoted(code)}" if code else ""
        feed.say(level(count, len(texts), FEW), "codes", name, told if code else f"{told}; {choices(table)}", snippet)
    return counted
