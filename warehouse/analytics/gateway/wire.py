"""The MySQL listener: connections that are signed in or ended, packets of bounded size, TLS, and clients that leave.

mysql-mimic goes on with a client whose password was refused; here the connection ends. It also reads packets of any size, forgets clients
that leave during a query, and writes values of prepared statements unescaped (see `prepared`). All of it is closed off here.
"""

import asyncio
import functools
import logging
import socket
import ssl
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from mysql_mimic.connection import Connection
from mysql_mimic.constants import KillKind
from mysql_mimic.control import LocalControl, TooManyConnections
from mysql_mimic.errors import ErrorCode, MysqlError
from mysql_mimic.prepared import PreparedStatement
from mysql_mimic.session import BaseSession
from mysql_mimic.stream import ConnectionClosed, MysqlStream
from mysql_mimic.types import Capabilities

from warehouse.analytics.gateway import prepared
from warehouse.analytics.gateway.accounts import Accounts
from warehouse.errors import Refused

SIGN_IN_SECONDS = 10
SIGN_IN_BYTES = 64 * 1024
DROPPED_BYTES = 64 * 1024 * 1024  # of a statement that is too long: read and thrown away so that the client hears why
PREPARED = 1_000  # statements a connection may hold
LOG = logging.getLogger("lightbox.gateway")
T = TypeVar("T")


def _code(number: int, name: str) -> ErrorCode:
    """A code of MySQL's that mysql-mimic does not list, as the member of its enumeration that its packets ask for."""
    code = int.__new__(ErrorCode, number)
    code._name_, code._value_ = name, number
    return code


PACKET_TOO_LARGE = _code(1153, "NET_PACKET_TOO_LARGE")
TABLE_ACCESS_DENIED = _code(1142, "TABLE_ACCESS_DENIED")
NO_SUCH_THREAD = _code(1094, "NO_SUCH_THREAD")
LOCK_WAIT_TIMEOUT = _code(1205, "LOCK_WAIT_TIMEOUT")  # "try again": no place became free in time
QUERY_INTERRUPTED = _code(1317, "QUERY_INTERRUPTED")
SECURE_TRANSPORT_REQUIRED = _code(3159, "SECURE_TRANSPORT_REQUIRED")


class Reader(asyncio.StreamReader):
    """Knows whether the other side has gone, whatever there is still to be read."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = asyncio.Event()

    def feed_eof(self) -> None:
        super().feed_eof()
        self.gone.set()

    def set_exception(self, exc: Exception) -> None:
        super().set_exception(exc)
        self.gone.set()


class Tls:
    """TLS over a connection that is open already, as a reader and a writer.

    A client sends its first message right behind the packet that asks for TLS, so it may have been read with it. asyncio's own `start_tls`
    would lose it. Here all that came behind that packet goes into TLS: nothing sent in the clear is taken for what came under it.
    """

    def __init__(self, reader: Reader, writer: asyncio.StreamWriter, context: ssl.SSLContext) -> None:
        self._reader, self._writer = reader, writer
        self._came, self._goes = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._came, self._goes, server_side=True)

    async def handshake(self) -> None:
        await self._do(self._tls.do_handshake)

    async def readexactly(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            part = await self._do(functools.partial(self._tls.read, size - len(data)))
            if not part:
                raise ConnectionClosed
            data += part
        return bytes(data)

    def write(self, data: bytes | bytearray) -> None:
        if data:
            self._tls.write(data)
            self._writer.write(self._goes.read())

    async def drain(self) -> None:
        await self._writer.drain()

    async def _do(self, call: Callable[[], T]) -> T:
        while True:
            try:
                done = call()
            except ssl.SSLWantReadError:
                self._writer.write(self._goes.read())
                await self._writer.drain()
                if not (more := await self._reader.read(0xFFFF)):
                    raise ConnectionClosed from None
                self._came.write(more)
            except ssl.SSLError:
                raise ConnectionClosed from None
            else:
                self._writer.write(self._goes.read())
                return done


class Stream:
    """Packets. What mysql-mimic writes it writes itself; reading is bounded by `limit` bytes. `patient`: who sends more is told so."""

    def __init__(self, reader: Reader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer, self.limit, self.secure, self.patient = reader, writer, SIGN_IN_BYTES, False, False
        self._packets = MysqlStream(reader, writer)
        self._bytes: Reader | Tls = reader
        self.write, self.write_many, self.write_text_rows = self._packets.write, self._packets.write_many, self._packets.write_text_rows
        self.drain, self.reset_seq = self._packets.drain, self._packets.reset_seq

    async def read(self) -> bytes:
        data = bytearray()
        while True:
            head = await self._exactly(4)
            size, number = int.from_bytes(head[:3], "little"), head[3]
            if number != next(self._packets.seq):
                raise ConnectionClosed
            if len(data) + size > self.limit:
                await self._drop(size)
                raise MysqlError(f"the statement is longer than {self.limit:,} bytes", PACKET_TOO_LARGE)
            data += await self._exactly(size)
            if size < 0xFFFFFF:
                return bytes(data)

    async def _exactly(self, size: int) -> bytes:
        try:
            return await self._bytes.readexactly(size)
        except (asyncio.IncompleteReadError, OSError):
            raise ConnectionClosed from None

    async def _drop(self, size: int) -> None:
        """Read the rest of a packet that is too long, and those that belong to it."""
        dropped = 0
        while self.patient and dropped < DROPPED_BYTES:
            for left in range(size, 0, -0xFFFF):
                await self._exactly(min(left, 0xFFFF))
            dropped += size
            if size < 0xFFFFFF:
                return
            head = await self._exactly(4)
            next(self._packets.seq)
            size = int.from_bytes(head[:3], "little")
        raise ConnectionClosed

    async def start_tls(self, context: ssl.SSLContext) -> None:
        tls = Tls(self.reader, self.writer, context)
        await tls.handshake()
        self._bytes, self._packets.writer, self.secure = tls, cast(Any, tls), True


class Kills(Protocol):
    """A session whose query can be ended."""

    def end_query(self) -> None: ...


class GatewayConnection(Connection):
    """One client. Signs in within `SIGN_IN_SECONDS` or is ended."""

    stream: Stream  # pyright: ignore[reportIncompatibleVariableOverride, reportIncompatibleUnannotatedOverride]
    identity_provider: Accounts  # pyright: ignore[reportIncompatibleVariableOverride, reportIncompatibleUnannotatedOverride]

    def __init__(self, stream: Stream, statement_bytes: int, **more: Any) -> None:
        super().__init__(stream=cast(Any, stream), **more)
        self._statement_bytes = statement_bytes
        self._templates: dict[int, prepared.Template] = {}

    @property
    def peer(self) -> str:
        name = self.stream.writer.get_extra_info("peername")
        return str(name[0]) if name else "?"

    async def _start(self) -> None:
        try:
            async with asyncio.timeout(SIGN_IN_SECONDS):
                await self.connection_phase()
        except (ConnectionClosed, TimeoutError, MysqlError, asyncio.CancelledError):
            return
        if self.session.username is None:
            return
        self.stream.limit, self.stream.patient = self._statement_bytes, True
        await self.session.init(self)
        try:
            await self.command_phase()
        except MysqlError as error:  # a packet that is too long: what follows it cannot be trusted
            await self.stream.write(self.error(msg=error.msg, code=error.code))
        except asyncio.CancelledError:
            await self.stream.write(self.error(msg="the connection was killed", code=ErrorCode.SESSION_WAS_KILLED))
        finally:
            await self.session.close()

    async def authenticate(self, username: str, *args: Any, **more: Any) -> None:
        self.session.username = None
        refusal: tuple[str, ErrorCode] | None = None
        if self.ssl is not None and not self.stream.secure:
            refusal = "this gateway is reached by TLS only", SECURE_TRANSPORT_REQUIRED
        elif wait := self.identity_provider.brake(self.peer, username):
            refusal = f"too many wrong passwords: wait {wait:.0f} s", ErrorCode.ACCESS_DENIED_ERROR
        if refusal is not None:
            await self.stream.write(self.error(msg=refusal[0], code=refusal[1]))
            return
        await super().authenticate(username, *args, **more)
        self.identity_provider.tried(self.peer, username, self.session.username is not None)

    async def handle_change_user(self, data: bytes) -> None:
        raise MysqlError("changing the account is refused: connect anew", ErrorCode.NOT_SUPPORTED_YET)

    def kill(self, kind: KillKind = KillKind.CONNECTION) -> None:
        """End the query, or the connection with its query. KILL QUERY of an idle connection does nothing."""
        if kind is KillKind.QUERY:
            cast(Kills, self.session).end_query()
        else:
            super().kill(kind)

    # --- prepared statements ------------------------------------------------------------------------------------------

    async def handle_stmt_prepare(self, data: bytes) -> None:
        if len(self.prepared_stmts) >= PREPARED:
            raise MysqlError(f"a connection holds at most {PREPARED} prepared statements: close some", ErrorCode.NOT_SUPPORTED_YET)
        template = _or_error(prepared.template, self.client_charset.decode(data))
        statement = PreparedStatement(next(self.prepared_stmt_seq), "", template.parameters)
        self.prepared_stmts[statement.stmt_id], self._templates[statement.stmt_id] = statement, template
        for packet in self.com_stmt_prepare_response(statement):
            await self.stream.write(packet, drain=False)
        await self.stream.drain()

    async def handle_stmt_send_long_data(self, data: bytes) -> None:
        await super().handle_stmt_send_long_data(data)
        held = sum(len(buffer) for one in self.prepared_stmts.values() for buffer in (one.param_buffers or {}).values())
        if held > self._statement_bytes:
            self.kill()  # the command has no answer that could say so

    async def handle_stmt_execute(self, data: bytes) -> None:
        statement = self.get_stmt(int.from_bytes(data[:4], "little"))
        template = self._templates[statement.stmt_id]
        attributes = Capabilities.CLIENT_QUERY_ATTRIBUTES in self.capabilities
        long = statement.param_buffers or {}
        values = _or_error(prepared.values, data, template.parameters, attributes, self.client_charset.decode, long)
        statement.sql = _or_error(template.bind, values)
        # mysql-mimic goes on with a statement that has no parameters any more.
        statement.num_params = 0
        try:
            await super().handle_stmt_execute(data[:4] + bytes([data[4] & prepared.CURSOR]) + data[5:9])
        finally:
            statement.num_params = template.parameters

    async def handle_stmt_close(self, data: bytes) -> None:
        await super().handle_stmt_close(data)
        self._templates.pop(int.from_bytes(data[:4], "little"), None)


def _or_error(call: Callable[..., Any], *args: Any) -> Any:
    try:
        return call(*args)
    except Refused as refused:
        raise MysqlError(str(refused), ErrorCode.NOT_SUPPORTED_YET) from None


class Connections(LocalControl):
    """The clients that are connected; more than `most` are turned away, those that have not signed in included."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    async def add(self, connection: Connection) -> int:
        if len(self._connections) >= self._most:
            raise TooManyConnections
        return await super().add(connection)

    def of(self, account: str | None) -> list[GatewayConnection]:
        """The connections of one account."""
        return [cast(GatewayConnection, c) for c in self._connections.values() if c.session.username == account and account is not None]

    async def end(self, seconds: float) -> None:
        """Tell every client that its session is over, and wait until they are gone."""
        async with asyncio.timeout(seconds):
            while self._connections:
                for connection in list(self._connections.values()):
                    connection.kill()
                await asyncio.sleep(0.02)


async def listen(
    sock: socket.socket,
    session: Callable[[], BaseSession],
    control: Connections,
    accounts: Accounts,
    statement_bytes: int,
    context: ssl.SSLContext | None,
) -> asyncio.Server:
    """Serve clients of a listening socket, each in a connection of its own."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stream = Stream(cast(Reader, reader), writer)
        connection = GatewayConnection(
            stream, statement_bytes, session=session(), control=control, identity_provider=accounts, ssl=context
        )  # fmt: skip
        try:
            connection.connection_id = await control.add(connection)
        except TooManyConnections:
            await stream.write(connection.error(msg="the gateway has as many clients as it takes", code=ErrorCode.CON_COUNT_ERROR))
            writer.close()
            return
        try:
            await connection.start()
        except (OSError, ConnectionClosed):
            LOG.debug("a client left")
        except Exception as error:
            LOG.error("a connection failed with %s", type(error).__name__)
        finally:
            writer.close()
            await control.remove(connection.connection_id)

    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: asyncio.StreamReaderProtocol(Reader(), serve), sock=sock)
