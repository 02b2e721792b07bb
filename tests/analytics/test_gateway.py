"""The gateway as its clients see it: accounts, protocols, limits, an orderly end."""

import shutil
import signal
import subprocess
import threading
import time
import warnings
from typing import Any

import pandas as pd
import pymysql
import pytest
from pyarrow import ipc

from tests.analytics.clients import ask, http, sql
from tests.analytics.process import Gateway, prepare, secret
from tests.analytics.test_portable import REFUSED
from tests.analytics.things import T0, rows, thing
from warehouse.errors import Misconfigured, Refused, Unreachable
from warehouse.tables.model import Table

LONG_QUERY = "SELECT COUNT(*) AS n FROM numbers a, numbers b, numbers c, numbers d, numbers e WHERE a.n + b.n + c.n + d.n + e.n = 7"


@pytest.fixture(scope="module")
def numbers(gateway: Gateway) -> Gateway:
    """A table of 6,000 rows: more than one answer of MySQL's protocol may hold here."""
    table = thing("numbers")
    client = gateway.client()
    client.apply([table])
    client.load("numbers.1", {"numbers": rows(table, [{"id": i, "n": i} for i in range(6000)])})
    return gateway


# --- accounts -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user, password", [("loader", "wrong"), ("loader", ""), ("root", ""), ("root", "wrong"), ("", "")])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(gateway: Gateway, user: str, password: str) -> None:
    with pytest.raises(pymysql.err.OperationalError) as refused:
        sql(gateway, user, password)
    assert refused.value.args[0] == 1045
    assert http(gateway, user, password).get("/api/gateway").status_code == 401
    client = gateway.client(user, password)
    for call in (lambda: client.query("SELECT 1 AS a"), lambda: client.load("x", {}), client.describe):
        with pytest.raises(Misconfigured, match="refused the account"):
            call()


def test_the_analyst_reads_and_changes_nothing(gateway: Gateway, gateway_table: Table) -> None:
    gateway.client().load(f"{gateway_table.name}.a", {gateway_table.name: rows(gateway_table, [{"id": 1, "n": 5}])})
    analyst = gateway.client("analyst")
    assert analyst.query(f"SELECT n FROM {gateway_table.name}").to_pylist() == [{"n": 5}]
    assert gateway_table in analyst.describe()
    with pytest.raises(Misconfigured, match="account analyst may only read"):
        analyst.load(f"{gateway_table.name}.b", {gateway_table.name: rows(gateway_table, [{"id": 2}])})
    with pytest.raises(Misconfigured, match="account analyst may only read"):
        analyst.apply([thing()])
    answer = http(gateway, "analyst").put(f"/api/lightbox/{gateway_table.name}/_stream_load", headers={"label": "c"}, content=b"")
    assert answer.status_code == 403
    assert gateway.client().query(f"SELECT COUNT(*) AS n FROM {gateway_table.name}").to_pylist() == [{"n": 1}]


@pytest.mark.parametrize("user", ["analyst", "loader"])
def test_refusals_reach_the_sql_client_by_name(gateway: Gateway, user: str) -> None:
    with sql(gateway, user) as connection, connection.cursor() as cursor:
        for statement, said in REFUSED.items():
            if not statement or statement.startswith("SELECT 1 AS a;"):
                continue  # the protocol has its own words for these
            with pytest.raises(pymysql.err.MySQLError) as refused:
                cursor.execute(statement)
            assert said in str(refused.value), statement


def test_what_looks_harmless_is_not_swallowed(gateway: Gateway, gateway_table: Table) -> None:
    for statement, said in (
        ("BEGIN", "BEGIN is refused"),
        ("START TRANSACTION", "BEGIN is refused"),
        ("KILL 1", "no such connection of this account"),
        ("USE mysql", "there is no such database"),
        ("SELECT LENGTH('堃') AS n", "LENGTH is refused"),
        ("SELECT a.id FROM information_schema.tables b, " + gateway_table.name + " a", "another database cannot be read"),
        ("SELECT label FROM _load_label", "there is no table _load_label"),
    ):
        with pytest.raises(pymysql.err.MySQLError) as refused:
            ask(gateway, statement)
        assert said in str(refused.value)


# --- MySQL protocol ------------------------------------------------------------------------------------------------------------------------


def test_a_client_finds_its_way_about(gateway: Gateway, gateway_table: Table) -> None:
    assert (gateway_table.name,) in ask(gateway, "SHOW TABLES")
    assert ("lightbox",) in ask(gateway, "SHOW DATABASES")
    assert [r[0] for r in ask(gateway, f"DESCRIBE {gateway_table.name}")] == [c.name for c in gateway_table.columns]
    columns = ask(gateway, f"SELECT column_name FROM information_schema.columns WHERE table_name = '{gateway_table.name}'")
    assert {c.name for c in gateway_table.columns} == {c[0] for c in columns}
    assert "UNIQUE KEY (`id`)" in ask(gateway, f"SHOW CREATE TABLE {gateway_table.name}")[0][1]
    assert ask(gateway, "SELECT DATABASE() AS d") == [("lightbox",)]
    assert ask(gateway, "SET enable_insert_strict = true") == []
    assert ask(gateway, "SELECT @@version_comment LIMIT 1") != []
    assert ask(gateway, "SELECT 7 / 2 AS a, CHAR_LENGTH('堃喆') AS b") == [(3.5, 2)]
    assert ask(gateway, "COMMIT") == []


def test_values_keep_their_types_on_the_wire(gateway: Gateway, gateway_table: Table) -> None:
    value = {"id": 2**60, "kind": "堃", "n": -1, "flag": True, "words": "𠮷'\\\n", "day": T0.date(), "at": T0}
    gateway.client().load(f"{gateway_table.name}.a", {gateway_table.name: rows(gateway_table, [value])})
    assert ask(gateway, f"SELECT id, kind, n, flag, words, day, at FROM {gateway_table.name}") == [tuple(value.values())]


def test_pandas_reads_it(numbers: Gateway) -> None:
    with sql(numbers) as connection, pytest.warns(UserWarning, match="SQLAlchemy"):
        frame = pd.read_sql("SELECT id, n FROM numbers WHERE n < %(most)s ORDER BY id", connection, params={"most": 3})  # type: ignore[call-overload]
    assert frame.to_dict("list") == {"id": [0, 1, 2], "n": [0, 1, 2]}


def test_sqlalchemy_reflects_and_reads_it(gateway: Gateway, gateway_table: Table) -> None:
    from sqlalchemy import URL, MetaData, create_engine, func, inspect, select
    from sqlalchemy import Table as Reflected
    from sqlalchemy.exc import SAWarning

    url = URL.create("mysql+pymysql", "analyst", secret("gateway-analyst"), "127.0.0.1", gateway.settings.port("gateway_mysql"), "lightbox")
    engine = create_engine(url, connect_args={"password": secret("gateway-analyst").encode()})
    assert gateway_table.name in inspect(engine).get_table_names()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # of what only Doris has in SHOW CREATE TABLE
        reflected = Reflected(gateway_table.name, MetaData(), autoload_with=engine)
    with engine.connect() as connection:
        assert connection.execute(select(func.count().label("n")).select_from(reflected)).scalar() == 0
    engine.dispose()


@pytest.mark.servers
@pytest.mark.req("A-1.4", part=True)
def test_the_mariadb_command_line_reads_it(numbers: Gateway) -> None:
    program = shutil.which("mariadb") or pytest.fail("mariadb is not installed: apt install mariadb-client")
    command = [
        program,
        "--protocol=tcp",
        "-h127.0.0.1",
        f"-P{numbers.settings.port('gateway_mysql')}",
        "-uanalyst",
        "--skip-ssl",
        "-N",
        "-B",
    ]
    environment = {"MYSQL_PWD": secret("gateway-analyst"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def run(statement: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*command, "lightbox", "-e", statement], env=environment, capture_output=True, text=True, timeout=30, check=False
        )

    assert run("SELECT SUM(n) AS s, '堃' AS t FROM numbers WHERE n < 4").stdout == "6\t堃\n"
    refused = run("SELECT LENGTH(words) AS n FROM numbers")
    assert refused.returncode == 1
    assert "LENGTH is refused" in refused.stderr


def test_one_wrong_statement_does_not_end_the_connection(gateway: Gateway) -> None:
    with sql(gateway) as connection, connection.cursor() as cursor:
        for _ in range(3):
            with pytest.raises(pymysql.err.MySQLError):
                cursor.execute("SELECT nothing AS a FROM nowhere")
            cursor.execute("SELECT 1 AS a")
            assert cursor.fetchall() == ((1,),)


def test_small_answers_are_not_held_back(numbers: Gateway) -> None:
    with sql(numbers) as connection, connection.cursor() as cursor:
        times: list[float] = []
        for i in range(30):
            started = time.monotonic()
            cursor.execute(f"SELECT n FROM numbers WHERE id = {i}")
            times.append(time.monotonic() - started)
    assert sorted(times)[10] < 0.03, "a delayed acknowledgement costs 40 ms"


# --- limits ---------------------------------------------------------------------------------------------------------------------------------


def test_an_answer_longer_than_allowed_is_refused_and_the_arrow_route_gives_it(numbers: Gateway) -> None:
    with pytest.raises(Refused, match=r"more than 5,000 rows.*the Arrow route"):
        numbers.client("analyst").query("SELECT id FROM numbers")
    assert numbers.client("analyst").query("SELECT id FROM numbers ORDER BY id LIMIT 5000").num_rows == 5000
    asked = {"sql": "SELECT id, n FROM numbers WHERE n >= :least ORDER BY id", "params": {"least": 10}}
    answer = http(numbers, "analyst").post("/api/query", json=asked)
    found = ipc.open_stream(answer.content).read_all()
    assert (answer.headers["rows"], found.num_rows) == ("5990", 5990)
    assert found.column("id").to_pylist() == list(range(10, 6000))


@pytest.mark.parametrize(
    "body, said",
    [(b"{", "not JSON"), (b"[]", "not a JSON object"), (b"{}", "exactly one"), (b'{"sql": "DROP TABLE numbers"}', "DROP is refused")],
)
def test_the_arrow_route_refuses_by_name(numbers: Gateway, body: bytes, said: str) -> None:
    answer = http(numbers, "analyst").post("/api/query", content=body)
    assert answer.status_code == 422
    assert said in answer.json()["message"]


def test_a_query_that_takes_too_long_is_ended_and_others_go_on(numbers: Gateway) -> None:
    ended: list[str] = []

    def slow() -> None:
        try:
            numbers.client("analyst").query(LONG_QUERY)
        except Refused as error:
            ended.append(str(error))

    thread = threading.Thread(target=slow)
    started = time.monotonic()
    thread.start()
    waits: list[float] = []
    while thread.is_alive():
        asked = time.monotonic()
        assert ask(numbers, "SELECT n FROM numbers WHERE id = 7") == [(7,)]
        waits.append(time.monotonic() - asked)
    assert "took longer than 3 s" in ended[0]
    assert time.monotonic() - started < 20
    assert len(waits) > 3, "other clients were answered meanwhile"


# --- process --------------------------------------------------------------------------------------------------------------------------------


def test_the_end_is_orderly_and_data_and_declarations_are_there_afterwards(gateway: Gateway, tmp_path: Any) -> None:
    own = prepare(tmp_path / "home")
    with pytest.raises(Unreachable):
        own.client().query("SELECT 1 AS a")
    with pytest.raises(Unreachable):
        own.client().load("a", {})
    assert not own.client().health().ok
    table = thing("kept")
    client = own.start().client()
    client.apply([table])
    client.load("kept.a", {"kept": rows(table, [{"id": 1, "words": "confidential"}])})
    waiting = sql(own)
    taken = prepare(tmp_path / "home")
    with pytest.raises(AssertionError, match="cannot be opened"):
        taken.start()
    assert own.end(signal.SIGTERM) == 0
    waiting.close()
    own.start()
    assert own.client().query("SELECT id FROM kept").to_pylist() == [{"id": 1}]
    assert own.client().load("kept.a", {"kept": rows(table, [{"id": 2}])}).already
    with pytest.raises(pymysql.err.MySQLError):
        ask(own, "SELECT words AS w FROM kept WHERE id = 'confidential'")
    assert own.end(signal.SIGINT) == 0
    assert "Traceback" not in own.log.split("cannot be opened")[-1]
    assert "confidential" not in own.log


def test_a_long_query_does_not_hold_up_the_end(tmp_path: Any) -> None:
    own = prepare(tmp_path / "home").start()
    table = thing("numbers")
    own.client().apply([table])
    own.client().load("n.1", {"numbers": rows(table, [{"id": i, "n": i} for i in range(6000)])})
    failed: list[type[Exception]] = []

    def slow() -> None:
        try:
            own.client().query(LONG_QUERY)
        except (Unreachable, Refused) as error:
            failed.append(type(error))

    thread = threading.Thread(target=slow)
    thread.start()
    time.sleep(0.5)
    started = time.monotonic()
    assert own.end(signal.SIGTERM) == 0
    assert time.monotonic() - started < 10
    thread.join()
    assert failed == [Unreachable]
