"""Follow every open trigger to its end: one collection after the other, stopped when asked to, timed out, or failed.

Nothing is kept in memory but when the scheduler was last looked at: a process that starts anew goes on where the tables stand.
"""

import logging
import threading
import time
from datetime import UTC, datetime, timedelta

from api.xxl.deps import CENTER, Deps
from api.xxl.protocol import FAILED, OK, TIMED_OUT
from api.xxl.wording import done_message, error_of, failed_message
from warehouse.errors import LightboxError, Unreachable
from warehouse.platform.xxl import Step, Trigger

LOG = logging.getLogger("lightbox.xxl")
SCHEDULER_LOOK_S = 10.0  # platform is looked at on every turn; the scheduler only tells of tasks that died
UNENDED = ("waiting", "running")


class Follower:
    """Moves triggers on. `lock` is held while one is moved, so that a stop meets no half-made step."""

    def __init__(self, deps: Deps) -> None:
        self._deps, self._xxl = deps, deps.platform.xxl
        self.lock = threading.RLock()
        self._looked: dict[int, float] = {}

    def turn(self) -> None:
        """Move every open trigger by what can be done now. Unreachable ones are tried again on the next turn."""
        first_of_job: set[int] = set()
        listed = self._xxl.open()
        collecting = {(s.source, s.feed) for t in listed if (s := t.current) is not None and s.request_id is not None}
        for found in listed:
            first = found.job_id not in first_of_job
            first_of_job.add(found.job_id)
            with self.lock:
                trigger = self._xxl.one(found.trigger_id)  # it may have been stopped since it was listed
                if trigger.state == "ended":
                    continue
                try:
                    self._move(trigger, first, collecting)
                except Unreachable as error:
                    LOG.warning("trigger %d waits: %s", trigger.trigger_id, error)
                except LightboxError as error:
                    self._xxl.end(trigger.trigger_id, FAILED, failed_message(trigger, str(error)))

    def _move(self, trigger: Trigger, first: bool, collecting: set[tuple[str, str]]) -> None:
        if trigger.stop_code is not None:
            self.stop(trigger)
        elif trigger.state == "queued":
            if first:
                self._xxl.start(trigger.trigger_id)
                self._go_on(self._xxl.one(trigger.trigger_id), collecting)
        elif _timed_out(trigger):
            self._xxl.order_stop(trigger.trigger_id, TIMED_OUT, f"超时：超过 {trigger.timeout_s} 秒未完成，已停止")
            self.stop(self._xxl.one(trigger.trigger_id))
        else:
            self._go_on(trigger, collecting)

    def _go_on(self, trigger: Trigger, collecting: set[tuple[str, str]]) -> None:
        step = trigger.current
        if step is None:
            self._xxl.end(trigger.trigger_id, OK, done_message(trigger))
        elif step.request_id is None:
            place = step.source, step.feed
            if place not in collecting and not self._deps.busy(*place):  # a feed has one reader at a time
                collecting.add(place)
                self._xxl.ask_step(trigger.trigger_id, step, CENTER.name)
                self._go_on(self._xxl.one(trigger.trigger_id), collecting)
        elif step.request_state in UNENDED:
            self._watch(trigger, step, step.request_id)
        else:
            self._close(trigger, step)
            self._go_on_after(trigger, collecting)

    def _go_on_after(self, trigger: Trigger, collecting: set[tuple[str, str]]) -> None:
        again = self._xxl.one(trigger.trigger_id)
        if again.state != "ended":
            self._go_on(again, collecting)

    def _close(self, trigger: Trigger, step: Step) -> None:
        """A step's request ended. What comes after a failed one is not collected, as in the source's own schedule."""
        self._looked.pop(step.request_id or 0, None)
        if step.request_state == "done":
            self._xxl.end_step(trigger.trigger_id, step.position, "done")
            return
        self._xxl.end_step(trigger.trigger_id, step.position, "failed")
        self._xxl.end(trigger.trigger_id, FAILED, failed_message(trigger, f"{step.name} 采集失败：{error_of(step)}"))

    def _watch(self, trigger: Trigger, step: Step, request_id: int) -> None:
        """Hand the request to the scheduler if that has not been done; else see that its task still lives."""
        if step.handed_at is None:
            try:
                self._deps.start_request(request_id)
            except Unreachable:
                if _age(step.asked_at) < self._deps.settings.xxl_start_s:
                    raise
                self._xxl.fail_request(request_id, ("waiting",), "调度服务没有接受该请求")
                return
            self._xxl.handed(trigger.trigger_id, step.position)
            self._looked[request_id] = time.monotonic()
        elif time.monotonic() - self._looked.get(request_id, 0.0) >= SCHEDULER_LOOK_S:
            self._looked[request_id] = time.monotonic()
            if self._deps.run_state(request_id) in ("success", "failed", None):
                # the task writes its end before the scheduler knows of it: what is unended now will never end by itself
                self._xxl.fail_request(request_id, UNENDED, "任务异常结束，请看调度服务的日志")

    # --- stopping -----------------------------------------------------------------------------------------------------

    def stop(self, trigger: Trigger) -> bool:
        """Stop a trigger that was ordered to stop, and end it. False: it had been done before it could be stopped.

        Unreachable: the scheduler did not answer; the order stands and is tried again on the next turn.
        """
        with self.lock:
            step = trigger.current
            if step is not None and step.request_id is not None:
                if step.request_state in UNENDED:
                    self._stop_request(step.request_id, trigger.stop_reason or "")
                step = self._xxl.one(trigger.trigger_id).steps[step.position]
                self._xxl.end_step(trigger.trigger_id, step.position, "done" if step.request_state == "done" else "failed")
            trigger = self._xxl.one(trigger.trigger_id)
            if trigger.current is None and all(step.state == "done" for step in trigger.steps):
                self._xxl.end(trigger.trigger_id, OK, done_message(trigger))
                return False
            self._xxl.end(trigger.trigger_id, trigger.stop_code or FAILED, failed_message(trigger, trigger.stop_reason or ""))
            return True

    def _stop_request(self, request_id: int, reason: str) -> None:
        """A waiting request is cancelled here; the task of a running one is ended by the scheduler."""
        self._looked.pop(request_id, None)
        if not self._xxl.fail_request(request_id, ("waiting",), reason):
            self._deps.stop_request(request_id)
            self._xxl.fail_request(request_id, UNENDED, reason)

    def sweep(self) -> None:
        """Forget what was reported long ago."""
        keep = timedelta(days=self._deps.settings.xxl_keep_days)
        while self._xxl.sweep((datetime.now(UTC) - keep).strftime("%Y-%m-%dT%H:%M:%S.%fZ")):
            pass


def _age(at: str | None) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds() if at else 0.0


def _timed_out(trigger: Trigger) -> bool:
    return trigger.timeout_s > 0 and _age(trigger.started_at) > trigger.timeout_s
