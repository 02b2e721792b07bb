"""What follows from loads: exams of a person and rollups equal a count of what is stored, whatever was loaded, in whatever order."""

import secrets
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analytics.process import Gateway, prepare
from warehouse.analytics import layout
from warehouse.analytics.conform import conform
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.store import AnalyticStore
from warehouse.errors import Refused
from warehouse.tables.catalogue import TABLES
from warehouse.tables.derived import EXAM_PERSON, ROLLUPS

NOON = datetime(2026, 3, 1, 12)


def rows(name: str, *values: dict[str, Any]) -> pa.Table:
    table = TABLES[name]
    given = {"exam": {"source": "RIS", "vip": False, "void": False}, "report": {"source": "RIS", "version": 1, "void": False}}[name]
    full = [{c.name: (given | value).get(c.name) for c in table.columns} for value in values]
    return pa.Table.from_pylist(full, schema=table.arrow_schema())


exams = st.fixed_dictionaries({
    "exam_id": st.integers(1, 6), "person_id": st.sampled_from([None, 1, 2]), "load_seq": st.integers(1, 4), "void": st.booleans(),
    "exam_category": st.sampled_from([None, "CT"]), "exam_time": st.sampled_from([None, NOON, NOON + timedelta(days=40)]),
    "wait_s": st.sampled_from([None, 0, 600]), "image_count": st.sampled_from([None, 7]), "age_years": st.sampled_from([None, 3, 44]),
    "chain_marks": st.sampled_from([None, "", "T6<T5"]), "request_dept": st.sampled_from([None, "内科"]),
})  # fmt: skip
reports = st.fixed_dictionaries({
    "report_id": st.integers(1, 6), "exam_id": st.integers(1, 6), "load_seq": st.integers(1, 4), "void": st.booleans(),
    "positive": st.sampled_from([None, "0", "1", "2"]), "critical": st.sampled_from([None, "0", "1"]),
})  # fmt: skip
loads = st.lists(st.tuples(st.lists(exams, max_size=4), st.lists(reports, max_size=4)), min_size=1, max_size=6)


def counted(store: AnalyticStore) -> dict[str, Any]:
    """What the derived tables must say, by Python over what is stored."""
    seen = [e for e in store.query("SELECT * FROM exam").to_pylist() if not e["void"]]
    reported = [r for r in store.query("SELECT * FROM report").to_pylist() if not r["void"]]
    persons = sorted((e["person_id"], e["exam_id"]) for e in seen if e["person_id"] is not None)
    daily: Counter[Any] = Counter()
    for e in seen:
        own = [r for r in reported if r["exam_id"] == e["exam_id"]]
        day = e["exam_time"].date() if e["exam_time"] else date(1900, 1, 1)
        for measure, value in {
            "exams": 1, "images": e["image_count"] or 0, "reported": bool(own), "judged": any(r["positive"] in ("0", "1") for r in own),
            "positives": any(r["positive"] == "1" for r in own), "criticals": any(r["critical"] in ("1", "2") for r in own),
            "inverted": bool(e["chain_marks"]),
        }.items():  # fmt: skip
            daily[day, e["exam_category"] or "", measure] += int(value)
    ages = Counter(-1 if e["age_years"] is None else e["age_years"] // 5 * 5 for e in seen)
    waits = [e["wait_s"] for e in seen if e["wait_s"] is not None]
    departments = Counter(e["request_dept"] or "" for e in seen)
    return {"persons": persons, "daily": +daily, "ages": ages, "waits": (len(waits), sum(waits)), "departments": departments}


def told(store: AnalyticStore) -> dict[str, Any]:
    persons = store.query("SELECT person_id, exam_id FROM exam_person WHERE gone = FALSE").to_pylist()
    daily: Counter[Any] = Counter()
    for row in store.query("SELECT * FROM exam_daily").to_pylist():
        for measure in TABLES["exam_daily"].sums:
            daily[row["day"], row["exam_category"], measure] += row[measure]
    ages, departments = Counter[Any](), Counter[Any]()
    for row in store.query("SELECT age_from, SUM(exams) AS n FROM exam_age GROUP BY age_from").to_pylist():
        ages[row["age_from"]] += row["n"]
    for row in store.query("SELECT request_dept, SUM(exams) AS n FROM exam_department GROUP BY request_dept").to_pylist():
        departments[row["request_dept"]] += row["n"]
    [waits] = store.query("SELECT SUM(exams) AS n, SUM(seconds) AS s FROM exam_duration WHERE metric = 'wait_s'").to_pylist()
    return {
        "persons": sorted((p["person_id"], p["exam_id"]) for p in persons), "daily": +daily, "ages": +ages,
        "waits": (waits["n"] or 0, waits["s"] or 0), "departments": +departments,
    }  # fmt: skip


def load(store: AnalyticStore, label: str, found: list[dict[str, Any]], written: list[dict[str, Any]]) -> None:
    tables = {name: rows(name, *values) for name, values in (("exam", found), ("report", written)) if values}
    if tables:
        assert not store.load(label, tables).already
        assert store.load(label, tables).already  # twice is once, also in what is counted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(loads)
def test_what_is_derived_equals_a_count_of_what_is_stored(history: list[tuple[list[dict[str, Any]], list[dict[str, Any]]]]) -> None:
    store = DuckDBEngine(None)
    try:
        store.apply(list(TABLES.values()))
        for number, (found, written) in enumerate(history):
            load(store, f"l{number}", found, written)
            assert told(store) == counted(store)
        store.fold()
        assert told(store) == counted(store)
    finally:
        store.close()


def test_a_person_an_exam_left_does_not_have_it_any_more() -> None:
    store = DuckDBEngine(None)
    store.apply(list(TABLES.values()))
    for turn, person in enumerate((71, 72, 71)):  # moves keep the sequence of the row
        store.load(f"l{turn}", {"exam": rows("exam", {"exam_id": 901, "person_id": person, "load_seq": 1, "exam_time": NOON})})
        of = "SELECT person_id FROM exam_person WHERE gone = FALSE AND person_id IN (71, 72)"
        assert store.query(of).column("person_id").to_pylist() == [person]
    store.close()


@pytest.mark.servers
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(loads)
def test_beside_the_client_the_same_is_derived(
    own_gateway: Gateway, history: list[tuple[list[dict[str, Any]], list[dict[str, Any]]]]
) -> None:
    """What the client would send to a cluster, from what it reads over the wire, is what the engine derives in its transaction."""
    client, number = own_gateway.client(), secrets.token_hex(4)
    try:
        for step, (found, written) in enumerate(history):
            tables = {name: rows(name, *values) for name, values in (("exam", found), ("report", written)) if values}
            before = told(client)
            deltas = client._derived({name: conform(TABLES[name], data) for name, data in tables.items()})
            client.load(f"{number}-{step}", tables)
            expected = Counter({name: 0 for name in TABLES["exam_daily"].sums})
            for name in TABLES["exam_daily"].sums:
                expected[name] = _sum(told(client), name) - _sum(before, name)
            sent = deltas.get("exam_daily")
            assert {n: sum(sent.column(n).to_pylist()) if sent else 0 for n in expected} == dict(expected)
    finally:
        client.close()


@pytest.fixture(scope="module")
def own_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    running = prepare(tmp_path_factory.mktemp("derived") / "home").start()
    yield running
    running.end()


def _sum(found: dict[str, Any], measure: str) -> int:
    return sum(value for (_, _, name), value in found["daily"].items() if name == measure)


def test_nobody_loads_what_is_derived() -> None:
    store = DuckDBEngine(None)
    store.apply(list(TABLES.values()))
    for table in (EXAM_PERSON, *ROLLUPS):
        with pytest.raises(Refused, match="made from other tables"):
            store.load("x", {table.name: table.arrow_schema().empty_table()})
    store.close()


def test_a_store_from_before_gets_its_parts_and_its_derived_tables(tmp_path: Path) -> None:
    file = tmp_path / "old.duckdb"
    store = DuckDBEngine(file)
    older = [TABLES[name] for name in ("exam", "report", "exam_token")]
    store.apply(older)
    many = [{"exam_id": n, "person_id": n % 7, "load_seq": 1, "exam_time": NOON, "image_count": 2} for n in range(1, 300)]
    store.load("first", {"exam": rows("exam", *many)})
    root = store._root  # as a store of one table each has it
    for table in older:
        columns = ", ".join(f'"{c.name}"' for c in table.columns)
        root.execute(f'CREATE TABLE kept AS SELECT {columns} FROM "{table.name}"')
        root.execute(f'DROP VIEW "{table.name}"; DROP TABLE "{table.name}__main"; DROP TABLE "{table.name}__late"')
        root.execute(f'ALTER TABLE kept RENAME TO "{table.name}"')
    store.close()
    again = DuckDBEngine(file)
    again.apply(list(TABLES.values()))
    assert again.query("SELECT COUNT(*) AS n FROM exam").column("n").to_pylist() == [299]
    assert told(again) == counted(again)
    load(again, "next", [{"exam_id": 5, "person_id": 3, "load_seq": 2, "exam_time": NOON, "void": True}], [])
    assert told(again) == counted(again)
    again.close()


def test_late_rows_lie_apart_until_they_are_folded_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SLACK", 10)
    store = DuckDBEngine(None)
    store.apply(list(TABLES.values()))
    store.load("new", {"exam": rows("exam", *({"exam_id": n, "person_id": 1, "load_seq": 1, "exam_time": NOON} for n in range(1, 101)))})
    store.load("late", {"exam": rows("exam", {"exam_id": 3, "person_id": 2, "load_seq": 2, "exam_time": NOON, "item": "改"},
                                     {"exam_id": 95, "person_id": 2, "load_seq": 2, "exam_time": NOON})})  # fmt: skip
    lying = {part: store._root.execute(f'SELECT count(*) FROM "{part}"').fetchone() for part in layout.parts(TABLES["exam"])}
    assert lying == {"exam__main": (99,), "exam__late": (1,)}
    before = sorted(map(repr, store.query("SELECT * FROM exam").to_pylist()))
    monkeypatch.setattr(layout, "LATE_SHARE", 0.0)
    folded = {f.table: (f.main, f.late) for f in store.fold()}
    assert folded["exam"] == (100, 0)
    assert folded["exam_person"] == (102, 0)  # two left their person: that is remembered
    assert sorted(map(repr, store.query("SELECT * FROM exam").to_pylist())) == before
    in_order = [row[0] for row in store._root.execute("SELECT exam_id FROM exam__main").fetchall()]
    assert in_order == sorted(in_order)
    store.close()


def test_many_late_rows_of_a_side_table_become_a_run_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "RUN_ROWS", 50)
    store = DuckDBEngine(None)
    store.apply(list(TABLES.values()))
    for part in range(3):
        found = [{"exam_id": n, "person_id": 1000 - n, "load_seq": 1, "exam_time": NOON} for n in range(part * 30, part * 30 + 30)]
        store.load(f"l{part}", {"exam": rows("exam", *found)})
    late = store._root.execute("SELECT count(*) FROM exam_person__late").fetchone()
    main = [row[0] for row in store._root.execute("SELECT person_id FROM exam_person__main").fetchall()]
    assert late == (30,)
    assert main == sorted(main)
    assert len(main) == 60
    store.close()
