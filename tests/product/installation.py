"""An installation without Airflow: the demo hospital, the stores and a gateway process; collections are started one by one."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from settings import ROOT
from tests.product.conftest import Product, free_offset

TABLES = ("exam", "exam_order", "report", "file_fact", "exam_token")
PREPARE = (
    "from ops.wiring import connect; from settings import load; from pipelines.publish import publish_declarations as p\n"
    "x = connect(load()); x.platform.migrate(); x.identity.migrate(); p(x.platform, x.settings.feeds)"
)


@dataclass
class Installation:
    product: Product
    gateway: "subprocess.Popen[bytes]"

    def start_gateway(self) -> None:
        self.gateway = subprocess.Popen([sys.executable, "-m", "lightbox", "warehouse", "serve"], cwd=ROOT, env=self.product.environment)
        deadline = time.monotonic() + 60
        while self.product.run("sql", "SELECT COUNT(*) AS n FROM exam").returncode != 0:
            assert time.monotonic() < deadline, "the gateway did not start"

    def stop_gateway(self) -> None:
        self.gateway.kill()
        self.gateway.wait(30)

    def collecting(self, feed: str, limits: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
        """A collection on its way; `limits` runs in the child before it starts."""
        return subprocess.Popen(
            [sys.executable, "-m", "lightbox", "collect", feed], cwd=ROOT, env=self.product.environment, preexec_fn=limits,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def collect(self, feeds: Sequence[str]) -> None:
        for feed in feeds:
            done = self.product.run("collect", feed)
            assert done.returncode == 0, (feed, done.stderr[-500:])

    def counts(self) -> dict[str, int]:
        """Rows of every analytic table."""
        found: dict[str, int] = {}
        for table in TABLES:
            done = self.product.run("sql", f"SELECT COUNT(*) AS n FROM {table}")
            assert done.returncode == 0, done.stderr
            found[table] = int(done.stdout.split()[-1])
        return found

    def balanced(self) -> bool:
        return all(feed["balanced"] for feed in self.product.status()["feeds"])


@contextmanager
def installed(folder: Path, exams: int = 700) -> Iterator[Installation]:
    product = Product(folder / "var", folder / "keys", free_offset(), "")
    made = product.run("demo", "hospital", "--exams", str(exams))
    assert made.returncode == 0, made.stderr
    subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=product.environment, check=True)
    installation = Installation(product, None)  # type: ignore[arg-type]
    installation.start_gateway()
    try:
        yield installation
    finally:
        installation.stop_gateway()
