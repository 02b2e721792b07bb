"""When and how far each group of feeds is collected: the declaration, and over it what people set in the console.

A setting takes effect without a restart: platform keeps it, and the local files that DAGs are made of are written anew at once.
"""

import json
import os
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from croniter import croniter

from warehouse.errors import Refused
from warehouse.platform.store import Platform

KEPT = ("enabled", "schedule", "retries", "retry_seconds", "from_day")


def checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    """A group's settings, right in themselves. Refused tells which is wrong and how it is written."""
    schedule = settings.get("schedule")
    if schedule is not None and (len(str(schedule).split()) != 5 or not croniter.is_valid(str(schedule))):
        raise Refused("采集频率不是有效的 cron 表达式", "五段：分 时 日 月 周，例如 */10 * * * *")
    if (day := settings.get("from_day")) is not None:
        date.fromisoformat(str(day))
    return {name: settings[name] for name in KEPT if settings.get(name) is not None}


def effective(
    document: Mapping[str, Any], settings: Mapping[tuple[str, str], Mapping[str, Any]], histories: set[tuple[str, str]]
) -> dict[str, Any]:
    """A source's document with what was set over what was declared. `histories`: groups whose history is being collected."""
    source = document["source"]
    groups: list[dict[str, Any]] = []
    for group in document["groups"]:
        key = source, group["group"]
        made = {**group, **settings.get(key, {}), "declared": {n: group.get(n) for n in ("schedule", "retries", "retry_seconds")}}
        made["enabled"] = bool(made.get("enabled", True))
        groups.append({**made, "history": key in histories})
    return {**document, "groups": groups}


def sources(platform: Platform) -> list[dict[str, Any]]:
    """Every source as it is collected now."""
    settings = platform.group_settings()
    running = {key for key, job in platform.histories().items() if job["state"] not in ("done", "stopped")}
    return [effective(document, settings, running) for document in platform.published("source")]


def write_files(platform: Platform, folder: Path) -> None:
    """`<folder>/<source>.json` of every source, each atomically; files of sources that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = {document["source"]: document for document in sources(platform)}
    for name, document in documents.items():
        _write(folder / f"{name}.json", document)
    for file in folder.glob("*.json"):
        if file.stem not in documents:
            file.unlink()


def interval_s(schedule: str, now: datetime) -> float:
    """Seconds between the next two times of a cron expression."""
    times = croniter(schedule, now)
    first = times.get_next(datetime)
    return (times.get_next(datetime) - first).total_seconds()


def inside(moment: time, begin: str, end: str) -> bool:
    """Whether a time of day lies in a daily window 'HH:MM' to 'HH:MM'; one that ends before it begins spans midnight."""
    start, stop = time.fromisoformat(begin), time.fromisoformat(end)
    return start <= moment < stop if start < stop else moment >= start or moment < stop


def _write(file: Path, document: Mapping[str, Any]) -> None:
    partial = file.with_suffix(f".{os.getpid()}.part")
    with partial.open("w", encoding="utf-8") as stream:
        json.dump(document, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    partial.rename(file)
