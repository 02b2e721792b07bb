"""A system nobody has seen is added by one file: proposed from its tables, decided by a person, checked on its data, then collected."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

import settings as settings_module
from lightbox import app
from ops.wiring import save_connections
from pipelines.publish import publish_declarations
from tests.mariadb import fresh_database
from tests.pipelines import endoscopy, pulmonary
from tests.pipelines.doubles import Bench, Double
from warehouse.codes import tables

EXAMS = 12
HIDDEN = ("堃喆", "1380000", "19850307", "H000000", "F26100", "B00000", "Z00000", "某市")  # parts of every identifier of the double


class Site:
    """A command line on a home of its own."""

    def __init__(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bench, self.settings = bench, bench.settings
        monkeypatch.setenv("LIGHTBOX_HOME", str(self.settings.home))
        monkeypatch.setenv("LIGHTBOX_KEYS", str(self.settings.key_folder))
        settings_module.load.cache_clear()
        self.draft = self.settings.site_folder / "drafts" / "pft.yaml"

    def __call__(self, *arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, list(arguments))
        return done.exit_code, done.output + (str(done.exception) if done.exception else "")

    def decide(self) -> None:
        """What a person does with the proposal: the hospital's number, the withheld codes, and their rows in the code table."""
        text = self.draft.read_text(encoding="utf-8")
        lines = []
        for line in text.splitlines():
            if line.strip().startswith("TODO: TODO"):
                lines += ['    "通气": PFT.VENT', '    "舒张": PFT.BDT']
            elif line.strip().startswith("# his_pid"):
                lines.append("      his_pid: e.BRID")
            else:
                lines.append(line)
        self.draft.write_text("\n".join(lines), encoding="utf-8")
        self.settings.own_codes.mkdir(parents=True, exist_ok=True)
        (self.settings.own_codes / "exam_category.tsv").write_text(pulmonary.CATEGORIES, encoding="utf-8")


@pytest.fixture
def site(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Any:
    yield Site(bench, monkeypatch)
    settings_module.load.cache_clear()
    tables.extend(Path("/nonexistent"))


def added(site: Site, facts: dict[str, str]) -> None:
    """From the vendor's tables to a published source, by the commands of the guide."""
    save_connections(site.settings, {**site.bench.connections, "PFT": facts})
    code, told = site("source", "new", "PFT", "--zh", "肺功能系统")
    assert code == 0, told
    assert site("source", "check", str(site.draft))[0] == 1  # a TODO is open
    site.decide()
    code, told = site("source", "check", str(site.draft), "--profile")
    assert code == 0, told
    site.bench.connections["PFT"] = facts
    # `source add` without the analytic store's gateway: its last step
    own = site.settings.own_sources
    own.mkdir(parents=True)
    (own / "pft.yaml").write_bytes(site.draft.read_bytes())
    publish_declarations(site.bench.platform, site.settings.feeds, own)
    tables.extend(site.settings.own_codes)
    site.bench.line = site.bench.new_line()


def collected_under_the_right_patients(bench: Bench) -> None:
    """The endoscopy double's patients and the new system's are the same people, exam for exam."""
    for source, feeds in (("EIS", ("orders", "exams", "reports")), ("PFT", ("orders", "exams", "reports", "files"))):
        for feed in feeds:
            counts = bench.collect(source, feed)
            assert counts["loaded"] == counts["extracted"] == EXAMS, (source, feed, counts)
    exams = bench.rows("exam")
    new = {row["exam_id"]: row for row in exams if row["source"] == "PFT"}
    assert {row["exam_category"] for row in new.values()} == {"PFT.VENT", "PFT.BDT"}
    assert str(new[min(new)]["register_time"]) == "2026-10-02 08:20:00"
    by_person: dict[int, list[str]] = {}
    for row in exams:
        by_person.setdefault(row["person_id"], []).append(row["source"])
    assert len(by_person) == EXAMS
    assert all(sorted(sources) == ["EIS", "PFT"] for sources in by_person.values())
    for table in ("report", "file_fact", "exam_order"):
        there = [row for row in bench.rows(table) if row["source"] == "PFT"]
        assert len(there) == EXAMS
        assert all(row["exam_id"] in new and row["person_id"] == new[row["exam_id"]]["person_id"] for row in there)
    again = bench.collect("PFT", "exams")
    assert again["loaded"] == 0


@pytest.mark.req("A-2.1", part=True)
def test_a_seventh_system_is_added_by_one_file_and_its_exams_stand_under_the_right_patients(site: Site, tmp_path: Path) -> None:
    added(site, pulmonary.on_sqlite(tmp_path / "fgn", EXAMS))
    collected_under_the_right_patients(site.bench)
    assert (site.settings.feeds / "PFT.json").is_file()  # what DAG parsing reads
    assert "PFT" in {document["source"] for document in site.bench.platform.published("source")}


@pytest.mark.servers
@pytest.mark.req("A-2.1", part=True)
def test_a_seventh_system_on_a_real_server_is_added_alike(site: Site, tmp_path: Path, mariadb_url: str) -> None:
    added(site, pulmonary.on_mariadb(fresh_database(mariadb_url, "fgn"), tmp_path / "fgn", EXAMS))
    collected_under_the_right_patients(site.bench)


@pytest.mark.req("A-2.1", part=True)
def test_neither_the_proposal_nor_the_check_tells_an_identifier(site: Site, tmp_path: Path) -> None:
    facts = pulmonary.on_sqlite(tmp_path / "fgn", EXAMS)
    save_connections(site.settings, {"PFT": facts})
    told = site("source", "new", "PFT", "--zh", "肺功能系统")[1] + site.draft.read_text(encoding="utf-8")
    site.decide()
    told += site("source", "check", str(site.draft), "--profile")[1] + site("source", "check", str(site.draft), "--profile", "--json")[1]
    assert "L1D7" in told  # the shape of a patient number
    assert not [part for part in HIDDEN if part in told]


def test_a_mapping_that_takes_a_name_for_a_code_shows_no_name(site: Site, tmp_path: Path) -> None:
    save_connections(site.settings, {"PFT": pulmonary.on_sqlite(tmp_path / "fgn", EXAMS)})
    site("source", "new", "PFT", "--zh", "肺功能系统")
    site.decide()
    wrong = site.draft.read_text(encoding="utf-8").replace("column: e.LY, codes: patient_class", "column: p.XM, codes: patient_class")
    site.draft.write_text(wrong, encoding="utf-8")
    code, told = site("source", "check", str(site.draft), "--profile")
    assert code == 1
    assert "12 values have no code of patient_class (not shown; shapes: C3 × 12)".replace("12 values", "12 of 12 values") in told
    assert "堃喆" not in told


def test_a_proposal_is_never_overwritten_unasked(site: Site, tmp_path: Path) -> None:
    save_connections(site.settings, {"PFT": pulmonary.on_sqlite(tmp_path / "fgn", EXAMS)})
    site("source", "new", "PFT", "--zh", "肺功能系统")
    site.draft.write_text("mine", encoding="utf-8")
    code, told = site("source", "new", "PFT", "--zh", "肺功能系统")
    assert code == 1
    assert "--force" in told
    assert site.draft.read_text(encoding="utf-8") == "mine"
    assert site("source", "new", "PFT", "--zh", "肺功能系统", "--force")[0] == 0
    assert yaml.safe_load(site.draft.read_text(encoding="utf-8"))["source"] == "PFT"


def test_an_open_decision_is_told_with_its_line_and_what_to_do(site: Site, tmp_path: Path) -> None:
    save_connections(site.settings, {"PFT": pulmonary.on_sqlite(tmp_path / "fgn", EXAMS)})
    site("source", "new", "PFT", "--zh", "肺功能系统")
    line = next(n for n, text in enumerate(site.draft.read_text(encoding="utf-8").splitlines(), 1) if "TODO: TODO" in text)
    code, told = site("source", "check", str(site.draft))
    assert code == 1
    assert f"{site.draft}:{line}: codes.exam_category.TODO: JCLX's values are not shown" in told


DIRT = {
    "another charset": (("charset: gb18030", "charset: utf-8"), (), "charset p.XM"),
    "a time form not declared": (('times: ["epoch_s"]', 'times: ["%Y"]'), (), "times e.DJSJ"),
    "a code without a map": (("", ""), ("UPDATE FGN_JC SET LY = ? WHERE JCXH < 506", "急诊".encode("gb18030")), '"急诊": "2"'),
    "a key used again": (("key: [r.BGXH]", "key: [e.JCH]"), ("UPDATE FGN_JC SET JCH = 'F1'",), "key reuse e.JCH"),
    "a key that is null": (("key: [e.JCXH]", "key: [e.JCH]"), ("UPDATE FGN_JC SET JCH = NULL WHERE JCXH < 504",), "key null e.JCH"),
    "a clock eight hours ahead": (("", ""), ("UPDATE FGN_JC SET XGSJ = strftime('%s', 'now') + 8 * 3600",), "clock e.XGSJ"),
    "files that are not there": (("", ""), ("UPDATE FGN_WJ SET LJ = 'x/' || LJ",), "0 of 12 paths are found"),
    "a column that is not there": (("e.YQ", "e.YQX"), (), "the table has no column YQX"),
    "text read in the wrong charset": (("", ""), ("UPDATE FGN_JC SET SQDH = ?", "呼吸".encode("gb18030").decode("latin-1")), "double encoding e.SQDH"),
    "a mark in the wrong unit": (("kind: epoch_s, column: e.XGSJ", "kind: time, column: e.SQDH"), (), "no value of this mark"),
}  # fmt: skip
DOUBTS = {
    "a mark without index": ((), "! index p.XGSJ: no index begins with this mark"),
    "a join that multiplies": (("INSERT INTO FGN_BG SELECT BGXH + 1000, JCXH, SJ, ZD, SFYX, SFWJ, BGZT, BGYS, BGSJ, SHYS, SHSJ, XGSJ FROM FGN_BG",),
                               "! joins multiply e.JCXH: 12 keys stand in up to 2 rows each, by the join with FGN_BG"),
    "times in the future": (("UPDATE FGN_JC SET JSSJ = 4070000000 WHERE JCXH < 504",), "! future e.JSSJ: 3 of 12"),
}  # fmt: skip


def ready(site: Site, tmp_path: Path) -> Double:
    facts = pulmonary.on_sqlite(tmp_path / "fgn", EXAMS)
    save_connections(site.settings, {"PFT": facts})
    site("source", "new", "PFT", "--zh", "肺功能系统")
    site.decide()
    double = Double.__new__(Double)
    double.file = tmp_path / "fgn" / "fgn.db"
    return double


@pytest.mark.parametrize("wrong", DIRT)
def test_what_must_be_changed_is_told_and_ends_with_one(site: Site, tmp_path: Path, wrong: str) -> None:
    double = ready(site, tmp_path)
    (right, other), statement, words = DIRT[wrong]
    if statement:
        double.run(*statement)
    text = site.draft.read_text(encoding="utf-8")
    assert right in text
    site.draft.write_text(text.replace(right, other), encoding="utf-8")
    code, told = site("source", "check", str(site.draft), "--profile")
    assert code == 1, told
    assert any(words in line for line in told.splitlines() if "✗" in line), told


@pytest.mark.parametrize("doubt", DOUBTS)
def test_what_should_be_looked_at_is_told_and_stops_nothing(site: Site, tmp_path: Path, doubt: str) -> None:
    double = ready(site, tmp_path)
    statements, words = DOUBTS[doubt]
    for statement in statements:
        double.run(statement)
    code, told = site("source", "check", str(site.draft), "--profile")
    assert code == 0, told
    assert words in told


def test_the_check_stores_nothing_and_needs_no_key(site: Site, tmp_path: Path) -> None:
    ready(site, tmp_path)
    (site.settings.key_folder / "master.key").unlink()
    before = {f for f in site.settings.home.rglob("*") if "locks" not in f.parts}
    code, told = site("source", "check", str(site.draft), "--profile", "--json")
    assert code == 0, told
    document = json.loads(told)
    assert document["ok"]
    exams = next(feed for feed in document["feeds"] if feed["feed"] == "exams")
    assert exams["page"]["counts"]["loaded"] == EXAMS
    sex = next(column for column in exams["columns"] if column["column"] == "p.XB")
    assert sex["codes"] == {"男": EXAMS}
    assert next(c for c in exams["columns"] if c["column"] == "p.XM")["codes"] is None
    assert {f for f in site.settings.home.rglob("*") if "locks" not in f.parts} == before


def test_endoscopy_is_recognised_too(site: Site) -> None:
    save_connections(site.settings, site.bench.connections)
    code, told = site("source", "new", "XEIS", "--zh", "内镜", "--from", "EIS", "--out", str(site.draft))
    assert code == 0, told
    for role, table in (("exams", "exam"), ("patients", "patient"), ("reports", "report")):
        assert f"  {role:<9} {table}\n" in told
    assert endoscopy.KEY not in site.draft.read_text(encoding="utf-8")
