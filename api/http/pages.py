"""What is served beside the API: the viewer's files, the documents of the interface, a sign of life."""

from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from api.http.openapi import document_of

router = APIRouter(include_in_schema=False)
INDEX = "index.html"
LONG = "public, max-age=31536000, immutable"  # built files carry a hash in their names


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """Whether this process answers; of the stores tells /api/v1/status."""
    return {"status": "ok"}


@router.get("/api/openapi.json")
def openapi_json(request: Request) -> JSONResponse:
    return JSONResponse(document_of(request.app))


@router.get("/api/docs")
def docs(request: Request) -> HTMLResponse:
    """The interface as one page without scripts, so that it works in a closed network and under our own policy."""
    return HTMLResponse(_page(document_of(request.app)), headers={"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"})


def _page(document: dict[str, Any]) -> str:
    parts: list[str] = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            parameters = ", ".join(escape(p["name"]) for p in operation.get("parameters", []))
            answers = ", ".join(escape(code) for code in operation["responses"])
            parts.append(
                f"<h2><code>{escape(method.upper())} {escape(path)}</code></h2><p>{escape(operation.get('description', ''))}</p>"
                f"<p>Parameters: {parameters or '–'}. Answers: {answers}.</p>"
            )
    info = document["info"]
    head = f"<h1>{escape(info['title'])} API {escape(info['version'])}</h1><p>{escape(info['description'])}</p>"
    whole = "<p>Models and examples: <a href='/api/openapi.json'>openapi.json</a></p>"
    return f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Lightbox API</title>{head}{whole}{''.join(parts)}</html>"


def serve_viewer(app: FastAPI, folder: Path) -> None:
    """The built viewer at `/`; a path without a file is a page of the viewer, which finds its own way."""
    root = folder.resolve()

    @app.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    def viewer(path: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        if path.startswith("api/"):
            raise HTTPException(404)
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            file = root / INDEX
        built = file.parent.name == "assets"
        return FileResponse(file, headers={"Cache-Control": LONG if built else "no-cache"})
