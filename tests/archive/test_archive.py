"""The archive: what goes in comes out, bit for bit; on disk it is unreadable; what was changed is refused."""

import hashlib
import io
import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive.conftest import archive_in
from warehouse.archive.archive import Archive
from warehouse.archive.frames import HEADER_BYTES, TAG_BYTES
from warehouse.archive.stores.local import LocalStore
from warehouse.errors import Misconfigured, Refused
from warehouse.keys import Keyring

FRAME = 1000
BORDERS = sorted({max(0, n * FRAME + d) for n in (0, 1, 2, 3) for d in (-1, 0, 1)})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_in(tmp_path_factory.mktemp("archive"), FRAME)


class Trickle(io.RawIOBase):
    """A source that delivers as it likes: a network share or a socket."""

    def __init__(self, content: bytes, seed: int) -> None:
        self._content, self._at, self._random = content, 0, random.Random(seed)

    def read(self, size: int = -1) -> bytes:
        part = self._content[self._at : self._at + self._random.randint(1, max(1, size))]
        self._at += len(part)
        return part


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.sampled_from(BORDERS), st.integers(0, 5 * FRAME)),
    st.integers(0, 10**6),
    st.lists(st.tuples(st.integers(0, 6 * FRAME), st.integers(0, 3 * FRAME)), max_size=8),
)
def test_open_gives_back_what_accept_took_whole_and_by_range(small: Archive, size: int, seed: int, reads: list[tuple[int, int]]) -> None:
    content = random.Random(seed).randbytes(size)
    accepted = small.accept(Trickle(content, seed))  # type: ignore[arg-type]
    assert (accepted.bytes, accepted.sha256) == (size, hashlib.sha256(content).hexdigest())
    with small.open(accepted.object_id) as stream:
        assert stream.read() == content
        for at, length in reads:
            assert stream.seek(at) == at
            assert stream.read(length) == content[at : at + length]
        assert stream.seek(0, io.SEEK_END) == size
        assert stream.seek(-min(size, 7), io.SEEK_END) == size - min(size, 7)
        assert stream.read() == content[size - min(size, 7) :]


def test_the_same_content_is_one_object(archive: Archive, tmp_path: Path) -> None:
    first = archive.accept(io.BytesIO(b"%PDF-1.7 report"))
    again = archive.accept(io.BytesIO(b"%PDF-1.7 report"))
    assert (first.already, again.already) == (False, True)
    assert first.object_id == again.object_id
    assert len(files(tmp_path)) == 1
    assert archive.stat(first.object_id).media_type == "application/pdf"


def test_an_object_id_does_not_tell_the_hash_and_needs_the_key(archive: Archive, tmp_path: Path) -> None:
    accepted = archive.accept(io.BytesIO(b"content"))
    other = Archive(LocalStore(tmp_path / "o"), tmp_path / "o" / "c.db", Keyring(b"\x07" * 32, tmp_path), 1000).accept(
        io.BytesIO(b"content")
    )
    assert accepted.sha256 == other.sha256
    assert accepted.object_id != other.object_id


def files(root: Path) -> list[Path]:
    return [p for folder in ("objects", "pending") for p in (root / folder).rglob("*") if p.is_file()]


def test_no_clear_byte_is_on_disk_while_it_is_written_or_after(archive: Archive, tmp_path: Path) -> None:
    canary = "张三440300199001010017".encode()
    content = canary * 20_000
    looked: list[bool] = []

    class Spied(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            looked.append(any(canary[:12] in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()))
            return super().read(size)

    archive.accept(Spied(content))
    assert len(looked) > 5
    assert not any(looked)
    for path in tmp_path.rglob("*"):
        assert not (path.is_file() and canary[:12] in path.read_bytes()), path


def test_a_flipped_bit_anywhere_is_refused(tmp_path: Path) -> None:
    archive = archive_in(tmp_path, 256)
    content = random.Random(1).randbytes(700)
    object_id = archive.accept(io.BytesIO(content)).object_id
    (file,) = files(tmp_path)
    sealed = file.read_bytes()
    for position in range(len(sealed)):
        file.write_bytes(sealed[:position] + bytes([sealed[position] ^ (1 << position % 8)]) + sealed[position + 1 :])
        # the key's name is 8 bytes of the header: with another one the object looks like one of another key
        with pytest.raises((Refused, Misconfigured) if 6 <= position < 14 else Refused), archive.open(object_id) as stream:
            stream.read()
    file.write_bytes(sealed)
    with archive.open(object_id) as stream:
        assert stream.read() == content


def _cut_frame(sealed: bytes, frame: int) -> bytes:
    return sealed[: HEADER_BYTES + 2 * (frame + TAG_BYTES)]


def _swap(sealed: bytes, frame: int) -> bytes:
    size = frame + TAG_BYTES
    first, second = HEADER_BYTES, HEADER_BYTES + size
    return sealed[:first] + sealed[second : second + size] + sealed[first:second] + sealed[second + size :]


@pytest.mark.parametrize("damage", [
    lambda s, f: s[:-1], lambda s, f: s[:HEADER_BYTES], lambda s, f: s[:10], lambda s, f: b"", lambda s, f: s + b"\0",
    lambda s, f: s + s[-(f + TAG_BYTES):], _cut_frame, _swap,
], ids=["byte cut", "only a header", "half a header", "empty", "byte added", "frame added", "frame cut", "frames swapped"])  # fmt: skip
def test_cut_appended_and_swapped_frames_are_refused(tmp_path: Path, damage: Callable[[bytes, int], bytes]) -> None:
    archive = archive_in(tmp_path, 256)
    object_id = archive.accept(io.BytesIO(random.Random(2).randbytes(3 * 256))).object_id
    (file,) = files(tmp_path)
    file.write_bytes(damage(file.read_bytes(), 256))
    with pytest.raises(Refused), archive.open(object_id) as stream:
        stream.read()


def test_an_object_under_another_objects_name_is_found(archive: Archive, tmp_path: Path) -> None:
    ids = [archive.accept(io.BytesIO(text)).object_id for text in (b"first", b"second")]
    places = [next(p for p in files(tmp_path) if p.name == i) for i in ids]
    places[0].write_bytes(places[1].read_bytes())
    with pytest.raises(Refused):
        archive.rebuild()


def test_an_object_of_another_key_names_the_key_as_the_mistake(archive: Archive, tmp_path: Path) -> None:
    object_id = archive.accept(io.BytesIO(b"content")).object_id
    stranger = Archive(LocalStore(tmp_path), tmp_path / "catalogue.db", Keyring(b"\x07" * 32, tmp_path), 1000)
    with pytest.raises(Misconfigured):
        stranger.open(object_id)


@pytest.mark.parametrize("name", ["A" * 32, "../catalogue.db", "", "a", "名" * 5, "x/y"])
def test_what_is_not_there_is_refused_whatever_it_is_called(archive: Archive, name: str) -> None:
    with pytest.raises(Refused):
        archive.open(name)
    with pytest.raises(Refused):
        archive.stat(name)


def test_a_stream_over_the_limit_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        archive.accept(io.BytesIO(b"x" * 1_000_001), max_bytes=1_000_000)
    assert files(tmp_path) == []
    assert archive.accept(io.BytesIO(b"x" * 1_000_000), max_bytes=1_000_000).bytes == 1_000_000


def test_a_source_that_fails_halfway_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 200_000:
                raise OSError("the share went away")
            return super().read(size)

    with pytest.raises(OSError, match="share"):
        archive.accept(Broken(b"x" * 500_000))
    assert files(tmp_path) == []


def test_a_full_disk_leaves_nothing(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.archive.stores.local.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        archive.accept(io.BytesIO(b"content"))
    assert files(tmp_path) == []


def test_the_catalogue_can_be_made_anew_from_the_objects(archive: Archive, tmp_path: Path) -> None:
    contents = [b"\xff\xd8\xff\xe0 picture", b"%PDF-1.4", b"\0" * 128 + b"DICM" + b"\0" * 200_000, b'{"findings": "x"}']
    accepted = [archive.accept(io.BytesIO(c)) for c in contents]
    for file in tmp_path.glob("catalogue.db*"):
        file.unlink()
    fresh = archive_in(tmp_path)
    with pytest.raises(Refused):
        fresh.stat(accepted[0].object_id)
    assert fresh.rebuild() == 4
    for before in accepted:
        after = fresh.stat(before.object_id)
        assert (after.sha256, after.bytes, after.media_type) == (before.sha256, before.bytes, before.media_type)
    assert fresh.accept(io.BytesIO(contents[0])).already


def test_two_writers_of_the_same_and_of_other_content_at_once(tmp_path: Path) -> None:
    contents = [random.Random(n).randbytes(150_000) for n in range(10)]
    ids: list[list[str]] = [[], []]
    gate = threading.Barrier(2)

    def write(which: int) -> None:
        own = archive_in(tmp_path)
        gate.wait()
        ids[which] = [own.accept(io.BytesIO(c)).object_id for c in contents]

    threads = [threading.Thread(target=write, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ids[0] == ids[1]
    assert len(ids[0]) == len(files(tmp_path)) == 10
    archive = archive_in(tmp_path)
    for object_id, content in zip(ids[0], contents, strict=True):
        assert _all(archive.open(object_id)) == content


def _all(stream: BinaryIO) -> bytes:
    with stream:
        return stream.read()
