"""The XXL-JOB endpoint's process: the executor with this installation's parts, behind uvicorn."""

import uvicorn

from api.xxl.app import create_executor
from api.xxl.deps import Deps
from ops.request_runs import RequestRuns
from ops.wiring import connect
from ops.xxl_setup import access_token
from settings import Settings


def serve(settings: Settings) -> None:
    """Serve until a signal ends it. Misconfigured when no token or no address of the center is set: nothing listens then."""
    token = access_token(settings)
    parts = connect(settings)
    runs = RequestRuns(parts)
    deps = Deps(settings, parts.platform, token, runs.start, runs.stop, runs.state, runs.busy)
    app = create_executor(deps)
    uvicorn.run(app, host=settings.host, port=settings.port("xxl"), access_log=False, log_level="warning", server_header=False)
