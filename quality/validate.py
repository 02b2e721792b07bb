"""Judge a batch: rows as extracted in, canonical rows with one verdict each out.

Five stages; within one every rule sees the same values and what rules change shows from the next on:

    decode (bytes → text) → clean (spellings) → [typed: times, codes, flags, counts] → domain → plausible → row

Great Expectations counts the same rules on the same values of each stage, when `evidence` is given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

import pandas as pd
import pyarrow as pa

from quality import timechain
from quality.checks.identity import newborns, verified_numbers
from quality.checks.kinds import KINDS, Context, Hit
from quality.convert import age_in_years, convert, whole_years
from quality.decode import decode
from quality.evidence import Evidence
from quality.feeds import COLUMNS, Feed
from quality.frame import absent, per_value, shape, truth
from quality.reading import Reading
from quality.rules import STAGES, Action, Rule, of_stage
from quality.verdict import FINDING_COLUMNS, Outcome, Verdicts
from warehouse.identity.normal import normal_name

for _module in ("general", "text", "identity", "rows"):
    import_module(f"quality.checks.{_module}")

CHANGING = (Action.CORRECT, Action.NULL)
ENDING = {Action.QUARANTINE: Outcome.QUARANTINED, Action.EXCLUDE: Outcome.EXCLUDED, Action.MERGE: Outcome.MERGED}
RANK = (Outcome.QUARANTINED, Outcome.EXCLUDED, Outcome.MERGED)  # the first that holds is the row's outcome


@dataclass(frozen=True)
class Judged:
    """One rule on one column in one stage, with the rows it met."""

    rule: Rule
    column: str
    hit: Hit


def validate(
    reading: Reading,
    rows: pa.Table,
    read_at: datetime,
    decryptor: Callable[[str], str] | None = None,
    evidence: Evidence | None = None,
) -> Verdicts:
    """Verdicts on a batch. `read_at`: wall time of Asia/Shanghai, without zone. Bad rows are values; nothing is raised for them.

    `rows` of the answer has the feed's canonical columns and helpers: _name_normal, _name_verified, _id_verified, _newborn, and for
    exams _chain_marks, _wait_s, _exam_s, _report_s, _review_s, _age_years.
    """
    context = Context(reading, read_at)
    frame = decode(reading, rows, decryptor)
    findings: list[pd.DataFrame] = []
    ended = {outcome: pd.Series(False, index=frame.index) for outcome in RANK}
    changed = pd.Series(False, index=frame.index)
    for stage in STAGES:
        if stage == "domain":
            frame = _typed(reading, frame)
        judged = [
            Judged(rule, column, KINDS[rule.kind](frame, column, rule.params, context)) for rule, column in of_stage(reading.feed, stage)
        ]
        if evidence is not None:
            evidence.judge(stage, frame, [(j.rule, j.column, j.hit.mask) for j in judged])
        following = frame.copy()
        for item in judged:
            if not item.hit.mask.any():
                continue
            action = item.rule.action_on(item.column)
            findings.append(_findings(item, frame))
            if action in ENDING:
                ended[ENDING[action]] |= item.hit.mask
            elif action in (Action.CORRECT, Action.COMPARE):
                changed |= item.hit.mask
            if action in CHANGING:
                _apply(following, item, action)
        frame = following
    return _verdicts(reading, frame, ended, changed, findings, context)


def _typed(reading: Reading, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with typed columns; source values of columns that can say "no exam" are kept beside."""
    out = convert(reading, frame)
    for column in {c for rule, c in of_stage(reading.feed, "domain") if rule.kind == "skip_code"}:
        out[f"_source_{column}"] = frame[column]
        skipped = frame[column].isin(list(reading.skip_codes.get(column, ())))
        out.loc[skipped, f"_mark_{column}"] = "skipped"
    return out


def _findings(item: Judged, frame: pd.DataFrame) -> pd.DataFrame:
    met = frame.index[item.hit.mask]
    old = frame.loc[met, item.column]
    keeps_old = item.rule.action_on(item.column) in CHANGING
    return pd.DataFrame(
        {
            "row": met,
            "rule": item.rule.id,
            "severity": item.rule.severity,
            "field": item.column,
            "action": item.rule.action_on(item.column).value,
            "reason": [f"{item.rule.zh}（{shape(value)}）" for value in old],
            "old": [None if not keeps_old or absent(value) else str(value) for value in old],
        }
    )


def _apply(frame: pd.DataFrame, item: Judged, action: Action) -> None:
    mask = item.hit.mask
    if action is Action.NULL:
        frame.loc[mask, item.column] = None
    elif item.hit.new is not None:
        new = item.hit.new[mask]
        frame.loc[mask, item.column] = new if str(new.dtype) == str(frame[item.column].dtype) else new.astype(frame[item.column].dtype)
    for column, values in item.hit.other.items():
        frame.loc[mask, column] = values[mask]


def _verdicts(
    reading: Reading,
    frame: pd.DataFrame,
    ended: dict[Outcome, pd.Series],
    changed: pd.Series,
    findings: list[pd.DataFrame],
    context: Context,
) -> Verdicts:
    outcome = pd.Series(Outcome.ACCEPTED.value, index=frame.index, dtype="str")
    outcome[changed] = Outcome.CORRECTED.value
    for result in reversed(RANK):
        outcome[ended[result]] = result.value
    found = pd.concat(findings, ignore_index=True) if findings else pd.DataFrame(columns=list(FINDING_COLUMNS))
    rows = frame[[c.name for c in COLUMNS[reading.feed]]].copy()
    if "name" in rows:
        _add_identity_helpers(rows, found, context)
    if reading.feed is Feed.EXAMS:
        _add_exam_helpers(rows, context)
    return Verdicts(rows, outcome, found)


def _add_identity_helpers(rows: pd.DataFrame, found: pd.DataFrame, context: Context) -> None:
    unverified = found.loc[found["rule"].isin(["NM-04", "NM-09", "CS-01"]) & (found["field"] == "name"), "row"]
    rows["_name_normal"] = per_value(rows["name"], normal_name).astype("str")
    rows["_name_verified"] = truth(rows["name"], lambda v: normal_name(v) != "") & ~rows.index.isin(unverified)
    rows["_id_verified"] = verified_numbers(rows, context.read_at.date())
    rows["_newborn"] = newborns(rows)


def _add_exam_helpers(rows: pd.DataFrame, context: Context) -> None:
    rows["_chain_marks"] = timechain.marks(rows)
    for name, values in timechain.durations(rows).items():
        rows[f"_{name}"] = values
    day = rows["exam_begin_time"].fillna(rows["register_time"]).fillna(rows["order_time"]).fillna(pd.Timestamp(context.read_at))
    ages: list[int | None] = []
    for birth, text, at in zip(rows["birth_date"], rows["age_text"], day, strict=True):
        if isinstance(birth, str):
            ages.append(max(0, whole_years(birth, at.date())))
        else:
            years = age_in_years(text) if isinstance(text, str) else None
            ages.append(int(years) if years is not None and 0 <= years <= 130 else None)
    rows["_age_years"] = pd.array(ages, dtype="Int64")
