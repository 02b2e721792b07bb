"""The archive: `accept` takes a stream from anywhere and `open` gives it back, bit for bit; on disk it is only ever encrypted.

An object's id is a keyed token of its SHA-256, so the same content is one object however often and from wherever it comes. The
catalogue (SQLite) can be rebuilt from the objects.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import BigInteger, Column, MetaData, String, Table, insert, select

from warehouse.archive.frames import DecryptingReader, encrypt
from warehouse.archive.media import HEAD_BYTES, OTHER, sniff
from warehouse.archive.store import ObjectStore
from warehouse.errors import Refused
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for, reading
from warehouse.platform.schema import utc_now

_METADATA = MetaData()
OBJECT = Table(
    "object",
    _METADATA,
    Column("object_id", String(32), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("media_type", String(64), nullable=False),
    Column("accepted_at", String(32), nullable=False),
)
DEFAULT_LIMIT = 2 * 1024**3
BUFFER_BYTES = 64 * 1024
ABANDONED_S = 24 * 3600.0  # no upload takes a day


@dataclass(frozen=True)
class Accepted:
    """An object that is safely stored. `already`: its content was there before."""

    object_id: str
    sha256: str
    bytes: int
    media_type: str
    already: bool


class _Measured:
    """Hashes, counts and sniffs a stream while it passes. Refused when it grows over the limit."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._hash = hashlib.sha256()
        self.bytes = 0
        self.head = b""

    def read(self, size: int, /) -> bytes:
        """Exactly `size` bytes unless the stream ends: frames are full however the source delivers."""
        parts: list[bytes] = []
        missing = size
        while missing > 0 and (part := self._stream.read(missing)):
            parts.append(part)
            missing -= len(part)
        data = b"".join(parts)
        self._hash.update(data)
        self.bytes += len(data)
        if len(self.head) < HEAD_BYTES:
            self.head += data[: HEAD_BYTES - len(self.head)]
        if self.bytes > self._limit:
            raise Refused(f"a file is larger than the limit of {self._limit:,} bytes", "raise LIGHTBOX_FILE_MAX_BYTES if it is right")
        return data

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


class Archive:
    """One object store, one catalogue, one key. Objects are never changed, only added."""

    def __init__(self, store: ObjectStore, catalogue: Path, keyring: Keyring, frame_bytes: int) -> None:
        self._store = store
        self._catalogue_file = catalogue
        self._keys = keyring
        self._frame_bytes = frame_bytes
        self._engine = engine_for(f"sqlite:///{catalogue}")
        self._reader = reading(self._engine)
        self._ready = False

    def _prepared(self) -> None:
        if not self._ready:
            self._catalogue_file.parent.mkdir(parents=True, exist_ok=True)
            _METADATA.create_all(self._engine)
            self._ready = True

    def accept(self, stream: BinaryIO, media_type: str | None = None, max_bytes: int = DEFAULT_LIMIT) -> Accepted:
        """Encrypt and keep a stream. When this returns the object is flushed, hashed and in the catalogue.

        It is written without a name first, for its name follows from its hash. Killed in between, bytes remain that nobody can find
        and `rebuild` removes. `media_type` counts only where the content does not tell. Refused: larger than `max_bytes`; nothing is kept.
        """
        self._prepared()
        measured = _Measured(stream, max_bytes)
        pending = self._store.write(encrypt(measured, self._keys.derive("archive"), self._keys.key_id, self._frame_bytes))
        object_id = self._keys.token("object", measured.sha256)
        try:
            already = self._known(object_id) is not None and self._store.exists(object_id)
            seen = sniff(measured.head)
            media = media_type or OTHER if seen == OTHER else seen
            accepted = Accepted(object_id, measured.sha256, measured.bytes, media, already)
            if not already:
                pending.commit(object_id)
                self._catalogue(accepted)
        finally:
            pending.discard()  # nothing is left of it once it is committed
        return accepted

    def _known(self, object_id: str) -> Accepted | None:
        with self._reader.connect() as connection:
            row = connection.execute(select(OBJECT).where(OBJECT.c.object_id == object_id)).first()
        return None if row is None else Accepted(row.object_id, row.sha256, row.bytes, row.media_type, True)

    def _catalogue(self, accepted: Accepted) -> None:
        with self._engine.begin() as connection:
            known = connection.execute(select(OBJECT.c.object_id).where(OBJECT.c.object_id == accepted.object_id)).first()
            if known is None:
                connection.execute(
                    insert(OBJECT).values(
                        object_id=accepted.object_id,
                        sha256=accepted.sha256,
                        bytes=accepted.bytes,
                        media_type=accepted.media_type,
                        accepted_at=utc_now(),
                    )
                )

    def stat(self, object_id: str) -> Accepted:
        """Size, hash and type. Refused when there is no such object."""
        self._prepared()
        known = self._known(object_id)
        if known is None:
            raise Refused("the archive has no such object")
        return known

    def open(self, object_id: str) -> BinaryIO:
        """The clear bytes, seekable, decrypted frame by frame. Refused when the object is missing or was changed."""
        sealed, size = self._store.open(object_id)
        try:
            clear = DecryptingReader(sealed, size, self._keys.derive("archive"), self._keys.key_id)
        except BaseException:
            sealed.close()
            raise
        return io.BufferedReader(clear, min(self._frame_bytes, BUFFER_BYTES))

    def rebuild(self) -> int:
        """Enter every object into the catalogue and remove what killed writers left; returns the number of objects.

        Reads and authenticates every byte. Refused: an object was changed, or does not hold the content its name stands for.
        """
        self._prepared()
        self._store.sweep(ABANDONED_S)
        rows: list[Accepted] = []
        for name in self._store.names():
            digest, size, head = hashlib.sha256(), 0, b""
            for part in self._parts(name):
                digest.update(part)
                size += len(part)
                head = head or part[:HEAD_BYTES]
            if self._keys.token("object", digest.hexdigest()) != name:
                raise Refused("an archive object does not hold the content its name stands for")
            rows.append(Accepted(name, digest.hexdigest(), size, sniff(head), True))
        for row in rows:
            self._catalogue(row)
        return len(rows)

    def _parts(self, name: str) -> Iterator[bytes]:
        with self.open(name) as stream:
            while part := stream.read(self._frame_bytes):
                yield part
