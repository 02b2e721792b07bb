"""People, sessions, published declarations and requests."""

import hashlib

import pytest
from sqlalchemy import Engine, select, update

from warehouse.errors import Refused
from warehouse.platform.schema import SESSION, USER
from warehouse.platform.store import Platform

TERMS = {"hours": 12, "tries": 3, "wait_s": 300}


@pytest.fixture
def people(platform: Platform) -> Platform:
    platform.ensure_demo_users(lambda name: f"password of {name}")
    return platform


def test_a_right_password_opens_a_session_that_ends_with_logout(people: Platform, engine: Engine) -> None:
    token = people.login("engineer", "password of user-engineer", **TERMS)
    who = people.principal(token)
    assert who is not None
    assert (who.name, who.role) == ("engineer", "engineer")
    with engine.connect() as connection:
        stored = connection.execute(select(SESSION.c.token_hash)).scalar_one()
    assert stored == hashlib.sha256(token.encode()).hexdigest(), "the table must not hold what opens a session"
    people.logout(token)
    assert people.principal(token) is None


def test_wrong_names_and_wrong_passwords_are_refused_in_the_same_words(people: Platform) -> None:
    texts = set()
    for name, password in (("engineer", "x"), ("nobody", "x"), ("Engineer", "password of user-engineer")):
        with pytest.raises(Refused) as refused:
            people.login(name, password, **TERMS)
        texts.add(str(refused.value))
    assert len(texts) == 1


def test_an_account_locks_after_the_tries_and_then_even_the_right_password_waits(people: Platform, engine: Engine) -> None:
    for _ in range(3):
        with pytest.raises(Refused):
            people.login("analyst", "wrong", **TERMS)
    with pytest.raises(Refused):
        people.login("analyst", "password of user-analyst", **TERMS)
    with engine.begin() as connection:
        connection.execute(update(USER).values(locked_until="2000-01-01T00:00:00.000000Z"))
    assert people.login("analyst", "password of user-analyst", **TERMS)


def test_a_session_over_its_time_or_of_a_disabled_user_is_nobody(people: Platform, engine: Engine) -> None:
    over = people.login("it", "password of user-it", hours=0, tries=3, wait_s=1)
    assert people.principal(over) is None
    token = people.login("it", "password of user-it", **TERMS)
    with engine.begin() as connection:
        connection.execute(update(USER).where(USER.c.name == "it").values(disabled=True))
    assert people.principal(token) is None
    with pytest.raises(Refused):
        people.login("it", "password of user-it", **TERMS)


def test_demo_users_are_made_once_and_hold_no_clear_password(people: Platform, engine: Engine) -> None:
    people.ensure_demo_users(lambda name: "another password")
    assert [a["name"] for a in people.demo_accounts()] == ["analyst", "clinician", "engineer", "it"]
    assert people.login("engineer", "password of user-engineer", **TERMS)
    with engine.connect() as connection:
        assert all(h.startswith("$argon2id$") for h in connection.execute(select(USER.c.password_hash)).scalars())


def test_publishing_replaces_all_documents_of_a_kind(platform: Platform) -> None:
    platform.publish("rule", {"ID-02": {"id": "ID-02", "zh": "校验位"}, "NM-01": {"id": "NM-01"}})
    platform.publish("source", {"RIS": {"code": "RIS"}})
    platform.publish("rule", {"ID-02": {"id": "ID-02", "zh": "证件校验位"}})
    assert platform.published("rule") == [{"id": "ID-02", "zh": "证件校验位"}]
    assert platform.published("source") == [{"code": "RIS"}]
    platform.publish("rule", {})
    assert platform.published("rule") == []


def test_a_request_is_taken_by_its_task_and_reports_back(platform: Platform) -> None:
    number = platform.ask("release", {"items": list(range(30_000))}, "engineer")
    assert platform.request(number)["state"] == "waiting"  # type: ignore[index]
    taken = platform.take_request(number)
    assert taken is not None
    assert (taken["state"], len(taken["arguments"]["items"])) == ("running", 30_000)
    platform.finish_request(number, "done", {"run_id": "r9"})
    assert platform.request(number)["result"] == {"run_id": "r9"}  # type: ignore[index]
    assert platform.take_request(number) is None, "an ended request is not executed again"
    assert platform.request(10**9) is None
    assert platform.take_request(10**9) is None
