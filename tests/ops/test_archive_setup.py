"""Where objects lie is a setting; the keys of storage nodes are not."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lightbox import app
from ops.archive_setup import KEYS_FILE, object_store, save_node_keys
from ops.status import archive_lines
from settings import Settings
from warehouse.archive.stores.local import LocalStore
from warehouse.errors import Misconfigured, Refused


def made(tmp_path: Path, **given: Any) -> Settings:
    return Settings.model_validate({"home": tmp_path / "home", "keys": tmp_path / "keys", **given})


def test_without_nodes_objects_lie_in_folders(tmp_path: Path) -> None:
    assert isinstance(object_store(made(tmp_path)), LocalStore)


def test_nodes_come_from_the_environment_and_their_keys_from_the_key_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIGHTBOX_ARCHIVE_NODES", '{"a": "https://10.0.0.1:8333", "b": "https://10.0.0.2:8333"}')
    settings = made(tmp_path, archive_copies=2, archive_bucket="lightbox-{source}-{year}")
    assert list(settings.archive_nodes) == ["a", "b"]
    with pytest.raises(Misconfigured, match="lightbox archive key a"):
        object_store(settings)
    save_node_keys(settings, "a", "access-a", "secret-a")
    save_node_keys(settings, "b", "access-b", "secret-b")
    object_store(settings)
    file = settings.key_folder / KEYS_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()) == {"a": ["access-a", "secret-a"], "b": ["access-b", "secret-b"]}


@pytest.mark.parametrize("given", [
    {"archive_copies": 2}, {"archive_bucket": "lightbox-{patient}"}, {"archive_nodes": {"a": "http://10.0.0.1:8333"}},
    {"archive_nodes": {"A B": "https://10.0.0.1"}}, {"archive_nodes": {"a,b": "https://10.0.0.1"}},
])  # fmt: skip
def test_settings_that_do_not_fit_together_are_misconfigured_before_anything_is_asked(tmp_path: Path, given: dict[str, Any]) -> None:
    settings = made(tmp_path, **({"archive_nodes": {"a": "https://10.0.0.1:8333"}} | given))
    save_node_keys(settings, "a", "access", "secret")
    with pytest.raises(Misconfigured):
        object_store(settings)


@pytest.mark.parametrize("node, access, secret", [("a", "", "s"), ("a", "k", ""), ("a", "k k", "s"), ("a", "k", "密"), ("A/B", "k", "s")])
def test_keys_that_cannot_be_ones_are_refused_and_not_repeated(tmp_path: Path, node: str, access: str, secret: str) -> None:
    with pytest.raises(Refused) as caught:
        save_node_keys(made(tmp_path), node, access, secret)
    assert secret not in str(caught.value) or len(secret) < 2
    assert not (tmp_path / "keys" / KEYS_FILE).exists()


def test_the_command_takes_the_keys_from_standard_input_and_never_shows_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.commands_archive.load", lambda: made(tmp_path))
    done = CliRunner().invoke(app, ["archive", "key", "a"], input="the-access-key\nthe-secret-key\n")
    assert done.exit_code == 0, done.output
    assert "the-access-key" not in done.output
    assert "the-secret-key" not in done.output
    assert json.loads((tmp_path / "keys" / KEYS_FILE).read_text()) == {"a": ["the-access-key", "the-secret-key"]}


def test_status_tells_each_node_and_what_lacks_copies() -> None:
    nodes = [{"name": "a", "problem": None}, {"name": "b", "problem": "storage node b does not answer"}]
    text = archive_lines({"store": "nodes", "copies": 2, "short": 1200, "nodes": nodes})
    assert [line.split("  ")[-1] for line in text.splitlines()][:2] == ["answers", "storage node b does not answer"]
    assert "1,200 objects have fewer than 2 copies: lightbox archive repair" in text
