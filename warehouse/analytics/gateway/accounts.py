"""Accounts of the gateway: `loader` reads and loads, `analyst` reads. Passwords are secrets of the installation."""

import base64
import binascii
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from mysql_mimic.auth import IdentityProvider, NativePasswordAuthPlugin, User


@dataclass(frozen=True)
class Account:
    name: str
    password: str
    may_load: bool


class Accounts(IdentityProvider):
    """Who may connect; unknown names and wrong passwords are refused alike."""

    def __init__(self, secret: Callable[[str], str]) -> None:
        names = (("loader", True), ("analyst", False))
        self._accounts = {name: Account(name, secret(f"gateway-{name}"), load) for name, load in names}

    def get_plugins(self) -> list[NativePasswordAuthPlugin]:
        return [NativePasswordAuthPlugin()]

    async def get_user(self, username: str) -> User | None:
        account = self._accounts.get(username)
        # An unknown name gets a password nobody has: the answer must not tell which names exist.
        password = account.password if account else secrets.token_hex(16)
        stored = NativePasswordAuthPlugin.create_auth_string(password)
        return User(name=username, auth_string=stored, auth_plugin=NativePasswordAuthPlugin.name)

    def basic(self, header: str | None) -> Account | None:
        """The account of an HTTP Basic header, or None."""
        if header is None or not header.startswith("Basic "):
            return None
        try:
            name, _, password = base64.b64decode(header[6:], validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        account = self._accounts.get(name)
        if account is None or not hmac.compare_digest(account.password.encode(), password.encode()):
            return None
        return account
