"""`make bench ONLY=line`: a copy of a MariaDB table, and the whole line over it, beside dlt copying the same table.

The table is `bench/generator.py`'s, on a server of this run; ROWS (1,000,000 unless the environment says otherwise) can make it smaller.
The peer is dlt with its fastest backend, ConnectorX, into a DuckDB file. It is no dependency of Lightbox: it lives in a virtualenv of
its own under var/, made on the first run, or in the one whose Python LIGHTBOX_BENCH_PEER names. Each run is a process of its own and
tells the seconds of its work, without the start of Python; the whole line loads into a gateway, a process of its own like any
installation's. A third line holds the peak memory of the collecting process against its bound: there "peer" is the bound.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pymysql
from sqlalchemy import make_url

from bench import generator
from settings import ROOT
from tests.mariadb import running

ROWS = int(os.environ.get("ROWS", "1000000"))
FULL, FULL_MEMORY = 1_000_000, 5_000_000  # rows below which a run is a trial: it is not held against the bars
ROUNDS = 3
COPY_BAR, WHOLE_BAR, MEMORY_MB = 1.0, 0.25, 1500.0
PEER_PACKAGES = ("dlt[duckdb]==1.31.0", "duckdb==2.0.1", "connectorx==0.4.6", "pyarrow==26.0.1", "sqlalchemy==2.1.9", "pymysql==1.2.4")
PEER = f"dlt 1.31.0 with ConnectorX 0.4.6, {ROWS:,} rows"
PORTION = 5000
Line = tuple[str, float, float, str, float, float | None]


def lines() -> Iterator[Line]:
    """(name, ours, peer, the peer's name, ratio, bar): medians of ROUNDS runs of each, taken in turn."""
    peer_python = _peer_python()
    with ExitStack() as stack:
        url = stack.enter_context(running())
        fill(url, ROWS)
        runs: dict[str, list[dict[str, Any]]] = {"copy": [], "whole": [], "peer": []}
        for number in range(ROUNDS):
            for what, done in runs.items():
                done.append(_run(what, peer_python, url))
                told = ", ".join(f"{k} {v:.1f}" for k, v in done[-1].items() if isinstance(v, float))
                print(f"# {what} {number + 1}: {told} {done[-1].get('steps', '')}", file=sys.stderr, flush=True)
    peer = [run["seconds"] for run in runs["peer"]]
    for what, bar in (("copy", COPY_BAR), ("whole", WHOLE_BAR)):
        ours = [run["seconds"] for run in runs[what]]
        ratio = statistics.median(p / o for o, p in zip(ours, peer, strict=True))
        yield f"line.{what}", statistics.median(ours), statistics.median(peer), PEER, ratio, bar if ROWS >= FULL else None
    peak = max(run["rss_mb"] for run in runs["whole"])
    yield "line.memory", peak, MEMORY_MB, "bound of peak memory, MB", MEMORY_MB / peak, 1.0 if ROWS >= FULL_MEMORY else None


def _run(what: str, peer_python: Path, url: str) -> dict[str, Any]:
    """What one run of ours or the peer's tells of itself."""
    with _folder() as folder:
        ours = [sys.executable, "-m", "bench.line_run", what, url, str(ROWS), str(folder)]
        peer = [str(peer_python), str(ROOT / "bench" / "line_peer.py"), url, str(ROWS), str(folder)]
        done = subprocess.run(peer if what == "peer" else ours, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"bench line: the {what} run failed:\n{done.stderr[-1000:]}")
        return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def _folder() -> Generator[Path]:
    """Room on the disk of this clone: /tmp may be memory."""
    (ROOT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "var") as folder:
        yield Path(folder)


def fill(url: str, rows: int) -> None:
    """The generator's table of so many rows on an empty MariaDB."""
    address = make_url(url)
    columns = ", ".join(f"{name} {kind}" for name, kind in generator.COLUMNS.items())
    insert = f"INSERT INTO exam VALUES ({', '.join(['%s'] * len(generator.COLUMNS))})"
    server: dict[str, Any] = {"host": address.host, "port": address.port, "user": address.username, "database": address.database}
    with pymysql.connect(**server, charset="utf8mb4") as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE exam ({columns}) ENGINE=InnoDB")
        source = generator.stream(rows)
        while portion := list(islice(source, PORTION)):
            cursor.executemany(insert, portion)
            connection.commit()


def _peer_python() -> Path:
    """The Python that has dlt. Ends with words when it cannot be had: a bench without its peer says nothing."""
    if named := os.environ.get("LIGHTBOX_BENCH_PEER"):
        return Path(named)
    home = ROOT / "var" / "bench-peer"
    python = home / "bin" / "python"
    if not (home / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEER_PACKAGES], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(
                f"bench line: the peer cannot be had: pip could not install {', '.join(PEER_PACKAGES)} into {home}.\n"
                "Install them elsewhere and name that Python in LIGHTBOX_BENCH_PEER. Nothing was measured."
            )
        (home / "complete").touch()
    return python
