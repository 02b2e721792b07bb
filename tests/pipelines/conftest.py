"""Fixtures of the line's tests."""

from pathlib import Path

import pytest

from tests.mariadb import mariadb_url  # noqa: F401 - fixture
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double


@pytest.fixture
def source(tmp_path: Path) -> Double:
    """An endoscopy double with twelve right exams."""
    double = endoscopy.double(tmp_path / "source")
    endoscopy.fill(double, 12)
    return double


@pytest.fixture
def bench(tmp_path: Path, source: Double) -> Bench:
    """A line that reads it."""
    return Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source")})
