"""Invented numbers have the right form and belong to nobody twice."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo import numbers
from demo.people import Population


@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "440524188001010014", "990101198503070017", "990101196001010111", "99010120240229001X", "810000198503070017"],
)
def test_the_published_examples_have_the_right_check_character(number: str) -> None:
    assert numbers.check_character(number[:17]) == number[17]


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.booleans(), st.integers(0, 499))
def test_a_number_tells_birth_and_sex_and_a_wrong_check_is_always_wrong(birth: date, male: bool, rank: int) -> None:
    number = numbers.resident_id(birth, male, rank)
    assert len(number) == 18
    assert number[:14] == f"990101{birth:%Y%m%d}"
    assert int(number[16]) % 2 == male
    assert numbers.check_character(numbers.with_wrong_check(number)[:17]) != numbers.with_wrong_check(number)[17]


@settings(max_examples=20, deadline=None)
@given(st.integers(60, 2_000), st.integers(0, 2**31))
def test_no_two_people_share_a_number(size: int, seed: int) -> None:
    population = Population(seed, size)
    people = [population.person(i) for i in range(size)] + [population.special(i) for i in range(0, 40_000, 97)]
    for field in ("id_number", "phone", "card_no", "his_pid"):
        assert len({getattr(p, field) for p in people}) == len(people)


@pytest.mark.parametrize("size", [60, 1_140, 50_000])
def test_a_person_follows_from_seed_and_index_alone(size: int) -> None:
    assert Population(5, size).person(size // 2) == Population(5, size).person(size // 2)
    assert Population(5, size).person(size // 2) != Population(6, size).person(size // 2)
