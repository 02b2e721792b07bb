"""How a department's desk writes a patient down, mistakes of identity included.

`register` gives the particulars as typed, still in one form for all six; each system then puts them into its own columns and codes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Protocol

from demo import names, numbers
from demo.catalogue import SOURCES
from demo.exams import Exam

_ID_PLACEHOLDERS = ("111111111111111111", "无", "000000000000000000", "999999999999999999", "123456789012345678", "不详")
_TEST_NAMES = ("test", "测试", "TEST")
_NAMELESS = ("急诊无名", "NONAME", "无名氏")
_BLANKS = ("　", " ", "​")
_SUFFIXES = ("（会诊）", "(家属)", "（复查）")
_DOTS = (".", "．", "•")
# 13800000000 and the like mean "none"; this is a clinic's own desk.
SHARED_PHONE = "16999990000"


@dataclass(slots=True)
class Typed:
    """What was typed. `sex`: 1 or 2; `birth`: a date, or text where a mistake is planted, or None; `id_type`: 01 or 03."""

    name: str
    sex: str
    birth: date | str | None
    age: str | None
    id_number: str | None
    id_type: str
    phone: str | None
    his_pid: str | None
    card_no: str | None
    address: str | None
    vip: bool


def register(exam: Exam) -> Typed:
    """The particulars of the exam's person as this source's desk has them."""
    person = exam.person
    bit = 1 << SOURCES.index(exam.source)
    typed = Typed(
        name=person.name,
        sex=person.sex,
        birth=person.birth,
        age=age_text(person.age(exam.age_at.date()), person.birth, exam.age_at.date()) if exam.age_at else None,
        id_number=person.id_number if person.sources_with_id & bit else None,
        id_type="01",
        phone=person.phone if person.index % 23 else None,
        his_pid=person.his_pid if person.sources_with_pid & bit else None,
        card_no=person.card_no if person.index % 3 else None,
        address=person.address if person.index % 4 else None,
        vip=person.vip,
    )
    if exam.dirt is not None:
        hand = _HANDS.get(exam.dirt.kind.name)
        if hand is not None:
            hand(typed, exam, exam.dirt.number)
    return typed


def age_text(years: int, birth: date, at: date) -> str:
    """'36岁'; below three years in months."""
    if years >= 3:
        return f"{years}岁"
    months = (at.year - birth.year) * 12 + at.month - birth.month - (at.day < birth.day)
    return f"{max(1, months)}月"


class _Hand(Protocol):
    def __call__(self, typed: Typed, exam: Exam, number: int) -> None: ...


def _id_form(typed: Typed, exam: Exam, number: int) -> None:
    own = exam.person.id_number
    if own.endswith("X"):
        typed.id_number = own[:17] + "x"
        return
    forms = (own[:12] + numbers.full_width(own[12:]), f"{own[:6]} {own[6:]}", "'" + own, f"{own[:6]}-{own[6:14]}-{own[14:]}")
    typed.id_number = forms[number // 2 % len(forms)]


def _id_15(typed: Typed, exam: Exam, number: int) -> None:
    typed.id_number = numbers.as_15_digits(exam.person.id_number)


def _id_check(typed: Typed, exam: Exam, number: int) -> None:
    typed.id_number = numbers.with_wrong_check(exam.person.id_number)


def _id_placeholder(typed: Typed, exam: Exam, number: int) -> None:
    # The nuclear view masks whatever has 18 characters; only a word comes through.
    forms = ("无", "不详") if exam.source == "NMIS" else _ID_PLACEHOLDERS
    typed.id_number = forms[number % len(forms)]


def _id_cut(typed: Typed, exam: Exam, number: int) -> None:
    typed.id_number = numbers.full_width(exam.person.id_number)[:9]  # 18 bytes


def _test_patient(typed: Typed, exam: Exam, number: int) -> None:
    typed.name = _TEST_NAMES[number % len(_TEST_NAMES)]
    typed.id_number = typed.his_pid = typed.card_no = typed.phone = None


def _nameless(typed: Typed, exam: Exam, number: int) -> None:
    typed.name = _NAMELESS[number % len(_NAMELESS)]
    typed.id_number = typed.his_pid = typed.card_no = typed.phone = None


def _phones(typed: Typed, exam: Exam, number: int) -> None:
    landline = f"0755-8{exam.person.index % 10_000_000:07d}"
    typed.phone = f"{exam.person.phone}{('/', ',', ' ', ';')[number % 4]}{landline}"


def _shared_phone(typed: Typed, exam: Exam, number: int) -> None:
    typed.phone = SHARED_PHONE


def _sex_conflict(typed: Typed, exam: Exam, number: int) -> None:
    typed.sex = "1" if typed.sex == "2" else "2"


def _birth_1900(typed: Typed, exam: Exam, number: int) -> None:
    typed.birth = date(1900, 1, 1)
    typed.id_number = None


def _birth_year(typed: Typed, exam: Exam, number: int) -> None:
    typed.birth = f"{exam.person.birth.year}"
    typed.id_number = None


def _birth_unreadable(typed: Typed, exam: Exam, number: int) -> None:
    serial = (exam.person.birth - date(1899, 12, 30)).days
    typed.birth = f"{exam.person.birth:%y%m%d}" if number % 2 == 0 else str(serial)
    typed.id_number = None


def _lost_character(typed: Typed, exam: Exam, number: int) -> None:
    typed.name = typed.name[:-1] + "?"


def _middle_dot(typed: Typed, exam: Exam, number: int) -> None:
    typed.name = typed.name.replace("·", _DOTS[number % (2 if exam.source == "RIS" else 3)])


def _name_blanks(typed: Typed, exam: Exam, number: int) -> None:
    blank = _BLANKS[number % (2 if exam.source == "PIS" else 3)]
    typed.name = typed.name[0] + blank + typed.name[1:]


def _name_suffix(typed: Typed, exam: Exam, number: int) -> None:
    typed.name += _SUFFIXES[number % len(_SUFFIXES)]


def _double_encoded(typed: Typed, exam: Exam, number: int) -> None:
    typed.name = typed.name.encode().decode("cp1252")


def _star(typed: Typed, exam: Exam, number: int) -> None:
    typed.name = "*" + typed.name


def _foreigner(typed: Typed, exam: Exam, number: int) -> None:
    typed.id_number = numbers.passport(exam.person.index)


def _newborn(typed: Typed, exam: Exam, number: int) -> None:
    """Two days old, not named yet, and registered with the number of the mother."""
    typed.name += "之子" if exam.person.male else "之女"
    typed.birth = (exam.age_at or exam.at.last()).date() - timedelta(days=2)
    typed.age, typed.his_pid, typed.card_no = "2天", None, None


def _borrowed_number(typed: Typed, exam: Exam, number: int) -> None:
    """Somebody else, registered with this person's document."""
    rng = Random(exam.person.index)
    while typed.name[0] == exam.person.name[0]:
        typed.name = names.ordinary(rng, exam.person.male)
    typed.his_pid = typed.card_no = typed.phone = None


def _other_sex(typed: Typed, exam: Exam, number: int) -> None:
    """The wrong sex, and no number that would tell."""
    _sex_conflict(typed, exam, number)
    typed.id_number = None


_HANDS: dict[str, _Hand] = {
    "id_form": _id_form,
    "id_15": _id_15,
    "id_check": _id_check,
    "id_placeholder": _id_placeholder,
    "id_cut": _id_cut,
    "test_patient": _test_patient,
    "nameless": _nameless,
    "phones": _phones,
    "shared_phone": _shared_phone,
    "sex_conflict": _sex_conflict,
    "birth_1900": _birth_1900,
    "birth_year": _birth_year,
    "birth_unreadable": _birth_unreadable,
    "lost_character": _lost_character,
    "middle_dot": _middle_dot,
    "name_blanks": _name_blanks,
    "name_suffix": _name_suffix,
    "double_encoded": _double_encoded,
    "star": _star,
    "foreigner": _foreigner,
    "newborn": _newborn,
    "borrowed_number": _borrowed_number,
    "other_sex": _other_sex,
}
