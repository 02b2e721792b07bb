"""What goes over the wire, in both generations of the XXL-JOB protocol.

Read from the sources of xuxueli/xxl-job at 2.2.0, 2.3.0, 2.4.1, 3.3.0, 3.4.2 and the head of 2026-06-21 (3.5.0-SNAPSHOT): EmbedServer,
ExecutorBizImpl, JobThread, the registry and callback threads, JobApiController and OpenApiController. Every answer has HTTP status 200;
success is `code` 200. The payload of an answer is `content` up to 3.2.0 and `data` from 3.3.0: both are sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from warehouse.platform.xxl import Trigger

OK, FAILED, TIMED_OUT = 200, 500, 502
TOKEN_HEADER, APP_HEADER = "XXL-JOB-ACCESS-TOKEN", "XXL-JOB-APPNAME"
LONG = 2**63 - 1
PARAMS_CHARS = 2_048  # as 3.4.0 limits them
_Long = Annotated[int, Field(ge=0, le=LONG)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="ignore")


class RunBody(_Body):
    """`/run` (legacy) and `/trigger` (v350). Java sends null for what was not filled in."""

    jobId: Annotated[int, Field(ge=0, le=2**31 - 1)]
    logId: _Long
    logDateTime: _Long  # ms
    executorHandler: Annotated[str, Field(max_length=255)] | None = None
    executorParams: Annotated[str, Field(max_length=PARAMS_CHARS)] | None = None
    executorBlockStrategy: Annotated[str, Field(max_length=50)] | None = None
    executorTimeout: Annotated[int, Field(ge=-(2**31), le=2**31 - 1)] = 0  # s, not positive: none
    glueType: Annotated[str, Field(max_length=50)] | None = None
    broadcastTotal: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class JobBody(_Body):
    """`/idleBeat` and `/kill`."""

    jobId: Annotated[int, Field(ge=0, le=2**31 - 1)]


class LogBody(_Body):
    """`/log`. The time is spelled `logDateTim` up to 3.4.2 and not needed here: the log number finds the trigger."""

    logId: _Long
    logDateTime: Annotated[_Long, Field(validation_alias=AliasChoices("logDateTime", "logDateTim"))] = 0
    fromLineNum: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1


@dataclass(frozen=True)
class Generation:
    """What differs between the two generations."""

    name: str
    trigger_path: str
    names_app: bool  # every request, in both directions, also names the executor
    wraps_callbacks: bool

    def headers(self, token: str, app: str) -> dict[str, str]:
        """Headers of our requests to the center."""
        own = {APP_HEADER: app} if self.names_app else {}
        return {TOKEN_HEADER: token, "Content-Type": "application/json;charset=UTF-8", **own}

    def callback(self, ended: Sequence[Trigger]) -> Any:
        """The body that reports results: a bare array, or from 3.5.0 an object around it."""
        items = [self._item(trigger) for trigger in ended]
        return {"callbackList": items} if self.wraps_callbacks else items

    def _item(self, trigger: Trigger) -> dict[str, Any]:
        code, message = trigger.code or FAILED, trigger.message or ""
        item = {"logId": trigger.log_id, "handleCode": code, "handleMsg": message}
        if self.wraps_callbacks:
            return {**item, "logDateTime": trigger.log_time}
        # 2.2.0 reads the result where later versions do not look; the misspelling is the protocol's
        return {**item, "logDateTim": trigger.log_time, "executeResult": {"code": code, "msg": message}}


GENERATIONS: Mapping[str, Generation] = {
    "legacy": Generation("legacy", "/run", names_app=False, wraps_callbacks=False),
    "v350": Generation("v350", "/trigger", names_app=True, wraps_callbacks=True),
}


def answer(code: int, message: str | None = None, payload: Any = None) -> dict[str, Any]:
    return {"code": code, "msg": message, "content": payload, "data": payload}


def registration(app: str, address: str) -> dict[str, str]:
    """The body of `registry` and `registryRemove`."""
    return {"registryGroup": "EXECUTOR", "registryKey": app, "registryValue": address}


def log_page(first: int, lines: Sequence[str], ended: bool, limit: int) -> dict[str, Any]:
    """Lines from `first` on, counted from 1. Beyond the last line the answer ends before it begins; the center's page waits for that."""
    start = max(1, first)
    shown = lines[start - 1 : start - 1 + limit]
    last = start - 1 + len(shown)
    return {
        "fromLineNum": first, "toLineNum": last, "logContent": "".join(f"{line}\n" for line in shown),
        "isEnd": ended and last >= len(lines),
    }  # fmt: skip
