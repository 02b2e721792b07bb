"""Judge the rows of a batch by the rules that look beyond one row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from quality.feeds import Feed
from quality.frame import shape
from quality.rules import SCOPED_STAGE, Action, Rule, of_stage
from quality.scoped.catalogue import SCOPED
from quality.verdict import FINDING_COLUMNS

Noted = tuple[int, str, str]  # row, rule, field: what is kept of a finding so that the same try again decides the same


@dataclass(frozen=True)
class Found:
    """`findings`: a frame with FINDING_COLUMNS. `stopped`: rows that must not be loaded."""

    findings: pd.DataFrame
    stopped: frozenset[int]

    @property
    def noted(self) -> list[Noted]:
        return [(int(r), str(rule), str(f)) for r, rule, f in zip(self.findings["row"], self.findings["rule"], self.findings["field"],
                                                                 strict=True)]  # fmt: skip


@lru_cache(maxsize=16)
def asked(feed: Feed) -> tuple[tuple[Rule, str], ...]:
    """(rule, column) pairs judged row by row beside facts; those made once a run are not among them."""
    return tuple((rule, column) for rule, column in of_stage(feed, SCOPED_STAGE) if SCOPED[rule.kind].check is not None)


def facts_for(feed: Feed) -> frozenset[str]:
    """Names of the facts the feed's rules must be told (quality/scoped/kinds.py)."""
    return frozenset(name for rule, _ in asked(feed) for name in SCOPED[rule.kind].facts)


def judge(feed: Feed, rows: pd.DataFrame, facts: pd.DataFrame) -> Found:
    """Findings on rows that passed the row rules. `facts`: a frame with the same index and one column for each of `facts_for(feed)`."""
    met: list[tuple[Rule, str, pd.Index]] = []
    for rule, column in asked(feed):
        check = SCOPED[rule.kind].check
        if check is not None:
            mask = check(rows, column, rule.params, facts).fillna(False).astype(bool)
            met.append((rule, column, rows.index[mask]))
    return _found(rows, met)


def remembered(feed: Feed, rows: pd.DataFrame, noted: Sequence[Noted]) -> Found:
    """The findings an earlier try on these very rows had noted."""
    by_rule: dict[tuple[str, str], list[int]] = {}
    for row, rule_id, field in noted:
        by_rule.setdefault((rule_id, field), []).append(row)
    return _found(rows, [(r, c, pd.Index(by_rule.get((r.id, c), [])).intersection(rows.index)) for r, c in asked(feed)])


def _found(rows: pd.DataFrame, met: Sequence[tuple[Rule, str, pd.Index]]) -> Found:
    findings = [_findings(rule, column, rows.loc[index, column]) for rule, column, index in met if len(index)]
    stopped = {int(i) for rule, _, index in met if rule.action is Action.QUARANTINE for i in index}
    whole = pd.concat(findings, ignore_index=True) if findings else pd.DataFrame(columns=list(FINDING_COLUMNS))
    return Found(whole, frozenset(stopped))


def _findings(rule: Rule, column: str, values: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": values.index,
            "rule": rule.id,
            "severity": rule.severity,
            "field": column,
            "action": rule.action.value,
            "reason": [f"{rule.zh}（{shape(value)}）" for value in values],
            "old": None,
        }
    )


def shares_asked(feed: Feed) -> Sequence[tuple[Rule, str]]:
    """(rule, column) pairs that compare the share of codes between days (CD-02)."""
    return [(rule, column) for rule, column in of_stage(feed, SCOPED_STAGE) if rule.kind == "share_moved"]
