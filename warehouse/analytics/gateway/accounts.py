"""Accounts of the gateway: `loader` reads and loads, the others read what they are granted. Passwords are secrets of the installation.

There is nobody else: no name, an unknown name and a wrong password are refused alike, and who tries too often waits.
"""

import base64
import binascii
import hmac
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha1

from mysql_mimic import utils
from mysql_mimic.auth import IdentityProvider, NativePasswordAuthPlugin, User

from warehouse.analytics.grants import DELIVERED, Grant
from warehouse.errors import Misconfigured

REMEMBERED = 10_000  # addresses and names whose wrong passwords are counted at once
LOG = logging.getLogger("lightbox.gateway")


@dataclass(frozen=True)
class Account:
    name: str
    password: str
    grant: Grant


class NativePassword(NativePasswordAuthPlugin):
    """mysql_native_password (MySQL 8.0 manual, "Native Pluggable Authentication"), compared in constant time."""

    def verify_scramble(self, auth_string: str | None, scramble: bytes, nonce: bytes) -> bool:
        if not auth_string or len(scramble) != 20:
            return False
        stored = bytes.fromhex(auth_string)
        # The scheme is MySQL's own; who needs more than it gives turns on TLS.
        given = utils.xor(scramble, sha1(nonce + stored).digest())  # noqa: S324
        return hmac.compare_digest(sha1(given).digest(), stored)  # noqa: S324

    def empty_password_quickpath(self, user: User, scramble: bytes) -> bool:
        return False


class Brake:
    """After `tries` wrong passwords for a name from an address, that address waits `wait_s` for that name; the right one waits, too."""

    def __init__(self, tries: int, wait_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._tries, self._wait_s, self._clock = tries, wait_s, clock
        self._wrong: dict[tuple[str, str], tuple[int, float]] = {}  # wrong passwords so far, and when they are forgotten

    def wait(self, who: tuple[str, str]) -> float:
        """Seconds until `who` may try again; 0: now."""
        wrong, until = self._wrong.get(who, (0, 0.0))
        left = until - self._clock()
        if left <= 0:
            self._wrong.pop(who, None)
            return 0.0
        return left if wrong >= self._tries else 0.0

    def tried(self, who: tuple[str, str], right: bool) -> bool:
        """Note a try; true when it was the one too many."""
        if right:
            self._wrong.pop(who, None)
            return False
        if len(self._wrong) >= REMEMBERED:
            del self._wrong[next(iter(self._wrong))]
        wrong = self._wrong.pop(who, (0, 0.0))[0] + 1
        self._wrong[who] = (wrong, self._clock() + self._wait_s)
        return wrong == self._tries


class Accounts(IdentityProvider):
    """Who may connect. Misconfigured: an account without a password."""

    def __init__(self, secret: Callable[[str], str], brake: Brake, grants: Mapping[str, Grant] = DELIVERED) -> None:
        self.grants = grants
        self._accounts = {name: Account(name, secret(f"gateway-{name}"), grant) for name, grant in grants.items()}
        if not all(account.password for account in self._accounts.values()):
            raise Misconfigured("an account of the gateway has no password", "remove the empty secret from the key folder")
        self._nobody = secrets.token_hex(32)
        self._brake = brake

    def get_plugins(self) -> list[NativePassword]:
        return [NativePassword()]

    async def get_user(self, username: str) -> User:
        account = self._accounts.get(username)
        # An unknown name gets a password nobody has: the answer must not tell which names exist.
        stored = NativePassword.create_auth_string(account.password if account else self._nobody)
        return User(name=username, auth_string=stored, auth_plugin=NativePassword.name)

    def brake(self, address: str, name: str) -> float:
        """Seconds this address has to wait before it may try this name again."""
        return self._brake.wait(self._who(address, name))

    def tried(self, address: str, name: str, right: bool) -> None:
        if self._brake.tried(self._who(address, name), right):
            LOG.warning("too many wrong passwords from %s for %s", address, self._who(address, name)[1] or "unknown names")

    def _who(self, address: str, name: str) -> tuple[str, str]:
        return address, name if name in self._accounts else ""

    def basic(self, header: str | None) -> tuple[str, Account | None]:
        """The name in an HTTP Basic header ("" without one), and its account when the password is right."""
        if header is None or not header.startswith("Basic "):
            return "", None
        try:
            name, _, password = base64.b64decode(header[6:], validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", None
        account = self._accounts.get(name)
        right = hmac.compare_digest((account.password if account else self._nobody).encode(), password.encode())
        return name, account if right else None
