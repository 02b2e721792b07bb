"""Airflow on one machine: its environment, its processes and a small client of its REST API. Airflow itself is not imported here.

Tuning, with what it buys (measured on two cores): parallelism 6 so that six sources run at once (32, the default, forks 32 idle
workers); idle sleep 0.1 s and heartbeat 1 s so that a task starts about half a second after the one before; heavy libraries are
imported once in the scheduler (`dags/config/airflow_local_settings.py`) and inherited by every forked task.
No triggerer runs: no task of ours defers.
"""

import base64
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from ops.processes import Process
from settings import ROOT, Settings
from warehouse.errors import Misconfigured, Unreachable

SERVICE_USER = "lightbox"
ADMIN_USER = "admin"
PARALLEL_TASKS = 6
TRIES = 5
RETRY_SECONDS = 0.5


def environment(settings: Settings, secret: Callable[[str], str]) -> dict[str, str]:
    """The environment every Airflow process runs in. `secret` gives a password kept in the key folder."""
    home = settings.home / "airflow"
    base = f"http://{settings.host}:{settings.port('airflow')}"
    fernet = base64.urlsafe_b64encode(hashlib.sha256(secret("airflow-fernet").encode()).digest()).decode()
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(PARALLEL_TASKS),
        "AIRFLOW__CORE__DEFAULT_TIMEZONE": "Asia/Shanghai",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{base}/execution/",
        "AIRFLOW__CORE__FERNET_KEY": fernet,
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{ADMIN_USER}:admin,{SERVICE_USER}:op",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(settings.key_folder / "airflow-passwords.json"),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "AIRFLOW__API__HOST": settings.host,
        "AIRFLOW__API__PORT": str(settings.port("airflow")),
        "AIRFLOW__API__BASE_URL": base,
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API__SECRET_KEY": secret("airflow-session"),
        "AIRFLOW__API__EXPOSE_CONFIG": "False",
        "AIRFLOW__API_AUTH__JWT_SECRET": secret("airflow-jwt") + secret("airflow-jwt-2"),
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.1",
        "AIRFLOW__SCHEDULER__JOB_HEARTBEAT_SEC": "1",
        "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "1",
        "AIRFLOW__SCHEDULER__CATCHUP_BY_DEFAULT": "False",
        "AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK": "False",
        "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "20",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "20",
        "AIRFLOW__DAG_PROCESSOR__BUNDLE_REFRESH_CHECK_INTERVAL": "2",
        "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "GX_ANALYTICS_ENABLED": "False",
        "LIGHTBOX_HOME": str(settings.home),
        "LIGHTBOX_KEYS": str(settings.key_folder),
        "LIGHTBOX_SITE": str(settings.site_folder),
        "LIGHTBOX_PORT_OFFSET": str(settings.port_offset),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'dags' / 'config'}",
        "PYTHONDONTWRITEBYTECODE": "",
        "NO_COLOR": "1",
    }


def write_passwords(settings: Settings, secret: Callable[[str], str]) -> None:
    """The password file of Airflow's simple auth manager: 0600, in the key folder."""
    target = settings.key_folder / "airflow-passwords.json"
    target.touch(mode=0o600)
    target.write_text(json.dumps({ADMIN_USER: secret("airflow-admin"), SERVICE_USER: secret("airflow-service")}))


def migrate(env: Mapping[str, str]) -> None:
    """Create or upgrade Airflow's own database; a few seconds, safe to repeat."""
    import os

    done = subprocess.run(
        [sys.executable, "-m", "airflow", "db", "migrate"], env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise Misconfigured("Airflow's database could not be prepared", done.stderr[-600:])


def processes(settings: Settings, env: Mapping[str, str]) -> list[Process]:
    """Airflow's three processes; each is healthy when Airflow's own monitor says so."""

    def component(name: str) -> Callable[[], bool]:
        return lambda: monitor(settings).get(name) == "healthy"

    def command(name: str, *options: str) -> list[str]:
        return [sys.executable, "-m", "airflow", name, *options]

    return [
        Process("airflow-api", command("api-server"), env, component("metadatabase"), 90.0),
        # Its log server would listen on every address of the machine; on one machine the page reads the files themselves.
        Process("airflow-scheduler", command("scheduler", "--skip-serve-logs"), env, component("scheduler"), 90.0),
        Process("airflow-dags", command("dag-processor"), env, component("dag_processor"), 90.0),
    ]


def monitor(settings: Settings) -> dict[str, str]:
    """Component → status as `/api/v2/monitor/health` tells it; empty when Airflow does not answer."""
    try:
        answer = httpx.get(f"{settings.airflow_address}/api/v2/monitor/health", timeout=5.0)
        answer.raise_for_status()
    except httpx.HTTPError:
        return {}
    return {name: str(part.get("status")) for name, part in answer.json().items()}


class AirflowClient:
    """The few calls Lightbox makes of Airflow's REST API, as the service user."""

    def __init__(self, settings: Settings, secret: Callable[[str], str]) -> None:
        self._base = settings.airflow_address
        self._password = secret("airflow-service")
        self._token: str | None = None

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None, accept: tuple[int, ...] = ()) -> Any:
        """One call. A 5xx is tried again: Airflow on SQLite answers so when its database is busy, and our calls may be repeated."""
        answer = self._once(method, path, body)
        for attempt in range(1, TRIES):
            if answer.status_code < 500:
                break
            time.sleep(RETRY_SECONDS * attempt)
            answer = self._once(method, path, body)
        if answer.status_code == 401:
            self._token = None
        if answer.status_code >= 400 and answer.status_code not in accept:
            raise Unreachable(f"Airflow answered {answer.status_code} to {method} {path.split('?')[0]}", "look at its log")
        return answer.json() if answer.content else {}

    def _once(self, method: str, path: str, body: Mapping[str, Any] | None) -> httpx.Response:
        try:
            if self._token is None:
                login = {"username": SERVICE_USER, "password": self._password}
                answer = httpx.post(f"{self._base}/auth/token", json=login, timeout=30.0)
                answer.raise_for_status()
                self._token = answer.json()["access_token"]
            headers = {"Authorization": f"Bearer {self._token}"}
            return httpx.request(method, f"{self._base}/api/v2{path}", json=body, timeout=30.0, headers=headers)
        except httpx.HTTPError as error:
            self._token = None
            raise Unreachable("Airflow did not answer", "look at `lightbox status`") from error

    def ensure_pool(self, name: str, slots: int) -> None:
        self._call("POST", "/pools", {"name": name, "slots": slots, "description": "connections to one source"}, accept=(409,))

    def dag_ids(self) -> set[str]:
        return {d["dag_id"] for d in self._call("GET", "/dags?limit=200")["dags"]}

    def import_errors(self) -> list[str]:
        return [e["filename"] for e in self._call("GET", "/importErrors")["import_errors"]]

    def trigger(self, dag_id: str, conf: Mapping[str, Any] | None = None, run_id: str | None = None) -> str:
        """Start a run now; returns its run id. With a `run_id` of our own, twice is once."""
        body: dict[str, Any] = {"logical_date": None, "conf": dict(conf or {})}
        if run_id is None:
            return str(self._call("POST", f"/dags/{dag_id}/dagRuns", body)["dag_run_id"])
        self._call("POST", f"/dags/{dag_id}/dagRuns", {**body, "dag_run_id": run_id}, accept=(409,))
        return run_id

    def find_state(self, dag_id: str, run_id: str) -> str | None:
        """queued | running | success | failed; None when Airflow knows no such run."""
        state = self._call("GET", f"/dags/{dag_id}/dagRuns/{run_id}", accept=(404,)).get("state")
        return None if state is None else str(state)

    def mark_failed(self, dag_id: str, run_id: str) -> None:
        """End a run: waiting tasks are skipped, a running one is ended by its supervisor at the next heartbeat (5 s)."""
        self._call("PATCH", f"/dags/{dag_id}/dagRuns/{run_id}", {"state": "failed"})

    def run_state(self, dag_id: str, run_id: str) -> str:
        return str(self._call("GET", f"/dags/{dag_id}/dagRuns/{run_id}")["state"])

    def wait(self, runs: Mapping[str, str], seconds: float, progress: Callable[[Mapping[str, str]], None]) -> dict[str, str]:
        """Poll {dag id: run id} until all ended; returns their states. Unreachable after `seconds`."""
        deadline = time.monotonic() + seconds
        states: dict[str, str] = {}
        while True:
            states = {dag: self.run_state(dag, run) for dag, run in runs.items()}
            progress(states)
            if all(s in ("success", "failed") for s in states.values()):
                return states
            if time.monotonic() > deadline:
                raise Unreachable(f"runs did not end within {seconds:.0f} s", "look at Airflow's page")
            time.sleep(1.0)
