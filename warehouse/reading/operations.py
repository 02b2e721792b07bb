"""Feeds, runs and quarantine as the console shows them: platform's rows with the texts of the published declarations."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from warehouse.platform.runs import COUNTS, ENDS
from warehouse.platform.store import Platform


def feeds(platform: Platform) -> dict[str, Any]:
    """Every declared feed with its group, schedule, last run, sums and lag; and the sums over all feeds."""
    declared = _groups(platform)
    names = source_names(platform)
    items = [_feed(row, declared.get((row["source"], row["feed"]), {}), names) for row in platform.feeds()]
    totals = {name: sum(item["totals"][name] for item in items) for name in COUNTS}
    return {"items": items, "totals": totals}


def _feed(row: Mapping[str, Any], group: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    ran = row["last_run"] is not None and row["state"] is not None
    last = {"run_id": row["last_run"], **{name: row[name] for name in ("state", "started_at", "ended_at", "error")}} if ran else None
    totals = row["totals"]
    return {
        "source": row["source"],
        "source_zh": names.get(row["source"], row["source"]),
        "feed": row["feed"],
        "group": group.get("group", ""),
        "group_zh": group.get("zh", ""),
        "schedule": group.get("schedule"),
        "enabled": row["enabled"],
        "counts": {name: row[name] for name in COUNTS},
        "totals": totals,
        "watermark": row["watermark"],
        "last_run": last,
        "last_success": row["last_success"],
        "lag_s": _seconds_since(row["last_success"]),
        "quarantine_open": row["quarantine_open"],
        "balanced": totals["extracted"] == sum(totals[name] for name in ENDS),
    }


def _groups(platform: Platform) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {
        (document["source"], feed): group
        for document in platform.published("source")
        for group in document.get("groups", [])
        for feed in group["feeds"]
    }


def _seconds_since(at: str | None) -> int | None:
    if at is None:
        return None
    return max(0, round((datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds()))


def source_names(platform: Platform) -> dict[str, str]:
    return {document["source"]: document["zh"] for document in platform.published("source")}


class RuleTexts:
    """What each published rule says in Chinese. A rule may have several faces: told apart by column, then by severity."""

    def __init__(self, platform: Platform) -> None:
        self._texts: dict[tuple[str, ...], str] = {}
        for rule in platform.published("rule"):
            for column in rule["columns"]:
                severity = "E" if column in rule["quarantine_columns"] else rule["severity"]
                self._texts.setdefault((rule["id"], column, severity), rule["zh"])
                self._texts.setdefault((rule["id"], column), rule["zh"])
            self._texts.setdefault((rule["id"],), rule["zh"])

    def of(self, rule: str, field: str, severity: str = "E") -> str | None:
        """The face that speaks of `field` with this severity (E: it stops the row), else the first that does; None: no such rule."""
        return self._texts.get((rule, field, severity)) or self._texts.get((rule, field)) or self._texts.get((rule,))


def run(platform: Platform, run_id: str) -> dict[str, Any] | None:
    """One run with steps, receipts and finding counts, rules named."""
    found = platform.run(run_id)
    if found is None:
        return None
    texts = RuleTexts(platform)
    findings = [{**f, "rule_zh": texts.of(f["rule"], f["field"], f["severity"])} for f in found["findings"]]
    return {**with_counts(found), "findings": findings}


def with_counts(found: Mapping[str, Any]) -> dict[str, Any]:
    return {**found, "counts": {name: found[name] for name in COUNTS}}


def quarantine_page(platform: Platform, **filters: Any) -> dict[str, Any]:
    """{items, next}: newest first; `next` is the item id the page ended with."""
    limit = filters["limit"]
    rows = platform.quarantine(**{**filters, "limit": limit + 1})
    texts = RuleTexts(platform)
    items = [{**row, "rule_zh": texts.of(row["rule"], row["field"])} for row in rows[:limit]]
    return {"items": items, "next": items[-1]["item_id"] if len(rows) > limit else None}


def quarantine_item(platform: Platform, item_id: int) -> dict[str, Any] | None:
    found = platform.quarantine_item(item_id)
    return None if found is None else {**found, "rule_zh": RuleTexts(platform).of(found["rule"], found["field"])}


def quarantine_groups(platform: Platform, **filters: Any) -> dict[str, Any]:
    texts, sources = RuleTexts(platform), source_names(platform)
    groups = platform.quarantine_groups(**filters)
    items = [{**g, "rule_zh": texts.of(g["rule"], g["field"]), "source_zh": sources.get(g["source"], g["source"])} for g in groups]
    return {"items": items, "total": sum(int(g["items"]) for g in groups)}


def rules(platform: Platform) -> list[dict[str, Any]]:
    """Rules as deployed, each with the number of open quarantine items it stopped; of several faces only the one that stops counts."""
    counts: dict[tuple[str, str], int] = {}
    for group in platform.quarantine_groups(state="open"):
        key = group["rule"], group["field"]
        counts[key] = counts.get(key, 0) + group["items"]
    shown: list[dict[str, Any]] = []
    for rule in platform.published("rule"):
        stopped = rule["columns"] if rule["action"] == "quarantine" else rule["quarantine_columns"]
        shown.append({**rule, "quarantine_open": sum(counts.pop((rule["id"], column), 0) for column in stopped)})
    return shown
