"""The load sequence: milliseconds since 1970, but never backwards, whatever the clock does."""

import fcntl
import os
import time
from pathlib import Path


def next_sequence(folder: Path) -> int:
    """A number greater than every one given before on this installation; a later load wins by it."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "load-sequence", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        last = int(os.pread(descriptor, 32, 0).strip() or b"0")
        number = max(int(time.time() * 1000), last + 1)
        os.pwrite(descriptor, f"{number:<32}".encode("ascii"), 0)
        return number
    finally:
        os.close(descriptor)
