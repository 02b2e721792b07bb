"""Keys when several processes start at once, and when what is beside them is half there."""

import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.errors import Misconfigured, Refused
from warehouse.keys import Keyring

STARTED = """
import sys
from pathlib import Path
from warehouse.keys import Keyring
sys.stdin.readline()  # all start together
ring = Keyring.open(Path(sys.argv[1]), Path(sys.argv[2]))
(Path(sys.argv[2]) / f"data-{sys.argv[3]}").write_bytes(b"x")
print(ring.key_id, ring.secret("gateway"))
"""


def test_processes_that_start_at_once_have_one_key_and_one_password(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTED, str(tmp_path / "keys"), str(tmp_path / "var")]
    started = [subprocess.Popen([*command, str(n)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for n in range(6)]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = {process.communicate(timeout=60)[0] for process in started}
    assert [process.returncode for process in started] == [0] * 6
    assert len(said) == 1
    assert sorted(f.name for f in (tmp_path / "keys").iterdir()) == ["master.key", "secret-gateway"]


def test_data_that_does_not_say_of_which_key_stops(tmp_path: Path) -> None:
    home = tmp_path / "var"
    Keyring.open(tmp_path / "keys", home)
    (home / "identity.db").write_bytes(b"data")
    (home / "key-id").unlink()
    with pytest.raises(Misconfigured, match="does not say of which key"):
        Keyring.open(tmp_path / "keys", home)


def test_a_home_with_nothing_but_the_demo_hospital_gets_a_key(tmp_path: Path) -> None:
    (tmp_path / "var" / "demo").mkdir(parents=True)
    assert Keyring.open(tmp_path / "keys", tmp_path / "var").key_id


def test_what_was_sealed_with_another_key_asks_for_that_key(tmp_path: Path) -> None:
    first, second = Keyring(bytes(32), tmp_path), Keyring(bytes([1]) * 32, tmp_path)
    with pytest.raises(Misconfigured, match="another key"):
        second.unseal("vault", first.seal("vault", b"clear"))


def test_a_changed_backup_is_refused_and_restoring_keeps_what_is_there(tmp_path: Path) -> None:
    ring = Keyring.open(tmp_path / "keys", tmp_path / "var")
    ring.secret("api")
    backup = tmp_path / "backup"
    ring.backup(backup, "a long passphrase")
    (tmp_path / "keys" / "secret-api").write_text("set by hand since")
    (tmp_path / "keys" / "master.key").unlink()
    Keyring.restore(backup, "a long passphrase", tmp_path / "keys")
    assert Keyring.open(tmp_path / "keys", tmp_path / "var").secret("api") == "set by hand since"
    raw = bytearray(backup.read_bytes())
    raw[-1] ^= 1
    backup.write_bytes(bytes(raw))
    with pytest.raises(Refused, match="changed"):
        Keyring.restore(backup, "a long passphrase", tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists()
