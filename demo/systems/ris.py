"""RIS, radiology: Oracle in GBK, every character column as bytes. Traps as in its vendor's notes: blank padding, two sex notations,
swapped patient classes, soft deletion, sentinel times."""

from datetime import datetime, timedelta

from demo import numbers
from demo.catalogue import DEPARTMENTS
from demo.database import Schema, Table, Value
from demo.desk import Typed, register
from demo.exams import CANCELLED, EXAMINED, EXAMINING, ORDERED, PRINTED, REGISTERED, REPORTED, VERIFIED, Exam
from demo.files.dicom import radiology
from demo.files.reports import report_pdf, report_picture
from demo.output import Output, findings_of, stamp
from demo.people import SPECIAL

SCHEMA = Schema(
    tables=(
        Table(
            "RIS_PATIENT",
            "PATIENT_NO:g HIS_PID:g NAME:g NAME_PY:g SEX:g BIRTH_DT:t AGE_TXT:g ID_NO:g ID_TYPE:g PHONE:g ADDR:g CARD_NO:g MOD_DT:t",
            ("PATIENT_NO",),
        ),
        Table(
            "RIS_EXAM",
            "EXAM_ID:i ACCESSION_NO:g PATIENT_NO:g STUDY_UID:g ORDER_NO:g PATIENT_TYPE:g VISIT_NO:g REQ_DEPT:g REQ_DEPT_NAME:g "
            "REQ_DOCTOR:g BED_NO:g CLINIC_DIAG:g REQ_PURPOSE:g MODALITY:g DEVICE_CODE:g ROOM_NO:g BODY_PART:g EXAM_ITEM:g EMERGENCY:g "
            "VIP_FLAG:g EXAM_STATUS:g ORDER_DT:t BOOK_DT:t REG_DT:t EXAM_BEGIN_DT:t EXAM_DT:t PRINT_DT:t TECHNICIAN:g IMG_COUNT:i "
            "SERIES_COUNT:i IMG_GRADE:g FILM_PRINTED:g DEL_FLAG:g DEL_REASON:g DEL_OPER:g UPDATE_DT:t",
            ("EXAM_ID",),
        ),
        *(
            Table(
                name,
                "REPORT_ID:i EXAM_ID:i IS_CURRENT:g FINDINGS:g DIAGNOSIS:g ADVICE:g POS_FLAG:g CRITICAL:g CRITICAL_TXT:g REPORT_STATUS:g "
                "REPORT_DOC:g REPORT_DT:t VERIFY_DOC:g VERIFY_DT:t RECALL_DT:t RECALL_REASON:g RPT_GRADE:g PDF_PATH:g UPDATE_DT:t",
                key,
            )
            for name, key in (("RIS_REPORT", ("REPORT_ID",)), ("RIS_REPORT_HIS", ()))
        ),
        Table("RIS_PATIENT_MERGE", "MERGE_ID:i OLD_NO:g NEW_NO:g OPER:g MERGE_DT:t UNDO_DT:t", ("MERGE_ID",)),
        Table("RIS_DICT", "DICT_TYPE:g CODE:g NAME:g STOP_FLAG:g"),
    ),
    after=(
        "CREATE INDEX IX_RIS_EXAM_UPD ON RIS_EXAM (UPDATE_DT)",
        "CREATE INDEX IX_RIS_EXAM_ACC ON RIS_EXAM (ACCESSION_NO)",
        "CREATE INDEX IX_RIS_REPORT_EXAM ON RIS_REPORT (EXAM_ID)",
        "CREATE VIEW VIEW_RIS_EXAM AS SELECT E.EXAM_ID, E.ACCESSION_NO, CAST(TRIM(E.PATIENT_NO) AS BLOB) PATIENT_NO, P.HIS_PID, P.NAME,"
        " P.SEX, P.BIRTH_DT, P.ID_NO, P.ID_TYPE, P.PHONE, P.CARD_NO, E.STUDY_UID, E.ORDER_NO, E.PATIENT_TYPE, E.VISIT_NO, E.REQ_DEPT,"
        " E.REQ_DEPT_NAME, E.REQ_DOCTOR, E.MODALITY, E.DEVICE_CODE, E.BODY_PART, E.EXAM_ITEM, E.EMERGENCY, E.VIP_FLAG, E.EXAM_STATUS,"
        " E.ORDER_DT, E.REG_DT, E.EXAM_BEGIN_DT, E.EXAM_DT, E.PRINT_DT, E.IMG_GRADE, E.DEL_FLAG, E.UPDATE_DT"
        " FROM RIS_EXAM E JOIN RIS_PATIENT P ON P.PATIENT_NO = E.PATIENT_NO",
    ),
)
_CLASS = {"1": "1", "2": "3", "3": "2", "4": "4"}  # platform → RIS: 2 and 3 change places
_STATUS = {CANCELLED: "90", ORDERED: "10", REGISTERED: "30", EXAMINING: "40", EXAMINED: "50", REPORTED: "60", VERIFIED: "70", PRINTED: "80"}
CLOSED_WARD = "老年病科"
_BAD_PATHS = (r"\\ris-nas\report\..\..\..\etc\passwd", r"\\ris-nas\report\2025\..\..\..\..\secret\keys.pdf")


def patient_no(index: int) -> str:
    """CHAR(12): blank padded."""
    return (f"8{index:07d}" if index < SPECIAL else f"9{index - SPECIAL:07d}").ljust(12)


def write(exam: Exam, out: Output) -> None:
    if exam.ordinal == 0:
        _dictionary(out)
    typed = register(exam)
    exam_id = 100_001 + exam.ordinal
    number = patient_no(exam.person.index)
    accession = f"R{exam.ordinal + 1:07d}" if exam.spoiled != "accession_again" else f"R{exam.ordinal:07d}"
    if out.first_time(number):
        out.database.add("RIS_PATIENT", _patient(typed, number, exam))
    out.database.add("RIS_EXAM", _exam(exam, typed, exam_id, accession, number))
    keys: dict[str, list[str | None]] = {"exams": [str(exam_id)]}
    if exam.order_no:
        keys["orders"] = [str(exam_id)]
    if exam.stage >= REPORTED:
        report_id = exam_id * 10 + 1
        report = _report(exam, exam_id, report_id, accession, out)
        out.database.add("RIS_REPORT", report)
        if report["REPORT_STATUS"] == "3":
            out.database.add("RIS_REPORT_HIS", {**report, "IS_CURRENT": "0", "REPORT_STATUS": "2", "ADVICE": None})
        keys["reports"] = [str(report_id)]
        keys["files"] = [f"{report_id}|pdf"] if report["PDF_PATH"] is not None else []
        if exam.filed and out.share.has(exam.ordinal):
            _files(exam, out, (exam_id, report_id, accession), keys)
    out.enter(exam, keys, number.strip(), typed.id_number)
    out.note_numbers(exam, accession, number, exam.order_no, exam.visit_no)
    if exam.spoiled == "next_year":
        out.stands(exam, keys, ("exams",), "DT-05", "a time in the future is also later than what follows")
    if typed.vip:
        out.stands(exam, keys, ("orders", "exams"), "VP-01", "marked as VIP")
    if exam.spoiled == "foreigner":
        out.stands(exam, keys, ("orders", "exams", "reports"), "NM-08", "a foreign name")


def _dictionary(out: Output) -> None:
    for number, name in enumerate(DEPARTMENTS):
        out.database.add("RIS_DICT", {"DICT_TYPE": "DEPT", "CODE": str(2010 + number), "NAME": name, "STOP_FLAG": "0"})


def _patient(typed: Typed, number: str, exam: Exam) -> dict[str, Value]:
    old_notation = exam.person.index % 11 == 0
    sex = {"1": "男", "2": "女"}[typed.sex] if old_notation else {"1": "M", "2": "F"}[typed.sex]
    birth = typed.birth
    return {
        "PATIENT_NO": number,
        "HIS_PID": typed.his_pid,
        "NAME": typed.name,
        "NAME_PY": exam.pinyin if exam.person.index % 5 else None,
        "SEX": sex,
        "BIRTH_DT": birth if birth is None or isinstance(birth, str) else f"{birth:%Y-%m-%d} 00:00:00",
        "AGE_TXT": typed.age,
        "ID_NO": typed.id_number,
        "ID_TYPE": "1",
        "PHONE": typed.phone,
        "ADDR": typed.address,
        "CARD_NO": typed.card_no,
        "MOD_DT": stamp(exam.at.register or exam.at.order),
    }


def _exam(exam: Exam, typed: Typed, exam_id: int, accession: str, number: str) -> dict[str, Value]:
    at, done = exam.at, exam.stage >= EXAMINED
    end = at.end
    if exam.spoiled == "next_year":
        end = (at.end or at.order or datetime(2026, 1, 1)) + timedelta(days=9 * 365)
    elif exam.spoiled == "sentinel_time" and exam.dirt:
        end = datetime(1900, 1, 1) if exam.dirt.number % 2 == 0 else datetime(2099, 12, 31)
    deleted = exam.spoiled == "soft_delete"
    return {
        "EXAM_ID": exam_id,
        "ACCESSION_NO": accession,
        "PATIENT_NO": number,
        "STUDY_UID": numbers.uid(1, exam_id) if done else None,
        "ORDER_NO": exam.order_no,
        "PATIENT_TYPE": _CLASS[exam.patient_class],
        "VISIT_NO": exam.visit_no,
        "REQ_DEPT": exam.department_code,
        "REQ_DEPT_NAME": exam.department if exam.spoiled != "closed_ward" else CLOSED_WARD,
        "REQ_DOCTOR": exam.doctor(0),
        "BED_NO": f"{exam.ordinal % 48 + 1}床" if exam.patient_class == "3" else None,
        "CLINIC_DIAG": exam.diagnosis,
        "REQ_PURPOSE": "协助诊断" if exam.patient_class != "4" else "健康体检",
        "MODALITY": exam.item.category[4:] if exam.spoiled != "unknown_modality" else "XX",
        "DEVICE_CODE": exam.device,
        "ROOM_NO": exam.room,
        "BODY_PART": exam.item.body,
        "EXAM_ITEM": exam.item.name,
        "EMERGENCY": "1" if exam.emergency else "0",
        "VIP_FLAG": "1" if typed.vip else "0",
        "EXAM_STATUS": _STATUS[exam.stage],
        "ORDER_DT": stamp(at.order),
        "BOOK_DT": stamp(at.order + timedelta(minutes=2)) if at.order else None,
        "REG_DT": stamp(at.register),
        "EXAM_BEGIN_DT": stamp(at.begin),
        "EXAM_DT": stamp(end),
        "PRINT_DT": stamp(at.printed),
        "TECHNICIAN": exam.doctor(1) if done else None,
        "IMG_COUNT": exam.ordinal % 5 + 1 if done else None,
        "SERIES_COUNT": 1 if done else None,
        "IMG_GRADE": "甲甲甲乙甲乙丙甲"[exam.ordinal % 8] if done else None,
        "FILM_PRINTED": "1" if at.printed else "0",
        "DEL_FLAG": "1" if deleted else "0",
        "DEL_REASON": "重复登记" if deleted else None,
        "DEL_OPER": exam.doctor(1) if deleted else None,
        "UPDATE_DT": stamp(at.last() + timedelta(seconds=3)),
    }


def _report(exam: Exam, exam_id: int, report_id: int, accession: str, out: Output) -> dict[str, Value]:
    at, words = exam.at, exam.words
    verified = exam.stage >= VERIFIED
    verify = at.verify
    if exam.spoiled == "verified_first" and at.report:
        verify = at.report - timedelta(minutes=5, seconds=exam.ordinal % 50)
    status = "2" if verified else "1"
    if verified and exam.dirt is None and exam.ordinal % 60 == 7:
        status = "3"
    return {
        "REPORT_ID": report_id,
        "EXAM_ID": exam_id,
        "IS_CURRENT": "1",
        "FINDINGS": _findings(exam),
        "DIAGNOSIS": _conclusion(exam),
        "ADVICE": words.advice,
        "POS_FLAG": {"0": "N", "1": "Y"}.get(words.positive),
        "CRITICAL": "1" if words.critical else "0",
        "CRITICAL_TXT": f"{words.critical}，已电话通知" if words.critical else None,
        "REPORT_STATUS": status,
        "REPORT_DOC": exam.doctor(2),
        "REPORT_DT": stamp(at.report),
        "VERIFY_DOC": exam.doctor(3) if verified else None,
        "VERIFY_DT": stamp(verify),
        "RPT_GRADE": "甲甲乙甲甲丙甲乙"[exam.ordinal % 8] if verified else None,
        "PDF_PATH": _pdf_path(exam, report_id, accession, out),
        "UPDATE_DT": stamp(at.last() + timedelta(seconds=5)),
    }


def _findings(exam: Exam) -> str | bytes | None:
    text = findings_of(exam) if exam.spoiled != "no_conclusion" else None
    if exam.spoiled == "invalid_bytes" and text:
        return text[:12].encode("gbk") + b"\xff\xd6" + text[12:].encode("gbk")
    return text


def _conclusion(exam: Exam) -> str | None:
    if exam.spoiled == "no_conclusion":
        return None
    if exam.spoiled == "other_side":
        return exam.words.conclusion.replace("左", "右")
    if exam.spoiled == "control_characters" and exam.dirt:
        mark = ("\x0b", "\x1a", "\x00")[exam.dirt.number % 3]
        return f"{exam.words.conclusion[:4]}{mark}{exam.words.conclusion[4:]}{mark}"
    return exam.words.conclusion


def _pdf_path(exam: Exam, report_id: int, accession: str, out: Output) -> str | None:
    """The UNC path when the file is there, or is said to be."""
    if exam.spoiled == "path_escape" and exam.dirt:
        return _BAD_PATHS[exam.dirt.number % 2]
    if exam.at.report is None or not ((exam.filed and out.share.has(exam.ordinal)) or exam.spoiled == "file_missing"):
        return None
    return rf"\\ris-nas\report\{exam.at.report:%Y\%m\%d}\{accession}_{report_id}.pdf"


def _files(exam: Exam, out: Output, ids: tuple[int, int, str], keys: dict[str, list[str | None]]) -> None:
    """The PDF of every report, a page as JPG of some, the DICOM study of every twelfth exam."""
    exam_id, report_id, accession = ids
    folder = f"report/{exam.at.report:%Y/%m/%d}"
    out.share.put(f"{folder}/{accession}_{report_id}.pdf", report_pdf(exam, "影像检查报告单"))
    if exam.ordinal % 20 == 3:
        name = f"{accession}_{report_id}_01.jpg"
        out.share.put(f"{folder}/{name}", report_picture(exam, "影像检查报告单"))
        keys["files"].append(f"{report_id}|jpg|{name}")
    if exam.ordinal % 12 == 0 or (exam.person.canary and exam.ordinal % 2 == 0):
        study = numbers.uid(1, exam_id)
        keys["images"] = []
        for name, content in radiology(exam, exam_id, accession):
            out.share.put(f"dicom/{study}/{name}", content)
            keys["images"].append(f"{exam_id}|{name}")
