"""Invented people as six systems write them down: the truth, its spellings and the traps. Numbers use the unassigned area 990101."""

import random
from dataclasses import dataclass, replace

from warehouse.identity.normal import ID_CHECKS, ID_WEIGHTS
from warehouse.identity.records import PatientRecord

SOURCES = ("RIS", "UIS", "EIS", "PIS", "NMIS", "ECGIS")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍鑫波宇轩涵博文"


def resident_id(birth: str, sequence: int) -> str:
    """A valid 18-character number of the test area."""
    body = f"990101{birth.replace('-', '')}{sequence:03}"
    return body + ID_CHECKS[sum(int(d) * w for d, w in zip(body, ID_WEIGHTS, strict=True)) % 11]


@dataclass(frozen=True)
class Written:
    """One record and the person it truly is."""

    person: str
    source: str
    record: PatientRecord


def ordinary(rng: random.Random, n: int) -> list[Written]:
    """A person whom each system knows by other things: with or without HIS number, identity number, telephone."""
    name = rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2))))
    male = rng.random() < 0.5
    birth = f"{rng.randint(1940, 2015)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    number, phone = resident_id(birth, (n * 2 + male) % 1000), f"138{n % 100_000_000:08}"
    whole = PatientRecord("", name=name, sex="1" if male else "2", birth_date=birth, phones=(phone,), his_pid=f"H{n}", card_no=f"C{n}")
    found: list[Written] = []
    for source in rng.sample(SOURCES, rng.randint(2, 5)):
        record = replace(whole, patient_key=f"{source}-{n}", name=rng.choice((name, f"{name}(会诊)", f"{name[0]} {name[1:]}")))
        if rng.random() < 0.6:
            record = replace(record, id_number=number, id_type="01", id_verified=True)
        if rng.random() < 0.5:
            record = replace(record, his_pid=None)
        if rng.random() < 0.5:
            record = replace(record, card_no=None)
        found.append(Written(f"p{n}", source, record))
    return found


def twins(rng: random.Random, n: int) -> list[Written]:
    """Born on one day, one telephone, one sex: as newborns, named without numbers, and grown up with numbers of their own."""
    parent, birth, phone = rng.choice(SURNAMES) + rng.choice(GIVEN), f"2019-03-{n % 28 + 1:02}", (f"139{n:08}",)
    family = PatientRecord("", sex="1", birth_date=birth, phones=phone, card_no=f"F{n}")
    found: list[Written] = []
    for which, newborn, sequence in (("a", f"{parent}之大子", 11), ("b", f"{parent}之小子", 13)):
        born = replace(family, name=newborn, newborn=True, his_pid=f"M{n}")  # the mother's HIS number
        named = replace(family, name=f"{parent[0]}子{'涵轩'[which == 'b']}")
        number = resident_id(birth, n % 400 * 2 + sequence % 2 + (which == "b") * 100 + 1)
        grown = replace(named, id_number=number, id_type="01", id_verified=True, his_pid=f"T{n}{which}")
        for form, record in (("n1", born), ("n2", born), ("g1", grown), ("g2", replace(grown, his_pid=None)), ("k", named)):
            person = f"t{n}{which}" + ("-newborn" if form[0] == "n" else "")  # nothing ties a newborn's record to the named child
            found.append(Written(person, rng.choice(SOURCES), replace(record, patient_key=f"t{n}{which}{form}")))
    return found


def parents_number(rng: random.Random, n: int) -> list[Written]:
    """A mother, and two children who were registered on her number: its birth date then stands in their records too."""
    birth, surname = f"1988-0{n % 9 + 1}-11", rng.choice(SURNAMES)
    number = resident_id(birth, n % 400 * 2 + 1)
    base = PatientRecord("", sex="2", birth_date=birth, phones=(f"137{n:08}",), id_number=number, id_type="01", id_verified=True)
    names = (("m", f"{rng.choice(SURNAMES)}{rng.choice(GIVEN)}"), ("c1", f"{surname}子涵"), ("c2", f"{surname}子轩"))
    return [
        Written(f"f{n}{who}", source, replace(base, patient_key=f"f{n}{who}", name=name))
        for who, name in names
        for source in ("RIS", "PIS")
    ]


def namesakes(rng: random.Random, n: int) -> list[Written]:
    """Two people of one name, sex, birthday and telephone, told apart by their numbers; a third record could be either."""
    base = PatientRecord("", name=rng.choice(SURNAMES) + "敏", sex="2", birth_date="1990-05-05", phones=(f"136{n:08}",))
    found = [Written(f"n{n}?", "ECGIS", replace(base, patient_key=f"n{n}?"))]
    for which in (0, 1):
        number = resident_id("1990-05-05", n % 400 * 2 + which)
        numbered = replace(base, id_number=number, id_type="01", id_verified=True)
        found += [Written(f"n{n}{which}", s, replace(numbered, patient_key=f"n{n}{which}")) for s in ("RIS", "UIS")]
    return found


def desk_phone(rng: random.Random, n: int) -> list[Written]:
    """A clinic's telephone on eight people of one birthday, two of them of one name: it links nobody."""
    names = [rng.choice(SURNAMES) + GIVEN[i] + GIVEN[i + 8] for i in range(7)]
    base = PatientRecord("", sex="1", birth_date="1970-07-07", phones=(f"135{n:08}",))
    return [
        Written(f"d{n}{i}", SOURCES[i % 6], replace(base, patient_key=f"d{n}{i}", name=name)) for i, name in enumerate((*names, names[0]))
    ]


def population(seed: int, size: int) -> list[Written]:
    """`size` ordinary people and a tenth as many of each trap, in an order of no meaning."""
    rng = random.Random(seed)
    found = [w for n in range(size) for w in ordinary(rng, n)]
    for trap in (twins, parents_number, namesakes, desk_phone):
        found += [w for n in range(max(1, size // 10)) for w in trap(rng, n)]
    rng.shuffle(found)
    return found
