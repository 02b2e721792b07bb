"""What the analytic store has of some ids, in portions."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from warehouse.analytics.store import AnalyticStore
from warehouse.tables.catalogue import TABLES

CHUNK = 1000  # parameters of one IN list
USES = 100_000  # rows of one look-up by token


def stored(store: AnalyticStore, table: str, columns: Sequence[str], key: str, ids: Sequence[int]) -> Iterator[pa.Table]:
    """Rows of `table` whose `key` is one of `ids`, in portions. Names come from the table declarations, values are bound."""
    named = ", ".join(TABLES[table].column(c).name for c in columns)
    unique = sorted(set(ids))
    for start in range(0, len(unique), CHUNK):
        values = {f"i{n}": value for n, value in enumerate(unique[start : start + CHUNK])}
        wanted = ", ".join(f":{name}" for name in values)
        yield store.query(f"SELECT {named} FROM {TABLES[table].name} WHERE {TABLES[table].column(key).name} IN ({wanted})", values)  # noqa: S608


def tokens_in(store: AnalyticStore, token_type: str, tokens: Sequence[str]) -> list[tuple[str, int]]:
    """(token, exam_id) of exams that carry one of these tokens; at most `USES` a portion: what stands on more exams tells none apart."""
    unique = sorted(set(tokens))
    found: list[tuple[str, int]] = []
    for start in range(0, len(unique), CHUNK):
        values = {f"t{n}": value for n, value in enumerate(unique[start : start + CHUNK])}
        wanted = ", ".join(f":{name}" for name in values)
        query = f"SELECT token, exam_id FROM exam_token WHERE token_type = :kind AND token IN ({wanted}) LIMIT {USES}"  # noqa: S608
        part = store.query(query, {"kind": token_type, **values})
        found += [(str(token), int(exam)) for token, exam in zip(part["token"].to_pylist(), part["exam_id"].to_pylist(), strict=True)]
    return found
