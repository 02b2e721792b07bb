"""A small hospital, built once, with its files."""

from pathlib import Path

import pytest

from demo.hospital import build
from demo.ledger import Ledger

EXAMS = 1_200


@pytest.fixture(scope="session")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return build(tmp_path_factory.mktemp("demo") / "hospital", exams=EXAMS, seed=11)


def database(ledger: Ledger, source: str) -> Path:
    """The SQLite double of a source."""
    return ledger.home / "db" / f"{source.lower()}.db"
