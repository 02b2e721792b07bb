"""One exam, before any department writes it down: who, what, when, and what was found.

Times follow the chain of the department (order, registration, begin, end, report, verification, print; pathology: sent, received,
grossing, slide; nuclear medicine: injection) and never run backwards: inversions are planted, and counted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from demo import names
from demo.catalogue import DEPARTMENTS, DIAGNOSES, SOURCES, Item
from demo.dirt import Dirt
from demo.people import Person
from demo.texts import Words, write

CANCELLED, ORDERED, REGISTERED, EXAMINING, EXAMINED, REPORTED, VERIFIED, PRINTED = -1, 0, 2, 3, 4, 5, 6, 7

LATE = timedelta(days=9)  # a bedside cart that was away from the network
UTC_CLOCK = timedelta(hours=-8)  # a server that keeps UTC and calls it local time
_FILE_MISTAKES = frozenset({"html_for_pdf", "cut_pdf", "empty_jpg"})


@dataclass(slots=True)
class Times:
    """Wall time of the hospital; None: not yet, or no such step in this department."""

    order: datetime | None
    register: datetime | None
    begin: datetime | None = None
    end: datetime | None = None
    send: datetime | None = None
    receive: datetime | None = None
    gross: datetime | None = None
    slide: datetime | None = None
    inject: datetime | None = None
    upload: datetime | None = None
    report: datetime | None = None
    verify: datetime | None = None
    printed: datetime | None = None

    def cut(self, now: datetime) -> None:
        """Forget what has not happened yet."""
        for name in self.__slots__:
            at = getattr(self, name)
            if at is not None and at >= now:
                setattr(self, name, None)

    def shift(self, by: timedelta, *names: str) -> None:
        """Move steps that there are."""
        for name in names:
            at = getattr(self, name)
            if at is not None:
                setattr(self, name, at + by)

    def last(self) -> datetime:
        """The newest step."""
        return max(at for name in self.__slots__ if (at := getattr(self, name)) is not None)


@dataclass(slots=True)
class Exam:
    """`patient_class`: 1 outpatient, 2 emergency, 3 inpatient, 4 health check. `stage`: how far it has come.

    `age_at`: when the desk wrote the person's age down; None for people who come back for years, whose age is left blank.
    """

    source: str
    ordinal: int
    person: Person
    item: Item
    dirt: Dirt | None
    patient_class: str
    at: Times
    stage: int
    words: Words
    device: str
    room: str
    department: str
    department_code: str
    diagnosis: str
    order_no: str | None
    visit_no: str
    age_at: datetime | None
    rng: Random

    @property
    def emergency(self) -> bool:
        return self.patient_class == "2"

    @property
    def spoiled(self) -> str:
        """The name of the planted kind, or ''."""
        return self.dirt.kind.name if self.dirt else ""

    @property
    def pinyin(self) -> str:
        """SURNAME^GIVEN."""
        return names.pinyin(self.person.name)

    @property
    def filed(self) -> bool:
        """Whether files of this exam may lie on the share: planted exams have none, unless the mistake is in a file."""
        return self.stage >= VERIFIED and (self.dirt is None or self.spoiled in _FILE_MISTAKES)

    def doctor(self, role: int) -> str:
        """A staff number; role 0 orders, 1 examines, 2 writes, 3 verifies."""
        return f"{self.source[0]}{role}{(self.ordinal * 7 + role * 3) % 23:03d}"


def make_exam(rng: Random, source: str, ordinal: int, person: Person, item: Item, dirt: Dirt | None, day: datetime, now: datetime) -> Exam:
    """An exam registered on `day` (midnight). `now`: steps from then on have not happened."""
    special = dirt is not None or person.index >= 10_000_000
    patient_class = rng.choices("1234", cum_weights=(52, 64, 90, 100))[0]
    if source in ("PIS", "NMIS") and patient_class in "24":
        patient_class = "3"
    if dirt and dirt.kind.name == "acquired_first":
        patient_class = "2"
    register = _register(rng, day, patient_class == "2")
    at = _times(rng, source, item, patient_class, register, special)
    if dirt and dirt.kind.name == "late_upload":
        at.shift(LATE, "upload", "report", "verify", "printed")
    elif dirt and dirt.kind.name == "utc_clock":
        at.shift(UTC_CLOCK, *at.__slots__)
    at.cut(now)
    if not special and day >= now - timedelta(days=6) and rng.random() < 0.5:
        _leave_open(rng, at, source)
    health_check = patient_class == "4" and not special and at.register is not None and rng.random() < 0.5
    if health_check:
        at.order = None
    number = SOURCES.index(source) + 1
    department = rng.randrange(len(DEPARTMENTS))
    device = rng.choice(item.devices) if item.devices else ""
    exam = Exam(
        source=source,
        ordinal=ordinal,
        person=person,
        item=item,
        dirt=dirt,
        patient_class=patient_class,
        at=at,
        stage=_stage(at, item),
        words=write(rng, item.text),
        device=device,
        room=f"{device.split('-')[0]}{rng.randint(1, 6):02d}" if device else "",
        department=DEPARTMENTS[department] if patient_class != "2" else "急诊科",
        department_code=f"{2010 + department}",
        diagnosis=rng.choice(DIAGNOSES[source]) if patient_class != "4" else "体检",
        order_no=None if health_check else f"SQ{number}{ordinal + 1:08d}",
        visit_no=f"{('MZ', 'MZ', 'ZY', 'TJ')[int(patient_class) - 1]}{number}{ordinal + 1:07d}",
        age_at=None,
        rng=rng,
    )
    if not special and exam.stage >= REGISTERED and rng.random() < 0.015:
        _cancel(exam)
    return exam


def _register(rng: Random, day: datetime, emergency: bool) -> datetime:
    if emergency:
        minute = rng.randrange(24 * 60 - 30)
    elif rng.random() < 0.65:
        minute = rng.randint(7 * 60 + 40, 11 * 60 + 30)
    else:
        minute = rng.randint(13 * 60 + 40, 16 * 60 + 50)
    return day + timedelta(minutes=minute, seconds=rng.randrange(60))


def _later(rng: Random, at: datetime, low: float, high: float) -> datetime:
    """A moment `low`..`high` minutes later, most often near `low`."""
    return at + timedelta(seconds=int(60 * (low + (high - low) * rng.random() ** 2)) + rng.randrange(50))


def _times(rng: Random, source: str, item: Item, patient_class: str, register: datetime, finished: bool) -> Times:
    emergency = patient_class == "2"
    ahead = (4, 15) if emergency else (240, 2160) if patient_class == "3" else (12, 300) if rng.random() < 0.7 else (600, 2880)
    at = Times(order=register - timedelta(seconds=rng.randint(ahead[0] * 60, ahead[1] * 60)), register=register)
    start = _specimen(rng, at, register, item) if source == "PIS" else _visit(rng, at, register, item, emergency)
    low, high = item.report_minutes
    at.report = _later(rng, start, low, min(high, 25) if emergency else high)
    if source == "ECGIS" or source == "UIS" or emergency or item.category == "PATH.FRO":
        at.verify = _later(rng, at.report, 1.5, 12)
    else:
        at.verify = _later(rng, at.report, 3, 600)
    if finished or rng.random() < 0.7:
        at.printed = _later(rng, at.verify, 3, 2000)
    return at


def _visit(rng: Random, at: Times, register: datetime, item: Item, emergency: bool) -> datetime:
    """The patient comes: begin and end; returns what the report waits for."""
    at.begin = _later(rng, register, 2, 10 if emergency else 100)
    if item.category.startswith("NM"):
        at.inject = at.begin
        at.begin = _later(rng, at.inject, 30, 120)
    low, high = item.minutes
    at.end = at.begin + timedelta(seconds=10) if high == 0 else at.begin + timedelta(minutes=low) if low == high else None
    if at.end is None:
        at.end = _later(rng, at.begin, low, high)
    if not item.category.startswith(("ECG", "EEG")):
        return at.end
    late = rng.random() < 0.02  # a bedside cart that reaches the network days later
    at.upload = _later(rng, at.end, 1, 9 * 1440 if late else 20)
    return at.upload


def _specimen(rng: Random, at: Times, register: datetime, item: Item) -> datetime:
    """A specimen comes; frozen sections know neither grossing nor slide."""
    at.receive = register
    at.send = at.receive - timedelta(seconds=rng.randint(15 * 60, 60 * 60))
    at.order = at.send - timedelta(seconds=rng.randint(30 * 60, 6 * 3600))
    if item.category != "PATH.FRO":
        at.gross = _later(rng, at.receive, 60, 300)
        at.slide = _later(rng, at.gross, 720, 1200)
    return at.receive


def _leave_open(rng: Random, at: Times, source: str) -> None:
    """Work of the last days that nobody has finished: forget everything from one step on."""
    steps = ("gross", "report", "verify") if source == "PIS" else ("register", "begin", "end", "report", "verify")
    moment = getattr(at, rng.choice(steps))
    if moment is not None:
        at.cut(moment)


def _stage(at: Times, item: Item) -> int:
    for moment, stage in ((at.printed, PRINTED), (at.verify, VERIFIED), (at.report, REPORTED), (at.end, EXAMINED), (at.begin, EXAMINING)):
        if moment is not None:
            return stage
    if at.register is not None:
        return EXAMINED if at.slide else REGISTERED
    return ORDERED


def _cancel(exam: Exam) -> None:
    """The patient did not come or would not have it: nothing after the registration."""
    exam.stage = CANCELLED
    exam.at = Times(order=exam.at.order, register=exam.at.register, send=exam.at.send, receive=exam.at.receive)
