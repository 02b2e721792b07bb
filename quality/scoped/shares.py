"""CD-02: does the share of a code move more than it can from one day to the next? Somebody may have swapped two codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quality.rules import Rule


@dataclass(frozen=True)
class Moved:
    """A warning of a run; no row is touched. Shares are parts of one, `code` is a platform code ('' stands for none)."""

    rule: str
    field: str
    severity: str
    code: str
    before: float
    after: float
    zh: str
    en: str


def moved(rule: Rule, field: str, before: Mapping[str, int], after: Mapping[str, int]) -> list[Moved]:
    """Codes whose share differs by more than `points`; none while either day has fewer rows than `rows`. Counts by code."""
    total_before, total_after = sum(before.values()), sum(after.values())
    if min(total_before, total_after) < rule.params["rows"]:
        return []
    found: list[Moved] = []
    for code in sorted(before.keys() | after.keys()):
        was, now = before.get(code, 0) / total_before, after.get(code, 0) / total_after
        if round(abs(now - was) * 100, 6) > rule.params["points"]:
            found.append(_moved(rule, field, code, was, now))
    return found


def _moved(rule: Rule, field: str, code: str, was: float, now: float) -> Moved:
    shares: dict[str, Any] = {"code": code or "-", "was": f"{was:.0%}", "now": f"{now:.0%}"}
    zh = f"{rule.zh}：字段 {field} 的代码 {shares['code']} 占比由 {shares['was']} 变为 {shares['now']}"
    en = f"{rule.en}: code {shares['code']} of {field} went from {shares['was']} to {shares['now']} of the rows"
    return Moved(rule.id, field, rule.severity, code, was, now, zh, en)
