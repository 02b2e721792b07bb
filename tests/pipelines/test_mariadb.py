"""The MySQL-shaped systems on a real MariaDB give what their SQLite doubles give; its failures are ours in name and without values."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from demo.hospital import build
from pipelines.connection import Session, session
from pipelines.declaration import SOURCES, load
from pipelines.extractors import mysql
from pipelines.select import FeedSelect
from quality.feeds import Feed
from tests.mariadb import fresh_database
from tests.pipelines.doubles import FEEDS, Bench
from warehouse.errors import Misconfigured, Refused, Unreachable

pytestmark = pytest.mark.servers
SYSTEMS = ("EIS", "ECGIS")
EXAMS = 400


@pytest.mark.req("A-4.1", part=True)
@pytest.mark.req("A-2.8", part=True)
def test_a_server_and_its_double_end_in_the_same_store(tmp_path: Path, mariadb_url: str) -> None:
    servers = {name: fresh_database(mariadb_url, f"line_{name.lower()}") for name in SYSTEMS}
    ledger = build(tmp_path / "hospital", exams=EXAMS, mysql=servers)
    on_server = {name: dict(ledger.connections[name]) for name in SYSTEMS}
    doubles = {name: {**on_server[name], "url": f"sqlite:///{tmp_path}/hospital/db/{name.lower()}.db"} for name in SYSTEMS}
    stores: list[dict[str, list[dict[str, object]]]] = []
    counts: list[dict[str, dict[str, int]]] = []
    for name, connections in (("server", on_server), ("double", doubles)):
        bench = Bench(tmp_path / name, connections, batch_rows=60, page_rows=25)
        counts.append({f"{s}.{feed}": bench.collect(s, feed) for s in SYSTEMS for feed in FEEDS})
        hidden = ("object_id",)  # the original holds values in the driver's types
        shown = {t: [{k: v for k, v in r.items() if k not in hidden} for r in rows] for t, rows in bench.everything().items()}
        stores.append(shown)
        again = [bench.collect(s, feed) for s in SYSTEMS for feed in FEEDS]
        assert all(c["loaded"] == c["deleted"] == 0 for c in again)
    assert counts[0] == counts[1]
    for feed, rows in counts[0].items():
        system, _, name = feed.partition(".")
        assert rows["extracted"] == ledger.feeds[system][name]
    assert surrogates_hidden(stores[0]) == surrogates_hidden(stores[1])


def surrogates_hidden(store: dict[str, list[dict[str, object]]]) -> dict[str, list[str]]:
    """Rows without their surrogates: two servers may give rows of one window in another order."""
    ids = ("exam_id", "person_id", "report_id", "file_id", "order_id")
    return {name: sorted(str({k: v for k, v in row.items() if k not in ids}) for row in rows) for name, rows in store.items()}


@pytest.fixture
def url(mariadb_url: str) -> str:
    address = fresh_database(mariadb_url, "line_small")
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE exam (exam_uuid char(36), n int, at timestamp NULL)"))
        connection.execute(text("SET time_zone = '+00:00'"))
        connection.execute(text("INSERT INTO exam VALUES ('堃喆', 1, '2026-01-05 00:00:00')"))
    engine.dispose()
    return address


def test_the_session_reads_only_and_in_the_zone_of_the_source(url: str) -> None:
    extractor = mysql.connect(url, Session("ECGIS", "+08:00", 5))
    (row,) = next(iter(extractor.rows(text("SELECT at FROM exam"), 10)))  # type: ignore[arg-type]
    assert str(row[0]) == "2026-01-05 08:00:00"
    with pytest.raises(Refused) as told:
        list(extractor.rows(text("DELETE FROM exam"), 10))  # type: ignore[arg-type]
    assert "1792" in str(told.value)  # cannot execute in a READ ONLY transaction
    extractor.close()


def test_a_statement_that_takes_too_long_is_ended(url: str) -> None:
    extractor = mysql.connect(url, Session("EIS", "+08:00", 1))
    with pytest.raises(Unreachable):
        list(extractor.rows(text("SELECT SLEEP(5) FROM exam"), 10))  # type: ignore[arg-type]
    extractor.close()


def test_a_wrong_password_is_a_setting_and_a_dead_server_is_not(url: str) -> None:
    for password in ("secret", "堃喆secret"):
        wrong = make_url(url).set(username="nobody", password=password).render_as_string(False)
        with pytest.raises(Misconfigured) as told:
            mysql.connect(wrong, Session("EIS", "+08:00", 5))
        assert "secret" not in str(told.value)
    with pytest.raises(Unreachable):
        mysql.connect(make_url(url).set(port=1).render_as_string(False), Session("EIS", "+08:00", 5))


def test_a_table_that_is_not_there_is_told_as_a_matter_of_the_declaration(url: str, tmp_path: Path) -> None:
    bench = Bench(tmp_path, {"EIS": {"url": url}})
    source = load(SOURCES / "eis.yaml")
    with session(source, bench.connections["EIS"], bench.settings) as extractor:
        statement = FeedSelect(source.feeds[Feed.REPORTS], "mysql").without_key(None, {})
        with pytest.raises(Misconfigured, match="declaration"):
            list(extractor.rows(statement, 10))
