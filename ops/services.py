"""The processes of one installation, in the order they start."""

import ssl
import sys
from collections.abc import Callable

import httpx

from ops import airflow_runtime, xxl_setup
from ops.processes import Process, Processes, State
from settings import ROOT, Settings
from warehouse.analytics.engines.doris import client_context
from warehouse.keys import Keyring


def _answers(url: str, verify: ssl.SSLContext | bool = True) -> Callable[[], bool]:
    def ask() -> bool:
        try:
            return httpx.get(url, timeout=5.0, verify=verify).status_code == 200
        except httpx.HTTPError:
            return False

    return ask


def gateway_process(settings: Settings) -> Process:
    certificate = settings.gateway_certificate
    url = f"{'https' if certificate else 'http'}://{settings.host}:{settings.port('gateway_http')}/api/health"
    healthy = _answers(url, client_context(settings.analytic_ca or certificate) if certificate else True)
    return Process("gateway", [sys.executable, "-m", "lightbox", "warehouse", "serve"], _own_environment(settings), healthy)


def api_process(settings: Settings) -> Process:
    url = f"http://{settings.host}:{settings.port('api')}/healthz"
    return Process("api", [sys.executable, "-m", "lightbox", "api"], _own_environment(settings), _answers(url))


def xxl_process(settings: Settings) -> Process:
    url = f"http://{settings.host}:{settings.port('xxl')}/healthz"
    return Process("xxl", [sys.executable, "-m", "lightbox", "xxl", "serve"], _own_environment(settings), _answers(url))


def _own_environment(settings: Settings) -> dict[str, str]:
    return {
        "LIGHTBOX_HOME": str(settings.home),
        "LIGHTBOX_KEYS": str(settings.key_folder),
        "LIGHTBOX_SITE": str(settings.site_folder),
        "LIGHTBOX_PORT_OFFSET": str(settings.port_offset),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "",
    }


def all_processes(settings: Settings, keys: Keyring) -> list[Process]:
    """Gateway first (the API and every task need it), then Airflow, then the API, then the XXL-JOB endpoint where it is set up."""
    airflow = airflow_runtime.processes(settings, airflow_runtime.environment(settings, keys.secret))
    xxl = [xxl_process(settings)] if xxl_setup.configured(settings) else []
    return [gateway_process(settings), *airflow, api_process(settings), *xxl]


def states(settings: Settings, keys: Keyring) -> list[State]:
    running = Processes(settings.home)
    return [running.state(process) for process in all_processes(settings, keys)]


def addresses(settings: Settings) -> dict[str, str]:
    """What a person opens or connects to."""
    host = settings.host
    return {
        "viewer": f"http://{host}:{settings.port('api')}/",
        "openapi": f"http://{host}:{settings.port('api')}/api/docs",
        "airflow": f"http://{host}:{settings.port('airflow')}/",
        "sql": f"mysql://analyst@{host}:{settings.port('gateway_mysql')}/lightbox",
    }
