"""The statements of every feed in every dialect it may live in, as reviewed files: golden/<dialect>/<source>.<feed>.sql.

`python -m tests.extractors.golden --write` renews them; the difference is then read and committed like any other change.
"""

import argparse
import re
import textwrap
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Select
from sqlalchemy.dialects import mssql, mysql, oracle, sqlite

from pipelines.declaration import FeedDeclaration, Increment, Source, load_all
from pipelines.extractors import doris as doris_source
from pipelines.extractors import mssql as mssql_source
from pipelines.extractors import mysql as mysql_source
from pipelines.extractors import oracle as oracle_source
from pipelines.extractors import sqlite as sqlite_source
from pipelines.select import FeedSelect

FOLDER = Path(__file__).resolve().parent / "golden"
# folder → (dialect as the extractor names it, SQLAlchemy's, sqlglot's, how a time is bound). 11g is what the RIS runs on.
DIALECTS: dict[str, tuple[str, Dialect, str, Any]] = {
    "oracle": ("oracle", oracle.dialect(paramstyle="named"), "oracle", oracle_source.OracleExtractor.bind_time),
    "oracle11": (
        "oracle",
        oracle.dialect(paramstyle="named", enable_offset_fetch=False, max_identifier_length=30),
        "oracle",
        oracle_source.OracleExtractor.bind_time,
    ),
    "mssql": ("mssql", mssql.dialect(paramstyle="named"), "tsql", mssql_source.MssqlExtractor.bind_time),
    "mysql": ("mysql", mysql.dialect(paramstyle="named"), "mysql", mysql_source.MysqlExtractor.bind_time),
    "doris": ("doris", mysql.dialect(paramstyle="named"), "doris", doris_source.DorisExtractor.bind_time),
    "sqlite": ("sqlite", sqlite.dialect(paramstyle="named"), "sqlite", sqlite_source.SqliteExtractor.bind_time),
}
PAGE = 5000
AFTER = "ZZ'after"  # values that must never show in a statement
TEXT_MARK = "20260102 030405"
NUMBER_MARK = 987654321
MOMENT = datetime(2026, 1, 2, 3, 4, 5)


def bound(increment: Increment, bind_time: Any) -> Any:
    """A mark of the increment's kind, as `pipelines.window` binds it."""
    if increment.kind == "time":
        return bind_time(MOMENT)
    return TEXT_MARK if increment.kind in ("split_datetime", "snapshot") else NUMBER_MARK


def statements(declaration: FeedDeclaration, folder: str) -> dict[str, Select]:
    """Every statement the feed may be asked, by what it is."""
    dialect, _, _, bind_time = DIALECTS[folder]
    made = FeedSelect(declaration, dialect)
    marks = {i.name: bound(i, bind_time) for i in declaration.increments}
    upper = {i.name: marks[i.name] for i in declaration.increments if i.kind != "snapshot"}
    found = {
        "first page of everything": made.page(None, upper, None, PAGE),
        "following page of a window": made.page(marks, upper, [AFTER] * len(made.order), PAGE),
        "rows without a key": made.without_key(marks, upper),
        "keys only": made.keys(marks, upper, None, PAGE),
    }
    if declaration.period is not None:
        by_period = FeedSelect(declaration, dialect, marks=[declaration.period])
        period = {declaration.period.name: bound(declaration.period, bind_time)}
        found["a period"] = by_period.page(period, period, None, PAGE)
    if columns := declaration.exam_columns():
        found["some exams"] = made.of_exams([[AFTER] * len(columns)])
    counting = [i for i in declaration.increments if i.kind in ("integer", "rowversion")]
    return found | {f"highest mark of '{i.name}'": made.highest(i) for i in counting}


def rendered(statement: Select, dialect: Dialect) -> str:
    text = str(statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))
    lines = re.sub(r" (AND|OR|LEFT OUTER JOIN|ORDER BY) ", r"\n\1 ", text).splitlines()
    return "\n".join("\n".join(textwrap.wrap(line, 136, subsequent_indent="    ", break_long_words=False)) for line in lines)


def document(source: Source, declaration: FeedDeclaration, feed: str, folder: str) -> str:
    head = f"-- {source.source}.{feed}, {folder}. Values are bound; :names stand for them.\n"
    dialect = DIALECTS[folder][1]
    return head + "".join(f"\n-- {what}\n{rendered(s, dialect)};\n" for what, s in statements(declaration, folder).items())


@lru_cache
def documents(folder: str) -> dict[str, str]:
    """Every golden file of a dialect, by its path below `golden`."""
    return {
        f"{folder}/{source.source.lower()}.{feed.value}.sql": document(source, declaration, feed.value, folder)
        for source in load_all().values()
        for feed, declaration in source.feeds.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", required=True, help="renew the files")
    parser.parse_args()
    made = {name: content for folder in DIALECTS for name, content in documents(folder).items()}
    for old in FOLDER.rglob("*.sql"):
        if str(old.relative_to(FOLDER)) not in made:
            old.unlink()
    for name, content in made.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
