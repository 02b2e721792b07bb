"""The chain shows times: a duration of the same name is no node."""

from datetime import datetime

import pytest

from warehouse.reading.exams import NODES, chain


def test_every_node_of_the_chain_is_a_time_column() -> None:
    found = {"exam_begin_time": datetime(2026, 10, 1, 9, 0), "wait_s": 180, "exam_s": 60, "chain_marks": ""}
    shown = chain(found)
    assert {n["column"] for n in shown["nodes"]} <= {c for c in _time_columns()}
    assert [n["time"] for n in shown["nodes"] if n["node"] == "T3"] == [datetime(2026, 10, 1, 9, 0)]
    assert len({n["node"] for n in shown["nodes"]}) == len(shown["nodes"])
    assert set(NODES) >= {n["node"] for n in shown["nodes"]}


@pytest.mark.parametrize(
    ("category", "nodes"),
    [
        ("CT", "T1 T2 T3 T4 T5 T6"),
        ("ES.GAS", "T1 T2 T3 T4 T5 T6"),
        (None, "T1 T2 T3 T4 T5 T6"),
        ("PATH.HIS", "T1 P0 P1 P2 P3 T5 T6"),
        ("PATH.FRO", "T1 P1 T5 T6"),
        ("NM.PET", "T1 T2 N1 T3 T4 T5 T6"),
    ],
)
def test_a_category_shows_the_nodes_it_has_even_when_empty(category: str | None, nodes: str) -> None:
    assert [n["node"] for n in chain({"exam_category": category, "chain_marks": ""})["nodes"]] == nodes.split()


def _time_columns() -> set[str]:
    from warehouse.tables.exam import EXAM
    from warehouse.tables.model import Type

    return {c.name for c in EXAM.columns if c.type is Type.DATETIME}
