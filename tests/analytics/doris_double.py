"""A frontend, a backend and an error log that answer what docs/doris.md lists, and nothing else. It proves the client, never Doris."""

import asyncio
import base64
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pyarrow as pa
from mysql_mimic import MysqlServer, Session
from mysql_mimic.auth import IdentityProvider, NativePasswordAuthPlugin, User
from mysql_mimic.errors import ErrorCode, MysqlError
from pyarrow import ipc

USER, PASSWORD = "loader", "pass@word/密"
SUCCESS = {"TxnId": 3, "Status": "Success", "Message": "OK"}


@dataclass
class Doris:
    """What the double was sent, and what it answers to a load: `answers` in turn, Success when there are no more."""

    answers: list[dict[str, Any]] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)  # which server, path, headers
    loaded: dict[str, int] = field(default_factory=dict)  # rows by table
    statements: list[str] = field(default_factory=list)
    transactions: dict[str, str] = field(default_factory=dict)  # status by label
    failing: str = ""  # a statement with these words fails
    invisible: int = 0  # rows committed and not visible yet
    log: bytes = b""
    frontend: int = 0
    backend: int = 0
    mysql: int = 0
    sends_to: str = ""  # authority of the redirect; empty: the backend's


def _serve(handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    doris: Doris
    name = ""

    def note(self) -> None:
        self.doris.requests.append((self.name, self.path, {k.lower(): v for k, v in self.headers.items()}))

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(body)), "Connection": "close"}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def account(self) -> bool:
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        return self.headers.get("Authorization") == expected

    def log_message(self, format: str, *args: Any) -> None:
        return


class _Frontend(_Handler):
    """Sends every load on; writes account and password into the address, as frontends do."""

    name = "frontend"

    def do_GET(self) -> None:
        self.note()
        self.reply(404 if self.account() else 401, b"{}")

    def do_PUT(self) -> None:
        self.note()
        if not self.account():
            self.reply(401, b"{}")
            return
        where = self.doris.sends_to or f"127.0.0.1:{self.doris.backend}"
        self.reply(307, b"", Location=f"http://{USER}:secret@{where}{self.path}?")


class _Backend(_Handler):
    name = "backend"

    def do_GET(self) -> None:
        self.note()
        self.reply(200, self.doris.log)

    def do_PUT(self) -> None:
        self.note()
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.account():
            self.reply(401, b"{}")
            return
        answer = dict(self.doris.answers.pop(0) if self.doris.answers else SUCCESS)
        if answer["Status"] in ("Success", "Publish Timeout"):
            table = self.path.split("/")[3]
            rows = ipc.open_stream(pa.BufferReader(content)).read_all().num_rows
            self.doris.loaded[table] = self.doris.loaded.get(table, 0) + rows
        self.reply(200, json.dumps({"Label": self.headers["label"], **answer}).encode())


class _Session(Session):
    """Statements of the client, by their words."""

    def __init__(self, doris: Doris) -> None:
        super().__init__()
        self.doris, self.label = doris, ""

    async def handle_query(self, sql: str, attrs: dict[str, str]) -> Any:
        self.doris.statements.append(sql)
        if self.doris.failing and self.doris.failing in sql:
            raise MysqlError("errCode = 2, detailMessage = it failed", ErrorCode.UNKNOWN_ERROR)
        if begun := re.fullmatch(r"BEGIN WITH LABEL `([-_A-Za-z0-9:]+)`", sql):
            self.label = begun.group(1)
            return [], []
        if sql.startswith("INSERT INTO") and self.label in self.doris.transactions:
            status = self.doris.transactions[self.label]
            said = f"Label [{self.label}] has already been used, relate to txn [5], status=[{status}]"
            raise MysqlError(f"errCode = 2, detailMessage = {said}", ErrorCode.UNKNOWN_ERROR)
        if counted := re.match(r"SELECT COUNT\(\*\) FROM `(\w+)`", sql):
            return [(max(0, self.doris.loaded.get(counted.group(1), 0) - self.doris.invisible),)], ["count(*)"]
        if asked := re.fullmatch(r"SHOW TRANSACTION WHERE LABEL = '(.+)'", sql):
            status = self.doris.transactions.get(asked.group(1))
            return ([(4005, asked.group(1), status)] if status else []), ["TransactionId", "Label", "TransactionStatus"]
        if gone := re.match(r"DELETE FROM `(\w+)`", sql):
            self.doris.loaded[gone.group(1)] = 0
        if sql == "COMMIT":
            self.doris.transactions[self.label] = "VISIBLE"
        return [], []


class _Account(IdentityProvider):
    async def get_user(self, username: str) -> User:
        return User(username, NativePasswordAuthPlugin.create_auth_string(PASSWORD), NativePasswordAuthPlugin.name)


@contextmanager
def doris() -> Iterator[Doris]:
    made = Doris()
    servers = [_serve(type(kind.__name__, (kind,), {"doris": made})) for kind in (_Frontend, _Backend)]
    made.frontend, made.backend = (server.server_address[1] for server in servers)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made.mysql = listening.getsockname()[1]
        stop = _mysql(made, listening)
        try:
            yield made
        finally:
            stop()
            for server in servers:
                server.shutdown()
                server.server_close()


def _mysql(made: Doris, listening: socket.socket) -> Callable[[], None]:
    loop = asyncio.new_event_loop()
    started = threading.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = MysqlServer(lambda: _Session(made), identity_provider=_Account())
        loop.run_until_complete(server.start_server(sock=listening, port=None))
        started.set()
        loop.run_forever()
        server.close()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(10)

    def stop() -> None:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)

    return stop
