"""Who is who: a function of the set of records, one number for a person in every system, and two people never one."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse.identity.records import PatientRecord
from warehouse.identity.store import Identity
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for

MAN = PatientRecord(
    "80000001", his_pid="H0000001", name="欧阳测试", sex="1", birth_date="1985-03-07", id_number="990101198503070017", id_type="01",
    phones=("13800000001",), id_verified=True,
)  # fmt: skip
RECORDS: list[tuple[str, PatientRecord]] = [
    ("RIS", MAN),
    ("UIS", replace(MAN, patient_key="H0000001", id_number=None, id_verified=False)),
    ("EIS", replace(MAN, patient_key="P001", his_pid=None)),
    ("ECGIS", replace(MAN, patient_key="SN1", his_pid=None, id_number=None, id_verified=False)),
    # Another person with the same name and birthday, another number and telephone.
    ("RIS", replace(MAN, patient_key="80000002", his_pid="H2", id_number="990101198503070033", phones=("13800000002",))),
    # Two newborns of one mother: same birthday, sex and telephone, other names.
    ("RIS", PatientRecord("80000003", name="测试乙之大子", sex="1", birth_date="2026-01-02", phones=("13800000003",), newborn=True)),
    ("RIS", PatientRecord("80000004", name="测试乙之小子", sex="1", birth_date="2026-01-02", phones=("13800000003",), newborn=True)),
    # A child on its father's number: the names differ, the number alone links nobody.
    ("UIS", PatientRecord("C1", name="欧阳丙丁", sex="1", birth_date="2018-05-06", id_number="990101198503070017", id_verified=True)),
]


def identity_at(folder: Path) -> Identity:
    keyring = Keyring.open(folder / "keys", folder / "home")
    made = Identity(engine_for(f"sqlite:///{folder / 'identity.db'}"), keyring)
    made.migrate()
    return made


def taken_in(identity: Identity, records: list[tuple[str, PatientRecord]]) -> None:
    for source, record in records:
        identity.link(identity.absorb(source, [record]))


def partition(identity: Identity) -> set[frozenset[tuple[str, str]]]:
    groups: dict[int, set[tuple[str, str]]] = {}
    for source, record in RECORDS:
        person = identity.by_local(source, record.patient_key)
        assert person is not None
        groups.setdefault(person, set()).add((source, record.patient_key))
    return {frozenset(group) for group in groups.values()}


@pytest.mark.req("A-3.3")
def test_any_local_number_leads_to_one_index_number_and_every_other_local_number(tmp_path: Path) -> None:
    identity = identity_at(tmp_path)
    taken_in(identity, RECORDS)
    numbers = {identity.by_local(s, k) for s, k in (("RIS", "80000001"), ("UIS", "H0000001"), ("EIS", "P001"), ("ECGIS", "SN1"))}
    assert len(numbers) == 1
    person = numbers.pop()
    assert person is not None
    members = {(m.source, m.record.patient_key) for m in identity.members(person)}
    assert members == {("RIS", "80000001"), ("UIS", "H0000001"), ("EIS", "P001"), ("ECGIS", "SN1")}


def test_different_numbers_newborns_and_a_fathers_number_are_never_one_person(tmp_path: Path) -> None:
    identity = identity_at(tmp_path)
    taken_in(identity, RECORDS)
    one = {("RIS", "80000001"), ("UIS", "H0000001"), ("EIS", "P001"), ("ECGIS", "SN1")}
    alone = [{("RIS", "80000002")}, {("RIS", "80000003")}, {("RIS", "80000004")}, {("UIS", "C1")}]
    assert partition(identity) == {frozenset(one), *map(frozenset, alone)}


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_arrival_does_not_matter(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    shuffled = RECORDS[:]
    random.Random(seed).shuffle(shuffled)
    first, second = identity_at(tmp_path_factory.mktemp("a")), identity_at(tmp_path_factory.mktemp("b"))
    taken_in(first, RECORDS)
    taken_in(second, shuffled)
    assert partition(first) == partition(second)


def test_taken_in_twice_changes_nothing(tmp_path: Path) -> None:
    identity = identity_at(tmp_path)
    taken_in(identity, RECORDS)
    before = {key: identity.by_local(*key) for key in ((s, r.patient_key) for s, r in RECORDS)}
    taken_in(identity, RECORDS)
    assert {key: identity.by_local(*key) for key in before} == before
    assert identity.pending_moves() == []


def test_a_key_keeps_its_number_and_a_file_of_identity_names_nobody(tmp_path: Path) -> None:
    identity = identity_at(tmp_path)
    first = identity.allot("RIS", "exam", ["1", "2"])
    again = identity.allot("RIS", "exam", ["2", "3", "1"])
    assert [e.id for e in again][::2] == [first[1].id, first[0].id]
    assert len({e.id for e in (*first, *again)}) == 3
    taken_in(identity, RECORDS)
    for file in tmp_path.glob("identity.db*"):
        content = file.read_bytes()
        for value in ("欧阳测试", "990101198503070017", "13800000001"):
            assert value.encode() not in content
