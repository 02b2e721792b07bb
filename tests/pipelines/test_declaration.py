"""Declarations: mistakes are told with file and line, and one declaration renders for every dialect."""

from pathlib import Path

import pytest
import sqlglot
from sqlalchemy.dialects import mssql, mysql, oracle, sqlite

from pipelines.check import check_source
from pipelines.declaration import SOURCES, load, load_all
from pipelines.select import FeedSelect
from quality.feeds import Feed
from warehouse.errors import Misconfigured

GOOD = (SOURCES / "eis.yaml").read_text(encoding="utf-8")
MISTAKES = {
    "unknown canonical column": ("      item: e.item_name\n", "      itm: e.item_name\n", "no column 'itm'"),
    "unknown code map": ("codes: image_grade}", "codes: image_grades}", "no code map 'image_grades'"),
    "unknown alias": ("      room: e.room\n", "      room: x.room\n", "x.room: there is no table with this alias"),
    "two origins": ("modality: {const: ES}", "modality: {const: ES, column: e.room}", "exactly one of"),
    "unknown kind of increment": ("kind: epoch_ms, column: e.update_ts", "kind: epoch, column: e.update_ts", "Input should be"),
    "unknown word": ("    as: e\n", "    as: e\n    sort: e.id\n", "Extra inputs"),
    "feed without group": ("feeds: [orders, exams], schedule", "feeds: [orders], schedule", "exactly one group"),
    "broken YAML": ("zh: 内镜信息系统", "zh: [内镜信息系统", "expected"),
}


@pytest.mark.req("A-2.1", part=True)
def test_six_departmental_systems_are_declared() -> None:
    sources = load_all()
    assert set(sources) == {"RIS", "UIS", "EIS", "PIS", "NMIS", "ECGIS"}
    for source in sources.values():
        assert {Feed.ORDERS, Feed.EXAMS, Feed.REPORTS, Feed.IMAGES} <= set(source.feeds)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, mistake: str) -> None:
    right, wrong, words = MISTAKES[mistake]
    assert right in GOOD
    file = tmp_path / "eis.yaml"
    text = GOOD.replace(right, wrong, 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured) as told:
        load(file)
    assert words in str(told.value)
    first = str(told.value).splitlines()[0]
    assert first.startswith(f"{file}:")
    line = int(first.removeprefix(f"{file}:").partition(":")[0])
    expected = text[: text.index(wrong)].count("\n") + 1
    near = 60 if mistake == "unknown alias" else 3 if mistake != "feed without group" else 10  # told at the feed it stands in
    assert abs(line - expected) <= near


def test_a_required_column_that_is_not_mapped_is_told(tmp_path: Path) -> None:
    file = tmp_path / "eis.yaml"
    file.write_text(GOOD.replace("      exam_key: r.exam_uuid\n", "", 1), encoding="utf-8")
    with pytest.raises(Misconfigured, match="'exam_key' is required"):
        load(file)


def test_check_tells_what_a_right_declaration_holds() -> None:
    told = check_source(SOURCES / "ris.yaml")
    assert "RIS 放射信息系统" in told
    assert "exams: " in told


@pytest.mark.req("A-4.1", part=True)
@pytest.mark.parametrize("name", ["ris", "uis", "eis", "pis", "nmis", "ecgis"])
def test_every_statement_renders_and_parses_in_its_own_dialect(name: str) -> None:
    source = load(SOURCES / f"{name}.yaml")
    dialects = {"oracle": (oracle.dialect(), "oracle"), "mssql": (mssql.dialect(), "tsql"), "mysql": (mysql.dialect(), "mysql")}
    for dialect, grammar in (dialects[source.dialect], (sqlite.dialect(), "sqlite")):
        for declaration in source.feeds.values():
            marks = {i.name: 1 for i in declaration.increments}
            select = FeedSelect(declaration, source.dialect)
            for statement in (select.page(marks, marks, [1] * len(select.order), 10), select.without_key(None, marks)):
                text = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
                assert sqlglot.parse_one(text, read=grammar)


def test_own_sql_stands_for_the_table(tmp_path: Path) -> None:
    source = load(SOURCES / "nmis.yaml")
    own = {"oracle": "SELECT * FROM V_NM_PLATFORM WHERE LB <> 'RAI'"}
    declaration = source.feeds[Feed.EXAMS].model_copy(update={"sql": own})
    text = str(FeedSelect(declaration, "oracle").without_key(None, {}).compile(dialect=oracle.dialect()))
    assert "LB <> 'RAI'" in text
    with pytest.raises(Misconfigured, match="no statement for mysql"):
        FeedSelect(declaration, "mysql")
