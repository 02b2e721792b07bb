"""The long form: SIGKILL at random moments of real collections, through the real gateway; in the end nothing is lost or doubled."""

import os
import random
import signal
import subprocess
from datetime import date

import pytest

from tests.product.installation import installed
from tests.soak_record import record

KILLS = int(os.environ.get("SOAK_KILLS", "500"))
FEEDS = tuple(f"{source}.{feed}" for source in ("RIS", "UIS", "EIS", "ECGIS") for feed in ("orders", "exams", "reports", "files"))


@pytest.mark.soak
def test_killed_at_random_and_run_again_nothing_is_lost_or_doubled(tmp_path) -> None:
    random.seed(date.today().toordinal())
    with installed(tmp_path / "calm") as calm, installed(tmp_path / "stormy") as stormy:
        calm.collect(FEEDS)
        killed = attempts = 0
        while killed < KILLS and attempts < 5 * KILLS:
            child = stormy.collecting(FEEDS[attempts % len(FEEDS)])
            attempts += 1
            try:
                child.communicate(timeout=random.uniform(0.8, 6.0))
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                child.communicate()
                killed += 1
        stormy.collect(FEEDS)
        assert killed == KILLS
        assert stormy.counts() == calm.counts()
        assert stormy.balanced()
    record(
        "random SIGKILL of collections through the gateway", f"{attempts} attempts, {killed} killed; equal to an undisturbed run, all balanced"
    )
