"""What drivers say becomes one of our three errors by its code, never by its text; sessions are told how to behave; urls reach the driver."""

import socket
import struct
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import oracledb
import pymysql
import pytest
from oracledb.errors import _Error as OracleFacts

from pipelines import connection
from pipelines.connection import Session
from pipelines.declaration import SOURCES, load
from pipelines.extractors import doris, mssql, mysql, oracle
from quality.decode import decode
from settings import Settings
from warehouse.errors import LightboxError, Misconfigured, Refused, Unreachable

pyodbc = pytest.importorskip("pyodbc", reason="unixODBC is not installed: apt install unixodbc")
SESSION = Session("RIS", "+08:00", 120)
SECRET = "p@ss:w/rd;{x}?&#% 1"
ENCODED = "p%40ss%3Aw%2Frd%3B%7Bx%7D%3F%26%23%25%201"


def from_oracle(text: str) -> Any:
    return oracledb.DatabaseError(OracleFacts(message=text))


def from_sql_server(state: str, number: int, text: str = "") -> Any:
    return pyodbc.Error(state, f"[{state}] [Microsoft][ODBC Driver 18 for SQL Server][SQL Server]{text} ({number}) (SQLExecDirectW)")


def from_doris(number: int, text: str = "") -> Any:
    return pymysql.err.OperationalError(number, text)


NAME = "\u738b\u5c0f\u660e"
TABLE: list[tuple[Any, Any, type[LightboxError]]] = [
    (oracle, from_oracle(f"ORA-01017: invalid username/password; {NAME}"), Misconfigured),
    (oracle, from_oracle("ORA-28001: the password has expired"), Misconfigured),
    (oracle, from_oracle("ORA-12514: TNS:listener does not currently know of service"), Misconfigured),
    (oracle, from_oracle("ORA-00942: table or view does not exist"), Misconfigured),
    (oracle, from_oracle("ORA-00904: invalid identifier"), Misconfigured),
    (oracle, from_oracle("ORA-01555: snapshot too old"), Unreachable),
    (oracle, from_oracle("ORA-01033: ORACLE initialization or shutdown in progress"), Unreachable),
    (oracle, from_oracle("DPY-4024: call timeout of 120000 ms exceeded"), Unreachable),
    (oracle, from_oracle("DPY-3010: connections to this database server version are not supported"), Misconfigured),
    (oracle, from_oracle(f"ORA-01722: invalid number {NAME}"), Refused),
    (oracle, from_oracle("ORA-01456: may not perform insert/delete/update operation inside a READ ONLY transaction"), Refused),
    (mssql, from_sql_server("28000", 18456, f"Login failed for user '{NAME}'"), Misconfigured),
    (mssql, from_sql_server("42000", 4060, "Cannot open database"), Misconfigured),
    (mssql, from_sql_server("42000", 229, "The SELECT permission was denied"), Misconfigured),
    (mssql, from_sql_server("42S02", 208, "Invalid object name"), Misconfigured),
    (mssql, from_sql_server("42S22", 207, "Invalid column name"), Misconfigured),
    (mssql, from_sql_server("40001", 1205, "deadlock victim"), Unreachable),
    (mssql, from_sql_server("42000", 1222, "Lock request time out period exceeded"), Unreachable),
    (mssql, from_sql_server("HYT00", 0, "Query timeout expired"), Unreachable),
    (mssql, from_sql_server("08S01", 10054, "Communication link failure"), Unreachable),
    (mssql, from_sql_server("08001", -1, "SSL Provider: certificate verify failed"), Unreachable),
    (mssql, from_sql_server("22018", 245, f"Conversion failed when converting the varchar value '{NAME}'"), Refused),
    (doris, from_doris(1045, f"Access denied for user '{NAME}'"), Misconfigured),
    (doris, from_doris(1227, "Access denied; you need SELECT"), Misconfigured),
    (doris, from_doris(1049, "Unknown database"), Misconfigured),
    (doris, from_doris(1105, "errCode = 2, detailMessage = Unknown column 'x' in 'table list'"), Misconfigured),
    (doris, from_doris(1105, "errCode = 2, detailMessage = Table [exam] does not exist in database [eis]."), Misconfigured),
    (doris, from_doris(1105, "errCode = 2, detailMessage = query timeout"), Unreachable),
    (doris, from_doris(1203, "Reach limit of connections"), Unreachable),
    (doris, from_doris(2013, "Lost connection"), Unreachable),
    (doris, from_doris(1105, f"errCode = 2, detailMessage = invalid value {NAME}"), Refused),
    (mysql, pymysql.err.ProgrammingError(1146, "Table 'eis.exam' doesn't exist"), Misconfigured),
    (mysql, pymysql.err.OperationalError(1969, "Query execution was interrupted (max_statement_time exceeded)"), Unreachable),
    (mysql, pymysql.err.InternalError(1792, "Cannot execute statement in a READ ONLY transaction"), Refused),
]


@pytest.mark.req("A-4.1", part=True)
@pytest.mark.parametrize(("kind", "error", "expected"), TABLE, ids=[f"{k.__name__.rpartition('.')[2]}-{k.code_of(e)}" for k, e, _ in TABLE])
def test_an_error_is_told_by_its_code_and_never_by_its_text(kind: Any, error: Any, expected: type[LightboxError]) -> None:
    told = kind.CODES.told("RIS", kind.code_of(error))
    assert type(told) is expected
    words = str(told)
    assert NAME not in words
    assert "RIS" in words
    for part in ("denied for", "Conversion", "detailMessage", "invalid username"):
        assert part not in words


def test_old_oracle_and_old_tls_are_told_with_what_to_install_or_set() -> None:
    assert "Instant Client" in oracle.CODES.told("RIS", "DPY-3010").do
    assert "TrustServerCertificate" in mssql.CODES.told("UIS", "08001").do


def test_sessions_are_told_zone_time_limits_order_and_locks() -> None:
    (told,) = oracle.session_statements(SESSION)
    assert told == "ALTER SESSION SET NLS_SORT = BINARY NLS_COMP = BINARY TIME_ZONE = '+08:00'"
    limited = Session("UIS", "+08:00", 30, text_max_chars=99)
    assert mssql.session_statements(limited, snapshot=True) == [
        "SET TRANSACTION ISOLATION LEVEL SNAPSHOT", "SET LOCK_TIMEOUT 30000", "SET DEADLOCK_PRIORITY LOW", "SET TEXTSIZE 400",
    ]  # fmt: skip
    assert mssql.session_statements(limited, snapshot=False)[0] == "SET TRANSACTION ISOLATION LEVEL READ COMMITTED"
    assert doris.session_statements("doris://u@h:9030/db", SESSION) == ["SET time_zone = '+08:00'", "SET query_timeout = 120"]
    assert doris.session_statements("doris://u@h:9030/db?catalog=hive`s", SESSION)[:2] == ["SWITCH `hive``s`", "USE `db`"]


def test_a_password_of_any_characters_reaches_the_driver_whole() -> None:
    made = oracle.engine_of(f"oracle://reader:{ENCODED}@ris:1521/?service_name=RIS")
    _, arguments = made.dialect.create_connect_args(made.url)
    assert (arguments["user"], arguments["password"]) == ("reader", SECRET)
    made = doris.engine_of(f"doris://reader:{ENCODED}@fe:9030/db?catalog=hive", SESSION)
    _, arguments = made.dialect.create_connect_args(made.url)
    assert (arguments["password"], arguments["database"]) == (SECRET, "db")
    assert "catalog" not in arguments  # and that the password goes as UTF-8 is seen at the gateway, whose password is Chinese
    made = mssql.engine_of(f"mssql://reader:{ENCODED}@uis:1433/UIS", ["ODBC Driver 18 for SQL Server"], "UIS")
    ((words,), _) = made.dialect.create_connect_args(made.url)
    assert "PWD={p@ss:w/rd;{x}}?&#% 1}" in words  # braces quote, and a closing one is doubled (ODBC, SQLDriverConnect)
    assert "Driver={ODBC Driver 18 for SQL Server}" in words.replace("DRIVER", "Driver")
    assert "ApplicationIntent=ReadOnly" in words


def test_the_newest_driver_is_chosen_unless_the_url_names_one() -> None:
    installed = ["PostgreSQL", "ODBC Driver 9 for SQL Server", "ODBC Driver 18 for SQL Server", "FreeTDS"]
    assert mssql.choose_driver("UIS", installed) == "ODBC Driver 18 for SQL Server"
    assert mssql.choose_driver("UIS", ["FreeTDS"]) == "FreeTDS"
    made = mssql.engine_of("mssql://u:p@h/UIS?driver=FreeTDS&TDS_Version=7.1&applicationintent=ReadWrite", installed, "UIS")
    ((words,), _) = made.dialect.create_connect_args(made.url)
    assert "FreeTDS" in words
    assert words.count("TDS_Version") == 1
    assert "ReadOnly" not in words


def test_a_missing_odbc_driver_names_the_package_to_install() -> None:
    with pytest.raises(Misconfigured, match=r"msodbcsql18.*tdsodbc"):
        mssql.choose_driver("UIS", ["PostgreSQL Unicode"])
    with pytest.raises(Misconfigured, match="msodbcsql18"):
        mssql.connect("mssql://u:p@127.0.0.1:1/UIS?driver=No+Such+Driver", SESSION)


def test_a_dead_oracle_and_a_wrong_address_are_told_by_the_real_driver() -> None:
    with pytest.raises(Unreachable, match="DPY-6005"):
        oracle.connect("oracle://u:secret@127.0.0.1:1/?service_name=RIS", SESSION)
    with pytest.raises(Misconfigured) as told:
        oracle.connect("oracle://u:secret@127.0.0.1:1/?service_name=RIS&client_lib=/no/such/folder", SESSION)
    assert "secret" not in str(told.value)


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        yield listener.getsockname()[1]


def test_a_listener_that_says_nothing_does_not_hold_a_task(silent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "LOGIN_S", 1)
    monkeypatch.setattr(doris, "CONNECT_S", 1)
    with pytest.raises(Unreachable, match="let us in"):
        oracle.connect(f"oracle://u:p@127.0.0.1:{silent}/?service_name=RIS", SESSION)
    with pytest.raises(Unreachable):
        doris.connect(f"doris://u:p@127.0.0.1:{silent}/db", Session("RIS", "+08:00", 1))
    assert any(thread.name == "login-RIS" and thread.daemon for thread in threading.enumerate())


@pytest.mark.parametrize(("zone", "hour"), [("+08:00", 8), ("+00:00", 0)])
def test_a_datetimeoffset_becomes_wall_time_of_the_source(zone: str, hour: int) -> None:
    raw = struct.pack("<6hI2h", 2026, 1, 1, 19, 0, 0, 123_456_700, -5, 0)
    assert mssql.wall_time(raw, zone) == datetime(2026, 1, 2, hour, 0, 0, 123_456)


def test_a_zoned_timestamp_of_oracle_is_refused_for_its_zone_would_be_lost() -> None:
    assert oracle.zoned_problem("RIS", [False, False]) is None
    problem = oracle.zoned_problem("RIS", [False, True])
    assert problem is not None
    assert "column 2" in problem.message


def test_every_kind_is_found_by_the_scheme_of_its_url_and_an_unknown_one_is_named(tmp_path: Any) -> None:
    source, settings = load(SOURCES / "ris.yaml"), Settings(home=tmp_path / "var", keys=tmp_path / "keys")
    with pytest.raises(Misconfigured, match=r"'db2'.*oracle, mssql, doris"), connection.session(source, {"url": "db2://h/x"}, settings):
        pass
    with pytest.raises(Unreachable), connection.session(source, {"url": "oracle+oracledb://u:p@127.0.0.1:1/?service_name=X"}, settings):
        pass


def test_a_text_that_fills_its_column_is_marked_the_same_as_bytes_and_as_text_the_server_decoded() -> None:
    import pyarrow as pa

    from quality.feeds import Feed
    from quality.reading import ColumnReading, Reading

    reading = Reading("UIS", Feed.EXAMS, {"name": ColumnReading("name", "gb18030", max_bytes=8)})
    for names in (
        ["\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e\u660e"],
        [n.encode("gb18030") for n in ("\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e\u660e")],
    ):
        frame = decode(reading, pa.table({"name": names}), None)
        assert [None if mark != mark or mark is None else mark for mark in frame["_mark_name"]] == [None, "cut"]
