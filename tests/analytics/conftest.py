"""Stores the contract runs on: DuckDB in process, and the Doris client through a real gateway."""

from collections.abc import Iterator

import pytest

from tests.analytics.process import Gateway, prepare
from tests.analytics.things import thing
from warehouse.analytics.engines.duckdb import DuckDBEngine
from warehouse.analytics.store import AnalyticStore
from warehouse.tables.model import Table


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One gateway for all tests that do not harm it."""
    running = prepare(tmp_path_factory.mktemp("gateway") / "home", query_timeout_s="3", query_max_rows="5000", login_tries="1000").start()
    yield running
    running.end()


@pytest.fixture(scope="module", params=["duckdb", "gateway"])
def store(request: pytest.FixtureRequest) -> Iterator[AnalyticStore]:
    """Each engine in turn. The gateway keeps its data from test to test: take a table of your own."""
    if request.param == "duckdb":
        engine: AnalyticStore = DuckDBEngine(None, timeout_s=3)
    else:
        engine = request.getfixturevalue("gateway").client()
    yield engine
    engine.close()


@pytest.fixture
def gateway_table(gateway: Gateway) -> Table:
    """A table of its own on the gateway."""
    made = thing()
    gateway.client().apply([made])
    return made
