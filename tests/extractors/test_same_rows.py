"""The same exams and orders, held by servers of different kinds and by a service, come to the same rows of the unified schema."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from demo.hospital import build
from demo.ledger import Ledger
from demo.systems import ecgis
from pipelines.connection import Session
from pipelines.declaration import Source, load_all
from pipelines.extractors import doris
from pipelines.line import Line
from pipelines.select import FeedSelect
from quality.feeds import Feed
from tests.analytics.process import Gateway, prepare, secret
from tests.extractors.service import Service, serving
from tests.extractors.test_rest import BY_CURSOR, BY_NUMBER, declared
from tests.mariadb import fresh_database, mariadb_url  # noqa: F401 - fixture
from tests.pipelines.doubles import Bench
from tests.pipelines.test_mariadb import surrogates_hidden
from warehouse.errors import Misconfigured, Refused
from warehouse.tables.model import Column, Table, Type

pytestmark = pytest.mark.servers
EXAMS = 240
TYPES = {"i": Type.BIGINT, "t": Type.TEXT, "r": Type.TEXT}
TIMES = ("order_at", "register_at", "acquired_at", "uploaded_at", "analysed_at", "verified_at", "printed_at", "critical_at", "critical_ack_at",
         "modified_at")  # fmt: skip


def collected(folder: Path, connections: Mapping[str, dict[str, str]], sources: Mapping[str, Source]) -> dict[str, Any]:
    bench = Bench(folder, dict(connections), batch_rows=60, page_rows=25)
    bench.line = Line(
        bench.settings, bench.keyring, bench.platform, bench.identity, bench.archive, bench.store, bench.connections, sources=sources,
        now=lambda: bench.now, evidence=False,
    )  # fmt: skip
    counts = {feed: bench.collect("ECGIS", feed) for feed in ("orders", "exams")}
    again = [bench.collect("ECGIS", feed) for feed in ("orders", "exams")]
    assert all(c["loaded"] == c["deleted"] == 0 for c in again)
    return {"counts": counts, "store": surrogates_hidden(bench.everything())}


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory, mariadb_url: str) -> Ledger:  # noqa: F811
    return build(
        tmp_path_factory.mktemp("hospital") / "h", exams=EXAMS, mysql={"ECGIS": fresh_database(mariadb_url, "same_ecgis")}, files=False
    )


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    running = prepare(tmp_path_factory.mktemp("gateway") / "home").start()
    yield running
    running.end()


def double(hospital: Ledger) -> Path:
    return Path(hospital.home) / "db" / "ecgis.db"


@pytest.mark.req("A-4.1", part=True)
@pytest.mark.req("B-1.7", part=True)
def test_mariadb_sqlite_and_a_service_give_identical_rows(hospital: Ledger, tmp_path: Path) -> None:
    with ExitStack() as stack:
        services = {name: stack.enter_context(serving(Service(double(hospital)))) for name in ("number", "cursor")}
        ways: dict[str, tuple[str, Mapping[str, Source]]] = {
            "mariadb": (hospital.connections["ECGIS"]["url"], load_all()),
            "sqlite": (f"sqlite:///{double(hospital)}", load_all()),
        }
        for name, rest in (("number", BY_NUMBER), ("cursor", BY_CURSOR)):
            (tmp_path / name).mkdir()
            ways[name] = (services[name].url, {"ECGIS": declared(tmp_path / name, rest)})
        found = {
            name: collected(tmp_path / name / "bench", {"ECGIS": {**hospital.connections["ECGIS"], "url": url}}, sources)
            for name, (url, sources) in ways.items()
        }
    assert found["mariadb"]["counts"]["exams"]["extracted"] == hospital.feeds["ECGIS"]["exams"] > 20
    for name in ("sqlite", "number", "cursor"):
        assert found[name]["counts"] == found["mariadb"]["counts"]
        assert found[name]["store"] == found["mariadb"]["store"]


@pytest.mark.req("A-4.1", part=True)
def test_the_doris_reader_gives_the_same_rows_from_our_gateway(hospital: Ledger, gateway: Gateway, tmp_path: Path) -> None:
    """The gateway speaks Doris's protocol: this proves the reader, not Doris."""
    import sqlite3

    (vendor,) = ecgis.SCHEMA.tables
    kinds = dict(zip(vendor.names, vendor.kinds, strict=True))
    columns = [Column(n, Type.DATETIME if n in TIMES else TYPES[k], n, n) for n, k in kinds.items()]
    table = Table("ecg_wide", "wide", "wide", (*columns, Column("load_seq", Type.BIGINT, "seq", "seq")), ("record_no", "upload_seq"))
    with sqlite3.connect(double(hospital)) as connection:
        rows = connection.execute(f"SELECT {', '.join(kinds)} FROM ecg_wide").fetchall()
    connection.close()
    schema = table.arrow_schema()
    filled = [[_typed(v, schema.field(n).type) for n, v in zip(kinds, row, strict=True)] for row in rows]
    columns_of = {name: [row[i] for row in filled] for i, name in enumerate(kinds)} | {"load_seq": list(range(len(rows)))}
    client = gateway.client()
    client.apply([table])
    client.load("ecgis", {"ecg_wide": pa.table({n: pa.array(columns_of[n], schema.field(n).type) for n in schema.names}, schema=schema)})
    client.close()
    password = secret("gateway-loader").replace("'", "%27").replace('"', "%22").replace(" ", "%20")
    url = f"doris://loader:{password}@127.0.0.1:{gateway.settings.port('gateway_mysql')}/lightbox"
    ways = {"doris": url, "sqlite": f"sqlite:///{double(hospital)}"}
    facts = hospital.connections["ECGIS"]
    found = {name: collected(tmp_path / name, {"ECGIS": {**facts, "url": at}}, load_all()) for name, at in ways.items()}
    assert found["doris"] == found["sqlite"]

    extractor = doris.connect(url, Session("ECGIS", "+08:00", 5))
    missing = FeedSelect(load_all()["EIS"].feeds[Feed.REPORTS], "doris").without_key(None, {})
    with pytest.raises((Misconfigured, Refused)) as told:
        list(extractor.rows(missing, 10))
    extractor.close()
    assert "detailMessage" not in str(told.value)
    with pytest.raises(Misconfigured):
        doris.connect(url.replace(":lo", ":").replace("loader:", "loader:x"), Session("ECGIS", "+08:00", 5))


def _typed(value: Any, kind: pa.DataType) -> Any:
    if value is None or not pa.types.is_timestamp(kind):
        return str(value) if value is not None and pa.types.is_string(kind) else value
    return datetime.fromisoformat(value)
