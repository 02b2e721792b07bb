"""One archived file: its fact, its bytes by range. Callers have checked files:read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from warehouse.analytics.store import AnalyticStore
from warehouse.archive.media import DICOM, EDF, JPEG, PDF, PNG, XML

CHUNK = 256 * 1024
ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png", DICOM: "dcm", XML: "xml", EDF: "edf"}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True)
class Span:
    """Bytes `start` to `end`, both included."""

    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start + 1


def file(store: AnalyticStore, file_id: int) -> dict[str, Any] | None:
    """One file fact whose exam can still be seen; None when there is none."""
    rows = store.query("SELECT f.* FROM file_fact f WHERE f.file_id = :id AND f.void = FALSE", {"id": file_id}).to_pylist()
    return rows[0] if rows and rows[0]["object_id"] else None


def span_of(header: str | None, size: int) -> Span | None:
    """The one range a Range header asks for (RFC 9110 §14.2); None: the whole file. ValueError: outside the file.

    Several ranges, other units and what cannot be read are answered with the whole file, as the RFC allows.
    """
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if first == "":
        length = min(int(last), size)
        span = Span(size - length, size - 1)
    else:
        span = Span(int(first), min(int(last), size - 1) if last else size - 1)
        if last and int(last) < int(first):
            return None
    if span.start >= size or span.size < 1:
        raise ValueError("outside the file")
    return span


def read(stream: BinaryIO, span: Span) -> Iterator[bytes]:
    """The bytes of a span, in chunks; closes the stream."""
    with stream:
        stream.seek(span.start)
        left = span.size
        while left > 0 and (part := stream.read(min(CHUNK, left))):
            left -= len(part)
            yield part


def download_name(fact: dict[str, Any], media_type: str) -> str:
    """Our own number and an ending: a source's file name may hold a name."""
    return f"lightbox-{fact['file_id']}.{ENDINGS.get(media_type, 'bin')}"
