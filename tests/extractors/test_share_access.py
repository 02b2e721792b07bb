"""Who may read a file share, over which line, and what is said when not."""

import logging
import os
import socket
import time
from pathlib import Path

import pytest

from pipelines.servers import Absence
from tests.extractors import places
from tests.extractors.asking import BIG, PICTURE, SECRET, asked, found, only, remote
from tests.extractors.places import Place
from warehouse.errors import LightboxError, Misconfigured, Unreachable

pytestmark = pytest.mark.servers


@remote
def test_a_wrong_password_is_told_without_it(place: Place) -> None:
    place.put("a.jpg", PICTURE)
    place.facts["share_password"] = "wrong-horse"
    with asked(place) as share, pytest.raises(Misconfigured, match="refuses our login") as raised:
        share.find("a.jpg")
    assert "wrong-horse" not in str(raised.value)


@only("sftp")
def test_an_unknown_or_changed_host_key_stops_before_the_login(place: Place) -> None:
    right = place.facts.pop("share_host_key")
    with asked(place) as share, pytest.raises(Misconfigured, match="is not known") as unknown:
        share.find("a.jpg")
    assert right in str(unknown.value)
    place.facts["share_host_key"] = "SHA256:" + "A" * 43
    with asked(place) as share, pytest.raises(Misconfigured, match="another host key") as changed:
        share.find("a.jpg")
    assert right in str(changed.value)
    place.facts["share_host_key"] += f", {right}"
    with asked(place) as share:
        assert share.find("a.jpg") is Absence.MISSING


@only("sftp")
def test_a_private_key_logs_in(place: Place) -> None:
    place.put("a.jpg", PICTURE)
    del place.facts["share_password"]
    with asked(place) as share, pytest.raises(Misconfigured, match="neither key nor password"):
        share.find("a.jpg")
    place.facts["share_key"] = "share-key"
    with asked(place) as share:
        assert found(share, "a.jpg").bytes == BIG
    place.facts["share_key"] = "none"
    with asked(place) as share, pytest.raises(Misconfigured, match="cannot be read"):
        share.find("a.jpg")


@only("sftp")
def test_names_that_are_not_utf_8_are_listed_and_read_over_sftp(place: Place) -> None:
    place.put("u/ascii.jpg", PICTURE)
    Path(os.fsdecode(os.fsencode(place.root) + b"/u/" + "心电图.JPG".encode("gb18030"))).write_bytes(PICTURE)
    with asked(place) as share:
        assert found(share, "u/ASCII.jpg").bytes == BIG  # names of another charset do not hide those beside them
    place.facts["share_charset"] = "gbk"
    with asked(place) as share, share.open(found(share, "u/心电图.jpg")) as stream:
        assert stream.read() == PICTURE


@only("ftps", "https")
def test_a_certificate_that_is_not_trusted_stops(place: Place) -> None:
    del place.facts["share_ca"]
    with asked(place) as share, pytest.raises(Misconfigured, match="not trusted"):
        share.find("a.jpg")
    place.facts["share_ca"] = "none.pem"
    with asked(place) as share, pytest.raises(Misconfigured, match="share_ca"):
        share.find("a.jpg")


@only("sftp", "ftp")
def test_a_folder_that_is_not_on_the_server_is_told(place: Place) -> None:
    place.facts["share"] += "/none"
    with asked(place) as share, pytest.raises(Misconfigured, match="no such folder"):
        share.find("a.jpg")


@pytest.mark.parametrize("scheme", ["sftp", "ftp", "ftps", "http", "https"])
def test_a_server_that_is_not_there_is_unreachable(tmp_path: Path, scheme: str) -> None:
    there = Place(scheme, tmp_path, tmp_path / "keys", {"share": f"{scheme}://user@127.0.0.1:1/x", "share_password": "secret-word"})
    with asked(there) as share, pytest.raises(Unreachable, match="did not answer") as raised:
        share.find("a.jpg")
    assert "secret-word" not in str(raised.value)
    assert "127.0.0.1" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["sftp", "ftp", "ftps", "http", "https"])
def test_a_server_that_is_silent_is_given_up_in_time(tmp_path: Path, scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"{scheme}://user@127.0.0.1:{silent.getsockname()[1]}/x"
        there = Place(scheme, tmp_path, tmp_path / "keys", {"share": address, "share_password": "x"})
        began = time.monotonic()
        with asked(there, share_timeout_s=0.3, share_retries=1) as share, pytest.raises(Unreachable, match="did not answer"):
            share.find("a.jpg")
        assert time.monotonic() - began < 10


@only("sftp")
def test_connections_to_one_share_are_counted(place: Place) -> None:
    few = {"share_connections": 1, "share_timeout_s": 0.3}
    with asked(place, **few), pytest.raises(Unreachable, match="connections to share-eis"), asked(place, **few):
        pass


@remote
def test_no_path_and_no_password_is_written_to_a_log(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    place.put(f"{SECRET}/{SECRET}.jpg", PICTURE)
    caplog.set_level(logging.DEBUG)
    with asked(place) as share:
        with share.open(found(share, f"{SECRET}/{SECRET}.jpg")) as stream:
            place.cuts = [1000]
            assert len(stream.read()) == BIG
        assert share.find(f"{SECRET}/none.jpg") is Absence.MISSING
    ours = [record for record in caplog.records if record.name.split(".")[0] not in ("asyncssh", "asyncio", "pyftpdlib")]
    told = "\n".join(record.getMessage() for record in ours)
    assert SECRET not in told
    assert places.PASSWORD not in told


def test_a_charset_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(Misconfigured, match="names no charset"),
        asked(Place("", tmp_path, tmp_path, {"share": "/x", "share_charset": "gbq"})),
    ):
        pass


WRONG = ("sftp://u:secret-word@host/x", "gopher://host/x", "ftp:///x", "https://host/x?y=1", "sftp://host:port/x", "sftp://[::1/x")


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_is_not_right_is_told_without_it(tmp_path: Path, address: str) -> None:
    with pytest.raises(LightboxError) as raised, asked(Place("", tmp_path, tmp_path, {"share": address})):
        pass
    assert isinstance(raised.value, Misconfigured)
    assert "secret-word" not in str(raised.value)
    assert "host/" not in str(raised.value)
