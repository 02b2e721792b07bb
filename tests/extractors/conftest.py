"""Fixtures of the extractors' tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.extractors.places import Place, opened


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with opened(request.param, tmp_path / "place") as there:
        yield there
