"""UIS, ultrasound: SQL Server in CP936, columns named by pinyin initials; 0 is a woman, inpatients are 1, minutes without seconds."""

from datetime import datetime, timedelta

from demo import numbers
from demo.database import Schema, Table, Value
from demo.desk import Typed, register
from demo.exams import CANCELLED, EXAMINED, EXAMINING, ORDERED, PRINTED, REGISTERED, REPORTED, VERIFIED, Exam
from demo.files.pictures import ultrasound
from demo.files.reports import report_picture
from demo.ledger import Case
from demo.output import Output, findings_of, stamp

SCHEMA = Schema(
    tables=(
        Table("BR_XX", "BRID:g XM:g XM2:t XB:i CSRQ:t NL:g SFZH:g LXDH:g YBKH:g DZ:g", ("BRID",)),
        Table(
            "JC_JL",
            "JCXH:i JCH:g BRID:g SQDH:g LY:i ZYH:g MZH:g CH:g SQKS:g SQYS:g JCLX:g BW:g SB:g ZS:g JZ:i VIP:i ZT:i KDSJ:t DJSJ:t KSSJ:t "
            "JSSJ:t BGSJ:t SHSJ:t DYSJ:t BGYS:g SHYS:g SJ:g ZD:g YYX:i WJZ:g WJNR:g TXZL:g TXS:i STUDYUID:g XGSJ:t",
            ("JCXH",),
        ),
        Table("JC_JL_DEL", "JCXH:i SCSJ:t SCR:g"),
        Table("JC_TX", "TXID:i JCXH:i WJM:g XH:i CJSJ:t", ("TXID",)),
    ),
    after=("CREATE INDEX IX_JC_JL_XGSJ ON JC_JL (XGSJ)", "CREATE INDEX IX_JC_TX_JCXH ON JC_TX (JCXH)"),
)
_CLASS = {"1": 2, "2": 4, "3": 1, "4": 3}  # platform → UIS
_KIND = {"US.ABD": "腹部", "US.ECHO": "心脏", "US.OB": "产科", "US.VASC": "血管", "US.SUP": "浅表"}
_STATUS = {CANCELLED: -1, ORDERED: 0, REGISTERED: 1, EXAMINING: 2, EXAMINED: 2, REPORTED: 3, VERIFIED: 4, PRINTED: 5}


def _minute(at: datetime | None) -> datetime | None:
    """smalldatetime: rounded to the minute."""
    return (at + timedelta(seconds=30)).replace(second=0) if at else None


def write(exam: Exam, out: Output) -> None:
    typed = register(exam)
    number = 50_001 + exam.ordinal
    day = exam.at.register or exam.at.order or datetime(2026, 1, 1)
    check_no = f"{day:%y%m%d}{exam.ordinal // 1000 % 20 + 1:02d}{exam.ordinal % 1000:03d}"
    patient = typed.his_pid or f"T{exam.person.index}"
    if out.first_time(patient):
        out.database.add("BR_XX", _patient(typed, patient, exam))
    out.database.add("JC_JL", _exam(exam, typed, number, check_no, patient))
    keys: dict[str, list[str | None]] = {"exams": [str(number)]}
    if exam.order_no:
        keys["orders"] = [str(number)]
    if exam.stage >= REPORTED:
        keys["reports"] = [str(number)]
    if exam.filed and out.share.has(exam.ordinal):
        _files(exam, out, number, f"us/{_minute(exam.at.register):%Y%m}/{check_no}", keys)
    out.enter(exam, keys, patient, typed.id_number)
    out.note_numbers(exam, check_no, patient, exam.order_no, exam.visit_no)
    if exam.spoiled == "id_cut":
        out.stands(exam, keys, ("orders", "exams", "reports"), "ID-08", "a number cut at 18 bytes is full width as well")
    if typed.vip:
        out.stands(exam, keys, ("orders", "exams"), "VP-01", "marked as VIP")


def _patient(typed: Typed, patient: str, exam: Exam) -> dict[str, Value]:
    return {
        "BRID": patient,
        "XM": typed.name,
        "XM2": typed.name if exam.person.index % 6 == 1 and not exam.spoiled else None,
        "XB": 1 if typed.sex == "1" else 0,
        "CSRQ": typed.birth if typed.birth is None or isinstance(typed.birth, str) else f"{typed.birth:%Y-%m-%d} 00:00:00",
        "NL": typed.age.removesuffix("岁") if typed.age and exam.person.index % 2 else typed.age,
        "SFZH": typed.id_number,
        "LXDH": typed.phone,
        "YBKH": typed.card_no,
        "DZ": typed.address,
    }


def _exam(exam: Exam, typed: Typed, number: int, check_no: str, patient: str) -> dict[str, Value]:
    at, words = exam.at, exam.words
    done, reported, verified = exam.stage >= EXAMINED, exam.stage >= REPORTED, exam.stage >= VERIFIED
    registered = _minute(at.register)
    begin = at.begin
    if exam.spoiled == "minute_rounded" and registered:
        begin = registered - timedelta(seconds=20)
    urgent = exam.spoiled == "critical_no_text"
    findings = findings_of(exam)
    return {
        "JCXH": number,
        "JCH": check_no,
        "BRID": patient,
        "SQDH": exam.order_no,
        "LY": _CLASS[exam.patient_class],
        "ZYH": exam.visit_no if exam.patient_class == "3" else None,
        "MZH": exam.visit_no if exam.patient_class != "3" else None,
        "CH": f"{exam.ordinal % 48 + 1}床" if exam.patient_class == "3" else None,
        "SQKS": exam.department,
        "SQYS": exam.doctor(0),
        "JCLX": _KIND[exam.item.category],
        "BW": exam.item.body if exam.spoiled != "sex_organ" else "子宫附件",
        "SB": exam.device,
        "ZS": exam.room,
        "JZ": 1 if exam.emergency else 0,
        "VIP": 1 if typed.vip else 0,
        "ZT": _STATUS[exam.stage],
        "KDSJ": stamp(at.order),
        "DJSJ": stamp(registered),
        "KSSJ": stamp(begin),
        "JSSJ": stamp(at.end),
        "BGSJ": stamp(at.report),
        "SHSJ": stamp(at.verify),
        "DYSJ": stamp(at.printed),
        "BGYS": exam.doctor(2) if reported else None,
        "SHYS": exam.doctor(3) if verified else None,
        "SJ": findings.replace("。", "。\r") if findings and exam.ordinal % 4 == 0 else findings,
        "ZD": words.conclusion if reported else None,
        "YYX": {"1": 1, "0": 2}.get(words.positive, 0) if reported and exam.spoiled != "not_filled" else 0,
        "WJZ": (("Y", "1") if urgent else ("N", "0"))[exam.ordinal % 2] if reported else None,
        "TXZL": "可" if exam.spoiled == "unknown_grade" else "优优良优良差优良"[exam.ordinal % 8] if done else None,
        "TXS": exam.ordinal % 4 + 2 if done else None,
        "STUDYUID": numbers.uid(2, number) if done and exam.device in ("US-05", "US-06") else None,
        "XGSJ": stamp(at.printed or at.verify or at.report),  # the registration client does not set it
    }


def _files(exam: Exam, out: Output, number: int, folder: str, keys: dict[str, list[str | None]]) -> None:
    """Pictures of every third exam, with a gap where one was deleted; a report picture of all."""
    name = f"report_{number}.jpg"
    out.share.put(f"{folder}/{name}", report_picture(exam, "超声检查报告单"))
    keys["files"] = [f"{number}|{name}"]
    if exam.ordinal % 3 and not exam.person.canary:
        return
    keys["images"] = []
    for serial in (1, 2) if exam.ordinal % 2 else (1, 3):
        name = f"{number}_{serial:02d}.jpg"
        out.share.put(f"{folder}/{name}", ultrasound(exam, serial))
        keys["images"].append(f"{number}|{name}")
        if exam.ordinal % 2 == 0:  # the second picture was deleted: a gap is no loss
            out.ledger.plant(Case("47", out.source, "images", f"{number}|{name}", None, "sequence", "loaded"))
        row = {"TXID": number * 10 + serial, "JCXH": number, "WJM": name, "XH": serial, "CJSJ": stamp(exam.at.end)}
        out.database.add("JC_TX", row)
