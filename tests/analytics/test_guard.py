"""Who gets through the gateway's doors, by which wire, and how much of it."""

import asyncio
import hashlib
import socket
import ssl
import struct
from collections.abc import Iterator
from pathlib import Path

import httpx
import pymysql
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from settings import Settings
from tests.analytics.certificates import make_certificate
from tests.analytics.clients import ask, http, sql
from tests.analytics.process import Gateway, prepare, secret
from tests.analytics.things import rows, thing
from warehouse.analytics import portable
from warehouse.analytics.engines.doris import client_context, connect
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.gateway import prepared
from warehouse.analytics.gateway.accounts import Accounts, Brake
from warehouse.analytics.gateway.serve import server_context
from warehouse.analytics.gateway.wire import Reader
from warehouse.errors import Misconfigured, Refused, Unreachable

PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH, SSL = 0x200, 0x8000, 0x80000, 0x800


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway with little of everything."""
    running = prepare(
        tmp_path_factory.mktemp("small") / "home", gateway_connections="6", gateway_statement_bytes="4096", gateway_load_bytes="20000",
        gateway_answer_bytes="30000", login_tries="1000",
    ).start()  # fmt: skip
    yield running
    running.end()


# --- the wire, by hand ---------------------------------------------------------------------------------------------------------------------


def _packet(wire: socket.socket) -> bytes:
    """One packet of the server; b"" when it closed."""
    head = _read(wire, 4)
    return _read(wire, int.from_bytes(head[:3], "little")) if head else b""


def _read(wire: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        try:
            part = wire.recv(size - len(data))
        except ConnectionResetError:
            return b""
        if not part:
            return b""
        data += part
    return data


def _send(wire: socket.socket, number: int, payload: bytes) -> None:
    wire.sendall(len(payload).to_bytes(3, "little") + bytes([number]) + payload)


def _hello(wire: socket.socket, user: bytes, scramble: bytes, flags: int = 0) -> None:
    flags |= PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH
    head = struct.pack("<IIB23x", flags, 2**24, 45)
    _send(wire, 1, head + user + b"\0" + bytes([len(scramble)]) + scramble + b"mysql_native_password\0")


def _open(gateway: Gateway) -> socket.socket:
    return socket.create_connection(("127.0.0.1", gateway.settings.port("gateway_mysql")), timeout=15)


@pytest.mark.parametrize("user", [b"analyst", b"loader", b"root", b""])
@pytest.mark.parametrize("scramble", [b"", b"\0" * 20, b"\1" * 19, b"\1" * 40])
def test_a_client_that_goes_on_after_a_refused_password_gets_nothing(gateway: Gateway, user: bytes, scramble: bytes) -> None:
    with _open(gateway) as wire:
        assert _packet(wire)[0] == 10
        _hello(wire, user, scramble)
        answer = _packet(wire)
        assert (answer[0], int.from_bytes(answer[1:3], "little")) == (0xFF, 1045)
        try:
            _send(wire, 0, b"\x03SELECT 1 AS a")
        except OSError:
            return
        assert _packet(wire) == b"", "the connection has ended"


def test_a_client_that_does_not_sign_in_is_ended_and_its_place_is_free_again(small: Gateway) -> None:
    waiting = [_open(small) for _ in range(6)]
    for wire in waiting:
        assert _packet(wire)[0] == 10
    with pytest.raises(pymysql.err.OperationalError) as refused:
        sql(small)
    assert refused.value.args == (1040, "the gateway has as many clients as it takes")
    with pytest.raises(Unreachable, match="busy"):
        small.client().query("SELECT 1 AS a")
    for wire in waiting:
        assert _packet(wire) == b"", "ended after the time to sign in"
        wire.close()
    assert ask(small, "SELECT 1 AS a") == [(1,)]


def test_a_greeting_that_is_none_is_ended_and_nobody_else_notices(gateway: Gateway) -> None:
    for sent in (
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xff\xff\xff\x01" + b"x" * 70_000,
        b"\x01\0\0\x07\0",
        b"\x20\0\0\x01" + b"\xff" * 32,
        b"\x05",
    ):
        with _open(gateway) as wire:
            _packet(wire)
            wire.sendall(sent)
            wire.shutdown(socket.SHUT_WR)
            while answer := _packet(wire):
                assert answer[0] == 0xFF
    assert ask(gateway, "SELECT 1 AS a") == [(1,)]


def test_changing_the_account_of_a_connection_is_refused(gateway: Gateway) -> None:
    connection = sql(gateway)
    connection._execute_command(0x11, b"loader\0\0lightbox\0")  # type: ignore[attr-defined]
    with pytest.raises(pymysql.err.MySQLError, match="changing the account is refused"):
        connection._read_packet()  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_USER() AS u")
        assert cursor.fetchall() == (("analyst",),)


# --- guessing -------------------------------------------------------------------------------------------------------------------------------


def test_who_guesses_waits_on_both_doors_and_others_do_not(tmp_path: Path) -> None:
    own = prepare(tmp_path / "home", login_tries="3", login_wait_s="600").start()
    for _ in range(2):
        with pytest.raises(pymysql.err.OperationalError):
            sql(own, "analyst", "guess")
    assert http(own, "analyst", "guess").get("/api/gateway").status_code == 401
    for password in ("guess", secret("gateway-analyst")):
        with pytest.raises(pymysql.err.OperationalError, match="too many wrong passwords: wait"):
            sql(own, "analyst", password)
        answer = http(own, "analyst", password).get("/api/gateway")
        assert (answer.status_code, int(answer.headers["retry-after"]) > 500) == (429, True)
    assert own.client().query("SELECT 1 AS a").num_rows == 1, "another account of the same address"
    for name in ("a", "b", "c"):
        assert http(own, name, "guess").get("/api/gateway").status_code == 401
    assert http(own, "d", "guess").get("/api/gateway").status_code == 429, "unknown names count together"
    assert httpx.get(f"{own.base}/api/gateway").status_code == 401, "nothing was tried"
    own.end()
    assert "too many wrong passwords from 127.0.0.1 for analyst" in own.log
    assert "guess" not in own.log


def test_the_brake_lets_go_after_its_time_and_a_right_password_forgives_what_came_before() -> None:
    now = [0.0]
    brake = Brake(3, 60, lambda: now[0])
    who = ("10.0.0.1", "analyst")
    assert [brake.tried(who, False) for _ in range(2)] == [False, False]
    assert not brake.tried(who, True)
    assert [brake.tried(who, False) for _ in range(3)] == [False, False, True]
    assert brake.wait(who) == 60
    assert brake.wait(("10.0.0.2", "analyst")) == brake.wait(("10.0.0.1", "loader")) == 0
    now[0] = 61
    assert brake.wait(who) == 0
    assert not brake.tried(who, False)
    for number in range(20_000):
        brake.tried((str(number), ""), False)
    assert len(brake._wrong) <= 10_000  # pyright: ignore[reportPrivateUsage]


def test_an_account_without_a_password_starts_no_gateway() -> None:
    with pytest.raises(Misconfigured, match="has no password"):
        Accounts(lambda name: "", Brake(3, 60))


# --- TLS ------------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory, certificate: tuple[Path, Path]) -> Iterator[Gateway]:
    home = tmp_path_factory.mktemp("secured") / "home"
    running = prepare(home, gateway_certificate=str(certificate[0]), gateway_certificate_key=str(certificate[1])).start()
    yield running
    running.end()


def test_with_a_certificate_both_doors_speak_tls_and_our_client_verifies_it(secured: Gateway, tmp_path: Path) -> None:
    client = connect(secured.settings, secret)
    table = thing()
    client.apply([table])
    assert client.load(f"{table.name}.a", {table.name: rows(table, [{"id": 1}])}).rows == {table.name: 1}
    assert client.query(f"SELECT id FROM {table.name}").to_pylist() == [{"id": 1}]
    assert client.health().ok
    stranger, _ = make_certificate(tmp_path)
    for other in (
        secured.settings.model_copy(update={"analytic_ca": stranger}),
        Settings.model_validate({
            "analytic_url": f"mysql://loader@127.0.0.1:{secured.settings.port('gateway_mysql')}/lightbox"
            f"?http={secured.settings.port('gateway_http')}&tls=1"
        }),
    ):  # fmt: skip
        for call in (lambda c: c.query("SELECT 1 AS a"), lambda c: c.describe()):
            with pytest.raises(Unreachable):
                call(connect(other, secret))


def test_with_a_certificate_nobody_is_answered_in_the_clear(secured: Gateway) -> None:
    with pytest.raises(pymysql.err.MySQLError, match="by TLS only"):
        pymysql.connect(
            host="127.0.0.1", port=secured.settings.port("gateway_mysql"), user="analyst", password=secret("gateway-analyst").encode(),  # type: ignore[arg-type]
            ssl_disabled=True,
        )  # fmt: skip
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://127.0.0.1:{secured.settings.port('gateway_http')}/api/health", trust_env=False)
    with _open(secured) as wire:  # what is sent in the clear behind the request for TLS is not taken for what came under it
        _packet(wire)
        request = struct.pack("<IIB23x", PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH | SSL, 2**24, 45)
        wire.sendall(len(request).to_bytes(3, "little") + b"\1" + request + b"\x10\0\0\2injected")
        assert _packet(wire) == b""


def test_old_tls_is_refused(secured: Gateway, certificate: tuple[Path, Path]) -> None:
    old = client_context(certificate[0])
    old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"https://127.0.0.1:{secured.settings.port('gateway_http')}/api/health", verify=old, trust_env=False)


def test_a_certificate_that_cannot_be_used_is_named(tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    assert server_context(Settings.model_validate({})) is None, "none is made by itself"
    (tmp_path / "empty.pem").write_text("")
    other, _ = make_certificate(tmp_path)
    for certificate_file, key, said in (
        (certificate[0], None, "needs both"),
        (None, certificate[1], "needs both"),
        (tmp_path / "none.pem", certificate[1], "cannot be used"),
        (tmp_path / "empty.pem", certificate[1], "cannot be used"),
        (other, certificate[1], "cannot be used"),
    ):
        settings = Settings.model_validate({"gateway_certificate": certificate_file, "gateway_certificate_key": key})
        with pytest.raises(Misconfigured, match=said):
            server_context(settings)
    with pytest.raises(Misconfigured, match="LIGHTBOX_ANALYTIC_CA"):
        client_context(tmp_path / "none.pem")


# --- sizes ----------------------------------------------------------------------------------------------------------------------------------


def test_a_statement_that_is_too_long_is_refused_by_name(small: Gateway) -> None:
    with sql(small) as connection, connection.cursor() as cursor:
        for size in (5_000, 17_000_000):  # one packet, and more than one
            connection.ping(reconnect=True)
            with pytest.raises(pymysql.err.MySQLError) as refused:
                cursor.execute("SELECT '" + "x" * size + "' AS a")
            assert refused.value.args == (1153, "the statement is longer than 4,096 bytes")
    answer = http(small, "analyst").post("/api/query", json={"sql": "SELECT '" + "x" * 5000 + "' AS a"})
    assert (answer.status_code, answer.json()["message"]) == (413, "the body is larger than 4,096 bytes. send less at a time")


def test_a_load_and_an_answer_that_are_too_large_are_refused_by_name(small: Gateway) -> None:
    table = thing()
    client = small.client()
    client.apply([table])
    with pytest.raises(Refused, match="the body is larger than 20,000 bytes"):
        client.load(f"{table.name}.a", {table.name: rows(table, [{"id": i, "words": "w" * 1000} for i in range(50)])})

    def endless() -> Iterator[bytes]:
        while True:
            yield b"w" * 8192

    answer = http(small).put("/api/lightbox/_unit", content=endless(), headers={"label": "endless"})
    assert (answer.status_code, answer.json()["message"]) == (413, "the body is larger than 20,000 bytes. send less at a time")
    for part in range(5):
        client.load(f"{table.name}.{part}", {table.name: rows(table, [{"id": part * 10 + i, "words": "w" * 1000} for i in range(10)])})
    asked = {"sql": f"SELECT id, words FROM {table.name}"}
    answer = http(small, "analyst").post("/api/query", json=asked)
    assert (answer.status_code, answer.json()["message"]) == (422, "the answer has more than 30,000 bytes. narrow it, or read it in parts")
    assert http(small, "analyst").post("/api/query", json={"sql": asked["sql"] + " LIMIT 5"}).status_code == 200


def test_more_http_clients_than_it_takes_are_refused(tmp_path: Path) -> None:
    own = prepare(tmp_path / "home", gateway_connections="3").start()
    port = own.settings.port("gateway_http")
    waiting = [socket.create_connection(("127.0.0.1", port), timeout=15) for _ in range(4)]
    with http(own) as client:
        assert client.get("/api/gateway").status_code == 503
        with pytest.raises(Unreachable):
            own.client().describe()
    for wire in waiting:
        wire.close()
    own.end()


@pytest.mark.parametrize("params", [[1], "x", 5])
def test_parameters_that_are_no_object_are_refused(small: Gateway, params: object) -> None:
    with http(small, "analyst") as client:
        assert client.post("/api/query", json={"sql": "SELECT 1 AS a", "params": params}).status_code == 422


# --- values of prepared statements ----------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=4))
def test_a_value_of_a_prepared_statement_is_never_read_as_sql(texts: list[str]) -> None:
    made = prepared.template("SELECT " + ", ".join(f"? AS a{i}" for i in range(len(texts))) + ", '?' AS q, \"?\" AS d -- ?")
    assert made.parameters == len(texts)
    engine = DuckDBEngine(None)
    try:
        assert list(engine.query(made.bind(texts)).to_pylist()[0].values()) == [*texts, "?", "?"]
    finally:
        engine.close()
    portable.parse(made.bind(texts))


@pytest.mark.parametrize(
    "value, text",
    [(None, "NULL"), (True, "TRUE"), (-5, "-5"), (2.0, "2"), (2.5, "2.5"), (1e300, "1e+300"), ("a'\\", r"'a\'\\'")],
)
def test_values_are_spelled_as_literals(value: object, text: str) -> None:
    assert prepared.literal(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"x", "a\0b", [1]])
def test_values_without_a_literal_are_refused(value: object) -> None:
    with pytest.raises(Refused):
        prepared.literal(value)


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_parameters_that_are_none_are_refused_never_a_crash(data: bytes) -> None:
    for parameters, attributes in ((0, True), (1, False), (2, True)):
        try:
            found = prepared.values(b"\1\0\0\0" + data, parameters, attributes, bytes.decode, {})
        except Refused:
            continue
        assert len(found) == parameters


def test_a_reader_knows_that_its_client_left_while_nobody_reads() -> None:
    async def leave() -> tuple[bool, bool]:
        reader = Reader()
        reader.feed_data(b"unread")
        before = reader.gone.is_set()
        reader.feed_eof()
        return before, reader.gone.is_set()

    assert asyncio.run(leave()) == (False, True)


def test_the_scramble_of_another_password_is_refused() -> None:
    accounts = Accounts(secret, Brake(3, 60))
    (plugin,) = accounts.get_plugins()
    stored = asyncio.run(accounts.get_user("analyst")).auth_string
    nonce = b"n" * 20

    def scramble(password: str) -> bytes:
        once = hashlib.sha1(password.encode()).digest()
        twice = hashlib.sha1(nonce + hashlib.sha1(once).digest()).digest()
        return bytes(a ^ b for a, b in zip(once, twice, strict=True))

    assert plugin.verify_scramble(stored, scramble(secret("gateway-analyst")), nonce)
    for wrong in (scramble("x"), scramble(secret("gateway-analyst"))[:19], b"", scramble("") + b"x"):
        assert not plugin.verify_scramble(stored, wrong, nonce)
    assert not plugin.verify_scramble(None, scramble(""), nonce)
