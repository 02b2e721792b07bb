"""What the executor endpoint stands on. The composition root gives it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from api.xxl.protocol import GENERATIONS, Generation
from settings import Settings
from warehouse.access import Principal
from warehouse.platform.store import Platform

CENTER = Principal("service:xxl-job", "XXL-JOB 调度中心", "scheduler")


@dataclass(frozen=True)
class Deps:
    """`token`: the access token both sides know; never shown.

    `start_request` hands a request's id to the scheduler (twice is once), `stop_request` marks its run failed there, `run_state` tells
    queued | running | success | failed of it, or None when the scheduler does not know it. `busy` tells whether a process collects
    (source, feed) at this moment. The first three raise Unreachable when the scheduler does not answer.
    """

    settings: Settings
    platform: Platform
    token: str = field(repr=False)
    start_request: Callable[[int], None]
    stop_request: Callable[[int], None]
    run_state: Callable[[int], str | None]
    busy: Callable[[str, str], bool]

    @property
    def generation(self) -> Generation:
        return GENERATIONS[self.settings.xxl_generation]

    @property
    def admins(self) -> list[str]:
        """Roots of the scheduling center, each ending with a slash."""
        given = (self.settings.xxl_admins or "").split(",")
        return [address.strip().rstrip("/") + "/" for address in given if address.strip()]

    @property
    def address(self) -> str:
        """Where the center calls us."""
        settings = self.settings
        return settings.xxl_address or f"http://{settings.host}:{settings.port('xxl')}/"
