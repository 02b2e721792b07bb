"""The two MySQL-shaped systems on a real server hold what their doubles hold."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from demo.hospital import build
from tests.demo.conftest import database
from tests.mariadb import fresh_database, mariadb_url  # noqa: F401 - fixture


@pytest.mark.servers
def test_a_real_server_gets_the_same_rows(tmp_path: Path, mariadb_url: str) -> None:  # noqa: F811
    urls = {s: fresh_database(mariadb_url, f"demo_{s.lower()}") for s in ("EIS", "ECGIS")}
    ledger = build(tmp_path / "h", exams=300, seed=5, mysql=urls, files=False)
    assert {s: ledger.connections[s]["url"] for s in urls} == urls
    for source, url in urls.items():
        engine = create_engine(url, connect_args={"init_command": "SET time_zone = '+08:00'"})
        with engine.connect() as server, sqlite3.connect(database(ledger, source)) as double:
            for table, rows in ledger.rows[source].items():
                assert server.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar() == rows
            query = (
                "SELECT patient_id, full_name, birthday, id_card_enc FROM patient ORDER BY patient_id"
                if source == "EIS"
                else "SELECT record_no, upload_seq, patient_name, id_no, hr FROM ecg_wide ORDER BY id"
            )
            assert [tuple(r) for r in server.exec_driver_sql(query)] == double.execute(query).fetchall()
        engine.dispose()


def test_a_system_of_another_kind_is_refused_a_server(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="MySQL-shaped"):
        build(tmp_path / "h", exams=100, mysql={"RIS": "mysql://nowhere/x"}, files=False)
