"""All six departments of the demo hospital through the line: counts as its ledger says, nothing twice, all at once as one by one."""

import csv
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from demo.hospital import build
from demo.ledger import Ledger
from pipelines.declaration import load_all
from tests.pipelines.doubles import Bench

pytestmark = pytest.mark.slow
EXAMS = 500
ORDER = ("orders", "exams", "reports", "files", "images")
FEEDS = [(source, feed) for feed in ORDER for source, declared in sorted(load_all().items()) if feed in {f.value for f in declared.feeds}]
ENDS = ("loaded", "unchanged", "merged", "deleted", "excluded", "quarantined")


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return build(tmp_path_factory.mktemp("hospital") / "demo", exams=EXAMS, seed=7)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory, hospital: Ledger) -> tuple[Bench, dict[tuple[str, str], dict[str, int]]]:
    bench = Bench(tmp_path_factory.mktemp("bench"), {s: dict(c) for s, c in hospital.connections.items()}, batch_rows=200, page_rows=90)
    return bench, {(source, feed): bench.collect(source, feed) for source, feed in FEEDS}


@pytest.mark.req("A-2.3", part=True)
@pytest.mark.req("A-2.4", part=True)
@pytest.mark.req("A-2.5", part=True)
@pytest.mark.req("A-2.6", part=True)
@pytest.mark.req("A-2.7", part=True)
@pytest.mark.req("A-2.8", part=True)
def test_every_row_of_every_department_is_accounted_for(
    hospital: Ledger, collected: tuple[Bench, dict[tuple[str, str], dict[str, int]]]
) -> None:
    bench, counts = collected
    for (source, feed), count in counts.items():
        assert count["extracted"] == hospital.feeds[source][feed] == sum(count[end] for end in ENDS), (source, feed)
    for table, feeds in (("exam", ("exams",)), ("exam_order", ("orders",)), ("report", ("reports",)), ("file_fact", ("files", "images"))):
        held = sum(c["loaded"] + c["deleted"] for (_, feed), c in counts.items() if feed in feeds)
        assert len(bench.rows(table)) == held
    planned = {(c.source, c.feed): 0 for c in hospital.cases}
    for case in hospital.cases:
        planned[case.source, case.feed] += case.outcome == "quarantined"
    assert {pair: counts[pair]["quarantined"] for pair in planned} == planned


def test_a_second_collection_of_everything_changes_nothing(collected: tuple[Bench, dict[tuple[str, str], dict[str, int]]]) -> None:
    bench, first = collected
    before = bench.everything()
    for source, feed in FEEDS:
        with bench.platform._engine.begin() as connection:  # as if the watermark had been lost
            connection.exec_driver_sql("UPDATE feed SET watermark = NULL WHERE source = ? AND feed = ?", (source, feed))
        again = bench.collect(source, feed)
        assert (again["loaded"], again["deleted"]) == (0, 0), (source, feed)
        assert again["extracted"] == first[source, feed]["extracted"] == sum(again[end] for end in ENDS)
    assert bench.everything() == before


@pytest.mark.req("A-4.7", part=True)
def test_six_departments_at_once_end_as_one_after_the_other(
    tmp_path: Path, hospital: Ledger, collected: tuple[Bench, dict[tuple[str, str], dict[str, int]]]
) -> None:
    single, counts = collected
    bench = Bench(tmp_path, {s: dict(c) for s, c in hospital.connections.items()}, batch_rows=200, page_rows=90)

    def department(source: str) -> dict[tuple[str, str], dict[str, int]]:
        line = bench.new_line()
        return {(s, feed): vars(line.collect(s, feed, "test")) for s, feed in FEEDS if s == source}

    with ThreadPoolExecutor(6) as pool:
        parts = list(pool.map(department, sorted(load_all())))
    assert {pair: count for part in parts for pair, count in part.items()} == counts
    assert persons(bench, hospital) == persons(single, hospital)
    for table in ("exam", "report", "exam_order", "file_fact"):
        people = {row["exam_id"]: row["person_id"] for row in bench.rows("exam")}
        assert all(row["person_id"] == people[row["exam_id"]] for row in bench.rows(table) if row["exam_id"] in people), table


def persons(bench: Bench, hospital: Ledger) -> set[frozenset[tuple[str, str]]]:
    """Which exams belong to one person, by their keys."""
    held = {row["exam_id"]: row["person_id"] for row in bench.rows("exam")}
    groups: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for source, keys in exams_of(hospital).items():
        for key, entry in bench.identity.known(source, "exam", keys).items():
            if entry.id in held:
                groups[held[entry.id]].add((source, key))
    return {frozenset(group) for group in groups.values()}


def exams_of(hospital: Ledger) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = defaultdict(list)
    with (hospital.home / "people.tsv").open(encoding="utf-8", newline="") as truth:
        for row in csv.reader(truth, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[2]:
                keys[row[1]].append(row[2])
    return keys


@pytest.mark.req("A-3.3", part=True)
def test_no_two_people_become_one_person(hospital: Ledger, collected: tuple[Bench, dict[tuple[str, str], dict[str, int]]]) -> None:
    bench, _ = collected
    truth: dict[tuple[str, str], str] = {}
    with (hospital.home / "people.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            truth[row[1], row[2]] = row[0]
    mixed = [group for group in persons(bench, hospital) if len({truth[exam] for exam in group}) > 1]
    assert mixed == []
