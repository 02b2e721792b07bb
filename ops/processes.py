"""The processes of one installation: start each in its own group, know its pid and health, end all of it.

A process is described by `Process`; what runs is remembered in `<home>/run/<name>.json`, so that a later command finds it. A pid is
believed only when the kernel's start time still matches, because pids are reused.
"""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import Unreachable

STOP_SECONDS = 20.0
POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Process:
    """One process to run: `healthy` is asked over its own port, never guessed from the pid alone."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    healthy: Callable[[], bool]
    start_seconds: float = 60.0


@dataclass(frozen=True)
class State:
    name: str
    pid: int | None
    alive: bool
    healthy: bool


def _start_time(pid: int) -> str | None:
    """The kernel's start time of a pid (field 22 of /proc/<pid>/stat); None when there is no such process or it is a zombie."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return None if fields[0] == "Z" else fields[19]


class Processes:
    """All processes of the installation whose state lies in `home`."""

    def __init__(self, home: Path) -> None:
        self._run = home / "run"
        self._logs = home / "logs"

    def _file(self, name: str) -> Path:
        return self._run / f"{name}.json"

    def pid(self, name: str) -> int | None:
        """The pid of a running process of ours, else None."""
        try:
            known = json.loads(self._file(name).read_text())
        except (OSError, ValueError):
            return None
        pid = int(known["pid"])
        return pid if _start_time(pid) == known["started"] else None

    def start(self, process: Process) -> bool:
        """Start it unless it runs already. Returns whether it was started now."""
        if self.pid(process.name) is not None:
            return False
        self._run.mkdir(parents=True, exist_ok=True)
        self._logs.mkdir(parents=True, exist_ok=True)
        with (self._logs / f"{process.name}.log").open("ab") as log:
            child = subprocess.Popen(
                list(process.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **process.environment},
                start_new_session=True,
            )
        target = self._file(process.name)
        partial = target.with_suffix(".tmp")
        partial.write_text(json.dumps({"pid": child.pid, "started": _start_time(child.pid)}))
        partial.replace(target)
        return True

    def wait_healthy(self, process: Process) -> None:
        """Wait until it answers. Unreachable names the log when it ended or did not answer in `start_seconds`."""
        deadline = time.monotonic() + process.start_seconds
        while time.monotonic() < deadline:
            if process.healthy():
                return
            if self.pid(process.name) is None:
                break
            time.sleep(POLL_SECONDS)
        ended = "ended" if self.pid(process.name) is None else f"did not answer within {process.start_seconds:.0f} s"
        raise Unreachable(f"{process.name} {ended}", f"read {self._logs / (process.name + '.log')}")

    def state(self, process: Process) -> State:
        pid = self.pid(process.name)
        return State(process.name, pid, pid is not None, pid is not None and process.healthy())

    def known(self) -> list[str]:
        """Names of every process that was started and not yet stopped by us."""
        return sorted(p.stem for p in self._run.glob("*.json"))

    def stop(self, name: str) -> bool:
        """End the whole process group: TERM, then KILL after STOP_SECONDS. Returns whether anything ran."""
        pid = self.pid(name)
        if pid is not None:
            _end_group(pid)
        self._file(name).unlink(missing_ok=True)
        return pid is not None


def _group_members(group: int) -> list[int]:
    """Living members of a process group, read from /proc."""
    members: list[int] = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError, IndexError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[2]) == group and fields[0] != "Z":
                members.append(int(entry.name))
    return members


def _end_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while _group_members(group):
        if time.monotonic() > deadline:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
            break
        time.sleep(POLL_SECONDS)
    with contextlib.suppress(ChildProcessError, OSError):
        os.waitpid(group, os.WNOHANG)  # when it was our own child in a test
