"""Spark carries a backfill to the same rows as one process does. `make spark` runs these where Java is; the default install has no Spark."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.runners.local import LocalRunner
from pipelines.runners.spark import SparkRunner
from quality import rules
from settings import ROOT
from tests.product.installation import Installation, installed
from warehouse.errors import Misconfigured

HAS_SPARK = importlib.util.find_spec("pyspark") is not None
spark = pytest.mark.skipif(not HAS_SPARK, reason="needs the extra `spark` and Java: make spark")
EXAMS = int(os.environ.get("SPARK_EXAMS", "700"))
SMALL = {"LIGHTBOX_BATCH_ROWS": "40", "LIGHTBOX_PAGE_ROWS": "20"}  # many batches of a small hospital
FEEDS = (("RIS", "orders"), ("RIS", "exams"), ("RIS", "reports"), ("UIS", "exams"), ("UIS", "reports"))
BACKFILL = (
    "import sys; from datetime import datetime; from ops.wiring import connect; from settings import load\n"
    "parts = connect(load()); n = parts.line.recollect(sys.argv[1], sys.argv[2], datetime(2020, 1, 1), datetime(2027, 1, 1), 'test')\n"
    "print(n.extracted, n.loaded, n.quarantined)"
)
OWN = ("exam_id", "order_id", "report_id", "person_id", "load_seq", "collect_time", "object_id")  # ids follow the order of arrival

# Rules that ask what is stored mark the later of two rows, and which is later follows the order of arrival, too.
ASKING = sorted({rule.id for rule in rules.load() if rule.scope == "store"})


def script(hospital: Installation, text: str) -> str:
    """A file: with pyspark beside it, importing Great Expectations ends a `python -c` without a word."""
    file = hospital.product.keys.parent / f"{hash(text)}.py"
    file.write_text(text, encoding="utf-8")
    return str(file)


def backfill(hospital: Installation, environment: dict[str, str]) -> list[str]:
    told: list[str] = []
    for source, feed in FEEDS:
        command = [sys.executable, script(hospital, BACKFILL), source, feed]
        given = {**hospital.product.environment, **SMALL, **environment}
        done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=600)
        assert done.returncode == 0, done.stderr[-2000:]
        told.append(done.stdout.splitlines()[-1])
    return told


CONTENT = (
    "import json, sys; from ops.wiring import connect; from settings import load\n"
    "parts = connect(load()); own, asking = sys.argv[2].split(','), sys.argv[3].split(',')\n"
    "rows = parts.store.query('SELECT * FROM ' + sys.argv[1]).to_pylist()\n"
    "for row in rows: row['rules'] = [r for r in (row.get('rules') or '').split(',') if r and r not in asking]\n"
    "print(json.dumps(sorted(repr(sorted((k, str(v)) for k, v in row.items() if k not in own)) for row in rows)))"
)


def content(hospital: Installation, table: str) -> str:
    command = [sys.executable, script(hospital, CONTENT), table, ",".join(OWN), ",".join(ASKING)]
    return subprocess.run(command, cwd=ROOT, env=hospital.product.environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.spark
@spark
def test_a_backfill_on_spark_ends_with_the_rows_of_one_process(tmp_path: Path) -> None:
    with installed(tmp_path / "one", EXAMS) as one, installed(tmp_path / "many", EXAMS) as many:
        counts = backfill(one, {"LIGHTBOX_RUNNER": "local"})
        assert backfill(many, {"LIGHTBOX_RUNNER": "spark"}) == counts
        for table in ("exam", "exam_order", "report", "exam_daily", "exam_duration", "exam_department", "exam_age"):
            assert content(many, table) == content(one, table), table
        assert many.balanced()
        again = backfill(many, {"LIGHTBOX_RUNNER": "spark"})
        assert [line.split()[1] for line in again] == ["0"] * len(FEEDS)  # twice is once


def failing() -> Any:
    def carry(_run: str, address: str) -> None:
        if address == "b":
            raise Misconfigured("a person must look", "here")
        if address == "d":
            raise ValueError("张三 440301199001010011")

    return carry


@pytest.mark.spark
@spark
@pytest.mark.parametrize(("addresses", "kind", "words"), [(("a", "b", "c"), "Misconfigured", "a person must look. here"),
                                                         (("a", "d"), "LightboxError", "ValueError in a Spark task")])  # fmt: skip
def test_what_fails_there_is_told_here_in_words_safe_to_show(addresses: tuple[str, ...], kind: str, words: str) -> None:
    with pytest.raises(Exception, match=words) as told:
        SparkRunner("local[2]", "tests.runners.test_spark:failing").each("run", addresses, lambda _run, _address: None)
    assert type(told.value).__name__ == kind
    assert "张三" not in str(told.value)


@pytest.mark.skipif(HAS_SPARK, reason="Spark is installed")
def test_without_spark_the_setting_says_what_is_missing() -> None:
    with pytest.raises(Misconfigured, match="Spark is not installed"):
        SparkRunner("local[2]", "ops.wiring:carrying").each("run", ["a"], lambda _run, _address: None)


def test_in_one_process_batches_go_in_order_and_stop_at_the_first_that_fails() -> None:
    seen: list[str] = []

    def carry(_run: str, address: str) -> None:
        seen.append(address)
        if address == "2":
            raise Misconfigured("no")

    with pytest.raises(Misconfigured):
        LocalRunner().each("run", ["1", "2", "3"], carry)
    assert seen == ["1", "2"]
