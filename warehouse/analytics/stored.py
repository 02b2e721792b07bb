"""What the analytic store has of some ids, in portions."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from warehouse.analytics.store import AnalyticStore
from warehouse.tables.catalogue import TABLES

CHUNK = 1000  # parameters of one IN list


def stored(store: AnalyticStore, table: str, columns: Sequence[str], key: str, ids: Sequence[int]) -> Iterator[pa.Table]:
    """Rows of `table` whose `key` is one of `ids`, in portions. Names come from the table declarations, values are bound."""
    named = ", ".join(TABLES[table].column(c).name for c in columns)
    unique = sorted(set(ids))
    for start in range(0, len(unique), CHUNK):
        values = {f"i{n}": value for n, value in enumerate(unique[start : start + CHUNK])}
        wanted = ", ".join(f":{name}" for name in values)
        yield store.query(f"SELECT {named} FROM {TABLES[table].name} WHERE {TABLES[table].column(key).name} IN ({wanted})", values)  # noqa: S608
