"""Every feed's statements in every dialect are what was reviewed, are SQL of that dialect, and hold no value that was read."""

from datetime import datetime
from pathlib import Path

import pytest
import sqlglot
from sqlalchemy import Unicode, create_engine, text
from sqlalchemy.dialects import mssql, mysql, oracle, sqlite

from pipelines.connection import Session
from pipelines.declaration import FeedDeclaration, load_all
from pipelines.extractors import sqlite as sqlite_source
from pipelines.select import FeedSelect
from quality.feeds import Feed
from tests.extractors import golden

SOURCES = load_all()
FEEDS = [(source, feed) for source, declared in SOURCES.items() for feed in declared.feeds]
DRIVERS = {"oracle": oracle.dialect(), "oracle11": oracle.dialect(enable_offset_fetch=False), "mssql": mssql.dialect(),
           "mysql": mysql.dialect(), "doris": mysql.dialect(), "sqlite": sqlite.dialect()}  # fmt: skip


@pytest.mark.req("A-4.1", part=True)
@pytest.mark.parametrize("folder", golden.DIALECTS)
def test_every_feed_renders_what_was_reviewed_and_what_its_dialect_parses(folder: str) -> None:
    read, made = golden.DIALECTS[folder][2], golden.documents(folder)
    kept = {str(f.relative_to(golden.FOLDER)) for f in (golden.FOLDER / folder).glob("*.sql")}
    assert kept == set(made), "python -m tests.extractors.golden --write"
    for name, content in made.items():
        assert content == (golden.FOLDER / name).read_text(encoding="utf-8"), f"{name}: renew it by --write, and read the difference"
        parsed = sqlglot.parse(content, read=read, error_level=sqlglot.ErrorLevel.RAISE)
        assert all(isinstance(s, sqlglot.exp.Select) for s in parsed if s is not None)


@pytest.mark.parametrize("folder", golden.DIALECTS)
def test_values_that_were_read_are_bound_and_never_written_into_a_statement(folder: str) -> None:
    for source, feed in FEEDS:
        for statement in golden.statements(SOURCES[source].feeds[feed], folder).values():
            compiled = statement.compile(dialect=DRIVERS[folder], compile_kwargs={"render_postcompile": True})
            for value in ("after", golden.TEXT_MARK, str(golden.NUMBER_MARK), "2026-01-02", "03:04:05"):
                assert value not in str(compiled)
        following = golden.statements(SOURCES[source].feeds[feed], folder)["following page of a window"]
        assert golden.AFTER in following.compile(dialect=DRIVERS[folder]).params.values()


def test_oracle_11_pages_by_rownum_with_names_of_thirty_bytes() -> None:
    page = golden.rendered(golden.statements(SOURCES["RIS"].feeds[Feed.EXAMS], "oracle11")["first page of everything"], DRIVERS["oracle11"])
    assert "ROWNUM <= 5000" in page
    assert "FETCH FIRST" not in page


def small(**changes: object) -> FeedDeclaration:
    declared: dict[str, object] = {
        "table": "order", "as": "e", "key": ["e.size"], "columns": {"name": "e.date"},
        "increments": [{"name": "changed", "kind": "integer", "column": "e.size"}],
    }  # fmt: skip
    return FeedDeclaration.model_validate(declared | changes)


@pytest.mark.parametrize(
    ("dialect", "shown"),
    [("oracle", '"E"."DATE"'), ("mssql", "[e].[date]"), ("mysql", "`e`.`date`"), ("doris", "`e`.`date`"), ("sqlite", '"e"."date"')],
)
def test_reserved_words_are_names_like_any_other(dialect: str, shown: str) -> None:
    page = FeedSelect(small(), dialect).page(None, {"changed": 1}, None, 10)
    statement = golden.rendered(page, golden.DIALECTS[dialect][1])
    assert shown in statement
    sqlglot.parse_one(statement, read=golden.DIALECTS[dialect][2])


@pytest.mark.parametrize(("key", "kind"), [("H0001", "SQL_VARCHAR"), ("\u6d4b\u8bd5", "SQL_WVARCHAR")])
def test_sql_server_gets_keys_of_ascii_as_varchar_so_that_its_index_is_used(key: str, kind: str) -> None:
    pyodbc = pytest.importorskip("pyodbc")
    dialect = mssql.dialect()
    page = FeedSelect(small(), "mssql").page(None, {"changed": 1}, [key], 10).compile(dialect=dialect)
    bind = next(b for b in page.binds.values() if b.value == key)
    got = bind.type.dialect_impl(dialect).get_dbapi_type(pyodbc)
    assert (got[0] if isinstance(got, tuple) else got) == getattr(pyodbc, kind)


def test_sql_server_compares_chinese_codes_as_nvarchar() -> None:
    declared = small(where=[{"column": "e.state", "none_of": ["\u53d6\u6d88"]}])
    page = FeedSelect(declared, "mssql").page(None, {"changed": 1}, None, 10).compile(dialect=mssql.dialect())
    assert "CAST([e].[state] AS NVARCHAR(100))" in str(page)
    assert any(isinstance(b.type.dialect_impl(mssql.dialect()), Unicode) for b in page.binds.values())


def test_a_rowversion_is_read_as_a_number_and_compared_as_its_bytes_below_what_is_still_open() -> None:
    declared = SOURCES["PIS"].feeds[Feed.REPORTS]
    made = golden.statements(declared, "mssql")
    page = golden.rendered(made["following page of a window"], golden.DIALECTS["mssql"][1])
    assert "CAST([r].[ROWVER] AS BIGINT) AS" in page
    assert "[r].[ROWVER] >= CAST(:param_2 AS BINARY(8))" in page
    assert "min_active_rowversion()" in golden.rendered(made["highest mark of 'report'"], golden.DIALECTS["mssql"][1])


def test_a_split_mark_without_its_day_is_read_each_time(tmp_path: Path) -> None:
    file = tmp_path / "double.db"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (k TEXT, d TEXT, c TEXT)"))
        rows = [("null", None, "10:00:00"), ("blank", "        ", None), ("other", "2020-01-01", "100000"), ("old", "20200101", None),
                ("new", "20260102", "08:00"), ("late", "20260102", None)]  # fmt: skip
        connection.execute(text("INSERT INTO t VALUES (:k, :d, :c)"), [dict(zip("kdc", row, strict=True)) for row in rows])
    engine.dispose()
    marks = [{"name": "m", "kind": "split_datetime", "column": "e.d", "time_column": "e.c"}]
    declared = small(table="t", key=["e.k"], columns={"name": "e.k"}, increments=marks)
    page = FeedSelect(declared, "sqlite").page({"m": "20260101 000000"}, {"m": "20260102 120000"}, None, 10)
    extractor = sqlite_source.connect(f"sqlite:///{file}", Session("PIS", "+08:00", 5))
    found = {row[2] for portion in extractor.rows(page, 10) for row in portion}
    extractor.close()
    assert found == {"null", "blank", "other", "new"}


@pytest.mark.parametrize(
    ("dialect", "form"),
    [("oracle", "CAST(:param_1 AS DATE)"), ("mssql", "CAST(:param_1 AS DATETIME)"), ("mysql", None), ("doris", None)],
)
def test_a_time_is_bound_in_the_type_of_the_column_so_that_its_index_is_used(dialect: str, form: str | None) -> None:
    value = golden.DIALECTS[dialect][3](datetime(2026, 1, 2))
    if form is None:
        assert value == datetime(2026, 1, 2)
    else:
        assert str(value.compile(dialect=golden.DIALECTS[dialect][1])) == form
