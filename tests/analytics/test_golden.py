"""The golden list: the same query, the same rows, on every engine; and the command that asks it of any store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lightbox import app
from tests.analytics.process import Gateway, prepare, secret
from warehouse.analytics import conformance, grants
from warehouse.analytics.conformance import Difference, Query
from warehouse.analytics.store import AnalyticStore
from warehouse.errors import Refused
from warehouse.keys import Keyring
from warehouse.tables.catalogue import TABLES

QUERIES = {query.name: query for query in conformance.read()[1]}


@pytest.fixture(scope="module")
def golden(store: AnalyticStore) -> AnalyticStore:
    conformance.prepare(store)
    return store


@pytest.mark.req("A-1.4", part=True)
@pytest.mark.parametrize("name", QUERIES)
def test_the_rows_are_the_same_on_every_engine(golden: AnalyticStore, name: str) -> None:
    assert conformance.same(QUERIES[name].rows, conformance.answer(golden, QUERIES[name]))


def test_names_are_unique() -> None:
    assert len(QUERIES) == len(conformance.read()[1])


@pytest.mark.parametrize(
    "expected, found, same",
    [
        ([[1]], [[1]], True), ([[1]], [[True]], False), ([[True]], [[1]], False), ([[1.5]], [[1.5 + 1e-12]], True), ([[1.5]], [[1.6]], False),
        ([[1]], [["1"]], False), ([[None]], [[None]], True), ([[1.0]], [[None]], False), ([[1], [2]], [[2], [1]], False),
        ([[1]], [[1], [2]], False), ([[1, 2]], [[1]], False), ([["a"]], [["a"]], True), ([[3.5]], [[3]], False),
    ],
)  # fmt: skip
def test_rows_differ_by_order_value_and_kind(expected: list[list[object]], found: list[list[object]], same: bool) -> None:
    assert conformance.same(expected, found) is same


# --- the commands ---------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    """A gateway of its own, reached as a store elsewhere is."""
    running = prepare(tmp_path / "home").start()
    ports = running.settings
    url = f"mysql://loader@127.0.0.1:{ports.port('gateway_mysql')}/lightbox?http={ports.port('gateway_http')}"
    monkeypatch.setenv("LIGHTBOX_ANALYTIC_URL", url)
    monkeypatch.setenv("LIGHTBOX_HOME", str(tmp_path / "client"))
    monkeypatch.setenv("LIGHTBOX_KEYS", str(tmp_path / "client-keys"))
    monkeypatch.setattr(Keyring, "secret", lambda self, name: secret("gateway-loader"))
    from settings import load

    load.cache_clear()
    yield running
    load.cache_clear()
    running.end()


def test_conformance_runs_on_the_store_that_is_set_and_again(own: Gateway) -> None:
    for _ in range(2):
        done = CliRunner().invoke(app, ["warehouse", "conformance", "--yes"])
        assert (done.exit_code, done.exception) == (0, None), done.output
        assert done.output.strip() == f"{len(QUERIES)} of {len(QUERIES)} queries are answered as the list says"
    unsaid = CliRunner().invoke(app, ["warehouse", "conformance"], input="n\n")
    assert unsaid.exit_code == 1


def test_conformance_prints_what_differs_and_ends_with_one(own: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    tables, queries = conformance.read()
    wrong = [Query("wrong", "SELECT 1 AS a", [[2]], {}, None), Query("refused", "SELECT LENGTH('x') AS a", [[1]], {}, None), queries[0]]
    monkeypatch.setattr(conformance, "read", lambda: (tables, [*wrong, Query("elsewhere", "SELECT 1 AS a", [], {}, "other")]))
    done = CliRunner().invoke(app, ["warehouse", "conformance", "--yes"])
    assert done.exit_code == 1
    assert "✗ wrong\n  SELECT 1 AS a\n  expected [[2]]\n  answered [[1]]" in done.output
    assert "answered LENGTH is refused" in done.output
    assert "1 of 3 queries are answered as the list says" in done.output


def test_made_up_exams_are_never_put_among_real_ones(own: Gateway) -> None:
    tables, _ = conformance.read()
    client = own.client()
    client.load("real.1", {"exam": tables["exam"].slice(2, 1)})
    with pytest.raises(Refused, match="holds exams already"):
        conformance.prepare(client)
    assert client.query("SELECT COUNT(*) AS n FROM exam").to_pylist() == [{"n": 1}]
    assert client.query("SELECT COUNT(*) AS n FROM report").to_pylist() == [{"n": 0}]


def test_a_difference_tells_query_and_answer() -> None:
    class Silent:
        def query(self, sql: str, params: object = None) -> object:
            raise Refused("not here")

    found = list(conformance.differences(Silent(), "lightbox"))  # type: ignore[arg-type]
    assert len(found) == len(QUERIES)
    assert found[0] == Difference(next(iter(QUERIES.values())), "not here")


def test_grants_are_read_only_table_by_table() -> None:
    done = CliRunner().invoke(app, ["warehouse", "grants"])
    assert done.exit_code == 0
    assert done.output == (Path(__file__).parent / "grants.sql").read_text(encoding="utf-8")
    reads = [line for line in grants.statements(TABLES.values(), "lightbox") if "lightbox_analyst" in line and line.startswith("GRANT")]
    assert all(line.startswith("GRANT SELECT_PRIV ON internal.lightbox.") and "*" not in line for line in reads)
    assert not [line for line in reads if "exam_token" in line or "stage__" in line]


@pytest.mark.parametrize("database", ["", "a b", "a;b", "数据", "a`b"])
def test_a_database_with_an_odd_name_has_no_grants(database: str) -> None:
    with pytest.raises(Refused, match="letters, digits"):
        grants.statements([], database)
