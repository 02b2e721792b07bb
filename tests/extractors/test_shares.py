"""One suite for all kinds of file shares: whole files, the same bytes by every way, nothing outside, nothing told."""

import hashlib
import io
import logging
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipelines.servers import Absence, ShareFile, Unsettled
from pipelines.shares import Share, session
from settings import Settings
from tests.extractors import places
from tests.extractors.places import LISTING, REMOTE, Place, opened
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench
from warehouse.errors import LightboxError, Misconfigured, Unreachable

pytestmark = pytest.mark.servers

SECRET = "CT20261001001"  # stands for an accession number, which paths hold
BIG = 3_000_000
NAMES = ["报告 一.pdf", "a b#c%20d&e+f.pdf", "why?.pdf", "影像😀.jpg", "[1].jpg", "~x;y=1,2.jpg", "'quoted' \"name\".jpg", ".hidden.pdf"]
OUTSIDE = ("../secret.txt", "/etc/passwd", "a/../../secret.txt", "http://host/x.jpg", "C:/x.jpg", "a\\..\\x", "a\0b.pdf", "a\r\nDELE b", "")


def content(size: int, seed: str = "") -> bytes:
    """A JPEG by its two ends; between them bytes that repeat nowhere."""
    middle = io.BytesIO()
    number = 0
    while middle.tell() < size:
        middle.write(hashlib.sha256(f"{seed}{number}".encode()).digest())
        number += 1
    return b"\xff\xd8\xff\xe0" + middle.getvalue()[: size - 6] + b"\xff\xd9"


PICTURE = content(BIG)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with opened(request.param, tmp_path / "place") as there:
        yield there


@contextmanager
def asked(place: Place, **changed: float) -> Iterator[Share]:
    values = {"share_timeout_s": 5.0, "share_retry_wait_s": 0.0} | changed
    settings = Settings(home=place.keys.parent / "var", keys=place.keys, **values)
    with session("EIS", place.facts, settings) as share:
        yield share


def found(share: Share, path: str) -> ShareFile:
    file = share.find(path)
    assert isinstance(file, ShareFile), file
    return file


every = pytest.mark.parametrize("place", list(places.KINDS), indirect=True)
remote = pytest.mark.parametrize("place", REMOTE, indirect=True)
listing = pytest.mark.parametrize("place", LISTING, indirect=True)


def only(*kinds: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("place", kinds, indirect=True)


# --- the same everywhere ----------------------------------------------------------------------------------------------


@pytest.mark.req("A-4.3", part=True)
@pytest.mark.req("A-4.4", part=True)
@every
def test_report_and_image_files_come_the_same_by_every_way(place: Place, tmp_path: Path) -> None:
    source = endoscopy.double(tmp_path / "source")
    endoscopy.fill(source, 2)
    uuid = endoscopy.uuid(1)
    pdf = b"%PDF-1.4\n" + SECRET.encode() * 5000 + b"\n%%EOF\n"
    picture = content(400_000, "gastroscopy")
    place.put(f"eis/report/{uuid}.pdf", pdf)
    place.put(f"eis/image/{uuid}/1.jpg", picture)
    source.put("exam_image", {"exam_uuid": uuid, "seq": 1, "file_size": 1, "captured_ts": endoscopy.START, "selected": 1})
    source.put("exam_image", {"exam_uuid": uuid, "seq": 2, "file_size": 1, "captured_ts": endoscopy.START, "selected": 1})
    bench = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source") | place.facts})
    for name in os.listdir(place.keys):
        (bench.settings.key_folder / name).write_bytes((place.keys / name).read_bytes())
    assert bench.collect("EIS", "files")["loaded"] == 1
    images = bench.collect("EIS", "images")
    assert (images["extracted"], images["loaded"], images["quarantined"]) == (2, 1, 1)
    assert [item["rule"] for item in bench.platform.quarantine()] == ["FL-01"]
    kept = {row["kind"]: (row["object_id"], row["bytes"], row["media_type"]) for row in bench.rows("file_fact")}
    expected = {"RPT_PDF": (pdf, "application/pdf"), "IMG_JPG": (picture, "image/jpeg")}
    assert kept == {
        kind: (bench.keyring.token("object", hashlib.sha256(data).hexdigest()), len(data), media)
        for kind, (data, media) in expected.items()
    }
    for object_id, size, _ in kept.values():
        assert bench.archive.stat(object_id).bytes == size
    clear = [file for file in (tmp_path / "var").rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]
    assert clear == []  # nothing of a file lies in clear on our disk
    assert bench.collect("EIS", "files")["loaded"] == 0


@every
def test_names_of_any_script_are_found_and_read(place: Place) -> None:
    for number, name in enumerate(NAMES):
        place.put(f"影像/{name}", content(1000 + number, name))
    with asked(place) as share:
        for number, name in enumerate(NAMES):
            file = found(share, f"影像/{name}")
            assert file.bytes == 1000 + number
            with share.open(file) as stream:
                assert stream.read() == content(1000 + number, name)
        assert share.find("影像/" + "很" * 300) is Absence.MISSING
        assert share.find("影像/不在.pdf") is Absence.MISSING
        assert share.find("影像") is Absence.MISSING  # a folder is no file


@listing
def test_names_are_found_without_case_and_searched_in_natural_order(place: Place) -> None:
    for name in ("7_10.jpg", "7_2.JPG", "7_1[a].jpg", "8_1.jpg", "7_3.pdf"):
        place.put(f"us/202610/{name}", b"x")
    (place.root / "us" / "202610" / "7_9.jpg").mkdir()
    with asked(place) as share:
        assert found(share, "us/202610/7_10.JPG").path == "us/202610/7_10.jpg"
        assert share.find("us/202610/9_1.jpg") is Absence.MISSING
        found_names = [name for name in share.matching("us/202610/7_*.jpg") if isinstance(share.find(name), ShareFile)]
        assert found_names == ["us/202610/7_1[a].jpg", "us/202610/7_2.JPG", "us/202610/7_10.jpg"]
        assert share.matching("us/202610/7_1[A].jpg") == ["us/202610/7_1[a].jpg"]
        assert share.matching("us/202609/7_*.jpg") == []
        assert share.matching("../*.txt") == []


@only("http", "https")
def test_a_server_that_cannot_list_is_not_searched(place: Place) -> None:
    place.put("us/7_1.jpg", PICTURE)
    with asked(place) as share:
        assert share.matching("us/7_1.jpg") == ["us/7_1.jpg"]
        assert share.find("us/7_1.JPG") is Absence.MISSING
        with pytest.raises(Misconfigured, match="cannot be searched by pattern"):
            share.matching("us/7_*.jpg")


@every
def test_a_path_out_of_the_share_is_refused(place: Place) -> None:
    (place.root.parent / "secret.txt").write_text("outside")
    with asked(place) as share:
        for path in OUTSIDE:
            assert share.find(path) is Absence.OUTSIDE, path
    assert place.begun == []


@listing
def test_a_link_that_leads_out_of_the_share_is_not_followed(place: Place) -> None:
    place.put("real/a.jpg", PICTURE)
    (place.root.parent / "secret.txt").write_text("outside")
    (place.root.parent / "other").mkdir()
    (place.root.parent / "other" / "b.jpg").write_bytes(PICTURE)
    (place.root / "out.txt").symlink_to(place.root.parent / "secret.txt")
    (place.root / "out").symlink_to(place.root.parent / "other")
    (place.root / "in.jpg").symlink_to(place.root / "real" / "a.jpg")
    with asked(place) as share:
        assert found(share, "in.jpg").bytes == BIG
        if not place.kind.startswith("ftp"):  # FTP does not say where a link leads: its server has to keep to its folder
            assert share.find("out.txt") is Absence.OUTSIDE
            assert share.find("out/b.jpg") is Absence.OUTSIDE
            assert share.matching("out/*.jpg") == []


# --- whole or not at all ----------------------------------------------------------------------------------------------


@pytest.mark.req("A-4.3", part=True)
@remote
def test_a_transfer_that_is_cut_goes_on_where_it_stopped(place: Place) -> None:
    place.put("a.jpg", PICTURE)
    place.cuts = [700_000, 900_000]
    with asked(place) as share:
        file = found(share, "a.jpg")
        place.begun.clear()
        place.sent = 0
        with share.open(file) as stream:
            received = stream.read()
    assert hashlib.sha256(received).digest() == hashlib.sha256(PICTURE).digest()
    offsets = [offset for _, offset in place.begun]
    if place.kind in ("http, plain", "ftp, old"):  # it cannot begin within a file: what we have is sent again and let go
        assert offsets == [0, 0, 0]
        return
    assert len(offsets) == 3
    assert offsets[0] < offsets[1] <= 700_000 < offsets[2] <= 1_600_000
    assert place.sent < BIG + 1_000_000  # only what was under way is sent again


@pytest.mark.req("A-4.3", part=True)
@remote
def test_a_server_that_is_cut_off_again_and_again_counts_as_unreachable(place: Place) -> None:
    place.put(f"{SECRET}.jpg", PICTURE)
    with asked(place) as share:
        file = found(share, f"{SECRET}.jpg")
        place.cuts = [1000] * 20
        with share.open(file) as stream, pytest.raises(Unreachable, match="did not answer") as raised:
            stream.read()
    assert SECRET not in str(raised.value)
    assert 1 <= len(place.cuts) <= 17  # three more tries and no others


@only("sftp", "http")
def test_one_file_its_server_cannot_give_does_not_stop_the_others(place: Place) -> None:
    for number in range(8):
        place.put(f"{number}.jpg", PICTURE)
    place.broken = {"1.jpg", "3.jpg", "4.jpg", "5.jpg", "6.jpg"}

    def read(share: Share, number: int) -> int:
        file = share.find(f"{number}.jpg")
        if file is Absence.BROKEN:
            return 0
        assert isinstance(file, ShareFile)
        with share.open(file) as stream:
            try:
                return len(stream.read())
            except Unsettled:
                return 0

    with asked(place, share_retries=1) as share:
        assert [read(share, number) for number in (0, 1, 2, 3, 4, 5)] == [BIG, 0, BIG, 0, 0, 0]
        with pytest.raises(Unreachable, match="did not answer"):  # one after the other: it is not the files
            read(share, 6)


@every
def test_a_file_that_changes_while_it_is_read_is_not_taken(place: Place) -> None:
    for change in ("grows", "shrinks", "goes"):
        file = place.put(f"{change}.jpg", content(2_000_000))
        with asked(place) as share:
            there = found(share, f"{change}.jpg")
            with share.open(there) as stream:
                stream.read(10)
                if change == "grows":
                    with file.open("ab") as more:
                        more.write(b"more")
                elif change == "shrinks":
                    os.truncate(file, 1_000_000)
                else:
                    file.unlink()
                with pytest.raises(Unsettled):
                    stream.read()


@only("sftp", "ftp", "http")
def test_a_file_that_grows_while_it_is_fetched_is_quarantined_and_nothing_of_it_kept(place: Place, tmp_path: Path) -> None:
    source = endoscopy.double(tmp_path / "source")
    endoscopy.fill(source, 2)
    file = place.put(f"eis/report/{endoscopy.uuid(1)}.pdf", b"%PDF-1.4\n" + b"x" * 2_000_000 + b"\n%%EOF\n")
    place.put(f"eis/report/{endoscopy.uuid(2)}.pdf", b"%PDF-1.4\nwhole\n%%EOF\n")
    bench = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source") | place.facts})
    stage = bench.stages

    def grow_once_archived(name: str) -> None:
        stage.append(name)
        if name == "identity":  # looked at, not yet fetched

            def grow() -> None:
                with file.open("ab") as more:
                    more.write(b"x" * 100)

            place.on_read = grow

    bench.line._stage = grow_once_archived  # pyright: ignore[reportPrivateUsage]
    counts = bench.collect("EIS", "files")
    assert (counts["extracted"], counts["loaded"], counts["quarantined"]) == (2, 1, 1)
    assert [item["rule"] for item in bench.platform.quarantine()] == ["FL-03"]
    assert len(list((bench.settings.archive / "objects").rglob("*"))) == 2  # one folder, one object
    assert list((bench.settings.archive / "pending").iterdir()) == []


@only("sftp", "ftp", "http")
def test_a_file_over_the_limit_is_not_fetched(place: Place, tmp_path: Path) -> None:
    source = endoscopy.double(tmp_path / "source")
    endoscopy.fill(source, 1)
    place.put(f"eis/report/{endoscopy.uuid(1)}.pdf", b"%PDF-1.4\n" + b"x" * 2_000_000 + b"\n%%EOF\n")
    bench = Bench(tmp_path, {"EIS": endoscopy.connection(tmp_path / "source") | place.facts})
    bench.settings = bench.settings.model_copy(update={"file_max_bytes": 1_000_000})
    bench.line = bench.new_line()
    assert bench.collect("EIS", "files")["quarantined"] == 1
    assert [item["rule"] for item in bench.platform.quarantine()] == ["FL-02"]
    assert place.begun == []


# --- who may ----------------------------------------------------------------------------------------------------------


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
