"""A hospital backed up while it runs, and again in another place: the same rows, the same answers, nothing in clear."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from sqlalchemy import inspect, text

from ops.wiring import connect
from settings import Settings
from tests.leaks.scanner import Canaries, scan_tree
from tests.product.conftest import Product, free_offset
from tests.product.installation import Installation, installed
from warehouse.platform.database import engine_for
from warehouse.reading import originals
from warehouse.tables.catalogue import TABLES

pytestmark = pytest.mark.slow
COLLECTED = ("RIS.exams", "RIS.reports")
RUNNING = "UIS.exams"
PASSPHRASE = "a passphrase for the test"
DERIVED = ("exam_person", "exam_daily", "exam_duration", "exam_department", "exam_age")


def settings_of(product: Product) -> Settings:
    return Settings(home=product.home, keys=product.keys, port_offset=product.offset)


def database_counts(product: Product) -> dict[str, int]:
    """Rows of every table of platform, identity and the archive's catalogue."""
    found: dict[str, int] = {}
    settings = settings_of(product)
    for url in (settings.platform_database, settings.identity_database, f"sqlite:///{settings.archive / 'catalogue.db'}"):
        with engine_for(url).connect() as connection:
            for table in inspect(connection).get_table_names():
                found[table] = int(connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())
    return found


def analytic_counts(product: Product) -> dict[str, int]:
    parts = connect(settings_of(product))
    try:
        return {t: int(parts.store.query(f"SELECT COUNT(*) AS n FROM {t}").column("n")[0].as_py()) for t in TABLES}
    finally:
        parts.close()


def derived_rows(product: Product) -> list[dict[str, Any]]:
    parts = connect(settings_of(product))
    try:
        rows: list[dict[str, Any]] = []
        for table in DERIVED:
            rows += sorted(parts.store.query(f"SELECT * FROM {table}").to_pylist(), key=repr)
        return [{k: v for k, v in row.items() if k != "load_seq"} for row in rows]
    finally:
        parts.close()


def again(source: Product, backup: Path, folder: Path) -> Installation:
    """The backup in a fresh home with restored keys, its gateway running."""
    keys = folder / "keys.backup"
    if not keys.exists():
        assert source.run("key", "backup", str(keys), "--passphrase", PASSPHRASE).returncode == 0
    fresh = Product(folder / backup.name / "var", folder / backup.name / "keys", free_offset(), "")
    without = fresh.run("restore", str(backup))
    assert without.returncode == 1
    assert "key restore" in without.stderr
    assert fresh.run("key", "restore", str(keys), "--passphrase", PASSPHRASE).returncode == 0
    restored = fresh.run("restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    installation = Installation(fresh, None)  # type: ignore[arg-type]
    installation.start_gateway()
    return installation


def open_a_report(product: Product) -> tuple[dict[str, Any], str]:
    """A sealed original report, and the name of its person."""
    parts = connect(settings_of(product))
    try:
        row = parts.store.query(
            "SELECT r.exam_id, r.report_id, e.person_id FROM report r JOIN exam e ON e.exam_id = r.exam_id "
            "WHERE r.void = FALSE AND e.person_id IS NOT NULL ORDER BY r.report_id LIMIT 1"
        ).to_pylist()[0]
        found = originals.report(parts.store, row["exam_id"], row["report_id"])
        assert found is not None
        return originals.original(parts.archive, found), parts.identity.reveal([row["person_id"]])[row["person_id"]].name
    finally:
        parts.close()


def test_a_running_hospital_comes_back_whole_and_in_the_middle_of_a_collection(tmp_path: Path) -> None:
    with installed(tmp_path / "first") as first:
        first.collect(COLLECTED)
        collecting = first.collecting(RUNNING)
        during = first.product.run("backup", str(tmp_path / "during"))
        assert during.returncode == 0, during.stderr
        assert collecting.wait(120) == 0
        after = first.product.run("backup", str(tmp_path / "after"))
        assert after.returncode == 0, after.stderr
        rows, counted = analytic_counts(first.product), database_counts(first.product)
        derived, report = derived_rows(first.product), open_a_report(first.product)
        ledger = json.loads((first.product.home / "demo" / "ledger.json").read_text())

        whole = again(first.product, tmp_path / "after", tmp_path)
        try:
            assert analytic_counts(whole.product) == rows
            assert database_counts(whole.product) == counted
            assert derived_rows(whole.product) == derived
            assert open_a_report(whole.product) == report
            assert report[0]["columns"]
        finally:
            whole.stop_gateway()

        goes_on = again(first.product, tmp_path / "during", tmp_path)
        try:
            goes_on.collect([RUNNING])
            assert analytic_counts(goes_on.product) == rows
            assert goes_on.balanced()
        finally:
            goes_on.stop_gateway()

    names = ("name", "id_number", "phone", "card_no", "his_pid", "address")
    canaries = Canaries([c[n] for c in ledger["canaries"] for n in names if c[n]])
    for backup in ("during", "after"):
        assert scan_tree(canaries, tmp_path / backup) == []
        for file in (tmp_path / backup / "analytic").glob("*.parquet"):
            for batch in parquet.ParquetFile(file).iter_batches():  # compressed: its raw bytes prove nothing
                shown = "\n".join("\x1f".join(str(v) for v in row.values()) for row in batch.to_pylist())
                assert canaries.find(shown.encode(), file.name) == []
