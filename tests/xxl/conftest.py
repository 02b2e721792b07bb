"""Fixtures of the executor's tests."""

from pathlib import Path

import pytest

from api.xxl import follow
from tests.xxl.house import House


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(follow, "SCHEDULER_LOOK_S", 0.0)
    return House(tmp_path)
