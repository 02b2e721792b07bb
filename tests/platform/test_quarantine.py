"""Quarantine: one item a row however often it comes, and a way out that is on record."""

import pytest
from sqlalchemy import Engine, select

from tests.platform.builders import outcome, stopped
from warehouse.errors import Refused
from warehouse.platform.schema import QUARANTINE
from warehouse.platform.store import Platform


def commit(platform: Platform, run_id: str, *rows: object, passed: tuple[str, ...] = (), kind: str = "collect", **more: object) -> None:
    platform.start_run(run_id, "RIS", "exams", kind, None, "airflow")
    platform.commit_batch(outcome(run_id, 1, 3, list(rows), passed, **more))  # type: ignore[arg-type]


def test_the_same_row_again_is_one_item_counted_again(platform: Platform) -> None:
    commit(platform, "r1", stopped("a"))
    commit(platform, "r2", stopped("a", rule="NM-01", field="name"))
    (item,) = platform.quarantine()
    assert (item["retries"], item["run_id"], item["rule"], item["state"]) == (1, "r2", "NM-01", "open")
    assert item["first_seen"] <= item["last_seen"]


def test_another_content_of_the_same_key_is_another_item(platform: Platform) -> None:
    commit(platform, "r1", stopped("a", "v1"))
    commit(platform, "r2", stopped("a", "v2"))
    assert len(platform.quarantine()) == 2


def test_the_same_row_twice_in_one_batch_is_one_item(platform: Platform) -> None:
    commit(platform, "r1", stopped("a"), stopped("a"))
    assert len(platform.quarantine()) == 1


def test_a_later_version_that_passes_closes_the_open_items_of_its_key(platform: Platform) -> None:
    commit(platform, "r1", stopped("a", "v1"), stopped("a", "v2"), stopped("b"))
    commit(platform, "r2", passed=("a", "c"))
    states = {(i["run_id"], i["state"], i["closed_by"]) for i in platform.quarantine()}
    assert states == {("r1", "closed", "run:r2"), ("r1", "open", None)}
    assert len(platform.quarantine(state="open")) == 1


def test_a_key_that_passes_and_is_stopped_in_one_batch_stays_open(platform: Platform) -> None:
    commit(platform, "r1", stopped("a", "v2"), passed=("a",))
    assert platform.quarantine()[0]["state"] == "open"


def test_what_a_release_run_lets_through_is_released_and_what_it_stops_opens_again(platform: Platform) -> None:
    commit(platform, "r1", stopped("a"), stopped("b"))
    commit(platform, "x1", stopped("b"), passed=("a",), kind="release")
    states = {i["rule"] + str(i["retries"]): i["state"] for i in platform.quarantine()}
    assert states == {"ID-020": "released", "ID-021": "open"}


def test_releasing_an_older_version_leaves_a_later_one_open_and_releasing_the_later_closes_both(platform: Platform) -> None:
    commit(platform, "r1", stopped("a", "v1"))
    commit(platform, "r2", stopped("a", "v2"))
    later, older = (i["item_id"] for i in platform.quarantine())
    commit(platform, "x1", passed=("a",), kind="release", passed_hashes=["HASHav1"])
    assert {i["item_id"]: i["state"] for i in platform.quarantine()} == {later: "open", older: "released"}
    commit(platform, "x2", passed=("a",), kind="release", passed_hashes=["HASHav2"])
    assert {i["state"] for i in platform.quarantine()} == {"released"}


def test_a_released_row_that_fails_again_opens_again_but_a_discarded_one_stays(platform: Platform) -> None:
    commit(platform, "r1", stopped("a"), stopped("b"))
    first, second = (i["item_id"] for i in platform.quarantine())
    platform.close_items([first], "released", "engineer")
    platform.close_items([second], "discarded", "engineer")
    commit(platform, "r2", stopped("a"), stopped("b"))
    states = {i["item_id"]: (i["state"], i["retries"]) for i in platform.quarantine()}
    assert states == {first: ("open", 1), second: ("discarded", 1)}


def test_keys_of_another_feed_close_nothing(platform: Platform) -> None:
    commit(platform, "r1", stopped("a"))
    platform.start_run("r2", "RIS", "reports", "collect", None, "airflow")
    platform.commit_batch(outcome("r2", 1, 3, passed=("a",), feed="reports"))
    assert platform.quarantine()[0]["state"] == "open"


def test_lists_filter_page_and_never_hold_the_payload(platform: Platform) -> None:
    commit(platform, "r1", *[stopped(f"k{n}", rule="ID-02" if n % 2 else "NM-01") for n in range(7)])
    page = platform.quarantine(limit=4)
    rest = platform.quarantine(limit=4, before=page[-1]["item_id"])
    assert len({i["item_id"] for i in page + rest}) == 7
    assert not {"payload", "key_token", "row_hash"} & set(page[0])
    assert len(platform.quarantine(rule="NM-01", source="RIS", feed="exams", field="id_number", state="open", run_id="r1")) == 4
    assert platform.quarantine(since="2999-01-01") == []
    item = platform.quarantine_item(page[0]["item_id"])
    assert item is not None
    assert item["findings"][0]["severity"] == "E"
    assert platform.quarantine_item(10**9) is None


def test_the_payload_comes_back_byte_for_byte(platform: Platform) -> None:
    commit(platform, "r1", stopped("a"))
    assert platform.quarantine_payload(platform.quarantine()[0]["item_id"]) == b"sealed\x00\xff"
    with pytest.raises(Refused):
        platform.quarantine_payload(10**9)


def test_groups_count_by_system_field_and_rule_with_a_cause(platform: Platform) -> None:
    commit(platform, "r1", stopped("a"), stopped("b"), stopped("c", rule="NM-01", field="name"))
    commit(platform, "r2", stopped("a"))
    groups = platform.quarantine_groups(state="open")
    assert [(g["source"], g["feed"], g["field"], g["rule"], g["items"]) for g in groups] == [
        ("RIS", "exams", "id_number", "ID-02", 2),
        ("RIS", "exams", "name", "NM-01", 1),
    ]
    assert groups[0]["cause"]
    assert groups[0]["first_seen"] <= groups[0]["last_seen"]
    assert platform.quarantine_groups(state="released") == []


def test_more_rows_than_one_statement_takes(platform: Platform, engine: Engine) -> None:
    many = [stopped(f"n{n}") for n in range(6000)]
    commit(platform, "r1", *many)
    commit(platform, "r2", passed=tuple(f"n{n}" for n in range(6000)))
    with engine.connect() as connection:
        assert set(connection.execute(select(QUARANTINE.c.state).distinct()).scalars()) == {"closed"}
