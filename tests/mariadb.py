"""A real MariaDB for one test session: own data folder, own port, gone at the end.

from tests.mariadb import fresh_database, mariadb_url  # in a conftest.py or a test module
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql
import pytest
from sqlalchemy import make_url

START_SECONDS = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _program(*names: str) -> str:
    for name in names:
        found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin")
        if found:
            return found
    pytest.fail(f"{names[0]} is not installed: apt install mariadb-server")


def _as_root() -> list[str]:
    return ["--user=root"] if os.geteuid() == 0 else []


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Until it answers a query; fails with the server's own words when it ends or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with (
                pymysql.connect(host="127.0.0.1", port=port, user="root", connect_timeout=2) as connection,
                connection.cursor() as cursor,
            ):
                cursor.execute("SELECT 1")
                return
        except pymysql.err.OperationalError:
            time.sleep(0.1)
    tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    pytest.fail(f"MariaDB did not start on port {port}:\n{tail}")


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """SQLAlchemy URL of database `lightbox` on a server of this session, as its administrator."""
    with running() as url:
        yield url


@contextmanager
def running() -> Iterator[str]:
    """A server while the block runs; the URL of its database `lightbox`."""
    server_program, install = _program("mariadbd", "mysqld"), _program("mariadb-install-db", "mysql_install_db")
    folder = Path(tempfile.mkdtemp(prefix="lb-mariadb-"))  # short: a Unix socket's path may have 107 bytes
    data, log, port = folder / "data", folder / "server.log", _free_port()
    common = ["--no-defaults", f"--datadir={data}", *_as_root()]
    subprocess.run(
        [install, *common, "--auth-root-authentication-method=normal", "--skip-test-db"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    options = [
        f"--port={port}", "--bind-address=127.0.0.1", f"--socket={folder / 's'}", f"--pid-file={folder / 'pid'}", f"--log-error={log}",
        "--character-set-server=utf8mb4", "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=2", "--skip-name-resolve",
        "--innodb-lock-wait-timeout=20",
    ]  # fmt: skip
    server = subprocess.Popen(
        [server_program, *common, *options], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        _wait(server, port, log)
        yield fresh_database(f"mysql+pymysql://root@127.0.0.1:{port}/mysql", "lightbox")
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def fresh_database(url: str, name: str) -> str:
    """Make database `name` anew on the server of `url`, empty; returns its URL."""
    if not name.replace("_", "").isalnum():
        raise ValueError("database names are letters, digits and '_'")
    parts = make_url(url)
    server = {"host": parts.host or "127.0.0.1", "port": parts.port or 3306, "user": parts.username or "root"}
    with pymysql.connect(**server) as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
    return parts.set(database=name).render_as_string(hide_password=False)
