"""Archived files: bytes by range, pages as pictures."""

from collections.abc import Callable
from typing import Annotated, Any, BinaryIO, TypeVar

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.http.authority import Caller, authorised
from api.http.deps import Parts
from api.http.models.common import Id
from api.http.models.exams import FilePages
from api.http.problems import ProblemError, documented
from warehouse.archive.archive import Accepted
from warehouse.archive.media import JPEG, PDF, PNG
from warehouse.errors import Refused
from warehouse.reading import exams, files, people

router = APIRouter(prefix="/files", tags=["files"], responses=documented("not-signed-in", "not-allowed", "not-found", "restricted"))
Reader = Annotated[Caller, Depends(authorised("files:read", "file:{file_id}"))]
Shown = TypeVar("Shown", int, bytes)
INLINE = (PDF, JPEG, PNG)
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_BYTES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The whole file", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
    206: {"description": "The range asked for"},
}
_PNG: dict[int | str, dict[str, Any]] = {
    200: {"description": "The page", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/{file_id}", response_class=StreamingResponse, responses=_BYTES | documented("bad-range"))
def get_file(file_id: Id, request: Request, caller: Reader, deps: Parts) -> Response:
    """The file as the source had it, bit for bit. One byte range is answered (RFC 9110)."""
    fact = _fact(file_id, caller, deps)
    kept = _kept(fact, deps)
    tag = f'"{kept.object_id}"'
    shown = "inline" if kept.media_type in INLINE else "attachment"
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": tag,
        "Content-Disposition": f'{shown}; filename="{files.download_name(fact, kept.media_type)}"',
        "Content-Security-Policy": PDF_POLICY if kept.media_type == PDF else "default-src 'none'; sandbox; frame-ancestors 'none'",
        "X-Frame-Options": "SAMEORIGIN" if kept.media_type == PDF else "DENY",
    }
    asked = request.headers.get("range") if request.headers.get("if-range", tag) == tag else None
    try:
        span = files.span_of(asked, kept.bytes)
    except ValueError:
        raise ProblemError("bad-range", headers={"Content-Range": f"bytes */{kept.bytes}"}) from None
    whole = files.Span(0, kept.bytes - 1)
    if span is not None:
        headers["Content-Range"] = f"bytes {span.start}-{span.end}/{kept.bytes}"
    headers["Content-Length"] = str((span or whole).size)
    content = files.read(_open(kept, deps), span or whole)
    return StreamingResponse(content, 206 if span else 200, headers, kept.media_type)


@router.get("/{file_id}/pages", responses=documented("not-showable"))
def get_pages(file_id: Id, caller: Reader, deps: Parts) -> FilePages:
    """How many pages or frames can be shown as pictures."""
    fact = _fact(file_id, caller, deps)
    kept = _kept(fact, deps)
    with _open(kept, deps) as stream:
        pages = _showing(lambda: deps.pictures.pages(stream, kept.media_type))
    return FilePages(file_id=file_id, media_type=kept.media_type, pages=pages)


@router.get("/{file_id}/pages/{number}.png", response_class=Response, responses=_PNG | documented("not-showable"))
def get_page(file_id: Id, number: Annotated[int, Path(ge=1, le=100_000)], caller: Reader, deps: Parts) -> Response:
    """One page of a PDF, one frame of a DICOM object (windowed), or the picture itself, as PNG. For looking, not for reading."""
    fact = _fact(file_id, caller, deps)
    kept = _kept(fact, deps)
    with _open(kept, deps) as stream:
        picture = _showing(lambda: deps.pictures.page(stream, kept.media_type, number))
    return Response(picture, media_type=PNG)


def _fact(file_id: int, caller: Caller, deps: Parts) -> dict[str, Any]:
    fact = files.file(deps.store, file_id)
    owner = exams.row(deps.store, fact["exam_id"]) if fact else None
    if fact is None or owner is None:
        raise ProblemError("not-found")
    if people.restricted(deps.identity, [owner]):
        caller.refused("files:read", f"file:{file_id}", "restricted")
    return fact


def _kept(fact: dict[str, Any], deps: Parts) -> Accepted:
    try:
        return deps.archive.stat(fact["object_id"])
    except Refused:
        raise ProblemError("damaged") from None


def _open(kept: Accepted, deps: Parts) -> BinaryIO:
    try:
        return deps.archive.open(kept.object_id)
    except Refused:
        raise ProblemError("damaged") from None


def _showing(draw: Callable[[], Shown]) -> Shown:
    try:
        return draw()
    except Refused as refused:
        raise ProblemError("not-showable", refused.message) from None
