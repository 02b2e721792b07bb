"""The bucket of an object follows from its source, modality and year, and never from words of its content."""

import io
import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

from warehouse.archive.buckets import NAME, Buckets, with_content
from warehouse.archive.media import DICOM, PDF
from warehouse.archive.store import Origin
from warehouse.errors import Misconfigured

NOW = datetime.now().year


@pytest.mark.req("B-1.11", part=True)
@pytest.mark.parametrize("template, origin, bucket", [
    ("lightbox", Origin("RIS", "CT", 2024), "lightbox"),
    ("lightbox-{source}-{year}", Origin("RIS", "CT", 2024), "lightbox-ris-2024"),
    ("{modality}-of-{source}", Origin("NM IS", "CT", None), "ct-of-nm-is"),
    ("lightbox-{source}-{modality}-{year}", Origin(), f"lightbox-other-other-{NOW}"),
    ("lightbox-{source}", Origin("__"), "lightbox-other"),
])  # fmt: skip
def test_a_bucket_follows_the_template(template: str, origin: Origin, bucket: str) -> None:
    assert Buckets(template).of(origin) == bucket


@pytest.mark.parametrize("template", [
    "", "ab", "Lightbox", "light_box", "lightbox-{patient}", "lightbox-{}", "lightbox-{year", "lightbox-{source.__class__}",
    "-lightbox", "lightbox-", "a.b.c", "lightbox/{year}", "x" * 60 + "{year}", "lightbox-{source!r}",
])  # fmt: skip
def test_what_is_no_template_of_bucket_names_is_misconfigured(template: str) -> None:
    with pytest.raises(Misconfigured, match="LIGHTBOX_ARCHIVE_BUCKET"):
        Buckets(template)


@given(st.one_of(st.none(), st.text(max_size=40)), st.one_of(st.none(), st.text(max_size=40)), st.integers(1970, 9999))
def test_whatever_a_source_is_called_the_name_is_one_that_s3_takes(source: str | None, modality: str | None, year: int) -> None:
    assert NAME.fullmatch(Buckets("lightbox-{source}-{modality}-{year}").of(Origin(source, modality, year)))


def dicom(modality: str, date: str) -> bytes:
    data = Dataset()
    data.StudyDate, data.Modality, data.PatientName = date, modality, "ZHANG^SAN"
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    stream = io.BytesIO()
    data.save_as(stream, enforce_file_format=False)
    return b"\0" * 128 + b"DICM" + stream.getvalue() if not stream.getvalue().startswith(b"\0" * 128) else stream.getvalue()


@pytest.mark.parametrize("modality, date, told", [
    ("CT", "20190305", Origin("RIS", "CT", 2019)), ("ZHANG", "20190305", Origin("RIS", None, 2019)),
    ("US", "00010101", Origin("RIS", "US", None)), ("US", "99991231", Origin("RIS", "US", None)), ("", "", Origin("RIS", None, None)),
])  # fmt: skip
def test_a_dicom_object_tells_its_modality_and_year_where_they_are_ones(modality: str, date: str, told: Origin) -> None:
    assert with_content(Origin("RIS"), DICOM, dicom(modality, date)[:4096]) == told


def test_what_the_caller_knows_counts_and_what_cannot_be_read_tells_nothing() -> None:
    head = dicom("CT", "20190305")
    assert with_content(Origin("RIS", "MR", 2020), DICOM, head) == Origin("RIS", "MR", 2020)
    assert with_content(Origin("RIS", None, 2020), DICOM, head) == Origin("RIS", "CT", 2020)
    assert with_content(Origin("RIS"), PDF, head) == Origin("RIS")
    for damaged in (b"", head[:132], head[:150], b"\0" * 128 + b"DICM" + b"\xff" * 400):
        assert with_content(Origin("RIS"), DICOM, damaged) == Origin("RIS")
    assert not re.search("ZHANG", str(with_content(Origin(), DICOM, head)))
