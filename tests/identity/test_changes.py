"""One record changes: everyone beside it is decided anew, other stores follow, and what was stays readable."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from warehouse.identity.records import PatientRecord
from warehouse.identity.schema import LINK_RULE, PERSON_HISTORY
from warehouse.identity.store import Identity
from warehouse.platform.database import engine_for

BASE = PatientRecord("", name="张敏", sex="2", birth_date="1990-05-05", phones=("13800000001",))
FIRST = replace(BASE, patient_key="1", id_number="990101199005050022", id_type="01", id_verified=True)
SECOND = replace(BASE, patient_key="2", id_number="990101199005050049", id_type="01", id_verified=True)
EITHER = replace(BASE, patient_key="3")


@pytest.fixture
def raw(database: str) -> Engine:
    return engine_for(database)


def take_in(identity: Identity, *records: PatientRecord) -> list[int]:
    ids = identity.absorb("RIS", records)
    identity.link(ids)
    return ids


def persons(identity: Identity, *keys: str) -> list[int | None]:
    return [identity.by_local("RIS", key) for key in keys]


def test_a_record_that_could_be_either_joins_when_the_other_one_leaves(identity: Identity) -> None:
    take_in(identity, FIRST, SECOND, EITHER)
    assert len(set(persons(identity, "1", "2", "3"))) == 3
    take_in(identity, replace(SECOND, phones=("13800000002",)))  # only this one is read again
    first, second, either = persons(identity, "1", "2", "3")
    assert first == either != second


def test_a_desk_phone_links_nobody_and_links_again_once_it_is_a_familys(identity: Identity) -> None:
    same = [replace(BASE, patient_key="a"), replace(BASE, patient_key="b")]
    others = [replace(BASE, patient_key=str(n), name=f"李{c}") for n, c in enumerate("伟芳娜静丽")]
    take_in(identity, *same, *others[:4])
    assert len(set(persons(identity, "a", "b"))) == 1
    take_in(identity, others[4])  # the sixth name
    assert len(set(persons(identity, "a", "b"))) == 2
    take_in(identity, replace(others[0], phones=("13800000009",)))
    assert len(set(persons(identity, "a", "b"))) == 1


def test_numbers_of_two_types_are_no_contradiction_and_two_of_one_type_are(identity: Identity) -> None:
    passport = replace(BASE, patient_key="2", id_number="E12345678", id_type="03", id_verified=True)
    take_in(identity, FIRST, passport)
    assert len(set(persons(identity, "1", "2"))) == 1
    take_in(identity, replace(passport, patient_key="3", id_number="E87654321"))
    assert len(set(persons(identity, "1", "2", "3"))) == 3  # whose the first two are is now a guess


def test_a_chain_through_a_third_record_joins_no_two_numbers(identity: Identity) -> None:
    """LK-07: A and B share a telephone, B and C a card, A and C differ in their numbers. The stronger rule holds."""
    middle = replace(BASE, patient_key="3", card_no="C1")
    take_in(identity, FIRST, middle, replace(SECOND, phones=("13800000002",), card_no="C1"))
    first, second, third = persons(identity, "1", "2", "3")
    assert first != second == third


def test_a_newborn_is_never_its_mother_and_keeps_its_person_when_it_is_named(identity: Identity) -> None:
    mother = replace(FIRST, his_pid="H1")
    born = PatientRecord("b", name="张敏之子", sex="1", birth_date="2026-01-02", phones=BASE.phones, his_pid="H1", newborn=True)
    take_in(identity, mother, born)
    before = persons(identity, "1", "b")
    assert len(set(before)) == 2
    take_in(identity, replace(born, patient_key="n", name="王小明", newborn=False))
    assert persons(identity, "1", "b", "n") == [*before, before[1]]


def test_two_children_called_after_one_mother_are_told_apart_by_their_birth(identity: Identity) -> None:
    elder = PatientRecord("1", name="张敏之子", sex="1", birth_date="2024-05-06", his_pid="H1", newborn=True)
    younger = replace(elder, patient_key="2", birth_date="2026-01-02")
    take_in(identity, elder, younger, replace(younger, patient_key="3"))
    first, second, third = persons(identity, "1", "2", "3")
    assert first != second
    assert first != third


def test_an_unverified_name_links_by_number_only(identity: Identity) -> None:
    broken = replace(FIRST, patient_key="?", name="张?", name_verified=False)
    other = replace(EITHER, patient_key="o", name="张?", name_verified=False)
    take_in(identity, FIRST, broken, other)
    first, by_number, by_name = persons(identity, "1", "?", "o")
    assert first == by_number != by_name
    assert identity.find("name", "张?") == sorted(p for p in (first, by_name) if p is not None)  # found nevertheless


def test_a_name_cut_by_a_narrow_column_links_by_number(identity: Identity) -> None:
    long = replace(FIRST, name="买买提·艾力江·吐尔逊")
    take_in(
        identity, long, replace(long, patient_key="c", name="买买提.艾力江·"), replace(long, patient_key="d", name="买买提艾力江吐尔逊")
    )
    assert len(set(persons(identity, "1", "c", "d"))) == 1


def test_when_persons_merge_the_smaller_survives_other_stores_follow_and_history_tells(identity: Identity, raw: Engine) -> None:
    ids = take_in(identity, replace(BASE, patient_key="a"), replace(BASE, patient_key="b", phones=("13800000002",)))
    exams = [entry.id for entry in identity.allot("RIS", "exam", ["e1", "e2"])]
    identity.attach(exams, ids)
    before = persons(identity, "a", "b")
    low, high = sorted(p for p in before if p)
    assert identity.pending_moves() == []  # first load: nothing elsewhere to follow
    take_in(identity, replace(BASE, patient_key="b"))
    assert persons(identity, "a", "b") == [low, low]
    moved = [(exam, low) for exam, person in zip(exams, before, strict=True) if person == high]
    assert identity.pending_moves() == moved
    identity.moves_applied([(moved[0][0], high)])  # an older move than the one that waits
    assert identity.pending_moves() == moved
    identity.moves_applied(moved)
    assert identity.pending_moves() == []
    take_in(identity, replace(BASE, patient_key="b", phones=("13800000003",)))  # and apart again
    assert len(set(persons(identity, "a", "b"))) == 2
    with raw.connect() as connection:
        h = PERSON_HISTORY.c
        rows = connection.execute(select(h.identity_id, h.valid_from, h.valid_to, h.rule).order_by(h.identity_id, h.valid_from)).all()
    for identity_id in ids:
        mine = [row for row in rows if row.identity_id == identity_id]
        assert [row.valid_to for row in mine] == [*(row.valid_from for row in mine[1:]), None]  # no gap, one is open
    assert "R4" in {row.rule for row in rows}


def test_reports_read_before_their_exam_get_its_person_as_a_move(identity: Identity) -> None:
    exam = identity.allot("RIS", "exam", ["e1"])[0].id
    identity.await_exams([exam])
    identity.await_exams([exam])
    assert identity.persons_of([exam]) == {}
    ids = identity.absorb("RIS", [FIRST])
    identity.attach([exam], ids)
    assert identity.pending_moves() == []
    identity.link(ids)
    assert identity.pending_moves() == [(exam, identity.by_local("RIS", "1"))]


def test_an_exam_that_changes_hands_moves(identity: Identity) -> None:
    ids = take_in(identity, FIRST, SECOND)
    exam = identity.allot("RIS", "exam", ["e1"])[0].id
    identity.attach([exam], ids[:1])
    identity.attach([exam], ids[1:])
    assert identity.pending_moves() == [(exam, identity.by_local("RIS", "2"))] == list(identity.persons_of([exam]).items())


def test_a_rule_switched_off_no_longer_holds_for_what_is_decided_anew(identity: Identity, raw: Engine) -> None:
    ids = take_in(identity, replace(BASE, patient_key="a"), replace(BASE, patient_key="b"))
    assert len(set(persons(identity, "a", "b"))) == 1
    with raw.begin() as connection:
        connection.execute(update(LINK_RULE).where(LINK_RULE.c.rule_id == "R4").values(enabled=False))
    identity.link(ids[:1])
    assert len(set(persons(identity, "a", "b"))) == 2
