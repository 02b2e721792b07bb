"""What an analyst reads: views with texts, masked counts, and nothing that was not granted."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pymysql
import pytest
import sqlglot
from sqlglot import exp

from tests.analytics.clients import ask, http, sql
from tests.analytics.process import Gateway, prepare
from warehouse.analytics import ddl, grants, portable
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.store import AnalyticStore
from warehouse.codes import tables as codes
from warehouse.errors import Misconfigured, Refused
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Type
from warehouse.tables.views import MINIMUM, exports, views

VIEWS = {view.name: view for view in views()}
NOON = datetime(2026, 3, 5, 12)
KNOWN = {*TABLES, *VIEWS}


def rows(table: str, given: list[dict[str, Any]]) -> pa.Table:
    declared = TABLES[table]
    plain = {Type.BOOLEAN: False, Type.BIGINT: 1, Type.INT: 1, Type.STRING: "RIS"}
    base = {c.name: None if c.nullable else plain[c.type] for c in declared.columns}
    return pa.Table.from_pylist([{**base, **row} for row in given], declared.arrow_schema())


def exam(exam_id: int, **more: Any) -> dict[str, Any]:
    return {"exam_id": exam_id, "person_id": exam_id, "exam_time": NOON, "exam_category": "RAD.CT", **more}


EXAMS = [
    exam(1, person_id=11, sex="2", modality="CT"),
    exam(2, person_id=12, void=True, void_reason="SRC_DEL"),
    exam(3, person_id=13, vip=True),
    exam(4, person_id=13, source="UIS"),  # a system that does not know she is restricted
    exam(5, person_id=None, sex="7"),  # a code no table has
    exam(6, person_id=None, vip=True),
]
REPORTS = [{"report_id": 100 + e["exam_id"], "exam_id": e["exam_id"], "person_id": e["person_id"], "positive": "1", "version": 1,
            "findings": "双肺", "void": e.get("void", False)} for e in EXAMS]  # fmt: skip
SITE = "accounts:\n  thoracic: {reads: [exports, v_exam]}\n  nobody: {reads: []}\n"


@pytest.fixture(scope="module")
def site_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway of a hospital with accounts of its own."""
    home = tmp_path_factory.mktemp("granted") / "home"
    (home / "site").mkdir(parents=True)
    (home / "site" / "grants.yaml").write_text(SITE, encoding="utf-8")
    running = prepare(home, login_tries="1000").start()
    running.client().load("facts", {"exam": rows("exam", EXAMS), "report": rows("report", REPORTS)})
    yield running
    running.end()


@pytest.fixture(scope="module", params=["duckdb", "gateway"])
def store(request: pytest.FixtureRequest) -> Iterator[AnalyticStore]:
    if request.param == "gateway":
        opened: AnalyticStore = request.getfixturevalue("site_gateway").client("analyst")
    else:
        opened = DuckDBEngine(None)
        opened.apply([*TABLES.values(), *VIEWS.values()])
        opened.load("facts", {"exam": rows("exam", EXAMS), "report": rows("report", REPORTS)})
    yield opened
    opened.close()


# --- views --------------------------------------------------------------------------------------------------------------------------------


def test_a_view_shows_neither_void_rows_nor_anything_of_a_restricted_person(store: AnalyticStore) -> None:
    assert store.query("SELECT exam_id FROM v_exam ORDER BY exam_id").column(0).to_pylist() == [1, 5]
    assert store.query("SELECT exam_id FROM v_report ORDER BY exam_id").column(0).to_pylist() == [1, 5]


def test_codes_stand_beside_their_texts_and_an_unknown_code_stands_for_itself(store: AnalyticStore) -> None:
    found = store.query("SELECT sex, sex_zh, modality_zh, exam_category_zh, urgency_zh FROM v_exam ORDER BY exam_id").to_pylist()
    assert [tuple(row.values()) for row in found] == [("2", "女性", "计算机断层", "CT", None), ("7", "7", None, "CT", None)]


def test_the_code_tables_can_be_read(store: AnalyticStore) -> None:
    found = store.query("SELECT code_table, code, zh, en FROM v_code").to_pylist()
    declared = [(name, c.code, c.zh, c.en) for name in codes.names() for c in codes.table(name).values()]
    assert sorted(tuple(row.values()) for row in found) == sorted(declared)


def test_no_view_has_free_text_a_token_or_the_mark_of_a_restricted_person() -> None:
    for view in VIEWS.values():
        columns = {c.name for c in view.columns}
        assert not columns & {
            "findings",
            "conclusion",
            "advice",
            "critical_text",
            "clinical_diagnosis",
            "token",
            "vip",
            "object_id",
            "void",
        }
    assert {c.name for c in VIEWS["v_report"].columns} >= {"positive", "positive_zh", "report_time"}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_answers_with_the_columns_it_declares(store: AnalyticStore, name: str) -> None:
    columns = [c.name for c in VIEWS[name].columns]
    assert store.query(f"SELECT * FROM {name} LIMIT 1").column_names == columns


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_portable_and_its_statements_are_ones_the_grammar_of_doris_reads(name: str) -> None:
    view = VIEWS[name]
    portable.parse(view.select, KNOWN)
    created = sqlglot.parse_one(ddl.create_statement(view), read="doris")
    assert isinstance(created, exp.Create)
    assert created.args["kind"] == "VIEW"
    assert ddl.create_statement(view).count("COMMENT '") == len(view.columns) + 1
    assert ddl.alter_view(view).startswith(f"ALTER VIEW `{name}` (\n  `{view.columns[0].name}` COMMENT")
    assert ddl.from_document(ddl.as_document(view)) == view


def test_a_view_can_be_neither_loaded_nor_made_of_more_than_the_store_shows() -> None:
    engine = DuckDBEngine(None)
    engine.apply([*TABLES.values(), *VIEWS.values()])
    with pytest.raises(Refused, match="made from other tables"):
        engine.load("x", {"v_exam": rows("exam", EXAMS)})
    for select in ("SELECT * FROM exam__main", "SELECT * FROM read_csv('/etc/passwd')", "DELETE FROM exam"):
        with pytest.raises(Refused):
            engine.apply([ddl.from_document({**ddl.as_document(VIEWS["v_code"]), "name": "v_bad", "select": select})])
    assert "v_bad" not in {table.name for table in engine.describe()}
    assert "v_exam" not in {folded.table for folded in engine.fold()}


# --- exports ------------------------------------------------------------------------------------------------------------------------------


def loaded(counts: dict[tuple[str, str], int], minimum: int = MINIMUM) -> DuckDBEngine:
    """A store with so many CT exams of (department, sex)."""
    engine = DuckDBEngine(None)
    engine.apply([*TABLES.values(), *views(minimum)])
    numbers = itertools.count(1)
    made = [exam(next(numbers), request_dept=d, sex=s, patient_class="1") for (d, s), n in counts.items() for _ in range(n)]
    engine.load("made", {"exam": rows("exam", made)})
    return engine


def cells(engine: DuckDBEngine, view: str, column: str) -> dict[str, int | None]:
    found = engine.query(f"SELECT {column}, exams, masked FROM {view}").to_pylist()
    assert all((row["exams"] is None) == row["masked"] for row in found)
    return {row[column]: row["exams"] for row in found}


def test_a_planted_small_cell_is_masked_and_its_margin_does_not_tell_it() -> None:
    engine = loaded({("骨科", "1"): 40, ("内科", "1"): 30, ("外科", "1"): 9, ("儿科", "1"): 2})
    found = cells(engine, "x_exam_department", "request_dept")
    assert found == {"骨科": 40, "内科": 30, "外科": None, "儿科": None}
    assert cells(engine, "x_exam_class", "patient_class") == {"1": 81}, "the margin: it leaves 11 for two departments"


def test_masked_cells_hold_the_minimum_together() -> None:
    engine = loaded({("骨科", "1"): 40, ("内科", "1"): 30, ("外科", "1"): 1, ("儿科", "1"): 1})
    found = cells(engine, "x_exam_department", "request_dept")
    assert found == {"骨科": 40, "内科": None, "外科": None, "儿科": None}, "two cells of 2 together would both be 1"


def test_without_a_small_cell_nothing_is_masked_and_the_limit_is_a_setting() -> None:
    counts = {("骨科", "1"): 40, ("内科", "2"): 5}
    assert cells(loaded(counts), "x_exam_department", "request_dept") == {"骨科": 40, "内科": 5}
    assert cells(loaded(counts, 6), "x_exam_department", "request_dept") == {"骨科": None, "内科": None}
    assert cells(loaded({("骨科", "1"): 3}), "x_exam_result", "result_zh") == {"未判定": None}


def test_no_masked_cell_follows_from_all_exports_together() -> None:
    """In every group of every export masked cells are none, or all of it, or two and more that hold the minimum."""
    departments, sexes = ["骨科", "内科", "外科", "儿科", "急诊"], ["1", "2", "9"]
    for seed in range(12):
        counts = {(d, s): (seed * 7 + i * i * 5 + j * 11) % 9 for i, d in enumerate(departments) for j, s in enumerate(sexes)}
        engine = loaded(counts)
        true = defaultdict(int)
        for (department, _), n in counts.items():
            true[department] += n
        found = cells(engine, "x_exam_department", "request_dept")
        masked = [true[d] for d, n in found.items() if n is None]
        assert all(n is None or (n == true[d] and n >= MINIMUM) for d, n in found.items()), counts
        assert not masked or len(masked) == len(found) or (len(masked) >= 2 and sum(masked) >= MINIMUM), counts


def test_every_export_groups_alike_or_one_would_tell_the_margin_of_another() -> None:
    for export in exports(MINIMUM):
        assert export.group == "exports"
        assert [c.name for c in export.columns if not c.name.endswith("_zh")][:3] == ["month", "source", "exam_category"]


# --- grants -------------------------------------------------------------------------------------------------------------------------------


def test_an_account_reads_what_it_is_granted_and_a_refusal_names_the_table(site_gateway: Gateway) -> None:
    assert ask(site_gateway, "SELECT COUNT(*) AS n FROM v_exam", "thoracic") == [(2,)]
    for user, table in (("thoracic", "exam"), ("thoracic", "v_report"), ("nobody", "v_exam"), ("analyst", "exam_token")):
        for statement in (f"SELECT COUNT(*) AS n FROM {table}", f"SELECT 1 AS a FROM v_code WHERE EXISTS (SELECT 1 FROM {table})"):
            if user == "thoracic" and "v_code" in statement:
                continue
            with pytest.raises(pymysql.err.MySQLError) as refused:
                ask(site_gateway, statement, user)
            assert refused.value.args[0] == 1142
            assert f"may not read {'v_code' if user == 'nobody' and 'v_code' in statement else table}" in str(refused.value)
        answer = http(site_gateway, user).post("/api/query", json={"sql": f"SELECT COUNT(*) AS n FROM {table}"})
        assert (answer.status_code, f"may not read {table}" in answer.text) == (403, True)


ROUND = (
    "WITH exam_token AS (SELECT * FROM exam_token) SELECT * FROM exam_token",
    "WITH RECURSIVE exam_token AS (SELECT * FROM exam_token) SELECT * FROM exam_token",
    "SELECT * FROM exam_token WHERE 1 IN (WITH exam_token AS (SELECT 1 AS a) SELECT a FROM exam_token)",
    "WITH a AS (SELECT * FROM exam_token), exam_token AS (SELECT 1 AS b) SELECT * FROM a",
    "SELECT * FROM lightbox.exam_token",
    "WITH exam_token AS (SELECT 1 AS a) SELECT * FROM lightbox.exam_token",
    "SELECT exam_id FROM v_exam UNION ALL SELECT exam_id FROM exam_token",
)


@pytest.mark.parametrize("statement", ROUND)
def test_no_name_given_in_the_statement_opens_a_table(site_gateway: Gateway, statement: str) -> None:
    with pytest.raises(pymysql.err.MySQLError, match="may not read exam_token"):
        ask(site_gateway, statement)
    with sql(site_gateway) as connection, connection.cursor() as cursor:
        cursor.execute("WITH a AS (SELECT exam_id FROM v_exam), b AS (SELECT exam_id FROM a) SELECT COUNT(*) AS n FROM b UNION SELECT 9")
        assert sorted(cursor.fetchall()) == [(2,), (9,)]


def test_a_statement_one_account_may_ask_stays_refused_to_another(site_gateway: Gateway) -> None:
    statement = "SELECT COUNT(*) AS n FROM exam_token"
    for _ in range(2):
        assert ask(site_gateway, statement, "loader") == [(0,)]
        with pytest.raises(pymysql.err.MySQLError, match="may not read exam_token"):
            ask(site_gateway, statement)


def test_physical_tables_stay_closed_behind_a_name_of_the_statement() -> None:
    for name in ("exam__main", "_load_label", "duckdb_tables"):
        with pytest.raises(Refused, match="there is no table"):
            portable.parse(f"WITH {name} AS (SELECT * FROM {name}) SELECT * FROM {name}", KNOWN)


def test_the_schema_tells_an_account_what_it_may_read_and_what_it_means(site_gateway: Gateway) -> None:
    readable = {name for (name,) in ask(site_gateway, "SHOW TABLES", "thoracic")}
    assert readable == {"v_exam", *(export.name for export in exports(MINIMUM))}
    assert "exam_token" not in {name for (name,) in ask(site_gateway, "SHOW TABLES")}
    assert ask(site_gateway, "DESCRIBE exam", "thoracic") == []
    with pytest.raises(pymysql.err.MySQLError, match="no table exam"):
        ask(site_gateway, "SHOW CREATE TABLE exam", "thoracic")
    told = dict(ask(site_gateway, "SELECT column_name, column_comment FROM information_schema.columns WHERE table_name = 'v_exam'"))
    assert (told["hr_bpm"], told["sex_zh"]) == ("心率（/min）", "性别（文字）")
    asked = "SELECT table_type, table_comment FROM information_schema.tables WHERE table_name = 'v_exam'"
    assert ask(site_gateway, asked) == [("VIEW", "检查视图")]
    full = {row[0]: row[-1] for row in ask(site_gateway, "SHOW FULL COLUMNS FROM exam")}
    assert full["wait_s"] == "等待耗时（s）"
    assert {name for name, *_ in ask(site_gateway, "DESCRIBE v_exam", "thoracic")} == {c.name for c in VIEWS["v_exam"].columns}
    assert {table.name for table in site_gateway.client("thoracic").describe()} == readable


@pytest.mark.parametrize("said, problem", [
    ("accounts: {loader: {reads: []}}", "loader is taken"),
    ("accounts: {Li Ming: {reads: []}}", "small letters"),
    ("accounts: {li: {reads: [exams]}}", "account li reads exams, and there is no such table"),
    ("accounts: {li: {reads: [exam_token]}}", "holds tokens"),
    ("accounts: {li: [exam]}", "another form"),
    ("people: {}", "another form"),
    ("a: [", "not YAML"),
])  # fmt: skip
def test_a_mistake_in_the_grants_is_named_and_nothing_is_granted(tmp_path: Path, said: str, problem: str) -> None:
    file = tmp_path / "grants.yaml"
    file.write_text(said, encoding="utf-8")
    with pytest.raises(Misconfigured, match=problem):
        grants.read(file, [*TABLES.values(), *VIEWS.values()])


def test_a_hospital_narrows_the_analyst_and_a_cluster_gets_the_same_grants(tmp_path: Path) -> None:
    file = tmp_path / "grants.yaml"
    file.write_text("accounts: {analyst: {reads: [v_exam]}, thoracic: {reads: [exports]}}", encoding="utf-8")
    declared = [*TABLES.values(), *VIEWS.values()]
    lines = grants.statements(declared, "lightbox", grants.read(file, declared))
    assert [line for line in lines if "lightbox_analyst" in line and line.startswith("GRANT")] == [
        "GRANT SELECT_PRIV ON internal.lightbox.v_exam TO ROLE 'lightbox_analyst'"
    ]
    assert sum("TO ROLE 'lightbox_thoracic'" in line for line in lines) == len(exports(MINIMUM))
    assert [line.split("'")[1] for line in lines if line.startswith("CREATE USER")] == ["analyst", "loader", "thoracic"]
