"""The audit nobody can change unseen: a keyed hash chain, its newest link sealed apart.

Each entry's hash is HMAC-SHA-256 over its content and the hash before it. Cutting the end is seen because `head` (entry number and
hash, HMAC-signed) lies in a row of its own that only moves forward; it is written in the same transaction.
"""

import hmac
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from warehouse.keys import Keyring
from warehouse.platform.schema import AUDIT, AUDIT_HEAD, utc_now

START = "0" * 64
PAGE = 10_000


class Audit:
    """Append and verify. Entries hold surrogates and codes, never identifiers."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._key = keyring.derive("audit")

    def append(self, principal: str, operation: str, target: str, allowed: bool, detail: Mapping[str, Any] | None = None) -> int:
        """Write one entry; returns its number. One writer at a time: the head row is locked first."""
        with self._engine.begin() as connection:
            head = connection.execute(select(AUDIT_HEAD).where(AUDIT_HEAD.c.id == 1).with_for_update()).first()
            entry, previous = (1, START) if head is None else (head.entry + 1, head.hash)
            row = {
                "entry": entry, "at": utc_now(), "principal": principal, "operation": operation, "object": target, "allowed": allowed,
                "detail": json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True), "previous": previous,
            }  # fmt: skip
            row["hash"] = self._hash(row)
            connection.execute(insert(AUDIT).values(row))
            self._move_head(connection, entry, row["hash"], head is None)
        return entry

    def _move_head(self, connection: Connection, entry: int, link: str, first: bool) -> None:
        values = {"entry": entry, "hash": link, "signature": self._sign(f"head {entry} {link}")}
        if first:
            connection.execute(insert(AUDIT_HEAD).values(id=1, **values))
        else:
            connection.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.id == 1).values(values))

    def _hash(self, row: Mapping[Any, Any]) -> str:
        parts = [row[n] for n in ("entry", "at", "principal", "operation", "object", "detail", "previous")]
        return self._sign("\x1f".join([str(bool(row["allowed"])), *map(str, parts)]))

    def _sign(self, text: str) -> str:
        return hmac.digest(self._key, text.encode(), "sha256").hex()

    def verify(self) -> list[str]:
        """What is wrong with the chain, in words; empty when nothing is."""
        wrong: list[str] = []
        expected, previous = 1, START
        with self._engine.connect() as connection:
            while True:
                query = select(AUDIT).where(AUDIT.c.entry >= expected).order_by(AUDIT.c.entry).limit(PAGE)
                rows = connection.execute(query).mappings().all()
                for row in rows:
                    if row["entry"] != expected:
                        wrong.append(f"entries {expected} to {row['entry'] - 1} are missing")
                    if row["previous"] != previous and row["entry"] == expected:
                        wrong.append(f"entry {row['entry']} does not follow the one before it")
                    if row["hash"] != self._hash(row):
                        wrong.append(f"entry {row['entry']} was changed")
                    expected, previous = row["entry"] + 1, row["hash"]
                if len(rows) < PAGE:
                    break
            head = connection.execute(select(AUDIT_HEAD).where(AUDIT_HEAD.c.id == 1)).first()
        return wrong + self._check_head(head, expected - 1, previous)

    def _check_head(self, head: Any, last: int, link: str) -> list[str]:
        if head is None:
            return [] if last == 0 else ["the head of the chain is missing"]
        if head.signature != self._sign(f"head {head.entry} {head.hash}"):
            return ["the head of the chain was changed"]
        if head.entry != last:
            return [f"the chain ends at entry {last}, but {head.entry} were written"]
        return [] if head.hash == link else ["the last entry was replaced"]
