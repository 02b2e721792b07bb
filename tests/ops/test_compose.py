"""What a production host is given: checked as text, for no container has been started from it yet."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from settings import ROOT, Settings

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = {n: s for n, s in COMPOSE["services"].items() if "sources" not in s["profiles"]}
ENDING = {"migrate", "airflow-migrate"}
OURS = {name: service for name, service in SERVICES.items() if service.get("image", "").startswith("lightbox:")}
EXAMPLE = [line.partition("=") for line in (ROOT / "production.env.example").read_text().splitlines() if "=" in line and line[0] != "#"]
OTHERS = {"GX_ANALYTICS_ENABLED", "AIRFLOW_HOME", "DUMB_INIT_SETSID", "FE_SERVERS", "FE_ID", "BE_ADDR"}
CELERY = {"AIRFLOW__CELERY__BROKER_URL", "AIRFLOW__CELERY__RESULT_BACKEND"}  # of a provider that only the image has


def airflow_settings() -> set[str]:
    """Every setting of Airflow itself as an environment variable, from the file it ships."""
    spec = importlib.util.find_spec("airflow")
    assert spec is not None
    assert spec.origin is not None
    sections = yaml.safe_load((Path(spec.origin).parent / "config_templates" / "config.yml").read_text())
    return {f"AIRFLOW__{s}__{option}".upper() for s, content in sections.items() for option in content["options"]}


def variables() -> dict[str, str]:
    found = {name: value for name, _, value in EXAMPLE}
    for service in SERVICES.values():
        found |= service.get("environment", {})
    return found


def test_every_variable_is_a_setting_somebody_knows() -> None:
    known = {f"LIGHTBOX_{name}".upper() for name in Settings.model_fields} | airflow_settings() | CELERY | OTHERS
    images = {"POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB", "MARIADB_ROOT_PASSWORD"}
    assert variables().keys() - known - images == set()


def test_the_settings_of_our_services_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in OURS["api"]["environment"].items():
        monkeypatch.setenv(name, value)
    settings = Settings()  # pyright: ignore[reportCallIssue]
    assert settings.archive_nodes == {"a": "http://objects:8333"}
    assert settings.airflow_address == "http://airflow-api:8608"
    assert settings.platform_url != settings.identity_url


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_is_pinned_bounded_watched_and_closed(name: str) -> None:
    service = SERVICES[name]
    assert re.search(r":[a-z-]*\d", service["image"]), "an image has a tag with a number"
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert name in ENDING or service["healthcheck"]["test"]
    assert name not in ENDING or service["restart"] == "no"
    for port in service.get("ports", []):
        assert name == "nginx" or port.startswith("127.0.0.1:"), port
    for needed in service.get("depends_on", {}):
        assert set(service["profiles"]) <= set(COMPOSE["services"][needed]["profiles"])


def test_our_containers_hold_no_root_and_write_only_their_volumes() -> None:
    assert OURS.keys() == {"api", "worker", "migrate", *(n for n in SERVICES if n.startswith("airflow-") and n != "airflow-db")}
    for name, service in OURS.items():
        assert (service["user"], service["read_only"], service["cap_drop"]) == ("10001:10001", True, ["ALL"]), name
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert all(re.search(r":\d+\.\d+\.\d+", line) for line in dockerfile.splitlines() if line.startswith("FROM "))
    assert dockerfile.rindex("USER 10001") > dockerfile.rindex("COPY ")
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[0] == "*", "only what is named goes to the builder"
    copied = {path for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE) for path in line.split()}
    assert {path.split("/")[0] for path in copied} <= {line[1:] for line in ignored if line.startswith("!")}
    assert all((ROOT / path).exists() for path in copied)


def test_no_secret_is_in_the_repository() -> None:
    secret = re.compile(r"PASSWORD|SECRET|FERNET|SQL_ALCHEMY_CONN|RESULT_BACKEND")
    assert [name for name, _, value in EXAMPLE if secret.search(name) and value] == []
    for name, service in SERVICES.items():
        inside = {n for n in service.get("environment", {}) if secret.search(n) and not n.endswith("PASSWORDS_FILE")}
        assert not inside, name
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"/production.env", "/production-keys/", "/production-tls/"} <= set(ignored)


def test_the_gateway_is_not_in_production() -> None:
    assert not any("warehouse" in str(service.get("command")) for service in SERVICES.values())
    assert all("LIGHTBOX_ANALYTIC_URL" in service["environment"] for service in OURS.values())
