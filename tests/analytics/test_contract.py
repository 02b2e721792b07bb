"""The contract of the analytic store, on every engine."""

import threading
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analytics.things import T0, rows, thing
from warehouse.analytics.store import AnalyticStore
from warehouse.errors import Misconfigured, Refused
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Column, Table, Type

READ = "SELECT id, kind, n, flag, words, day, at, load_seq FROM {} ORDER BY id, kind"
COMMON = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def read(store: AnalyticStore, table: Table) -> list[dict[str, Any]]:
    return store.query(READ.format(table.name)).to_pylist()


@pytest.fixture
def table(store: AnalyticStore) -> Table:
    made = thing()
    store.apply([made])
    return made


def test_what_is_loaded_is_read_in_value_and_type(store: AnalyticStore, table: Table) -> None:
    full = {
        "id": 2**60, "kind": "甲", "n": -5, "flag": True, "words": "行一\n\"行'二\\ % _ 𠮷 堃", "day": date(2026, 2, 28), "at": T0,
        "load_seq": 7,
    }  # fmt: skip
    given_rows = rows(table, [full, {"id": 1, "flag": False, "words": ""}])
    result = store.load(f"{table.name}.a", {table.name: given_rows})
    assert (result.rows, result.already) == ({table.name: 2}, False)
    found = store.query(READ.format(table.name))
    assert found.to_pylist() == [dict.fromkeys(full) | {"id": 1, "flag": False, "words": "", "load_seq": 1}, full]
    assert [found.schema.field(name).type for name in full] == [given_rows.schema.field(name).type for name in full]


def test_the_same_label_twice_changes_nothing(store: AnalyticStore, table: Table) -> None:
    store.load(f"{table.name}.a", {table.name: rows(table, [{"id": 1, "n": 1}])})
    again = store.load(f"{table.name}.a", {table.name: rows(table, [{"id": 1, "n": 2, "load_seq": 9}, {"id": 2}])})
    assert (again.rows, again.already) == ({table.name: 0}, True)
    assert [(r["id"], r["n"]) for r in read(store, table)] == [(1, 1)]


def test_an_older_sequence_never_replaces_a_newer_one(store: AnalyticStore, table: Table) -> None:
    store.load(f"{table.name}.a", {table.name: rows(table, [{"id": 1, "n": 1, "load_seq": 5}])})
    store.load(f"{table.name}.b", {table.name: rows(table, [{"id": 1, "n": 2, "load_seq": 4}])})
    assert [r["n"] for r in read(store, table)] == [1]
    store.load(f"{table.name}.c", {table.name: rows(table, [{"id": 1, "n": 3, "load_seq": 5}])})
    assert [r["n"] for r in read(store, table)] == [3]


def test_of_one_key_in_one_load_the_highest_sequence_wins_and_of_equal_ones_the_last(store: AnalyticStore, table: Table) -> None:
    values = [(1, 1, 3), (1, 2, 9), (1, 3, 4), (2, 4, 1), (2, 5, 1)]
    data = rows(table, [{"id": i, "n": n, "load_seq": s} for i, n, s in values])
    assert store.load(f"{table.name}.a", {table.name: data}).rows == {table.name: 5}
    assert [(r["id"], r["n"]) for r in read(store, table)] == [(1, 2), (2, 5)]


def test_a_key_of_several_columns_is_one_key(store: AnalyticStore) -> None:
    table = thing(None, key=("id", "kind"))
    store.apply([table])
    store.load(f"{table.name}.a", {table.name: rows(table, [{"id": 1, "kind": "a", "n": 1}, {"id": 1, "kind": "b", "n": 2}])})
    store.load(f"{table.name}.b", {table.name: rows(table, [{"id": 1, "kind": "b", "n": 3, "load_seq": 2}])})
    assert [(r["kind"], r["n"]) for r in read(store, table)] == [("a", 1), ("b", 3)]


def test_several_tables_are_loaded_all_or_none(store: AnalyticStore) -> None:
    one, two = thing(), thing()
    store.apply([one, two])
    bad = rows(two, [{"id": 1, "kind": "x" * 17}])
    with pytest.raises(Refused, match=rf"{two.name}\.kind is longer than 16 characters in 1 rows"):
        store.load(f"{one.name}.a", {one.name: rows(one, [{"id": 1}]), two.name: bad})
    assert read(store, one) == read(store, two) == []
    good = {one.name: rows(one, [{"id": 1}]), two.name: rows(two, [{"id": 1, "kind": "堃" * 16}])}
    assert store.load(f"{one.name}.a", good).already is False, "a refused load does not use up its label"
    assert len(read(store, one)) == len(read(store, two)) == 1


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda d: d.drop_columns(["n"]), "columns differ from the declaration: n"),
        (lambda d: d.append_column("extra", pa.array([1])), "columns differ from the declaration: extra"),
        (lambda d: d.set_column(0, "id", pa.array([None], pa.int64())), "id is null in 1 rows"),
        (lambda d: d.set_column(7, "load_seq", pa.array([None], pa.int64())), "load_seq is null in 1 rows"),
        (lambda d: d.set_column(2, "n", pa.array(["gibberish"])), "n is string, declared is int32"),
        (lambda d: d.set_column(2, "n", pa.array([2**40])), "n is int64, declared is int32"),
    ],
)
def test_rows_that_are_not_of_the_table_are_refused_without_a_value_in_the_message(
    store: AnalyticStore, table: Table, change: Any, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        store.load(f"{table.name}.a", {table.name: change(rows(table, [{"id": 1}]))})
    assert said in str(refused.value)
    assert "gibberish" not in str(refused.value)
    assert read(store, table) == []


def test_a_table_nobody_applied_is_refused(store: AnalyticStore) -> None:
    unknown = thing()
    with pytest.raises(Refused, match=f"there is no table {unknown.name}"):
        store.load("nobody.a", {unknown.name: rows(unknown, [{"id": 1}])})
    with pytest.raises(Refused, match=f"there is no table {unknown.name}"):
        store.query(f"SELECT id FROM {unknown.name}")


def test_columns_come_in_any_order(store: AnalyticStore, table: Table) -> None:
    data = rows(table, [{"id": 1, "n": 4}])
    store.load(f"{table.name}.a", {table.name: data.select(list(reversed(data.column_names)))})
    assert read(store, table)[0]["n"] == 4


def test_an_empty_load_is_a_load(store: AnalyticStore, table: Table) -> None:
    assert store.load(f"{table.name}.a", {table.name: rows(table, [])}).already is False
    assert store.load(f"{table.name}.a", {table.name: rows(table, [])}).already is True


def test_apply_again_keeps_the_data_and_adds_new_columns(store: AnalyticStore, table: Table) -> None:
    store.load(f"{table.name}.a", {table.name: rows(table, [{"id": 1, "n": 4}])})
    wider = thing(table.name, Column("more", Type.STRING, "更多", "more", length=8))
    store.apply([wider])
    store.load(f"{table.name}.b", {table.name: rows(wider, [{"id": 2, "more": "x"}])})
    assert store.query(f"SELECT id, n, more FROM {table.name} ORDER BY id").to_pylist() == [
        {"id": 1, "n": 4, "more": None},
        {"id": 2, "n": None, "more": "x"},
    ]
    assert next(t for t in store.describe() if t.name == table.name) == wider


def test_a_changed_type_or_a_new_column_without_values_is_refused_and_nothing_changes(store: AnalyticStore, table: Table) -> None:
    changed = Table(table.name, table.zh, table.en, (*table.columns[:2], Column("n", Type.TEXT, "", ""), *table.columns[3:]), table.key)
    needed = thing(table.name, Column("more", Type.INT, "更多", "more", nullable=False))
    for wrong, said in ((changed, f"{table.name}.n is"), (needed, f"{table.name}.more is new and may not be null")):
        with pytest.raises((Misconfigured, Refused), match=said):
            store.apply([wrong])
    assert next(t for t in store.describe() if t.name == table.name) == table


def test_every_declared_table_can_be_applied_and_is_described(store: AnalyticStore) -> None:
    store.apply(list(TABLES.values()))
    described = {t.name: t for t in store.describe()}
    assert all(described[name] == table for name, table in TABLES.items())
    assert store.health().ok


def test_parameters_are_values_never_sql(store: AnalyticStore, table: Table) -> None:
    store.load(f"{table.name}.a", {table.name: rows(table, [{"id": i, "kind": f"k{i}", "at": T0} for i in range(5)])})
    ids = f"SELECT id FROM {table.name} WHERE "
    asked: list[tuple[str, dict[str, Any], list[int]]] = [
        ("id IN :ids ORDER BY id", {"ids": [3, 1, 99]}, [1, 3]),
        ("id IN :ids", {"ids": []}, []),
        ("kind = :k", {"k": "k2' OR '1'='1"}, []),
        ("kind = :k", {"k": "k2"}, [2]),
        ("at >= :t AND id = :i", {"t": T0, "i": 4}, [4]),
        ("at > :t", {"t": T0}, []),
        ("at = :t AND ':k' = ':k' AND id < :i ORDER BY id", {"t": T0, "i": 2}, [0, 1]),
        ("kind LIKE :p ORDER BY id", {"p": "k%"}, [0, 1, 2, 3, 4]),
        ("kind LIKE 'k%' AND id = :i", {"i": 1}, [1]),
        ("id % 2 = 1 ORDER BY id", {}, [1, 3]),
    ]
    for condition, params, expected in asked:
        assert store.query(ids + condition, params).column("id").to_pylist() == expected, condition
    for condition, params, said in (("id = :i", {}, ":i has no value"), ("id NOT IN :ids", {"ids": []}, "NOT IN :ids is refused")):
        with pytest.raises(Refused, match=said):
            store.query(ids + condition, params)


@COMMON
@given(value=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12))
def test_any_text_goes_through_a_load_and_a_parameter_unchanged(store: AnalyticStore, value: str) -> None:
    table = thing("texts")
    store.apply([table])
    key = abs(hash(value))
    store.load(f"texts.{key}", {"texts": rows(table, [{"id": key, "words": value}])})
    found = store.query("SELECT words FROM texts WHERE id = :id AND words = :w", {"id": key, "w": value})
    assert found.column("words").to_pylist() == [value]


@COMMON
@given(st.lists(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 9)), max_size=8), max_size=4))
def test_loads_in_any_order_end_as_the_rule_says(store: AnalyticStore, loads: list[list[tuple[int, int, int]]]) -> None:
    table = thing()
    store.apply([table])
    expected: dict[int, tuple[int, int]] = {}
    for number, load in enumerate(loads):
        for key, sequence, n in load:
            if key not in expected or sequence >= expected[key][0]:
                expected[key] = (sequence, n)
        data = rows(table, [{"id": k, "load_seq": s, "n": n} for k, s, n in load])
        for _ in range(2):
            store.load(f"{table.name}.{number}", {table.name: data})
    assert {r["id"]: (r["load_seq"], r["n"]) for r in read(store, table)} == expected


def test_readers_see_a_load_whole_or_not_at_all(store: AnalyticStore) -> None:
    one, two = thing(), thing()
    store.apply([one, two])
    stop = threading.Event()
    wrong: list[Any] = []

    def reader() -> None:
        asked = f"SELECT (SELECT COUNT(*) FROM {one.name}) AS a, (SELECT COUNT(*) FROM {two.name}) AS b"
        try:
            while not stop.is_set():
                counts = store.query(asked).to_pylist()[0]
                if counts["a"] != counts["b"] or counts["a"] % 500:
                    wrong.append(counts)
        except Refused as error:
            wrong.append(str(error))

    thread = threading.Thread(target=reader)
    thread.start()
    try:
        for number in range(6):
            values = [{"id": number * 500 + i} for i in range(500)]
            store.load(f"{one.name}.{number}", {one.name: rows(one, values), two.name: rows(two, values)})
    finally:
        stop.set()
        thread.join()
    assert wrong == []


def test_a_time_without_milliseconds_and_the_first_of_january_stay(store: AnalyticStore, table: Table) -> None:
    at = datetime(1970, 1, 1)
    store.load(f"{table.name}.a", {table.name: rows(table, [{"id": 1, "at": at, "day": at.date()}])})
    assert (read(store, table)[0]["at"], read(store, table)[0]["day"]) == (at, at.date())


def test_folding_changes_no_answer(store: AnalyticStore) -> None:
    table = thing()
    store.apply([table])
    store.load(f"fold-{table.name}", {table.name: rows(table, [{"id": n, "words": str(n)} for n in range(50)])})
    asked = f"SELECT id, words FROM {table.name} ORDER BY id"
    before = store.query(asked)
    assert table.name in {one.table for one in store.fold()}
    assert store.query(asked) == before
