"""Around every request: an id, limits, security headers, one log line, and nothing of an error but its class and place.

Innermost of what can see an exception before the server does: the server would print its message, and messages quote values.
"""

import logging
import secrets
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import problems
from warehouse.errors import class_and_place

LOG = logging.getLogger("lightbox.api")
BODY_BYTES = 1_000_000  # requests are filters and ids; data never comes in this way
# Styles may be inline: the component library writes them at run time. Scripts may not.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
DATA_PREFIX = "/api/"


class Guard:
    """ASGI middleware; the outermost of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state: dict[str, Any] = scope.setdefault("state", {})
        state["request_id"] = secrets.token_hex(8)
        began = time.perf_counter()
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _with_headers(message.get("headers", []), scope, state["request_id"])
            await send(message)

        try:
            await self._app(scope, _limited(receive), answer)
        except TooLargeError:
            await problems.response(state["request_id"], "invalid", "请求内容过大")(scope, receive, answer)
        except Exception as error:
            state["error"] = class_and_place(error)
            if status == 0:
                await problems.response(state["request_id"], "failed")(scope, receive, answer)
            # else: the answer is cut here; its Content-Length tells the caller that it is not whole
        finally:
            _log(scope, state, status, time.perf_counter() - began)


class TooLargeError(Exception):
    """A body larger than BODY_BYTES."""


def _limited(receive: Receive) -> Receive:
    seen = 0

    async def count() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > BODY_BYTES:
            raise TooLargeError
        return message

    return count


def _with_headers(given: list[tuple[bytes, bytes]], scope: Scope, request_id: str) -> list[tuple[bytes, bytes]]:
    have = {name.lower() for name, _ in given}
    data = scope["path"].startswith(DATA_PREFIX)
    added = {**HEADERS, "content-security-policy": DATA_POLICY if data else PAGE_POLICY, "x-request-id": request_id}
    if data:
        added["cache-control"] = "no-store"  # nothing of a patient stays in a browser after its session
    if scope.get("scheme") == "https":
        added["strict-transport-security"] = "max-age=31536000"
    return given + [(name.encode(), value.encode()) for name, value in added.items() if name.encode() not in have]


def _log(scope: Scope, state: dict[str, Any], status: int, seconds: float) -> None:
    """Template instead of path, no query, no header, no body."""
    route = scope.get("route")
    template = getattr(route, "path", "(none)")
    LOG.log(
        logging.WARNING if status >= 500 or "error" in state else logging.INFO,
        "%s %s %s %.0fms user=%s request=%s%s",
        scope["method"] if scope["method"].isalpha() and len(scope["method"]) <= 8 else "?",
        template, status or 500, seconds * 1000, state.get("user", "-"), state["request_id"],
        f" error={state['error']}" if "error" in state else "",
    )  # fmt: skip
