"""Triggers of an XXL-JOB scheduling center: which of its log numbers waits for which of our requests, and what it was told.

All that is needed to go on reporting after a restart is here. One executor process works on it; every method is one transaction.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, update

from warehouse.platform import requests
from warehouse.platform.database import reading
from warehouse.platform.runs import COUNTS
from warehouse.platform.schema import RECEIPT, REQUEST, RUN, RUN_STEP, XXL_STEP, XXL_TRIGGER, utc_now

SERIAL, DISCARD, COVER = "SERIAL_EXECUTION", "DISCARD_LATER", "COVER_EARLY"
Accepted = Literal["accepted", "repeated", "discarded", "full"]
RECEIPTS_SHOWN = 5_000
_T, _S = XXL_TRIGGER.c, XXL_STEP.c


@dataclass(frozen=True)
class Order:
    """A trigger as the center gave it. `feeds`: (source, feed) in the order to collect them."""

    log_id: int
    log_time: int
    job_id: int
    target: str
    feeds: Sequence[tuple[str, str]]
    timeout_s: int


@dataclass(frozen=True)
class Step:
    """One collection of a trigger. `result`: the counts or {"error"} its request ended with, None before."""

    position: int
    source: str
    feed: str
    request_id: int | None
    handed_at: str | None
    state: str
    asked_at: str | None = None
    request_state: str | None = None
    ended_at: str | None = None
    result: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        return f"{self.source}.{self.feed}"


@dataclass(frozen=True)
class Trigger:
    """A trigger with its steps as they stand."""

    trigger_id: int
    log_id: int
    log_time: int
    job_id: int
    target: str
    timeout_s: int
    state: str
    asked_at: str
    started_at: str | None
    ended_at: str | None
    stop_code: int | None
    stop_reason: str | None
    code: int | None
    message: str | None
    reported_at: str | None
    tries: int
    next_try: str | None
    steps: tuple[Step, ...] = ()

    @property
    def current(self) -> Step | None:
        """The first step that has not ended."""
        return next((step for step in self.steps if step.state == "open"), None)


class XxlTriggers:
    """The table of triggers and their steps."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = reading(engine)

    # --- taking and stopping ------------------------------------------------------------------------------------------

    def accept(self, order: Order, strategy: str, queue: int, cover_reason: str) -> Accepted:
        """Put a trigger into the queue of its job, as the blocking strategy says.

        The same log number at the same time is one trigger. `queue`: most triggers that may be open, over all jobs. DISCARD_LATER
        refuses while the job has an open one; COVER_EARLY orders those to stop with code 500 and `cover_reason`; any other waits.
        """
        with self._engine.begin() as connection:
            same = select(_T.trigger_id).where(_T.log_id == order.log_id, _T.log_time == order.log_time)
            if connection.execute(same).first() is not None:
                return "repeated"
            jobs = list(connection.execute(select(_T.job_id).where(_T.state != "ended")).scalars())
            if order.job_id in jobs and strategy == DISCARD:
                return "discarded"
            if len(jobs) >= queue:
                return "full"
            if order.job_id in jobs and strategy == COVER:
                _order_stop(connection, and_(_T.job_id == order.job_id, _T.state != "ended"), 500, cover_reason)
            self._insert(connection, order)
        return "accepted"

    def _insert(self, connection: Connection, order: Order) -> None:
        written = connection.execute(
            insert(XXL_TRIGGER).values(
                log_id=order.log_id, log_time=order.log_time, job_id=order.job_id, target=order.target, timeout_s=order.timeout_s,
                state="queued", asked_at=utc_now(), tries=0,
            )
        )  # fmt: skip
        key = written.inserted_primary_key
        if key is None:
            raise AssertionError("the database gave the trigger no number")
        rows = [
            {"trigger_id": int(key[0]), "position": n, "source": source, "feed": feed, "state": "open"}
            for n, (source, feed) in enumerate(order.feeds)
        ]
        connection.execute(insert(XXL_STEP), rows)

    def order_stop(self, trigger_id: int, code: int, reason: str) -> None:
        """What is open shall stop and then be reported with this code; the first order counts."""
        with self._engine.begin() as connection:
            _order_stop(connection, and_(_T.trigger_id == trigger_id, _T.state != "ended"), code, reason)

    # --- following ----------------------------------------------------------------------------------------------------

    def open(self, job_id: int | None = None) -> list[Trigger]:
        """Triggers that have not ended, oldest first."""
        where = _T.state != "ended" if job_id is None else and_(_T.state != "ended", _T.job_id == job_id)
        with self._reader.connect() as connection:
            return _read(connection, where)

    def one(self, trigger_id: int) -> Trigger:
        with self._reader.connect() as connection:
            return _read(connection, _T.trigger_id == trigger_id)[0]

    def start(self, trigger_id: int) -> None:
        with self._engine.begin() as connection:
            waits = and_(_T.trigger_id == trigger_id, _T.state == "queued")
            connection.execute(update(XXL_TRIGGER).where(waits).values(state="running", started_at=utc_now()))

    def ask_step(self, trigger_id: int, step: Step, asked_by: str) -> int:
        """Write the request of a step and remember it there; returns its id. A step is asked for once."""
        with self._engine.begin() as connection:
            mine = and_(_S.trigger_id == trigger_id, _S.position == step.position)
            known = connection.execute(select(_S.request_id).where(mine).with_for_update()).scalar()
            if known is not None:
                return int(known)
            request_id = requests.ask(connection, "collect", {"source": step.source, "feed": step.feed}, asked_by, None)
            connection.execute(update(XXL_STEP).where(mine).values(request_id=request_id))
            return request_id

    def handed(self, trigger_id: int, position: int) -> None:
        """The scheduler has taken the request of this step."""
        with self._engine.begin() as connection:
            mine = and_(_S.trigger_id == trigger_id, _S.position == position)
            connection.execute(update(XXL_STEP).where(mine).values(handed_at=utc_now()))

    def end_step(self, trigger_id: int, position: int, state: str) -> None:
        with self._engine.begin() as connection:
            mine = and_(_S.trigger_id == trigger_id, _S.position == position)
            connection.execute(update(XXL_STEP).where(mine).values(state=state))

    def fail_request(self, request_id: int, states: Sequence[str], error: str) -> bool:
        """End a request as failed if it is in one of these states; whether it was. A task that comes later finds it ended."""
        with self._engine.begin() as connection:
            open_one = and_(REQUEST.c.request_id == request_id, REQUEST.c.state.in_(tuple(states)))
            values = {"state": "failed", "ended_at": utc_now(), "result": json.dumps({"error": error}, ensure_ascii=False)}
            return connection.execute(update(REQUEST).where(open_one).values(values)).rowcount == 1

    def end(self, trigger_id: int, code: int, message: str) -> None:
        """End a trigger; its result is due at once. One that ended before keeps its result."""
        now = utc_now()
        with self._engine.begin() as connection:
            is_open = and_(_T.trigger_id == trigger_id, _T.state != "ended")
            values = {"state": "ended", "ended_at": now, "code": code, "message": message, "next_try": now}
            connection.execute(update(XXL_TRIGGER).where(is_open).values(values))

    # --- reporting ----------------------------------------------------------------------------------------------------

    def due(self, limit: int) -> list[Trigger]:
        """Results the center has not confirmed and whose next try has come, oldest first."""
        where = and_(_T.state == "ended", _T.reported_at.is_(None), _T.next_try <= utc_now())
        with self._reader.connect() as connection:
            return _read(connection, where, limit)

    def unreported(self, job_id: int) -> bool:
        """Whether a result of this job waits to be confirmed."""
        where = and_(_T.state == "ended", _T.reported_at.is_(None), _T.job_id == job_id)
        with self._reader.connect() as connection:
            return connection.execute(select(_T.trigger_id).where(where).limit(1)).first() is not None

    def reported(self, trigger_ids: Sequence[int]) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(XXL_TRIGGER).where(_T.trigger_id.in_(trigger_ids)).values(reported_at=utc_now()))

    def postpone(self, trigger_id: int, next_try: str) -> None:
        with self._engine.begin() as connection:
            mine = _T.trigger_id == trigger_id
            connection.execute(update(XXL_TRIGGER).where(mine).values(tries=_T.tries + 1, next_try=next_try))

    def sweep(self, before: str) -> int:
        """Forget reported triggers that ended before this time; how many."""
        with self._engine.begin() as connection:
            old = select(_T.trigger_id).where(_T.reported_at.is_not(None), _T.ended_at < before).limit(1_000)
            ids = list(connection.execute(old).scalars())
            connection.execute(delete(XXL_STEP).where(_S.trigger_id.in_(ids)))
            connection.execute(delete(XXL_TRIGGER).where(_T.trigger_id.in_(ids)))
        return len(ids)

    # --- log ----------------------------------------------------------------------------------------------------------

    def by_log(self, log_id: int) -> Trigger | None:
        """The newest trigger with this log number."""
        with self._reader.connect() as connection:
            newest = connection.execute(select(func.max(_T.trigger_id)).where(_T.log_id == log_id)).scalar()
            return None if newest is None else _read(connection, _T.trigger_id == newest)[0]

    def runs_of(self, step: Step) -> list[dict[str, Any]]:
        """The runs a step's request made, oldest first, each with receipts (at most RECEIPTS_SHOWN) and steps."""
        r = RUN.c
        asked = and_(r.source == step.source, r.feed == step.feed, r.started_at >= (step.asked_at or ""))  # as the index has them
        mine = and_(asked, r.started_by == f"request:{step.request_id}")
        with self._reader.connect() as connection:
            found = [dict(row) for row in connection.execute(select(RUN).where(mine).order_by(r.started_at)).mappings()]
            for run in found:
                columns = [RECEIPT.c[name] for name in ("batch", "seconds", "written_at", *COUNTS)]
                receipts = select(*columns).where(RECEIPT.c.run_id == run["run_id"]).order_by(RECEIPT.c.batch).limit(RECEIPTS_SHOWN)
                run["receipts"] = [dict(row) for row in connection.execute(receipts).mappings()]
                steps = select(RUN_STEP.c.step, RUN_STEP.c.seconds).where(RUN_STEP.c.run_id == run["run_id"]).order_by(RUN_STEP.c.step)
                run["steps"] = {row.step: row.seconds for row in connection.execute(steps)}
        return found


def _order_stop(connection: Connection, which: Any, code: int, reason: str) -> None:
    connection.execute(update(XXL_TRIGGER).where(which, _T.stop_code.is_(None)).values(stop_code=code, stop_reason=reason))


def _read(connection: Connection, where: Any, limit: int | None = None) -> list[Trigger]:
    rows = connection.execute(select(XXL_TRIGGER).where(where).order_by(_T.trigger_id).limit(limit)).mappings().all()
    if not rows:
        return []
    q = REQUEST.c
    columns = [q.asked_at, q.state.label("request_state"), q.ended_at, q.result]
    joined = XXL_STEP.outerjoin(REQUEST, q.request_id == _S.request_id)
    wanted = _S.trigger_id.in_([row["trigger_id"] for row in rows])
    steps: dict[int, list[Step]] = {row["trigger_id"]: [] for row in rows}
    query = select(XXL_STEP, *columns).select_from(joined).where(wanted).order_by(_S.trigger_id, _S.position)
    for row in connection.execute(query).mappings():
        values: dict[str, Any] = {name: value for name, value in row.items() if name != "trigger_id"}
        values["result"] = json.loads(row["result"]) if row["result"] else None
        steps[row["trigger_id"]].append(Step(**values))
    return [Trigger(**row, steps=tuple(steps[row["trigger_id"]])) for row in rows]
