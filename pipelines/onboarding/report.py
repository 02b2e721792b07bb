"""`source check --profile` in words for a terminal."""

from collections.abc import Iterator

from pipelines.onboarding.findings import MUST, Checked, ColumnProfile, FeedProfile


def as_text(checked: Checked) -> str:
    """Per feed: what must be changed (✗), what to look at (!), the columns, and what one page would become."""
    lines = [f"{checked.source} {checked.zh}"]
    for feed in checked.feeds:
        lines += ["", f"{feed.feed}: {feed.rows} rows looked at", *_feed(feed)]
    snippets = dict.fromkeys(f.snippet for feed in checked.feeds for f in feed.findings if f.snippet)
    if snippets:
        lines += ["", "to take over under codes, once checked:", *(f"    {s}" for s in snippets)]
    wrong = sum(f.level == MUST for feed in checked.feeds for f in feed.findings)
    lines += ["", f"✗ {wrong} things must be changed" if wrong else "✓ nothing must be changed: lightbox source add FILE puts it into use"]
    return "\n".join(lines)


def _feed(feed: FeedProfile) -> Iterator[str]:
    for finding in sorted(feed.findings, key=lambda f: f.level != MUST):
        mark = "✗" if finding.level == MUST else "!"
        place = f" {finding.place}" if finding.place else ""
        yield f"  {mark} {finding.what}{place}: {finding.text}" + (f"  →  {finding.snippet}" if finding.snippet else "")
    for column in feed.columns:
        yield f"    {column.column:<16} {column.declared:<14} {_told(column)}"
    if feed.page is not None:
        counts = feed.page.counts
        ends = ", ".join(f"{counts[n]} {n}" for n in ("loaded", "merged", "deleted", "excluded", "quarantined") if counts[n])
        yield f"  one page: {counts['extracted']} rows → {ends} ({counts['corrected']} corrected)"
        for rule, field, severity, rows, words in feed.page.rules:
            yield f"    {severity} {rule:<6} {field:<18} {rows:>6}  {words}"


def _told(column: ColumnProfile) -> str:
    parts = [f"{100 * (1 - column.null_share):.0f} % filled"]
    if column.blank_share:
        parts.append(f"{100 * column.blank_share:.0f} % blank")
    if column.parsed_share is not None:
        parts.append(f"{100 * column.parsed_share:.0f} % read as times")
    if column.no_time_share:
        parts.append(f"{100 * column.no_time_share:.0f} % stand for no time")
    if column.future_share:
        parts.append(f"{100 * column.future_share:.0f} % in the future")
    if column.codes is not None:
        parts.append(", ".join(f"{value} × {count}" for value, count in column.codes.items()))
    else:
        parts.append(", ".join(f"{shape} × {count}" for shape, count in column.shapes))
    return f"{', '.join(column.canonical):<18} {'; '.join(p for p in parts if p)}"
