"""Real file servers on 127.0.0.1 over a folder: SFTP (asyncssh), FTP and FTPS (pyftpdlib), HTTP and HTTPS (http.server with ranges).

Every server notes the transfers it begins and can cut its connection after so many bytes.
"""

import asyncio
import base64
import hashlib
import http.server
import ipaddress
import os
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import asyncssh
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS
from pyftpdlib.handlers import DTPHandler, FTPHandler, TLS_DTPHandler, TLS_FTPHandler
from pyftpdlib.servers import FTPServer

USER, PASSWORD = "lightbox", "correct-horse"
BLOCK = 32 * 1024


@dataclass
class Place:
    """A share: its files lie under `root`; `facts` is the source's entry in connections.json, key and certificate files in `keys`."""

    kind: str
    root: Path
    keys: Path
    facts: dict[str, str] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)  # each of the next transfers ends with its connection after so many bytes
    begun: list[tuple[str, int]] = field(default_factory=list)  # (name, offset) of every transfer
    sent: int = 0
    on_read: Callable[[], None] | None = None
    lists: bool = True
    broken: set[str] = field(default_factory=set)  # files the server fails on, as on a bad sector

    def put(self, path: str, content: bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    def transfer(self, path: str, offset: int) -> "Transfer":
        self.begun.append((Path(path).name, offset))
        return Transfer(self, self.cuts.pop(0) if self.cuts else None)


@dataclass
class Transfer:
    place: Place
    left: int | None

    def take(self, part: bytes) -> tuple[bytes, bool]:
        """What may still be sent, and whether the connection is cut after it."""
        hook, self.place.on_read = self.place.on_read, None
        if hook is not None:
            hook()
        if self.left is not None:
            part = part[: self.left]
            self.left -= len(part)
        self.place.sent += len(part)
        return part, self.left == 0


@contextmanager
def folder(place: Place) -> Iterator[None]:
    place.facts |= {"share": str(place.root)}
    yield


# --- SFTP -------------------------------------------------------------------------------------------------------------


@contextmanager
def sftp(place: Place) -> Iterator[None]:  # noqa: C901 - a server is one class
    host_key, user_key = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    user_key.write_private_key(str(place.keys / "share-key"))

    class Login(asyncssh.SSHServer):
        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (USER, PASSWORD)

        def public_key_auth_supported(self) -> bool:
            return True

        def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
            return username == USER and key.public_data == user_key.public_data

    class Files(asyncssh.SFTPServer):
        def read(self, file_obj: Any, offset: int, size: int) -> bytes:
            if Path(os.fsdecode(file_obj.name)).name in place.broken:
                raise asyncssh.SFTPFailure("bad sector")
            transfers = self.__dict__.setdefault("transfers", {})
            if id(file_obj) not in transfers:
                transfers[id(file_obj)] = place.transfer(os.fsdecode(file_obj.name), offset)
            part, cut = transfers[id(file_obj)].take(super().read(file_obj, offset, size))
            if cut:
                self.connection.abort()
                raise asyncssh.SFTPConnectionLost("cut")
            return part

        def close(self, file_obj: Any) -> None:
            self.__dict__.get("transfers", {}).pop(id(file_obj), None)
            return super().close(file_obj)

    loop, ready, ports = asyncio.new_event_loop(), threading.Event(), []

    async def start() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen("127.0.0.1", 0, server_factory=Login, server_host_keys=[host_key], sftp_factory=Files)

    def serve() -> None:
        asyncio.set_event_loop(loop)
        ports.append(loop.run_until_complete(start()))
        ready.set()
        loop.run_forever()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(10)
    place.facts |= {
        "share": f"sftp://{USER}@127.0.0.1:{ports[0].get_port()}{place.root}",
        "share_password": PASSWORD,
        "share_host_key": host_key.get_fingerprint(),
    }
    try:
        yield
    finally:
        loop.call_soon_threadsafe(ports[0].close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


# --- FTP --------------------------------------------------------------------------------------------------------------


def ftp_server(place: Place, secure: bool, old: bool) -> FTPServer:
    """`old`: names in GBK, neither EPSV nor MLST nor REST, a greeting that is not UTF-8, as older servers are."""

    class Watched:
        def __init__(self, stream: Any, handler: Any) -> None:
            self._stream, self._handler, self.transfer = stream, handler, None
            self.name, self.closed = stream.name, False

        def read(self, size: int) -> bytes:
            if self.transfer is None:
                self.transfer = place.transfer(self.name, self._stream.tell())
            part, cut = self.transfer.take(self._stream.read(min(size, BLOCK)))
            if cut and not part:
                self._handler.close()
            return part

        def __getattr__(self, name: str) -> Any:
            return getattr(self._stream, name)

        def close(self) -> None:
            self.closed = True
            self._stream.close()

    class Files(AbstractedFS):
        def open(self, filename: str, mode: str) -> Any:
            return Watched(super().open(filename, mode), self.cmd_channel)

    accounts = DummyAuthorizer()
    accounts.add_user(USER, PASSWORD, str(place.root.parent), perm="elr")
    base = TLS_FTPHandler if secure else FTPHandler
    channel = TLS_DTPHandler if secure else DTPHandler
    handler = type("Handler", (base,), {"dtp_handler": type("Channel", (channel,), {}), "authorizer": accounts, "abstracted_fs": Files})
    handler.use_sendfile = False
    handler.auth_failed_timeout = 0.01
    if secure:
        handler.certfile = str(place.keys / "server.pem")
        handler.tls_control_required = handler.tls_data_required = True
    if old:
        handler.encoding, handler.banner = "gb18030", "欢迎使用影像文件服务器"
        handler.proto_cmds = {name: facts for name, facts in FTPHandler.proto_cmds.items() if name not in ("EPSV", "MLST", "MLSD", "REST")}
    return FTPServer(("127.0.0.1", 0), handler)


@contextmanager
def ftp(place: Place, secure: bool = False, old: bool = False) -> Iterator[None]:
    server = ftp_server(place, secure, old)
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            server.serve_forever(timeout=0.05, blocking=False, handle_exit=False)
        server.close_all()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    scheme = "ftps" if secure else "ftp"
    place.facts |= {"share": f"{scheme}://{USER}@127.0.0.1:{server.address[1]}/{place.root.name}", "share_password": PASSWORD}
    place.facts |= {"share_charset": "GBK"} if old else {}
    place.facts |= {"share_ca": "ca.pem"} if secure else {}
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


# --- HTTP -------------------------------------------------------------------------------------------------------------


@contextmanager
def http_place(place: Place, secure: bool = False, plain: bool = False) -> Iterator[None]:  # noqa: C901 - a server is one class
    """`plain`: without HEAD, ranges and tags, as a script that hands out files is."""
    place.lists = False
    wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def answer(self, code: int, headers: dict[str, str]) -> None:
            self.send_response(code)
            for name, value in ({"Content-Length": "0"} | headers).items():
                self.send_header(name, value)
            self.end_headers()

        def do_HEAD(self) -> None:
            if plain:
                self.answer(501, {})
            else:
                self.serve(False)

        def do_GET(self) -> None:
            self.serve(True)

        def serve(self, body: bool) -> None:
            if self.headers["Authorization"] != wanted:
                return self.answer(401, {"WWW-Authenticate": 'Basic realm="files"'})
            file = place.root / unquote(self.path).removeprefix("/files/").split("\0")[0]
            if not file.is_file():
                return self.answer(404, {})
            if file.name in place.broken:
                return self.answer(500, {})
            facts = file.stat()
            tag = f'"{hashlib.sha256(f"{facts.st_size}:{facts.st_mtime_ns}".encode()).hexdigest()[:16]}"'
            headers = {"Last-Modified": formatdate(facts.st_mtime, usegmt=True)} | ({} if plain else {"ETag": tag})
            start, end = 0, facts.st_size - 1
            wanted_range, condition = self.headers["Range"], self.headers["If-Range"]
            is_part = not plain and wanted_range and condition in (None, tag)
            if is_part:
                first, _, last = wanted_range.removeprefix("bytes=").partition("-")
                start, end = int(first), min(int(last or end), end)
                if start > end:
                    return self.answer(416, {"Content-Range": f"bytes */{facts.st_size}"})
                headers["Content-Range"] = f"bytes {start}-{end}/{facts.st_size}"
            self.answer(206 if is_part else 200, headers | {"Content-Length": str(end - start + 1)})
            if body:
                is_look = wanted_range == "bytes=0-0"  # a client that only wants to know what there is
                self.send_file(file, start, end + 1 - start, Transfer(place, None) if is_look else place.transfer(file.name, start))

        def send_file(self, file: Path, start: int, left: int, transfer: Transfer) -> None:
            with file.open("rb") as stream:
                stream.seek(start)
                while left and (part := stream.read(min(left, BLOCK))):
                    part, cut = transfer.take(part)
                    left -= len(part)
                    try:
                        self.wfile.write(part)
                    except OSError:  # the client has what it wanted
                        left, cut = 1, True
                    if cut:
                        break
            self.close_connection = left > 0

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            if not isinstance(sys.exc_info()[1], OSError):  # clients may hang up
                super().handle_error(request, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(place.keys / "server.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    scheme = "https" if secure else "http"
    place.facts |= {"share": f"{scheme}://{USER}@127.0.0.1:{server.server_port}/files", "share_password": PASSWORD}
    place.facts |= {"share_ca": "ca.pem"} if secure else {}
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


# --- all --------------------------------------------------------------------------------------------------------------

KINDS: dict[str, Callable[[Place], Any]] = {
    "folder": folder,
    "sftp": sftp,
    "ftp": ftp,
    "ftp, old": lambda place: ftp(place, old=True),
    "ftps": lambda place: ftp(place, secure=True),
    "http": http_place,
    "http, plain": lambda place: http_place(place, plain=True),
    "https": lambda place: http_place(place, secure=True),
}
REMOTE = [kind for kind in KINDS if kind != "folder"]
LISTING = [kind for kind in KINDS if not kind.startswith("http")]


@contextmanager
def opened(kind: str, home: Path) -> Iterator[Place]:
    """A place of this kind with an empty folder `home/share`."""
    place = Place(kind, home / "share", home / "keys")
    place.root.mkdir(parents=True)
    place.keys.mkdir(exist_ok=True)
    if kind in ("ftps", "https"):
        certificates(place.keys)
    with KINDS[kind](place):
        yield place


def certificates(folder: Path) -> None:
    """An authority of our own (`ca.pem`) and a server's certificate and key signed by it (`server.pem`), for 127.0.0.1."""
    now = datetime.now(UTC)

    def made(name: str, issuer: str, signer: Any, key: Any, extra: list[tuple[Any, bool]]) -> x509.Certificate:
        builder = x509.CertificateBuilder(
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
            key.public_key(), x509.random_serial_number(), now - timedelta(hours=1), now + timedelta(days=1),
        )  # fmt: skip
        for extension, critical in extra:
            builder = builder.add_extension(extension, critical)
        return builder.sign(signer, SHA256())

    authority, server = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
    identifier = x509.SubjectKeyIdentifier.from_public_key(authority.public_key())
    ca = made("test authority", "test authority", authority, authority, [(x509.BasicConstraints(True, None), True), (usage, True), (identifier, False)])  # fmt: skip
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    leaf = made("file server", "test authority", authority, server, [(names, False), (issued_by, False), (x509.BasicConstraints(False, None), True)])  # fmt: skip
    (folder / "ca.pem").write_bytes(ca.public_bytes(Encoding.PEM))
    private = server.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(private + leaf.public_bytes(Encoding.PEM))
