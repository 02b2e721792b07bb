"""The vault and the key map: written once, opened only in their place, found by every form of a value."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from warehouse.errors import Refused
from warehouse.identity.records import ExamNumbers, PatientRecord
from warehouse.identity.schema import CORRECTION, IDENTITY_TOKEN, PATIENT_IDENTITY
from warehouse.identity.store import Correction, Identity
from warehouse.platform.database import engine_for

MAN = PatientRecord(
    "1", his_pid="H0000001", name="单田芳", pinyin="SHAN TIAN FANG", sex="1", birth_date="1985-03-07", id_number="990101198503070017",
    id_type="01", phones=("13800000001", "075526881234"), card_no="SZ 00001", address="深圳市光明区", visit_no="MZ1", id_verified=True,
)  # fmt: skip


@pytest.fixture
def raw(database: str) -> Engine:
    return engine_for(database)


def take_in(identity: Identity, source: str, *records: PatientRecord) -> list[int]:
    ids = identity.absorb(source, records)
    identity.link(ids)
    return ids


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("name", " 单　田芳（会诊）"), ("pinyin", "Shan Tianfang"), ("initials", "STF"), ("idno", "９９０１０１１９８５０３０７００１７"),
        ("idno", "990101850307001"), ("phone", "+86 138-0000-0001"), ("phone", "0755-26881234"), ("card", "sz00001"),
        ("his_pid", " h0000001 "), ("visit", "mz1"),
    ],
)  # fmt: skip
def test_a_person_is_found_by_every_form_of_a_value(identity: Identity, kind: str, value: str) -> None:
    take_in(identity, "RIS", MAN)
    if kind == "initials":
        value = "dtf"  # the reading of the characters; the source's own reading is found by pinyin
    assert identity.find(kind, value) == [identity.by_local("RIS", "1")]
    assert identity.find(kind, "") == []


def test_a_latin_name_is_found_in_any_order_of_its_words(identity: Identity) -> None:
    take_in(identity, "RIS", replace(MAN, name="SMITH JOHN DAVID", pinyin=None))
    for kind, value in (("name", "John David Smith"), ("pinyin", "smithjohndavid"), ("initials", "djs")):
        assert identity.find(kind, value) == [identity.by_local("RIS", "1")]


def test_a_record_is_sealed_again_only_when_it_changed(identity: Identity, raw: Engine) -> None:
    def sealed() -> list[bytes]:
        with raw.connect() as connection:
            return [row.sealed for row in connection.execute(select(PATIENT_IDENTITY.c.sealed))]

    take_in(identity, "RIS", MAN)
    first = sealed()
    poorer = PatientRecord("1", name="单田芳", birth_date="1985", id_number="990101198503070018")  # an order knows less, and a wrong number
    assert take_in(identity, "RIS", MAN, poorer) == [1, 1]
    assert sealed() == first
    take_in(identity, "RIS", replace(poorer, phones=("13800000002",), vip=True))
    take_in(identity, "RIS", poorer)
    (member,) = identity.members(identity.by_local("RIS", "1") or 0)
    assert member.record == replace(MAN, phones=("13800000002",), vip=True)
    assert identity.find("phone", "13800000001") == []
    assert len(identity.find("phone", "13800000002")) == 1


def test_a_person_is_shown_by_the_most_telling_record_and_is_vip_everywhere(identity: Identity) -> None:
    bare = PatientRecord("9", his_pid="H0000001", name="单田芳", sex="1", card_no="C9", vip=True)
    take_in(identity, "RIS", replace(MAN, card_no=None))
    take_in(identity, "UIS", bare)
    person = identity.by_local("UIS", "9")
    assert person is not None
    assert identity.reveal([person, 1]) == {person: replace(MAN, card_no="C9", vip=True)}
    assert identity.vips([person, 1]) == {person}


def test_a_record_moved_to_another_patients_row_does_not_open(identity: Identity, raw: Engine) -> None:
    take_in(identity, "RIS", MAN, replace(MAN, patient_key="2", name="李四", his_pid="H2", id_number=None, id_verified=False))
    p = PATIENT_IDENTITY.c
    with raw.begin() as connection:
        stolen = connection.execute(select(p.sealed).where(p.identity_id == 1)).scalar_one()
        connection.execute(update(PATIENT_IDENTITY).where(p.identity_id == 2).values(sealed=stolen))
    with raw.connect() as connection:
        person = connection.execute(select(p.person_id).where(p.identity_id == 2)).scalar_one()
    with pytest.raises(Refused):
        identity.members(person)


def test_numbers_of_an_exam_and_old_values_come_back_only_opened(identity: Identity, raw: Engine) -> None:
    numbers = ExamNumbers("E1", accession="A1", visit="V1", case=None, order="O1")
    known = identity.allot("RIS", "exam", ["E1", "E2"], [identity.seal_numbers(numbers), identity.seal_numbers(replace(numbers, key="E2"))])
    assert identity.exam_numbers([known[0].id]) == {known[0].id: numbers}
    old = Correction(known[0].id, "id_number", "ID-08", "９９０１０１", "run-1")
    for _ in range(2):
        identity.record_corrections("RIS", "exam", [old])
    assert identity.corrections_of("RIS", "exam", known[0].id) == [old]
    with raw.connect() as connection:
        assert [old.old.encode() in row.sealed_old for row in connection.execute(select(CORRECTION.c.sealed_old))] == [False]


def test_a_row_is_known_only_after_it_was_confirmed(identity: Identity) -> None:
    first = identity.allot("RIS", "exam", ["a", "b", "a"])
    assert first[0] == first[2]
    assert [entry.row_hash for entry in first] == [None] * 3
    identity.confirm("RIS", "exam", ["a"], ["h1"], [True])
    known = identity.known("RIS", "exam", ["a", "b", "never"])
    assert {key: (entry.id, entry.row_hash, entry.deleted) for key, entry in known.items()} == {
        "a": (first[0].id, "h1", True),
        "b": (first[1].id, None, False),
    }
    assert identity.known("UIS", "exam", ["a"]) == {}


def test_tokens_say_of_which_key_they_are(identity: Identity, raw: Engine, keyring: object) -> None:
    take_in(identity, "RIS", MAN)
    with raw.connect() as connection:
        ids = set(connection.execute(select(IDENTITY_TOKEN.c.key_id)).scalars())
    assert ids == {getattr(keyring, "key_id", None)}
