"""What lies on the shares: as many files as the ledger says, each what its name says, except the planted ones."""

import io
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import pydicom
import pypdfium2
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from PIL import Image

from demo.ledger import Ledger
from tests.demo.conftest import database

SUFFIXES = {
    ("RIS", "images"): ".dcm", ("UIS", "files"): ".jpg", ("EIS", "files"): ".pdf", ("PIS", "files"): ".pdf", ("NMIS", "images"): ".dcm",
    ("ECGIS", "images"): ".xml",
}  # fmt: skip


def _share(ledger: Ledger, source: str) -> Path:
    return Path(ledger.connections[source]["share"])


@pytest.mark.parametrize(("source", "feed"), SUFFIXES)
def test_the_share_holds_the_files_the_ledger_counts(hospital: Ledger, source: str, feed: str) -> None:
    names = [p.name for p in _share(hospital, source).rglob(f"*{SUFFIXES[source, feed]}")]
    if (source, feed) == ("UIS", "files"):
        names = [n for n in names if n.startswith("report_")]
    assert len(names) == hospital.feeds[source][feed] > 0


def test_paths_of_radiology_name_files_that_are_there_but_for_the_planted_ones(hospital: Ledger) -> None:
    planted = {c.key for c in hospital.planted(source="RIS", feed="files")}
    with sqlite3.connect(database(hospital, "RIS")) as connection:
        rows = connection.execute("SELECT REPORT_ID, PDF_PATH FROM RIS_REPORT WHERE PDF_PATH IS NOT NULL").fetchall()
    for report_id, path in rows:
        file = _share(hospital, "RIS") / bytes(path).decode("gbk").removeprefix("\\\\ris-nas\\").replace("\\", "/")
        assert (".." not in str(file) and file.is_file()) == (f"{report_id}|pdf" not in planted)


def test_a_report_is_a_pdf_that_opens(hospital: Ledger) -> None:
    file = next(_share(hospital, "PIS").rglob("*.pdf"))
    content = file.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    page = pypdfium2.PdfDocument(content)[0]
    assert "诊断意见" in page.get_textpage().get_text_bounded()


def test_broken_files_are_broken_as_the_ledger_says(hospital: Ledger) -> None:
    share = _share(hospital, "EIS")
    for case in hospital.planted(source="EIS", case="45"):
        name = str(case.key).split("|")
        if case.feed == "images":
            assert (share / "eis" / "image" / name[0] / f"{name[1]}.jpg").read_bytes() == b""
            continue
        content = (share / "eis" / "report" / name[1]).read_bytes()
        assert (
            content.startswith(b"<!DOCTYPE html>") if case.rule == "FL-02" else (content.startswith(b"%PDF-") and b"%%EOF" not in content)
        )


def test_pictures_open(hospital: Ledger) -> None:
    for source in ("UIS", "EIS", "PIS"):
        pictures = [p for p in _share(hospital, source).rglob("*.[jJ][pP][gG]") if p.stat().st_size][:20]
        for picture in pictures:
            image = Image.open(io.BytesIO(picture.read_bytes()))
            image.load()
            assert image.format == "JPEG"


def test_dicom_files_open_and_carry_the_exam_they_belong_to(hospital: Ledger) -> None:
    files = sorted(_share(hospital, "RIS").rglob("*.dcm"))[:40] + sorted(_share(hospital, "NMIS").rglob("*.dcm"))[:10]
    for file in files:
        data = pydicom.dcmread(file)
        assert data.pixel_array.size == data.Rows * data.Columns
        assert data.file_meta.MediaStorageSOPInstanceUID == data.SOPInstanceUID
        assert file.parent.name in (data.StudyInstanceUID, data.AccessionNumber)


def test_waveforms_have_their_form(hospital: Ledger) -> None:
    xml = next(_share(hospital, "ECGIS").rglob("*.xml"))
    root = ET.fromstring(xml.read_bytes())  # noqa: S314 - our own file
    assert root.tag == "{urn:hl7-org:v3}AnnotatedECG"
    assert len(root.findall(".//{urn:hl7-org:v3}digits")) == 12
    edf = next(_share(hospital, "ECGIS").rglob("*.edf"), None)
    if edf is not None:
        content = edf.read_bytes()
        channels, records = int(content[252:256]), int(content[236:244])
        assert int(content[184:192]) == 256 * (channels + 1)
        assert len(content) == 256 * (channels + 1) + channels * records * 100 * 2


def test_identity_numbers_of_endoscopy_open_with_the_hospitals_key(hospital: Ledger) -> None:
    key = hospital.connections["EIS"]["id_key"].encode()
    with sqlite3.connect(database(hospital, "EIS")) as connection:
        values = [v for (v,) in connection.execute("SELECT id_card_enc FROM patient WHERE length(id_card_enc) > 18")]
    truth = {t.id_number for t in hospital.people() if t.source == "EIS"}
    assert len(values) > 20
    for value in values:
        assert value == value.upper()
        decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()  # noqa: S305 - the vendor's form
        padded = decryptor.update(bytes.fromhex(value)) + decryptor.finalize()
        assert padded[: -padded[-1]].decode() in truth


def test_files_are_kept_for_the_newest_exams_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from demo import hospital as module

    monkeypatch.setattr(module, "FILE_EXAMS", 60)
    ledger = module.build(tmp_path / "h", exams=300, seed=2)
    assert 0 < ledger.feeds["RIS"]["files"] < 60
    assert len(list(_share(ledger, "EIS").rglob("*.pdf"))) == ledger.feeds["EIS"]["files"] < 30
