"""The archive: `accept` takes a stream from anywhere and `open` gives it back, bit for bit; on disk it is only ever encrypted.

An object's id is a keyed token of its SHA-256, so the same content is one object however often and from wherever it comes. The
catalogue (SQLite) says what it is and, where the store has buckets and nodes, where it lies; it can be rebuilt from the objects.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import BigInteger, Column, MetaData, String, Table, insert, select

from warehouse.archive.buckets import with_content
from warehouse.archive.frames import DecryptingReader, encrypt
from warehouse.archive.media import HEAD_BYTES, OTHER, sniff
from warehouse.archive.places import PAGE, Places
from warehouse.archive.store import UNKNOWN, NodeState, ObjectStore, Origin, Place
from warehouse.errors import LightboxError, Refused
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
HEAD_KEPT_BYTES = 4096  # a DICOM object says its modality within these
ABANDONED_S = 24 * 3600.0  # no upload takes a day


@dataclass(frozen=True)
class Accepted:
    """An object that is safely stored. `already`: its content was there before."""

    object_id: str
    sha256: str
    bytes: int
    media_type: str
    already: bool


@dataclass(frozen=True)
class Repaired:
    """`objects` that had too few copies, or were checked; `copied` of them got one; `left` still have too few."""

    objects: int
    copied: int
    left: int


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
        if len(self.head) < HEAD_KEPT_BYTES:
            self.head += data[: HEAD_KEPT_BYTES - len(self.head)]
        if self.bytes > self._limit:
            raise Refused(f"a file is larger than the limit of {self._limit:,} bytes", "raise LIGHTBOX_FILE_MAX_BYTES if it is right")
        return data

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def catalogued(catalogue: Path) -> Iterator[str]:
    """The objects a catalogue file names, page by page."""
    reader, last = reading(engine_for(f"sqlite:///{catalogue}")), ""
    while True:
        with reader.connect() as connection:
            query = select(OBJECT.c.object_id).where(OBJECT.c.object_id > last).order_by(OBJECT.c.object_id).limit(PAGE)
            names = list(connection.execute(query).scalars())
        yield from names
        if len(names) < PAGE:
            reader.dispose()
            return
        last = names[-1]


class Archive:
    """One object store, one catalogue, one key. Objects are never changed, only added."""

    def __init__(self, store: ObjectStore, catalogue: Path, keyring: Keyring, frame_bytes: int) -> None:
        self._store = store
        self._catalogue_file = catalogue
        self._keys = keyring
        self._frame_bytes = frame_bytes
        self._engine = engine_for(f"sqlite:///{catalogue}")
        self._reader = reading(self._engine)
        self._places = Places(self._engine, self._reader)
        self._ready = False

    def _prepared(self) -> None:
        if not self._ready:
            self._catalogue_file.parent.mkdir(parents=True, exist_ok=True)
            _METADATA.create_all(self._engine)
            self._places.prepare()
            self._ready = True

    def accept(self, stream: BinaryIO, media_type: str | None = None, max_bytes: int = DEFAULT_LIMIT, origin: Origin = UNKNOWN) -> Accepted:
        """Encrypt and keep a stream. When this returns the object is flushed, hashed and in the catalogue.

        It is written without a name first, for its name follows from its hash. Killed in between, bytes remain that nobody can find
        and `rebuild` removes. `media_type` counts only where the content does not tell. `origin`: what a bucket may be chosen by; a DICOM
        object tells the rest itself. Refused: larger than `max_bytes`; nothing is kept.
        """
        self._prepared()
        measured = _Measured(stream, max_bytes)
        pending = self._store.write(encrypt(measured, self._keys.derive("archive"), self._keys.key_id, self._frame_bytes))
        object_id = self._keys.token("object", measured.sha256)
        try:
            already = self._known(object_id) is not None and self._store.exists(object_id, self._places.of(object_id))
            seen = sniff(measured.head[:HEAD_BYTES])
            media = media_type or OTHER if seen == OTHER else seen
            accepted = Accepted(object_id, measured.sha256, measured.bytes, media, already)
            if not already:
                self._catalogue(accepted, pending.commit(object_id, with_content(origin, media, measured.head)))
        finally:
            pending.discard()  # nothing is left of it once it is committed
        return accepted

    def _known(self, object_id: str) -> Accepted | None:
        with self._reader.connect() as connection:
            row = connection.execute(select(OBJECT).where(OBJECT.c.object_id == object_id)).first()
        return None if row is None else Accepted(row.object_id, row.sha256, row.bytes, row.media_type, True)

    def _catalogue(self, accepted: Accepted, place: Place) -> None:
        """The place first: once an object is known, it can be opened."""
        if place != self._places.of(accepted.object_id):
            self._places.put(accepted.object_id, place)
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
        self._prepared()
        return self._open(object_id, self._places.of(object_id))

    def _open(self, object_id: str, place: Place) -> BinaryIO:
        sealed, size = self._store.open(object_id, place)
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
        rows: list[tuple[Accepted, Place]] = []
        for name, place in self._store.names():
            digest, size, head = hashlib.sha256(), 0, b""
            for part in self._parts(name, place):
                digest.update(part)
                size += len(part)
                head = head or part[:HEAD_BYTES]
            if self._keys.token("object", digest.hexdigest()) != name:
                raise Refused("an archive object does not hold the content its name stands for")
            rows.append((Accepted(name, digest.hexdigest(), size, sniff(head), True), place))
        for row, place in rows:
            self._catalogue(row, place)
        return len(rows)

    def _parts(self, name: str, place: Place) -> Iterator[bytes]:
        with self._open(name, place) as stream:
            while part := stream.read(self._frame_bytes):
                yield part

    def repair(self, check: bool = False) -> Repaired:
        """Make the copies that objects lack, as the catalogue knows; `check`: as every node says, which takes a question for each copy.

        An object that cannot be helped now is counted as left; the others go on. May be run at any time and again.
        """
        self._prepared()
        objects = copied = left = 0
        for nodes, _ in self._places.counts():
            if not check and self._store.enough(Place(nodes=nodes)):
                continue
            for object_id, place in self._places.on(nodes):
                objects += 1
                try:
                    now = self._store.repair(object_id, place, check)
                except LightboxError:
                    left += 1
                    continue
                if now != place:
                    self._places.put(object_id, now)
                copied += len(set(now.nodes) - set(place.nodes)) > 0
                left += not self._store.enough(now)
        return Repaired(objects, copied, left)

    def short_of_copies(self) -> int:
        """Objects with fewer copies than they should have, as far as the catalogue knows."""
        self._prepared()
        return sum(count for nodes, count in self._places.counts() if not self._store.enough(Place(nodes=nodes)))

    def states(self) -> Sequence[NodeState]:
        """The nodes objects lie on, asked now; none when they lie in folders."""
        return self._store.states()
