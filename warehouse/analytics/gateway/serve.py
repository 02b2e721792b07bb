"""The gateway process: owns the DuckDB file, listens on the MySQL and HTTP ports until a signal ends it."""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import uvicorn
from mysql_mimic import MysqlServer

from settings import Settings
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.gateway.accounts import Accounts
from warehouse.analytics.gateway.http import HttpSide
from warehouse.analytics.gateway.mysql import Connections, GatewaySession
from warehouse.analytics.portable import DATABASE
from warehouse.errors import Misconfigured
from warehouse.tables.catalogue import TABLES

QUERY_THREADS = 4  # heavy queries at once; two cores do not gain from more
STOP_SECONDS = 20  # how long a load in progress may take to finish when the gateway is told to stop
FILE = "analytics.duckdb"
LOG = logging.getLogger("lightbox.gateway")


def serve(settings: Settings, secret: Callable[[str], str]) -> None:
    """Run until SIGTERM or SIGINT; loads in progress are finished, queries interrupted. Call it in the main thread.

    Misconfigured: a port is taken. Unreachable: another process holds the file.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("httpx", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # mysql-mimic logs statements with their literals when one fails; GatewaySession logs failures itself.
    logging.getLogger("mysql_mimic").setLevel(logging.CRITICAL)
    settings.home.mkdir(parents=True, exist_ok=True)
    mysql, http = _listen(settings.host, settings.port("gateway_mysql")), _listen(settings.host, settings.port("gateway_http"))
    engine = DuckDBEngine(settings.home / FILE, settings.gateway_memory, timeout_s=settings.query_timeout_s)
    try:
        engine.apply(list(TABLES.values()))
        asyncio.run(run_gateway(engine, mysql, http, Accounts(secret), settings.query_max_rows, settings.home))
    finally:
        engine.close()
    LOG.info("gateway stopped")


async def run_gateway(
    engine: DuckDBEngine, mysql: socket.socket, http: socket.socket, accounts: Accounts, max_rows: int, spool: Path | None = None
) -> None:
    """Both protocols in front of `engine` on listening sockets, until SIGTERM or SIGINT; closes the engine at the end."""
    queries = ThreadPoolExecutor(QUERY_THREADS, thread_name_prefix="query")
    clients = Connections()
    front = MysqlServer(lambda: GatewaySession(engine, queries, max_rows), control=clients, identity_provider=accounts)
    await front.start_server(sock=mysql, port=None)  # a port of None: the socket has one
    app = HttpSide(engine, accounts, DATABASE, spool, queries).app()
    config = uvicorn.Config(app, access_log=False, log_config=None, server_header=False, timeout_graceful_shutdown=STOP_SECONDS)
    server = uvicorn.Server(config)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: setattr(server, "should_exit", True))
    LOG.info("gateway listens on %s (MySQL) and %s (HTTP)", mysql.getsockname()[1], http.getsockname()[1])
    try:
        await server._serve([http])  # pyright: ignore[reportPrivateUsage]  (`serve` would take the signals away from us)
    finally:
        front.close()
        await loop.run_in_executor(None, engine.close)
        await clients.end(STOP_SECONDS)
        queries.shutdown()


def _listen(host: str, port: int) -> socket.socket:
    # TCP by name: asyncio sends small answers without delay (40 ms each) only on sockets that say so.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise Misconfigured(f"port {port} is taken", "set LIGHTBOX_PORT_OFFSET, or stop what holds it") from None
    listening.setblocking(False)
    return listening
