"""The content of a quarantined row, opened. Callers have checked quarantine:reveal."""

import json
from typing import Any

from warehouse.keys import Keyring
from warehouse.platform.store import Platform
from warehouse.reading.originals import readable

PURPOSE = "quarantine"  # as the line seals it


def content(platform: Platform, keyring: Keyring, item: dict[str, Any]) -> dict[str, Any]:
    """Column → value as extracted. Refused: the payload was changed or belongs to another feed."""
    context = f"{item['source']}.{item['feed']}".encode()
    sealed = platform.quarantine_payload(item["item_id"])
    row: dict[str, Any] = json.loads(keyring.unseal(PURPOSE, sealed, context))
    return {name: readable(value) for name, value in row.items()}
