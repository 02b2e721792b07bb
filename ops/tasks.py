"""What an Airflow task of the line does, without Airflow: one step, its errors turned into values that are safe to show.

An exception of a library may quote a row (drivers, pandas and DICOM readers do). Only our own three exceptions are shown with their
text; of any other only the class and the place are told, in the task's log as well as on Airflow's page.
"""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from ops.wiring import Parts, connect
from pipelines.runs import Staged
from settings import load
from warehouse.errors import LightboxError, Misconfigured, Refused, class_and_place, of_full_disk


@dataclass(frozen=True)
class Done:
    """The result of a step: a value, or an error that is safe to show. `give_up`: trying again will not help."""

    value: Any = None
    error: str = ""
    give_up: bool = False


def run_id_of(run_key: str) -> str:
    """Our run id of an Airflow run and feed: the same for every retry of its tasks."""
    return "af-" + hashlib.sha256(run_key.encode()).hexdigest()[:24]


def safe_text(error: BaseException) -> str:
    """Our own errors in words; of any other the class and where it was raised, never its message."""
    if isinstance(error, LightboxError):
        return f"{type(error).__name__}: {error}"
    if (full := of_full_disk(error)) is not None:
        return f"Unreachable: {full}"
    return class_and_place(error)


def _extract(parts: Parts, source: str, feed: str, run_key: str) -> Staged:
    return parts.line.extract(source, feed, run_id_of(run_key), "airflow")


def _load(parts: Parts, source: str, feed: str, run_key: str, staged: Staged) -> dict[str, int]:
    return asdict(parts.line.process(staged))


def _request(parts: Parts, request_id: int) -> dict[str, Any]:
    from ops.requests import execute

    return execute(parts, request_id)


def _compare(parts: Parts, source: str) -> dict[str, int]:
    return asdict(parts.line.compare(source, "airflow"))


def _history(parts: Parts, source: str, group: str) -> dict[str, Any]:
    from ops.history import collect_history

    return collect_history(parts, source, group)


def _failed(parts: Parts, source: str, feed: str, message: str, run_key: str) -> dict[str, Any]:
    from ops.alerts import failed

    return failed(parts, source, feed, message, run_id_of(run_key))


def _watch(parts: Parts) -> dict[str, Any]:
    from ops.alerts import watch

    return watch(parts)


def _retry_files(parts: Parts) -> dict[str, int]:
    from pipelines.missing_files import retry_files

    return asdict(retry_files(parts.line, "retry"))


def _fold(parts: Parts) -> dict[str, Any]:
    return {one.table: {"in_order": one.main, "late": one.late} for one in parts.store.fold()}


STEPS: dict[str, Callable[..., Any]] = {
    "extract": _extract, "load": _load, "request": _request, "compare": _compare, "history": _history, "failed": _failed, "watch": _watch,
    "retry_files": _retry_files, "fold": _fold,
}  # fmt: skip


def perform(step: str, **arguments: Any) -> Done:
    """Run one step with freshly wired parts. Never raises: what went wrong is in the answer."""
    parts: Parts | None = None
    try:
        parts = connect(load())
        return Done(value=STEPS[step](parts, **arguments))
    except Exception as error:
        return Done(error=safe_text(error), give_up=isinstance(error, (Misconfigured, Refused)))
    finally:
        if parts is not None:
            parts.close()
