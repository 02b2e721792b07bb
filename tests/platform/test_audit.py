"""The audit: one unbroken chain, whoever writes; change, deletion and truncation are found."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, select, update

from tests.platform.conftest import MASTER
from warehouse.audit import Audit, Head
from warehouse.errors import Misconfigured
from warehouse.keys import Keyring
from warehouse.platform.database import engine_for
from warehouse.platform.schema import AUDIT, AUDIT_HEAD
from warehouse.platform.store import Platform


def fill(platform: Platform, entries: int = 6) -> None:
    for number in range(entries):
        assert platform.audit.append("clinician", "exams:read", f"exam:{number}", number % 2 == 0, {"fields": ["名称"]}) == number + 1


def change(engine: Engine, *statements: Any) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_untouched_chain_is_whole_even_when_empty(platform: Platform) -> None:
    assert platform.audit.verify() == []
    fill(platform)
    assert platform.audit.verify() == []
    newest = platform.audit.entries(limit=2)
    assert [e["entry"] for e in newest] == [6, 5]
    assert newest[0]["detail"] == {"fields": ["名称"]}
    assert [e["entry"] for e in platform.audit.entries(before=3)] == [2, 1]


@pytest.mark.parametrize("column, value", [
    ("principal", "nobody"), ("operation", "exams:search"), ("object", "exam:9"), ("allowed", True), ("detail", "{}"),
    ("at", "2020-01-01T00:00:00.000000Z"), ("previous", "0" * 64), ("hash", "f" * 64),
])  # fmt: skip
def test_any_change_of_any_column_is_found(platform: Platform, engine: Engine, column: str, value: object) -> None:
    fill(platform)
    change(engine, update(AUDIT).where(AUDIT.c.entry == 4).values({column: value}))
    assert platform.audit.verify() != []


@pytest.mark.parametrize("gone, words", [(1, "entries 1 to 1 are missing"), (3, "entries 3 to 3 are missing"), (6, "ends at entry 5")])
def test_a_deleted_entry_is_found_at_the_start_in_the_middle_and_at_the_end(
    platform: Platform, engine: Engine, gone: int, words: str
) -> None:
    fill(platform)
    change(engine, delete(AUDIT).where(AUDIT.c.entry == gone))
    assert any(words in text for text in platform.audit.verify())


def test_an_entry_deleted_and_the_rest_renumbered_is_found(platform: Platform, engine: Engine) -> None:
    fill(platform)
    change(
        engine,
        delete(AUDIT).where(AUDIT.c.entry == 3),
        *[update(AUDIT).where(AUDIT.c.entry == n).values(entry=n - 1) for n in (4, 5, 6)],
        update(AUDIT_HEAD).values(entry=5),
    )
    assert platform.audit.verify() != []


def test_two_entries_swapped_are_found(platform: Platform, engine: Engine) -> None:
    fill(platform)
    moves = [(2, 99), (3, 2), (99, 3)]
    change(engine, *[update(AUDIT).where(AUDIT.c.entry == a).values(entry=b) for a, b in moves])
    assert platform.audit.verify() != []


def test_everything_deleted_is_found(platform: Platform, engine: Engine) -> None:
    fill(platform)
    change(engine, delete(AUDIT))
    assert platform.audit.verify() != []


def test_a_lost_head_stops_the_record_and_is_not_made_anew(platform: Platform, engine: Engine) -> None:
    fill(platform)
    change(engine, delete(AUDIT), delete(AUDIT_HEAD))
    platform.migrate()
    assert platform.audit.verify() != []
    with pytest.raises(Misconfigured):
        platform.audit.append("it", "audit:read", "audit:all", True)


def test_an_entry_forged_without_the_key_is_found(platform: Platform, engine: Engine, tmp_path: Path) -> None:
    fill(platform)
    forger = Audit(engine, Keyring(b"\xff" * 32, tmp_path))
    forger.append("clinician", "exams:read", "exam:7", True)
    assert platform.audit.verify() != []


def test_an_older_state_put_back_whole_is_found_by_a_head_noted_elsewhere(platform: Platform, engine: Engine) -> None:
    fill(platform)
    with engine.connect() as connection:
        old_head = dict(connection.execute(select(AUDIT_HEAD)).mappings().one())
    platform.audit.append("it", "quarantine:release", "item:1", True)
    noted = platform.audit.head()
    assert platform.audit.verify(noted) == []
    change(engine, delete(AUDIT).where(AUDIT.c.entry == 7), delete(AUDIT_HEAD), insert(AUDIT_HEAD).values(old_head))
    assert platform.audit.verify() == [], "the database alone cannot show it"
    assert platform.audit.verify(noted) != []
    assert platform.audit.verify(Head(0, "0" * 64)) == []


def append_many(url: str, folder: Path, name: str, entries: int) -> None:
    engine = engine_for(url)
    audit = Audit(engine, Keyring(MASTER, folder))
    for number in range(entries):
        audit.append(name, "exams:read", f"exam:{number}", True)
    engine.dispose()


def test_several_processes_append_one_chain_while_it_is_verified(platform: Platform, database: str, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=append_many, args=(database, tmp_path, f"writer{n}", 40)) for n in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert platform.audit.verify() == []
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert platform.audit.verify() == []
    assert platform.audit.head().entry == 120
    names = [e["principal"] for e in platform.audit.entries(limit=200)]
    assert sorted(set(names)) == ["writer0", "writer1", "writer2"]
    assert len(names) == 120
