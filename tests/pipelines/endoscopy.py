"""Rows of an endoscopy double, right unless told otherwise."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from demo.systems import eis
from tests.pipelines.doubles import Double

KEY = "0123456789abcdef"
START = int(datetime(2026, 10, 1, 0, 0, tzinfo=UTC).timestamp() * 1000)
MINUTE = 60_000


def double(home: Path) -> Double:
    home.mkdir(parents=True, exist_ok=True)
    return Double(home / "eis.db", eis.SCHEMA)


def connection(home: Path) -> dict[str, str]:
    share = home / "share"
    share.mkdir(parents=True, exist_ok=True)
    return {"url": f"sqlite:///{home / 'eis.db'}", "share": str(share), "id_key": KEY}


def uuid(n: int) -> str:
    return f"00000000-0000-4000-8000-{n:012d}"


def patient(n: int, **other: Any) -> dict[str, Any]:
    return {
        "patient_id": f"P{n:05d}", "his_pid": f"H{n:07d}", "full_name": f"堃喆{'甲乙丙丁戊己庚辛壬癸'[n % 10]}", "gender": "male",
        "birthday": "1985-03-07", "id_card_enc": None, "mobile": f"1380000{n:04d}", "is_vip": 0, "update_ts": START, **other,
    }  # fmt: skip


def exam(n: int, **other: Any) -> dict[str, Any]:
    at = START + n * 10 * MINUTE
    return {
        "id": n, "exam_uuid": uuid(n), "exam_no": f"G20261001{n:05d}", "patient_id": f"P{n:05d}", "apply_no": f"A{n:06d}",
        "patient_from": "OPD", "visit_no": f"V{n:06d}", "apply_dept": "消化内科", "item_name": "无痛胃镜", "scope_sn": "GIF-1", "room": "3",
        "emergency": 0, "status": "audited", "apply_ts": at, "register_ts": at + 10 * MINUTE, "begin_ts": at + 30 * MINUTE,
        "end_ts": at + 45 * MINUTE, "image_count": 3, "image_grade": "good", "update_ts": at + 90 * MINUTE, **other,
    }  # fmt: skip


def report(n: int, **other: Any) -> dict[str, Any]:
    at = START + n * 10 * MINUTE
    return {
        "report_id": n, "exam_uuid": uuid(n), "report_html": "<p>食管：黏膜光滑<br>胃窦：充血&nbsp;水肿</p>",
        "diagnosis": "慢性非萎缩性胃炎",
        "advice": "定期复查",
        "positive": 1, "urgency": '{"critical":false}', "writer": "D01", "write_ts": at + 50 * MINUTE, "auditor": "D02",
        "audit_ts": at + 60 * MINUTE, "is_final": 1, "version": 1, "update_ts": at + 90 * MINUTE, **other,
    }  # fmt: skip


def fill(source: Double, count: int) -> None:
    """`count` right exams with patient and report, numbered from 1."""
    for n in range(1, count + 1):
        source.put("patient", patient(n))
        source.put("exam", exam(n))
        source.put("report", report(n))
