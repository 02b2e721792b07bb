"""The population: every person follows from the seed and an index, so a million need no memory.

Indexes 0..size-1 are ordinary people, in the order of their illness over the two years. From `SPECIAL` on: people made for one purpose
(a canary, a planted case); they are adults born 1955-1999 so that every form of an identity number exists for them.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from demo import names, numbers

SPECIAL = 10_000_000
_FIRST_BIRTH = date(1932, 1, 1)
_LAST_BIRTH = date(2024, 5, 31)
# Share of patients born before the end of each year: hospitals see the old and the very young more than their share.
_BIRTHS = ((1932, 0.0), (1940, 0.06), (1950, 0.18), (1960, 0.36), (1970, 0.55), (1980, 0.68), (1990, 0.82), (2000, 0.90), (2024, 1.0))
_DISTRICTS = ("光明区", "南山区", "福田区", "罗湖区", "宝安区", "龙岗区", "龙华区", "坪山区", "盐田区")
_ROADS = ("松白路", "振明路", "华夏路", "公园路", "河心路", "和平路", "新湖路", "红花山路", "长春路", "别墅路")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person. `sources_with_pid`/`sources_with_id`: a bit per source that knows the HIS number / the identity number."""

    index: int
    name: str
    male: bool
    birth: date
    id_number: str
    phone: str
    card_no: str
    address: str
    his_pid: str
    vip: bool
    canary: bool
    sources_with_pid: int
    sources_with_id: int

    @property
    def sex(self) -> str:
        """GB/T 2261.1: 1 male, 2 female."""
        return "1" if self.male else "2"

    def age(self, at: date) -> int:
        """Whole years."""
        return at.year - self.birth.year - ((at.month, at.day) < (self.birth.month, self.birth.day))


class Population:
    """People by index. `size` ordinary ones; identity numbers of all are different."""

    def __init__(self, seed: int, size: int) -> None:
        self.seed = seed
        self.size = size
        self._days = (_LAST_BIRTH - _FIRST_BIRTH).days
        self._first_slot = self._quotas()
        self._step = next(s for s in range(int(size * 0.618) | 1, size * 2 + 3) if _coprime(s, size))

    def _quotas(self) -> list[int]:
        """How many are born before each day: a number can then be built from a day and a rank within it, without collisions."""
        points = [((date(year, 1, 1) - _FIRST_BIRTH).days, share) for year, share in _BIRTHS]
        points[-1] = (self._days, 1.0)
        quotas: list[int] = []
        for (left, low), (right, high) in pairwise(points):
            quotas += [int(self.size * (low + (high - low) * (d - left) / (right - left))) for d in range(left, right)]
        return quotas

    def person(self, index: int) -> Person:
        if index >= SPECIAL:
            raise ValueError("people made for a purpose come from `special`")
        rng = Random(self.seed * 1_000_003 + index)
        slot = index * self._step % self.size
        day = bisect_right(self._first_slot, slot) - 1
        birth = _FIRST_BIRTH + timedelta(days=day)
        male = rng.random() < 0.49
        name = names.minority(rng, male) if rng.random() < 0.015 else names.ordinary(rng, male)
        return self._finish(rng, index, name, male, birth, numbers.mobile(index * 7 + 3), slot - self._first_slot[day])

    def special(self, serial: int, *, canary: bool = False, beyond_gbk: bool = False) -> Person:
        """A person made for one purpose. Their numbers use birth dates and ranks the others do not reach."""
        rng = Random(self.seed * 1_000_003 + SPECIAL + serial)
        male = rng.random() < 0.5
        birth = date(1955, 1, 1) + timedelta(days=serial * 17 % 16_000)
        name = names.rare(serial, beyond_gbk) if canary else names.ordinary(rng, male)
        phone = numbers.canary_mobile(serial) if canary else numbers.mobile(599_000_000 + serial)
        person = self._finish(rng, SPECIAL + serial, name, male, birth, phone, 480 + serial // 16_000, canary=canary)
        return person

    def _finish(
        self, rng: Random, index: int, name: str, male: bool, birth: date, phone: str, rank: int, *, canary: bool = False
    ) -> Person:
        made = index >= SPECIAL
        address = f"深圳市{rng.choice(_DISTRICTS)}{rng.choice(_ROADS)}{rng.randint(1, 280)}号{rng.randint(1, 30)}栋{rng.randint(101, 2504)}"
        return Person(
            index=index,
            name=name,
            male=male,
            birth=birth,
            id_number=numbers.resident_id(birth, male, rank),
            phone=phone,
            card_no=f"SZ{index * 9 + 4_000_000_000:011d}",
            address=address,
            his_pid=f"H{index + 1:08d}",
            vip=not made and rng.random() < 0.006,
            canary=canary,
            sources_with_pid=0b111111 if made else _bits(rng, 0.85),
            sources_with_id=0b111111 if made else _bits(rng, 0.82),
        )


def _bits(rng: Random, share: float) -> int:
    return sum(1 << bit for bit in range(6) if rng.random() < share)


def _coprime(a: int, b: int) -> bool:
    while b:
        a, b = b, a % b
    return a == 1
