"""Plugs pulled on purpose, with real processes: a clear word each time, and the same end state once the trouble is over."""

import resource
import signal
import time
from collections.abc import Iterator

import pytest

from tests.product.installation import Installation, installed

pytestmark = pytest.mark.soak
EXAMS = 300


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """What an undisturbed installation holds."""
    with installed(tmp_path_factory.mktemp("calm"), EXAMS) as installation:
        installation.collect(("RIS.exams", "RIS.reports", "RIS.files", "EIS.exams"))
        return installation.counts()


@pytest.fixture(scope="module")
def stormy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("stormy"), EXAMS) as installation:
        yield installation


def full_at(limit: int) -> object:
    """No file may grow beyond `limit` bytes: what a full disk does, at a place of our choosing."""

    def set_limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return set_limit


@pytest.mark.req("A-4.9", part=True)
def test_pulled_plugs_leave_the_end_state_of_a_calm_day(stormy: Installation, calm: dict[str, int]) -> None:
    for limit in (0, 65_536, 1_000_000):
        child = stormy.collecting("RIS.reports", full_at(limit))  # type: ignore[arg-type]
        said, _ = child.communicate(timeout=120)
        assert child.returncode == 0 or "Traceback" not in said, said[-800:]
    for after in (0.9, 1.7):
        child = stormy.collecting("RIS.exams")
        time.sleep(after)
        stormy.stop_gateway()
        said, _ = child.communicate(timeout=180)
        assert child.returncode == 0 or "Traceback" not in said, said[-800:]
        stormy.start_gateway()
    at_once = [stormy.collecting("RIS.exams") for _ in range(2)]
    outcomes = [(child.communicate(timeout=180)[0], child.returncode) for child in at_once]
    assert any(code == 0 for _, code in outcomes)
    assert all(code == 0 or "another process" in said for said, code in outcomes)
    stormy.collect(("RIS.exams", "RIS.reports", "RIS.files", "EIS.exams"))
    assert stormy.counts() == calm
    assert stormy.balanced()


def test_a_secret_that_expired_is_told_and_nothing_is_lost(stormy: Installation) -> None:
    secret = stormy.product.keys / "secret-gateway-loader"
    right, before = secret.read_text(), stormy.counts()
    secret.write_text("expired")
    try:
        done = stormy.product.run("collect", "EIS.reports")
    finally:
        secret.write_text(right)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "Misconfigured" in done.stderr or "password" in done.stderr, done.stderr[-500:]
    assert stormy.counts() == before
    stormy.collect(("EIS.reports",))
    assert stormy.balanced()


def test_a_missing_key_stops_everything_and_touches_nothing(stormy: Installation) -> None:
    keys = stormy.product.keys
    aside = keys.with_name("aside")
    keys.rename(aside)
    try:
        done = stormy.product.run("collect", "EIS.orders")
    finally:
        keys.rmdir() if keys.exists() else None
        aside.rename(keys)
    assert done.returncode != 0
    assert "key" in done.stderr
    assert "Traceback" not in done.stderr
    stormy.collect(("EIS.orders",))
    assert stormy.balanced()
