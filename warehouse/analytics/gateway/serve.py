"""The gateway process: owns the DuckDB file, listens on the MySQL and HTTP ports until a signal ends it."""

import asyncio
import logging
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import uvicorn
from mysql_mimic import MysqlServer

from settings import Settings
from warehouse.analytics.engines.doris import DATABASE
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.gateway.accounts import Accounts
from warehouse.analytics.gateway.http import HttpSide
from warehouse.analytics.gateway.mysql import GatewaySession
from warehouse.tables.catalogue import TABLES

QUERY_THREADS = 4  # heavy queries at once; two cores do not gain from more
LOG = logging.getLogger("lightbox.gateway")


def serve(settings: Settings, secret: Callable[[str], str]) -> None:
    """Run until SIGTERM or SIGINT; open loads are finished first."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # mysql-mimic logs statements with their literals when one fails: only its own words are let through.
    logging.getLogger("mysql_mimic").setLevel(logging.CRITICAL)
    engine = DuckDBEngine(settings.home / "analytics.duckdb", settings.gateway_memory, timeout_s=settings.query_timeout_s)
    engine.apply(list(TABLES.values()))
    try:
        asyncio.run(_run(settings, engine, Accounts(secret)))
    finally:
        engine.close()


async def _run(settings: Settings, engine: DuckDBEngine, accounts: Accounts) -> None:
    executor = ThreadPoolExecutor(QUERY_THREADS, thread_name_prefix="query")
    mysql = MysqlServer(
        session_factory=lambda: GatewaySession(engine, executor, DATABASE, settings.query_max_rows), identity_provider=accounts
    )
    await mysql.start_server(host=settings.host, port=settings.port("gateway_mysql"))
    config = uvicorn.Config(
        HttpSide(engine, accounts, DATABASE).app(),
        host=settings.host,
        port=settings.port("gateway_http"),
        access_log=False,
        log_level="warning",
        server_header=False,
    )
    server = uvicorn.Server(config)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: setattr(server, "should_exit", True))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    LOG.info("gateway listens")
    await server.serve()
    mysql.close()
    executor.shutdown(wait=True)
