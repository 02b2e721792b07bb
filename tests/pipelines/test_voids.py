"""Voided by hand: hidden at once with everything that belongs to it, kept so over later collections, and undone."""

from datetime import timedelta

import pytest

from tests.pipelines import endoscopy
from tests.pipelines.doubles import Bench, Double
from warehouse.errors import LightboxError, Refused
from warehouse.voids import FOLLOWING, Voids

FEEDS = ("orders", "exams", "reports")


@pytest.fixture
def collected(bench: Bench) -> Bench:
    for feed in FEEDS:
        bench.collect("EIS", feed)
    return bench


def voids(bench: Bench) -> Voids:
    return Voids(bench.platform, bench.store, bench.keyring)


def shown(bench: Bench, exam_id: int) -> dict[str, set[tuple[bool, str | None]]]:
    return {t: {(r["void"], r["void_reason"]) for r in bench.rows(t) if r["exam_id"] == exam_id} for t in FOLLOWING if t != "file_fact"}


def all_are(bench: Bench, exam_id: int, void: bool, reason: str | None) -> bool:
    return all(states == {(void, reason)} for states in shown(bench, exam_id).values())


def edit(bench: Bench, source: Double, n: int, **other: object) -> None:
    bench.now += timedelta(minutes=10)
    source.put("exam", endoscopy.exam(n, update_ts=int(bench.now.timestamp() * 1000) - 120_000, **other))


@pytest.mark.req("A-5.9", part=True)
def test_a_voided_exam_is_hidden_with_its_order_and_report_and_undone(collected: Bench) -> None:
    exam = collected.rows("exam")[0]["exam_id"]
    number = voids(collected).void(exam, "WRONG_PT", "张三的检查挂到了李四名下", "it")
    assert all_are(collected, exam, True, "WRONG_PT")
    assert sum(row["void"] for row in collected.rows("exam")) == 1
    voids(collected).undo(number, "已核对", "clinician")
    assert all_are(collected, exam, False, None)
    [entry] = voids(collected).page(None, None, 10)
    assert (entry["voided_by"], entry["undone_by"], entry["note"], entry["reason_zh"]) == (
        "it", "clinician", "张三的检查挂到了李四名下", "患者匹配错误",
    )  # fmt: skip


def test_what_a_person_wrote_lies_sealed(collected: Bench) -> None:
    voids(collected).void(collected.rows("exam")[0]["exam_id"], "MANUAL", "张三的检查", "it")
    assert "张三".encode() not in collected.settings.platform_database.encode() + b"".join(
        f.read_bytes() for f in collected.settings.home.glob("platform.db*")
    )


@pytest.mark.req("A-5.9", part=True)
def test_an_edit_at_the_source_does_not_bring_a_voided_exam_back(collected: Bench, source: Double) -> None:
    exam = collected.rows("exam")[0]["exam_id"]
    number = voids(collected).void(exam, "DUP", "重复采集", "it")
    edit(collected, source, 1, item_name="肠镜")
    for feed in FEEDS:
        collected.collect("EIS", feed)
    assert collected.rows("exam")[0]["item"] == "肠镜"
    assert all_are(collected, exam, True, "DUP")
    voids(collected).undo(number, "不重复", "it")
    assert all_are(collected, exam, False, None)


def test_undoing_a_void_does_not_bring_back_what_the_source_deleted(collected: Bench, source: Double) -> None:
    exam = collected.rows("exam")[0]["exam_id"]
    number = voids(collected).void(exam, "MANUAL", "误登记", "it")
    edit(collected, source, 1, status="deleted")
    for feed in FEEDS:
        collected.collect("EIS", feed)
    voids(collected).undo(number, "撤销", "it")
    assert all_are(collected, exam, True, "SRC_DEL")


@pytest.mark.parametrize("killed_at", [None, "load", "moves"])
@pytest.mark.parametrize("undone", [False, True])
def test_a_void_made_while_its_exam_is_loaded_holds(collected: Bench, source: Double, killed_at: str | None, undone: bool) -> None:
    """The person presses between the line's question and its load; the line may die there, too."""
    exam = collected.rows("exam")[0]["exam_id"]
    number = voids(collected).void(exam, "MANUAL", "误登记", "it") if undone else 0
    edit(collected, source, 1, item_name="肠镜")
    original = collected.store.load

    def press_first(label: str, tables: dict) -> object:
        collected.store.load = original  # type: ignore[method-assign]
        if undone:
            voids(collected).undo(number, "撤销", "it")
        else:
            voids(collected).void(exam, "MANUAL", "误登记", "it")
        return original(label, tables)

    collected.store.load = press_first  # type: ignore[method-assign]
    collected.die_at = killed_at
    if killed_at:
        with pytest.raises(LightboxError):
            collected.collect("EIS", "exams")
        collected.die_at, collected.line = None, collected.new_line()
    collected.collect("EIS", "exams")
    assert collected.rows("exam")[0]["item"] == "肠镜"
    assert all_are(collected, exam, not undone, None if undone else "MANUAL")


def test_twice_void_no_reason_no_word_and_no_void_are_refused(collected: Bench) -> None:
    exam = collected.rows("exam")[0]["exam_id"]
    for reason, note in (("SRC_DEL", "x"), ("MANUAL", "  "), ("MANUAL", "长" * 501)):
        with pytest.raises(Refused):
            voids(collected).void(exam, reason, note, "it")
    number = voids(collected).void(exam, "MANUAL", "误登记", "it")
    with pytest.raises(Refused):
        voids(collected).void(exam, "MANUAL", "误登记", "it")
    voids(collected).undo(number, "撤销", "it")
    with pytest.raises(Refused):
        voids(collected).undo(number, "撤销", "it")
