"""A service that gives a SQLite table as JSON pages, and can be told to misbehave."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Service:
    """`first`: what the next requests get instead of rows. `seen`: path, query and headers of each request."""

    file: Path | None = None
    table: str = "ecg_wide"
    changed: str = "max(coalesce(uploaded_at, ''), coalesce(modified_at, ''))"
    first: list[Answer | Callable[[], Answer]] = field(default_factory=list)
    seen: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, query: dict[str, str]) -> Answer:
        if self.first:
            given = self.first.pop(0)
            return given() if callable(given) else given
        assert self.file is not None
        size = int(query.get("size", "100"))
        start = int(query["cursor"]) if "cursor" in query else (int(query.get("page", "1")) - 1) * size
        with sqlite3.connect(self.file) as connection:
            connection.row_factory = sqlite3.Row
            where = f"({self.changed} >= ? AND {self.changed} < ?)"
            bounds = (query.get("since", ""), query.get("until", "9999"))
            total = connection.execute(f"SELECT count(*) FROM {self.table} WHERE {where}", bounds).fetchone()[0]
            rows = connection.execute(
                f"SELECT * FROM {self.table} WHERE {where} ORDER BY id LIMIT ? OFFSET ?", (*bounds, size, start)
            ).fetchall()
        connection.close()
        following = str(start + size) if start + size < total else None
        body = {"code": 0, "data": {"items": [dict(row) for row in rows], "total": total, "next": following}}
        return 200, {"Content-Type": "application/json"}, json.dumps(body, ensure_ascii=False).encode()


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            service.seen.append((parts.path, query, {k.lower(): v for k, v in self.headers.items()}))
            status, headers, body = service.answer(parts.path, query)
            try:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):  # a client that has read enough hangs up
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the test's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}/api"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
