"""The exams and orders of the fixture, loaded into a vendor's own server and collected from there, are those of its SQLite double.

Runs by `pytest -m vendor` against the servers whose URLs are in the environment (docs/source-servers.md); skipped is not tested.
"""

import os
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import BigInteger, Column, DateTime, Engine, MetaData, String, Table, Text, create_engine, text
from sqlalchemy.dialects import mssql as mssql_types
from sqlalchemy.dialects import mysql as mysql_types
from sqlalchemy.dialects import oracle as oracle_types

from demo.hospital import build
from demo.systems import ecgis
from pipelines.connection import Session
from pipelines.declaration import load_all
from pipelines.extractors import doris, mssql, mysql, oracle
from tests.extractors.test_same_rows import TIMES, collected
from warehouse.errors import Misconfigured, Refused

ROOT = Path(__file__).resolve().parents[2]
SERVERS = ("oracle", "mssql", "mariadb", "doris")
KINDS: Mapping[str, Any] = {"oracle": oracle, "mssql": mssql, "mariadb": mysql, "doris": doris}
LONG = ("machine_text", "doctor_text", "interpretation")
_MOMENT = (
    DateTime()
    .with_variant(oracle_types.TIMESTAMP(), "oracle")
    .with_variant(mssql_types.DATETIME2(3), "mssql")
    .with_variant(mysql_types.DATETIME(fsp=3), "mysql")
)


def url_of(kind: str) -> str:
    name = f"LIGHTBOX_TEST_{kind.upper()}_URL"
    url = os.environ.get(name)
    if not url:
        pytest.skip(f"{name} is not set: no {kind} server was tested (docs/source-servers.md)")
    return url


def writer(kind: str, url: str) -> Engine:
    """An engine that may write, as the extractor's own would reach the server."""
    if kind == "oracle":
        return oracle.engine_of(url)
    if kind == "mssql":
        return mssql.engine_of(url, mssql.driver_module("UIS").drivers(), "UIS")
    if kind == "doris":
        return doris.engine_of(url, Session("ECGIS", "+08:00", 60))
    return create_engine(url)


def fill(kind: str, engine: Engine, file: Path) -> None:
    """The table of the double, with the server's own types."""
    (vendor,) = ecgis.SCHEMA.tables
    columns = [Column(n, _MOMENT if n in TIMES else BigInteger() if k == "i" else Text() if n in LONG else String(400))
               for n, k in zip(vendor.names, vendor.kinds, strict=True)]  # fmt: skip
    table = Table("ecg_wide", MetaData(), *columns)
    with sqlite3.connect(file) as connection:
        rows = connection.execute(f"SELECT {', '.join(vendor.names)} FROM ecg_wide").fetchall()
    connection.close()
    values = [{c.name: _typed(c, v) for c, v in zip(columns, row, strict=True)} for row in rows]
    with engine.begin() as connection:
        table.drop(connection, checkfirst=True)
        if kind == "doris":
            first = [c for c in columns if c.name in ("record_no", "upload_seq")]
            listed = ", ".join(f"`{c.name}` {_doris(c)}" for c in [*first, *(c for c in columns if c not in first)])
            keyed = "UNIQUE KEY(record_no, upload_seq) DISTRIBUTED BY HASH(record_no) BUCKETS 1 PROPERTIES ('replication_num' = '1')"
            connection.exec_driver_sql(f"CREATE TABLE ecg_wide ({listed}) {keyed}")
        else:
            table.create(connection)
        for start in range(0, len(values), 50):
            connection.execute(table.insert(), values[start : start + 50])


def _typed(column: "Column[Any]", value: Any) -> Any:
    if value is None:
        return None
    if column.name in TIMES:
        return datetime.fromisoformat(value)
    return int(value) if isinstance(column.type, BigInteger) else str(value)


def _doris(column: "Column[Any]") -> str:
    if column.name in TIMES:
        return "DATETIME(3)"
    return "BIGINT" if isinstance(column.type, BigInteger) else "STRING" if column.name in LONG else "VARCHAR(1600)"


@pytest.mark.vendor
@pytest.mark.req("A-4.1", part=True)
@pytest.mark.parametrize("kind", SERVERS)
def test_a_vendors_server_gives_the_rows_of_its_double(kind: str, tmp_path: Path) -> None:
    url = url_of(kind)
    ledger = build(tmp_path / "hospital", exams=240, files=False)
    file = tmp_path / "hospital" / "db" / "ecgis.db"
    engine = writer(kind, url)
    fill(kind, engine, file)
    facts = ledger.connections["ECGIS"]
    ways = {kind: url, "sqlite": f"sqlite:///{file}"}
    found = {name: collected(tmp_path / name, {"ECGIS": {**facts, "url": at}}, load_all()) for name, at in ways.items()}
    assert found[kind] == found["sqlite"]
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE ecg_wide"))
    engine.dispose()


@pytest.mark.vendor
@pytest.mark.parametrize("kind", SERVERS)
def test_a_vendors_server_refuses_in_our_words(kind: str) -> None:
    extractor = KINDS[kind].connect(url_of(kind), Session("ECGIS", "+08:00", 20))
    with pytest.raises(Misconfigured, match="declaration"):
        list(extractor.rows(text("SELECT k FROM no_such_table_of_lightbox"), 10))
    if kind in ("oracle", "mariadb"):  # the two whose sessions can be made read-only
        with pytest.raises((Refused, Misconfigured)):
            list(extractor.rows(text("CREATE TABLE lightbox_must_not_be (k INT)" if kind == "mariadb" else "DELETE FROM dual"), 10))
    extractor.close()


def test_the_servers_are_pinned_healthy_on_loopback_and_hold_no_secret() -> None:
    document = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    servers = {name: service for name, service in document["services"].items() if "sources" in service["profiles"]}
    assert {"oracle", "mssql", "mariadb", "doris-fe", "doris-be"} == set(servers)
    for name, service in servers.items():
        assert service["profiles"] == ["sources"], name
        assert any(c.isdigit() for c in service["image"].rpartition(":")[2]), name
        assert service["healthcheck"]["test"], name
        assert service["mem_limit"], name
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:${LIGHTBOX_TEST_"), name
        for variable in service.get("environment", {}):
            assert "PASSWORD" not in variable, name
    example = (ROOT / "sources.env.example").read_text(encoding="utf-8")
    assert all(not line.partition("=")[2] for line in example.splitlines() if "PASSWORD=" in line)
    assert "/sources.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
