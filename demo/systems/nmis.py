"""NMIS, nuclear medicine: one Oracle view over a join. It masks identity numbers, doubles rows, and writes times as text in two forms."""

from datetime import datetime

from demo import numbers
from demo.database import Schema, Table, Value
from demo.desk import Typed, register
from demo.exams import EXAMINED, EXAMINING, REPORTED, VERIFIED, Exam
from demo.files.dicom import nuclear
from demo.output import Output, findings_of, stamp

SCHEMA = Schema(
    tables=(
        Table(
            "NM_EXAM_T",
            "EXAM_NO:t HIS_PID:t XM:t XB:t CSRQ:t SFZH:t DH:t BRLY:t VISIT_NO:t SQKS:t SQYS:t SQDH:t LCZD:t LB:t XMMC:t BW:t SB:t "
            "KD_TIME:t DJ_TIME:t INJ_TIME:t EXAM_DATE:t ACQ_TIME:t ACQ_END:t TRACER:t DOSE:t WEIGHT:t GLU:t STUDY_UID:t IMG_NUM:t "
            "SJ:t ZD:t YYJG:t WJ:t BG_DOC:t BG_TIME:t SH_DOC:t SH_TIME:t DY_TIME:t STATUS:t FU_ID:i",
        ),
        Table("NM_FOLLOW_T", "FU_ID:i EXAM_NO:t FU_DATE:t"),
    ),
    after=(
        "CREATE INDEX IX_NM_D ON NM_EXAM_T (EXAM_DATE)",
        "CREATE INDEX IX_NM_F ON NM_FOLLOW_T (EXAM_NO)",
        "CREATE VIEW V_NM_PLATFORM AS SELECT E.EXAM_NO, E.HIS_PID, E.XM, E.XB, E.CSRQ,"
        " CASE WHEN LENGTH(E.SFZH)=18 THEN SUBSTR(E.SFZH,1,4)||'************'||SUBSTR(E.SFZH,-2) ELSE E.SFZH END SFZH,"
        " E.DH, E.BRLY, E.VISIT_NO, E.SQKS, E.SQYS, E.SQDH, E.LCZD, E.LB, E.XMMC, E.BW, E.SB,"
        " E.KD_TIME, E.DJ_TIME, E.INJ_TIME, E.EXAM_DATE, E.ACQ_TIME, E.ACQ_END, E.TRACER, E.DOSE,"
        " E.STUDY_UID, E.IMG_NUM, E.SJ, E.ZD, E.YYJG, E.WJ, E.BG_DOC, E.BG_TIME, E.SH_DOC, E.SH_TIME, E.DY_TIME, E.STATUS"
        " FROM NM_EXAM_T E LEFT JOIN NM_FOLLOW_T F ON F.EXAM_NO = E.EXAM_NO",
    ),
)
_CLASS = {"1": "门诊", "2": "急诊", "3": "住院", "4": "体检"}
_WORDS = ("N/A", "待补", "-", "0000-00-00 00:00")


def write(exam: Exam, out: Output) -> None:
    typed = register(exam)
    day = exam.at.begin or exam.at.register or exam.at.order or datetime(2026, 1, 1)
    number: str | None = f"NM{day:%y}{exam.ordinal + 1:06d}"
    if exam.spoiled == "no_key":
        number = None
    keys: dict[str, list[str | None]] = {"exams": [number]}
    if exam.order_no:
        keys["orders"] = [number]
    if exam.stage >= REPORTED and exam.spoiled != "treatment":
        keys["reports"] = [number]
    images = 0
    if exam.filed and out.share.has(exam.ordinal) and (exam.ordinal % 3 == 0 or exam.person.canary):
        keys["images"] = []
        for name, content in nuclear(exam, str(number)):
            out.share.put(f"nm/{number}/{name}", content)
            keys["images"].append(f"{number}|{name}")
        images = len(keys["images"])
    out.database.add("NM_EXAM_T", _row(exam, typed, number, f"{day:%Y-%m-%d}", images))
    _follow_up(exam, out, number, keys)
    out.enter(exam, keys, typed.his_pid or "", typed.id_number)
    out.note_numbers(exam, number, exam.order_no, exam.visit_no)
    if typed.id_number and len(typed.id_number) == 18:
        out.stands(exam, keys, ("orders", "exams", "reports"), "ID-10", "the view masks identity numbers")
    if exam.spoiled == "star":
        out.stands(exam, keys, ("orders", "exams"), "VP-01", "marked as VIP")


def _follow_up(exam: Exam, out: Output, number: str | None, keys: dict[str, list[str | None]]) -> None:
    """One follow-up changes nothing; two make the view return the exam twice."""
    times = 2 if exam.spoiled == "twice" else 1 if exam.ordinal % 9 == 4 and number else 0
    for serial in range(times):
        row = {"FU_ID": exam.ordinal * 2 + serial + 1, "EXAM_NO": number, "FU_DATE": f"2026-0{serial + 1}-15"}
        out.database.add("NM_FOLLOW_T", row)
    if times == 2:
        for feed, rows in keys.items():  # the copy is one more row of each feed
            out.ledger.feeds[out.source][feed] += len(rows)
        if exam.person.id_number:
            out.stands(exam, keys, ("orders", "exams", "reports"), "ID-10", "the view masks identity numbers")


def _status(exam: Exam) -> str:
    if exam.stage >= VERIFIED:
        return "已审核"
    if exam.stage == REPORTED:
        return "已报告"
    if exam.stage == EXAMINED:
        return "已采集"
    if exam.stage == EXAMINING:
        return "采集中"
    return "已注射" if exam.at.inject else "预约"


def _row(exam: Exam, typed: Typed, number: str | None, day: str, images: int) -> dict[str, Value]:
    at, words = exam.at, exam.words
    done, pet = exam.stage >= EXAMINED, exam.item.category == "NM.PET"
    reported = exam.stage >= REPORTED and exam.spoiled != "treatment"
    birth = typed.birth
    return {
        "EXAM_NO": number,
        "HIS_PID": typed.his_pid,
        "XM": typed.name,
        "XB": "男" if typed.sex == "1" else "女",
        "CSRQ": birth if birth is None or isinstance(birth, str) else f"{birth:%Y-%m-%d}",
        "SFZH": typed.id_number,
        "DH": typed.phone,
        "BRLY": _CLASS[exam.patient_class],
        "VISIT_NO": exam.visit_no,
        "SQKS": exam.department,
        "SQYS": exam.doctor(0),
        "SQDH": exam.order_no,
        "LCZD": exam.diagnosis,
        "LB": "RAI" if exam.spoiled == "treatment" else "PET-CT" if pet else ("SPECT", "SPECT-CT")[exam.ordinal % 2],
        "XMMC": exam.item.name if exam.spoiled != "treatment" else "131I治疗",
        "BW": exam.item.body,
        "SB": exam.device,
        "KD_TIME": stamp(at.order),
        "DJ_TIME": _second_form(at.register) if exam.ordinal % 5 == 0 else stamp(at.register),
        "INJ_TIME": stamp(at.inject),
        "EXAM_DATE": day,
        "ACQ_TIME": stamp(at.begin),
        "ACQ_END": stamp(at.end),
        "TRACER": "18F-FDG" if pet else "99mTc-MDP",
        "DOSE": ("370 MBq", "10mCi", "10 mci")[exam.ordinal % 3],
        "WEIGHT": f"{48 + exam.ordinal % 40}kg",
        "GLU": f"{5 + exam.ordinal % 20 / 10:.1f}" if pet else None,
        "STUDY_UID": ",".join(study_uids(exam)) if done else None,
        "IMG_NUM": str(images or exam.ordinal % 900 + 40) if done else None,
        "SJ": findings_of(exam) if reported else None,
        "ZD": (words.conclusion + ("\\r\\n" if exam.spoiled == "typed_line_ends" else "")) if reported else None,
        "YYJG": {"1": "阳性", "0": "阴性", "2": "待定"}[words.positive] if reported else "N/A",
        "WJ": ("1" if words.critical else "0") if reported else None,
        "BG_DOC": exam.doctor(2) if reported else None,
        "BG_TIME": stamp(at.report),
        "SH_DOC": exam.doctor(3) if exam.stage >= VERIFIED else None,
        "SH_TIME": stamp(at.verify),
        "DY_TIME": _WORDS[exam.dirt.number % 4] if exam.spoiled == "words_for_times" and exam.dirt else stamp(at.printed),
        "STATUS": _status(exam),
    }


def study_uids(exam: Exam) -> tuple[str, ...]:
    """PET and CT scanners each open a study; some vendors send both under one."""
    first = numbers.uid(5, exam.ordinal + 1, 1)
    return (first, numbers.uid(5, exam.ordinal + 1, 2)) if exam.item.category == "NM.PET" and exam.ordinal % 5 < 2 else (first,)


def _second_form(at: datetime | None) -> str | None:
    """'2024/1/6 8:05'."""
    return f"{at.year}/{at.month}/{at.day} {at.hour}:{at.minute:02d}" if at else None
