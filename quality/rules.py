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

from quality.checks.catalogue import CONDITIONS, KINDS, Kind
from quality.feeds import COLUMNS, Feed, FeedColumn
from quality.scoped.catalogue import SCOPED, ScopedKind
from warehouse.errors import Misconfigured

FOLDER = Path(__file__).resolve().parent / "rules"
STAGES = ("decode", "clean", "domain", "plausible", "row")
FILE_STAGE = "file"  # judged while a file is fetched (pipelines/files), catalogued here with the others
COMPARE_STAGE = "compare"  # judged while a source's keys are compared with ours (pipelines/compare)
ELSEWHERE = (FILE_STAGE, COMPARE_STAGE)
SCOPED_STAGE = "scoped"  # judged once over the whole batch with what the stores know (quality/scoped)
SEVERITIES = ("I", "W", "E")
GROUP = "kind:"  # "kind:time" in `columns`: every column of that kind


class Scope(StrEnum):
    """What a rule looks at: a row alone, the rows of a batch or run, or a row beside what the stores know."""

    ROW = "row"
    BATCH = "batch"
    STORE = "store"


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
    """One entry of a rule file.

    `columns`: canonical columns, or groups ("kind:time"); `except_columns` are left out of them. `kind` and `params`: the check and what
    it is told. `quarantine_columns`: hits there stop the row whatever the action (key fields). `unverified`: a hit means that the
    column's value may not link people.
    """

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
    cause_en: str
    requirement: str
    scope: Scope = Scope.ROW
    mass_failure: Mapping[str, float] | bool | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    except_columns: tuple[str, ...] = ()
    quarantine_columns: tuple[str, ...] = ()
    unverified: bool = False

    def action_on(self, column: str) -> Action:
        return Action.QUARANTINE if column in self.quarantine_columns else self.action

    def severity_on(self, column: str) -> str:
        return "E" if column in self.quarantine_columns else self.severity

    def columns_of(self, feed: Feed) -> list[str]:
        """The rule's columns that this feed has, in the feed's order."""
        return [c.name for c in COLUMNS[feed] if self._means(c)] if feed in self.feeds else []

    def _means(self, column: FeedColumn) -> bool:
        named = column.name in self.columns or f"{GROUP}{column.kind.value}" in self.columns
        return named and column.name not in self.except_columns


@lru_cache(maxsize=1)
def load() -> tuple[Rule, ...]:
    """Every rule, files in the order of their names, entries in the order they stand."""
    found: list[Rule] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        found += read(path)
    return tuple(found)


def read(path: Path) -> list[Rule]:
    """The rules of one file. Misconfigured names file and line of the first mistake."""
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Misconfigured(f"{path}:{line}: {error.problem}") from None
    if not isinstance(node, yaml.SequenceNode):
        raise Misconfigured(f"{path}:1: a rule file is a list of rules")
    rules: list[Rule] = []
    for item, entry in zip(node.value, yaml.safe_load(text), strict=True):
        try:
            rules.append(_rule(entry))
        except (KeyError, ValueError, TypeError) as error:
            raise Misconfigured(f"{path}:{item.start_mark.line + 1}: {_problem(error)}") from None
    return rules


def _problem(error: Exception) -> str:
    return f"missing '{error.args[0]}'" if isinstance(error, KeyError) else str(error)


_NEEDED = ("id", "stage", "feeds", "columns", "check", "action", "severity", "zh", "en", "why", "cause", "cause_en", "requirement")
_OPTIONAL = ("except_columns", "quarantine_columns", "unverified", "scope", "mass_failure")


def _rule(entry: Any) -> Rule:
    if not isinstance(entry, dict):
        raise ValueError("a rule is a mapping")
    if unknown := set(entry) - {*_NEEDED, *_OPTIONAL}:
        raise ValueError(f"unknown {', '.join(sorted(unknown))}")
    values = {name: entry[name] for name in _NEEDED} | {name: entry[name] for name in _OPTIONAL if name in entry}
    check = dict(values.pop("check"))
    for name in ("columns", "except_columns", "quarantine_columns"):
        if name in values:
            values[name] = tuple(values[name])
    values |= {
        "feeds": tuple(Feed(f) for f in entry["feeds"]),
        "kind": check.pop("kind"),
        "action": Action(entry["action"]),
        "scope": Scope(entry.get("scope", Scope.ROW)),
        "params": check,
    }
    rule = Rule(**values)
    _check_words(rule)
    _check_columns(rule)
    _check_params(rule)
    return rule


def _check_words(rule: Rule) -> None:
    stages = (*STAGES, *ELSEWHERE, SCOPED_STAGE)
    if rule.stage not in stages:
        raise ValueError(f"stage '{rule.stage}' is none of {', '.join(stages)}")
    if rule.stage not in ELSEWHERE and (rule.stage == SCOPED_STAGE) is (rule.scope is Scope.ROW):
        raise ValueError(f"rules of scope batch or store, and only they, are of stage {SCOPED_STAGE}")
    if rule.mass_failure is True or (isinstance(rule.mass_failure, Mapping) and not set(rule.mass_failure) <= {"share", "rows"}):
        raise ValueError("'mass_failure' is false or names share and rows")
    if rule.severity not in SEVERITIES:
        raise ValueError(f"severity '{rule.severity}' is none of I, W, E")
    for name in ("zh", "en", "why", "cause", "cause_en"):
        if not str(getattr(rule, name)).strip():
            raise ValueError(f"'{name}' says nothing")


def _check_columns(rule: Rule) -> None:
    known = {c.name for feed in rule.feeds for c in COLUMNS[feed]}
    known |= {f"{GROUP}{c.kind.value}" for feed in rule.feeds for c in COLUMNS[feed]}
    conditions = [column for name in sorted(CONDITIONS) for column in rule.params.get(name, ())]
    named = (*rule.columns, *rule.except_columns, *rule.quarantine_columns, *conditions)
    for column in named:
        if column not in known:
            raise ValueError(f"no feed of the rule has a column '{column}'")


def _check_params(rule: Rule) -> None:
    if rule.stage in ELSEWHERE:
        return
    kinds: Mapping[str, Kind | ScopedKind] = SCOPED if rule.stage == SCOPED_STAGE else KINDS
    kind = kinds.get(rule.kind)
    if kind is None:
        raise ValueError(f"there is no check kind '{rule.kind}'; known: {', '.join(sorted(kinds))}")
    if missing := kind.needs - set(rule.params):
        raise ValueError(f"check {rule.kind} needs {', '.join(sorted(missing))}")
    if unknown := set(rule.params) - kind.needs - kind.may - (CONDITIONS if isinstance(kind, Kind) else set[str]()):
        raise ValueError(f"check {rule.kind} knows no {', '.join(sorted(unknown))}")


@lru_cache(maxsize=64)
def of_stage(feed: Feed, stage: str) -> tuple[tuple[Rule, str], ...]:
    """(rule, column) pairs of a stage, in declared order."""
    return tuple((rule, column) for rule in load() if rule.stage == stage for column in rule.columns_of(feed))


def by_id(rule_id: str, column: str | None = None) -> Rule:
    """The rule with this id; of several faces the one that speaks of `column`, first of all the one that stops the row there.

    KeyError when there is none.
    """
    faces = [rule for rule in load() if rule.id == rule_id]
    if not faces:
        raise KeyError(rule_id)
    about = [rule for rule in faces if column and any(column in rule.columns_of(feed) for feed in rule.feeds)] or faces
    stopping = [rule for rule in about if (rule.action_on(column) if column else rule.action) is Action.QUARANTINE]
    return (stopping or about)[0]


def published() -> list[dict[str, Any]]:
    """The catalogue for pages and documents, as JSON values: one document a face, `columns` as each feed has them."""
    documents: list[dict[str, Any]] = []
    for rule in load():
        document = asdict(rule)
        document["action"] = rule.action.value
        document["scope"] = rule.scope.value
        document["feeds"] = [f.value for f in rule.feeds]
        document["columns"] = sorted({column for feed in rule.feeds for column in rule.columns_of(feed)})
        document["params"] = dict(rule.params)
        del document["except_columns"]
        document["quarantine_columns"] = list(rule.quarantine_columns)
        documents.append(document)
    return documents
