"""The content of a quarantined row, opened. Callers have checked quarantine:reveal."""

import json
from collections.abc import Mapping
from typing import Any

from warehouse.keys import Keyring
from warehouse.platform.store import Platform
from warehouse.reading.originals import readable

REPAIR = "repair"  # of the key that seals what a person puts in the place of a value
NOTE = "discard-note"
PURPOSE = "quarantine"  # of the key that seals it; the line seals with the same two


def context_of(source: str, feed: str) -> bytes:
    """What binds a sealed payload to its feed."""
    return f"{source}.{feed}".encode()


def content(platform: Platform, keyring: Keyring, item: dict[str, Any]) -> dict[str, Any]:
    """Column → value as extracted. Refused: the payload was changed or belongs to another feed."""
    sealed = platform.quarantine_payload(item["item_id"])
    row: dict[str, Any] = json.loads(keyring.unseal(PURPOSE, sealed, context_of(item["source"], item["feed"])))
    return {name: readable(value) for name, value in row.items()}


def sealed_repair(keyring: Keyring, values: Mapping[str, str | None]) -> bytes:
    """Repaired values on their way to the task that tries the row again."""
    return keyring.seal(REPAIR, json.dumps(dict(values), ensure_ascii=False).encode())


def repaired_values(keyring: Keyring, sealed: bytes) -> dict[str, str | None]:
    return json.loads(keyring.unseal(REPAIR, sealed))
