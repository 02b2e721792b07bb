"""One suite for all kinds of file shares: whole files, the same bytes by every way, nothing outside, nothing told."""

import hashlib
import os
from pathlib import Path

import pytest

from pipelines.servers import Absence, ShareFile, Unsettled
from pipelines.shares import Share
from tests.extractors.asking import (
    BIG,
    PICTURE,
    SECRET,
    asked,
    content,
    every,
    found,
    listing,
    only,
    remote,
)
from tests.extractors.places import Place
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench
from warehouse.errors import Misconfigured, Unreachable

pytestmark = pytest.mark.servers

NAMES = ["报告 一.pdf", "a b#c%20d&e+f.pdf", "why?.pdf", "影像😀.jpg", "[1].jpg", "~x;y=1,2.jpg", "'quoted' \"name\".jpg", ".hidden.pdf"]
OUTSIDE = ("../secret.txt", "/etc/passwd", "a/../../secret.txt", "http://host/x.jpg", "C:/x.jpg", "a\\..\\x", "a\0b.pdf", "a\r\nDELE b", "")


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
