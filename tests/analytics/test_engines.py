"""What only one engine has: DuckDB's file, the statements for a Doris cluster, where the client goes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from settings import Settings
from tests.analytics.process import ROOT, secret
from tests.analytics.things import rows, thing
from warehouse.analytics import ddl
from warehouse.analytics.engines.doris import _changes, connect  # pyright: ignore[reportPrivateUsage]
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.errors import Misconfigured, Refused, Unreachable
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Column, Type

DORIS = Path(__file__).parent / "doris.sql"
OPEN = "import sys; from pathlib import Path; from warehouse.analytics.engines.duckdb import DuckDBEngine; DuckDBEngine(Path(sys.argv[1]))"


# --- DuckDB -----------------------------------------------------------------------------------------------------------------------------


def test_a_file_is_read_again_without_being_told_its_tables(tmp_path: Path) -> None:
    table = thing("kept")
    engine = DuckDBEngine(tmp_path / "a.duckdb")
    engine.apply([table])
    engine.load("a", {"kept": rows(table, [{"id": 1}])})
    engine.close()
    again = DuckDBEngine(tmp_path / "a.duckdb")
    assert again.describe() == [table]
    assert again.load("a", {"kept": rows(table, [{"id": 2}])}).already
    assert again.query("SELECT id FROM kept").to_pylist() == [{"id": 1}]
    other = subprocess.run([sys.executable, "-c", OPEN, str(tmp_path / "a.duckdb")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Unreachable: the analytic store's file cannot be opened" in other.stderr
    again.close()
    for call in (lambda: again.query("SELECT 1 AS a"), lambda: again.load("b", {}), lambda: again.apply([table])):
        with pytest.raises(Unreachable, match="is stopping"):
            call()
    assert not again.health().ok


def test_the_engine_reads_no_file_and_no_variable_of_python(tmp_path: Path) -> None:
    secret_file = tmp_path / "x.csv"
    secret_file.write_text("a\n1\n")
    engine = DuckDBEngine(None)
    for name in (f"'{secret_file}'", f"`{secret_file}`", "engine", "information_schema.tables", "duckdb_settings()"):
        with pytest.raises(Refused):
            engine.query(f"SELECT * FROM {name}")
    engine.close()


def test_more_than_memory_is_refused_and_the_engine_lives_on() -> None:
    engine = DuckDBEngine(None, memory="60MB")
    table = thing("numbers")
    engine.apply([table])
    engine.load("a", {"numbers": rows(table, [{"id": i, "n": i, "words": f"{i}" * 50} for i in range(20_000)])})
    big = "SELECT COUNT(*) AS n FROM (SELECT DISTINCT a.words AS x, b.words AS y FROM numbers a, numbers b WHERE b.id < 200) s"
    with pytest.raises(Refused, match="OutOfMemoryException"):
        engine.query(big)
    assert engine.query("SELECT COUNT(*) AS n FROM numbers").to_pylist() == [{"n": 20_000}]
    engine.close()


# --- Doris ------------------------------------------------------------------------------------------------------------------------------


# What the grammar at hand does not read; the golden file below holds the statements whole.
UNREAD = (
    (r" SUM ", " "),
    (r"AGGREGATE KEY", "UNIQUE KEY"),
    (r",\n  INDEX `\w+` \(`\w+`\) USING INVERTED PROPERTIES \([^)]*\)", ""),
    (r"AUTO PARTITION BY RANGE \(date_trunc\(`\w+`, 'month'\)\) \(\)\n", ""),
)


@pytest.mark.parametrize("name", TABLES)
def test_doris_statements_are_ones_its_grammar_reads(name: str) -> None:
    table = TABLES[name]
    for statement in (ddl.create_statement(table), ddl.stage_statement(table)):
        for clause, instead in UNREAD:
            statement = re.sub(clause, instead, statement)
        read = sqlglot.parse_one(statement, read="doris")
        assert isinstance(read, exp.Create)
        columns = [c.name for c in read.find_all(exp.ColumnDef)]
        assert [c for c in columns if c != ddl.UNIT][: len(table.key)] == list(table.key), "key columns come first"
        assert sorted(c for c in columns if c != ddl.UNIT) == sorted(c.name for c in table.columns)
    assert [s.key for s in map(lambda s: sqlglot.parse_one(s.replace("%(unit)s", "'u'"), read="doris"), ddl.unit_statements([table]))] == [
        "insert"
    ]


def test_doris_statements_are_those_of_the_golden_file() -> None:
    """After a change of the tables: `python -m tests.analytics.test_engines` writes it anew; read what changed."""
    assert _statements() == DORIS.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_laid_out_as_its_declaration_says(name: str) -> None:
    table, create = TABLES[name], ddl.create_statement(TABLES[name])
    merged = '"enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "load_seq"'
    assert (merged in create) == (not table.sums)
    assert ("AGGREGATE KEY" in create) == bool(table.sums)
    assert create.count(" SUM ") == len(table.sums)
    assert create.count("USING INVERTED") == (0 if table.sums else sum(c.type is Type.TEXT for c in table.columns))
    by_month = table.column(table.key[0]).type in (Type.DATE, Type.DATETIME)
    assert ("AUTO PARTITION BY RANGE" in create) == by_month == ("BUCKETS AUTO" not in create)
    for key in table.key:
        assert re.search(rf"`{key}` \S+ NOT NULL", create), "a partition of a column that may be null is refused"


def test_texts_are_declared_in_bytes_of_doris() -> None:
    assert "`kind` varchar(64) NULL" in ddl.create_statement(thing("t"))


def test_a_declaration_goes_through_its_document_unchanged() -> None:
    for table in TABLES.values():
        assert ddl.from_document(ddl.as_document(table)) == table


def test_changes_of_a_table_on_doris() -> None:
    table = thing("t")
    stored = {
        c.name: kind
        for c, kind in zip(table.columns, ["bigint", "varchar", "int", "tinyint", "text", "date", "datetime", "bigint"], strict=True)
    }
    assert _changes(table, {}) == _changes(table, stored) == []
    wider = thing("t", Column("more", Type.STRING, "更多", "more", length=8))
    assert _changes(wider, stored) == [
        "ALTER TABLE `t` ADD COLUMN `more` varchar(32) NULL COMMENT '更多'",
        "ALTER TABLE `stage__t` ADD COLUMN `more` varchar(32) NULL COMMENT '更多'",
    ]
    with pytest.raises(Misconfigured, match=r"t\.n is text in the store and INT"):
        _changes(table, {**stored, "n": "text"})
    with pytest.raises(Misconfigured, match="more is new and may not be null"):
        _changes(thing("t", Column("more", Type.INT, "更多", "more", nullable=False)), stored)


@pytest.mark.parametrize("label, wired", [("EIS.exams.0af3", "EIS:exams:0af3"), ("a-b_c:d", "a-b_c:d"), ("x" * 128, "x" * 128)])
def test_labels_are_spelled_as_doris_takes_them(label: str, wired: str) -> None:
    assert ddl.wire_label(label) == wired


@pytest.mark.parametrize("label", ["", "a b", "标签", "a'b", "a`b", "x" * 129, "a\n"])
def test_labels_doris_would_not_take_are_refused(label: str) -> None:
    with pytest.raises(Refused, match="label"):
        ddl.wire_label(label)


@pytest.mark.parametrize("url", ["http://h:9030/x?http=8030", "mysql:///x?http=8030", "mysql://h/x", "mysql://h/x?http=y"])
def test_an_address_that_is_none_says_which_form_it_needs(url: str) -> None:
    with pytest.raises(Misconfigured, match="not of the form mysql://user@host"):
        connect(Settings.model_validate({"analytic_url": url}), secret)


def test_the_client_of_a_cluster_is_unreachable_when_nobody_is_there() -> None:
    client = connect(Settings.model_validate({"analytic_url": "mysql://u@127.0.0.1:1/x?http=1"}), secret)
    for call in (lambda: client.query("SELECT 1 AS a"), lambda: client.load("a", {}), client.describe, lambda: client.apply([])):
        with pytest.raises(Unreachable):
            call()
    assert not client.health().ok
    client.close()


def _statements() -> str:
    rendered = [f"{ddl.create_statement(table)};\n\n{ddl.stage_statement(table)};" for table in TABLES.values()]
    return "\n\n".join(rendered) + "\n"


if __name__ == "__main__":
    DORIS.write_text(_statements(), encoding="utf-8")
