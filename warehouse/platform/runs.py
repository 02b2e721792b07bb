"""Runs, their receipts, steps and evidence."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from warehouse.errors import Refused
from warehouse.platform import alerts, shares
from warehouse.platform.schema import FEED, FINDING_COUNT, RECEIPT, RUN, RUN_STEP, utc_now
from warehouse.platform.shares import Entry

COUNTS = ("extracted", "loaded", "corrected", "unchanged", "merged", "deleted", "excluded", "quarantined")
COLLECTING = ("collect", "recollect", "history")  # kinds of runs that read source rows by a window
ENDS = ("loaded", "unchanged", "merged", "deleted", "excluded", "quarantined")


@dataclass(frozen=True)
class QuarantineRow:
    """A stopped row. `payload` is sealed; `findings` are {rule, field, severity, reason} without values."""

    key_token: str
    row_hash: str
    rule: str
    field: str
    reason: str
    cause: str | None
    findings: Sequence[Mapping[str, str]]
    payload: bytes


@dataclass(frozen=True)
class FindingCount:
    """How often a rule met a field in a batch; `evidence_rows` is Great Expectations' own count where it ran."""

    rule: str
    field: str
    severity: str
    rows: int
    evidence_rows: int | None = None


@dataclass(frozen=True)
class BatchOutcome:
    """All that platform learns of a batch, written in one transaction.

    `passed_tokens`: keys whose open quarantine items close, unless a row of the same key is stopped in this very batch. `passed_hashes`:
    row hashes beside them, needed by release runs: a later version of the key that was stopped too then stays open.
    """

    run_id: str
    source: str
    feed: str
    batch: int
    label: str
    counts: Mapping[str, int]
    target_rows: Mapping[str, int]
    seconds: float
    steps: Mapping[str, float]
    findings: Sequence[FindingCount] = ()
    quarantine: Sequence[QuarantineRow] = ()
    passed_tokens: Sequence[str] = ()
    passed_hashes: Sequence[str] = ()
    day: str = ""  # wall time of China: the day the rows of `codes` (field, code) count for
    codes: Mapping[tuple[str, str], int] = field(default_factory=lambda: dict[tuple[str, str], int]())
    entries: Sequence[Entry] = ()


def start(
    connection: Connection, run_id: str, source: str, feed: str, kind: str, window: Mapping[str, Any] | None, started_by: str
) -> None:
    hold(connection, source, feed)
    text = json.dumps(window) if window is not None else None
    known = connection.execute(select(RUN.c.run_id).where(RUN.c.run_id == run_id)).first()
    if known is None:
        connection.execute(
            insert(RUN).values(
                run_id=run_id, source=source, feed=feed, kind=kind, state="running", window=text, started_at=utc_now(),
                started_by=started_by, **dict.fromkeys(COUNTS, 0),
            )
        )  # fmt: skip
    else:
        connection.execute(update(RUN).where(RUN.c.run_id == run_id).values(state="running", window=text, ended_at=None, error=None))
    if kind == "collect":
        connection.execute(update(FEED).where(FEED.c.source == source, FEED.c.feed == feed).values(last_run=run_id))


def hold(connection: Connection, source: str, feed: str) -> None:
    """Lock the feed's row until the transaction ends: whoever writes for a feed does so alone. Always the first lock taken."""
    connection.execute(select(FEED.c.feed).where(FEED.c.source == source, FEED.c.feed == feed).with_for_update()).all()


def commit_batch(connection: Connection, outcome: BatchOutcome) -> bool:
    """Write the receipt and add its counts to the run. False: the batch has its receipt already, nothing was changed."""
    hold(connection, outcome.source, outcome.feed)
    kind = connection.execute(select(RUN.c.kind).where(RUN.c.run_id == outcome.run_id)).scalar_one_or_none()
    if kind is None:
        raise Refused(f"run {outcome.run_id} was never started")
    if has_receipt(connection, outcome.run_id, outcome.batch):
        return False
    if outcome.counts["extracted"] != sum(outcome.counts[name] for name in ENDS):
        raise AssertionError(f"run {outcome.run_id} batch {outcome.batch}: the counts do not add up")
    connection.execute(
        insert(RECEIPT).values(
            run_id=outcome.run_id, batch=outcome.batch, label=outcome.label, target_rows=json.dumps(dict(outcome.target_rows)),
            seconds=outcome.seconds, written_at=utc_now(), **{name: outcome.counts[name] for name in COUNTS},
        )
    )  # fmt: skip
    added = {name: RUN.c[name] + outcome.counts[name] for name in COUNTS}
    connection.execute(update(RUN).where(RUN.c.run_id == outcome.run_id).values(added))
    for step, seconds in outcome.steps.items():
        add_step(connection, outcome.run_id, step, seconds, outcome.counts["extracted"])
    for finding in outcome.findings:
        _add_finding(connection, outcome.run_id, finding)
    if kind == "collect":  # old rows read again say nothing of the day
        shares.add(connection, outcome.source, outcome.feed, outcome.day, outcome.codes)
    shares.enter(connection, outcome.entries)
    return True


def has_receipt(connection: Connection, run_id: str, batch: int) -> bool:
    return connection.execute(select(RECEIPT.c.batch).where(RECEIPT.c.run_id == run_id, RECEIPT.c.batch == batch)).first() is not None


def add_step(connection: Connection, run_id: str, step: str, seconds: float, rows: int) -> None:
    where = and_(RUN_STEP.c.run_id == run_id, RUN_STEP.c.step == step)
    changed = connection.execute(update(RUN_STEP).where(where).values(seconds=RUN_STEP.c.seconds + seconds, rows=RUN_STEP.c.rows + rows))
    if changed.rowcount == 0:
        connection.execute(insert(RUN_STEP).values(run_id=run_id, step=step, seconds=seconds, rows=rows))


def _add_finding(connection: Connection, run_id: str, finding: FindingCount) -> None:
    f = FINDING_COUNT.c
    where = and_(f.run_id == run_id, f.rule == finding.rule, f.field == finding.field)
    known = connection.execute(select(f.rows, f.evidence_rows).where(where)).first()
    if known is None:
        connection.execute(
            insert(FINDING_COUNT).values(
                run_id=run_id, rule=finding.rule, field=finding.field, severity=finding.severity, rows=finding.rows,
                evidence_rows=finding.evidence_rows,
            )
        )  # fmt: skip
        return
    evidence = None if finding.evidence_rows is None else finding.evidence_rows + (known.evidence_rows or 0)
    connection.execute(update(FINDING_COUNT).where(where).values(rows=known.rows + finding.rows, evidence_rows=evidence))


def finish(connection: Connection, run_id: str, state: str, watermark: Mapping[str, Any] | None, error: str | None) -> None:
    run = connection.execute(select(RUN.c.source, RUN.c.feed, RUN.c.kind).where(RUN.c.run_id == run_id)).first()
    if run is None:
        raise Refused(f"run {run_id} was never started")
    hold(connection, run.source, run.feed)
    connection.execute(update(RUN).where(RUN.c.run_id == run_id).values(state=state, ended_at=utc_now(), error=error))
    if state == "success" and run.kind == "collect":
        values: dict[str, Any] = {"last_success": utc_now()}
        if watermark is not None:
            values["watermark"] = json.dumps(watermark)
        connection.execute(update(FEED).where(FEED.c.source == run.source, FEED.c.feed == run.feed).values(values))
        alerts.close(connection, alerts.FAILED, run.source, run.feed)


def page(
    connection: Connection, source: str | None, feed: str | None, state: str | None, before: str | None, limit: int
) -> list[dict[str, Any]]:
    query = select(RUN).order_by(RUN.c.started_at.desc(), RUN.c.run_id.desc()).limit(limit)
    for column, value in ((RUN.c.source, source), (RUN.c.feed, feed), (RUN.c.state, state)):
        if value is not None:
            query = query.where(column == value)
    if before is not None:
        query = query.where(RUN.c.started_at < before)
    return [_run(row) for row in connection.execute(query).mappings()]


def _run(row: Mapping[Any, Any]) -> dict[str, Any]:
    run = dict(row)
    run["window"] = json.loads(run["window"]) if run["window"] else None
    run["balanced"] = run["extracted"] == sum(run[name] for name in ENDS)
    return run


def detail(connection: Connection, run_id: str) -> dict[str, Any] | None:
    row = connection.execute(select(RUN).where(RUN.c.run_id == run_id)).mappings().first()
    if row is None:
        return None
    run = _run(row)
    steps = select(RUN_STEP.c.step, RUN_STEP.c.seconds, RUN_STEP.c.rows).where(RUN_STEP.c.run_id == run_id)
    run["steps"] = [dict(r) for r in connection.execute(steps).mappings()]
    receipts = select(RECEIPT).where(RECEIPT.c.run_id == run_id).order_by(RECEIPT.c.batch).limit(1000)
    run["receipts"] = [{**r, "target_rows": json.loads(r["target_rows"])} for r in connection.execute(receipts).mappings()]
    findings = select(FINDING_COUNT).where(FINDING_COUNT.c.run_id == run_id).order_by(FINDING_COUNT.c.rows.desc())
    run["findings"] = [dict(r) for r in connection.execute(findings).mappings()]
    run["warnings"] = shares.warnings(connection, run_id)
    return run


def totals(connection: Connection) -> dict[tuple[str, str], dict[str, int]]:
    """Sums over all collections of each feed."""
    columns = [func.sum(RUN.c[name]).label(name) for name in COUNTS]
    query = select(RUN.c.source, RUN.c.feed, *columns).where(RUN.c.kind.in_(COLLECTING)).group_by(RUN.c.source, RUN.c.feed)
    return {(r["source"], r["feed"]): {n: int(r[n] or 0) for n in COUNTS} for r in connection.execute(query).mappings()}
