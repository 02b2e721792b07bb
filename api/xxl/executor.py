"""What the center may ask of an executor, translated: run, idleBeat, kill, log. Each checks the right and leaves a trace."""

import re
from collections.abc import Mapping
from typing import Any

from api.xxl.deps import CENTER, Deps
from api.xxl.follow import Follower
from api.xxl.protocol import FAILED, OK, JobBody, LogBody, RunBody, answer, log_page
from api.xxl.wording import log_lines
from warehouse.access import allow
from warehouse.errors import LightboxError, Refused
from warehouse.platform.xxl import SERIAL, Order

HANDLER = "lightboxCollect"
COVERED = "阻塞处理策略：覆盖之前调度，已停止"
DISCARDED = "阻塞处理策略：丢弃后续调度，该任务正在运行或排队"
LOG_LINES = 1_000  # of one answer; the center asks again from the next one
TARGET = re.compile(r"([A-Z][A-Z0-9_]{0,31})\.([a-z][a-z0-9_]{0,31})")


class Executor:
    """Answers of the executor. Every method returns the JSON to send."""

    def __init__(self, deps: Deps, follower: Follower) -> None:
        self._deps, self._xxl, self._follower = deps, deps.platform.xxl, follower

    def beat(self, address: str) -> dict[str, Any]:
        self._require("runs:read", "xxl-job", address)
        return answer(OK)

    def idle_beat(self, body: JobBody, address: str) -> dict[str, Any]:
        """Busy while the job has an open trigger."""
        self._require("runs:read", f"xxl-job:{body.jobId}", address)
        if self._xxl.open(body.jobId):
            return answer(FAILED, "该任务正在运行或排队")
        return answer(OK)

    def run(self, body: RunBody, address: str) -> dict[str, Any]:
        """Put a trigger into its queue. The collection is started by the follower; its end comes by callback."""
        target = (body.executorParams or "").strip()
        feeds = self._feeds(target)
        facts = {"log": body.logId, "job": body.jobId}
        self._require("collect:request", f"feed:{target}" if feeds else "feed:?", address, facts)
        if body.glueType not in (None, "", "BEAN"):
            return answer(FAILED, "只接受 BEAN 任务：不执行调度中心下发的代码")
        if body.executorHandler != HANDLER:
            return answer(FAILED, f"没有这个任务处理器；可用：{HANDLER}")
        if body.broadcastTotal > 1:
            return answer(FAILED, "不支持分片广播：采集任务只执行一份，请改用其他路由策略")
        if not feeds:
            return answer(FAILED, f"没有这个采集任务；任务参数写 来源.组 或 来源.任务。可用：{'、'.join(self._known())}")
        order = Order(body.logId, body.logDateTime, body.jobId, target, feeds, max(0, body.executorTimeout))
        taken = self._xxl.accept(order, body.executorBlockStrategy or SERIAL, self._deps.settings.xxl_queue, COVERED)
        if taken == "discarded":
            return answer(FAILED, DISCARDED)
        if taken == "full":
            return answer(FAILED, f"排队已满（{self._deps.settings.xxl_queue}），请稍后重试")
        return answer(OK, "该调度此前已接受" if taken == "repeated" else None)

    def kill(self, body: JobBody, address: str) -> dict[str, Any]:
        """Stop what the job has open. 200 only when all of it is stopped: the center then records it as ended."""
        self._require("collect:request", f"xxl-job:{body.jobId}", address, {"stop": True})
        stopped, wrong = 0, ""
        with self._follower.lock:
            for trigger in self._xxl.open(body.jobId):
                self._xxl.order_stop(trigger.trigger_id, FAILED, "调度中心终止，已停止；此前已装载的数据保留")
                try:
                    done = not self._follower.stop(self._xxl.one(trigger.trigger_id))
                except LightboxError as error:
                    wrong = f"停止命令已记录，但尚未生效，将继续尝试：{error}"
                    continue
                stopped += 1
                wrong = wrong or ("采集在终止之前已经完成，结果随后回报" if done else "")
        if wrong:
            return answer(FAILED, wrong)
        if not stopped and self._xxl.unreported(body.jobId):
            return answer(FAILED, "该任务已经结束，结果随后回报")
        return answer(OK, None if stopped else "该任务没有正在运行或排队的调度")

    def log(self, body: LogBody, address: str) -> dict[str, Any]:
        """Lines of a trigger's log from the one asked for."""
        self._require("runs:read", f"xxl-log:{body.logId}", address)
        trigger = self._xxl.by_log(body.logId)
        if trigger is None:
            return answer(OK, None, {"fromLineNum": body.fromLineNum, "toLineNum": 0, "logContent": "没有这条调度的日志\n", "isEnd": True})
        return answer(OK, None, log_page(body.fromLineNum, log_lines(trigger, self._xxl), trigger.state == "ended", LOG_LINES))

    # --- what can be collected ----------------------------------------------------------------------------------------

    def _feeds(self, target: str) -> list[tuple[str, str]]:
        """Feeds of SOURCE.group or SOURCE.feed, in the order of the source's schedule; empty when there is none.

        A name that is both (reports) is the group, which holds the feed.
        """
        match = TARGET.fullmatch(target)
        if match is None:
            return []
        source, name = match.groups()
        document = next((d for d in self._deps.platform.published("source") if d["source"] == source), None)
        if document is None:
            return []
        for group in document["groups"]:
            if group["group"] == name:
                return [(source, feed) for feed in group["feeds"]]
        return [(source, name)] if name in {feed["feed"] for feed in document["feeds"]} else []

    def _known(self) -> list[str]:
        return [f"{d['source']}.{group['group']}" for d in self._deps.platform.published("source") for group in d["groups"]]

    def _require(self, operation: str, target: str, address: str, detail: Mapping[str, Any] | None = None) -> None:
        """On record before anything is done. Refused: the center's role lacks the right."""
        decision = allow(CENTER, operation, target)
        self._deps.platform.audit.append(CENTER.name, operation, target, decision.allowed, {"address": address, **(detail or {})})
        if not decision.allowed:
            raise Refused(f"没有权限执行 {operation}")
