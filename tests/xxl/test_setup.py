"""Setting it up: default deny, the token kept and never shown, and what the clock of other processes tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lightbox import app
from ops import services, xxl_setup
from ops.request_runs import RequestRuns
from ops.serve_xxl import serve
from ops.wiring import connect, keyring
from pipelines.locks import sole
from settings import Settings
from warehouse.errors import Misconfigured, Refused

TOKEN = "one-token-for-both-sides"
ADMIN = "http://127.0.0.1:9/xxl-job-admin"


@pytest.fixture
def of(tmp_path: Path) -> Callable[..., Settings]:
    return lambda **given: Settings(home=tmp_path / "var", keys=tmp_path / "keys", **given)


@pytest.mark.req("B-1.7", part=True)
@pytest.mark.parametrize("admins, token, starts", [(None, None, False), (ADMIN, None, False), (None, TOKEN, False), (ADMIN, TOKEN, True)])
def test_up_starts_the_endpoint_only_where_center_and_token_are_set(
    of: Callable[..., Settings], admins: str | None, token: str | None, starts: bool
) -> None:
    settings = of(xxl_admins=admins)
    if token is not None:
        xxl_setup.save_token(settings, token)
    assert ("xxl" in [p.name for p in services.all_processes(settings, keyring(settings))]) is starts


def test_its_port_is_shifted_like_the_others(of: Callable[..., Settings]) -> None:
    assert of(port_offset=100).port("xxl") == of().port("xxl") + 100


@pytest.mark.parametrize("admins, says", [(None, "LIGHTBOX_XXL_ADMINS"), (ADMIN, "lightbox xxl token")])
def test_what_is_missing_is_said_and_nothing_listens(of: Callable[..., Settings], admins: str | None, says: str) -> None:
    with pytest.raises(Misconfigured, match=says):
        serve(of(xxl_admins=admins))


@pytest.mark.parametrize(
    "token", ["", "   ", "default_token", "short", "x" * 256, "令牌令牌令牌令牌令牌令牌", "with a blank in it", "with\nline-ends"]
)
def test_a_guessable_or_unfit_token_is_refused_and_not_repeated(of: Callable[..., Settings], token: str) -> None:
    with pytest.raises(Refused) as refused:
        xxl_setup.save_token(of(), token)
    assert not token.strip() or token not in str(refused.value)


def test_the_token_lies_in_the_key_folder_for_its_owner_alone(of: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch) -> None:
    settings = of(xxl_admins=ADMIN)
    monkeypatch.setattr("ops.commands_xxl.load", lambda: settings)
    done = CliRunner().invoke(app, ["xxl", "token"], input=f"{TOKEN}\n")
    assert done.exit_code == 0, done.output
    assert TOKEN not in done.output
    file = settings.key_folder / xxl_setup.TOKEN_FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert xxl_setup.access_token(settings) == TOKEN
    assert [entry.name for entry in settings.key_folder.iterdir() if entry.name.startswith(".")] == []


def test_a_feed_is_busy_while_a_process_holds_its_lock_and_looking_does_not_take_it(of: Callable[..., Any]) -> None:
    settings = of()
    parts = connect(settings)
    runs, folder = RequestRuns(parts), settings.home / "locks"
    assert not runs.busy("RIS", "exams")
    with sole(folder, "feed-ris-exams"):
        assert runs.busy("RIS", "exams")
        assert not runs.busy("RIS", "orders")
    assert not runs.busy("RIS", "exams")
    with sole(folder, "feed-ris-exams"):
        assert runs.busy("RIS", "exams")
    parts.close()
