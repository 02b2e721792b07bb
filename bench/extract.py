"""Reading 200,000 rows of 30 columns from a MariaDB: our keyset pages through the extractor, beside one PyMySQL fetchall of the same rows.

The peer holds the whole table in memory and knows neither windows nor pages. Bar: not slower than half as fast.
"""

import atexit
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pymysql
from sqlalchemy import make_url

from pipelines.batch import Window
from pipelines.connection import session
from pipelines.declaration import FeedDeclaration, Source
from pipelines.row_source import SqlRows
from settings import Settings
from tests.mariadb import running

ROWS = 200_000
TEXTS, NUMBERS, TIMES = 14, 8, 6
COLUMNS = [*(f"t{i}" for i in range(TEXTS)), *(f"n{i}" for i in range(NUMBERS)), *(f"d{i}" for i in range(TIMES))]


def pair() -> tuple[Callable[[], object], Callable[[], object], str, float]:
    stack = ExitStack()
    atexit.register(stack.close)
    url = stack.enter_context(running())
    home = Path(stack.enter_context(TemporaryDirectory(prefix="lb-bench-")))
    address = make_url(url)
    server = {"host": address.host, "port": address.port, "user": address.username, "database": address.database, "charset": "utf8mb4"}
    _fill(server)
    source, settings = _source(), Settings(home=home / "var", keys=home / "keys")
    feed = next(iter(source.feeds.values()))

    def ours() -> None:
        with session(source, {"url": url}, settings) as extractor:
            rows = SqlRows(source, feed, extractor, None, settings.page_rows, None)
            assert sum(len(page) for page in rows.rows(Window(None, {"changed": ROWS + 1}))) == ROWS

    def peer() -> None:
        with pymysql.connect(**server) as connection, connection.cursor() as cursor:
            cursor.execute(f"SELECT k, changed, {', '.join(COLUMNS)} FROM wide")
            assert len(cursor.fetchall()) == ROWS

    return ours, peer, "PyMySQL fetchall", 0.5


def _fill(server: dict[str, object]) -> None:
    kinds = [f"t{i} varchar(64)" for i in range(TEXTS)] + [f"n{i} int" for i in range(NUMBERS)] + [f"d{i} datetime" for i in range(TIMES)]
    values = [f"concat('\u68c0\u67e5\u6240\u89c1', seq * {i + 3})" for i in range(TEXTS)]
    values += [f"if(seq % 7 = {i % 7}, NULL, seq % {1000 + i})" for i in range(NUMBERS)]
    values += [f"'2026-01-01' + INTERVAL seq * {i + 1} SECOND" for i in range(TIMES)]
    with pymysql.connect(**server, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE wide (k char(12) PRIMARY KEY, changed bigint NOT NULL, {', '.join(kinds)}, KEY (changed)) ENGINE=InnoDB"
        )
        cursor.execute(f"INSERT INTO wide SELECT concat('E', lpad(seq, 9, '0')), seq, {', '.join(values)} FROM seq_1_to_{ROWS}")


def _source() -> Source:
    feed = FeedDeclaration.model_validate(
        {
            "table": "wide", "as": "w", "key": ["w.k"], "increments": [{"name": "changed", "kind": "integer", "column": "w.changed"}],
            "columns": {"findings": {"lines": [f"w.{name}" for name in COLUMNS]}},
        }
    )  # fmt: skip
    group = {"group": "business", "zh": "bench", "feeds": ["exams"], "schedule": "@daily"}
    return Source.model_validate(
        {"source": "BENCH", "zh": "bench", "dialect": "mysql", "charset": "utf-8", "groups": [group], "feeds": {"exams": feed}}
    )
