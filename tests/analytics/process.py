"""A gateway as its own process, for tests: `python -m tests.analytics.process HOME MYSQL_PORT HTTP_PORT [SETTING=VALUE …]`."""

import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from settings import Settings
from warehouse.analytics.engines.doris import DorisEngine, client_context, connect

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


def secret(name: str) -> str:
    return f'{name}\'s "password" 密'


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Gateway:
    """One home and two ports; `start` and `kill` as often as a test wants."""

    home: Path
    settings: Settings
    options: tuple[str, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def base(self) -> str:
        scheme = "https" if self.settings.gateway_certificate else "http"
        return f"{scheme}://127.0.0.1:{self.settings.port('gateway_http')}"

    @property
    def log(self) -> str:
        return (self.home.parent / f"{self.home.name}.log").read_text(errors="replace")

    def start(self) -> "Gateway":
        ports = [str(self.settings.port(name)) for name in ("gateway_mysql", "gateway_http")]
        command = [sys.executable, "-m", "tests.analytics.process", str(self.home), *ports, *self.options]
        with (self.home.parent / f"{self.home.name}.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        until = time.monotonic() + START_SECONDS
        certificate = self.settings.gateway_certificate
        verify = client_context(certificate) if certificate else True
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if httpx.get(f"{self.base}/api/health", timeout=5, trust_env=False, verify=verify).status_code == 200:
                    return self
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError(f"the gateway did not start:\n{self.log[-3000:]}")

    def end(self, number: int = signal.SIGTERM, seconds: float = 30) -> int:
        """Send a signal and wait; returns the exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def client(self, user: str = "loader", password: str | None = None) -> DorisEngine:
        if user == "loader" and password is None:
            return connect(self.settings, secret)
        given = secret(f"gateway-{user}") if password is None else password
        return DorisEngine("127.0.0.1", self.settings.port("gateway_mysql"), self.settings.port("gateway_http"), user, given)


def prepare(home: Path, **options: str) -> Gateway:
    """A gateway of its own home and free ports, not started."""
    mysql, http = _free_port(), _free_port()
    return Gateway(home, _settings(home, mysql, http, options), tuple(f"{k}={v}" for k, v in options.items()))


def _settings(home: Path, mysql: int, http: int, options: dict[str, str]) -> Settings:
    ports = {"gateway_mysql_port_base": mysql, "gateway_http_port_base": http, "port_offset": 0}
    return Settings.model_validate({"home": home, "keys": home.parent / "keys", **ports, **options})


if __name__ == "__main__":
    from warehouse.analytics.gateway.serve import serve

    place, mysql_port, http_port, *given = sys.argv[1:]
    serve(_settings(Path(place), int(mysql_port), int(http_port), dict(option.split("=", 1) for option in given)), secret)
