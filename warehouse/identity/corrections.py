"""The correction log: what a rule changed, old value sealed, so that it can be explained and put back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from warehouse.identity.schema import CORRECTION
from warehouse.identity.sql import insert_missing
from warehouse.keys import Keyring

PURPOSE = "correction"


@dataclass(frozen=True)
class Correction:
    """A value a rule changed. `old` is the value as the source wrote it."""

    entity_id: int
    field: str
    rule: str
    old: str
    run_id: str


def _place(source: str, entity: str, entity_id: int, field: str, rule: str) -> bytes:
    return "\x1f".join((source, entity, str(entity_id), field, rule)).encode()


def record(connection: Connection, keyring: Keyring, source: str, entity: str, corrections: Sequence[Correction]) -> None:
    """Keep old values; a correction already kept (the same run again) is left as it is."""
    rows = [
        {
            "source": source,
            "entity": entity,
            "entity_id": c.entity_id,
            "field": c.field,
            "rule": c.rule,
            "run_id": c.run_id,
            "sealed_old": keyring.seal(PURPOSE, c.old.encode(), _place(source, entity, c.entity_id, c.field, c.rule)),
        }
        for c in corrections
    ]
    insert_missing(connection, CORRECTION, rows)


def read(connection: Connection, keyring: Keyring, source: str, entity: str, entity_id: int) -> list[Correction]:
    """All corrections of a row, opened. Callers have checked the right to see them."""
    c = CORRECTION.c
    query = select(c.field, c.rule, c.run_id, c.sealed_old).where(c.source == source, c.entity == entity, c.entity_id == entity_id)
    found: list[Correction] = []
    for field, rule, run_id, sealed in connection.execute(query.order_by(c.field, c.rule, c.run_id)):
        old = keyring.unseal(PURPOSE, sealed, _place(source, entity, entity_id, field, rule)).decode()
        found.append(Correction(entity_id, field, rule, old, run_id))
    return found
