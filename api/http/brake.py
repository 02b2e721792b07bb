"""Slows guessing of passwords from one address. Accounts have their own lock in platform, over all processes; this one is per process:
it spares the machine the cost of hashing, and N processes let through N times as many tries, which the account lock still counts."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Generator
from contextlib import contextmanager

ADDRESSES = 10_000  # remembered at most; the oldest go first
TRIES_PER_ACCOUNT_TRY = 4  # one address may be a whole ward behind one proxy
AT_ONCE = 4  # Argon2 takes 64 MiB each


class Brake:
    """`tries` × 4 wrong attempts within `wait_s` seconds and an address waits until they are older than that."""

    def __init__(self, tries: int, wait_s: int) -> None:
        self._limit, self._wait_s = tries * TRIES_PER_ACCOUNT_TRY, wait_s
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()
        self._hashing = threading.BoundedSemaphore(AT_ONCE)

    def wait_s(self, address: str) -> int:
        """Seconds this address still has to wait; 0: go on."""
        with self._lock:
            times = self._recent(address)
            if len(times) < self._limit:
                return 0
            return max(1, round(times[0] + self._wait_s - time.monotonic()))

    def failed(self, address: str) -> None:
        with self._lock:
            times = self._recent(address)
            times.append(time.monotonic())
            self._failed[address] = times
            self._failed.move_to_end(address)
            while len(self._failed) > ADDRESSES:
                self._failed.popitem(last=False)

    def _recent(self, address: str) -> deque[float]:
        times = self._failed.get(address) or deque(maxlen=self._limit)
        oldest = time.monotonic() - self._wait_s
        while times and times[0] < oldest:
            times.popleft()
        return times

    @contextmanager
    def one(self) -> Generator[None]:
        """Bounds how many passwords are hashed at the same time."""
        with self._hashing:
            yield
