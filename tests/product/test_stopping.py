"""The running product from outside: a second start, a missing key, and the end of every process."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT
from tests.product.conftest import Product

pytestmark = pytest.mark.browser  # in the phase that has the product on screen


def test_the_second_up_finds_everything_running_and_collects_nothing(product: Product) -> None:
    again = product.run("up")
    assert again.returncode == 0, again.stderr
    assert "collecting" not in again.stdout
    assert all(p["healthy"] for p in product.status()["processes"])


def listeners_of(product: Product) -> list[tuple[str, int]]:
    """(address, port) of every socket a process of this installation listens on, in /proc's own hexadecimal."""
    groups = {json.loads(file.read_text())["pid"] for file in (product.home / "run").glob("*.json")}
    inodes: set[str] = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) in groups:
                    for handle in (folder / "fd").iterdir():
                        with contextlib.suppress(OSError):
                            inodes.add(str(handle.readlink()))
    found: list[tuple[str, int]] = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                address, port = fields[1].split(":")
                found.append((address, int(port, 16)))
    return found


def test_everything_listens_on_the_loopback_address_only(product: Product) -> None:
    listening = listeners_of(product)
    assert {8600 + product.offset, 8608 + product.offset, 9030 + product.offset, 8030 + product.offset} <= {port for _, port in listening}
    assert {address for address, _ in listening} == {"0100007F"}


def test_a_missing_key_stops_everything(product: Product) -> None:
    environment = {**product.environment, "LIGHTBOX_KEYS": str(product.keys.parent / "nowhere")}
    done = subprocess.run(
        [sys.executable, "-m", "lightbox", "status"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "key restore" in done.stderr
    assert not (product.keys.parent / "nowhere").exists()


def test_z_down_leaves_no_process(product: Product) -> None:
    down = product.run("down")
    assert down.returncode == 0
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    left = [line for line in listed.splitlines() if str(product.home) in line and "pytest" not in line]
    assert left == []
    environments = [line for line in listed.splitlines() if "airflow" in line and "pytest" not in line]
    for line in environments:
        pid = line.split()[0]
        try:
            with open(f"/proc/{pid}/environ", "rb") as stream:
                assert str(product.home).encode() not in stream.read(), line
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
