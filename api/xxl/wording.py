"""What the center shows of a trigger: its result in one line and its log, made from receipts, steps and requests alone.

Nothing here comes from a row of a source: names of feeds, counts, times, and the error texts of `warehouse.errors`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from warehouse.platform.runs import COUNTS
from warehouse.platform.xxl import RECEIPTS_SHOWN, Step, Trigger, XxlTriggers

ZONE = ZoneInfo("Asia/Shanghai")
MESSAGE_CHARS = 2_000
COUNTS_ZH = dict(zip(COUNTS, ("抽取", "装载", "更正", "未变", "合并", "删除", "排除", "隔离"), strict=True))
STATES_ZH = {"success": "成功", "failed": "失败", "done": "完成"}


def counts_text(counts: Mapping[str, Any]) -> str:
    """抽取 12，装载 11，… in source rows; corrected rows are a part of those loaded."""
    return "，".join(f"{COUNTS_ZH[name]} {int(counts.get(name) or 0)}" for name in COUNTS)


def error_of(step: Step) -> str:
    """What its request says went wrong; safe to show by contract."""
    return str((step.result or {}).get("error") or "原因未记录，请看运行页")


def done_message(trigger: Trigger) -> str:
    """The result of a trigger of which every step was done."""
    results = [step.result or {} for step in trigger.steps]
    total = {name: sum(int(result.get(name) or 0) for result in results) for name in COUNTS}
    parts = [f"{trigger.target} 采集完成：{counts_text(total)}"]
    if len(trigger.steps) > 1:
        parts += [f"{step.name}：{counts_text(step.result or {})}" for step in trigger.steps]
    return _cut("；".join(parts))


def failed_message(trigger: Trigger, reason: str) -> str:
    """Why it ended before its end, and what had been done until then; that stays."""
    done = [f"{step.name} 已完成：{counts_text(step.result or {})}" for step in trigger.steps if step.state == "done"]
    return _cut("；".join([f"{trigger.target} {reason}", *done]))


def log_lines(trigger: Trigger, platform: XxlTriggers) -> list[str]:
    """The log of a trigger. What was shown once keeps its line: each part is final before the next one appears."""
    plan = " → ".join(step.name for step in trigger.steps)
    lines = [_line(trigger.asked_at, f"已接受 {trigger.target}（{plan}）")]
    if trigger.started_at:
        lines.append(_line(trigger.started_at, "开始"))
    for step in trigger.steps:
        if step.request_id is not None:
            lines += _step_lines(step, platform)
    if trigger.ended_at:
        lines.append(_line(trigger.ended_at, f"结束，结果 {trigger.code}：{trigger.message}"))
    return lines


def _step_lines(step: Step, platform: XxlTriggers) -> list[str]:
    lines = [_line(step.asked_at, f"{step.name} 请求 {step.request_id} 已提交")]
    for run in platform.runs_of(step):
        lines += _run_lines(step, run)
    if step.ended_at:
        outcome = counts_text(step.result or {}) if step.request_state == "done" else error_of(step)
        lines.append(_line(step.ended_at, f"{step.name} 请求 {step.request_id} {_zh(step.request_state)}：{outcome}"))
    return lines


def _run_lines(step: Step, run: Mapping[str, Any]) -> list[str]:
    lines = [_line(run["started_at"], f"{step.name} 运行 {run['run_id']} 开始")]
    receipts: Sequence[Mapping[str, Any]] = run["receipts"]
    lines += [_line(r["written_at"], f"{step.name} 第 {r['batch']} 批：{counts_text(r)}，{r['seconds']:.1f} 秒") for r in receipts]
    if len(receipts) == RECEIPTS_SHOWN:
        lines.append(f"只列出前 {RECEIPTS_SHOWN} 批，其余请看运行页")
    if run["ended_at"]:
        steps = "，".join(f"{name} {seconds:.1f} 秒" for name, seconds in run["steps"].items())
        error = f"：{run['error']}" if run["error"] else ""
        lines.append(_line(run["ended_at"], f"{step.name} 运行 {run['run_id']} {_zh(run['state'])}{error}（{steps}）"))
    return lines


def _zh(state: str | None) -> str:
    return STATES_ZH.get(state or "", state or "")


def _line(at: str | None, text: str) -> str:
    """One line, whatever the text holds; times as the hospital's clocks show them."""
    shown = datetime.fromisoformat(at).astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3] if at else ""
    return f"{shown} {' '.join(text.split())}"


def _cut(text: str) -> str:
    return text if len(text) <= MESSAGE_CHARS else text[: MESSAGE_CHARS - 1] + "…"
