"""The executor's small application: one door (method, size, token), four questions, and two threads that outlive none of them.

Refusals have HTTP status 200 and `code` 500, as the center expects: it shows `msg` to the person who looks at the trigger.
"""

import hmac
import json
import logging
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from api.xxl.deps import Deps
from api.xxl.executor import Executor
from api.xxl.follow import Follower
from api.xxl.protocol import APP_HEADER, FAILED, TOKEN_HEADER, JobBody, LogBody, RunBody, answer
from api.xxl.report import Reporter
from warehouse.errors import LightboxError, class_and_place

LOG = logging.getLogger("lightbox.xxl")
LONGEST_WAIT_S = 30.0  # between two turns of a loop that fails
SWEEP_S = 3600.0
OPERATIONS = {"run": "collect:request", "trigger": "collect:request", "kill": "collect:request"}


class Loop:
    """A thread that takes a turn, waits, takes the next. A turn that fails is logged (class and place) and tried again, later each time."""

    def __init__(self, name: str, turn: Callable[[], None], every_s: float) -> None:
        self._turn, self._every = turn, every_s
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        wait = 0.0
        while not self._stop.wait(wait):
            try:
                self._turn()
                wait = self._every
            except Exception as error:
                LOG.error("%s: %s", self._thread.name, class_and_place(error))
                wait = min(max(wait * 2, self._every), LONGEST_WAIT_S)


def create_executor(deps: Deps) -> Starlette:
    """The application. It registers with the center when it starts and takes its leave when it stops."""
    if not deps.token.strip():
        raise ValueError("an executor without an access token must not listen")
    follower, reporter = Follower(deps), Reporter(deps)
    door = _Door(deps, Executor(deps, follower))
    every = deps.settings.xxl_poll_s
    loops = [
        Loop("xxl-follow", follower.turn, every),
        Loop("xxl-report", reporter.turn, every),
        Loop("xxl-sweep", follower.sweep, SWEEP_S),
    ]

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncGenerator[None]:
        for loop in loops:
            loop.start()
        yield
        for loop in loops:
            await run_in_threadpool(loop.stop)
        await run_in_threadpool(reporter.leave)

    async def healthy(_request: Request) -> JSONResponse:
        ok = all(loop.alive() for loop in loops)
        return JSONResponse({"ok": ok}, 200 if ok else 503)

    _log_to_stderr()
    every_method = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    routes = [Route("/healthz", healthy), Route("/{path:path}", door.enter, methods=every_method)]
    return Starlette(routes=routes, lifespan=life)


class _TooLargeError(Exception):
    """A body larger than the limit."""


class _Door:
    def __init__(self, deps: Deps, executor: Executor) -> None:
        self._deps = deps
        self._questions: dict[str, tuple[type[BaseModel] | None, Callable[..., dict[str, Any]]]] = {
            "/beat": (None, executor.beat),
            "/idleBeat": (JobBody, executor.idle_beat),
            deps.generation.trigger_path: (RunBody, executor.run),
            "/kill": (JobBody, executor.kill),
            "/log": (LogBody, executor.log),
        }

    async def enter(self, request: Request) -> JSONResponse:
        try:
            return JSONResponse(await self._answer(request))
        except _TooLargeError:
            return JSONResponse(answer(FAILED, f"请求内容超过 {self._deps.settings.xxl_body_bytes} 字节"))
        except LightboxError as error:
            return JSONResponse(answer(FAILED, str(error)))
        except Exception as error:
            LOG.error("%s", class_and_place(error))
            return JSONResponse(answer(FAILED, "平台内部错误，请看执行器日志"))

    async def _answer(self, request: Request) -> dict[str, Any]:
        path, address = request.url.path, request.client.host if request.client else "unknown"
        body = await self._body(request)
        if not self._is_center(request):
            await run_in_threadpool(self._refuse, path, address)
            return answer(FAILED, "访问令牌或 AppName 不正确")
        if request.method != "POST":
            return answer(FAILED, "只接受 POST")
        if path not in self._questions:
            return answer(FAILED, f"没有这个接口；请核对协议版本（当前 {self._deps.generation.name}）")
        model, ask = self._questions[path]
        if model is None:
            return await run_in_threadpool(ask, address)
        try:
            given = model.model_validate(json.loads(body))
        except ValidationError as error:
            fields = ", ".join(".".join(str(part) for part in found["loc"]) for found in error.errors(include_input=False))
            return answer(FAILED, f"请求内容不正确：{fields or '应为 JSON 对象'}")
        except ValueError:
            return answer(FAILED, "请求内容不是 JSON")
        return await run_in_threadpool(ask, given, address)

    async def _body(self, request: Request) -> bytes:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > self._deps.settings.xxl_body_bytes:
                raise _TooLargeError
        return body

    def _is_center(self, request: Request) -> bool:
        """Both sides know the token. From 3.5.0 the center also names the executor it means. Compared in constant time."""
        known = _same(request.headers.get(TOKEN_HEADER), self._deps.token)
        if not self._deps.generation.names_app:
            return known
        return _same(request.headers.get(APP_HEADER), self._deps.settings.xxl_app) and known

    def _refuse(self, path: str, address: str) -> None:
        operation = OPERATIONS.get(path.strip("/"), "runs:read")
        self._deps.platform.audit.append("anonymous", operation, "xxl-job", False, {"address": address, "reason": "access token"})


def _same(given: str | None, right: str) -> bool:
    return hmac.compare_digest((given or "").encode("utf-8", "replace"), right.encode())


def _log_to_stderr() -> None:
    LOG.setLevel(logging.INFO)
    if not LOG.handlers and not logging.getLogger().handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOG.addHandler(handler)
