"""Split a judged batch: identifiers go sealed and tokenised to identity and the archive, the rest goes on as drafts.

Nothing is committed in the analytic store here. Every call is idempotent: the same rows again get the same ids and objects.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa

from pipelines import drafts, files, originals
from pipelines.columns import values_of
from pipelines.drafts import Draft
from pipelines.judge import ENTITY, Fate, Judged
from pipelines.patients import records_of
from pipelines.shares import Share
from quality import rules
from quality.feeds import Feed
from warehouse.analytics.store import AnalyticStore
from warehouse.analytics.stored import stored
from warehouse.archive.archive import Archive
from warehouse.archive.store import Origin
from warehouse.identity.records import ExamNumbers
from warehouse.identity.store import Correction, Identity
from warehouse.keys import Keyring
from warehouse.tables.catalogue import TABLES

NUMBERS = {"accession": "accession_no", "visit": "visit_no", "case": "case_no", "order": "order_no"}
TARGETS = {
    Feed.EXAMS: TABLES["exam"], Feed.ORDERS: TABLES["exam_order"], Feed.REPORTS: TABLES["report"],
    Feed.FILES: TABLES["file_fact"], Feed.IMAGES: TABLES["file_fact"], Feed.DELETIONS: TABLES["exam"], Feed.MERGES: TABLES["exam"],
}  # fmt: skip
EVENTS = (Feed.DELETIONS, Feed.MERGES)  # rows that tell what happened to others, and leave none of their own
T = TypeVar("T")
STORED_FACTS = ("file_id", "media_type", "bytes", "object_id", "study_uid", "series_uid", "sop_uid", "rules")
OVERWRITTEN = "FL-04"


@dataclass(frozen=True)
class Stores:
    """Where identifiers may go, and the store asked for what it has."""

    identity: Identity
    archive: Archive
    store: AnalyticStore
    keyring: Keyring


class Pseudonymiser:
    """One feed's way from judged rows to a draft. `stage` is called after each store is committed, `examined` when files have
    been looked at and nothing is kept yet."""

    def __init__(
        self,
        stores: Stores,
        charsets: Mapping[str, str],
        share: Callable[[], AbstractContextManager[Share]],
        max_bytes: int,
        stage: Callable[[str], None],
        examined: Callable[[Judged], None],
    ):
        self._stores, self._charsets, self._share, self._max_bytes, self._stage = stores, charsets, share, max_bytes, stage
        self._examined = examined

    def __call__(self, judged: Judged) -> tuple[Draft, list[int]]:
        """The draft and the positions of its rows in the batch."""
        feed = judged.batch.feed
        if feed in (Feed.FILES, Feed.IMAGES):
            return self._files(judged)
        positions = judged.to_store
        if feed in EVENTS and positions:
            return self._events(judged, judged.frame.loc[positions]), positions
        if not positions:
            return Draft(TARGETS[feed], {}, []), positions
        frame = judged.frame.loc[positions]
        if feed is Feed.EXAMS:
            draft = self._exams(judged, frame)
        elif feed is Feed.ORDERS:
            draft = self._orders(judged, frame)
        else:
            draft = self._reports(judged, frame)
        self._keep_corrections(judged, positions, draft.columns[draft.table.key[0]])
        return draft, positions

    def _events(self, judged: Judged, frame: pd.DataFrame) -> Draft:
        identity, source = self._stores.identity, judged.batch.source
        identity.allot(source, ENTITY[judged.batch.feed], _keys(judged, frame))
        gone: list[int] = []
        if judged.batch.feed is Feed.MERGES:
            active = [undone is None for undone in values_of(frame["undone_time"])]
            numbers = zip(values_of(frame["old_patient_key"]), values_of(frame["new_patient_key"]), active, strict=True)
            identity.merge_numbers(source, list(numbers))
        else:
            gone = self._removed(judged, frame)
        self._stage("identity")
        return Draft(TABLES["exam"], {}, [], gone=gone)

    def _removed(self, judged: Judged, frame: pd.DataFrame) -> list[int]:
        """Exams the rows say were removed. One registered after its number was removed bears a number given anew: it stays."""
        keys = values_of(frame["exam_key"])
        known = self._stores.identity.known(judged.batch.source, "exam", [k for k in keys if k])
        registered: dict[int, Any] = {}
        for part in stored(self._stores.store, "exam", ("exam_id", "register_time"), "exam_id", [e.id for e in known.values()]):
            registered.update({row["exam_id"]: row["register_time"] for row in part.to_pylist()})
        gone: list[int] = []
        for position, key, at in zip(frame.index, keys, values_of(frame["deleted_time"]), strict=True):
            entry = known.get(key)
            begun = registered.get(entry.id) if entry else None
            there = entry is not None and entry.id in registered and not (begun is not None and at is not None and begun > at)
            judged.fates[position] = Fate.DELETED if there else Fate.UNCHANGED  # nothing of it is here: nothing changes
            if there and entry is not None:
                gone.append(entry.id)
        return gone

    def _exams(self, judged: Judged, frame: pd.DataFrame) -> Draft:
        identity, source = self._stores.identity, judged.batch.source
        keys = _keys(judged, frame)
        numbers = {name: values_of(frame[column]) for name, column in NUMBERS.items()}
        sealed = [identity.seal_numbers(ExamNumbers(key, **{n: v[i] for n, v in numbers.items()})) for i, key in enumerate(keys)]
        exam_ids = [entry.id for entry in identity.allot(source, "exam", keys, sealed)]
        identity_ids = identity.absorb(source, records_of(frame, keys))
        identity.attach(exam_ids, identity_ids)
        self._stage("identity")
        draft = drafts.exams(judged, frame, exam_ids, self._stores.keyring)
        draft.identity_ids = list(identity_ids)
        return draft

    def _orders(self, judged: Judged, frame: pd.DataFrame) -> Draft:
        identity, source = self._stores.identity, judged.batch.source
        keys = _keys(judged, frame)
        exam_ids = self._referred("exam", source, values_of(frame["exam_key"]))
        order_ids = [entry.id for entry in identity.allot(source, "order", keys)]
        owners = [exam_key or key for exam_key, key in zip(values_of(frame["exam_key"]), keys, strict=True)]
        identity_ids = identity.absorb(source, records_of(frame, owners))
        self._await(exam_ids)
        self._stage("identity")
        return drafts.orders(judged, frame, order_ids, exam_ids, identity_ids)

    def _reports(self, judged: Judged, frame: pd.DataFrame) -> Draft:
        identity, source = self._stores.identity, judged.batch.source
        exam_ids = [entry.id for entry in identity.allot(source, "exam", values_of(frame["exam_key"]))]
        report_ids = [entry.id for entry in identity.allot(source, "report", _keys(judged, frame))]
        self._await(exam_ids)
        self._stage("identity")
        extracted = _extracted(judged, list(frame.index))
        objects = originals.seal(frame, extracted, self._charsets, self._stores.archive, Origin(source))
        self._stage("archive")
        versions = originals.versions(self._stores.store, report_ids, objects)
        return drafts.reports(judged, frame, report_ids, exam_ids, versions, list(objects))

    def _files(self, judged: Judged) -> tuple[Draft, list[int]]:
        """Identity before the archive. A file that cannot be had whole is stopped even while it is fetched."""
        identity, source = self._stores.identity, judged.batch.source
        nothing = Draft(TARGETS[judged.batch.feed], {}, [])
        with self._share() if judged.at(Fate.LOADED) else nullcontext() as share:
            found = files.examine(judged, share, self._max_bytes) if share else {}
            self._examined(judged)
            frame = judged.frame.loc[judged.to_store]
            if frame.empty:
                return nothing, []
            exam_ids = _by_position(frame, [entry.id for entry in identity.allot(source, "exam", values_of(frame["exam_key"]))])
            report_ids = _by_position(frame, self._referred("report", source, values_of(frame["report_key"])))
            entries = _by_position(frame, identity.allot(source, "file", _keys(judged, frame)))
            file_ids = {i: entry.id for i, entry in entries.items()}
            self._await(list(exam_ids.values()))
            self._stage("identity")
            facts = files.archive(judged, share, found, self._stores.archive, self._max_bytes) if share else {}
            self._stage("archive")
        positions = judged.to_store
        if not positions:
            return nothing, []
        ids = [file_ids[i] for i in positions]
        kept = self._stored_files([file_ids[i] for i in positions if i not in facts or entries[i].row_hash is not None])
        for i, fact in facts.items():
            if _overwritten(kept.get(file_ids[i]), fact["object_id"]):
                judged.flag(i, rules.by_id(OVERWRITTEN), "path")
        told = [facts.get(i) or kept.get(file_ids[i], {}) for i in positions]
        referred = [report_ids[i] for i in positions]
        draft = drafts.files(judged, frame.loc[positions], ids, [exam_ids[i] for i in positions], referred, told)
        self._keep_corrections(judged, positions, ids)
        return draft, positions

    def _stored_files(self, file_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What the store has of files collected before: a tombstone still says where the object lies."""
        kept: dict[int, dict[str, Any]] = {}
        for part in stored(self._stores.store, "file_fact", STORED_FACTS, "file_id", file_ids):
            kept.update({int(row["file_id"]): row for row in part.to_pylist()})
        return kept

    def _referred(self, entity: str, source: str, keys: Sequence[str | None]) -> list[int | None]:
        """Ids of rows referred to; None where the row refers to nothing."""
        known = [key for key in keys if key]
        ids = dict(zip(known, (entry.id for entry in self._stores.identity.allot(source, entity, known)), strict=True)) if known else {}
        return [ids.get(key) if key else None for key in keys]

    def _await(self, exam_ids: Sequence[int | None]) -> None:
        """Rows of exams not read yet get their person when the exam comes. Noted before persons are asked for, so that none is missed."""
        wanted = [e for e in exam_ids if e is not None]
        unknown = set(wanted) - self._stores.identity.persons_of(wanted).keys()
        if unknown:
            self._stores.identity.await_exams(sorted(unknown))

    def _keep_corrections(self, judged: Judged, positions: Sequence[int], ids: Sequence[int]) -> None:
        """Old values of corrected fields, sealed. Only of rows that are loaded: the others keep theirs at the source."""
        by_position = dict(zip(positions, ids, strict=True))
        changed = judged.findings[judged.findings["old"].notna()]
        corrections = [
            Correction(by_position[int(row)], str(field), str(rule), str(old), judged.batch.run_id)
            for row, rule, field, old in zip(changed["row"], changed["rule"], changed["field"], changed["old"], strict=True)
            if int(row) in by_position
        ]
        self._stores.identity.record_corrections(judged.batch.source, ENTITY[judged.batch.feed], corrections)


def _overwritten(held: Mapping[str, Any] | None, object_id: str) -> bool:
    """Whether a file has other content than before; once it had, it stays so: a batch carried twice comes to the same."""
    return held is not None and (held["object_id"] not in (None, object_id) or OVERWRITTEN in (held["rules"] or "").split(","))


def _by_position(frame: pd.DataFrame, values: Sequence[T]) -> dict[int, T]:
    return dict(zip(frame.index, values, strict=True))


def _keys(judged: Judged, frame: pd.DataFrame) -> list[str]:
    return [judged.keys[i] or "" for i in frame.index]


def _extracted(judged: Judged, positions: Sequence[int]) -> list[dict[str, Any]]:
    return judged.batch.rows.take(pa.array(positions, pa.int64())).to_pylist()
