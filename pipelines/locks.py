"""Locks among processes on one machine: file locks, which the system lets go when a process dies."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import Unreachable

POLL_S = 0.1


def _try(path: Path) -> int | None:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def slot(folder: Path, name: str, slots: int, timeout_s: float) -> Generator[None]:
    """Hold one of `slots` places called `name`, over all processes. Unreachable when none gets free in time."""
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + timeout_s
    while True:
        for number in range(slots):
            descriptor = _try(folder / f"{name}-{number}.lock")
            if descriptor is not None:
                try:
                    yield
                finally:
                    os.close(descriptor)
                return
        if time.monotonic() > deadline:
            raise Unreachable(f"all {slots} connections to {name} are in use", "try again, or raise source_connections")
        time.sleep(POLL_S)


@contextmanager
def sole(folder: Path, name: str) -> Generator[None]:
    """Be the only one doing `name`; Unreachable at once when another process does it: trying again later helps."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = _try(folder / f"{name}.lock")
    if descriptor is None:
        raise Unreachable(f"{name} is being collected by another process", "wait until it has ended")
    try:
        yield
    finally:
        os.close(descriptor)
