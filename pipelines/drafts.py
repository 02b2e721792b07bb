"""Rows without identifiers, one table each, still without person and sequence: what pseudonymising a batch leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipelines.columns import fitting, values_of
from pipelines.judge import Judged
from pipelines.patients import Cleaner
from warehouse.keys import Keyring
from warehouse.tables.catalogue import TABLES
from warehouse.tables.model import Table
from warehouse.voids import GONE

TOKENS = {"accession": "accession_no", "case": "case_no", "visit": "visit_no", "card": "card_no", "order": "order_no"}
NOT_REAL = {None, "X90", "X91", "99"}  # documents that make nobody a real-name patient
TEST = "TEST"
MONTH_CHARS = 7
LISTED_BY = ("exam_begin_time", "register_time", "receive_time", "send_time", "order_time", "report_time", "collect_time")


@dataclass
class Draft:
    """`columns`: values by column of `table`. `exam_ids` decide the person, or `identity_ids` where a row has no exam.

    `tokens`: (type, token, exam_id). `gone`: exams the rows say were removed at their source.
    """

    table: Table
    columns: dict[str, list[Any]]
    exam_ids: list[int | None]
    identity_ids: list[int | None] = field(default_factory=list)
    tokens: list[tuple[str, str, int]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.exam_ids)


def common(judged: Judged, positions: Sequence[int]) -> dict[str, list[Any]]:
    """Columns every table has: source, life, findings and time of collection."""
    reasons = [TEST if i in judged.withdrawn else GONE if judged.is_void(i) else None for i in positions]
    return {
        "source": [judged.batch.source] * len(positions),
        "void": [judged.is_void(i) for i in positions],
        "void_reason": reasons,
        "rules": _rules(judged, positions),
        "collect_time": [judged.batch.read_at] * len(positions),
    }


def _rules(judged: Judged, positions: Sequence[int]) -> list[str | None]:
    found: dict[int, dict[str, None]] = {}
    for row, rule in zip(judged.findings["row"], judged.findings["rule"], strict=True):
        found.setdefault(int(row), {})[str(rule)] = None
    limit = TABLES["exam"].column("rules").length or 0
    return [fitting(",".join(sorted(found[i])), limit) if i in found else None for i in positions]


def exams(judged: Judged, frame: pd.DataFrame, exam_ids: list[int], keyring: Keyring) -> Draft:
    """The exam with its time chain, marks and durations, and equality tokens of its numbers."""
    cleaner = Cleaner(frame)
    plain = ("exam_category", "modality", "patient_class", "urgency", "exam_status", "sex", "id_type", "image_count", "image_grade",
             "study_uids", "hr_bpm", "pr_ms", "qrs_ms", "qt_ms", "qtc_ms")  # fmt: skip
    times = [c.name for c in TABLES["exam"].columns if c.name.endswith("_time") and c.name != "collect_time"]
    labels = ("body_part", "item", "device", "room", "request_dept")
    columns = common(judged, list(frame.index))
    columns |= {name: values_of(frame[name]) for name in (*plain, *times) if name in frame}
    listed_by = zip(*(columns[name] for name in LISTED_BY), strict=True)
    columns["exam_time"] = [next((at for at in times if at is not None), None) for times in listed_by]
    columns |= {name: cleaner.label(frame[name]) for name in labels}
    columns |= {name: values_of(frame[f"_{name}"]) for name in ("chain_marks", "wait_s", "exam_s", "report_s", "review_s", "age_years")}
    births = values_of(frame["birth_date"])
    verified, numbers, types = values_of(frame["_id_verified"]), values_of(frame["id_number"]), columns["id_type"]
    columns |= {
        "exam_id": list(exam_ids),
        "birth_month": [None if b is None else b[:MONTH_CHARS] for b in births],
        "real_name": [bool(v) or (n is not None and t not in {*NOT_REAL, "01"}) for v, n, t in zip(verified, numbers, types, strict=True)],
        "vip": [bool(v) for v in values_of(frame["vip"])],
        "clinical_diagnosis": cleaner.text(frame["clinical_diagnosis"]),
    }
    return Draft(TABLES["exam"], columns, list(exam_ids), tokens=_tokens(frame, exam_ids, keyring))


def _tokens(frame: pd.DataFrame, exam_ids: Sequence[int], keyring: Keyring) -> list[tuple[str, str, int]]:
    tokens: dict[tuple[str, str, int], None] = {}
    for kind, column in TOKENS.items():
        for value, exam_id in zip(values_of(frame[column]), exam_ids, strict=True):
            if value:
                tokens[kind, keyring.token(kind, value), exam_id] = None
    return list(tokens)


def orders(judged: Judged, frame: pd.DataFrame, order_ids: list[int], exam_ids: list[int | None], identity_ids: list[int]) -> Draft:
    cleaner = Cleaner(frame)
    plain = ("order_status", "exam_category", "patient_class", "urgency", "order_time")
    columns = common(judged, list(frame.index))
    columns |= {name: values_of(frame[name]) for name in plain}
    columns |= {name: cleaner.label(frame[name]) for name in ("item", "body_part", "request_dept")}
    columns |= {
        "order_id": list(order_ids),
        "exam_id": list(exam_ids),
        "clinical_diagnosis": cleaner.text(frame["clinical_diagnosis"]),
    }
    return Draft(TABLES["exam_order"], columns, list(exam_ids), list(identity_ids))


def reports(
    judged: Judged, frame: pd.DataFrame, report_ids: list[int], exam_ids: list[int], versions: list[int], objects: list[str | None]
) -> Draft:
    """The report as cleaned text. `versions` and `objects`: as the archive has the originals."""
    cleaner = Cleaner(frame)
    plain = ("report_status", "positive", "critical", "report_grade", "report_doctor", "verify_doctor", "report_time", "verify_time",
             "print_time")  # fmt: skip
    columns = common(judged, list(frame.index))
    columns |= {name: values_of(frame[name]) for name in plain}
    columns |= {name: cleaner.text(frame[name]) for name in ("critical_text", "findings", "conclusion", "advice")}
    columns |= {
        "report_id": list(report_ids),
        "exam_id": list(exam_ids),
        "report_type": cleaner.label(frame["report_type"]),
        "version": list(versions),
        "object_id": list(objects),
    }
    return Draft(TABLES["report"], columns, list(exam_ids))


def files(
    judged: Judged, frame: pd.DataFrame, file_ids: list[int], exam_ids: list[int], report_ids: list[int | None], facts: list[dict[str, Any]]
) -> Draft:
    """One archived file. `facts`: media type, bytes, object and DICOM UIDs; empty for a tombstone."""
    columns = common(judged, list(frame.index))
    columns |= {
        "file_id": list(file_ids),
        "exam_id": list(exam_ids),
        "report_id": list(report_ids),
        "kind": values_of(frame["kind"]),
        "sequence": [1 if v is None else v for v in values_of(frame["sequence"])],
    }
    for name in ("media_type", "bytes", "object_id", "study_uid", "series_uid", "sop_uid"):
        columns[name] = [fact.get(name) for fact in facts]
    return Draft(TABLES["file_fact"], columns, list(exam_ids))
