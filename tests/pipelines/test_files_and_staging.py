"""Shares are read inside their folder only, files are judged by content, staging is sealed and bound to its place."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.batch import Batch
from pipelines.locks import slot, sole
from pipelines.sequence import next_sequence
from pipelines.servers import Absence, ShareFile
from pipelines.shares import Share, session
from pipelines.staging import Staging
from quality.feeds import Feed
from settings import Settings
from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable
from warehouse.keys import Keyring

JPEG = b"\xff\xd8\xff\xe0picture\xff\xd9"
PDF = b"%PDF-1.4\nreport\n%%EOF\n"


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Share]:
    root = tmp_path / "root"
    (root / "us" / "202610").mkdir(parents=True)
    (root / "us" / "202610" / "7_01.JPG").write_bytes(JPEG)
    for number in (10, 2):
        (root / "us" / "202610" / f"7_{number}.jpg").write_bytes(JPEG)
    (tmp_path / "secret.txt").write_text("outside")
    (root / "link.jpg").symlink_to(tmp_path / "secret.txt")
    with session("UIS", {"share": str(root)}, Settings(home=tmp_path / "var", keys=tmp_path / "keys")) as opened:
        yield opened


OUTSIDE = ("../secret.txt", "/etc/passwd", "us/../../secret.txt", "http://host/x.jpg", "C:/x.jpg", "us\\..\\..\\x", "link.jpg", "")


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_out_of_the_share_is_refused(share: Share, path: str) -> None:
    assert share.find(path) is Absence.OUTSIDE


def test_files_are_found_without_case_and_in_natural_order(share: Share) -> None:
    assert isinstance(share.find("us/202610/7_01.jpg"), ShareFile)
    assert share.find("us/202610/8_01.jpg") is Absence.MISSING
    assert share.matching("us/202610/7_*.jpg") == ["us/202610/7_01.JPG", "us/202610/7_2.jpg", "us/202610/7_10.jpg"]
    assert share.matching("us/202609/7_*.jpg") == []
    assert share.matching("../*.txt") == []


def test_a_share_that_is_not_mounted_is_told(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "var", keys=tmp_path / "keys")
    with session("UIS", {"share": str(tmp_path / "none")}, settings) as share, pytest.raises(Misconfigured, match="not mounted"):
        share.find("a.jpg")
    with pytest.raises(Misconfigured, match="no file share"), session("UIS", {}, settings):
        pass


BAD = {
    "empty": (b"", "FL-03"),
    "an error page": (b"<!DOCTYPE html><html>502</html>", "FL-02"),
    "cut": (PDF[:12], "FL-03"),
    "a picture": (JPEG, "FL-02"),
}


@pytest.mark.req("A-4.4", part=True)
@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is_not_what_it_is_called_is_stopped_with_its_rule(bench: Bench, tmp_path: Path, what: str) -> None:
    content, rule = BAD[what]
    folder = tmp_path / "source" / "share" / "eis" / "report"
    folder.mkdir(parents=True)
    (folder / f"{endoscopy.uuid(1)}.pdf").write_bytes(content)
    (folder / f"{endoscopy.uuid(2)}.pdf").write_bytes(PDF)
    counts = bench.collect("EIS", "files")
    assert (counts["extracted"], counts["loaded"], counts["quarantined"]) == (2, 1, 1)
    (item,) = bench.platform.quarantine()
    assert (item["rule"], item["field"]) == (rule, "path")


@pytest.mark.req("A-4.4", part=True)
def test_a_report_file_is_archived_bit_for_bit_and_linked_to_exam_and_report(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "source" / "share" / "eis" / "report"
    folder.mkdir(parents=True)
    (folder / f"{endoscopy.uuid(1)}.pdf").write_bytes(PDF)
    for feed in ("files", "reports", "exams"):  # the file first: its exam and person come later
        bench.collect("EIS", feed)
    (file,) = bench.rows("file_fact")
    exam = next(e for e in bench.rows("exam") if e["exam_id"] == file["exam_id"])
    report = next(r for r in bench.rows("report") if r["report_id"] == file["report_id"])
    assert file["person_id"] == exam["person_id"] == report["person_id"]
    assert file["person_id"] is not None
    with bench.archive.open(file["object_id"]) as stream:
        assert stream.read() == PDF


def test_a_file_that_was_overwritten_is_read_again(bench: Bench, source: Double, tmp_path: Path) -> None:
    folder = tmp_path / "source" / "share" / "eis" / "report"
    folder.mkdir(parents=True)
    file = folder / f"{endoscopy.uuid(12)}.pdf"
    file.write_bytes(PDF)
    bench.collect("EIS", "files")
    before = bench.rows("file_fact")[0]["object_id"]
    file.write_bytes(PDF.replace(b"report", b"better"))
    os.utime(file, (1, 1))
    source.put("report", endoscopy.report(12, update_ts=int(bench.now.timestamp() * 1000) - 120_000))
    assert bench.collect("EIS", "files")["loaded"] == 1
    assert bench.rows("file_fact")[0]["object_id"] != before


@pytest.fixture
def staged(tmp_path: Path) -> tuple[Staging, str, Path]:
    staging = Staging(tmp_path / "staging", Keyring.open(tmp_path / "keys", tmp_path / "home"))
    rows = pa.table({"key": ["1"] * 1000, "name": [f"堃喆{i}" * 200 for i in range(1000)]})
    batch = Batch("EIS", Feed.EXAMS, "run-1", 1, datetime(2026, 11, 1), rows)
    address = staging.put(batch)
    assert staging.get(address) == batch
    return staging, address, tmp_path / "staging" / "run-1" / "1.sealed"


def test_a_staged_batch_that_was_touched_or_moved_is_refused(staged: tuple[Staging, str, Path]) -> None:
    staging, address, file = staged
    whole = file.read_bytes()
    for broken in (whole[:-1], whole[:-40] + bytes(40), whole + whole):
        file.write_bytes(broken)
        with pytest.raises(LightboxError):
            staging.get(address)
    file.rename(file.with_name("2.sealed"))
    file.with_name("2.sealed").write_bytes(whole)
    with pytest.raises(Refused):
        staging.get("run-1/2")
    with pytest.raises(Refused):
        staging.get("../run-1/1")
    with pytest.raises(Misconfigured, match="no longer there"):
        staging.get("run-1/1")


def test_connections_to_a_source_are_counted_over_all_holders(tmp_path: Path) -> None:
    held = slot(tmp_path, "ris", 2, 0.1)
    with held, slot(tmp_path, "ris", 2, 0.1), pytest.raises(Unreachable, match="all 2 connections"), slot(tmp_path, "ris", 2, 0.2):
        pass
    with slot(tmp_path, "ris", 1, 0.1):
        pass


def test_one_feed_is_collected_by_one_at_a_time(bench: Bench) -> None:
    with sole(bench.settings.home / "locks", "feed-eis-exams"):
        with pytest.raises(Unreachable, match="another process"):
            bench.collect("EIS", "exams")
        assert bench.collect("EIS", "orders")["loaded"] == 12


def test_the_load_sequence_only_grows(tmp_path: Path) -> None:
    numbers = [next_sequence(tmp_path) for _ in range(50)]
    assert numbers == sorted(set(numbers))
