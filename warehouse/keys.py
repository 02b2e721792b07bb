"""The keys of one installation: sealing, tokens, passwords. They live outside `var/` and are never invented, defaulted or remade.

One random master key of 32 bytes; every use has its own key derived by HKDF-SHA-256 (RFC 5869), so that tokens of two kinds can never
be joined and a key for one purpose opens nothing else. Sealing is AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); tokens are
HMAC-SHA-256 (RFC 2104), 160 bits of it in base32.
"""

import base64
import hashlib
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from warehouse.errors import Misconfigured, Refused

MASTER = "master.key"
MARK = "key-id"  # in home: which key its data was made with
NOT_DATA = {"demo", "run", "logs", "feeds", "locks", "site", MARK}
VERSION = b"\x01"
KEY_ID_BYTES = 8
NONCE_BYTES = 12
TOKENS_KEPT = 262_144  # the tokens of one batch, which several steps ask for
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # RFC 4648
_PAIRS = tuple(first + second for first in _BASE32 for second in _BASE32)
_SHIFTS = range(150, -1, -10)
SCRYPT = {"n": 2**15, "r": 8, "p": 1}


class _Mac:
    """HMAC-SHA-256 (RFC 2104) under one key, whose padded blocks are hashed once and not for every message."""

    def __init__(self, key: bytes) -> None:
        block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(b ^ 0x36 for b in block))
        self._outer = hashlib.sha256(bytes(b ^ 0x5C for b in block))

    def __call__(self, message: bytes) -> bytes:
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()


class Keyring:
    """The keys in memory. Open it with `Keyring.open`; a test may build one from 32 bytes and a folder for secrets."""

    def __init__(self, master: bytes, folder: Path) -> None:
        if len(master) != 32:
            raise Misconfigured("the master key does not have 32 bytes", "restore it: lightbox key restore FILE")
        self._master = master
        self._folder = folder
        self._derived: dict[str, bytes] = {}
        self._macs: dict[str, _Mac] = {}
        self._token = lru_cache(TOKENS_KEPT)(self._make_token)
        self._ciphers: dict[str, AESGCM] = {}
        self.key_id = hashlib.sha256(b"lightbox key id" + master).hexdigest()[: KEY_ID_BYTES * 2]
        self._mark = VERSION + bytes.fromhex(self.key_id)

    @classmethod
    def open(cls, folder: Path, home: Path) -> "Keyring":
        """The keys in `folder`. They are made only when `home` holds no data yet.

        Misconfigured: data without its key, or data that was made with another key.
        """
        file = folder / MASTER
        mark = home / MARK
        # Data is looked for before its key and its mark: two processes may start at once, and the other makes them in this order.
        data = _holds_data(home)
        marked = data or mark.exists()
        if not file.exists():
            if marked:
                raise Misconfigured(
                    f"{home} holds data but its key is not in {folder}",
                    "Put the key back: lightbox key restore FILE (or set LIGHTBOX_KEYS). Nothing is made anew over existing data",
                )
            _place_private(file, os.urandom(32))
        ring = cls(file.read_bytes(), folder)
        if not mark.exists():
            if data:
                raise Misconfigured(
                    f"{home} holds data but does not say of which key", f"restore its file {MARK} from the backup of the home"
                )
            home.mkdir(parents=True, exist_ok=True)
            _place_private(mark, (ring.key_id + "\n").encode())
        if mark.read_text().strip() != ring.key_id:
            raise Misconfigured(f"the key in {folder} is not the one {home} was made with", "restore the right one")
        return ring

    def derive(self, purpose: str, length: int = 32) -> bytes:
        """A key of its own for `purpose`, always the same for one master key."""
        name = f"{purpose}/{length}"
        if name not in self._derived:
            self._derived[name] = HKDF(SHA256(), length, salt=None, info=b"lightbox " + purpose.encode()).derive(self._master)
        return self._derived[name]

    def seal(self, purpose: str, clear: bytes, context: bytes = b"") -> bytes:
        """version ‖ key id ‖ nonce ‖ AES-256-GCM(clear). `context` is authenticated, not stored: it binds a record to its place."""
        nonce = os.urandom(NONCE_BYTES)
        return self._mark + nonce + self._cipher(purpose).encrypt(nonce, clear, self._mark + context)

    def unseal(self, purpose: str, sealed: bytes, context: bytes = b"") -> bytes:
        """The clear bytes. Misconfigured: sealed with another key. Refused: changed, cut, or moved to another place."""
        start = len(self._mark)
        if len(sealed) < start + NONCE_BYTES + 16 or sealed[:1] != VERSION:
            raise Refused("a sealed record is cut or not one of ours")
        if sealed[:start] != self._mark:
            raise Misconfigured("a record was sealed with another key", "restore the key it was made with")
        try:
            nonce = sealed[start : start + NONCE_BYTES]
            return self._cipher(purpose).decrypt(nonce, sealed[start + NONCE_BYTES :], self._mark + context)
        except InvalidTag:
            raise Refused("a sealed record was changed or belongs elsewhere") from None

    def token(self, kind: str, value: str) -> str:
        """32 base32 characters: equal for equal values of one kind, telling nothing without the key."""
        return self._token(kind, value)

    def forget_tokens(self) -> None:
        """A batch is done: the next one has other values, and memory must not grow with what was read before."""
        self._token.cache_clear()

    def _make_token(self, kind: str, value: str) -> str:
        digest = self.mac("token/" + kind, kind.encode() + b"\x1f" + value.encode("utf-8", "surrogatepass"))
        number = int.from_bytes(digest[:20], "big")
        return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])

    def mac(self, purpose: str, message: bytes) -> bytes:
        """HMAC-SHA-256 of a message under the key of a purpose."""
        made = self._macs.get(purpose)
        if made is None:
            made = self._macs[purpose] = _Mac(self.derive(purpose))
        return made(message)

    def _cipher(self, purpose: str) -> AESGCM:
        made = self._ciphers.get(purpose)
        if made is None:
            made = self._ciphers[purpose] = AESGCM(self.derive("seal/" + purpose))
        return made

    def secret(self, name: str) -> str:
        """A random password of this installation, made once and kept beside the key with mode 0600."""
        if not name.replace("-", "").isalnum():
            raise ValueError("names of secrets are letters, digits and '-'")
        file = self._folder / f"secret-{name}"
        if not file.exists():
            _place_private(file, secrets.token_urlsafe(24).encode())
        return file.read_text()

    def backup(self, path: Path, passphrase: str) -> None:
        """Everything in the key folder, encrypted under a passphrase (scrypt, AES-256-GCM), in one file of mode 0600."""
        files = {
            f.name: base64.b64encode(f.read_bytes()).decode() for f in sorted(self._folder.iterdir()) if f.is_file() and f.name[0] != "."
        }
        salt, nonce = os.urandom(16), os.urandom(NONCE_BYTES)
        sealed = AESGCM(_stretch(passphrase, salt)).encrypt(nonce, json.dumps(files).encode(), b"lightbox key backup")
        _write_private(path, b"LBKEY1" + salt + nonce + sealed)

    @staticmethod
    def restore(path: Path, passphrase: str, folder: Path) -> None:
        """Put a backup back: what is missing; files that are there stay. Refuses a wrong passphrase, and a folder with another key."""
        data = path.read_bytes()
        if data[:6] != b"LBKEY1":
            raise Refused(f"{path} is not a key backup")
        try:
            clear = AESGCM(_stretch(passphrase, data[6:22])).decrypt(data[22:34], data[34:], b"lightbox key backup")
        except InvalidTag:
            raise Refused("wrong passphrase, or the backup was changed") from None
        files = {name: base64.b64decode(text) for name, text in json.loads(clear).items()}
        existing = folder / MASTER
        if existing.exists() and existing.read_bytes() != files[MASTER]:
            raise Refused(f"{folder} holds another key", "move it away first; data made with it would be lost without it")
        for name, content in sorted(files.items(), key=lambda item: item[0] == MASTER):  # the key last: it says that all is there
            _place_private(folder / Path(name).name, content)


def _holds_data(home: Path) -> bool:
    if not home.is_dir():
        return False
    return any(entry.name not in NOT_DATA and not entry.name.startswith(f".{MARK}.") for entry in home.iterdir())


def _place_private(path: Path, content: bytes) -> None:
    """A file that appears whole or not at all. Of two processes that make it at once the first wins, and both read its content."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.parent / f".{path.name}.{secrets.token_hex(8)}"
    _write_private(partial, content)
    try:
        os.link(partial, path)
    except FileExistsError:
        pass  # another process made it a moment ago; that one counts
    finally:
        partial.unlink()


def _write_private(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, **SCRYPT).derive(passphrase.encode())
