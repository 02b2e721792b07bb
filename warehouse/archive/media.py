"""The type of a file by its content, never by its name."""

PDF, JPEG, PNG, DICOM = "application/pdf", "image/jpeg", "image/png", "application/dicom"
XML, EDF, JSON, HTML, OTHER = "application/xml", "application/edf", "application/json", "text/html", "application/octet-stream"
HEAD_BYTES = 1024


def sniff(head: bytes) -> str:
    """The media type that the first HEAD_BYTES bytes show; OTHER when they show none we know."""
    if head[128:132] == b"DICM":
        return DICOM
    for magic, media in ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG)):
        if head.startswith(magic):
            return media
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return HTML
    if text.startswith(b"<?xml") or text.startswith(b"<annotatedecg"):
        return XML
    if head.startswith(b"0       "):
        return EDF
    return OTHER
