"""A hospital at work: new exams, edits, recalls and deletions in the vendor databases of the demo hospital, at a steady rate.

Each system changes the way its vendor does it: the radiology system marks every edit and deletes softly, the ultrasound system really
deletes (mostly with a row in its log of deletions), the endoscopy system keeps milliseconds, the ECG system loses rows without a word.
"""

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

CHINA = timezone(timedelta(hours=8))
BUSY_SECONDS = 60.0
Row = dict[str, Any]
ADD, CHANGE, RECALL, DELETE = "added", "changed", "recalled", "deleted"
WEIGHTS = {ADD: 50, CHANGE: 35, RECALL: 5, DELETE: 10}


@dataclass(frozen=True)
class System:
    """How one vendor's software works on its tables. `stamp`: now as its columns write it."""

    file: str
    exams: str
    key: str
    alive: str
    stamp: Callable[[datetime], Any]
    change: Callable[[sqlite3.Connection, Row, Any, int], None]
    add: Callable[[sqlite3.Connection, Row, datetime, int], None]
    delete: Callable[[sqlite3.Connection, Row, Any, random.Random], None]
    recall: Callable[[sqlite3.Connection, Row, Any], None]


def run(home: Path, rate: float, seconds: float, seed: int, now: Callable[[], datetime] = lambda: datetime.now(CHINA)) -> Counter[str]:
    """Work for `seconds` at `rate` changes a second, spread over the systems; what was done, by kind. `home`: the hospital's folder."""
    dice = random.Random(seed)
    done: Counter[str] = Counter()
    started = time.monotonic()
    connections = {name: sqlite3.connect(home / "db" / system.file, timeout=BUSY_SECONDS) for name, system in SYSTEMS.items()}
    try:
        for connection in connections.values():
            connection.row_factory = sqlite3.Row
        for number in range(int(rate * seconds)):
            late = started + number / rate - time.monotonic()
            if late > 0:
                time.sleep(late)
            name = dice.choice(sorted(SYSTEMS))
            kind = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            done[kind] += _once(connections[name], SYSTEMS[name], kind, now().replace(tzinfo=None), dice)
    finally:
        for connection in connections.values():
            connection.close()
    return done


def alive(home: Path) -> dict[str, int]:
    """Exams each system has and does not call deleted: what everyone else must show, too."""
    counts: dict[str, int] = {}
    for name, system in SYSTEMS.items():
        with closing(sqlite3.connect(home / "db" / system.file, timeout=BUSY_SECONDS)) as connection:
            counts[name] = int(connection.execute(f"SELECT COUNT(*) FROM {system.exams} WHERE {system.alive}").fetchone()[0])
    return counts


def _once(connection: sqlite3.Connection, system: System, kind: str, now: datetime, dice: random.Random) -> int:
    """One change of one exam, committed; 0 when chance found none."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        first, last = connection.execute(f"SELECT MIN({system.key}), MAX({system.key}) FROM {system.exams}").fetchone()
        query = f"SELECT * FROM {system.exams} WHERE {system.key} >= ? AND {system.alive} ORDER BY {system.key} LIMIT 1"
        found = connection.execute(query, (dice.randint(first, last),)).fetchone()
        if found is None:
            return 0
        row = dict(found)
        if kind == ADD:
            system.add(connection, row, now, int(last) + 1)
        elif kind == CHANGE:
            system.change(connection, row, system.stamp(now), dice.randrange(10_000))
        elif kind == RECALL:
            system.recall(connection, row, system.stamp(now))
        else:
            system.delete(connection, row, system.stamp(now), dice)
    return 1


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def _text(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def _millis(at: datetime) -> int:
    return int(at.replace(tzinfo=CHINA).timestamp() * 1000)


def _moved(row: Row, names: tuple[str, ...], base: Any, now: datetime) -> Row:
    """The row's times, as far from now as they were from `base`."""
    if base is None:
        return {}
    if isinstance(base, int):
        shift = _millis(now) - base
        return {name: row[name] + shift for name in names if row[name] is not None}
    begun = datetime.fromisoformat(str(base)[:19])
    return {name: _text(now + (datetime.fromisoformat(str(row[name])[:19]) - begun)) for name in names if row[name]}


def _recent(at: Any, stamp: str) -> bool:
    """Rows vanish without a word only while they are new: what is older is looked for by nobody (a compare goes back 30 days)."""
    return at is not None and str(at)[:10] >= _text(datetime.fromisoformat(stamp) - timedelta(days=25))[:10]


# --- radiology --------------------------------------------------------------------------------------------------------


def _ris_add(c: sqlite3.Connection, row: Row, now: datetime, number: int) -> None:
    times = _moved(row, ("ORDER_DT", "BOOK_DT", "REG_DT"), row["REG_DT"], now)
    new = {"EXAM_ID": number, "ACCESSION_NO": f"L{number:07d}", "ORDER_NO": f"LO{number}", "STUDY_UID": None, "EXAM_STATUS": "30"}
    empty = dict.fromkeys(("EXAM_BEGIN_DT", "EXAM_DT", "PRINT_DT"))
    _insert(c, "RIS_EXAM", {**row, **times, **new, **empty, "UPDATE_DT": _text(now)})


def _ris_change(c: sqlite3.Connection, row: Row, stamp: Any, n: int) -> None:
    c.execute("UPDATE RIS_EXAM SET ROOM_NO = ?, UPDATE_DT = ? WHERE EXAM_ID = ?", (f"R{n % 40}", stamp, row["EXAM_ID"]))


def _ris_delete(c: sqlite3.Connection, row: Row, stamp: Any, dice: random.Random) -> None:
    reason = dice.choice(("重复登记", "病人未到")).encode("gb18030")
    c.execute("UPDATE RIS_EXAM SET DEL_FLAG = X'31', DEL_REASON = ?, UPDATE_DT = ? WHERE EXAM_ID = ?", (reason, stamp, row["EXAM_ID"]))


def _ris_recall(c: sqlite3.Connection, row: Row, stamp: Any) -> None:
    c.execute(
        "UPDATE RIS_REPORT SET REPORT_STATUS = '9', RECALL_DT = ?, UPDATE_DT = ? WHERE EXAM_ID = ? AND CAST(IS_CURRENT AS TEXT) = '1'",
        (stamp, stamp, row["EXAM_ID"]),
    )


# --- ultrasound -------------------------------------------------------------------------------------------------------


def _uis_add(c: sqlite3.Connection, row: Row, now: datetime, number: int) -> None:
    times = _moved(row, ("KDSJ", "DJSJ"), row["DJSJ"], now)
    empty = dict.fromkeys(("KSSJ", "JSSJ", "BGSJ", "SHSJ", "DYSJ", "SJ", "ZD", "XGSJ", "STUDYUID"))
    _insert(c, "JC_JL", {**row, **times, **empty, "JCXH": number, "JCH": f"L{number}", "SQDH": f"LS{number}", "ZT": 0})


def _uis_change(c: sqlite3.Connection, row: Row, stamp: Any, n: int) -> None:
    c.execute("UPDATE JC_JL SET ZS = ?, XGSJ = ? WHERE JCXH = ?", (f"Z{n % 40}", stamp, row["JCXH"]))


def _uis_delete(c: sqlite3.Connection, row: Row, stamp: Any, dice: random.Random) -> None:
    c.execute("DELETE FROM JC_JL WHERE JCXH = ?", (row["JCXH"],))
    if dice.random() < 0.8 or not _recent(row["DJSJ"], stamp):  # the report client forgets
        c.execute("INSERT INTO JC_JL_DEL (JCXH, SCSJ) VALUES (?, ?)", (row["JCXH"], stamp))


def _uis_recall(c: sqlite3.Connection, row: Row, stamp: Any) -> None:
    c.execute("UPDATE JC_JL SET ZT = 3, SHSJ = NULL, XGSJ = ? WHERE JCXH = ? AND ZT > 3", (stamp, row["JCXH"]))


# --- endoscopy --------------------------------------------------------------------------------------------------------


def _eis_add(c: sqlite3.Connection, row: Row, now: datetime, number: int) -> None:
    times = _moved(row, ("apply_ts", "register_ts"), row["register_ts"], now)
    empty = dict.fromkeys(("begin_ts", "end_ts", "print_ts", "image_grade"))
    new = {"id": number, "exam_uuid": f"00000000-0000-4000-9000-{number:012d}", "exam_no": f"{row['exam_no'][0]}L{number:011d}"}
    _insert(c, "exam", {**row, **times, **empty, **new, "apply_no": f"LA{number}", "status": "registered", "update_ts": _millis(now)})


def _eis_change(c: sqlite3.Connection, row: Row, stamp: Any, n: int) -> None:
    c.execute("UPDATE exam SET room = ?, update_ts = ? WHERE id = ?", (str(n % 40), stamp, row["id"]))


def _eis_delete(c: sqlite3.Connection, row: Row, stamp: Any, _dice: random.Random) -> None:
    c.execute("UPDATE exam SET status = 'deleted', update_ts = ? WHERE id = ?", (stamp, row["id"]))


def _eis_recall(c: sqlite3.Connection, row: Row, stamp: Any) -> None:
    c.execute("UPDATE exam SET status = 'revoked', update_ts = ? WHERE id = ? AND status IN ('audited', 'printed')", (stamp, row["id"]))


# --- ECG --------------------------------------------------------------------------------------------------------------


def _ecg_add(c: sqlite3.Connection, row: Row, now: datetime, number: int) -> None:
    times = _moved(row, ("order_at", "register_at", "acquired_at", "uploaded_at"), row["uploaded_at"], now)
    empty = dict.fromkeys(("xml_path", "pdf_path", "jpg_path", "analysed_at", "verified_at", "printed_at", "modified_at", "doctor_text"))
    _insert(c, "ecg_wide", {**row, **times, **empty, "id": number, "record_no": f"LIVE-{number}", "order_no": f"LE{number}", "state": 1})


def _ecg_change(c: sqlite3.Connection, row: Row, stamp: Any, n: int) -> None:
    c.execute("UPDATE ecg_wide SET room = ?, modified_at = ? WHERE id = ?", (f"E{n % 40}", stamp, row["id"]))


def _ecg_delete(c: sqlite3.Connection, row: Row, stamp: Any, _dice: random.Random) -> None:
    if _recent(row["uploaded_at"], stamp):
        c.execute("DELETE FROM ecg_wide WHERE id = ?", (row["id"],))


def _ecg_recall(c: sqlite3.Connection, row: Row, stamp: Any) -> None:
    c.execute("UPDATE ecg_wide SET state = 2, verified_at = NULL, modified_at = ? WHERE id = ? AND state > 2", (stamp, row["id"]))


SYSTEMS: dict[str, System] = {
    "RIS": System("ris.db", "RIS_EXAM", "EXAM_ID", "CAST(DEL_FLAG AS TEXT) = '0'", _text, _ris_change, _ris_add, _ris_delete, _ris_recall),
    "UIS": System("uis.db", "JC_JL", "JCXH", "1 = 1", _text, _uis_change, _uis_add, _uis_delete, _uis_recall),
    "EIS": System("eis.db", "exam", "id", "status <> 'deleted'", _millis, _eis_change, _eis_add, _eis_delete, _eis_recall),
    "ECGIS": System("ecgis.db", "ecg_wide", "id", "1 = 1", _text, _ecg_change, _ecg_add, _ecg_delete, _ecg_recall),
}
