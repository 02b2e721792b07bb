"""The day after: what departments do to rows and files that were collected before. Only the second collection can tell these cases.

Works on the SQLite doubles of a hospital that was built with files.
"""

import shutil
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from demo.ledger import Case, Ledger

AWAY = timedelta(days=400)  # a number given out again stands for another day
FEEDS_OF_KEY = ("orders", "exams", "reports")


def next_day(ledger: Ledger, count: int = 2) -> list[Case]:
    """Change the hospital and return what a right line makes of it at the next collection; `count` of each kind.

    Changes are made at nine in the morning of the day after `ledger.today`. What a case names is what holds afterwards; rows of
    quarantined cases keep in the store what they had.
    """
    at = datetime(ledger.today.year, ledger.today.month, ledger.today.day) + timedelta(days=1, hours=9)
    planted = {(case.source, case.key) for case in ledger.cases}
    cases: list[Case] = []
    with _open(ledger, "UIS") as uis:
        reported = (row for row in uis.execute(_REPORTED) if ("UIS", str(row[0])) not in planted)
        free = [next(reported) for _ in range(3 * count)]
        cases += _reissued(uis, free[:count], at)
        cases += _deleted(uis, free[count : 2 * count], at)
        cases += _overwritten(ledger, uis, free[2 * count :], at)
    with _open(ledger, "RIS") as ris:
        cases += _recalled(ris, planted, at, count)
        cases += _revived(ledger, ris, at, count)
        cases += _arrived(ledger, ris, at, count)
    with _open(ledger, "PIS") as pis:
        cases += _reopened(pis, planted, count)
    with _open(ledger, "ECGIS") as ecgis:
        cases += _vanished(ecgis, planted, count)
    return cases


def restored(ledger: Ledger, days: int = 30) -> list[Case]:
    """Case 53: the radiology database was put back from an old backup; the exams of the last days are missing. They are shown on."""
    planted = {(case.source, case.key) for case in ledger.cases}
    since = _stamp(datetime(ledger.today.year, ledger.today.month, ledger.today.day) - timedelta(days=days))
    with _open(ledger, "RIS") as ris:
        numbers = [n for (n,) in ris.execute("SELECT EXAM_ID FROM RIS_EXAM WHERE REG_DT >= ? ORDER BY EXAM_ID", (since,))]
        ris.executemany("DELETE FROM RIS_EXAM WHERE EXAM_ID = ?", [(n,) for n in numbers])
    return [Case("53", "RIS", "exams", str(n), None, None, "loaded") for n in numbers if ("RIS", str(n)) not in planted]


_REPORTED = (
    "SELECT JCXH, JCH, DJSJ FROM JC_JL WHERE SQDH IS NOT NULL AND KDSJ IS NOT NULL AND BGSJ IS NOT NULL AND SHSJ IS NOT NULL AND ZT >= 4 "
    "ORDER BY JCXH DESC"
)


@contextmanager
def _open(ledger: Ledger, source: str) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(ledger.home / "db" / f"{source.lower()}.db")) as connection:
        yield connection
        connection.commit()


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def _reissued(uis: sqlite3.Connection, rows: list[Any], at: datetime) -> Iterator[Case]:
    """Case 34: the identity column was reseeded; the number is another patient's exam now."""
    times = ("KDSJ", "DJSJ", "KSSJ", "JSSJ", "BGSJ", "SHSJ")
    for number, _, _ in rows:
        patient = f"H99{number:06d}".encode()
        uis.execute("INSERT INTO BR_XX (BRID, XM, XB) VALUES (?, ?, 1)", (patient, "司徒重号".encode("gbk")))
        shift = f"-{AWAY.days} days"
        changes = ", ".join(f"{name} = datetime({name}, '{shift}')" for name in times)
        uis.execute(f"UPDATE JC_JL SET BRID = ?, XGSJ = ?, {changes} WHERE JCXH = ?", (patient, _stamp(at), number))
        for feed in FEEDS_OF_KEY:
            yield Case("34", "UIS", feed, str(number), "KY-05", "key", "quarantined")


def _deleted(uis: sqlite3.Connection, rows: list[Any], at: datetime) -> Iterator[Case]:
    """Case 51: deleted with an entry in the log."""
    for number, _, _ in rows:
        uis.execute("DELETE FROM JC_JL WHERE JCXH = ?", (number,))
        uis.execute("INSERT INTO JC_JL_DEL (JCXH, SCSJ) VALUES (?, ?)", (number, _stamp(at)))
        for feed in FEEDS_OF_KEY:
            yield Case("51", "UIS", feed, str(number), "LC-02" if feed == "exams" else None, None, "deleted")


def _overwritten(ledger: Ledger, uis: sqlite3.Connection, rows: list[Any], at: datetime) -> Iterator[Case]:
    """Case 46: the report picture was written again after a correction."""
    share = Path(ledger.connections["UIS"]["share"])
    for number, check_no, registered in rows:
        file = share / f"us/{registered[:4]}{registered[5:7]}/{check_no.decode()}/report_{number}.jpg"
        other = next(f for f in sorted(file.parent.parent.rglob("*.jpg")) if f != file and f.stat().st_size != file.stat().st_size)
        shutil.copyfile(other, file)
        uis.execute("UPDATE JC_JL SET XGSJ = ? WHERE JCXH = ?", (_stamp(at), number))
        yield Case("46", "UIS", "files", f"{number}|{file.name}", "FL-04", "path", "flagged", str(file.stat().st_size))


def _recalled(ris: sqlite3.Connection, planted: set[tuple[str, str | None]], at: datetime, count: int) -> Iterator[Case]:
    """Case 55: a verified report taken back."""
    rows = ris.execute("SELECT REPORT_ID FROM RIS_REPORT WHERE REPORT_STATUS = ? AND IS_CURRENT = ? ORDER BY REPORT_ID", (b"2", b"1"))
    free = [number for (number,) in rows if ("RIS", str(number)) not in planted]
    for number in free[:count]:
        ris.execute(
            "UPDATE RIS_REPORT SET REPORT_STATUS = ?, RECALL_DT = ?, UPDATE_DT = ? WHERE REPORT_ID = ?", (b"9", *[_stamp(at)] * 2, number)
        )
        yield Case("55", "RIS", "reports", str(number), "LC-03", "report_status", "flagged", "80")


def _revived(ledger: Ledger, ris: sqlite3.Connection, at: datetime, count: int) -> Iterator[Case]:
    """Case 54: a deletion taken back."""
    keys = [case.key for case in ledger.planted(source="RIS", feed="exams", case="50")][:count]
    for case in ledger.planted(source="RIS", case="50"):
        if case.feed == "exams" and case.key in keys:
            ris.execute(
                "UPDATE RIS_EXAM SET DEL_FLAG = ?, DEL_REASON = NULL, UPDATE_DT = ? WHERE EXAM_ID = ?",
                (b"0", _stamp(at), int(case.key or 0)),
            )
            yield Case("54", "RIS", "exams", case.key, "LC-07", "key", "flagged")


def _arrived(ledger: Ledger, ris: sqlite3.Connection, at: datetime, count: int) -> Iterator[Case]:
    """Case 49: a file the database named before it was there."""
    share = Path(ledger.connections["RIS"]["share"])
    sample = next(share.rglob("*.pdf"))
    for case in ledger.planted(source="RIS", feed="files", case="FL-01")[:count]:
        number = int((case.key or "").partition("|")[0])
        path = ris.execute("SELECT PDF_PATH FROM RIS_REPORT WHERE REPORT_ID = ?", (number,)).fetchone()[0].decode("gbk")
        file = share / path.removeprefix("\\\\ris-nas\\").replace("\\", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sample, file)
        yield Case("49", "RIS", "files", case.key, "FL-07", "path", "flagged", str(file.stat().st_size))


def _reopened(pis: sqlite3.Connection, planted: set[tuple[str, str | None]], count: int) -> Iterator[Case]:
    """Case 56: a signed report opened again."""
    rows = pis.execute("SELECT CASE_NO FROM T_REPORT WHERE RPT_STATE = '3' AND RPT_TYPE = '1' ORDER BY CASE_NO").fetchall()
    free = [case for (case,) in rows if ("PIS", case.decode()) not in planted and ("PIS", f"{case.decode()}|1|1") not in planted]
    highest = pis.execute("SELECT max(ROWVER) FROM T_REPORT").fetchone()[0]
    for number, case in enumerate(free[:count], start=1):
        pis.execute(
            "UPDATE T_REPORT SET RPT_STATE = '2', SIGN_DOC = NULL, SIGN_DATE = NULL, SIGN_TIME = NULL, ROWVER = ? "
            "WHERE CASE_NO = ? AND RPT_TYPE = '1'",
            (highest + number, case),
        )
        yield Case("56", "PIS", "reports", f"{case.decode()}|1|1", "LC-05", "report_status", "flagged", "30")


def _vanished(ecgis: sqlite3.Connection, planted: set[tuple[str, str | None]], count: int) -> Iterator[Case]:
    """Case 52: the newest recordings deleted without a word."""
    rows = ecgis.execute("SELECT record_no, upload_seq FROM ecg_wide WHERE uploaded_at IS NOT NULL ORDER BY uploaded_at DESC").fetchall()
    free = [(record, upload) for record, upload in rows if ("ECGIS", f"{record}|{upload}") not in planted]
    for record, upload in free[:count]:
        ecgis.execute("DELETE FROM ecg_wide WHERE record_no = ? AND upload_seq = ?", (record, upload))
        yield Case("52", "ECGIS", "exams", f"{record}|{upload}", "LC-02", "key", "deleted")
