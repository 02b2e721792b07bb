"""A scheduling center for tests: the open interface of an XXL-JOB admin over real HTTP, and its calls of an executor."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

ROOT = "/xxl-job-admin"


class Center:
    """One node. As the admin does, it answers status 200 with `code` 500 to a wrong token and reads the body of its generation only.

    `registered`: addresses by AppName. `results`: log number → (code, message), the first callback counts. `callbacks`: bodies as sent.
    """

    def __init__(self, generation: str, token: str, app: str = "lightbox", port: int = 0) -> None:
        self.generation, self.token, self.app = generation, token, app
        self.registered: dict[str, set[str]] = {}
        self.left: list[str] = []
        self.beats = 0
        self.results: dict[int, tuple[int, str]] = {}
        self.callbacks: list[Any] = []
        self._next_log = 1000
        center = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                answer = json.dumps(center._take(self.path, dict(self.headers.items()), body)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port = self._server.server_port
        self.root = f"http://127.0.0.1:{self.port}{ROOT}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    # --- the open interface -------------------------------------------------------------------------------------------

    def _take(self, path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
        given = {name.upper(): value for name, value in headers.items()}
        right = given.get("XXL-JOB-ACCESS-TOKEN") == self.token
        if self.generation == "v350":
            right = right and given.get("XXL-JOB-APPNAME") == self.app
        if not right:
            return {"code": 500, "msg": "The access token is wrong."}
        data = json.loads(body)
        if path == f"{ROOT}/api/registry":
            self.beats += 1
            self.registered.setdefault(data["registryKey"], set()).add(data["registryValue"])
        elif path == f"{ROOT}/api/registryRemove":
            self.left.append(data["registryValue"])
            self.registered.get(data["registryKey"], set()).discard(data["registryValue"])
        elif path == f"{ROOT}/api/callback":
            self._called_back(data)
        else:
            return {"code": 500, "msg": "uri-mapping not found."}
        return {"code": 200, "msg": None}

    def _called_back(self, data: Any) -> None:
        self.callbacks.append(data)
        items, time_name = (data["callbackList"], "logDateTime") if self.generation == "v350" else (data, "logDateTim")
        for item in items:
            assert item[time_name] > 0
            self.results.setdefault(item["logId"], (item["handleCode"], item["handleMsg"]))

    # --- its calls of an executor -------------------------------------------------------------------------------------

    def call(self, path: str, body: Any, token: str | None = None, app: str | None = None) -> dict[str, Any]:
        """As the center's client calls: POST, JSON, three seconds."""
        (address,) = self.registered[self.app]
        headers = {"XXL-JOB-ACCESS-TOKEN": self.token if token is None else token}
        if self.generation == "v350":
            headers["XXL-JOB-APPNAME"] = self.app if app is None else app
        answer = httpx.post(address + path, json=body, headers=headers, timeout=3.0)
        assert answer.status_code == 200
        return answer.json()

    def trigger(self, params: str, job: int = 7, strategy: str = "SERIAL_EXECUTION", **more: Any) -> tuple[int, dict[str, Any]]:
        """What a timed trigger of a job sends; returns its log number and the executor's answer."""
        self._next_log += 1
        body = {
            "jobId": job, "executorHandler": "lightboxCollect", "executorParams": params, "executorBlockStrategy": strategy,
            "executorTimeout": 0, "logId": self._next_log, "logDateTime": int(time.time() * 1000), "glueType": "BEAN", "glueSource": "",
            "glueUpdatetime": 1700000000000, "broadcastIndex": 0, "broadcastTotal": 1, **more,
        }  # fmt: skip
        return self._next_log, self.call("trigger" if self.generation == "v350" else "run", body)

    def log(self, log_id: int, first: int = 1) -> dict[str, Any]:
        spelled = "logDateTime" if self.generation == "v350" else "logDateTim"
        answer = self.call("log", {spelled: 1700000000000, "logId": log_id, "fromLineNum": first})
        assert answer["code"] == 200, answer
        page = answer["data" if self.generation == "v350" else "content"]
        assert page == answer["content"] == answer["data"]
        return page

    def whole_log(self, log_id: int, seconds: float = 30.0) -> list[str]:
        """Page after page until its end, as the center's page does."""
        lines: list[str] = []
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            page = self.log(log_id, len(lines) + 1)
            lines += page["logContent"].splitlines()
            assert page["toLineNum"] == len(lines)
            if page["isEnd"]:
                return lines
            time.sleep(0.05)
        raise AssertionError(f"the log did not end: {lines}")


def until(condition: Callable[[], Any], seconds: float = 60.0) -> Any:
    """Wait for something to become true; returns it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")
