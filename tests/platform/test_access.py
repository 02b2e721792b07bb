"""Access: what no policy lists is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.access import OPERATIONS, POLICY, Principal, allow

ROLES = ("engineer", "it", "analyst", "clinician", "scheduler")
NAMES_OF_PEOPLE = {"person:reveal", "report:original", "files:read"}


def who(role: str) -> Principal:
    return Principal("someone", "某人", role)


@given(st.text(), st.sampled_from(OPERATIONS))
def test_a_role_nobody_knows_may_do_nothing(role: str, operation: str) -> None:
    if role not in ROLES:
        assert not allow(who(role), operation, "exam:1").allowed


@pytest.mark.parametrize("operation", OPERATIONS)
def test_nobody_may_do_nothing(operation: str) -> None:
    assert not allow(None, operation, "exam:1").allowed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_policy_decides_and_gives_a_reason(role: str, operation: str) -> None:
    decision = allow(who(role), operation, "exam:1")
    assert decision.allowed == (operation in POLICY[role])
    assert role in decision.reason


@pytest.mark.parametrize("role", ["engineer", "it", "analyst", "scheduler"])
def test_only_clinicians_see_people_originals_and_files(role: str) -> None:
    assert not any(allow(who(role), operation, "person:1").allowed for operation in NAMES_OF_PEOPLE)
    assert all(allow(who("clinician"), operation, "person:1").allowed for operation in NAMES_OF_PEOPLE)


def test_stopped_rows_are_shown_in_clear_to_engineers_alone() -> None:
    assert [role for role in ROLES if allow(who(role), "quarantine:reveal", "item:1").allowed] == ["engineer"]


def test_a_reason_never_holds_what_was_asked_for() -> None:
    assert "4711" not in allow(who("it"), "exams:read", "exam:4711").reason


def test_an_operation_that_does_not_exist_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError):
        allow(who("it"), "exams:everything", "exam:1")


def test_the_policy_names_only_operations_that_exist() -> None:
    assert set().union(*POLICY.values()) <= set(OPERATIONS)
    assert who("it").operations == sorted(POLICY["it"])
