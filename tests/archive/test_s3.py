"""One storage node: parts, checksums, ranges, keys, silence, and what a kill leaves behind; against a real S3 server."""

import io
import os
import random
import signal
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from ops.archive_setup import object_store, save_node_keys
from settings import Settings
from tests.archive.conftest import archive_over
from tests.archive.proxy import free_port, harmful
from tests.archive.weed import KEY, READER, READER_SECRET, SECRET, WIRE, Weed, nodes_store
from warehouse.archive.archive import Archive
from warehouse.archive.store import Origin, Place
from warehouse.archive.stores.s3 import Access, S3Node
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable
from warehouse.keys import Keyring

ROOT = Path(__file__).resolve().parents[2]
LARGE = random.Random(3).randbytes(12 * 1024 * 1024)
pytestmark = pytest.mark.servers

STUCK = """
import io, sys, time
from pathlib import Path
from ops.archive_setup import object_store, save_node_keys
from settings import Settings
from tests.archive.conftest import archive_over
from tests.archive.weed import Weed, nodes_store
from warehouse.archive.stores.s3 import S3Node

where, folder, port = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])

def stuck():
    print("stuck", flush=True)
    time.sleep(600)

class Stream(io.BytesIO):
    def read(self, size=-1):
        if where == "stream" and self.tell() > 8_000_000:
            stuck()
        return super().read(size)

if where == "parts":
    sent = S3Node._parts
    S3Node._parts = lambda *given: (stuck() if part["PartNumber"] == 2 else part for part in sent(*given))

store = nodes_store([Weed("a", folder, {"s3.port": port})], folder)
archive_over(store, folder).accept(Stream(b"x" * 12_000_000))
"""


def objects(weed: Weed) -> list[tuple[str, str]]:
    return list(weed.own.names())


def uploads(weed: Weed) -> int:
    client = weed.own._client
    return sum(len(client.list_multipart_uploads(Bucket=b["Name"]).get("Uploads", [])) for b in client.list_buckets()["Buckets"])


@pytest.mark.req("B-1.11", part=True)
def test_a_large_object_goes_in_parts_and_a_small_one_at_once(weeds: list[Weed], tmp_path: Path) -> None:
    archive, client = archive_over(nodes_store(weeds[:1], tmp_path), tmp_path), weeds[0].own._client
    for content in (LARGE, b"small"):
        archive.accept(io.BytesIO(content))
    told = [client.head_object(Bucket=bucket, Key=f"lightbox/{name[:2]}/{name}") for bucket, name in objects(weeds[0])]
    assert sorted(head["ETag"].strip('"').partition("-")[2] for head in told) == ["", "3"]  # an ETag tells the number of parts


@pytest.mark.parametrize("content", [b"y" * 100_000, LARGE], ids=["at once", "in parts"])
def test_bytes_that_change_on_their_way_are_refused_by_the_node_and_nothing_is_kept(
    weeds: list[Weed], tmp_path: Path, content: bytes
) -> None:
    with harmful(weeds[0].port) as (address, harm):
        archive = archive_over(nodes_store(weeds[:1], tmp_path, a=weeds[0].node(endpoint=address)), tmp_path)
        harm.flips = 1
        with pytest.raises(Unreachable, match="changed on their way"):
            archive.accept(io.BytesIO(content))
        assert harm.done == 1
        assert (objects(weeds[0]), uploads(weeds[0])) == ([], 0)
        with archive.open(archive.accept(io.BytesIO(content)).object_id) as stream:  # the line is whole again
            assert stream.read() == content


def test_an_answer_that_breaks_off_is_asked_for_again_and_a_line_that_always_breaks_is_unreachable(
    weeds: list[Weed], tmp_path: Path
) -> None:
    with harmful(weeds[0].port) as (address, harm):
        archive = archive_over(nodes_store(weeds[:1], tmp_path, a=weeds[0].node(endpoint=address)), tmp_path)
        object_id = archive.accept(io.BytesIO(LARGE)).object_id
        harm.breaks = 1
        with archive.open(object_id) as stream:
            assert stream.read() == LARGE
        assert harm.done == 1
        harm.breaks = 1000
        with pytest.raises(Unreachable):
            archive.open(object_id)
        assert harm.done == 1 + WIRE.tries, "as often as the settings say, and no more"


def test_a_part_of_an_object_is_read_without_the_rest(weeds: list[Weed], tmp_path: Path) -> None:
    with harmful(weeds[0].port) as (address, harm):
        archive = archive_over(nodes_store(weeds[:1], tmp_path, a=weeds[0].node(endpoint=address)), tmp_path)
        object_id = archive.accept(io.BytesIO(LARGE)).object_id
        before = harm.answered
        with archive.open(object_id) as stream:
            stream.seek(9_000_000)
            assert stream.read(1000) == LARGE[9_000_000:9_001_000]
        assert harm.answered - before < 2.1 * 1024 * 1024  # the first part with the header, and the part asked for


@pytest.mark.parametrize("key, secret", [("nobody-known", SECRET), (KEY, "a-wrong-secret"), (READER, READER_SECRET)])
def test_a_key_the_node_does_not_take_is_misconfigured_and_never_told(
    weeds: list[Weed], tmp_path: Path, key: str, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    archive = archive_over(nodes_store(weeds[:1], tmp_path, a=weeds[0].node(key, secret)), tmp_path)
    caplog.set_level("INFO")
    with pytest.raises(Misconfigured, match="lightbox archive key a") as caught:
        archive.accept(io.BytesIO(b"content"))
    told = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(Access("http://127.0.0.1:1", key, secret))
    assert key not in told
    assert secret not in told
    assert objects(weeds[0]) == []


def test_a_node_that_is_down_is_unreachable_and_takes_objects_again_when_it_is_back(tmp_path: Path) -> None:
    weed = Weed("a", tmp_path).start().ready()
    try:
        archive = archive_over(nodes_store([weed], tmp_path), tmp_path)
        object_id = archive.accept(io.BytesIO(LARGE)).object_id
        weed.end(signal.SIGKILL)
        for attempt in (lambda: archive.open(object_id), lambda: archive.accept(io.BytesIO(b"new")), archive.rebuild):
            with pytest.raises(Unreachable, match="storage node a does not answer"):
                attempt()
        assert [state.problem is None for state in archive.states()] == [False]
        weed.start().ready()
        with archive.open(object_id) as stream:
            assert stream.read() == LARGE
        assert archive.accept(io.BytesIO(b"new")).bytes == 3
        assert [state.problem for state in archive.states()] == [None]
    finally:
        weed.end(signal.SIGKILL)


@pytest.mark.parametrize("where", ["stream", "parts"])
def test_a_kill_before_the_end_leaves_nothing_findable_and_what_it_leaves_is_swept(weeds: list[Weed], tmp_path: Path, where: str) -> None:
    command = [sys.executable, "-c", STUCK, where, str(tmp_path), str(weeds[0].port)]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "stuck\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    store = nodes_store(weeds[:1], tmp_path)
    assert list((tmp_path / "spool").iterdir()) == [], "what waits to be sent has no name, so a kill removes it"
    assert objects(weeds[0]) == []
    assert uploads(weeds[0]) == (1 if where == "parts" else 0), "the kill must have struck where it should"
    archive = archive_over(store, tmp_path)
    assert archive.rebuild() == 0
    assert uploads(weeds[0]) == (1 if where == "parts" else 0), "what is young may still be written"
    assert store.sweep(-1) == (1 if where == "parts" else 0)
    assert uploads(weeds[0]) == 0


def test_an_object_cut_or_replaced_on_the_node_is_refused(weeds: list[Weed], tmp_path: Path) -> None:
    archive, client = archive_over(nodes_store(weeds[:1], tmp_path), tmp_path), weeds[0].own._client
    object_id = archive.accept(io.BytesIO(b"z" * 200_000)).object_id
    [(bucket, name)] = objects(weeds[0])
    key = f"lightbox/{name[:2]}/{name}"
    sealed = client.get_object(Bucket=bucket, Key=key)["Body"].read()
    for damaged in (b"", sealed[:20], sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), b"another object"):
        client.put_object(Bucket=bucket, Key=key, Body=damaged)
        with pytest.raises(Refused), archive.open(object_id) as stream:
            stream.read()


def test_an_object_stored_anew_while_it_is_read_is_never_mixed(weeds: list[Weed], tmp_path: Path) -> None:
    store = nodes_store(weeds[:1], tmp_path)
    first = store.write([b"1" * 3_000_000])
    place = first.commit("NAME")
    stream, _ = store.open("NAME", place)
    assert stream.read(10) == b"1" * 10
    store.write([b"2" * 3_000_000]).commit("NAME")
    stream.seek(2_000_000)
    with pytest.raises(Unreachable, match="open it again"):
        stream.read(10)


@pytest.mark.req("B-1.11")
def test_a_changed_bucket_strategy_holds_for_new_objects_while_old_ones_stay_readable(weeds: list[Weed], tmp_path: Path) -> None:
    def accept(template: str, content: bytes, origin: Origin) -> str:
        return archive_over(nodes_store(weeds[:1], tmp_path, 1, template), tmp_path).accept(io.BytesIO(content), origin=origin).object_id

    dicom = b"\0" * 128 + b"DICM" + b"\x08\0\x20\0DA\x08\x0020190305" + b"\x08\0\x60\0CS\x02\0MR"
    ids = {
        accept("lightbox", b"one", Origin("RIS", None, 2024)): (b"one", "lightbox"),
        accept("lightbox-{source}-{year}", b"two", Origin("RIS", None, 2024)): (b"two", "lightbox-ris-2024"),
        accept("lightbox-{source}-{year}", b"three", Origin("UIS", None, 2025)): (b"three", "lightbox-uis-2025"),
        accept("pictures-{modality}-{year}", dicom, Origin("RIS")): (dicom, "pictures-mr-2019"),
        accept("pictures-{modality}-{year}", b"four", Origin("RIS", None, 2026)): (b"four", "pictures-other-2026"),
    }
    assert {(bucket, name) for bucket, name in objects(weeds[0])} == {(bucket, object_id) for object_id, (_, bucket) in ids.items()}
    now = archive_over(nodes_store(weeds[:1], tmp_path, 1, "other-{year}"), tmp_path)
    for object_id, (content, _) in ids.items():
        with now.open(object_id) as stream:
            assert stream.read() == content
    assert now.accept(io.BytesIO(b"two"), origin=Origin("RIS")).already, "known content stays where it is"
    assert now.rebuild() == len(ids)


def test_a_bucket_that_may_not_be_made_is_named_as_the_mistake(weeds: list[Weed]) -> None:
    node = weeds[0].node(READER, READER_SECRET)
    with pytest.raises(Misconfigured):
        node._ask(lambda client: node._make(client, "newone"))
    assert weeds[0].own.fetch("bucket-that-is-not", "NAME", 0, 10) is None


@pytest.mark.parametrize("address", ["http://192.0.2.7:8333", "ftp://a", "https://user:pass@a", "https://a/bucket", "a:8333"])
def test_an_address_without_tls_or_with_more_than_a_host_is_misconfigured(address: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        S3Node("a", Access(address, KEY, SECRET), WIRE)
    assert "pass" not in str(caught.value)
    for allowed in ("https://192.0.2.7:8333", "http://127.0.0.1:8333", "http://localhost:1"):
        S3Node("a", Access(allowed, KEY, SECRET), WIRE)
    S3Node("a", Access("http://192.0.2.7:8333", KEY, SECRET, insecure=True), WIRE)


def test_a_server_that_speaks_no_s3_is_told_as_such(tmp_path: Path) -> None:
    node = S3Node("a", Access(f"http://127.0.0.1:{free_port()}", KEY, SECRET), WIRE)
    store = nodes_store([], tmp_path, a=node)
    with pytest.raises(LightboxError, match="storage node a"):
        store.open("NAME", Place("lightbox", ("a",)))


@pytest.mark.req("A-3.18", part=True)
def test_an_installation_that_moves_to_a_node_keeps_its_folder_readable(weeds: list[Weed], tmp_path: Path) -> None:
    folders = {"home": tmp_path / "home", "keys": tmp_path / "keys"}
    settings = Settings.model_validate(folders)
    keys = Keyring(bytes(range(32)), settings.key_folder)

    def archive(settings: Settings) -> Archive:
        return Archive(object_store(settings), settings.archive / "catalogue.db", keys, settings.archive_frame_bytes)

    before = archive(settings).accept(io.BytesIO(b"before")).object_id
    moved = Settings.model_validate(folders | {"archive_nodes": {"a": weeds[0].endpoint}, "archive_bucket": "lightbox-{year}"})
    save_node_keys(moved, "a", KEY, SECRET)
    after = archive(moved).accept(io.BytesIO(b"after")).object_id
    assert [name for _, name in weeds[0].own.names()] == [after]
    for object_id, content in ((before, b"before"), (after, b"after")):
        with archive(moved).open(object_id) as stream:
            assert stream.read() == content
