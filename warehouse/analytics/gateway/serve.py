"""The gateway process: owns the DuckDB file, listens on the MySQL and HTTP ports until a signal ends it."""

import asyncio
import logging
import signal
import socket
import ssl
from collections.abc import Callable

import uvicorn

from settings import Settings
from warehouse.analytics import grants
from warehouse.analytics.gateway.accounts import Accounts, Brake
from warehouse.analytics.gateway.desk import Desk, GatewayEngine, Limits
from warehouse.analytics.gateway.http import HttpSide, Sizes
from warehouse.analytics.gateway.mysql import GatewaySession
from warehouse.analytics.gateway.wire import Connections, listen
from warehouse.analytics.portable import DATABASE
from warehouse.codes import tables
from warehouse.errors import Misconfigured
from warehouse.tables.catalogue import TABLES
from warehouse.tables.views import views

STOP_SECONDS = 20  # how long a load in progress may take to finish when the gateway is told to stop
FILE = "analytics.duckdb"
LOG = logging.getLogger("lightbox.gateway")


def serve(settings: Settings, secret: Callable[[str], str]) -> None:
    """Run until SIGTERM or SIGINT; loads in progress are finished, queries interrupted. Call it in the main thread.

    Misconfigured: a port is taken, or the certificate cannot be used. Unreachable: another process holds the file.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("httpx", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # mysql-mimic logs statements with their literals when one fails; GatewaySession logs failures itself.
    logging.getLogger("mysql_mimic").setLevel(logging.CRITICAL)
    context = server_context(settings)
    tables.extend(settings.own_codes)
    declared = [*TABLES.values(), *views(settings.export_min_exams)]
    accounts = Accounts(secret, Brake(settings.login_tries, settings.login_wait_s), grants.read(settings.own_grants, declared))
    settings.home.mkdir(parents=True, exist_ok=True)
    mysql, http = _bound(settings.host, settings.port("gateway_mysql")), _bound(settings.host, settings.port("gateway_http"))
    engine = GatewayEngine(settings.home / FILE, settings.gateway_memory, timeout_s=settings.query_timeout_s)
    try:
        engine.apply(declared)
        asyncio.run(run_gateway(settings, engine, mysql, http, accounts, context))
    finally:
        engine.close()
    LOG.info("gateway stopped")


def server_context(settings: Settings) -> ssl.SSLContext | None:
    """TLS for both listeners, or None where no certificate is named. Misconfigured: it cannot be used. None is ever made by itself."""
    certificate, key = settings.gateway_certificate, settings.gateway_certificate_key
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise Misconfigured("TLS of the gateway needs both", "set LIGHTBOX_GATEWAY_CERTIFICATE and LIGHTBOX_GATEWAY_CERTIFICATE_KEY")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION
    try:
        context.load_cert_chain(certificate, key, password="")  # an empty password: a key under one is refused, not asked for
    except (OSError, ssl.SSLError):
        raise Misconfigured(
            "the certificate of the gateway cannot be used", "LIGHTBOX_GATEWAY_CERTIFICATE and its _KEY are PEM files that belong together"
        ) from None
    return context


async def run_gateway(
    settings: Settings, engine: GatewayEngine, mysql: socket.socket, http: socket.socket, accounts: Accounts, context: ssl.SSLContext | None
) -> None:
    """Both protocols in front of `engine` on bound sockets, until SIGTERM or SIGINT; closes the engine at the end."""
    limits = Limits(settings.gateway_long_queries, settings.gateway_quick_s, settings.gateway_wait_s)
    desks = {name: Desk(engine, name, limits) for name in accounts.grants}
    clients = Connections(settings.gateway_connections)
    session = lambda: GatewaySession(engine, desks, accounts.grants, settings.query_max_rows)  # noqa: E731
    front = await listen(mysql, session, clients, accounts, settings.gateway_statement_bytes, context)
    sizes = Sizes(settings.gateway_load_bytes, settings.gateway_statement_bytes, settings.gateway_answer_bytes)
    server = _http_server(HttpSide(engine, accounts, DATABASE, settings.home, desks, sizes), settings.gateway_connections, context)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: setattr(server, "should_exit", True))
    tls = "TLS" if context else "no TLS"
    LOG.info("gateway listens on %s (MySQL) and %s (HTTP), %s", mysql.getsockname()[1], http.getsockname()[1], tls)
    try:
        await server._serve([http])  # pyright: ignore[reportPrivateUsage]  (`serve` would take the signals away from us)
    finally:
        front.close()
        await loop.run_in_executor(None, engine.close)
        await clients.end(STOP_SECONDS)
        for desk in desks.values():
            desk.close()


def _http_server(side: HttpSide, connections: int, context: ssl.SSLContext | None) -> uvicorn.Server:
    config = uvicorn.Config(
        side.app(), access_log=False, log_config=None, server_header=False, limit_concurrency=connections, proxy_headers=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )  # fmt: skip
    config.load()
    config.ssl = context
    return uvicorn.Server(config)


def _bound(host: str, port: int) -> socket.socket:
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
