"""A file share over HTTP(S) (RFC 9110). Files are asked for by name: HTTP has no listing. No redirect is followed.

The size must be told beforehand, else a cut file would not be seen. `share_password` with the user of the address is sent as Basic
authentication; `share_ca` is the certificate file of a private authority; `share_charset` is the charset of percent-encoded names.
"""

import logging
import re
import ssl
from collections.abc import Iterator
from urllib.parse import quote

import httpx

from pipelines.servers import Absence, Access, Dropped, Failing, ShareFile, Unsettled
from warehouse.errors import Misconfigured

for _name in ("httpx", "httpcore"):  # they write addresses, and addresses hold accession numbers
    logging.getLogger(_name).setLevel(logging.WARNING)
_NOT_THERE = (404, 410)
_NO_HEAD = (400, 403, 405, 501)
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


def connect(access: Access) -> "HttpServer":
    """Misconfigured: certificate file or address cannot be used. Nothing is sent yet."""
    authority = access.facts.get("share_ca")
    try:
        context = ssl.create_default_context(cafile=str(access.key_folder / authority) if authority else None)
    except OSError:
        raise Misconfigured(f"{access.source}: the certificate file of `share_ca` cannot be read", "check connections.json") from None
    client = httpx.Client(
        verify=context,
        timeout=access.timeout_s,
        trust_env=False,  # a hospital's file server is not behind the proxy to the outside
        auth=(access.user, access.facts.get("share_password", "")) if access.user else None,
        headers={"Accept-Encoding": "identity"},
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
    )
    host = f"[{access.host}]" if ":" in access.host else access.host
    port = f":{access.port}" if access.port else ""
    return HttpServer(access, client, f"{access.scheme}://{host}{port}{access.root.rstrip('/')}")


class HttpServer:
    """One connection that is kept open between questions."""

    lists = False

    def __init__(self, access: Access, client: httpx.Client, base: str) -> None:
        self._access, self._client, self._base = access, client, base
        self._has_head = True

    def look(self, path: str) -> ShareFile | Absence:
        try:
            address = f"{self._base}/{quote(path, safe='/', encoding=self._access.charset, errors='strict')}"
        except UnicodeEncodeError:
            return Absence.MISSING
        answer = self._head(address) if self._has_head else self._first_byte(address)
        if answer.status_code in _NO_HEAD and self._has_head:
            answer = self._first_byte(address)
            self._has_head = answer.status_code not in (200, 206, 416)
        if answer.status_code in _NOT_THERE:
            return Absence.MISSING
        self._check(answer)
        return ShareFile(path, address, self._size(answer), _validator(answer))

    def names(self, folder: str) -> list[str]:
        return []

    def begin(self, file: ShareFile, offset: int) -> "_Reading":
        headers: dict[str, str] = {}
        if offset:
            headers["Range"] = f"bytes={offset}-"
            tag, _, changed = file.changed.rpartition("|")
            condition = tag or changed
            if condition:
                headers["If-Range"] = condition  # a file that changed comes whole, and is then known by its validators
        answer = self._send("GET", file.real, headers, stream=True)
        try:
            return self._begun(answer, file, offset)
        except BaseException:
            answer.close()
            raise

    def close(self) -> None:
        self._client.close()

    def _begun(self, answer: httpx.Response, file: ShareFile, offset: int) -> "_Reading":
        if answer.status_code in (*_NOT_THERE, 416):
            raise Unsettled
        self._check(answer)
        if _validator(answer) != file.changed or self._size(answer) != file.bytes:
            raise Unsettled
        begins = int(_RANGE.match(answer.headers["Content-Range"])[1]) if answer.status_code == 206 else 0  # pyright: ignore[reportOptionalSubscript] - _size read it
        if begins > offset:
            raise Unsettled
        reading = _Reading(answer)
        skip = offset - begins  # a server without ranges sends the file whole: what we have is let go
        while skip:
            part = reading.read(min(skip, 64 * 1024))
            if not part:
                raise Unsettled
            skip -= len(part)
        return reading

    def _head(self, address: str) -> httpx.Response:
        return self._send("HEAD", address, {})

    def _first_byte(self, address: str) -> httpx.Response:
        answer = self._send("GET", address, {"Range": "bytes=0-0"}, stream=True)
        answer.close()
        return answer

    def _send(self, method: str, address: str, headers: dict[str, str], stream: bool = False) -> httpx.Response:
        try:
            return self._client.send(self._client.build_request(method, address, headers=headers), stream=stream)
        except httpx.ConnectError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise Misconfigured(
                    f"{self._access.source}: the certificate of the file server is not trusted",
                    "give the file of its authority as `share_ca`",
                ) from None
            raise Dropped("no connection") from None
        except httpx.TransportError:
            raise Dropped("no answer to a question") from None
        except httpx.InvalidURL:
            raise Misconfigured(f"{self._access.source}: the address of the file share cannot be used", "check `share`") from None

    def _check(self, answer: httpx.Response) -> None:
        """Any answer but a file, as our error. What a server says is never shown."""
        code = answer.status_code
        if code in (200, 206):
            return
        if code == 416 and answer.headers.get("Content-Range", "") == "bytes */0":
            return  # the first byte of an empty file
        if code in (408, 425, 429):
            raise Dropped(f"status {code}")
        if code >= 500:
            raise Failing(f"status {code}")
        told = {
            401: ("refuses our login", "check the user in `share` and `share_password`"),
            403: ("forbids a file of the share", "give our account the right to read"),
            407: ("is behind a proxy that wants a login", "reach it without the proxy"),
        }
        what, do = told.get(code, (f"answered with status {code}", "put the address where the files really lie into `share`"))
        raise Misconfigured(f"{self._access.source}: the file server {what}", do)

    def _size(self, answer: httpx.Response) -> int:
        if answer.status_code == 416:
            return 0
        if answer.status_code == 206:
            match = _RANGE.match(answer.headers.get("Content-Range", ""))
            size = match[2] if match else ""
        else:
            size = "" if "Content-Encoding" in answer.headers else answer.headers.get("Content-Length", "")
        if not size.isdecimal():
            raise Misconfigured(
                f"{self._access.source}: the file server does not tell the size of a file, so that a cut one would not be seen",
                "have it send Content-Length, uncompressed, or answer ranges",
            )
        return int(size)


def _validator(answer: httpx.Response) -> str:
    """`"etag"|time of change` (RFC 9110 §8.8). A weak tag says too little and is left out."""
    tag = answer.headers.get("ETag", "")
    return f"{'' if tag.startswith('W/') else tag}|{answer.headers.get('Last-Modified', '')}"


class _Reading:
    def __init__(self, answer: httpx.Response) -> None:
        self._answer = answer
        self._parts: Iterator[bytes] = answer.iter_raw()
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        try:
            while not self._rest:
                part = next(self._parts, None)
                if part is None:
                    return b""
                self._rest = part
        except httpx.TransportError:
            raise Dropped("the transfer broke off") from None
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def close(self) -> None:
        self._answer.close()
