"""Two people never become one; one person is found again in nearly every system."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from tests.identity.people import Written, desk_phone, namesakes, ordinary, parents_number, population, twins
from warehouse.identity.records import PatientRecord
from warehouse.identity.store import Identity
from warehouse.keys import Keyring

Partition = set[frozenset[tuple[str, str]]]


def in_memory(keyring: Keyring) -> Identity:
    made = Identity(create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}), keyring)
    made.migrate()
    return made


def take_in(identity: Identity, written: Sequence[Written]) -> None:
    """One batch: the records of each source, then one link."""
    by_source: dict[str, list[PatientRecord]] = defaultdict(list)
    for w in written:
        by_source[w.source].append(w.record)
    ids = [i for source, records in by_source.items() for i in identity.absorb(source, records)]
    identity.link(ids)


def person_of(identity: Identity, w: Written) -> int:
    person = identity.by_local(w.source, w.record.patient_key)
    assert person is not None
    return person


def parted(identity: Identity, written: Sequence[Written]) -> Partition:
    groups: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for w in written:
        groups[person_of(identity, w)].add((w.source, w.record.patient_key))
    return {frozenset(group) for group in groups.values()}


def pairs(labels: Sequence[object]) -> set[tuple[int, int]]:
    by_label: dict[object, list[int]] = defaultdict(list)
    for position, label in enumerate(labels):
        by_label[label].append(position)
    return {pair for positions in by_label.values() for pair in combinations(positions, 2)}


def test_no_two_people_become_one_and_most_records_find_their_person(identity: Identity) -> None:
    written = population(seed=7, size=400)
    for start in range(0, len(written), 300):
        take_in(identity, written[start : start + 300])
    linked, true = pairs([person_of(identity, w) for w in written]), pairs([w.person for w in written])
    assert linked - true == set()  # precision 1.0, traps included
    plain = {(a, b) for a, b in true if written[a].person.startswith("p")}
    assert len(linked & plain) / len(plain) > 0.98


@pytest.mark.parametrize("trap", [twins, parents_number, namesakes, desk_phone])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])
def test_a_trap_holds_in_every_order(keyring: Keyring, trap: object, seed: int) -> None:
    rng = random.Random(seed)
    written = [w for n in range(2) for w in trap(rng, n)]  # type: ignore[operator]
    rng.shuffle(written)
    identity = in_memory(keyring)
    for w in written:
        take_in(identity, [w])
    assert pairs([person_of(identity, w) for w in written]) <= pairs([w.person for w in written])


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[list[Written], list[list[Written]], list[list[Written]]]:
    """Records, and two ways in which batches may bring them."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    written = [w for n in range(6) for w in ordinary(rng, n)]
    for trap in (twins, parents_number, namesakes, desk_phone):
        written += trap(rng, 0)
    # Shared telephones and cards between strangers make components that touch.
    crossed = [replace(w, record=replace(w.record, phones=rng.choice(written).record.phones)) for w in written]
    ways: list[list[list[Written]]] = []
    for _ in range(2):
        order = draw(st.permutations(crossed))
        size = draw(st.integers(1, len(order)))
        ways.append([list(order[start : start + size]) for start in range(0, len(order), size)])
    return crossed, ways[0], ways[1]


@given(arrivals())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_order_of_batches_gives_the_same_persons(
    keyring: Keyring, case: tuple[list[Written], list[list[Written]], list[list[Written]]]
) -> None:
    written, *ways = case
    results: list[Partition] = []
    for batches in ways:
        identity = in_memory(keyring)
        for batch in batches:
            take_in(identity, batch)
        results.append(parted(identity, written))
        assert identity.relink() == len(written)
        assert parted(identity, written) == results[-1]  # step by step or all anew: the same
    assert results[0] == results[1]


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_corrected_records_end_where_they_had_ended_if_right_at_once(keyring: Keyring, seed: int) -> None:
    rng = random.Random(seed)
    written = [w for n in range(5) for w in ordinary(rng, n)] + namesakes(rng, 0) + desk_phone(rng, 0) + twins(rng, 0)
    once, twice = in_memory(keyring), in_memory(keyring)
    take_in(once, written)
    wrong = [
        replace(w, record=replace(w.record, name=v.name or w.record.name, phones=v.phones or w.record.phones, newborn=v.newborn))
        for w in written
        for v in (rng.choice(written).record,)
    ]
    take_in(twice, wrong)
    rest = written[:]
    rng.shuffle(rest)
    for start in range(0, len(rest), 4):
        take_in(twice, rest[start : start + 4])
    assert parted(twice, written) == parted(once, written)
