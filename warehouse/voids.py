"""Voids and tombstones: an exam is hidden from everyone, its source's data untouched.

By hand with a reason, on record, until it is undone; by the line when its source has removed it.

Platform knows which exams are void; every row of such an exam in the analytic store follows. Whoever loads rows asks before the load
(`overlay`) and again after it (`follow`), so that a void and a load that meet leave the rows void, whichever comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.analytics.rewriting import FOLLOWING, rewrite
from warehouse.analytics.store import AnalyticStore
from warehouse.analytics.stored import stored
from warehouse.codes import tables
from warehouse.errors import Refused
from warehouse.keys import Keyring
from warehouse.platform.store import Platform
from warehouse.tables.catalogue import TABLES

BY_HAND = ("MANUAL", "DUP", "WRONG_PT", "RECALL")  # reasons a person may give; the others are the line's
GONE = "SRC_DEL"
FATE = ("void", "void_reason")
MARK = "void"  # of the labels of loads
NOTE = "void-note"
NOTE_CHARS = 500
FACTS = ("exam_id", "source", "exam_category", "exam_begin_time", "register_time")


@dataclass(frozen=True)
class Voids:
    """The stores a void touches."""

    platform: Platform
    store: AnalyticStore
    keyring: Keyring

    def void(self, exam_id: int, reason: str, note: str, by: str) -> int:
        """Hide an exam everywhere; the number of the void. Refused: no such reason, no word why, or void already."""
        if reason not in BY_HAND:
            raise Refused(f"'{reason[:20]}' is no reason to void an exam", f"reasons are {', '.join(BY_HAND)}")
        void_id = self.platform.add_void(exam_id, reason, self._sealed(note), by)
        if void_id is None:
            raise Refused("该检查已作废", "刷新页面查看作废记录")
        self.follow([exam_id])
        return void_id

    def undo(self, void_id: int, note: str, by: str) -> None:
        """Show the exam again, unless its source has deleted it. Refused: the void is not active."""
        found = self.platform.void(void_id)
        if found is None or not self.platform.undo_void(void_id, self._sealed(note), by):
            raise Refused("该作废记录不存在或已撤销", "刷新页面查看作废记录")
        self.follow([found["exam_id"]])

    def follow(self, exam_ids: Sequence[int]) -> None:
        """Make the stored rows of some exams as platform says. The same again changes nothing."""
        reasons = self.platform.void_reasons(exam_ids)
        rewrite(self.store, MARK, exam_ids, FATE, lambda exam, held: _decided(reasons.get(exam), *held))

    def page(self, active: bool | None, before: int | None, limit: int) -> list[dict[str, Any]]:
        """Voids, newest first, with their notes and what exam they hide."""
        rows = self.platform.voids(active, before, limit)
        facts: dict[int, dict[str, Any]] = {}
        for part in stored(self.store, "exam", FACTS, "exam_id", [row["exam_id"] for row in rows]):
            facts.update({row["exam_id"]: row for row in part.to_pylist()})
        return [{**facts.get(row["exam_id"], {}), **self._opened(row)} for row in rows]

    def _sealed(self, note: str) -> bytes:
        text = note.strip()
        if not text or len(text) > NOTE_CHARS:
            raise Refused("请填写作废或撤销的原因", f"1 至 {NOTE_CHARS} 字")
        return self.keyring.seal(NOTE, text.encode(), b"")

    def _opened(self, row: Mapping[str, Any]) -> dict[str, Any]:
        notes = {n: None if row[n] is None else self.keyring.unseal(NOTE, row[n], b"").decode() for n in ("note", "undo_note")}
        return {**row, **notes, "reason_zh": tables.table("void_reason")[row["reason"]].zh}


def overlay(columns: dict[str, list[Any]], exam_ids: Sequence[int | None], reasons: Mapping[int, str]) -> dict[str, list[Any]]:
    """Columns of rows about to be loaded, those of voided exams marked so. What the source deleted keeps the source's reason."""
    if not reasons:
        return columns
    void, told = list(columns["void"]), list(columns["void_reason"])
    for i, exam in enumerate(exam_ids):
        if exam is not None and exam in reasons and not void[i]:
            void[i], told[i] = True, reasons[exam]
    return {**columns, "void": void, "void_reason": told}


def tombstone(store: AnalyticStore, exam_ids: Sequence[int]) -> None:
    """Hide exams that are gone at their source, with all that belongs to them."""
    rewrite(store, MARK, exam_ids, FATE, lambda _exam, held: held if held[0] and held[1] not in BY_HAND else (True, GONE))


def rows_of(store: AnalyticStore, exam_ids: Sequence[int]) -> dict[str, list[int]]:
    """Keys of the rows that belong to some exams, by table."""
    keys: dict[str, list[int]] = {}
    for name in FOLLOWING:
        key = TABLES[name].key[0]
        for found in stored(store, name, [key], "exam_id", exam_ids):
            keys.setdefault(name, []).extend(found.column(key).to_pylist())
    return keys


def _decided(reason: str | None, void: bool, told: str | None) -> tuple[bool, str | None]:
    """`reason`: why the exam is void by hand, if it is; `void` and `told`: as the row stands."""
    if void and told not in BY_HAND:
        return True, told
    return (True, reason) if reason else (False, None)
