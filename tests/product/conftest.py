"""The running product: `lightbox up` in a folder of its own, on ports of its own, ended after the session."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from settings import ROOT

EXAMS = 700  # the smallest hospital that has every planted mistake
PORTS = (8600, 8608, 8612, 9030, 8030)


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

    @contextmanager
    def signed_in(self, role: str) -> Iterator[httpx.Client]:
        """A client with the session of a demo account, ready to change things."""
        with httpx.Client(base_url=self.address) as client:
            answer = client.post("/api/v1/session", json={"user": role, "password": self.secret(f"user-{role}")})
            assert answer.status_code == 200, answer.text
            client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
            yield client

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{8600 + self.offset}"


def give_up_soon(product: Product, source: str, group: str) -> None:
    """Set over the interface that a group is tried once more after a second, so that a test sees it give up."""
    with product.signed_in("engineer") as client:
        answer = client.put(f"/api/v1/sources/{source}/groups/{group}", json={"retries": 1, "retry_seconds": 1})
        assert answer.status_code == 200, answer.text


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("product")
    made = Product(folder / "var", folder / "keys", free_offset(), "")
    try:
        up = made.run("up")
        logs = "".join(f"\n== {f.name}\n{f.read_text()[-1500:]}" for f in (made.home / "logs").glob("*.log")) if up.returncode else ""
        assert up.returncode == 0, up.stdout + up.stderr + logs
        running = Product(made.home, made.keys, made.offset, up.stdout)
        give_up_soon(running, "NMIS", "business")
        yield running
    finally:
        made.run("down")
