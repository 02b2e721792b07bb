"""A service on a real HTTP server gives what the database behind it gives; its failures are ours in name, bounded, and without values."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.batch import Window
from pipelines.declaration import SOURCES, Source, load
from pipelines.row_source import row_source
from quality.feeds import Feed
from settings import Settings
from tests.extractors.service import Answer, Service, serving
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable

pytestmark = pytest.mark.servers
BY_NUMBER = {
    "rows": "data.items",
    "since": "since",
    "until": "until",
    "size": "size",
    "page": "page",
    "total": "data.total",
    "code": "code",
}
BY_CURSOR = {"rows": "data.items", "since": "since", "until": "until", "size": "size", "cursor": "cursor", "next": "data.next"}
EVERYTHING = Window(None, {"changed": "2099-01-01 00:00:00"})
NAME = "\u738b\u5c0f\u660e"


def declared(folder: Path, rest: dict[str, Any]) -> Source:
    """The declaration of ECGIS, read from a service instead of its database."""
    document = yaml.safe_load((SOURCES / "ecgis.yaml").read_text(encoding="utf-8"))
    document["rest"] = rest
    for feed in document["feeds"].values():
        feed["increments"] = [{"name": "changed", "kind": "time", "column": "w.uploaded_at", "lookback_s": 600}]
    file = folder / "ecgis.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return load(file)


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(Service()) as running:
        yield running


def settings(home: Path, **limits: Any) -> Settings:
    return Settings(home=home / "var", keys=home / "keys", **{"statement_timeout_s": 5, "page_rows": 10, "rest_wait_max_s": 2} | limits)


def read(
    service: Service, home: Path, rest: dict[str, Any] = BY_NUMBER, wanted: Window = EVERYTHING, **limits: Any
) -> list[dict[str, Any]]:
    source = declared(home, rest)
    facts = {"url": service.url, "token": "s3cret-token"}
    with row_source(source, source.feeds[Feed.EXAMS], facts, settings(home, **limits)) as rows:
        return [row for page in rows.rows(wanted) for row in page]


def good(items: list[dict[str, Any]], total: int | None = None, **data: Any) -> Answer:
    body = {"code": 0, "data": {"items": items, "total": len(items) if total is None else total, **data}}
    return 200, {}, json.dumps(body, ensure_ascii=False).encode()


def item(number: int, **fields: Any) -> dict[str, Any]:
    return {"record_no": f"E{number}", "upload_seq": 1, "patient_name": NAME, **fields}


def test_the_window_the_page_and_the_token_are_sent_as_declared(service: Service, tmp_path: Path) -> None:
    service.first = [good([item(1), item(2, hr=1.5, rv5={"a": 1})], total=3), good([item(3)], total=3)]
    wanted = Window({"changed": "2026-01-02 00:10:00"}, {"changed": "2026-01-03 00:00:00"})
    rows = read(service, tmp_path, wanted=wanted)
    assert [row["w.record_no"] for row in rows] == ["E1", "E2", "E3"]
    assert str(rows[1]["w.hr"]) == "1.5"
    path, query, headers = service.seen[1]
    assert path == "/api/ecg_wide"
    assert query == {"since": "2026-01-02 00:00:00", "until": "2026-01-03 00:00:00", "size": "10", "page": "2"}
    assert headers["authorization"] == "Bearer s3cret-token"


def test_a_cursor_is_followed_to_its_end_and_not_in_a_circle(service: Service, tmp_path: Path) -> None:
    service.first = [good([item(1)], next="a"), good([], next="b"), good([item(2)], next=None)]
    assert [row["w.record_no"] for row in read(service, tmp_path, BY_CURSOR)] == ["E1", "E2"]
    assert [query.get("cursor") for _, query, _ in service.seen] == [None, "a", "b"]
    service.first = [good([item(1)], next="a"), good([item(2)], next="a")]
    with pytest.raises(Refused, match="again and again"):
        read(service, tmp_path, BY_CURSOR)


@pytest.mark.parametrize("second", [good([item(2)], total=4), good([], total=3), good([item(2)], total=2)])
def test_rows_that_move_between_two_pages_are_noticed(service: Service, tmp_path: Path, second: Answer) -> None:
    service.first = [good([item(1)], total=3), second]
    with pytest.raises(Unreachable, match="moved"):
        read(service, tmp_path)


PROBLEMS: list[tuple[str, Answer, type[LightboxError]]] = [
    ("no token", (401, {}, NAME.encode()), Misconfigured),
    ("no right", (403, {}, NAME.encode()), Misconfigured),
    ("broken", (500, {}, NAME.encode()), Unreachable),
    ("down", (503, {}, NAME.encode()), Unreachable),
    ("asks for an hour", (429, {"Retry-After": "3600"}, b""), Unreachable),
    ("no such path", (404, {}, NAME.encode()), Refused),
    ("not JSON", (200, {}, f"<html>{NAME}</html>".encode()), Refused),
    ("no rows", (200, {}, json.dumps({"code": 0, "data": {"items": NAME}}).encode()), Refused),
    ("says no with 200", (200, {}, json.dumps({"code": 500, "message": NAME}).encode()), Refused),
    ("too long", (200, {}, b'"' + b"x" * 2000 + b'"'), Refused),
    ("too many rows", good([item(n) for n in range(30)]), Refused),
    ("no key", good([{"patient_name": NAME}]), Misconfigured),
]


@pytest.mark.parametrize(("answer", "expected"), [p[1:] for p in PROBLEMS], ids=[p[0] for p in PROBLEMS])
def test_a_failure_is_told_in_our_words(service: Service, tmp_path: Path, answer: Answer, expected: type[LightboxError]) -> None:
    service.first = [answer]
    with pytest.raises(LightboxError) as told:
        read(service, tmp_path, rest_page_max_bytes=1500 if b"xxxx" in answer[2] else 100_000, batch_rows=20)
    assert type(told.value) is expected
    for secret in (NAME, "s3cret", "127.0.0.1", "2026"):
        assert secret not in str(told.value)


def test_a_busy_service_is_waited_for_as_long_as_it_says_and_no_longer_than_the_limit(service: Service, tmp_path: Path) -> None:
    service.first = [(429, {"Retry-After": "1"}, b""), good([item(1)])]
    started = time.monotonic()
    assert len(read(service, tmp_path)) == 1
    assert time.monotonic() - started >= 1
    service.first = [(503, {"Retry-After": "0"}, b"")] * 50
    with pytest.raises(Unreachable):
        read(service, tmp_path)
    assert len(service.first) > 40


def test_a_service_that_does_not_answer_is_given_up(service: Service, tmp_path: Path) -> None:
    def slow() -> Answer:
        time.sleep(2.5)
        return good([])

    service.first = [slow]
    with pytest.raises(Unreachable, match="in time"):
        read(service, tmp_path, statement_timeout_s=1)


def test_a_redirect_stays_on_its_host_and_takes_the_token_nowhere_else(service: Service, tmp_path: Path) -> None:
    service.first = [(302, {"Location": "/api/v2/ecg_wide?page=1"}, b""), good([item(1)])]
    assert len(read(service, tmp_path)) == 1
    assert service.seen[1][0] == "/api/v2/ecg_wide"
    with serving(Service()) as other:
        service.first = [(302, {"Location": f"{other.url}/ecg_wide"}, b"")]
        with pytest.raises(Refused, match="another host"):
            read(service, tmp_path)
        assert other.seen == []
    service.first = [(302, {"Location": "/api/again"}, b"")] * 9
    with pytest.raises(Refused, match="without end"):
        read(service, tmp_path)


def test_a_port_nobody_listens_on_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        read(Service(url="http://127.0.0.1:1/api"), tmp_path)


def test_the_filter_of_the_feed_holds_for_rows_of_a_service(service: Service, tmp_path: Path) -> None:
    service.first = [good([item(1), item(2, order_no="A1"), item(3, order_at="2026-01-01 00:00:00"), item(4, order_no=None)])]
    source = declared(tmp_path, BY_NUMBER)
    with row_source(source, source.feeds[Feed.ORDERS], {"url": service.url}, settings(tmp_path)) as rows:
        assert [row["w.record_no"] for page in rows.rows(EVERYTHING) for row in page] == ["E2", "E3"]


@pytest.mark.parametrize(
    "rest",
    [{}, {"page": "p"}, {"cursor": "c"}, {"page": "p", "total": "t", "cursor": "c", "next": "n"}, {"page": "p", "total": "t", "next": "n"}],
)
def test_a_declaration_says_one_way_of_paging(rest: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="pages go by"):
        declared(tmp_path, rest)


def test_a_service_without_a_declaration_of_how_it_is_asked_is_told(service: Service, tmp_path: Path) -> None:
    source = load(SOURCES / "ecgis.yaml")
    with pytest.raises(Misconfigured, match="rest"), row_source(source, source.feeds[Feed.EXAMS], {"url": service.url}, settings(tmp_path)):
        pass
