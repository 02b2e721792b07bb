"""The stores that pages are read from."""

from dataclasses import dataclass

from warehouse.analytics.store import AnalyticStore
from warehouse.archive.archive import Archive
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.store import Platform


@dataclass(frozen=True)
class Stores:
    """What a page is put together from. Callers have asked `access.allow`; `names` arguments tell what it said of person:reveal."""

    store: AnalyticStore
    identity: Identity
    archive: Archive
    platform: Platform
    keyring: Keyring
