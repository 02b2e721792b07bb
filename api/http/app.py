"""The application: one door, one version, the viewer's files beside it."""

import logging
import sys
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.http import pages, problems
from api.http.brake import Brake
from api.http.deps import Deps
from api.http.guard import LOG, Guard
from api.http.routes import dictionary, exams, files, operations, quarantine, requests, schedules, session, voids

__all__ = ["Deps", "create_app"]
VERSION = "0.1.0"
PREFIX = "/api/v1"
# What needs no session: signing in, whether the process lives, and the documents of the interface, which are in the repository anyway.
PUBLIC = {("POST", f"{PREFIX}/session"), ("GET", "/healthz"), ("GET", "/api/docs"), ("GET", "/api/openapi.json")}


def describe() -> FastAPI:
    """The application without its stores: all routes, for serving and for the OpenAPI document."""
    app = FastAPI(
        title="Lightbox",
        version=VERSION,
        description="Exams, reports, files and the operation of their collection. Errors are RFC 9457 problems that say what to do.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    router = APIRouter(prefix=PREFIX)
    for part in (session, operations, schedules, requests, quarantine, voids, exams, files, dictionary):
        router.include_router(part.router)
    app.include_router(router)
    app.include_router(pages.router)
    refuse_open_routes(app)
    problems.install(app)
    app.add_middleware(Guard)
    return app


def create_app(deps: Deps) -> FastAPI:
    app = describe()
    app.state.deps = deps
    app.state.brake = Brake(deps.settings.login_tries, deps.settings.login_wait_s)
    if deps.static is not None and deps.static.is_dir():
        pages.serve_viewer(app, Path(deps.static))
    _log_to_stderr()
    return app


def operation_of(route: APIRoute) -> str | None:
    """The operation a route asks for; None when it asks for none."""
    for dependency in route.dependant.dependencies:
        if (operation := getattr(dependency.call, "operation", None)) is not None:
            return str(operation)
    return None


def refuse_open_routes(app: FastAPI) -> None:
    """Default deny: an application with a route that asks nobody does not start."""
    for route in app.routes:
        if isinstance(route, APIRoute) and operation_of(route) is None:
            for method in route.methods:
                if (method, route.path) not in PUBLIC:
                    raise RuntimeError(f"{method} {route.path} asks for no operation")


def _log_to_stderr() -> None:
    LOG.setLevel(logging.INFO)
    if not LOG.handlers and not logging.getLogger().handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOG.addHandler(handler)
