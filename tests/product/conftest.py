"""The running product: `lightbox up` in a folder of its own, on ports of its own, ended after the session."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from settings import ROOT

EXAMS = 700  # the smallest hospital that has every planted mistake
PORTS = (8600, 8608, 9030, 8030)


def free_offset() -> int:
    """A port offset at which none of our ports is taken."""
    for offset in range(1100, 15000, 100):
        with_ports = [socket.socket() for _ in PORTS]
        try:
            for probe, port in zip(with_ports, PORTS, strict=True):
                probe.bind(("127.0.0.1", port + offset))
        except OSError:
            continue
        finally:
            for probe in with_ports:
                probe.close()
        return offset
    raise RuntimeError("no free ports")


@dataclass(frozen=True)
class Product:
    """A running installation."""

    home: Path
    keys: Path
    offset: int
    first_up: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "LIGHTBOX_HOME": str(self.home),
            "LIGHTBOX_KEYS": str(self.keys),
            "LIGHTBOX_PORT_OFFSET": str(self.offset),
            "LIGHTBOX_DEMO_EXAMS": str(EXAMS),
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A command of the product, with its output."""
        command = [sys.executable, "-m", "lightbox", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=600)

    def status(self) -> dict[str, Any]:
        done = self.run("status", "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def secret(self, name: str) -> str:
        return (self.keys / f"secret-{name}").read_text()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{8600 + self.offset}"


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("product")
    made = Product(folder / "var", folder / "keys", free_offset(), "")
    try:
        up = made.run("up")
        logs = "".join(f"\n== {f.name}\n{f.read_text()[-1500:]}" for f in (made.home / "logs").glob("*.log")) if up.returncode else ""
        assert up.returncode == 0, up.stdout + up.stderr + logs
        yield Product(made.home, made.keys, made.offset, up.stdout)
    finally:
        made.run("down")
