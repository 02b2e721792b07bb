"""Copies on several nodes: one may be killed and one added while everything is written and read, and nothing is lost."""

import io
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive.conftest import archive_over
from tests.archive.weed import WIRE, Weed, nodes_store, started, wipe
from warehouse.archive.archive import Archive
from warehouse.archive.places import PLACE
from warehouse.archive.store import Content, Node, Origin, Part, Place
from warehouse.archive.stores.local import LocalStore
from warehouse.archive.stores.nodes import Limits, NodesStore
from warehouse.archive.stores.s3 import S3Node
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable

PACE_S = 0.1  # between two exams of a department: traffic all the time, and not more objects than are read in a minute
SIZES = (200, 2_000, 2_000, 30_000, 30_000, 300_000, 300_000, 6_000_000)  # the last goes in parts
SOURCES = ("RIS", "UIS", "EIS", "PIS", "NMIS", "ECGIS")


@dataclass
class Shelf:
    """A node in memory that can be silent, for the arithmetic of copies; the real ones are in the tests below."""

    silent: bool = False
    kept: dict[tuple[str, str], tuple[bytes, str]] = field(default_factory=dict)

    def _answer(self) -> None:
        if self.silent:
            raise Unreachable("the shelf is silent")

    def put(self, bucket: str, name: str, content: Content) -> None:
        self._answer()
        content.stream.seek(0)
        self.kept[bucket, name] = content.stream.read(), content.sha256.hex()

    def fetch(self, bucket: str, name: str, start: int, length: int) -> Part | None:
        self._answer()
        data, mark = self.kept.get((bucket, name), (None, ""))
        return None if data is None else Part(data[start : start + length], len(data), mark)

    def names(self) -> Iterator[tuple[str, str]]:
        self._answer()
        yield from sorted(self.kept)

    def sweep(self, older_than_s: float) -> int:
        return 0

    def check(self) -> None:
        self._answer()


def over(shelves: dict[str, Shelf], folder: Path, copies: int) -> NodesStore:
    known: dict[str, Node] = dict(shelves)
    return NodesStore(known, copies, lambda _origin: "bucket", LocalStore(folder), folder / "spool", Limits(1000, 100, 0.0))


def put(store: NodesStore, name: str, content: bytes) -> Place:
    pending = store.write([content])
    try:
        return pending.commit(name)
    finally:
        pending.discard()


def content_of(store: NodesStore, name: str, place: Place) -> bytes:
    stream, size = store.open(name, place)
    with stream:
        content = stream.read(size + 1)
    assert len(content) == size
    return content


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 6), st.integers(1, 3), st.integers(0, 10**6), st.lists(st.tuples(st.sampled_from("kwr"), st.integers(0, 5)), max_size=25))
def test_whatever_falls_silent_an_object_with_a_copy_that_answers_is_read_whole(
    tmp_path_factory: pytest.TempPathFactory, count: int, copies: int, seed: int, steps: list[tuple[str, int]]
) -> None:
    """k: a node falls silent or speaks again; w: an object is written; r: everything is repaired."""
    copies, picked = min(copies, count), random.Random(seed)
    shelves = {f"n{i}": Shelf() for i in range(count)}
    store, written = over(shelves, tmp_path_factory.mktemp("nodes"), copies), dict[str, tuple[bytes, Place]]()
    for what, which in steps:
        answering = [name for name, shelf in shelves.items() if not shelf.silent]
        if what == "k":
            shelf = shelves[f"n{which % count}"]
            shelf.silent = not shelf.silent
        elif what == "w":
            name, content = f"NAME{len(written)}", picked.randbytes(picked.randint(0, 5000))
            if answering:
                written[name] = content, put(store, name, content)
                assert len(written[name][1].nodes) == min(copies, len(answering))
            else:
                with pytest.raises(Unreachable):
                    put(store, name, content)
        for name, (content, place) in written.items():
            if any(not shelves[node].silent for node in place.nodes):
                assert content_of(store, name, place) == content
                if what == "r":
                    written[name] = content, store.repair(name, place, False)
                    assert store.enough(written[name][1]) or len(answering) < copies
            else:
                with pytest.raises(Unreachable):
                    store.open(name, place)
    for shelf in shelves.values():
        shelf.silent = False
    assert dict(store.names()) == {name: place for name, (_, place) in written.items()}


def test_an_added_node_takes_its_share_of_new_names_and_moves_none_of_the_old(tmp_path: Path) -> None:
    shelves = {name: Shelf() for name in "abc"}
    names = [f"NAME{i}" for i in range(600)]
    before = {name: put(over(shelves, tmp_path, 2), name, b"x") for name in names}
    shelves["d"] = Shelf()
    grown = over(shelves, tmp_path, 2)
    after = {name: put(grown, f"{name}NEW", b"x") for name in names}
    share = Counter(node for place in after.values() for node in place.nodes)
    assert all(220 < share[node] < 380 for node in "abcd"), share  # 300 each on average
    assert all(content_of(grown, name, place) == b"x" for name, place in before.items())
    moved = sum(set(grown._order(n, "abcd")[:2]) != set(before[n].nodes) for n in names)
    assert 200 < moved < 400, "only where the new node is among the two best, which is one in two"


def test_a_node_taken_out_of_the_settings_is_made_up_for_and_a_lost_copy_is_found_by_asking(tmp_path: Path) -> None:
    shelves = {name: Shelf() for name in "abc"}
    store = over(shelves, tmp_path, 2)
    place = put(store, "NAME", b"content")
    gone, stays = place.nodes
    without = over({name: shelf for name, shelf in shelves.items() if name != gone}, tmp_path, 2)
    assert not without.enough(place)
    now = without.repair("NAME", place, False)
    assert gone not in now.nodes
    assert len(now.nodes) == 2
    assert without.enough(now)
    shelves[stays].kept.clear()  # its disk was changed
    assert without.repair("NAME", now, False) == now, "the catalogue does not know"
    assert without.repair("NAME", now, True).nodes == now.nodes
    assert shelves[stays].kept, "asked, the node said that it has none, and got one"


def test_a_damaged_copy_is_not_multiplied(tmp_path: Path) -> None:
    shelves = {name: Shelf() for name in "ab"}
    place = put(over({"a": shelves["a"]}, tmp_path, 1), "NAME", b"content")
    shelves["a"].kept["bucket", "NAME"] = b"changed", shelves["a"].kept["bucket", "NAME"][1]
    with pytest.raises(Refused, match="damaged"):
        over(shelves, tmp_path, 2).repair("NAME", place, False)
    assert shelves["b"].kept == {}


def test_what_only_a_silent_node_may_have_is_unreachable_and_what_none_has_is_refused(tmp_path: Path) -> None:
    shelves = {name: Shelf() for name in "abc"}
    store = over(shelves, tmp_path, 2)
    shelves["a"].silent = True
    with pytest.raises(Unreachable):
        store.open("NAME", Place("bucket", ("a", "b")))
    with pytest.raises(Unreachable):
        list(store.names())  # a list without what only `a` has would be wrong
    shelves["a"].silent = False
    with pytest.raises(Refused):
        store.open("NAME", Place("bucket", ("a", "b")))
    with pytest.raises(Misconfigured, match="storage node z"):
        store.open("NAME", Place("bucket", ("z",)))


@pytest.mark.parametrize("copies, count", [(2, 1), (4, 3), (0, 3)])
def test_more_copies_than_nodes_is_misconfigured(tmp_path: Path, copies: int, count: int) -> None:
    with pytest.raises(Misconfigured, match="LIGHTBOX_ARCHIVE_COPIES"):
        over({f"n{i}": Shelf() for i in range(count)}, tmp_path, copies)


def test_objects_from_before_there_were_nodes_stay_readable(tmp_path: Path) -> None:
    old = archive_over(LocalStore(tmp_path), tmp_path).accept(io.BytesIO(b"old")).object_id
    now = archive_over(over({"a": Shelf()}, tmp_path, 1), tmp_path)
    new = now.accept(io.BytesIO(b"new")).object_id
    for object_id, content in ((old, b"old"), (new, b"new")):
        with now.open(object_id) as stream:
            assert stream.read() == content
    assert now.accept(io.BytesIO(b"old")).already
    assert now.rebuild() == 2
    assert now.short_of_copies() == 0


# --- real nodes -------------------------------------------------------------------------------------------------------


@dataclass
class Traffic:
    """Departments that write and read all the time, until told to end. `failed`: the class and text of every request that did."""

    current: Archive
    seed: int
    written: dict[str, bytes] = field(default_factory=dict)
    reads: int = 0
    failed: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self, source: str) -> None:
        picked = random.Random(f"{self.seed} {source}")
        while not self.ended.wait(PACE_S):
            content = picked.randbytes(picked.choice(SIZES))
            try:
                self.written[self.current.accept(io.BytesIO(content), origin=Origin(source)).object_id] = content
                for object_id in picked.sample(list(self.written), min(2, len(self.written))):
                    with self.current.open(object_id) as stream:
                        if stream.read() != self.written[object_id]:
                            self.failed.append(f"{source}: other bytes came back")
                    self.reads += 1
            except LightboxError as error:
                self.failed.append(f"{source}: {error}")

    def until(self, more: int) -> None:
        """Wait until so many objects more are written."""
        goal, deadline = len(self.written) + more, time.monotonic() + 60
        while len(self.written) < goal and time.monotonic() < deadline and not self.failed:
            time.sleep(0.02)
        assert self.failed == []
        assert len(self.written) >= goal, "the traffic must go on"


@pytest.mark.servers
@pytest.mark.req("A-1.1", part=True)
@pytest.mark.req("A-3.16", part=True)
def test_with_one_node_killed_and_one_added_under_traffic_no_request_fails_and_every_byte_comes_back(tmp_path: Path) -> None:
    nodes = started(tmp_path, "a", "b", "c")
    added = Weed("d", tmp_path)
    archive = archive_over(nodes_store(nodes, tmp_path, 2, "lightbox-{source}"), tmp_path)
    traffic = Traffic(archive, 7)
    threads = [threading.Thread(target=traffic.run, args=(source,)) for source in SOURCES]
    try:
        for thread in threads:
            thread.start()
        traffic.until(16)
        nodes[1].end(signal.SIGKILL)
        traffic.until(16)
        added.start().ready()
        traffic.current = archive_over(nodes_store([*nodes, added], tmp_path, 2, "lightbox-{source}"), tmp_path)
        traffic.until(16)
    finally:
        traffic.ended.set()
        for thread in threads:
            thread.join(60)
    try:
        _all_is_there(traffic, nodes, added, tmp_path)
    finally:
        for weed in [*nodes, added]:
            weed.end(signal.SIGKILL)


def _all_is_there(traffic: Traffic, nodes: list[Weed], added: Weed, folder: Path) -> None:
    assert traffic.failed == []
    assert traffic.reads > 45
    read_all(traffic.current, traffic.written)
    assert len(list(added.own.names())) > 3, "capacity has grown: new objects lie on the added node"
    # The killed node does not come back: it leaves the settings, and what lay on it is copied from the others.
    rest = [nodes[0], nodes[2], added]
    without = archive_over(nodes_store(rest, folder, 2, "lightbox-{source}"), folder)
    short = without.short_of_copies()
    assert short > 5
    done = without.repair()
    assert (done.objects, done.copied, done.left) == (short, short, 0)
    assert without.short_of_copies() == 0
    assert {name for name, place in nodes_store(rest, folder, 2).names() if len(place.nodes) >= 2} == set(traffic.written)
    nodes[2].end(signal.SIGKILL)  # and any other node may stop now
    read_all(without, traffic.written)


def read_all(archive: Archive, written: dict[str, bytes]) -> None:
    for object_id, content in written.items():
        with archive.open(object_id) as stream:
            assert stream.read() == content


@pytest.mark.servers
@pytest.mark.req("A-3.16", part=True)
def test_exams_of_six_departments_stay_readable_with_any_one_of_three_nodes_stopped(weeds: list[Weed], tmp_path: Path) -> None:
    archive = archive_over(nodes_store(weeds, tmp_path, 2, "lightbox-{source}"), tmp_path)
    written = dict[str, bytes]()
    for number, source in enumerate(SOURCES * 3):
        content = random.Random(number).randbytes(50_000)
        written[archive.accept(io.BytesIO(content), origin=Origin(source)).object_id] = content
    quick: dict[str, S3Node] = {weed.name: weed.node(wire=replace(WIRE, read_s=0.5, tries=1)) for weed in weeds}
    for weed in weeds:
        assert weed.process is not None
        weed.process.send_signal(signal.SIGSTOP)  # it takes connections and never answers: worse than dead
        try:
            read_all(archive_over(nodes_store(weeds, tmp_path, 2, **quick), tmp_path), written)
        finally:
            weed.process.send_signal(signal.SIGCONT)


@pytest.mark.servers
def test_too_few_copies_are_on_record_and_made_when_a_node_is_back(weeds: list[Weed], tmp_path: Path) -> None:
    wipe(weeds)
    dead = Weed("b", tmp_path)  # nothing listens there
    store = nodes_store(weeds[:1], tmp_path, 2, b=dead.own)
    archive = archive_over(store, tmp_path)
    ids = [archive.accept(io.BytesIO(bytes([n]) * 1000)).object_id for n in range(10)]
    assert archive.short_of_copies() == 10
    with archive._engine.connect() as connection:
        assert {row.nodes for row in connection.execute(PLACE.select())} == {"a"}
    assert archive.repair().left == 10
    back = archive_over(nodes_store(weeds[:2], tmp_path, 2), tmp_path)
    done = back.repair()
    assert (done.objects, done.copied, done.left) == (10, 10, 0)
    assert back.short_of_copies() == 0
    assert [name for _, name in weeds[1].own.names()] == sorted(ids)
    assert back.repair().objects == 0, "twice is once"
    wipe(weeds[1:2])  # its disk was changed: only asking finds out
    assert back.repair().objects == 0
    assert back.repair(check=True).objects == 10
    assert [name for _, name in weeds[1].own.names()] == sorted(ids)
