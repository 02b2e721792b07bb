"""Consistent copies of SQLite files while programs write them: everybody stops for an instant, the copies are made afterwards."""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from warehouse.errors import Refused, Unreachable
from warehouse.platform.database import BUSY_SECONDS


class Snapshot:
    """A SQLite file as it is now, whatever is written later, until it is closed."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first look fixes what the transaction sees

    def copy(self, target: Path) -> None:
        """Write it to a new file and check that file. Refused: the copy is damaged, so the original is, too."""
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            self._connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it; who opens it goes back to WAL
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise Refused(f"{target.name} is damaged", "restore the last good backup and collect anew")

    def close(self) -> None:
        self._connection.close()


@contextmanager
def frozen(files: Sequence[Path]) -> Generator[None, None, None]:
    """Nobody writes these databases while the block runs: for moments only. Unreachable: a writer did not finish in time."""
    with ExitStack() as stack:
        for file in files:
            held = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
            stack.callback(held.close)  # which rolls back, and nothing was written
            try:
                held.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                raise Unreachable(f"{file.name} was written for {BUSY_SECONDS:.0f} s without a pause", "try again") from None
        yield
