"""The type of a file by its content, never by its name."""

PDF, JPEG, PNG, DICOM = "application/pdf", "image/jpeg", "image/png", "application/dicom"
XML, EDF, JSON, HTML, OTHER = "application/xml", "application/edf", "application/json", "text/html", "application/octet-stream"
HEAD_BYTES = 1024


def sniff(head: bytes) -> str:
    """The media type that the first HEAD_BYTES bytes show; OTHER when they show none we know.

    DICOM PS3.10 §7.1; PDF readers look for the mark anywhere in the first 1,024 bytes (ISO 32000, implementation notes); EDF: version "0".
    """
    if head[128:132] == b"DICM":
        return DICOM
    for magic, media in ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"0       ", EDF)):
        if head.startswith(magic):
            return media
    text = _text(head)
    if text.startswith(("<!doctype html", "<html", "<head", "<body")):
        return HTML
    if text.startswith(("<?xml", "<annotatedecg")):
        return XML
    if text.startswith(("{", "[")) and "\0" not in text:
        return JSON
    return PDF if b"%PDF-" in head else OTHER


def _text(head: bytes) -> str:
    """The beginning as lower-case text, whatever its byte order mark says; what is not text stays unreadable."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").lstrip().lower()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().decode("latin-1").lower()
