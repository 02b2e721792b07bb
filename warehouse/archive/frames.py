"""Encryption in authenticated frames: no clear byte on disk, memory bounded by one frame, any place readable without the rest.

Layout: magic ‖ key id ‖ frame size ‖ salt (16 bytes), then frames of AES-256-GCM(clear ≤ frame size), NIST SP 800-38D. Each object has its
own key (HKDF of the archive key and the salt), so the frame's number serves as nonce and never repeats under a key. Additional data are
the header, the number and whether the frame is the last: frames can be neither swapped, cut nor appended.
"""

import io
import os
import struct
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from warehouse.errors import Misconfigured, Refused

MAGIC = b"LBXA1\0"
SALT_BYTES = 16
TAG_BYTES = 16
MOST_FRAME_BYTES = 64 * 1024 * 1024
_HEAD = struct.Struct(f">6s8sI{SALT_BYTES}s")
HEADER_BYTES = _HEAD.size


class Readable(Protocol):
    """Gives exactly `size` bytes, fewer only at the end."""

    def read(self, size: int, /) -> bytes: ...


def _object_key(key: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=b"lightbox object").derive(key)


def _nonce(counter: int) -> bytes:
    return counter.to_bytes(12, "big")  # the key is the object's own, so a counter never repeats under it


def encrypt(stream: Readable, key: bytes, key_id: str, frame_bytes: int) -> Iterator[bytes]:
    """The header, then one encrypted frame after the other. An empty stream has one empty frame."""
    salt = os.urandom(SALT_BYTES)
    header = _HEAD.pack(MAGIC, bytes.fromhex(key_id), frame_bytes, salt)
    cipher = AESGCM(_object_key(key, salt))
    yield header
    counter, current = 0, stream.read(frame_bytes)
    while True:
        following = stream.read(frame_bytes) if len(current) == frame_bytes else b""
        last = not following
        yield cipher.encrypt(_nonce(counter), current, header + struct.pack(">I?", counter, last))
        if last:
            return
        counter, current = counter + 1, following


class DecryptingReader(io.RawIOBase):
    """A seekable clear view of an encrypted object; holds one frame in memory. Refused: changed, cut or appended bytes."""

    def __init__(self, sealed: BinaryIO, sealed_bytes: int, key: bytes, key_id: str) -> None:
        super().__init__()
        header = sealed.read(HEADER_BYTES)
        if len(header) != HEADER_BYTES or header[: len(MAGIC)] != MAGIC:
            raise Refused("an archive object is cut or not one of ours")
        _, object_key_id, frame_bytes, salt = _HEAD.unpack(header)
        if not 0 < frame_bytes <= MOST_FRAME_BYTES:
            raise Refused("an archive object was changed")
        if object_key_id.hex() != key_id:
            raise Misconfigured("an archive object was encrypted with another key", "restore the key it was made with")
        self._sealed, self._header, self._frame_bytes = sealed, header, frame_bytes
        self._cipher = AESGCM(_object_key(key, salt))
        body = sealed_bytes - HEADER_BYTES
        self._frames = max(1, -(-body // (frame_bytes + TAG_BYTES)))
        self.size = body - self._frames * TAG_BYTES
        if self.size < 0:
            raise Refused("an archive object is cut")
        self._position = 0
        self._loaded = -1
        self._clear = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        if self._position >= self.size and self._loaded >= 0:
            return 0
        number = min(self._position // self._frame_bytes, self._frames - 1)
        if number != self._loaded:
            self._load(number)
        start = self._position - number * self._frame_bytes
        part = self._clear[start : start + len(buffer)]
        buffer[: len(part)] = part
        self._position += len(part)
        return len(part)

    def _load(self, number: int) -> None:
        self._sealed.seek(HEADER_BYTES + number * (self._frame_bytes + TAG_BYTES))
        last = number == self._frames - 1
        try:
            frame = self._sealed.read(self._frame_bytes + TAG_BYTES)
            self._clear = self._cipher.decrypt(_nonce(number), frame, self._header + struct.pack(">I?", number, last))
        except InvalidTag:
            raise Refused("an archive object was changed") from None
        self._loaded = number

    def close(self) -> None:
        if not self.closed:
            self._sealed.close()
        super().close()
