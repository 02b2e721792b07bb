"""Stream Load and load units at the gateway's door."""

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pyarrow import parquet

from tests.analytics.clients import arrow, http
from tests.analytics.process import Gateway, secret
from tests.analytics.things import T0, rows, thing
from warehouse.analytics.engines.doris import DorisEngine
from warehouse.analytics.store import LoadResult
from warehouse.analytics.units import write_unit
from warehouse.errors import Refused
from warehouse.tables.model import Table


def stream_load(gateway: Gateway, table: str, body: bytes, **headers: str) -> dict[str, Any]:
    given = {"Expect": "100-continue", **headers}
    answer = http(gateway).put(f"/api/lightbox/{table}/_stream_load", content=body, headers=given)
    assert answer.status_code == 200
    return answer.json()


def test_stream_load_reads_what_doris_reads(gateway: Gateway, gateway_table: Table) -> None:
    parquet_body = io.BytesIO()
    parquet.write_table(rows(gateway_table, [{"id": 2, "words": "b", "load_seq": 1}]), parquet_body)
    bodies = {
        "arrow": arrow(rows(gateway_table, [{"id": 1, "words": "a"}])),
        "parquet": parquet_body.getvalue(),
        "json": '{"id": 3, "words": "堃", "flag": true, "at": "2026-01-02 03:04:05.678", "load_seq": 1}\n'.encode(),
        "csv": "4\tx\t5\t\\N\t堃\t2026-01-02\t2026-01-02 03:04:05.678\t1\n".encode(),
    }
    for form, body in bodies.items():
        answer = stream_load(gateway, gateway_table.name, body, label=f"{gateway_table.name}-{form}", format=form)
        assert (answer["Status"], answer["NumberLoadedRows"]) == ("Success", 1), (form, answer)
        assert (
            stream_load(gateway, gateway_table.name, body, label=f"{gateway_table.name}-{form}", format=form)["Status"]
            == "Label Already Exists"
        )
    few = stream_load(
        gateway, gateway_table.name, b"5,7,1\n", label=f"{gateway_table.name}-few", columns="id,n,load_seq", column_separator=","
    )
    assert few["Status"] == "Success", few
    found = gateway.client().query(f"SELECT id, n, flag, words, at FROM {gateway_table.name} ORDER BY id").to_pylist()
    assert [(r["id"], r["words"]) for r in found] == [(1, "a"), (2, "b"), (3, "堃"), (4, "堃"), (5, None)]
    assert (found[2]["flag"], found[2]["at"], found[3]["flag"], found[3]["n"], found[4]["n"]) == (True, T0, None, 5, 7)


@pytest.mark.parametrize(
    "headers, body, said",
    [
        ({}, b"", "needs a label"),
        ({"label": "a.b"}, b"", "needs a label"),
        ({"label": "l-1", "format": "xml"}, b"<a/>", "the format is refused"),
        ({"label": "l-2", "format": "arrow"}, b"gibberish", "the body is not arrow"),
        ({"label": "l-3", "format": "parquet"}, b"gibberish", "the body is not parquet"),
        ({"label": "l-4", "format": "json"}, b"gibberish", "the body is not json"),
        ({"label": "l-5", "format": "csv"}, b"gibberish\n", "the body is not csv"),
        ({"label": "l-6", "format": "json"}, b'{"id": null, "load_seq": 1}', "id is null in 1 rows"),
        ({"label": "l-7", "format": "json"}, b'{"id": 1, "load_seq": 1, "other": 2}', "columns differ from the declaration: other"),
    ],
)
def test_stream_load_says_what_it_refuses_and_quotes_no_value(
    gateway: Gateway, gateway_table: Table, headers: dict[str, str], body: bytes, said: str
) -> None:
    answer = stream_load(gateway, gateway_table.name, body, **headers)
    assert (answer["Status"], answer["NumberLoadedRows"]) == ("Fail", 0)
    assert said in answer["Message"]
    assert "gibberish" not in answer["Message"]


def test_a_cut_or_strange_unit_is_refused_whole(gateway: Gateway, gateway_table: Table) -> None:
    body = io.BytesIO()
    write_unit(body, {gateway_table.name: rows(gateway_table, [{"id": i} for i in range(100)])})
    whole = body.getvalue()
    bodies = (
        b"",
        b"gibberish",
        whole[:5],
        whole[:12],
        whole[:-1],
        whole[: len(whole) // 2],
        whole + whole[8:],
        whole[:60] + b"\0" * 40 + whole[100:],
    )
    for number, sent in enumerate(bodies):
        answer = http(gateway).put("/api/lightbox/_unit", content=sent, headers={"label": f"{gateway_table.name}-{number}"})
        assert answer.status_code == 422, number
    assert http(gateway).put("/api/other/_unit", content=whole, headers={"label": f"{gateway_table.name}-other"}).status_code == 422
    assert gateway.client().query(f"SELECT COUNT(*) AS n FROM {gateway_table.name}").to_pylist() == [{"n": 0}]


def test_declarations_that_are_none_are_refused(gateway: Gateway) -> None:
    for body in ({}, {"tables": [{}]}, {"tables": [{"name": "x"}]}, {"tables": 1}):
        assert http(gateway).post("/api/tables", json=body).status_code == 422
    with pytest.raises(Refused, match="small letters"):
        gateway.client().apply([thing('x" (a INT); DROP TABLE exam; --')])


# --- the client's way to a cluster, as far as the gateway speaks it -------------------------------------------------------------------------


class _Frontend(BaseHTTPRequestHandler):
    """Sends a load on to a backend without reading it, as a Doris frontend does."""

    protocol_version = "HTTP/1.1"
    backend = ""

    def do_PUT(self) -> None:
        self.send_response(307)
        self.send_header("Location", self.backend + self.path)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.mark.parametrize("count", [1, 60_000])
def test_stream_load_follows_a_frontend_to_its_backend_with_account_and_body(gateway: Gateway, gateway_table: Table, count: int) -> None:
    _Frontend.backend = gateway.base
    with ThreadingHTTPServer(("127.0.0.1", 0), _Frontend) as frontend:
        threading.Thread(target=frontend.serve_forever, daemon=True).start()
        mysql = gateway.settings.port("gateway_mysql")
        client = DorisEngine("127.0.0.1", mysql, frontend.server_address[1], "loader", secret("gateway-loader"))
        client._gateway = False  # type: ignore[attr-defined]  # a frontend has no route for units
        client._tables[gateway_table.name] = gateway_table  # type: ignore[attr-defined]
        data = rows(gateway_table, [{"id": i, "words": "w" * 100} for i in range(count)])
        assert client.load(f"{gateway_table.name}.a", {gateway_table.name: data}) == LoadResult(
            f"{gateway_table.name}.a", {gateway_table.name: count}, False
        )
        assert client.load(f"{gateway_table.name}.a", {gateway_table.name: data}).already
        with pytest.raises(Refused, match="kind is longer than 16 characters"):
            client.load(f"{gateway_table.name}.b", {gateway_table.name: rows(gateway_table, [{"id": 1, "kind": "k" * 17}])})
        frontend.shutdown()
    assert gateway.client().query(f"SELECT COUNT(*) AS n FROM {gateway_table.name}").to_pylist() == [{"n": count}]
