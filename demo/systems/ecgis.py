"""ECGIS, electrocardiography and EEG: one wide MySQL table, one row a record, patient and all; carts upload late."""

from datetime import datetime, timedelta

from demo.database import Schema, Table, Value
from demo.desk import Typed, register
from demo.exams import EXAMINED, REPORTED, VERIFIED, Exam
from demo.files.reports import report_pdf, report_picture
from demo.files.waveforms import annotated_ecg, edf
from demo.output import Output, stamp

_COLUMNS = (
    "id:i record_no:t upload_seq:i rec_type:t his_pid:t patient_name:t gender:t birth:t age:t id_no:t phone:t src:i visit_no:t dept:t "
    "bed:t order_no:t order_doctor:t order_at:t register_at:t acquired_at:t duration_s:i uploaded_at:t analysed_at:t analyst:t "
    "verified_at:t verifier:t printed_at:t device_sn:t device_model:t room:t hr:i pr:i qrs:i qt:i qtc:i p_axis:i qrs_axis:i t_axis:i "
    "rv5:r sv1:r machine_text:t doctor_text:t interpretation:t abnormal:i critical:i critical_type:t critical_at:t critical_ack_at:t "
    "trace_quality:t is_vip:i state:i version:i xml_path:t pdf_path:t jpg_path:t eeg_start_utc:t eeg_channels:i modified_at:t"
)
SCHEMA = Schema(
    tables=(Table("ecg_wide", _COLUMNS, ("id",)),),
    after=(
        "CREATE UNIQUE INDEX uk_rec ON ecg_wide (record_no, upload_seq)",
        "CREATE INDEX ix_up ON ecg_wide (uploaded_at)",
        "CREATE INDEX ix_mod ON ecg_wide (modified_at)",
    ),
    mariadb=(
        "CREATE TABLE ecg_wide (id bigint unsigned NOT NULL AUTO_INCREMENT, record_no varchar(40) NOT NULL,"
        " upload_seq int NOT NULL DEFAULT 1, rec_type varchar(10) NOT NULL, his_pid varchar(32) DEFAULT NULL,"
        " patient_name varchar(64) DEFAULT NULL, gender varchar(4) DEFAULT NULL, birth varchar(20) DEFAULT NULL,"
        " age varchar(10) DEFAULT NULL, id_no varchar(32) DEFAULT NULL, phone varchar(40) DEFAULT NULL, src tinyint DEFAULT NULL,"
        " visit_no varchar(32) DEFAULT NULL, dept varchar(64) DEFAULT NULL, bed varchar(16) DEFAULT NULL,"
        " order_no varchar(32) DEFAULT NULL, order_doctor varchar(32) DEFAULT NULL, order_at datetime DEFAULT NULL,"
        " register_at datetime DEFAULT NULL, acquired_at datetime DEFAULT NULL, duration_s int DEFAULT NULL,"
        " uploaded_at timestamp NULL DEFAULT NULL, analysed_at datetime DEFAULT NULL, analyst varchar(32) DEFAULT NULL,"
        " verified_at datetime DEFAULT NULL, verifier varchar(32) DEFAULT NULL, printed_at datetime DEFAULT NULL,"
        " device_sn varchar(40) DEFAULT NULL, device_model varchar(40) DEFAULT NULL, room varchar(20) DEFAULT NULL,"
        " hr int DEFAULT NULL, pr int DEFAULT NULL, qrs int DEFAULT NULL, qt int DEFAULT NULL, qtc int DEFAULT NULL,"
        " p_axis int DEFAULT NULL, qrs_axis int DEFAULT NULL, t_axis int DEFAULT NULL, rv5 decimal(6,3) DEFAULT NULL,"
        " sv1 decimal(6,3) DEFAULT NULL, machine_text text, doctor_text text, interpretation text, abnormal tinyint DEFAULT NULL,"
        " critical tinyint DEFAULT 0, critical_type varchar(40) DEFAULT NULL, critical_at datetime DEFAULT NULL,"
        " critical_ack_at datetime DEFAULT NULL, trace_quality varchar(8) DEFAULT NULL, is_vip tinyint DEFAULT 0,"
        " state tinyint NOT NULL DEFAULT 0, version int NOT NULL DEFAULT 1, xml_path varchar(255) DEFAULT NULL,"
        " pdf_path varchar(255) DEFAULT NULL, jpg_path varchar(255) DEFAULT NULL, eeg_start_utc varchar(30) DEFAULT NULL,"
        " eeg_channels int DEFAULT NULL, modified_at datetime(3) DEFAULT NULL, PRIMARY KEY (id),"
        " UNIQUE KEY uk_rec (record_no, upload_seq), KEY ix_up (uploaded_at), KEY ix_mod (modified_at))"
        " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci",
    ),
)
_KIND = {"ECG.12L": "ECG12", "ECG.HOL": "HOLTER", "ECG.TMT": "TMT", "ECG.ABP": "ABP", "EEG.RT": "EEG", "EEG.EMG": "EMG"}
_MODELS = {"SN": "PageWriter", "SH": "Holter-12", "ST": "Tread-9", "SA": "ABPM-50", "SE": "EEG-32", "SM": "EMG-4"}
LATE_FROM = timedelta(hours=24)
_OTHER_CLOCK = ("next_year", "clock_reset", "late_upload")
_NOT_MEASURED = (29999, 9999, -1, 0)


def write(exam: Exam, out: Output) -> None:
    typed = register(exam)
    record, upload = _record_no(exam, out)
    key = f"{record}|{upload}"
    files = _files(exam, out, record, key)
    row = _row(exam, typed, record, upload)
    row.update(files.paths)
    out.database.add("ecg_wide", row)
    keys: dict[str, list[str | None]] = {"exams": [key], "files": list(files.reports), "images": list(files.images)}
    if exam.order_no:
        keys["orders"] = [key]
    if exam.stage >= REPORTED:
        keys["reports"] = [key]
    out.enter(exam, keys, typed.his_pid or "", typed.id_number)
    out.note_numbers(exam, record, exam.order_no, exam.visit_no)
    if exam.spoiled == "next_year":
        out.stands(exam, keys, ("exams",), "DT-05", "a time in the future is also later than what follows")
    if exam.at.upload and exam.at.end and exam.at.upload - exam.at.end > LATE_FROM and exam.spoiled not in _OTHER_CLOCK:
        out.stands(exam, keys, ("exams",), "LC-04", "a cart that reached the network days later")
    if typed.vip:
        out.stands(exam, keys, ("orders", "exams"), "VP-01", "marked as VIP")


def _acquired(exam: Exam) -> datetime | None:
    """What the cart's own clock says."""
    at = exam.at
    if at.begin is None or exam.dirt is None:
        return at.begin
    if exam.spoiled == "next_year":
        return at.begin + timedelta(days=9 * 365)
    if exam.spoiled == "clock_reset":
        return datetime(2000, 1, 1, 0, exam.dirt.number % 60, 12)
    if exam.spoiled == "acquired_first" and at.order:
        return at.order - timedelta(minutes=10)
    return at.begin


def _record_no(exam: Exam, out: Output) -> tuple[str, int]:
    """Device serial and acquisition second. After a clock reset a number comes again, with the next upload number."""
    if exam.spoiled == "record_no_again" and out.last_number:
        number, out.last_number = out.last_number, None
        return number, 2
    moment = _acquired(exam) or exam.at.register or exam.at.order or datetime(2026, 1, 1)
    record = f"{exam.device}-{moment:%Y%m%d%H%M%S}"
    while not out.first_time(record):
        moment += timedelta(seconds=1)
        record = f"{exam.device}-{moment:%Y%m%d%H%M%S}"
    if exam.dirt is None:
        out.last_number = record
    return record, 1


def _row(exam: Exam, typed: Typed, record: str, upload: int) -> dict[str, Value]:
    at, words = exam.at, exam.words
    done, reported, verified = exam.stage >= EXAMINED, exam.stage >= REPORTED, exam.stage >= VERIFIED
    kind = _KIND[exam.item.category]
    acquired = _acquired(exam)
    length = int((at.end - at.begin).total_seconds()) if at.end and at.begin else None
    state = 4 if at.printed else 3 if verified else 2 if reported else 1 if done else 0
    return {
        "id": exam.ordinal + 1,
        "record_no": record,
        "upload_seq": upload,
        "rec_type": kind,
        **_patient(exam, typed),
        "src": int(exam.patient_class),
        "visit_no": exam.visit_no,
        "dept": exam.department,
        "bed": f"{exam.ordinal % 48 + 1}床" if exam.patient_class == "3" else None,
        "order_no": exam.order_no,
        "order_doctor": exam.doctor(0),
        "order_at": stamp(at.order),
        "register_at": stamp(at.register),
        "acquired_at": stamp(acquired),
        "duration_s": length,
        "uploaded_at": stamp(at.upload),
        "analysed_at": stamp(at.report),
        "analyst": exam.doctor(2) if reported else None,
        "verified_at": stamp(at.verify),
        "verifier": exam.doctor(3) if verified else None,
        "printed_at": stamp(at.printed),
        "device_sn": exam.device,
        "device_model": _MODELS[exam.device[:2]],
        "room": exam.room,
        **_measures(exam, kind, done),
        "machine_text": words.findings if done else None,
        "doctor_text": _doctor_text(exam) if reported else None,
        "interpretation": f"{words.findings}\n---\n{_doctor_text(exam)}" if reported else None,
        "abnormal": {"0": exam.ordinal % 2, "1": 2, "2": 3}[words.positive] if reported else None,
        "critical": 1 if words.critical and reported else 0,
        "critical_type": words.critical if reported else None,
        "critical_at": stamp(at.report) if words.critical else None,
        "trace_quality": "甲甲乙甲丙"[exam.ordinal % 5] if done else None,
        "is_vip": 1 if typed.vip else 0,
        "state": state,
        "version": 1,
        "eeg_start_utc": f"{acquired - timedelta(hours=8):%Y-%m-%dT%H:%M:%SZ}" if acquired and kind == "EEG" else None,
        "eeg_channels": 16 if kind == "EEG" else None,
        "modified_at": f"{at.last() + timedelta(seconds=2):%Y-%m-%d %H:%M:%S}.{exam.ordinal % 1000:03d}",
    }


def _patient(exam: Exam, typed: Typed) -> dict[str, Value]:
    at, birth = exam.at, typed.birth
    day = (at.register or at.order or at.last()).date()
    return {
        "his_pid": typed.his_pid,
        "patient_name": typed.name,
        "gender": "M" if typed.sex == "1" else "F",
        "birth": birth if birth is None or isinstance(birth, str) else f"{birth:%Y-%m-%d}",
        "age": f"{exam.person.age(day)}岁" if exam.person.age(day) >= 3 else None,
        "id_no": typed.id_number,
        "phone": typed.phone,
    }


def _doctor_text(exam: Exam) -> str:
    if exam.person.canary:
        return f"{exam.words.conclusion}患者{exam.person.name}，联系电话{exam.person.phone}，已告知。"
    return exam.words.conclusion


def _measures(exam: Exam, kind: str, done: bool) -> dict[str, Value]:
    if kind != "ECG12" or not done:
        return {}
    seed = exam.ordinal
    row: dict[str, Value] = {
        "hr": 55 + seed % 45, "pr": 130 + seed % 60, "qrs": 80 + seed % 25, "qt": 360 + seed % 60, "qtc": 390 + seed % 55,
        "p_axis": seed % 70, "qrs_axis": seed % 90, "t_axis": seed % 60, "rv5": 1.2 + seed % 9 / 10, "sv1": 0.6 + seed % 7 / 10,
    }  # fmt: skip
    if exam.spoiled == "not_measured" and exam.dirt:
        row["hr"] = _NOT_MEASURED[exam.dirt.number % 4]
    return row


class _Files:
    def __init__(self) -> None:
        self.paths: dict[str, Value] = {}
        self.reports: list[str] = []
        self.images: list[str] = []


def _files(exam: Exam, out: Output, record: str, key: str) -> _Files:
    """PDF of every verified record, JPG of some, aECG of resting ECGs, EDF of EEGs; paths as the vendor's server knows them."""
    files = _Files()
    if exam.spoiled == "path_escape":
        files.paths["pdf_path"] = "/etc/passwd"
        files.reports.append(f"{key}|pdf")
    if not (exam.filed and out.share.has(exam.ordinal) and exam.at.begin):
        return files
    day, eeg = f"{exam.at.begin:%Y%m%d}", exam.item.category == "EEG.RT"
    pdf = f"eeg/{day[:6]}/{record}/report.pdf" if eeg else f"ecg/pdf/{day}/{record}_1.pdf"
    out.share.put(pdf, report_pdf(exam, "脑电图报告单" if eeg else "心电图报告单"))
    files.paths["pdf_path"] = f"/data/{pdf}"
    files.reports.append(f"{key}|pdf")
    if exam.ordinal % 10 == 0 and not eeg:
        out.share.put(f"ecg/jpg/{day}/{record}.jpg", report_picture(exam, "心电图报告单"))
        files.paths["jpg_path"] = f"/data/ecg/jpg/{day}/{record}.jpg"
        files.reports.append(f"{key}|jpg")
    if exam.item.category == "ECG.12L" and exam.ordinal % 3 == 0:
        out.share.put(f"ecg/xml/{day}/{record}.xml", annotated_ecg(exam, record))
        files.paths["xml_path"] = f"/data/ecg/xml/{day}/{record}.xml"
        files.images.append(key)
    if eeg:
        out.share.put(f"eeg/{day[:6]}/{record}/raw.edf", edf(exam))
    return files
