"""PIS, pathology: SQL Server in CP936; 0 is a woman; dates and times in two columns; a case has several reports and no examination."""

from datetime import datetime, timedelta

from demo.database import Schema, Table, Value
from demo.desk import Typed, register
from demo.exams import CANCELLED, REPORTED, VERIFIED, Exam
from demo.files.pictures import pathology
from demo.files.reports import report_pdf
from demo.output import Output, findings_of

SCHEMA = Schema(
    tables=(
        Table(
            "T_CASE",
            "CASE_NO:g HIS_PID:g REQ_NO:g TNAME:g SEX:t AGE:i AGE_UNIT:g BIRTH:t IDNO:g TEL:g PAT_SRC:t VISIT_NO:g WARD:g BED:g "
            "SEND_DEPT:g SEND_DOC:g SEND_HOSP:g CLIN_DIAG:g SPECIMEN:g SEND_DATE:t SEND_TIME:t RECV_DATE:t RECV_TIME:t GROSS_DATE:t "
            "GROSS_TIME:t SLIDE_DATE:t SLIDE_TIME:t GROSS_DESC:g IS_VIP:i CANCELLED:i MODI_DATE:t MODI_TIME:g",
            ("CASE_NO",),
        ),
        Table(
            "T_REPORT",
            "CASE_NO:g RPT_TYPE:t RPT_SEQ:i MICRO_DESC:g DIAGNOSIS:g IHC_RESULT:g BENIGN_MALIG:t RPT_STATE:t DIAG_DOC:g DIAG_DATE:t "
            "DIAG_TIME:t RECHECK_DOC:g SIGN_DOC:g SIGN_DATE:t SIGN_TIME:t PRINT_DATE:t PRINT_TIME:t CRITICAL:i SLIDE_GRADE:g PDF_NAME:g "
            "ROWVER:i",
            ("CASE_NO", "RPT_TYPE", "RPT_SEQ"),
        ),
        Table("T_IMAGE", "IMG_ID:i CASE_NO:g KIND:t SEQ:i PIC:g PIC_PATH:g", ("IMG_ID",)),
    ),
    after=("CREATE INDEX IX_T_REPORT_VER ON T_REPORT (ROWVER)", "CREATE INDEX IX_T_IMAGE_CASE ON T_IMAGE (CASE_NO)"),
)
_CLASS = {"1": "M", "2": "J", "3": "Z", "4": "T"}


def _split(at: datetime | None) -> tuple[str | None, str | None]:
    """char(8) and char(6)."""
    return (f"{at:%Y%m%d}", f"{at:%H%M%S}") if at else (None, None)


def write(exam: Exam, out: Output) -> None:
    typed = register(exam)
    arrived = exam.at.receive or exam.at.send or exam.at.order or datetime(2026, 1, 1)
    frozen = exam.item.category == "PATH.FRO"
    case = f"F{arrived:%y}{exam.ordinal + 1:05d}" if frozen else f"{arrived:%Y}-{exam.ordinal + 1:05d}"
    out.database.add("T_CASE", _case(exam, typed, case))
    keys: dict[str, list[str | None]] = {"exams": [case]}
    if exam.order_no:
        keys["orders"] = [case]
    if exam.stage >= REPORTED:
        kinds = ["3" if frozen else "1"]
        if exam.words.positive == "1" and not frozen and exam.stage >= VERIFIED and exam.dirt is None and exam.ordinal % 3 == 0:
            kinds.append("4")
        keys["reports"], keys["files"] = [], []
        for kind in kinds:
            pdf = _pdf(exam, out, case, kind, f"{arrived:%Y}")
            out.database.add("T_REPORT", _report(exam, case, kind, pdf))
            keys["reports"].append(f"{case}|{kind}|1")
            if pdf:
                keys["files"].append(f"{case}|{kind}|1|{pdf}")
    _images(exam, out, case, f"{arrived:%Y}", keys)
    out.enter(exam, keys, typed.his_pid or "", typed.id_number)
    out.note_numbers(exam, case, exam.order_no, exam.visit_no)
    if typed.vip:
        out.stands(exam, keys, ("orders", "exams"), "VP-01", "marked as VIP")


def _case(exam: Exam, typed: Typed, case: str) -> dict[str, Value]:
    at = exam.at
    day = (at.receive or at.send or exam.at.last()).date()
    send, received, gross, slide = _split(at.send), _split(at.receive), _split(at.gross), _split(at.slide)
    if exam.spoiled == "midnight":
        received = (received[0], "000000")
    changed = at.last() + timedelta(seconds=20)
    birth = typed.birth
    return {
        "CASE_NO": case,
        "HIS_PID": typed.his_pid,
        "REQ_NO": exam.order_no,
        "TNAME": typed.name,
        "SEX": "1" if typed.sex == "1" else "0",
        "AGE": exam.person.age(day),
        "AGE_UNIT": "岁",
        "BIRTH": birth if birth is None or isinstance(birth, str) else f"{birth:%Y%m%d}",
        "IDNO": typed.id_number,
        "TEL": typed.phone,
        "PAT_SRC": _CLASS[exam.patient_class],
        "VISIT_NO": exam.visit_no,
        "WARD": exam.department if exam.patient_class == "3" else None,
        "BED": f"{exam.ordinal % 48 + 1}床" if exam.patient_class == "3" else None,
        "SEND_DEPT": exam.department,
        "SEND_DOC": exam.doctor(0),
        "CLIN_DIAG": exam.diagnosis,
        "SPECIMEN": exam.item.body,
        "SEND_DATE": send[0],
        "SEND_TIME": send[1],
        "RECV_DATE": received[0],
        "RECV_TIME": received[1],
        "GROSS_DATE": gross[0],
        "GROSS_TIME": gross[1],
        "SLIDE_DATE": slide[0],
        "SLIDE_TIME": slide[1],
        "GROSS_DESC": f"灰白灰红色组织{exam.ordinal % 4 + 1}块，大小0.{exam.ordinal % 5 + 2}cm。" if at.gross else None,
        "IS_VIP": 1 if typed.vip else 0,
        "CANCELLED": 1 if exam.stage == CANCELLED else 0,
        "MODI_DATE": f"{changed:%Y%m%d}",
        "MODI_TIME": f"{changed:%H:%M:%S}" if exam.ordinal % 40 else None,
    }


def _report(exam: Exam, case: str, kind: str, pdf: str | None) -> dict[str, Value]:
    at, words, verified = exam.at, exam.words, exam.stage >= VERIFIED
    written, signed, printed = _split(at.report), _split(at.verify), _split(at.printed)
    stains = kind == "4"
    malignant = "癌" in words.conclusion
    return {
        "CASE_NO": case,
        "RPT_TYPE": kind,
        "RPT_SEQ": 1,
        "MICRO_DESC": None if stains else findings_of(exam),
        "DIAGNOSIS": "CK(+)，Ki-67(约30%+)，P53(-)。" if stains else words.conclusion,
        "IHC_RESULT": "CK(+)，Ki-67(约30%+)，P53(-)" if stains else None,
        "BENIGN_MALIG": "M" if malignant else "U" if words.positive == "2" else "B",
        "RPT_STATE": "3" if verified else "2",
        "DIAG_DOC": exam.doctor(2),
        "DIAG_DATE": written[0],
        "DIAG_TIME": written[1],
        "RECHECK_DOC": exam.doctor(3),
        "SIGN_DOC": exam.doctor(3) if verified else None,
        "SIGN_DATE": signed[0],
        "SIGN_TIME": signed[1],
        "PRINT_DATE": printed[0],
        "PRINT_TIME": printed[1],
        "CRITICAL": 0,
        "SLIDE_GRADE": "甲甲乙甲丙甲"[exam.ordinal % 6] if verified else None,
        "PDF_NAME": pdf,
        "ROWVER": 1_000 + exam.ordinal * 4 + (1 if stains else 0),
    }


def _pdf(exam: Exam, out: Output, case: str, kind: str, year: str) -> str | None:
    if not (exam.filed and out.share.has(exam.ordinal)):
        return None
    name = f"{case}_{kind}_1.pdf"
    out.share.put(f"pis/report/{year}/{case}/{name}", report_pdf(exam, "病理检查报告单" if kind != "4" else "免疫组化补充报告"))
    return name


def _images(exam: Exam, out: Output, case: str, year: str, keys: dict[str, list[str | None]]) -> None:
    """Gross and microscopic pictures of every third case; the file server does not care about case, so some end in .JPG."""
    if not (exam.filed and out.share.has(exam.ordinal) and (exam.ordinal % 3 == 0 or exam.person.canary)):
        return
    keys["images"] = []
    for serial, letter in enumerate("GMM"):
        number = (exam.ordinal + 1) * 10 + serial
        name = f"{letter}{serial + 1:02d}.{'JPG' if exam.ordinal % 7 == 0 else 'jpg'}"
        path = f"pis/image/{year}/{case}/{name}"
        out.share.put(path, pathology(exam, serial, gross=letter == "G"))
        out.database.add("T_IMAGE", {"IMG_ID": number, "CASE_NO": case, "KIND": letter, "SEQ": serial + 1, "PIC_PATH": f"/{path}"})
        keys["images"].append(str(number))
