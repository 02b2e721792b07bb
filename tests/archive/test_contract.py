"""One contract for every place objects lie: a folder, an S3 node, copies on several nodes."""

import hashlib
import io
import random
from pathlib import Path

import pytest

from tests.archive.conftest import Kept
from warehouse.archive.store import Origin
from warehouse.errors import Refused

FRAME = 64 * 1024
SIZES = [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME + 7, 12 * 1024 * 1024 + 5]  # the last goes in three parts to a node


def content_of(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def listed(kept: Kept) -> list[str]:
    return [name for name, _ in kept.store.names()]


@pytest.mark.req("A-3.18", part=True)
@pytest.mark.req("B-1.11", part=True)
def test_what_goes_in_comes_out_whole_and_by_range(kept: Kept) -> None:
    archive, picked = kept.archive(), random.Random(1)
    for size in SIZES:
        content = content_of(size)
        accepted = archive.accept(io.BytesIO(content), origin=Origin("RIS"))
        assert (accepted.bytes, accepted.sha256) == (size, hashlib.sha256(content).hexdigest())
        with archive.open(accepted.object_id) as stream:
            assert stream.read() == content
            for _ in range(6):
                at, length = picked.randint(0, size + 10), picked.randint(0, 2 * FRAME)
                stream.seek(at)
                assert stream.read(length) == content[at : at + length]


def test_the_same_content_is_one_object_wherever_it_comes_from(kept: Kept) -> None:
    archive = kept.archive()
    first = archive.accept(io.BytesIO(b"%PDF-1.7 report"), origin=Origin("RIS"))
    again = archive.accept(io.BytesIO(b"%PDF-1.7 report"), origin=Origin("UIS"))
    assert (first.already, again.already) == (False, True)
    assert first.object_id == again.object_id
    assert listed(kept) == [first.object_id]


def test_what_is_not_there_is_refused_whatever_it_is_called(kept: Kept) -> None:
    kept.archive().accept(io.BytesIO(b"another"))
    [(_, place)] = kept.store.names()
    archive = kept.archive()
    for name in ("A" * 32, "../catalogue.db", "", "a", "名" * 5, "x/y"):
        with pytest.raises(Refused):
            archive.open(name)
        with pytest.raises(Refused):
            kept.store.open(name, place)


@pytest.mark.parametrize("size", [1000, 12 * 1024 * 1024])
def test_bytes_without_a_name_cannot_be_found(kept: Kept, size: int) -> None:
    pending = kept.store.write([content_of(size)])
    assert pending.bytes == size
    assert listed(kept) == []
    pending.discard()
    assert listed(kept) == []
    assert kept.store.sweep(-1) == 0, "what was discarded leaves nothing to sweep"


def test_a_commit_replaces_what_has_the_name_at_once(kept: Kept) -> None:
    for content in (b"first", b"second, longer"):
        pending = kept.store.write([content])
        place = pending.commit("NAME")
        pending.discard()
    stream, size = kept.store.open("NAME", place)
    with stream:
        assert (stream.read(100), size) == (b"second, longer", 14)
    assert listed(kept) == ["NAME"]
    assert kept.store.exists("NAME", place)
    assert not kept.store.exists("OTHER", place)


def test_a_source_that_fails_or_is_too_large_leaves_nothing(kept: Kept) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 6_000_000:
                raise OSError("the share went away")
            return super().read(size)

    archive = kept.archive()
    with pytest.raises(OSError, match="share"):
        archive.accept(Broken(bytes(9_000_000)))
    with pytest.raises(Refused):
        archive.accept(io.BytesIO(bytes(9_000_001)), max_bytes=9_000_000)
    assert listed(kept) == []
    assert kept.store.sweep(-1) == 0


def test_no_clear_byte_lies_anywhere(kept: Kept) -> None:
    canary = "张三440300199001010017".encode()
    kept.archive().accept(io.BytesIO(canary * 300_000), origin=Origin("RIS"))  # in parts
    kept.archive().accept(io.BytesIO(canary), origin=Origin("RIS"))
    files = [path for folder in kept.folders for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) > len(canary) * 300_000, "the bytes lie here"
    for path in files:
        assert not holds(path, canary[:12]), path


def holds(path: Path, wanted: bytes) -> bool:
    return wanted in path.read_bytes()


def test_the_catalogue_can_be_made_anew_from_the_objects(kept: Kept) -> None:
    contents = [b"\xff\xd8\xff\xe0 picture", b"%PDF-1.4", b"\0" * 128 + b"DICM" + b"\0" * 200_000, content_of(6_000_000)]
    archive = kept.archive()
    accepted = [archive.accept(io.BytesIO(c), origin=Origin(source)) for c, source in zip(contents, "ABCA", strict=True)]
    for file in kept.folder.glob("catalogue.db*"):
        file.unlink()
    fresh = kept.archive()
    with pytest.raises(Refused):
        fresh.stat(accepted[0].object_id)
    assert fresh.rebuild() == 4
    for content, before in zip(contents, accepted, strict=True):
        after = fresh.stat(before.object_id)
        assert (after.sha256, after.bytes, after.media_type) == (before.sha256, before.bytes, before.media_type)
        with fresh.open(before.object_id) as stream:
            assert stream.read() == content
    assert fresh.accept(io.BytesIO(contents[0])).already
    assert fresh.short_of_copies() == 0
