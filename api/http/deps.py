"""What the API stands on: the stores and two ways to ask the rest of the house. The composition root gives them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, cast

from fastapi import Depends, Request

from settings import Settings
from warehouse.analytics.store import AnalyticStore
from warehouse.archive.archive import Archive
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.store import Platform
from warehouse.reading.pictures import Pictures
from warehouse.reading.stores import Stores


@dataclass(frozen=True)
class Deps:
    """`start_request` hands a request's id to a task; `processes` tells {name, alive, healthy} of each process.

    `static`: the built viewer; nothing is served at `/` while it is not there.
    """

    settings: Settings
    keyring: Keyring
    platform: Platform
    identity: Identity
    archive: Archive
    store: AnalyticStore
    start_request: Callable[[int], None]
    processes: Callable[[], Sequence[Mapping[str, Any]]]
    static: Path | None = None
    pictures: Pictures = field(default_factory=Pictures)

    @property
    def reading(self) -> Stores:
        return Stores(self.store, self.identity, self.archive, self.platform, self.keyring)


def _deps(request: Request) -> Deps:
    return cast(Deps, request.app.state.deps)


Parts = Annotated[Deps, Depends(_deps)]
