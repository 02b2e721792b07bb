"""The data dictionary follows from the declarations, and leaves no column out."""

from pathlib import Path

import pytest

from pipelines import dictionary
from pipelines.declaration import load_all
from pipelines.publish import publish_declarations
from quality import rules
from quality.feeds import COLUMNS, Feed
from tests.pipelines.doubles import Bench
from warehouse.reading import lineage
from warehouse.tables.catalogue import TABLES
from warehouse.tables.views import views

ALL = [*TABLES.values(), *views()]
BY_NAME = {table.name: table for table in ALL}
DOCUMENTS = {d["name"]: d for d in dictionary.documents(ALL, load_all().values(), rules.load()).values()}
FEEDS = {"exam": (Feed.EXAMS,), "exam_order": (Feed.ORDERS,), "report": (Feed.REPORTS,), "file_fact": (Feed.FILES, Feed.IMAGES),
         "exam_token": (Feed.EXAMS,)}  # fmt: skip


def column(table: str, name: str) -> dict:
    return next(c for c in DOCUMENTS[table]["columns"] if c["name"] == name)


@pytest.mark.parametrize("name", FEEDS)
def test_every_column_is_told_by_a_feed_or_added_by_lightbox_itself(name: str) -> None:
    for one in TABLES[name].columns:
        fields = [field for feed in FEEDS[name] for field in dictionary.canonical(TABLES[name], one.name, feed)]
        assert bool(fields) != (one.name in dictionary.OWN), f"{name}.{one.name}: say in MADE_OF what it is made of"


def test_what_a_column_is_made_of_exists() -> None:
    for table, made in dictionary.MADE_OF.items():
        known = {c.name for feed in FEEDS[table] for c in COLUMNS[feed]}
        assert {field for fields in made.values() for field in fields} <= known, table
        assert set(made) <= {c.name for c in TABLES[table].columns}, table
    for table in ALL:
        for one in table.columns:
            for source in dictionary.made_of_columns(table, one.name):
                base, _, name = source.partition(".")
                assert TABLES[base].column(name), (table.name, one.name)


def test_a_column_leads_to_the_source_columns_of_every_system_its_code_map_and_its_rules() -> None:
    steps = {(s["source"], s["feed"]): s for s in column("exam", "sex")["lineage"]}
    assert {source for source, _ in steps} == set(load_all())
    ris = steps["RIS", "exams"]
    assert ris["columns"] == ["RIS_PATIENT.SEX"]
    assert ris["code_map"] == "sex"
    assert {rule["id"] for rule in ris["rules"]} >= {"SX-01"}
    assert all({"id", "action", "severity", "zh", "en"} == set(rule) for rule in ris["rules"])
    assert column("exam", "wait_s")["unit"] == "s"
    assert {s["field"] for s in column("exam", "wait_s")["lineage"]} == {"register_time", "exam_begin_time"}


def test_views_and_rollups_lead_through_their_tables_to_the_same_sources() -> None:
    for table, name, base in (
        ("v_exam", "sex", "sex"),
        ("v_exam", "sex_zh", "sex"),
        ("exam_age", "sex", "sex"),
        ("x_exam_age", "sex_zh", "sex"),
    ):
        found = column(table, name)
        assert found["made_of"] == [f"exam.{base}"]
        assert found["lineage"] == column("exam", base)["lineage"]
    assert column("exam_daily", "positives")["made_of"] == ["report.positive"]


def test_every_source_column_a_feed_reads_into_a_table_is_in_the_dictionary() -> None:
    told = {(s["source"], s["feed"], s["field"]) for table in FEEDS for c in DOCUMENTS[table]["columns"] for s in c["lineage"]}
    for source in load_all().values():
        for feed, declared in source.feeds.items():
            if feed in dictionary.EVENTS:
                continue
            # Beside the tables: what only identity keeps.
            kept = set(declared.columns) - {"pinyin", "address", "accession_no", "case_no", "order_no", "visit_no", "card_no"}
            if feed in (Feed.REPORTS, Feed.FILES, Feed.IMAGES):
                kept -= {"patient_key", "his_pid", "name", "sex", "birth_date", "age_text", "id_number", "id_type", "phone", "vip"}
            if feed is Feed.ORDERS:
                kept -= {"age_text", "id_type", "vip"}
            assert {(source.source, feed.value, field) for field in kept} <= told, (source.source, feed)


def test_it_is_published_with_the_declarations(bench: Bench, tmp_path: Path) -> None:
    publish_declarations(bench.platform, tmp_path / "feeds")
    tables = lineage.dictionary(bench.platform)
    assert [table["name"] for table in tables] == [table.name for table in ALL]
    assert [c["name"] for c in tables[0]["columns"]] == [c.name for c in ALL[0].columns]
    found = lineage.column(bench.platform, "exam", "sex")
    assert found is not None
    assert found["lineage"] == column("exam", "sex")["lineage"]
    assert lineage.column(bench.platform, "exam", "name") is None
