"""Rules, declared once in `quality/rules/*.yaml`: what is checked, what happens then, and why. Errors name file and line.

A new rule of a known kind is one entry and nothing else. Within a stage every rule sees the same values; what rules change shows from
the next stage on. The same id may stand twice when one catalogue rule has two faces (another column, another action).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from quality.feeds import COLUMNS, Feed
from warehouse.errors import Misconfigured

FOLDER = Path(__file__).resolve().parent / "rules"
STAGES = ("decode", "clean", "domain", "plausible", "row")
FILE_STAGE = "file"  # judged while a file is fetched (pipelines/files), catalogued here with the others
SEVERITIES = ("I", "W", "E")


class Action(StrEnum):
    """What a hit does to its row: nothing but a finding, a changed value, an emptied value, or the end of the row's way."""

    FLAG = "flag"
    COMPARE = "compare"  # the value stays, its normal form for comparison is corrected
    CORRECT = "correct"
    NULL = "null"
    EXCLUDE = "exclude"
    MERGE = "merge"
    QUARANTINE = "quarantine"


@dataclass(frozen=True)
class Rule:
    """One entry. `quarantine_columns`: hits there stop the row whatever the action (key fields)."""

    id: str
    stage: str
    feeds: tuple[Feed, ...]
    columns: tuple[str, ...]
    kind: str
    action: Action
    severity: str
    zh: str
    en: str
    why: str
    cause: str
    requirement: str
    params: Mapping[str, Any] = field(default_factory=dict)
    quarantine_columns: tuple[str, ...] = ()

    def action_on(self, column: str) -> Action:
        return Action.QUARANTINE if column in self.quarantine_columns else self.action

    def columns_of(self, feed: Feed) -> list[str]:
        """The rule's columns that this feed has."""
        known = {c.name for c in COLUMNS[feed]}
        return [c for c in self.columns if c in known] if feed in self.feeds else []


@lru_cache(maxsize=1)
def load() -> tuple[Rule, ...]:
    """Every rule, files in the order of their names, entries in the order they stand."""
    found: list[Rule] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        found += read(path)
    return tuple(found)


def read(path: Path) -> list[Rule]:
    """The rules of one file. Misconfigured names file and line of the first mistake."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(node, yaml.SequenceNode) or not isinstance(entries, list):
        raise Misconfigured(f"{path}:1: a rule file is a list of rules")
    rules: list[Rule] = []
    for item, entry in zip(node.value, entries, strict=True):
        try:
            rules.append(_rule(entry))
        except (KeyError, ValueError, TypeError) as error:
            raise Misconfigured(f"{path}:{item.start_mark.line + 1}: {_problem(error)}") from None
    return rules


def _problem(error: Exception) -> str:
    return f"missing {error.args[0]}" if isinstance(error, KeyError) else str(error)


def _rule(entry: Mapping[str, Any]) -> Rule:
    known = {
        "id",
        "stage",
        "feeds",
        "columns",
        "check",
        "action",
        "severity",
        "zh",
        "en",
        "why",
        "cause",
        "requirement",
        "quarantine_columns",
    }
    if unknown := set(entry) - known:
        raise ValueError(f"unknown {', '.join(sorted(unknown))}")
    check = dict(entry["check"])
    rule = Rule(
        id=entry["id"],
        stage=entry["stage"],
        feeds=tuple(Feed(f) for f in entry["feeds"]),
        columns=tuple(entry["columns"]),
        kind=check.pop("kind"),
        action=Action(entry["action"]),
        severity=entry["severity"],
        zh=entry["zh"],
        en=entry["en"],
        why=entry["why"],
        cause=entry["cause"],
        requirement=entry.get("requirement", ""),
        params=check,
        quarantine_columns=tuple(entry.get("quarantine_columns", ())),
    )
    if rule.stage not in (*STAGES, FILE_STAGE):
        raise ValueError(f"stage '{rule.stage}' is none of {', '.join(STAGES)}, {FILE_STAGE}")
    if rule.severity not in SEVERITIES:
        raise ValueError(f"severity '{rule.severity}' is none of I, W, E")
    for column in rule.columns:
        if not any(column == c.name for feed in rule.feeds for c in COLUMNS[feed]):
            raise ValueError(f"no feed of the rule has a column '{column}'")
    return rule


def of_stage(feed: Feed, stage: str) -> list[tuple[Rule, str]]:
    """(rule, column) pairs of a stage, in declared order."""
    return [(rule, column) for rule in load() if rule.stage == stage for column in rule.columns_of(feed)]


def by_id(rule_id: str) -> Rule:
    """The first rule with this id. KeyError when there is none."""
    for rule in load():
        if rule.id == rule_id:
            return rule
    raise KeyError(rule_id)


def published() -> list[dict[str, Any]]:
    """The catalogue for pages and documents."""
    documents: list[dict[str, Any]] = []
    for rule in load():
        document = asdict(rule)
        document["action"] = rule.action.value
        document["feeds"] = [f.value for f in rule.feeds]
        document["params"] = dict(rule.params)
        documents.append(document)
    return documents
