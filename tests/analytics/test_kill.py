"""The gateway killed in the middle of a load: everything or nothing is there, and the same label brings the rest."""

import signal
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest

from tests.analytics.process import prepare
from tests.analytics.things import rows, thing
from warehouse.errors import Unreachable
from warehouse.tables.model import Table

ROWS = 150_000


def _many(table: Table, sequence: int) -> pa.Table:
    one = rows(table, [{"id": 0, "load_seq": sequence, "words": "w" * 200}])
    ids = pa.array(range(ROWS), pa.int64())
    columns = [ids if name == "id" else pa.repeat(one.column(name)[0], ROWS) for name in one.column_names]
    return pa.table(columns, schema=one.schema)


@pytest.mark.slow
def test_killed_in_mid_load_and_run_again_the_end_is_the_same(tmp_path: Path) -> None:
    gateway = prepare(tmp_path / "home").start()
    one, two = thing("one"), thing("two")
    gateway.client().apply([one, two])
    started = time.monotonic()
    gateway.client().load("unit.0", {"one": _many(one, 0), "two": _many(two, 0)})
    whole = time.monotonic() - started
    cut = 0
    for number, share in enumerate((0.15, 0.35, 0.5, 0.65, 0.8, 0.95), start=1):
        unit = {"one": _many(one, number), "two": _many(two, number)}
        failed: list[Exception] = []

        def load(label: str = f"unit.{number}", unit: dict[str, pa.Table] = unit, failed: list[Exception] = failed) -> None:
            try:
                gateway.client().load(label, unit)
            except Unreachable as error:
                failed.append(error)

        thread = threading.Thread(target=load)
        thread.start()
        time.sleep(whole * share)
        gateway.end(signal.SIGKILL)
        thread.join()
        gateway.start()
        cut += len(failed)
        client = gateway.client()
        asked = "SELECT (SELECT COUNT(*) FROM one WHERE load_seq = :s) AS a, (SELECT COUNT(*) FROM two WHERE load_seq = :s) AS b"
        before = client.query(asked, {"s": number}).to_pylist()[0]
        assert before["a"] == before["b"], "both tables or none"
        assert before["a"] in (0, ROWS), "all rows or none"
        again = client.load(f"unit.{number}", unit)
        assert again.already == (before["a"] == ROWS), "label and data are committed together"
        assert client.query(asked, {"s": number}).to_pylist() == [{"a": ROWS, "b": ROWS}]
        assert client.query("SELECT COUNT(*) AS n FROM one").to_pylist() == [{"n": ROWS}]
    assert cut >= 2, "the kills came while loads were running"
    assert gateway.end() == 0
    assert sorted(p.name for p in gateway.home.iterdir()) == ["analytics.duckdb"], "no spooled body is left behind"
