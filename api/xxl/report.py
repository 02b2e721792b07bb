"""Tell the scheduling center: that we are here (heartbeat), and how each trigger ended, until it confirms."""

import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from api.xxl.deps import Deps
from api.xxl.protocol import OK, registration
from warehouse.platform.xxl import Trigger

LOG = logging.getLogger("lightbox.xxl")
BATCH = 50  # results of one callback


class Center:
    """The open interface of the center. Its nodes share one database: the first that takes a message is enough."""

    def __init__(self, deps: Deps) -> None:
        self._admins, self._timeout = deps.admins, deps.settings.xxl_timeout_s
        self._headers = deps.generation.headers(deps.token, deps.settings.xxl_app)

    def post(self, path: str, body: Any) -> str:
        """Empty when a node took it, else why the last one did not. The center's own words are not repeated."""
        why = "no address of the center is set"
        for admin in self._admins:
            try:
                answer = httpx.post(f"{admin}api/{path}", json=body, headers=self._headers, timeout=self._timeout)
                told = answer.json() if answer.status_code == 200 else None
            except (httpx.HTTPError, ValueError) as error:
                why = type(error).__name__
                continue
            if isinstance(told, dict) and told.get("code") == OK:
                return ""
            why = f"HTTP {answer.status_code}" if told is None else "the center refused it: compare access token, AppName and generation"
        return why


class Reporter:
    """Heartbeat and results. What the center does not confirm is told again, later and later up to a limit, for ever."""

    def __init__(self, deps: Deps) -> None:
        self._deps, self._xxl, self._center = deps, deps.platform.xxl, Center(deps)
        self._next_beat = 0.0
        self._trouble: dict[str, str] = {}

    def turn(self) -> None:
        if time.monotonic() >= self._next_beat:
            self._next_beat = time.monotonic() + self._deps.settings.xxl_beat_s
            self._send("registry", registration(self._deps.settings.xxl_app, self._deps.address))
        while due := self._xxl.due(BATCH):
            if not self._deliver(due):
                break

    def leave(self) -> None:
        """The center sends nothing more here. Once: it finds out by itself when it cannot be told."""
        self._send("registryRemove", registration(self._deps.settings.xxl_app, self._deps.address))

    def _deliver(self, ended: Sequence[Trigger]) -> bool:
        if self._send("callback", self._deps.generation.callback(ended)):
            self._xxl.reported([trigger.trigger_id for trigger in ended])
            return True
        for trigger in ended:
            wait = min(2.0**trigger.tries, float(self._deps.settings.xxl_callback_wait_s))
            later = datetime.now(UTC) + timedelta(seconds=wait)
            self._xxl.postpone(trigger.trigger_id, later.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        return False

    def _send(self, path: str, body: Any) -> bool:
        """Send it; a change between taken and not taken is logged once."""
        why = self._center.post(path, body)
        if why != self._trouble.get(path, ""):
            self._trouble[path] = why
            LOG.log(logging.WARNING if why else logging.INFO, "%s: %s", path, why or "taken again")
        return not why
