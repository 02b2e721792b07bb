"""Long queries: how many run, who waits, how they end."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pymysql
import pytest

from tests.analytics.clients import ask, http, sql
from tests.analytics.process import Gateway, prepare
from tests.analytics.things import rows, thing
from warehouse.errors import Unreachable

LONG_QUERY = "SELECT COUNT(*) AS n FROM numbers a, numbers b, numbers c, numbers d, numbers e WHERE a.n + b.n + c.n + d.n + e.n = 7"


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway where one long query runs at a time and the next waits for three seconds."""
    running = prepare(
        tmp_path_factory.mktemp("busy") / "home", gateway_long_queries="1", gateway_quick_s="0.3", gateway_wait_s="3", query_timeout_s="60"
    ).start()
    table = thing("numbers")
    client = running.client()
    client.apply([table])
    client.load("numbers.1", {"numbers": rows(table, [{"id": i, "n": i} for i in range(6000)])})
    yield running
    running.end()


class Slow:
    """A long query of one client, in a thread; `number` is its connection."""

    def __init__(self, gateway: Gateway, user: str = "analyst") -> None:
        self.connection = sql(gateway, user)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT CONNECTION_ID() AS c")
            self.number = cursor.fetchall()[0][0]
        self.error: Exception | None = None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(LONG_QUERY)
        except Exception as error:
            self.error = error

    def end(self) -> Exception | None:
        self.thread.join(20)
        assert not self.thread.is_alive()
        return self.error


def processes(gateway: Gateway, user: str = "analyst") -> dict[int, tuple[Any, ...]]:
    return {row[0]: row for row in ask(gateway, "SHOW PROCESSLIST", user)}


def until(seconds: float, true: Any) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.parametrize("statement", ["KILL QUERY {}", "KILL {}", "KILL CONNECTION {}"])
def test_an_account_ends_its_own_query_or_connection(busy: Gateway, statement: str) -> None:
    slow = Slow(busy)
    until(5, lambda: processes(busy)[slow.number][4] == "Query")
    started = time.monotonic()
    ask(busy, statement.format(slow.number))
    error = slow.end()
    assert time.monotonic() - started < 3
    if "QUERY" in statement:
        assert error is not None
        assert error.args == (1317, "the query was killed")
        with slow.connection.cursor() as cursor:
            cursor.execute("SELECT 2 AS a")
            assert cursor.fetchall() == ((2,),), "the connection goes on"
        slow.connection.close()
    else:
        assert error is not None
        assert error.args[0] in (3169, 2013)
        until(5, lambda: slow.number not in processes(busy))


def test_nobody_ends_what_is_of_another_account(busy: Gateway) -> None:
    with sql(busy, "loader") as other, other.cursor() as cursor:
        cursor.execute("SELECT CONNECTION_ID() AS c")
        number = cursor.fetchall()[0][0]
        assert number not in processes(busy)
        for given in (number, 1, 2**40):
            with pytest.raises(pymysql.err.MySQLError) as refused:
                ask(busy, f"KILL {given}")
            assert refused.value.args == (1094, "there is no such connection of this account")
        cursor.execute("SELECT 3 AS a")
        assert cursor.fetchall() == ((3,),)


def test_killing_a_query_that_is_none_does_nothing(busy: Gateway) -> None:
    with sql(busy) as idle, idle.cursor() as cursor:
        cursor.execute("SELECT CONNECTION_ID() AS c")
        number = cursor.fetchall()[0][0]
        ask(busy, f"KILL QUERY {number}")
        cursor.execute("SELECT 4 AS a")
        assert cursor.fetchall() == ((4,),)


def test_the_list_of_connections_shows_no_statement(busy: Gateway) -> None:
    slow = Slow(busy)
    until(5, lambda: processes(busy)[slow.number][5] >= 1)
    row = processes(busy)[slow.number]
    assert (row[1], row[3], row[4], row[7]) == ("analyst", "lightbox", "Query", None)
    ask(busy, f"KILL {slow.number}")
    slow.end()


@pytest.mark.parametrize("how", ["abruptly", "politely"])
def test_a_client_that_leaves_ends_its_query(busy: Gateway, how: str) -> None:
    slow = Slow(busy)
    until(5, lambda: processes(busy)[slow.number][4] == "Query")
    if how == "politely":
        slow.connection._sock.sendall(b"\1\0\0\0\1")  # type: ignore[attr-defined]  # COM_QUIT, as drivers send it
    slow.connection._sock.shutdown(2)  # type: ignore[attr-defined]
    until(5, lambda: slow.number not in processes(busy))
    slow.end()


def test_an_arrow_client_that_leaves_ends_its_query(busy: Gateway) -> None:
    with http(busy, "analyst") as client, pytest.raises(httpx.ReadTimeout):
        client.post("/api/query", json={"sql": LONG_QUERY}, timeout=1.5)
    started = time.monotonic()
    slow = Slow(busy)  # would not get the one place if the other still ran
    time.sleep(4)
    assert slow.thread.is_alive(), slow.error
    ask(busy, f"KILL {slow.number}")
    slow.end()
    assert time.monotonic() - started < 10


def test_further_long_queries_wait_and_are_refused_by_name_and_quick_ones_go_on(busy: Gateway) -> None:
    first = Slow(busy)
    until(5, lambda: processes(busy)[first.number][5] >= 1)
    started = time.monotonic()
    second = Slow(busy)
    while second.thread.is_alive():
        asked = time.monotonic()
        assert ask(busy, "SELECT n FROM numbers WHERE id = 7") == [(7,)]
        assert time.monotonic() - asked < 2, "a look-up is answered"
    waited = time.monotonic() - started
    error = second.end()
    assert error is not None
    assert error.args[0] == 1205
    assert "1 long queries of account analyst run already, and none ended in 3 s" in error.args[1]
    assert 3 <= waited < 8
    with http(busy, "analyst") as client:
        answer = client.post("/api/query", json={"sql": LONG_QUERY})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    with pytest.raises(Unreachable, match="busy"):
        busy.client("analyst").query(LONG_QUERY)
    line = Slow(busy, "loader")
    time.sleep(1)
    assert line.thread.is_alive(), "another account has places of its own"
    ask(busy, f"KILL {line.number}", "loader")
    line.end()
    ask(busy, f"KILL {first.number}")
    first.end()


def test_a_long_query_that_waited_runs_when_the_place_is_free(busy: Gateway) -> None:
    first = Slow(busy)
    until(5, lambda: processes(busy)[first.number][5] >= 1)
    second = Slow(busy)
    time.sleep(1)
    ask(busy, f"KILL {first.number}")
    first.end()
    time.sleep(4)
    assert second.thread.is_alive(), second.error
    ask(busy, f"KILL QUERY {second.number}")
    error = second.end()
    assert error is not None
    assert error.args[0] == 1317
    second.connection.close()
    assert "Traceback" not in busy.log
    assert "numbers" not in busy.log, "no statement is logged"
