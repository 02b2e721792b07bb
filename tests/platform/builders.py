"""Batches and quarantine rows as the line makes them."""

from collections.abc import Sequence
from typing import Any

from warehouse.platform.runs import COUNTS, BatchOutcome, FindingCount, QuarantineRow


def stopped(key: str, content: str = "v1", rule: str = "ID-02", field: str = "id_number") -> QuarantineRow:
    return QuarantineRow(
        key_token=f"TOKEN{key}", row_hash=f"HASH{key}{content}", rule=rule, field=field,
        reason="证件号校验位不符（形状 D18）",
        cause="登记时手工录入；请核对证件",
        findings=[{"rule": rule, "field": field, "severity": "E", "reason": "…"}], payload=b"sealed\x00\xff",
    )  # fmt: skip


def outcome(
    run_id: str, batch: int = 1, loaded: int = 8, quarantine: Sequence[QuarantineRow] = (), passed: Sequence[str] = (), **more: Any
) -> BatchOutcome:
    counts = {**dict.fromkeys(COUNTS, 0), "loaded": loaded, "quarantined": len(quarantine), "extracted": loaded + len(quarantine)}
    values: dict[str, Any] = {
        "source": "RIS", "feed": "exams", "label": f"RIS.exams.{run_id}{batch}", "counts": counts, "target_rows": {"exam": loaded},
        "seconds": 0.5, "steps": {"validate": 0.2, "load": 0.25}, "findings": [FindingCount("ID-02", "id_number", "E", 2, 2)],
    }  # fmt: skip
    return BatchOutcome(
        run_id=run_id, batch=batch, quarantine=quarantine, passed_tokens=[f"TOKEN{k}" for k in passed], **{**values, **more}
    )
