"""The running product from outside: a second start, a missing key, and the end of every process."""

import subprocess
import sys

import pytest

from settings import ROOT
from tests.product.conftest import Product

pytestmark = pytest.mark.browser  # in the phase that has the product on screen


def test_the_second_up_finds_everything_running_and_collects_nothing(product: Product) -> None:
    again = product.run("up")
    assert again.returncode == 0, again.stderr
    assert "collecting" not in again.stdout
    assert all(p["healthy"] for p in product.status()["processes"])


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
