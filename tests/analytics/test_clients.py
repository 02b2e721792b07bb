"""Other people's clients of a running gateway: command line, drivers, data frames, Arrow."""

import json
import os
import shutil
import subprocess
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import Any

import mysql.connector
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import ipc
from sqlalchemy import URL, Engine, MetaData, create_engine, inspect, select, text
from sqlalchemy import Table as Reflected
from sqlalchemy.exc import DBAPIError, SAWarning

from tests.analytics.clients import ask, http, sql
from tests.analytics.process import Gateway, secret
from tests.analytics.things import T0, rows, thing
from warehouse.tables.model import Table

pytestmark = [pytest.mark.servers, pytest.mark.req("A-1.4", part=True)]
HOSTILE = "' OR '1'='1' -- \\' ? \" ` 堃𠮷\n"
NODE = Path(__file__).parent / "node"


@pytest.fixture(scope="module")
def table(gateway: Gateway) -> Table:
    """Three rows: of values, of nulls, of a text that would be SQL in the wrong hands."""
    made = thing("clients")
    client = gateway.client()
    client.apply([made])
    full = {"id": 2**53 + 1, "kind": "堃", "n": -5, "flag": True, "words": "a", "day": T0.date(), "at": T0}
    client.load("clients.1", {"clients": rows(made, [full, {"id": 2}, {"id": 3, "n": 7, "flag": False, "words": HOSTILE}])})
    return made


# --- the mariadb command line ---------------------------------------------------------------------------------------------------------------


def mariadb(gateway: Gateway, *given: str) -> "subprocess.CompletedProcess[str]":
    program = shutil.which("mariadb")
    if program is None:
        pytest.skip("the program mariadb is not installed")
    where = ["--protocol=tcp", "-h127.0.0.1", f"-P{gateway.settings.port('gateway_mysql')}", "-uanalyst", "--skip-ssl"]
    environment = {"MYSQL_PWD": secret("gateway-analyst"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return subprocess.run([program, *where, *given], env=environment, capture_output=True, text=True, timeout=30, check=False)


def test_mariadb_reads_and_looks_about(gateway: Gateway, table: Table) -> None:
    found = mariadb(gateway, "-N", "-B", "lightbox", "-e", "SELECT id, kind, n, flag, day, at FROM clients ORDER BY id DESC LIMIT 1")
    assert found.stdout == f"{2**53 + 1}\t堃\t-5\t1\t2026-01-02\t2026-01-02 03:04:05.678000\n"
    looked = mariadb(gateway, "-B", "-e", "USE lightbox; SHOW TABLES; DESCRIBE clients; SHOW PROCESSLIST; STATUS;")
    assert looked.returncode == 0, looked.stderr
    assert "clients" in looked.stdout
    assert "lightbox gateway" in looked.stdout
    created = mariadb(gateway, "-B", "-r", "lightbox", "-e", "SHOW CREATE TABLE clients")
    assert "UNIQUE KEY (`id`)" in created.stdout


def test_mariadb_is_refused_by_name(gateway: Gateway, table: Table) -> None:
    for statement, said in (("SELECT LENGTH(words) AS n FROM clients", "LENGTH is refused"), ("DELETE FROM clients", "DELETE is refused")):
        refused = mariadb(gateway, "lightbox", "-e", statement)
        assert refused.returncode == 1
        assert said in refused.stderr
    assert "no such database" in mariadb(gateway, "mysql", "-e", "SELECT 1 AS a").stderr


# --- Python drivers -------------------------------------------------------------------------------------------------------------------------


def test_pymysql_reads_values_and_null(gateway: Gateway, table: Table) -> None:
    with sql(gateway) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id FROM clients WHERE words = %s", (HOSTILE,))
        assert cursor.fetchall() == ((3,),)
        cursor.execute("SELECT id FROM clients WHERE words = %(w)s OR n IN %(n)s ORDER BY id", {"w": "'", "n": (7, -5)})
        assert cursor.fetchall() == ((3,), (2**53 + 1,))
        connection.commit()
        connection.rollback()
        cursor.execute("SELECT n, words, day FROM clients WHERE id = 2")
        assert cursor.fetchall() == ((None, None, None),)


@pytest.fixture
def connector(gateway: Gateway) -> Any:
    return mysql.connector.connect(
        host="127.0.0.1", port=gateway.settings.port("gateway_mysql"), user="analyst", password=secret("gateway-analyst"),
        database="lightbox", ssl_disabled=True, use_pure=True, auth_plugin="mysql_native_password",
    )  # fmt: skip


def test_connector_reads_by_text_and_by_prepared_statements(connector: Any, table: Table) -> None:
    with connector as connection:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, kind, n, flag, day, at FROM clients WHERE kind = %s", ("堃",))
            assert cursor.fetchall() == [(2**53 + 1, "堃", -5, 1, date(2026, 1, 2), T0)]
        with connection.cursor(prepared=True) as cursor:
            for query, values, expected in (
                ("SELECT id FROM clients WHERE words = %s", (HOSTILE,), [(3,)]),
                ("SELECT id FROM clients WHERE words = ?", ("a' OR 'a' = 'a",), []),
                ("SELECT ? AS a, ? AS b, '?' AS c", (HOSTILE, "?"), [(HOSTILE, "?", "?")]),
                ("SELECT id FROM clients WHERE id = ? AND day = ? AND at >= ?", (2**53 + 1, T0.date(), datetime(2026, 1, 2)), [(2**53 + 1,)]),
                ("SELECT id FROM clients WHERE n > ? ORDER BY id LIMIT ?", (-10.5, 1), [(3,)]),
                ("SELECT id, n, at FROM clients WHERE id = ?", (2,), [(2, None, None)]),
                ("SELECT ? AS a", (None,), [(None,)]),
            ):  # fmt: skip
                cursor.execute(query, values)
                assert cursor.fetchall() == expected, query
            with pytest.raises(mysql.connector.Error, match="LENGTH is refused"):
                cursor.execute("SELECT LENGTH(?) AS n", ("x",))
        connection.reset_session()
        connection.commit()
        with pytest.raises(mysql.connector.Error, match="BEGIN is refused"):
            connection.start_transaction()


def test_a_connection_holds_a_bounded_number_of_prepared_statements(gateway: Gateway) -> None:
    with sql(gateway) as connection:
        for _ in range(1000):
            connection._execute_command(0x16, b"SELECT 1 AS a")  # type: ignore[attr-defined]
            connection._read_packet()  # type: ignore[attr-defined]
        connection._execute_command(0x16, b"SELECT 1 AS a")  # type: ignore[attr-defined]
        with pytest.raises(Exception, match="at most 1000 prepared statements"):
            connection._read_packet()  # type: ignore[attr-defined]


def test_what_is_sent_piece_by_piece_is_bounded(gateway: Gateway) -> None:
    connection = sql(gateway)
    connection._execute_command(0x16, b"SELECT ? AS a")  # type: ignore[attr-defined]
    for _ in range(3):
        connection._read_packet()  # type: ignore[attr-defined]
    with pytest.raises(Exception, match=r"killed|Lost connection|Broken pipe|reset"):  # noqa: PT012  (the end comes at any of them)
        for _ in range(40):
            connection._execute_command(0x18, b"\0\0\0\0" + b"\0\0" + b"x" * 100_000)  # type: ignore[attr-defined]
        connection._read_packet()  # type: ignore[attr-defined]
    assert ask(gateway, "SELECT 1 AS a") == [(1,)]


# --- SQLAlchemy and pandas ------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["pymysql", "mysqlconnector"])
def engine(request: pytest.FixtureRequest, gateway: Gateway) -> Any:
    password = secret("gateway-analyst")
    url = URL.create(f"mysql+{request.param}", "analyst", password, "127.0.0.1", gateway.settings.port("gateway_mysql"), "lightbox")
    options: dict[str, Any] = {"password": password.encode()} if request.param == "pymysql" else {"ssl_disabled": True}
    made = create_engine(url, connect_args=options)
    yield made
    made.dispose()


def test_sqlalchemy_reads_text_with_parameters_and_is_refused_by_name(engine: Engine, table: Table) -> None:
    with engine.connect() as connection:
        found = connection.execute(text("SELECT id FROM clients WHERE words = :w"), {"w": HOSTILE}).all()
        assert [tuple(row) for row in found] == [(3,)]
        with pytest.raises(DBAPIError, match="GROUP_CONCAT is refused"):
            connection.execute(text("SELECT GROUP_CONCAT(kind) AS k FROM clients"))
        assert connection.execute(text("SELECT 1 AS a")).scalar() == 1


def test_sqlalchemy_reflects_tables_columns_and_keys(engine: Engine, table: Table) -> None:
    inspector = inspect(engine)
    assert table.name in inspector.get_table_names()
    assert inspector.default_schema_name == "lightbox"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # of what only Doris has in SHOW CREATE TABLE
        reflected = Reflected(table.name, MetaData(), autoload_with=engine)
    assert [c.name for c in reflected.columns] == [c.name for c in table.columns]
    kinds = {c.name: str(c.type).split("(")[0] for c in reflected.columns}
    assert (kinds["id"], kinds["kind"], kinds["n"], kinds["day"], kinds["at"]) == ("BIGINT", "VARCHAR", "INTEGER", "DATE", "DATETIME")
    with engine.connect() as connection:
        query = select(reflected.c.id, reflected.c.n).where(reflected.c.n > 0).order_by(reflected.c.id).limit(5)
        assert [tuple(row) for row in connection.execute(query)] == [(3, 7)]


def test_pandas_reads_a_frame(engine: Engine, table: Table) -> None:
    frame = pd.read_sql(text("SELECT id, n, at FROM clients WHERE n IS NOT NULL ORDER BY id"), engine)
    assert frame["n"].tolist() == [7, -5]
    assert frame["at"].iloc[1] == pd.Timestamp(T0)


# --- Node -----------------------------------------------------------------------------------------------------------------------------------


def test_mysql2_of_node_reads_by_text_and_by_prepared_statements(gateway: Gateway, table: Table) -> None:
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules" / "mysql2").is_dir():
        pytest.skip("mysql2 is not installed: run `npm ci` in tests/analytics/node")
    asked = {
        "text": "SELECT id, kind, n, day, at FROM clients ORDER BY id DESC LIMIT 1",
        "prepared": [
            ["SELECT id FROM clients WHERE words = ?", [HOSTILE]],
            ["SELECT id FROM clients WHERE n = ? OR words = ? ORDER BY id LIMIT ?", [7, "' OR 1 = 1 OR '", 5]],
            ["SELECT ? AS a, ? AS b", [None, 2.5]],
        ],
        "refused": "INSERT INTO clients (id) VALUES (9)",
    }
    environment = {
        "PATH": os.environ["PATH"], "PORT": str(gateway.settings.port("gateway_mysql")), "ACCOUNT": "analyst",
        "PASSWORD": secret("gateway-analyst"), "ASKED": json.dumps(asked),
    }  # fmt: skip
    done = subprocess.run([node, "ask.mjs"], cwd=NODE, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["names"] == ["id", "kind", "n", "day", "at"]
    assert found["rows"][0][:4] == [str(2**53 + 1), "堃", -5, "2026-01-02"]
    assert found["answers"] == [[["3"]], [["3"]], [[None, 2.5]]], "long integers come as texts, as asked"
    assert found["error"]["message"].startswith("INSERT is refused")


# --- Arrow ----------------------------------------------------------------------------------------------------------------------------------


def test_pyarrow_reads_the_arrow_route_with_types(gateway: Gateway, table: Table) -> None:
    with http(gateway, "analyst") as client:
        answer = client.post("/api/query", json={"sql": "SELECT id, n, at FROM clients WHERE words = :w", "params": {"w": HOSTILE}})
    assert answer.headers["content-type"] == "application/vnd.apache.arrow.stream"
    found = ipc.open_stream(answer.content).read_all()
    assert found.schema.types == [pa.int64(), pa.int32(), pa.timestamp("ms")]
    assert found.column("id").to_pylist() == [3]


# --- what BI tools ask on connecting ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "SET NAMES utf8mb4",
        "SET character_set_results = NULL",
        "SET autocommit = 1",
        "SET SESSION TRANSACTION READ ONLY",
        "SET sql_mode = 'STRICT_TRANS_TABLES'",
        "SET SESSION query_timeout = 100, exec_mem_limit = 1000",
        "SELECT @@session.auto_increment_increment, @@character_set_client, @@sql_mode, @@time_zone, @@transaction_isolation",
        "SHOW VARIABLES LIKE 'lower_case_%'",
        "SHOW FULL TABLES FROM lightbox",
        "SHOW FULL COLUMNS FROM clients",
        "SHOW INDEX FROM clients",
        "SHOW WARNINGS",
        "SELECT table_schema, table_name, table_type FROM information_schema.tables WHERE table_schema = 'lightbox' ORDER BY table_name",
        "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = 'clients' ORDER BY ordinal_position",
        "SELECT schema_name FROM information_schema.schemata",
        "SELECT c.column_name FROM information_schema.tables t JOIN information_schema.columns c ON c.table_name = t.table_name WHERE t.table_name = 'clients'",
    ],
)
def test_bi_tools_are_answered(gateway: Gateway, table: Table, statement: str) -> None:
    with sql(gateway) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        if statement.startswith("SELECT"):
            assert cursor.fetchall()


def test_joins_of_information_schema_are_bounded(gateway: Gateway) -> None:
    product = "SELECT COUNT(*) AS n FROM information_schema.columns a, information_schema.columns b, information_schema.columns c"
    with pytest.raises(Exception, match="joins too many tables of information_schema"):
        ask(gateway, product)


def test_the_row_limit_of_a_session_is_kept(gateway: Gateway, table: Table) -> None:
    with sql(gateway) as connection, connection.cursor() as cursor:
        cursor.execute("SET sql_select_limit = 2")
        cursor.execute("SELECT id FROM clients ORDER BY id")
        assert cursor.fetchall() == ((2,), (3,))
        cursor.execute("SELECT id FROM clients ORDER BY id LIMIT 3")
        assert len(cursor.fetchall()) == 3
