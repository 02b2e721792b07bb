"""Memory of the line is bounded by the batch, not by what is collected."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.line import fill
from settings import ROOT

BATCH_ROWS, BATCHES = 1_000, 9
ROOM_MB = 24.0  # measured: 8; 54 where every batch is kept on purpose


@pytest.mark.slow
@pytest.mark.servers
def test_three_times_the_rows_take_no_more_memory_than_the_named_room(tmp_path: Path, mariadb_url: str) -> None:
    """One run, the collecting process beside its gateway: its peak after a third of the batches, and after all."""
    fill(mariadb_url, BATCH_ROWS * BATCHES)
    small = {"LIGHTBOX_BATCH_ROWS": str(BATCH_ROWS), "LIGHTBOX_PAGE_ROWS": str(BATCH_ROWS // 2 + 1)}
    command = [sys.executable, "-m", "bench.line_run", "whole", mariadb_url, str(BATCH_ROWS * BATCHES), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | small, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    peaks = json.loads(done.stdout.splitlines()[-1])["batch_rss_mb"]
    assert len(peaks) >= BATCHES
    assert peaks[-1] - peaks[len(peaks) // 3 - 1] <= ROOM_MB, [round(peak) for peak in peaks]
