"""The catalogue: one entry is one rule, mistakes in it name file and line, and what is published is complete."""

import json
from pathlib import Path

import pytest

from quality import rules
from quality.feeds import COLUMNS, Feed
from quality.rules import Action
from tests.quality.builders import one
from warehouse.errors import Misconfigured

ENTRY = """\
# A comment.
- id: XX-01
  stage: row
  feeds: [exams]
  columns: [room]
  check: {kind: one_of, values: ["404"], when: {sex: ["1"]}}
  action: flag
  severity: W
  zh: 机房不存在
  en: No such room
  why: 试验
  cause: 试验
  cause_en: A trial
  requirement: A-4.2
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule folder of its own; what was read from the real one is forgotten before and after."""
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    rules.load.cache_clear()
    rules.of_stage.cache_clear()
    yield tmp_path
    rules.load.cache_clear()
    rules.of_stage.cache_clear()


def test_one_entry_of_a_known_kind_is_a_rule_and_nothing_else_changes(folder: Path) -> None:
    (folder / "own.yaml").write_text(ENTRY, encoding="utf-8")
    assert one(Feed.EXAMS, {"room": "404"}).rules == {"XX-01"}
    assert one(Feed.EXAMS, {"room": "404", "sex": "F"}).rules == set()
    assert [d["id"] for d in rules.published()] == ["XX-01"]


MISTAKES = [
    ("stage: row", "stage: later", "2: stage 'later'"),
    ("columns: [room]", "columns: [rome]", "2: no feed of the rule has a column 'rome'"),
    ("when: {sex:", "when: {sax:", "2: no feed of the rule has a column 'sax'"),
    ("kind: one_of", "kind: one_off", "2: there is no check kind 'one_off'"),
    ('values: ["404"]', 'value: ["404"]', "2: check one_of needs values"),
    ("when: {sex:", "set: x, also: {sex:", "2: check one_of knows no also"),
    ("feeds: [exams]", "feeds: [exam]", "2: 'exam' is not a valid Feed"),
    ("action: flag", "action: shout", "2: 'shout' is not a valid Action"),
    ("severity: W", "severity: X", "2: severity 'X'"),
    ("  cause: 试验\n", "", "2: missing 'cause'"),
    ("why: 试验", "why: ''", "2: 'why' says nothing"),
    ("severity: W", "severity: W\n  colour: red", "2: unknown colour"),
    ("  cause_en: A trial\n", "", "2: missing 'cause_en'"),
    ("severity: W", "severity: W\n  scope: store", "2: rules of scope batch or store, and only they, are of stage scoped"),
    ("stage: row", "stage: scoped", "2: rules of scope batch or store, and only they, are of stage scoped"),
    ("severity: W", "severity: W\n  scope: hospital", "2: 'hospital' is not a valid Scope"),
    ("severity: W", "severity: W\n  mass_failure: {part: 1}", "2: 'mass_failure' is false or names share and rows"),
    ("id: XX-01", "id: [", "4: "),
]


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES)
def test_a_mistake_names_file_and_line(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    file = tmp_path / "own.yaml"
    assert right in ENTRY
    file.write_text(ENTRY.replace(right, wrong), encoding="utf-8")
    with pytest.raises(Misconfigured) as caught:
        rules.read(file)
    assert f"own.yaml:{message}" in str(caught.value)


def test_published_rules_are_json_and_say_what_why_and_what_to_do() -> None:
    documents = json.loads(json.dumps(rules.published(), ensure_ascii=False))
    assert len(documents) == len(rules.load())
    for document in documents:
        for name in (
            "id",
            "zh",
            "en",
            "why",
            "cause",
            "cause_en",
            "scope",
            "severity",
            "action",
            "stage",
            "feeds",
            "columns",
            "kind",
            "requirement",
        ):
            assert document[name], (document["id"], name)


def test_a_rule_with_several_faces_is_explained_by_the_one_that_stopped_the_row() -> None:
    assert rules.by_id("NM-05", "name").action is Action.QUARANTINE
    assert "类别" in rules.by_id("CD-01", "exam_category").zh
    assert rules.by_id("CD-01", "patient_class").action is Action.NULL
    assert rules.by_id("FL-02").severity == "E"
    with pytest.raises(KeyError):
        rules.by_id("XX-99")


def test_groups_of_columns_are_those_of_the_feed() -> None:
    times = [column for rule, column in rules.of_stage(Feed.EXAMS, "domain") if rule.id == "DT-01"]
    assert set(times) == {c.name for c in COLUMNS[Feed.EXAMS] if c.kind == "time"} | {"birth_date"}


def test_severity_is_an_error_exactly_where_the_row_is_stopped() -> None:
    for rule in rules.load():
        for feed in rule.feeds:
            for column in rule.columns_of(feed):
                stopped = rule.action_on(column) is Action.QUARANTINE
                assert (rule.severity_on(column) == "E") is stopped or rule.id in ("FL-01", "LC-06"), (
                    rule.id,
                    column,
                )  # LC-06 stops a step, no row


def test_every_rule_of_the_catalogue_is_an_entry() -> None:
    """The field's catalogue but for DICOM, linkage and VIP marks, which other parts of the house carry."""
    ids = {rule.id for rule in rules.load()}
    for family, last in (("ID", 12), ("NM", 9), ("PH", 4), ("SX", 2), ("AG", 1), ("DT", 8), ("CD", 4), ("LN", 2), ("KY", 5), ("CS", 5),
                         ("DM", 2), ("RP", 5), ("FL", 7), ("LC", 7), ("VP", 1)):  # fmt: skip
        assert {f"{family}-{n:02}" for n in range(1, last + 1)} <= ids, family
    scopes = {rule.scope.value for rule in rules.load()}
    assert scopes == {"row", "batch", "store"}
