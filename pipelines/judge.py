"""What becomes of each row of a batch, before any store is touched: a fate each, so that nothing can be lost."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.batch import Batch, Counts
from pipelines.extract import FILE_FEEDS
from pipelines.rows import HASH, HELPERS
from quality.evidence import Evidence
from quality.feeds import COLUMNS, Feed
from quality.reading import Reading
from quality.rules import Rule
from quality.validate import validate
from quality.verdict import FINDING_COLUMNS, Outcome, Verdicts
from warehouse.identity.keymap import KeyEntry

ENTITY = {
    Feed.EXAMS: "exam", Feed.ORDERS: "order", Feed.REPORTS: "report", Feed.FILES: "file", Feed.IMAGES: "file",
    Feed.DELETIONS: "deletion", Feed.MERGES: "merge",
}  # fmt: skip
NEVER_WAIVED = ("key", "exam_key", "path")  # without these there is nothing to load


class Fate(StrEnum):
    """The end of a source row within a run."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    DELETED = "deleted"
    EXCLUDED = "excluded"
    QUARANTINED = "quarantined"


@dataclass
class Judged:
    """A batch with one fate a row. `frame`: canonical rows of those that were validated; its index is the position in the batch.

    `withdrawn`: excluded rows the store has from before (a patient found to be a test): they are voided there.
    """

    batch: Batch
    keys: list[str | None]
    hashes: list[str]
    fates: list[Fate]
    frame: pd.DataFrame
    findings: pd.DataFrame
    corrected: set[int]
    evidence: dict[tuple[str, str], int]
    withdrawn: set[int] = field(default_factory=set)

    def at(self, *fates: Fate) -> list[int]:
        return [i for i, fate in enumerate(self.fates) if fate in fates]

    @property
    def to_store(self) -> list[int]:
        """Positions of the rows the analytic store gets: loaded, deleted and withdrawn ones."""
        return [i for i, fate in enumerate(self.fates) if fate in (Fate.LOADED, Fate.DELETED) or i in self.withdrawn]

    def is_void(self, position: int) -> bool:
        return self.fates[position] is not Fate.LOADED

    def stop(self, position: int, rule: str, severity: str, column: str, reason: str) -> None:
        """Quarantine a row after all, for something found later on the line."""
        self.fates[position] = Fate.QUARANTINED
        self.corrected.discard(position)
        self._find(position, rule, severity, column, "quarantine", reason)

    def flag(self, position: int, rule: Rule, column: str) -> None:
        """Mark a row that goes on, for something found later on the line."""
        self._find(position, rule.id, rule.severity, column, "flag", rule.zh)

    def _find(self, position: int, rule: str, severity: str, column: str, action: str, reason: str) -> None:
        row = [position, rule, severity, column, action, reason, None]
        self.findings = pd.concat([self.findings, pd.DataFrame([row], columns=list(FINDING_COLUMNS))], ignore_index=True)

    def counts(self) -> Counts:
        counts = Counts(extracted=len(self.fates), corrected=len(self.corrected))
        for fate in self.fates:
            setattr(counts, fate.value, getattr(counts, fate.value) + 1)
        return counts


def judge(
    batch: Batch,
    reading: Reading,
    known: Mapping[str, KeyEntry],
    again: frozenset[str],
    decryptor: Callable[[str], str] | None,
    evidence: Evidence | None,
    waive: bool = False,
) -> Judged:
    """`known`: what the key map has of the batch's keys. `again`: keys an interrupted try had found changed: they are so still.

    Rows whose key was loaded with this very hash are unchanged and not looked at again. All rows of one key are judged together.
    """
    keys: list[str | None] = batch.rows.column("key").to_pylist()
    hashes: list[str] = batch.rows.column(HASH).to_pylist()
    fates: list[Fate | None] = [None] * len(keys)
    for key, positions in _by_key(keys).items():
        entry = known.get(key)
        same = entry is not None and key not in again and all(hashes[i] == entry.row_hash for i in positions)
        for i in positions if same else ():
            fates[i] = Fate.UNCHANGED
    if batch.feed in FILE_FEEDS:
        _merge_same_keys(keys, fates)
    rest = [i for i, fate in enumerate(fates) if fate is None]
    verdicts = _verdicts(batch, reading, rest, decryptor, evidence)
    judged = Judged(batch, keys, hashes, [], verdicts.rows, verdicts.findings, set(), evidence.counts if evidence else {})
    deleted = verdicts.rows["deleted"].fillna(False).astype(bool)
    whole = _filled(verdicts.rows, ("key", "exam_key"))
    waivable = _filled(verdicts.rows, NEVER_WAIVED)
    judgements = zip(rest, verdicts.outcome.tolist(), deleted.tolist(), whole.tolist(), waivable.tolist(), strict=True)
    for i, judgement, is_deleted, has_keys, may_be_waived in judgements:
        outcome = Outcome(judgement)
        if waive and outcome is Outcome.QUARANTINED and may_be_waived:
            outcome = Outcome.ACCEPTED
        entry = known.get(keys[i] or "")
        fates[i] = _fate(outcome, is_deleted, has_keys)
        if fates[i] in (Fate.LOADED, Fate.DELETED) and entry and keys[i] not in again and entry.row_hash == hashes[i]:
            fates[i] = Fate.UNCHANGED  # the newest of several versions is the one we have
        if fates[i] is Fate.LOADED and outcome is Outcome.CORRECTED:
            judged.corrected.add(i)
        if fates[i] is Fate.EXCLUDED and entry and entry.row_hash is not None and not entry.deleted:
            judged.withdrawn.add(i)
    judged.fates = [fate for fate in fates if fate is not None]
    return judged


def _by_key(keys: Sequence[str | None]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        if key is not None:
            groups[key].append(i)
    return groups


def _merge_same_keys(keys: Sequence[str | None], fates: list[Fate | None]) -> None:
    """A file named by several rows (a view that doubles them) is one file: the last row counts."""
    for positions in _by_key(keys).values():
        waiting = [i for i in positions if fates[i] is None]
        for i in waiting[:-1]:
            fates[i] = Fate.MERGED


def _verdicts(
    batch: Batch, reading: Reading, rest: Sequence[int], decryptor: Callable[[str], str] | None, evidence: Evidence | None
) -> Verdicts:
    """Verdicts on the rows at `rest`, with their positions in the batch as index."""
    rows: pa.Table = batch.rows.drop_columns([c for c in HELPERS if c in batch.rows.column_names])
    if not rest:
        empty = pd.DataFrame({c.name: pd.Series(dtype="object") for c in COLUMNS[batch.feed]})
        return Verdicts(empty, pd.Series(dtype="str"), pd.DataFrame(columns=list(FINDING_COLUMNS)))
    verdicts = validate(reading, rows.take(pa.array(rest, pa.int64())), batch.read_at, decryptor, evidence)
    index = pd.Index(rest)
    findings = verdicts.findings.copy()
    findings["row"] = np.asarray(rest, dtype="int64")[findings["row"].to_numpy(dtype="int64")] if len(findings) else []
    return Verdicts(verdicts.rows.set_axis(index), verdicts.outcome.set_axis(index), findings)


def _filled(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """Rows with a value in every one of the columns the feed has. An order need not belong to an exam yet."""
    filled = pd.Series(True, index=frame.index)
    for column in columns:
        if column in frame and (column != "exam_key" or "order_no" not in frame):
            filled &= frame[column].notna() & (frame[column] != "")
    return filled


def _fate(outcome: Outcome, deleted: bool, has_keys: bool) -> Fate:
    """A row its source deleted is hidden even when it is bad: only a row without key cannot be."""
    if outcome is Outcome.MERGED:
        return Fate.MERGED
    if deleted and has_keys:
        return Fate.DELETED
    if outcome is Outcome.EXCLUDED:
        return Fate.EXCLUDED
    return Fate.QUARANTINED if outcome is Outcome.QUARANTINED else Fate.LOADED
