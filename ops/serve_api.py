"""The API process: the app with this installation's parts, behind uvicorn."""

from typing import Any

import uvicorn

from api.http.app import Deps, create_app
from ops import services
from ops.request_runs import RequestRuns
from ops.wiring import connect
from settings import ROOT, Settings


def serve(settings: Settings) -> None:
    """Serve until a signal ends it. The access log is ours (route templates), so uvicorn's is off."""
    parts = connect(settings)

    def processes() -> list[dict[str, Any]]:
        return [vars(state) for state in services.states(settings, parts.keyring)]

    deps = Deps(
        settings=settings,
        keyring=parts.keyring,
        platform=parts.platform,
        identity=parts.identity,
        archive=parts.archive,
        store=parts.store,
        start_request=RequestRuns(parts).start,
        processes=processes,
        static=ROOT / "viewer" / "dist",
    )
    uvicorn.run(create_app(deps), host=settings.host, port=settings.port("api"), access_log=False, log_level="warning", server_header=False)
