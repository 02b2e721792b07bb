"""Who is examined where and when: exams as a stream, one source at a time, from a seed.

Nothing of an exam is kept once it has been handed on, so memory does not grow with the hospital. A person's exams lie within ten
weeks (an illness) except for one in ten, who comes back for two years.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from demo import names
from demo.catalogue import ITEMS, SHARES, SOURCES, Item
from demo.dirt import Dirt, choose
from demo.exams import UTC_CLOCK, Exam, make_exam
from demo.people import Person, Population

DAYS = 730
CANARIES = 240
# A planted person's second, clean exam elsewhere: linking must find it once the mistake is corrected.
_ECHO = {"RIS": "UIS", "UIS": "RIS", "EIS": "ECGIS", "PIS": "RIS", "ECGIS": "RIS"}
_ECHOED = frozenset({"id_form", "id_15", "name_blanks", "name_suffix", "middle_dot", "borrowed_number", "other_sex"})
_ITEMS = {"other_side": "dr.knee.左"}  # mistakes that need an item of their own
_NEAR = (0, 1, -1, 2, -2, 3, -3)  # exams of one order lie a few places apart
_WIDE = ("EIS", "NMIS", "ECGIS")  # sources that can hold any character


@dataclass(frozen=True, slots=True)
class Special:
    """The person of one exam made for a purpose. `order`: number and time of an order that two departments carry out."""

    person: Person
    dirt: Dirt | None
    order: tuple[str, datetime] | None = None


class Plan:
    """All exams of the hospital. `exams(source)` may be called again and gives the same."""

    def __init__(self, seed: int, exams: int, today: date) -> None:
        self.seed = seed
        self.total = exams
        self.now = datetime(today.year, today.month, today.day)
        self.start = self.now - timedelta(days=DAYS)
        self.population = Population(seed, max(60, int(exams * 0.38)))
        self.rows = _shares(exams)
        self.special: dict[str, dict[int, Special]] = {source: {} for source in SOURCES}
        self._next_picked = 40_000
        for source in SOURCES:
            self._place_dirt(source)
        self._place_canaries()

    def exams(self, source: str) -> Iterator[Exam]:
        """A source's exams in the order of registration (to within a day)."""
        rng = Random(f"{self.seed}:{source}:exams")
        for ordinal in range(self.rows[source]):
            day = self._day(rng, ordinal, self.rows[source])
            special = self.special[source].get(ordinal)
            if special is not None:
                exam = make_exam(rng, source, ordinal, special.person, _item_for(rng, source, special.dirt), special.dirt, day, self.now)
                exam.age_at = day
                if special.order is not None:
                    exam.order_no, at = special.order
                    exam.at.order = at + UTC_CLOCK if exam.spoiled == "utc_clock" else at
            else:
                person, item = self._pair(rng, source, day, ordinal / self.rows[source])
                exam = make_exam(rng, source, ordinal, person, item, None, day, self.now)
                exam.age_at = self._age_at(person)
            yield exam

    def _day(self, rng: Random, ordinal: int, rows: int) -> datetime:
        day = self.start + timedelta(days=int((ordinal + rng.random()) / rows * DAYS))
        return day - timedelta(days=1) if day.weekday() == 6 and rng.random() < 0.6 else day

    def _pair(self, rng: Random, source: str, day: datetime, share: float) -> tuple[Person, Item]:
        """A person who is ill these weeks and something they may have."""
        items = ITEMS[source]
        weights = [item.weight for item in items]
        size = self.population.size
        while True:
            if rng.random() < 0.12:
                index = rng.randrange(size // 10) * 10
            else:
                index = int(share * size + max(-2.0, min(2.0, rng.gauss(0, 1))) * size * 0.024)
                index = min(max(index, 0), size - 1)
                index -= 1 if index % 10 == 0 and index else 0
            person = self.population.person(index)
            age = person.age(day.date())
            for item in rng.choices(items, weights, k=6):
                if (item.sex is None or item.sex == person.sex) and item.ages[0] <= age <= item.ages[1]:
                    return person, item

    def _age_at(self, person: Person) -> datetime | None:
        if person.index % 10 == 0:
            return None
        return self.start + timedelta(days=person.index / self.population.size * DAYS)

    def _place_dirt(self, source: str) -> None:
        rng = Random(f"{self.seed}:{source}:dirt")
        first = 2_000 + SOURCES.index(source) * 5_000
        for number, (ordinal, dirt) in enumerate(sorted(choose(rng, source, self.rows[source], self.total).items())):
            person = self._person_for(dirt, first + number)
            self.special[source][ordinal] = Special(person, dirt)
            if dirt.kind.name == "utc_clock":
                self._share_order(source, ordinal, person, dirt)
            if dirt.kind.name in _ECHOED:
                self._echo(rng, _ECHO[source], person)

    def _echo(self, rng: Random, source: str, person: Person) -> None:
        place = self._free_place(rng, source)
        if place is not None:
            self.special[source][place] = Special(person, None)

    def _share_order(self, source: str, ordinal: int, person: Person, dirt: Dirt) -> None:
        """Give the exam and one of the other department, a few days apart, the same order, placed before both."""
        other = _ECHO[source]
        middle = int(ordinal / self.rows[source] * self.rows[other])
        place = next((middle + d for d in _NEAR if 0 <= middle + d < self.rows[other] and middle + d not in self.special[other]), None)
        if place is None:
            return
        first = min(ordinal / self.rows[source], place / self.rows[other])
        at = self.start + timedelta(days=int(first * DAYS) - 2, hours=10, seconds=place % 60)
        order = (f"SQ9{ordinal + 1:08d}", at)
        self.special[source][ordinal] = Special(person, dirt, order)
        self.special[other][place] = Special(person, None, order)

    def _person_for(self, dirt: Dirt, serial: int) -> Person:
        """The planted person, chosen so that the mistake can be made: an X at the end, a name that survives double encoding."""
        name = dirt.kind.name
        if name == "id_form" and (dirt.kind.source == "UIS" or dirt.number % 2 == 0):
            return self._picked(lambda p: p.id_number.endswith("X"))
        if name == "double_encoded":
            return self._picked(lambda p: _survives(p.name))
        if name == "zero_is_woman":
            return self._picked(lambda p: not p.male)
        if name == "sex_organ":
            return self._picked(lambda p: p.male)
        person = self.population.special(serial)
        if name == "middle_dot":
            return replace(person, name=names.minority(Random(serial), person.male))
        if name == "foreigner":
            return replace(person, name=names.foreign(serial))
        return person

    def _picked(self, fits: Callable[[Person], bool]) -> Person:
        while True:
            person = self.population.special(self._next_picked)
            self._next_picked += 1
            if fits(person):
                return person

    def _place_canaries(self) -> None:
        rng = Random(f"{self.seed}:canaries")
        for serial in range(min(CANARIES, self.total // 5)):
            beyond = serial % 6 == 5
            person = self.population.special(serial, canary=True, beyond_gbk=beyond)
            sources = _WIDE if beyond else SOURCES
            weights = [SHARES[s] for s in sources]
            for source in dict.fromkeys(rng.choices(sources, weights, k=rng.randint(1, 4))):
                place = self._free_place(rng, source)
                if place is not None:
                    self.special[source][place] = Special(person, None)

    def _free_place(self, rng: Random, source: str) -> int | None:
        finished = max(1, int(self.rows[source] * 0.95))
        for _ in range(40):
            place = rng.randrange(finished)
            if place not in self.special[source]:
                return place
        return None

    def canaries(self) -> list[Person]:
        """Every canary who has an exam, once."""
        found = {s.person.index: s.person for places in self.special.values() for s in places.values() if s.person.canary}
        return [found[index] for index in sorted(found)]


def _item_for(rng: Random, source: str, dirt: Dirt | None) -> Item:
    """Something anybody may have; of a planted exam the first such item, or the one the mistake needs."""
    wanted = _ITEMS.get(dirt.kind.name) if dirt else None
    if wanted is not None:
        return next(i for i in ITEMS[source] if i.text == wanted)
    neutral = [i for i in ITEMS[source] if i.neutral]
    return neutral[0] if dirt else rng.choice(neutral)


def _survives(name: str) -> bool:
    """Whether the UTF-8 bytes of a name can be taken for cp1252 text."""
    try:
        name.encode().decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _shares(exams: int) -> dict[str, int]:
    rows = {source: max(1, int(exams * share)) for source, share in SHARES.items()}
    rows["RIS"] += exams - sum(rows.values())
    return rows
