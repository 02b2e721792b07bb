"""The long form of a working hospital: half an hour of changes while everything is collected, and in the end both sides hold the same."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from settings import ROOT
from tests.product.installation import Installation, installed
from tests.soak_record import record

RATE, SECONDS = float(os.environ.get("SOAK_RATE", "50")), float(os.environ.get("SOAK_SECONDS", "1800"))
SOURCES = ("RIS", "UIS", "EIS", "ECGIS")
FEEDS = (*(f"{source}.{feed}" for source in SOURCES for feed in ("orders", "exams", "reports")), "UIS.deletions", "RIS.merges")
AGAIN = {"LIGHTBOX_COMPARE_CONFIRM_S": "0", "LIGHTBOX_COMPARE_MAX_SHARE": "1", "LIGHTBOX_COMPARE_MAX_ROWS": "1000000",
         "LIGHTBOX_COMPARE_FETCH": "100000"}  # fmt: skip


def settle(hospital: Installation) -> None:
    """Collect until a margin of a minute has passed since the last change, then compare twice."""
    for _ in range(2):
        hospital.collect(FEEDS)
        for source in SOURCES:
            done = hospital.product.run("compare", source)
            assert done.returncode == 0, done.stderr


@pytest.mark.soak
def test_a_hospital_at_work_and_its_collection_end_in_balance(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in AGAIN.items():
        monkeypatch.setenv(name, value)
    with installed(tmp_path, 3000) as hospital:
        hospital.collect(FEEDS)
        command = [sys.executable, "-m", "lightbox", "demo", "live", "--rate", str(RATE), "--seconds", str(SECONDS)]
        working = subprocess.Popen(command, cwd=ROOT, env=hospital.product.environment, stdout=subprocess.PIPE, text=True)
        rounds = 0
        while working.poll() is None:
            hospital.collect(FEEDS)
            rounds += 1
        said, _ = working.communicate()
        assert working.returncode == 0
        subprocess.run(["sleep", "70"], check=True)  # rows younger than the margin of their feed are not read yet
        settle(hospital)
        before = hospital.counts()
        with closing(sqlite3.connect(hospital.product.home / "platform.db")) as platform, platform:
            platform.execute("UPDATE feed SET watermark = NULL")
        hospital.collect(FEEDS)
        last = {(feed["source"], feed["feed"]): feed for feed in hospital.product.status()["feeds"]}
        for feed in FEEDS:
            counts = last[tuple(feed.split("."))]
            assert (counts["loaded"], counts["deleted"]) == (0, 0), (feed, counts)
        assert hospital.counts() == before
        assert hospital.balanced()
    record(
        f"a hospital at work, {RATE:g} changes a second for {SECONDS:g} s",
        f"{rounds} rounds of collection; balanced ({said.splitlines()[0]})",
    )
