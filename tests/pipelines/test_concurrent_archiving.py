"""Several collectors archive at once into one archive: no object is lost, doubled or mixed up."""

import hashlib
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench
from warehouse.archive.archive import OBJECT, Archive
from warehouse.archive.stores.local import LocalStore

EXAMS = 45
CONTENTS = 20  # fewer than files: the same picture lies under several names


def picture(number: int) -> bytes:
    seed = hashlib.sha256(str(number % CONTENTS).encode()).digest()
    return b"\xff\xd8\xff\xe0" + seed * (200 + 37 * (number % CONTENTS)) + b"\xff\xd9"


def prepare(home: Path, numbers: range) -> None:
    """A source of its own; its exams' pictures lie on the one share."""
    source = endoscopy.double(home / "source")
    for number in numbers:
        source.put("exam", endoscopy.exam(number))
        row = {"exam_uuid": endoscopy.uuid(number), "seq": 1, "file_size": 1, "captured_ts": endoscopy.START, "selected": 1}
        source.put("exam_image", row)


def over(folder: Path, bench: Bench) -> Archive:
    """The one archive, as another process of the installation opens it."""
    return Archive(LocalStore(folder), folder / "catalogue.db", bench.keyring, 65536)


def collect(home: Path, share: Path, archive: Path, together: Any, answers: Any) -> None:
    """One collector, in a process of its own; it answers with its counts and (object, bytes) pairs."""
    bench = Bench(home, {"EIS": endoscopy.connection(home / "source") | {"share": str(share)}}, batch_rows=7)
    bench.archive = over(archive, bench)
    bench.line = bench.new_line()
    together.wait(30)
    counts = bench.collect("EIS", "images")
    answers.put((counts, [(row["object_id"], row["bytes"]) for row in bench.rows("file_fact")]))


@pytest.mark.slow
@pytest.mark.req("B-1.10")
def test_collectors_that_archive_the_same_files_at_once_lose_and_mix_nothing(tmp_path: Path) -> None:
    share, archive = tmp_path / "share", tmp_path / "archive"
    archive.mkdir()
    for number in range(1, EXAMS + 1):
        file = share / "eis" / "image" / endoscopy.uuid(number) / "1.jpg"
        file.parent.mkdir(parents=True)
        file.write_bytes(picture(number))
    shares = {"a": range(1, 31), "b": range(16, 46)}  # a third of the exams is collected by both
    for name, numbers in shares.items():
        prepare(tmp_path / name, numbers)
    spawn = multiprocessing.get_context("spawn")
    together, answers = spawn.Barrier(len(shares)), spawn.Queue()
    collectors = [spawn.Process(target=collect, args=(tmp_path / name, share, archive, together, answers)) for name in shares]
    for collector in collectors:
        collector.start()
    for collector in collectors:
        collector.join(90)  # what they answer is small enough to wait in the queue
        assert collector.exitcode == 0
    told = [answers.get(timeout=10) for _ in collectors]
    (tmp_path / "judge").mkdir()
    judge = over(archive, Bench(tmp_path / "judge"))
    expected = {hashlib.sha256(picture(n)).hexdigest(): picture(n) for n in range(CONTENTS)}
    for counts, rows in told:
        assert counts["loaded"] == 30
        assert counts["quarantined"] == 0
        for object_id, size in rows:
            with judge.open(object_id) as stream:
                kept = stream.read()
            assert expected[judge.stat(object_id).sha256] == kept
            assert len(kept) == size
    assert {object_id for _, rows in told for object_id, _ in rows} == set(catalogued(judge))
    assert len(catalogued(judge)) == CONTENTS
    assert judge.rebuild() == CONTENTS  # every object authenticates and holds what its name stands for
    assert list((archive / "pending").iterdir()) == []


def catalogued(archive: Archive) -> list[str]:
    with archive._engine.connect() as connection:
        return [row.object_id for row in connection.execute(OBJECT.select())]
