"""EIS, endoscopy: MySQL in UTF-8, times as epoch milliseconds, reports as HTML, identity numbers encrypted (AES-128/ECB, hex)."""

import hashlib
import json
from datetime import datetime, timedelta, timezone
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from demo.database import Schema, Table, Value
from demo.desk import Typed, register
from demo.exams import CANCELLED, EXAMINED, EXAMINING, ORDERED, PRINTED, REGISTERED, REPORTED, VERIFIED, Exam
from demo.files.pictures import endoscopy
from demo.files.reports import report_pdf
from demo.output import Output, findings_of

_CHINA = timezone(timedelta(hours=8))
SCHEMA = Schema(
    tables=(
        Table(
            "patient",
            "patient_id:t his_pid:t full_name:t gender:t birthday:t id_card_enc:t mobile:t is_vip:i update_ts:i",
            ("patient_id",),
        ),
        Table(
            "exam",
            "id:i exam_uuid:t exam_no:t patient_id:t apply_no:t patient_from:t visit_no:t apply_dept:t apply_doctor:t item_name:t "
            "scope_sn:t room:t emergency:i status:t exam_date:t apply_ts:i register_ts:i begin_ts:i end_ts:i print_ts:i "
            "anaesthesia:i biopsy_count:i specimen_no:t image_count:i image_grade:t update_ts:i",
            ("id",),
        ),
        Table(
            "report",
            "report_id:i exam_uuid:t report_html:t diagnosis:t advice:t positive:i urgency:t writer:t write_ts:i auditor:t audit_ts:i "
            "is_final:i version:i update_ts:i",
            ("report_id",),
        ),
        Table("exam_image", "exam_uuid:t seq:i file_size:i captured_ts:i selected:i", ("exam_uuid", "seq")),
    ),
    after=(
        "CREATE UNIQUE INDEX uk_uuid ON exam (exam_uuid)",
        "CREATE INDEX idx_update ON exam (update_ts)",
        "CREATE INDEX idx_no ON exam (exam_no)",
        "CREATE INDEX idx_exam ON report (exam_uuid)",
        "CREATE INDEX idx_upd ON report (update_ts)",
    ),
    mariadb=(
        "CREATE TABLE patient (patient_id varchar(32) NOT NULL, his_pid varchar(32) DEFAULT NULL, full_name varchar(64) NOT NULL,"
        " gender varchar(8) DEFAULT NULL, birthday varchar(10) DEFAULT NULL, id_card_enc varchar(128) DEFAULT NULL,"
        " mobile varchar(32) DEFAULT NULL, is_vip tinyint(1) DEFAULT 0, update_ts bigint DEFAULT NULL, PRIMARY KEY (patient_id))"
        " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
        "CREATE TABLE exam (id bigint NOT NULL AUTO_INCREMENT, exam_uuid char(36) NOT NULL, exam_no varchar(20) NOT NULL,"
        " patient_id varchar(32) NOT NULL, apply_no varchar(32) DEFAULT NULL, patient_from varchar(8) DEFAULT NULL,"
        " visit_no varchar(32) DEFAULT NULL, apply_dept varchar(64) DEFAULT NULL, apply_doctor varchar(32) DEFAULT NULL,"
        " item_name varchar(128) DEFAULT NULL, scope_sn varchar(32) DEFAULT NULL, room varchar(16) DEFAULT NULL,"
        " emergency tinyint(1) DEFAULT 0, status enum('applied','registered','waiting','examining','examined','reported','audited',"
        "'printed','cancelled','revoked','deleted') NOT NULL, exam_date varchar(10) DEFAULT NULL, apply_ts bigint DEFAULT NULL,"
        " register_ts bigint DEFAULT NULL, begin_ts bigint DEFAULT NULL, end_ts bigint DEFAULT NULL, print_ts bigint DEFAULT NULL,"
        " anaesthesia tinyint(1) DEFAULT 0, biopsy_count int DEFAULT 0, specimen_no varchar(32) DEFAULT NULL, image_count int DEFAULT 0,"
        " image_grade varchar(12) DEFAULT NULL, update_ts bigint NOT NULL, PRIMARY KEY (id), UNIQUE KEY uk_uuid (exam_uuid),"
        " KEY idx_update (update_ts), KEY idx_no (exam_no)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
        "CREATE TABLE report (report_id bigint NOT NULL AUTO_INCREMENT, exam_uuid char(36) NOT NULL, report_html mediumtext,"
        " diagnosis text, advice text, positive tinyint DEFAULT NULL, urgency json DEFAULT NULL, writer varchar(32) DEFAULT NULL,"
        " write_ts bigint DEFAULT NULL, auditor varchar(32) DEFAULT NULL, audit_ts bigint DEFAULT NULL, is_final tinyint(1) DEFAULT 0,"
        " version int DEFAULT 1, update_ts bigint NOT NULL, PRIMARY KEY (report_id), KEY idx_exam (exam_uuid), KEY idx_upd (update_ts))"
        " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
        "CREATE TABLE exam_image (exam_uuid char(36) NOT NULL, seq int NOT NULL, file_size int, captured_ts bigint, selected tinyint(1),"
        " PRIMARY KEY (exam_uuid, seq)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
    ),
)
_CLASS = {"1": "OPD", "2": "EMG", "3": "IPD", "4": "PE"}
_LETTER = {"ES.GAS": "G", "ES.COL": "C", "ES.BRO": "B", "ES.LAR": "L", "ES.HYS": "H", "ES.ERCP": "E"}
_STATUS = {
    CANCELLED: "cancelled", ORDERED: "applied", REGISTERED: "registered", EXAMINING: "examining", EXAMINED: "examined",
    REPORTED: "reported", VERIFIED: "audited", PRINTED: "printed",
}  # fmt: skip
_ERROR_PAGE = "<!DOCTYPE html><html><head><title>502</title></head><body><h1>服务暂不可用</h1></body></html>".encode()


def aes_key(seed: int) -> str:
    """The hospital's key for id_card_enc, 16 ASCII characters; every demo hospital has its own."""
    return hashlib.sha256(f"demo endoscopy {seed}".encode()).hexdigest()[:16]


def encrypt(number: str, key: str) -> str:
    """AES-128/ECB/PKCS#5, upper-case hex: what MySQL's HEX(AES_ENCRYPT(…)) gives. ECB because the vendor does."""
    padder = PKCS7(128).padder()
    padded = padder.update(number.encode()) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key.encode()), modes.ECB()).encryptor()  # noqa: S305
    return (encryptor.update(padded) + encryptor.finalize()).hex().upper()


def epoch(at: datetime | None) -> int | None:
    """Milliseconds since 1970 of a wall time in China."""
    return int(at.replace(tzinfo=_CHINA).timestamp()) * 1000 if at else None


def write(exam: Exam, out: Output) -> None:
    typed = register(exam)
    seed = out.ledger.seed
    uuid = str(UUID(bytes=hashlib.md5(f"{seed}:{exam.ordinal}".encode(), usedforsecurity=False).digest(), version=4))
    day = exam.at.register or exam.at.order or datetime(2026, 1, 1)
    exam_no = f"{_LETTER[exam.item.category]}{day:%Y%m%d}{exam.ordinal % 100_000:05d}"
    patient = f"{'I' if exam.patient_class == '3' else 'P'}{exam.person.index:08d}"
    if out.first_time(patient):
        out.database.add("patient", _patient(typed, patient, exam, seed))
    keys: dict[str, list[str | None]] = {"exams": [uuid]}
    if exam.order_no:
        keys["orders"] = [uuid]
    images = _images(exam, out, uuid, keys)
    out.database.add("exam", _exam(exam, uuid, exam_no, patient, images))
    if exam.stage >= REPORTED:
        report_id = exam.ordinal + 1
        out.database.add("report", _report(exam, uuid, report_id))
        keys["reports"] = [str(report_id)]
        if exam.filed and out.share.has(exam.ordinal):
            out.share.put(f"eis/report/{uuid}.pdf", _pdf(exam))
            keys["files"] = [f"{report_id}|{uuid}.pdf"]
    out.enter(exam, keys, patient, typed.id_number)
    out.note_numbers(exam, exam_no, patient, exam.order_no, exam.visit_no)
    if exam.spoiled != "script":
        out.stands(exam, keys, ("reports",), "RP-01", "every report is HTML")
    if typed.vip:
        out.stands(exam, keys, ("orders", "exams"), "VP-01", "marked as VIP")


def _patient(typed: Typed, patient: str, exam: Exam, seed: int) -> dict[str, Value]:
    birth = typed.birth
    if birth is not None and not isinstance(birth, str):
        birth = f"{birth.year}/{birth.month}/{birth.day}" if exam.person.index % 3 == 0 else f"{birth:%Y-%m-%d}"
    number = typed.id_number
    if number is not None and exam.spoiled != "plain_id":
        number = encrypt(number, aes_key(seed))
    return {
        "patient_id": patient,
        "his_pid": typed.his_pid,
        "full_name": typed.name,
        "gender": "male" if typed.sex == "1" else "female",
        "birthday": birth,
        "id_card_enc": number,
        "mobile": typed.phone,
        "is_vip": 1 if typed.vip else 0,
        "update_ts": epoch(exam.at.register or exam.at.order),
    }


def _exam(exam: Exam, uuid: str, exam_no: str, patient: str, images: int) -> dict[str, Value]:
    at, done = exam.at, exam.stage >= EXAMINED
    begin, printed = epoch(at.begin), epoch(at.printed)
    if exam.spoiled == "seconds" and begin:
        begin //= 1000
    if exam.spoiled == "not_yet" and exam.dirt:
        printed = (-1, 0)[exam.dirt.number % 2]
    biopsy = exam.item.category in ("ES.GAS", "ES.COL") and exam.words.positive != "0" and done
    return {
        "id": exam.ordinal + 1,
        "exam_uuid": uuid,
        "exam_no": exam_no,
        "patient_id": patient,
        "apply_no": exam.order_no,
        "patient_from": _CLASS[exam.patient_class],
        "visit_no": exam.visit_no,
        "apply_dept": exam.department,
        "apply_doctor": exam.doctor(0),
        "item_name": exam.item.name,
        "scope_sn": exam.device,
        "room": exam.room,
        "emergency": 1 if exam.emergency else 0,
        "status": "deleted" if exam.spoiled == "deleted_status" else _STATUS[exam.stage],
        "exam_date": f"{at.begin:%Y-%m-%d}" if at.begin else None,
        "apply_ts": epoch(at.order),
        "register_ts": epoch(at.register),
        "begin_ts": begin,
        "end_ts": epoch(at.end),
        "print_ts": printed,
        "anaesthesia": 1 if "无痛" in exam.item.name else 0,
        "biopsy_count": exam.ordinal % 4 + 1 if biopsy else 0,
        "specimen_no": f"SP{exam.ordinal + 1:07d}" if biopsy else None,
        "image_count": images or (exam.ordinal % 20 + 8 if done else 0),
        "image_grade": ("excellent", "good", "excellent", "poor", "good")[exam.ordinal % 5] if done else None,
        "update_ts": epoch(at.last()),
    }


def _report(exam: Exam, uuid: str, report_id: int) -> dict[str, Value]:
    at, words, verified = exam.at, exam.words, exam.stage >= VERIFIED
    return {
        "report_id": report_id,
        "exam_uuid": uuid,
        "report_html": _html(exam),
        "diagnosis": words.conclusion,
        "advice": words.advice,
        "positive": int(words.positive) if exam.ordinal % 31 else None,
        "urgency": json.dumps({"critical": words.critical is not None, "text": words.critical or ""}, ensure_ascii=False),
        "writer": exam.doctor(2),
        "write_ts": epoch(at.report),
        "auditor": exam.doctor(3) if verified else None,
        "audit_ts": epoch(at.verify),
        "is_final": 1 if verified else 0,
        "version": 1,
        "update_ts": epoch(at.last()),
    }


def _html(exam: Exam) -> str:
    text = (findings_of(exam) or "").replace("<", "&lt;").replace("\n", "<br>").replace("，", "，&nbsp;", 1)
    html = f"<style>p{{margin:0}}</style><p>{text}</p>"
    if exam.spoiled == "script" and exam.dirt:
        bad = ("<script>fetch('/x?'+document.cookie)</script>", '<img src="x" onerror="alert(1)">')[exam.dirt.number % 2]
        return html + bad
    return html


def _images(exam: Exam, out: Output, uuid: str, keys: dict[str, list[str | None]]) -> int:
    """Pictures of every third exam; `seq` has gaps, and 0 is the lens test card."""
    wanted = exam.ordinal % 3 == 0 or exam.spoiled == "empty_jpg" or exam.person.canary
    if not (exam.filed and out.share.has(exam.ordinal) and wanted):
        return 0
    keys["images"] = []
    serials = (1,) if exam.spoiled == "empty_jpg" else (0, 1, 2, 4)
    for serial in serials:
        content = b"" if exam.spoiled == "empty_jpg" else endoscopy(exam, serial)
        out.share.put(f"eis/image/{uuid}/{serial}.jpg", content)
        row = {"exam_uuid": uuid, "seq": serial, "file_size": len(content), "captured_ts": epoch(exam.at.end), "selected": serial % 2}
        out.database.add("exam_image", row)
        if serial:
            keys["images"].append(f"{uuid}|{serial}")
    return len(keys["images"])


def _pdf(exam: Exam) -> bytes:
    if exam.spoiled == "html_for_pdf":
        return _ERROR_PAGE
    content = report_pdf(exam, "内镜检查报告单")
    return content[: len(content) * 2 // 3] if exam.spoiled == "cut_pdf" else content
