"""The audit nobody can change unseen: a keyed hash chain, its newest link signed in a row of its own.

Each entry's hash is HMAC-SHA-256 over its content and the hash before it. Cutting the end is seen because the head (entry number and
hash, signed) only moves forward, in the same transaction as the entry. What the database alone cannot show is that the whole of it,
head included, was put back to an older state: for that, note `head()` elsewhere and give it to `verify`.
"""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from warehouse.errors import Misconfigured
from warehouse.keys import Keyring
from warehouse.platform.database import reading
from warehouse.platform.schema import AUDIT, AUDIT_HEAD, utc_now

START = "0" * 64
PAGE = 5_000
COLUMNS = ("entry", "at", "principal", "operation", "object", "allowed", "detail", "previous")
_LOST = "the head of the audit is missing: its database was replaced or tampered with"


@dataclass(frozen=True)
class Head:
    """The newest link: number of the last entry (0: none yet) and its hash."""

    entry: int
    hash: str


class Audit:
    """Append and verify. Entries hold surrogates and codes, never identifiers."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._reader = reading(engine)
        self._key = keyring.derive("audit")

    def begin(self, connection: Connection) -> None:
        """Write the head of an empty chain; only where the tables are made."""
        connection.execute(insert(AUDIT_HEAD).values(id=1, **self._signed(Head(0, START))))

    def append(self, principal: str, operation: str, target: str, allowed: bool, detail: Mapping[str, Any] | None = None) -> int:
        """Write one entry; returns its number. One writer at a time, over all processes: the head row is locked first.

        Misconfigured: there is no head to go on from. Nothing may be shown that cannot be put on record.
        """
        with self._engine.begin() as connection:
            head = connection.execute(select(AUDIT_HEAD).where(AUDIT_HEAD.c.id == 1).with_for_update()).first()
            if head is None:
                raise Misconfigured(_LOST, "restore the platform database from its backup")
            row: dict[str, Any] = {
                "entry": head.entry + 1, "at": utc_now(), "principal": principal, "operation": operation, "object": target,
                "allowed": allowed, "detail": json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True), "previous": head.hash,
            }  # fmt: skip
            row["hash"] = self._hash(row)
            connection.execute(insert(AUDIT).values(row))
            moved = Head(row["entry"], row["hash"])
            connection.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.id == 1).values(self._signed(moved)))
        return moved.entry

    def entries(self, before: int | None = None, limit: int = 100) -> list[dict[str, Any]]:
        """Newest first; `before` is the number of the last one of the page before."""
        query = select(*[AUDIT.c[name] for name in COLUMNS[:-1]]).order_by(AUDIT.c.entry.desc()).limit(limit)
        if before is not None:
            query = query.where(AUDIT.c.entry < before)
        with self._reader.connect() as connection:
            return [{**row, "detail": json.loads(row["detail"])} for row in connection.execute(query).mappings()]

    def head(self) -> Head:
        """The newest link, to be noted where the database's owner cannot reach."""
        with self._reader.connect() as connection:
            row = connection.execute(select(AUDIT_HEAD).where(AUDIT_HEAD.c.id == 1)).first()
        if row is None:
            raise Misconfigured(_LOST, "restore the platform database from its backup")
        return Head(row.entry, row.hash)

    def verify(self, noted: Head | None = None) -> list[str]:
        """What is wrong with the chain, in words; empty when nothing is. `noted`: a head seen earlier that must be part of it."""
        wrong: list[str] = []
        expected, previous = 1, START
        seen = noted is None or noted == Head(0, START)
        with self._reader.connect() as connection:
            # appends go on meanwhile: the entries first, then the head, so that the head is never older than what is compared
            last = int(connection.execute(select(func.max(AUDIT.c.entry))).scalar() or 0)
            head = connection.execute(select(AUDIT_HEAD).where(AUDIT_HEAD.c.id == 1)).first()
            for row in self._rows(connection, last if head is None else max(last, head.entry)):
                if row["entry"] != expected:
                    wrong.append(f"entries {expected} to {row['entry'] - 1} are missing")
                elif row["previous"] != previous:
                    wrong.append(f"entry {row['entry']} does not follow the one before it")
                if not hmac.compare_digest(row["hash"], self._hash(row)):
                    wrong.append(f"entry {row['entry']} was changed")
                seen = seen or noted == Head(row["entry"], row["hash"])
                expected, previous = row["entry"] + 1, row["hash"]
        if not seen:
            wrong.append("the entry noted earlier is not in the chain: an older state was put back")
        return wrong + self._check_head(head, Head(expected - 1, previous))

    def _rows(self, connection: Connection, last: int) -> Iterator[Mapping[Any, Any]]:
        """Entries in order, in pages: memory stays bounded however long the audit is."""
        at = 0
        while True:
            query = select(AUDIT).where(AUDIT.c.entry > at, AUDIT.c.entry <= last).order_by(AUDIT.c.entry).limit(PAGE)
            page = connection.execute(query).mappings().all()
            yield from page
            if len(page) < PAGE:
                return
            at = page[-1]["entry"]

    def _check_head(self, head: Any, end: Head) -> list[str]:
        if head is None:
            return [_LOST]
        if head.signature != self._signed(Head(head.entry, head.hash))["signature"]:
            return ["the head of the chain was changed"]
        if head.entry != end.entry:
            return [f"the chain ends at entry {end.entry}, but {head.entry} were written"]
        return [] if head.hash == end.hash else ["the last entry was replaced"]

    def _signed(self, head: Head) -> dict[str, Any]:
        return {"entry": head.entry, "hash": head.hash, "signature": self._sign(f"head {head.entry} {head.hash}")}

    def _hash(self, row: Mapping[Any, Any]) -> str:
        """Over every column; as JSON, so that no two different rows read the same."""
        content = [bool(row[name]) if name == "allowed" else row[name] for name in COLUMNS]
        return self._sign(json.dumps(content, ensure_ascii=False))

    def _sign(self, text: str) -> str:
        return hmac.digest(self._key, text.encode(), "sha256").hex()
