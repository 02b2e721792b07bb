"""The OpenAPI document: from the routes, written where the viewer takes its types from."""

import json
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.http.models.common import Problem

TARGET = Path(__file__).resolve().parents[2] / "viewer" / "src" / "api" / "openapi.json"
UNSAFE = ("post", "put", "patch", "delete")
CSRF = {
    "name": "X-CSRF-Token", "in": "header", "required": True, "schema": {"type": "string"},
    "description": "`csrf_token` of the session",
}  # fmt: skip


def document_of(app: FastAPI) -> dict[str, Any]:
    """The document of an application, with problems, the cookie and the CSRF header described."""
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas: dict[str, Any] = document["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    document["components"]["securitySchemes"] = {"session": {"type": "apiKey", "in": "cookie", "name": "lightbox_session"}}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _describe(path, method, operation)
    return document


def _describe(path: str, method: str, operation: dict[str, Any]) -> None:
    sign_in = path.endswith("/session") and method == "post"
    if not sign_in:
        operation["security"] = [{"session": []}]
        if method in UNSAFE:
            operation.setdefault("parameters", []).append(CSRF)
    answers: dict[str, Any] = operation["responses"]
    if "HTTPValidationError" in json.dumps(answers.get("422", {})):
        answers["422"] = {
            "description": "请求内容不正确",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }


def document_text() -> str:
    """The document as it is committed."""
    from api.http.app import describe

    return json.dumps(document_of(describe()), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(document_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
