"""Stream Load as a client: the way from frontend to backend, what the answer means, and why rows were not taken.

Every header, status and word relied on stands in docs/doris.md with its place in the documentation of Apache Doris.
"""

import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import pyarrow as pa
from pyarrow import ipc

from warehouse.errors import Misconfigured, Refused, Unreachable

SPOOL_BYTES = 8 * 1024 * 1024
LOAD_SECONDS = 600  # told to Doris, which ends a load that takes longer
HOPS = 4  # frontend → its master → backend, and one to spare
ERROR_LOG_BYTES = 256 * 1024
ERROR_LOG_SECONDS = 10.0
PROBLEM = "see `lightbox status`"
VISIBLE = re.compile(r"status=\[?(?:TXN_STATUS_)?(?:VISIBLE|COMMITTED)\]?")
_COLUMN = re.compile(r"column_name(?:\[|: ?)(\w+)")
# Phrases of an error log → our words. What stands around them holds values of the row and is never repeated.
_REASONS = (
    ("the length of input is too long", "is too long"),
    ("null value for not null column", "is null"),
    ("values is null while columns is not nullable", "is null"),
    ("no partition for this tuple", "belongs to no partition"),
    ("decimal value is not valid", "is out of range"),
)


def denied() -> Misconfigured:
    return Misconfigured("the analytic store refused the account", "check its password in the key folder")


class StreamLoader:
    """Loads of one database. `backend` (scheme://host:port) replaces the address a frontend sends to, where that cannot be reached."""

    def __init__(self, http: httpx.Client, base: str, database: str, backend: str | None = None) -> None:
        self._http, self._base, self._database, self._backend = http, base, database, backend

    def load(self, label: str, name: str, data: pa.Table, columns: Iterable[str]) -> bool:
        """One table, as Arrow; true when the label had been loaded before. `columns` are names a reason may repeat."""
        with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as body:
            with ipc.new_stream(body, data.schema) as writer:
                writer.write_table(data)
            headers = {
                "label": label, "format": "arrow", "strict_mode": "true", "max_filter_ratio": "0", "group_commit": "off_mode",
                "timeout": str(LOAD_SECONDS),
            }  # fmt: skip
            answer = self.put(f"/api/{self._database}/{name}/_stream_load", body, headers)
        return self._understood(name, answer, set(columns))

    def _understood(self, name: str, answer: Mapping[str, Any], columns: set[str]) -> bool:
        status, message = answer.get("Status"), str(answer.get("Message", ""))
        if status in ("Success", "Publish Timeout"):  # the latter: committed, visible soon
            return False
        if status == "Label Already Exists":
            # Empty in some versions that keep data apart from computing; the message says it then.
            job = answer.get("ExistingJobStatus") or ("FINISHED" if VISIBLE.search(message) else "not told")
            if job != "FINISHED":
                raise Unreachable("an earlier load of this label has not finished", "it is tried again")
            return True
        if status != "Fail":
            raise Unreachable(f"the analytic store did not tell what became of {name}", "it is tried again")
        reason = self._reason(answer.get("ErrorURL"), columns)
        rows = answer.get("NumberFilteredRows")
        if not rows and not reason:
            # Nothing is wrong with a row: no replica, no memory, a time-out, a schema on the way. The same load may succeed.
            raise Unreachable(f"the analytic store could not take {name}", "it is tried again; the log of its backend says why")
        raise Refused(f"the analytic store did not take {name}: {rows or 'some'} rows are not of the table", reason)

    def _reason(self, url: Any, columns: set[str]) -> str:
        """What the error log says, by column and kind, without a value. Empty: there is none, or it cannot be read."""
        if not isinstance(url, str) or not url.startswith(("http://", "https://")):
            return ""
        try:
            # No credentials: the address is what the answer says, and the log needs none.
            with httpx.stream("GET", self._reachable(url), timeout=ERROR_LOG_SECONDS, trust_env=False) as answer:
                if answer.status_code != 200:
                    return ""
                content = b""
                for chunk in answer.iter_bytes():
                    content += chunk
                    if len(content) > ERROR_LOG_BYTES:
                        break
        except httpx.HTTPError:
            return ""
        return explained(content[:ERROR_LOG_BYTES].decode(errors="replace"), columns)

    def put(self, path: str, body: IO[bytes], headers: Mapping[str, str]) -> dict[str, Any]:
        """PUT a body from the start; a frontend's 307 to a backend is followed by hand, as clients drop the credentials there."""
        url = self._base + path
        size = body.seek(0, io.SEEK_END)
        sent = {**headers, "Expect": "100-continue", "Content-Length": str(size)}
        for _ in range(HOPS):
            body.seek(0)
            try:
                answer = self._http.put(url, content=_chunks(body), headers=sent, follow_redirects=False)
            except httpx.HTTPError as error:
                raise Unreachable("the analytic store did not answer a load", "it is tried again") from error
            if answer.status_code != 307:
                return document(answer)
            url = self._next(answer.headers.get("location", ""))
        raise Refused("the analytic store redirected a load in a circle")

    def _next(self, location: str) -> str:
        """Where a redirect leads, without the password that a frontend writes into it. Misconfigured: from TLS to plain HTTP."""
        url = self._reachable(location)
        if self._base.startswith("https:") and not url.startswith("https:"):
            raise Misconfigured(
                "the frontend sends loads on to a backend without TLS",
                "turn TLS on there, or name a door of the backends in LIGHTBOX_ANALYTIC_URL: &be=https://host:port",
            )
        return url

    def _reachable(self, location: str) -> str:
        parts = urlsplit(location)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreachable("the analytic store redirected a load to nowhere", PROBLEM)
        if self._backend and not self._base.endswith(f"//{parts.netloc.rpartition('@')[2]}"):
            door = urlsplit(self._backend)
            return urlunsplit((door.scheme, door.netloc, parts.path, parts.query, ""))
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def explained(log: str, columns: set[str]) -> str:
    """An error log in our words: which columns, which kind, how many lines. Only declared names are repeated, never a value."""
    found: Counter[str] = Counter()
    for line in log.splitlines():
        kind = next((ours for theirs, ours in _REASONS if theirs in line), None)
        if not kind and not line.startswith("Reason:"):
            continue  # the rest of a value that holds a line break
        named = _COLUMN.search(line.partition("input")[0])
        column = named.group(1) if named and named.group(1) in columns else "a column"
        found[f"{column} {kind}" if kind else "another reason"] += 1
    return ", ".join(f"{what} ({count} lines)" for what, count in sorted(found.items()))


def document(answer: httpx.Response) -> dict[str, Any]:
    """The JSON of an answer. Unreachable, Misconfigured or Refused by its status."""
    if answer.status_code == 401:
        raise denied()
    try:
        read: Any = answer.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        read = None
    if not isinstance(read, dict):
        raise Unreachable(f"the analytic store answered {answer.status_code} without JSON", PROBLEM)
    if answer.status_code == 403:
        raise Misconfigured(str(read.get("message", "the account may not do this")), "use an account that may")
    if answer.status_code in (413, 422):
        raise Refused(str(read.get("message", "the analytic store refused the request")))
    if answer.status_code >= 400:
        raise Unreachable(f"the analytic store answered {answer.status_code}", PROBLEM)
    return read


def _chunks(body: IO[bytes]) -> Iterator[bytes]:
    while chunk := body.read(io.DEFAULT_BUFFER_SIZE * 16):
        yield chunk
