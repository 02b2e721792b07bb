"""The document is the interface: up to date, with examples, problems and the CSRF header."""

import pytest

from api.http.app import PUBLIC, describe
from api.http.openapi import TARGET, document_of, document_text
from api.http.routes.exams import plain
from warehouse.tables.exam import EXAM


def test_the_committed_document_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == document_text(), "run: python -m api.http.openapi"


def operations() -> list[tuple[str, str, dict]]:
    paths = document_of(describe())["paths"]
    return [(path, method, operation) for path, methods in paths.items() for method, operation in methods.items()]


@pytest.mark.parametrize("path, method, operation", operations())
def test_every_operation_tells_its_refusals_and_what_a_change_needs(path: str, method: str, operation: dict) -> None:
    assert operation["description"]
    if (method.upper(), path) in PUBLIC:
        return
    assert "401" in operation["responses"]
    for status in ("401", "403", "404", "422"):
        if status in operation["responses"]:
            content = operation["responses"][status]["content"]
            assert list(content) == ["application/problem+json"], (path, status)
    sent = {parameter["name"] for parameter in operation.get("parameters", [])}
    assert ("X-CSRF-Token" in sent) == (method != "get")


def test_no_url_takes_a_name_or_number_of_a_person() -> None:
    words = {parameter["name"] for _, _, operation in operations() for parameter in operation.get("parameters", [])}
    assert not words & {"q", "name", "phone", "id_number", "card_no", "accession_no"}


def test_every_answer_has_examples() -> None:
    schemas = document_of(describe())["components"]["schemas"]
    from_tables = {"ExamFacts", "Report", "File", "ExamItem"}
    for name, schema in schemas.items():
        if name not in from_tables and schema.get("type") == "object":
            told = [p for p in schema["properties"].values() if "examples" in p or "$ref" in str(p) or "default" in p or "const" in p]
            assert told, name


def test_a_new_column_of_a_table_appears_by_itself() -> None:
    schema = document_of(describe())["components"]["schemas"]["ExamFacts"]["properties"]
    assert set(schema) >= {c.name for c in EXAM.columns} - {"load_seq", "void", "void_reason"}
    assert schema["wait_s"]["description"] == "等待耗时: T3 - T2 [s]"


def test_plain_leaves_no_time_object() -> None:
    from datetime import datetime

    assert plain({"a": [datetime(2026, 1, 2, 3)]}) == {"a": ["2026-01-02T03:00:00.000"]}
