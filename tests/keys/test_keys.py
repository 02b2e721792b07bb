"""Keys: made only for an empty home, never remade, put back only by their own backup; what is sealed opens nowhere else."""

import base64
import hmac
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.errors import Misconfigured, Refused
from warehouse.keys import Keyring


def test_data_without_its_key_stops(tmp_path: Path) -> None:
    home, keys = tmp_path / "var", tmp_path / "keys"
    Keyring.open(keys, home)
    (home / "platform.db").write_bytes(b"data")
    for file in keys.iterdir():
        file.unlink()
    with pytest.raises(Misconfigured, match="key restore"):
        Keyring.open(keys, home)
    assert list(keys.iterdir()) == []


def test_another_key_than_the_data_was_made_with_stops(tmp_path: Path) -> None:
    Keyring.open(tmp_path / "keys", tmp_path / "var")
    Keyring.open(tmp_path / "other", tmp_path / "empty")
    with pytest.raises(Misconfigured, match="not the one"):
        Keyring.open(tmp_path / "other", tmp_path / "var")


def test_a_backup_brings_the_same_key_back_and_overwrites_no_other(tmp_path: Path) -> None:
    ring = Keyring.open(tmp_path / "keys", tmp_path / "var")
    sealed, password = ring.seal("vault", b"clear"), ring.secret("user-it")
    ring.backup(tmp_path / "keys.backup", "a long passphrase")
    assert b"clear" not in (tmp_path / "keys.backup").read_bytes()
    with pytest.raises(Refused, match="wrong passphrase"):
        Keyring.restore(tmp_path / "keys.backup", "wrong", tmp_path / "elsewhere")
    Keyring.restore(tmp_path / "keys.backup", "a long passphrase", tmp_path / "elsewhere")
    back = Keyring.open(tmp_path / "elsewhere", tmp_path / "var")
    assert back.unseal("vault", sealed) == b"clear"
    assert back.secret("user-it") == password
    Keyring.open(tmp_path / "other", tmp_path / "empty")
    with pytest.raises(Refused, match="another key"):
        Keyring.restore(tmp_path / "keys.backup", "a long passphrase", tmp_path / "other")


def test_what_is_sealed_opens_only_for_its_purpose_and_place(tmp_path: Path) -> None:
    ring = Keyring.open(tmp_path / "keys", tmp_path / "var")
    sealed = ring.seal("vault", b"clear", b"row 1")
    assert ring.unseal("vault", sealed, b"row 1") == b"clear"
    for purpose, context, changed in (("vault", b"row 2", sealed), ("staging", b"row 1", sealed), ("vault", b"row 1", sealed[:-1] + b"\0")):
        with pytest.raises(Refused):
            ring.unseal(purpose, changed, context)


def test_tokens_of_two_kinds_cannot_be_joined(tmp_path: Path) -> None:
    ring = Keyring.open(tmp_path / "keys", tmp_path / "var")
    assert ring.token("phone", "1") == ring.token("phone", "1")
    assert ring.token("phone", "1") != ring.token("card", "1")
    assert (tmp_path / "keys" / "master.key").stat().st_mode & 0o077 == 0


@given(st.text(max_size=80), st.binary(max_size=80))
def test_tokens_and_hashes_are_what_the_standards_say(value: str, content: bytes) -> None:
    """HMAC-SHA-256 (RFC 2104) and base32 (RFC 4648), as the standard library makes them: stores hold these values for years."""
    ring = Keyring(bytes(range(32)), Path("nowhere"))
    assert ring.mac("record-hash", content) == hmac.digest(ring.derive("record-hash"), content, "sha256")
    whole = hmac.digest(ring.derive("token/phone"), b"phone\x1f" + value.encode("utf-8", "surrogatepass"), "sha256")
    assert ring.token("phone", value) == base64.b32encode(whole[:20]).decode() == ring.token("phone", value)
