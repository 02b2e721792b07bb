"""Judge a batch: rows as extracted in, canonical rows with one verdict each out.

Five stages; within one every rule sees the same values and what rules change shows from the next on:

    decode (bytes → text) → clean (spellings) → [typed: times, codes, flags, counts] → domain → plausible → [normal forms] → row

Great Expectations counts the same rules on the same values of each stage, when `evidence` is given.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import pandas as pd
import pyarrow as pa

from quality import timechain
from quality.checks.catalogue import KINDS, Context, Hit, look
from quality.checks.numbers import newborns, shape_type, verified_numbers
from quality.checks.phones import joined
from quality.checks.times import years_at_exam, years_by_text
from quality.convert import convert
from quality.decode import decode, mark
from quality.evidence import Evidence
from quality.feeds import COLUMNS, Feed
from quality.frame import per_value, shape, truth
from quality.reading import Reading
from quality.rules import STAGES, Action, Rule, of_stage
from quality.verdict import FINDING_COLUMNS, Outcome, Verdicts
from warehouse.identity.normal import normal_name

CHANGING = (Action.CORRECT, Action.NULL)
ENDING = {Action.QUARANTINE: Outcome.QUARANTINED, Action.EXCLUDE: Outcome.EXCLUDED, Action.MERGE: Outcome.MERGED}
RANK = (Outcome.MERGED, Outcome.QUARANTINED, Outcome.EXCLUDED)  # the first that holds is the row's outcome
FUTURE = "DT-03"
PRECISION = {4: "year", 7: "month", 10: "day"}  # of a birth date, by its length
CHINA = timezone(timedelta(hours=8))


@dataclass
class _Case:
    """A batch on its way. `said`: the values findings show, as the source wrote them where a conversion changed their form."""

    context: Context
    frame: pd.DataFrame
    said: pd.DataFrame
    ended: dict[Outcome, pd.Series]
    corrected: pd.Series
    findings: list[pd.DataFrame] = field(default_factory=list)
    unverified: dict[str, pd.Series] = field(default_factory=dict)


def validate(
    reading: Reading,
    rows: pa.Table,
    read_at: datetime,
    decryptor: Callable[[str], str] | None = None,
    evidence: Evidence | None = None,
) -> Verdicts:
    """Verdicts on a batch. `read_at`: when it was read, wall time of Asia/Shanghai unless it has a zone.

    Bad rows are values: nothing is raised for them. `rows` of the answer has the feed's canonical columns and helpers: for feeds with
    patients _name_normal, _name_verified, _id_verified, _newborn, _birth_precision (day, month, year); for exams _chain_marks, _wait_s,
    _exam_s, _report_s, _review_s, _age_years (by the birth date, else by the age text).
    """
    at = read_at.astimezone(CHINA).replace(tzinfo=None) if read_at.tzinfo else read_at
    context = Context(reading, at, frozenset(rows.column_names))
    frame = decode(reading, rows, decryptor)
    none = pd.Series(False, index=frame.index)
    case = _Case(context, frame, frame, {outcome: none.copy() for outcome in RANK}, none.copy())
    for stage in STAGES:
        if stage == "domain":
            case.frame, case.said = _typed(context, case.frame), case.frame
        elif stage == "row":
            case.frame = _normal_forms(case.frame)
        _run_stage(case, stage, evidence)
    return _verdicts(case)


def _run_stage(case: _Case, stage: str, evidence: Evidence | None) -> None:
    frame, context = case.frame, case.context
    asked = [(rule, column) for rule, column in of_stage(context.reading.feed, stage) if _can_speak(rule, column, frame)]
    hits = [(rule, column, look(rule.kind, frame, column, rule.params, context)) for rule, column in asked]
    if evidence is not None:
        evidence.judge(stage, frame, asked, context)
    following, shown = frame.copy(), case.said if stage == "domain" else frame
    for rule, column, hit in hits:
        if not hit.mask.any():
            continue
        action = rule.action_on(column)
        if action in ENDING:
            case.ended[ENDING[action]] |= hit.mask
        elif action in (Action.CORRECT, Action.COMPARE):
            case.corrected |= hit.mask
        if rule.unverified:
            case.unverified[column] = case.unverified.get(column, False) | hit.mask
        before = shown if action not in CHANGING or stage == "domain" else following
        case.findings.append(_findings(rule, column, hit.mask, before[column]))
        if action in CHANGING:
            _apply(following, column, hit, action)
    case.frame = following


def _can_speak(rule: Rule, column: str, frame: pd.DataFrame) -> bool:
    """A column without any value has nothing to be judged, but by a kind that looks for just that."""
    kind = KINDS[rule.kind]
    return kind.nulls or bool(frame[mark(column) if kind.marks else column].notna().any())


def _typed(context: Context, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with typed columns. Codes that say "this is no exam" have had their rule: they are not unmapped codes as well."""
    out = convert(context.reading, frame, context.read_at.date())
    for column, values in context.reading.skip_codes.items():
        if column in frame:
            out.loc[frame[column].isin(list(values)), mark(column)] = "skipped"
    return out


def _normal_forms(frame: pd.DataFrame) -> pd.DataFrame:
    """What has passed takes its normal form, which is no correction: telephone numbers, and the document type a number tells."""
    if "phone" not in frame:
        return frame
    out = frame.copy()
    out["phone"] = per_value(frame["phone"], joined).astype("str")
    out["id_type"] = frame["id_type"].fillna(per_value(frame["id_number"], shape_type).astype("str"))
    return out


def _findings(rule: Rule, column: str, mask: pd.Series, values: pd.Series) -> pd.DataFrame:
    met = mask.index[mask]
    action = rule.action_on(column)
    old = values[met]
    text = old.astype(object).where(old.notna(), None)
    return pd.DataFrame(
        {
            "row": met,
            "rule": rule.id,
            "severity": rule.severity_on(column),
            "field": column,
            "action": action.value,
            "reason": [f"{rule.zh}（{shape(value)}）" for value in text],
            "old": [str(v) if action in CHANGING and v is not None else None for v in text],
        }
    )


def _apply(frame: pd.DataFrame, column: str, hit: Hit, action: Action) -> None:
    """Put new values in. Rules of one stage may correct the same value; the later one then counts."""
    if action is Action.NULL:
        frame.loc[hit.mask, column] = None
    elif hit.new is not None:
        new = hit.new[hit.mask].astype(frame[column].dtype)
        frame.loc[hit.mask, column] = new.where(new != "")  # nothing left is null
    for name, values in hit.other.items():
        frame.loc[hit.mask, name] = values[hit.mask]


def _verdicts(case: _Case) -> Verdicts:
    frame, context = case.frame, case.context
    outcome = pd.Series(Outcome.ACCEPTED.value, index=frame.index, dtype="str")
    outcome[case.corrected] = Outcome.CORRECTED.value
    for result in reversed(RANK):
        outcome[case.ended[result]] = result.value
    found = pd.concat(case.findings, ignore_index=True) if case.findings else pd.DataFrame(columns=list(FINDING_COLUMNS))
    rows = frame[[c.name for c in COLUMNS[context.reading.feed]]].copy()
    if "name" in rows:
        _add_identity_helpers(rows, case)
    if context.reading.feed is Feed.EXAMS:
        _add_exam_helpers(rows, set(found.loc[found["rule"] == FUTURE, "row"]))
    return Verdicts(rows, outcome, found)


def _add_identity_helpers(rows: pd.DataFrame, case: _Case) -> None:
    no = pd.Series(False, index=rows.index)
    rows["_name_normal"] = per_value(rows["name"], normal_name).astype("str")
    rows["_name_verified"] = truth(rows["name"], lambda v: normal_name(v) != "") & ~case.unverified.get("name", no)
    rows["_id_verified"] = verified_numbers(rows, case.context) & ~case.unverified.get("id_number", no)
    rows["_newborn"] = newborns(rows)
    rows["_birth_precision"] = rows["birth_date"].str.len().map(PRECISION).astype("str")


def _add_exam_helpers(rows: pd.DataFrame, future: set[int]) -> None:
    """`future`: rows with a time later than the read, whose durations mean nothing."""
    rows["_chain_marks"] = timechain.marks(rows)
    for name, values in timechain.durations(rows).items():
        rows[f"_{name}"] = values.mask(rows.index.isin(future))
    by_birth = years_at_exam(rows).clip(lower=0)
    by_text = years_by_text(rows)
    rows["_age_years"] = by_birth.fillna(by_text.floordiv(1).astype("Int64"))
