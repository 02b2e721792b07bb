"""What a hospital adds itself lives beside the installation: its sources and its code rows, seen everywhere, told when they are wrong."""

from pathlib import Path

import pyarrow as pa
import pytest

from ops.commands_run import _empty
from pipelines.declaration import SOURCES, load, load_all
from pipelines.publish import publish_declarations
from quality.feeds import Feed
from quality.reading import ColumnReading, Reading
from quality.validate import validate
from tests.pipelines.doubles import TODAY, Bench
from warehouse.codes import tables
from warehouse.errors import Misconfigured

EIS = (SOURCES / "eis.yaml").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path):
    folder = tmp_path / "codes"
    folder.mkdir()
    tables.extend(folder)
    yield folder
    tables.extend(Path("/nonexistent"))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "eis2.yaml").write_text(EIS.replace("source: EIS", "source: EIS2"), encoding="utf-8")
    return folder


@pytest.mark.req("A-2.1", part=True)
def test_a_hospitals_own_source_is_read_beside_the_delivered_ones(sources: Path, bench: Bench) -> None:
    assert "EIS2" in load_all(sources)
    publish_declarations(bench.platform, bench.settings.feeds, sources)
    assert (bench.settings.feeds / "EIS2.json").is_file()
    assert "EIS2" in {document["source"] for document in bench.platform.published("source")}
    assert ("EIS2", "exams") in {(feed["source"], feed["feed"]) for feed in bench.platform.feeds()}


def test_the_same_source_twice_is_told_with_both_files(sources: Path) -> None:
    (sources / "mine.yaml").write_text(EIS, encoding="utf-8")
    with pytest.raises(Misconfigured) as told:
        load_all(sources)
    assert str(sources / "mine.yaml") in str(told.value)
    assert str(SOURCES / "eis.yaml") in str(told.value)


def test_a_missing_folder_is_no_source(tmp_path: Path) -> None:
    assert set(load_all(tmp_path / "nothing")) == set(load_all())


def test_emptying_the_home_keeps_what_the_hospital_added(tmp_path: Path) -> None:
    for name in ("site/sources/a.yaml", "staging/x", "platform.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    _empty(tmp_path, tmp_path / "site")
    assert [f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*") if f.is_file()] == ["site/sources/a.yaml"]


def test_a_code_is_added_by_a_row_and_the_rules_take_it(own: Path) -> None:
    reading = Reading("PFT", Feed.EXAMS, {"exam_category": ColumnReading("exam_category")})
    rows = pa.table({"key": ["1"], "exam_category": ["PFT.VENT"], "name": ["堃喆甲"]})
    assert validate(reading, rows, TODAY).rows["exam_category"].isna().all()
    (own / "exam_category.tsv").write_text("code\tzh\ten\nPFT.VENT\t通气\tVentilation\n", encoding="utf-8")
    assert list(validate(reading, rows, TODAY).rows["exam_category"]) == ["PFT.VENT"]
    (own / "exam_category.tsv").write_text("code\tzh\ten\nPFT.VENT\t通气功能\tVentilation\n", encoding="utf-8")
    assert tables.table("exam_category")["PFT.VENT"].zh == "通气功能"  # read again, without a restart


def test_a_code_row_that_is_no_row_is_told_with_its_line(own: Path) -> None:
    (own / "sex.tsv").write_text("code\tzh\ten\n3 其他 Other\n", encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"sex\.tsv:2: a row is code, zh, en"):
        tables.table("sex")


def test_a_map_to_a_code_no_table_has_is_told_until_its_row_is_there(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "eis.yaml"
    file.write_text(EIS.replace("G: ES.GAS", "G: ES.NEW"), encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"exam_category has no code 'ES\.NEW'") as told:
        load(file)
    assert "add a row to codes/exam_category.tsv" in str(told.value)
    (own / "exam_category.tsv").write_text("code\tzh\ten\nES.NEW\t新\tNew\n", encoding="utf-8")
    assert load(file).source == "EIS"
