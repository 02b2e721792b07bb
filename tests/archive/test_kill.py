"""Memory stays bounded and a kill leaves nothing visible: seen from outside, in processes of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.conftest import archive_in
from warehouse.errors import Refused

ROOT = Path(__file__).resolve().parents[2]

LARGE = """
import io, resource, sys
from pathlib import Path
from tests.archive.conftest import archive_in

class Zeros(io.RawIOBase):
    left = 200 * 1024 * 1024
    def read(self, size=-1):
        part = bytes(min(size, self.left))
        self.left -= len(part)
        return part

archive = archive_in(Path(sys.argv[1]), 1024 * 1024)
archive.accept(io.BytesIO(b"warm up"))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
object_id = archive.accept(Zeros()).object_id
total = 0
with archive.open(object_id) as stream:
    while part := stream.read(1024 * 1024):
        total += len(part)
print(total, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""

STUCK = """
import io, sys, time
from pathlib import Path
from tests.archive.conftest import archive_in

class Stuck(io.RawIOBase):
    left = 3_000_000
    def read(self, size=-1):
        if self.left <= 0:
            print("stuck", flush=True)
            time.sleep(600)
        part = b"x" * min(size, self.left)
        self.left -= len(part)
        return part

archive_in(Path(sys.argv[1]), 64 * 1024).accept(Stuck())
"""


def test_memory_is_bounded_by_frames_not_by_the_size_of_a_stream(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LARGE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)
    total, grown_kib = map(int, done.stdout.split())
    assert total == 200 * 1024 * 1024
    assert grown_kib < 24 * 1024


@pytest.mark.slow
def test_a_kill_in_the_middle_of_accept_leaves_nothing_visible(tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", STUCK, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "stuck\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    archive = archive_in(tmp_path)
    leftovers = list((tmp_path / "pending").iterdir())
    assert len(leftovers) == 1, "the kill must have struck in the middle"
    assert list((tmp_path / "objects").rglob("*")) == []
    with pytest.raises(Refused):
        archive.open(leftovers[0].name)
    assert archive.rebuild() == 0
    assert leftovers[0].exists(), "what is young may still be written"
    os.utime(leftovers[0], (0, 0))
    archive.rebuild()
    assert not leftovers[0].exists()
