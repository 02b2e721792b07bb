"""The type of a file is told by its content."""

import pytest

from warehouse.archive import media


@pytest.mark.req("A-4.4", part=True)
@pytest.mark.parametrize("head, expected", [
    (b"%PDF-1.7\n", media.PDF), (b"junk before\n%PDF-1.4", media.PDF), (b"\xff\xd8\xff\xe0\0\x10JFIF", media.JPEG),
    (b"\x89PNG\r\n\x1a\n\0", media.PNG), (b"\0" * 128 + b"DICM\x02\0", media.DICOM), (b"%PDF-" + b"\0" * 123 + b"DICM", media.DICOM),
    (b'<?xml version="1.0" encoding="GB2312"?>', media.XML), ('\ufeff<?xml version="1.0"?>'.encode(), media.XML),
    ('\ufeff<?xml version="1.0"?>'.encode("utf-16-le"), media.XML), (b"<AnnotatedECG xmlns=", media.XML),
    (b"<!DOCTYPE html><html>", media.HTML), (b"  <HTML>", media.HTML), (b"0       X X X X", media.EDF), (b'{"a": 1}', media.JSON),
    (b"", media.OTHER), (b"hello", media.OTHER), (b"\0\0\0", media.OTHER), (b"<", media.OTHER),
])  # fmt: skip
def test_sniff(head: bytes, expected: str) -> None:
    assert media.sniff(head) == expected
