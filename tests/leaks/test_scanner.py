"""The control of the leak tests: one leak planted in each kind of place must be found."""

import base64
import gzip
import json
import sqlite3
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest

from tests.leaks.scanner import Canaries, scan_bytes, scan_duckdb, scan_tree

NAME = "欧阳堃喆"
NUMBER = "990101198503070017"
CANARIES = Canaries([NAME, NUMBER])

FORMS = {
    "utf-8": NAME.encode(),
    "utf-16": NAME.encode("utf-16-le"),
    "gbk": NAME.encode("gbk"),
    "hex": NAME.encode().hex().encode(),
    "HEX of gbk": NAME.encode("gbk").hex().upper().encode(),
    "base64": base64.b64encode(f'{{"name":"{NAME}"}}'.encode()),
    "base64, second alignment": base64.b64encode(f"x{NAME}".encode()),
    "base64, third alignment": base64.b64encode(f"xy{NUMBER}z".encode()),
    "percent": quote(f"/exams?q={NAME}").encode(),
    "percent of gbk": quote(NAME.encode("gbk")).encode(),
    "JSON escapes": json.dumps({"name": NAME}).encode(),
    "pinyin": b"OUYANG^KUNZHE",
    "pinyin joined": b"patient=ouyangkunzhe",
    "number": f"id={NUMBER}".encode(),
    "gzip": gzip.compress(f"...{NAME}...".encode()),
    "gzip of gzip": gzip.compress(gzip.compress(NUMBER.encode())),
    "zlib": zlib.compress(NAME.encode("gbk")),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_planted_leak_is_found_in_each_form(form: str) -> None:
    assert scan_bytes(CANARIES, b"before " + FORMS[form] if not form.startswith(("gzip", "zlib")) else FORMS[form], form)


def test_clean_bytes_are_clean() -> None:
    assert scan_bytes(CANARIES, ("无关文字 990101 欧阳 " * 5000).encode(), "clean") == []


def test_a_planted_leak_is_found_in_each_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "plain.log").write_text(f"line one\n{NAME}\n")
    (tmp_path / "across.bin").write_bytes(b"\0" * (16 * 1024 * 1024 - 4) + NUMBER.encode())
    with zipfile.ZipFile(tmp_path / "pack.zip", "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("inner.txt", NAME)
    database = sqlite3.connect(tmp_path / "some.db")
    database.execute("CREATE TABLE t (x BLOB)")
    database.execute("INSERT INTO t VALUES (?)", (zlib.compress(NAME.encode()),))
    database.commit()
    database.close()
    (tmp_path / f"{NUMBER}.pdf").write_bytes(b"")
    places = {hit.place.split(":")[0].split("!")[0] for hit in scan_tree(CANARIES, tmp_path)}
    assert places == {"plain.log", "across.bin", "pack.zip", "some.db", f"name of {NUMBER}.pdf"}


def test_a_folder_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "x").write_text(NAME)
    assert scan_tree(CANARIES, tmp_path, leave_out=("demo",)) == []


def test_a_planted_leak_is_found_in_a_duckdb_table() -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE report (findings VARCHAR)")
    connection.execute("INSERT INTO report VALUES (?)", [f"患者{NAME}复查"])
    assert [hit.place for hit in scan_duckdb(CANARIES, connection, "analytic")] == ["analytic:report"]
