"""Requests as runs of Airflow: start one, tell how far it is, end it. A run's id follows from its request, so that twice is once."""

import os
from pathlib import Path

from ops.airflow_runtime import AirflowClient
from ops.wiring import Parts
from warehouse.errors import Refused

DAG = "lightbox_requests"
LOCKS = Path("/proc/locks")


class RequestRuns:
    """The runs that carry out requests."""

    def __init__(self, parts: Parts) -> None:
        self._platform = parts.platform
        self._locks = parts.settings.home / "locks"
        self._client = AirflowClient(parts.settings, parts.keyring.secret)

    def start(self, request_id: int) -> None:
        """Hand it to Airflow. Unreachable: it was not taken."""
        self._client.trigger(DAG, {"request_id": request_id}, self._run_id(request_id))

    def state(self, request_id: int) -> str | None:
        """queued | running | success | failed; None when Airflow has no run of it."""
        return self._client.find_state(DAG, self._run_id(request_id))

    def stop(self, request_id: int) -> None:
        """End its run. One that ended already is left as it is. Unreachable: Airflow did not answer, it may go on."""
        if self.state(request_id) in ("queued", "running"):
            self._client.mark_failed(DAG, self._run_id(request_id))

    def busy(self, source: str, feed: str) -> bool:
        """Whether a process of this machine holds the lock of a feed (pipelines/locks.py); the lock itself is not touched.

        On another machine's processes this says nothing: there the request fails with a text that says who was first.
        """
        try:
            inode = os.stat(self._locks / f"feed-{source.lower()}-{feed}.lock").st_ino
        except FileNotFoundError:
            return False
        held = (line.split() for line in LOCKS.read_text().splitlines())
        return any("FLOCK" in fields and fields[5].rpartition(":")[2] == str(inode) for fields in held if len(fields) > 5)

    def _run_id(self, request_id: int) -> str:
        """With the time of asking: a platform set up anew counts from 1 again, and Airflow may remember the runs before."""
        request = self._platform.request(request_id)
        if request is None:
            raise Refused(f"there is no request {request_id}")
        return f"request-{request_id}-{request['asked_at']}"
