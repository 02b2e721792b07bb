"""Which run and batch a load sequence belongs to: noted before the load, so that a row never lies in the store without it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from warehouse.platform.schema import BATCH_LOAD, RECEIPT, RUN
from warehouse.portions import chunks


def note(connection: Connection, load: Mapping[str, Any]) -> None:
    connection.execute(insert(BATCH_LOAD).values(**load))


def of(connection: Connection, source: str, sequences: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Load sequence of rows of `source` → {source, feed, run_id, batch, label, kind, started_at, written_at, extracted, loaded}.

    Of a load that was killed and carried again the rows bear the first try's number, and the later try has the receipt: that one is
    told. Without a receipt (it is being written, or the load failed) `written_at` and the counts are None.
    """
    found: dict[int, dict[str, Any]] = {}
    first = BATCH_LOAD.alias("first")
    joined = (
        first.join(BATCH_LOAD, BATCH_LOAD.c.label == first.c.label)
        .join(RUN, RUN.c.run_id == BATCH_LOAD.c.run_id)
        .outerjoin(RECEIPT, (RECEIPT.c.run_id == BATCH_LOAD.c.run_id) & (RECEIPT.c.batch == BATCH_LOAD.c.batch))
    )
    b, r = BATCH_LOAD.c, RECEIPT.c
    columns = (b.source, b.feed, b.run_id, b.batch, b.label, RUN.c.kind, RUN.c.started_at, r.written_at, r.extracted, r.loaded)
    for part in chunks(sorted(set(sequences))):
        query = (
            select(first.c.load_seq.label("sequence"), *columns)
            .select_from(joined)
            .where(first.c.source == source, first.c.load_seq.in_(part))
            .order_by(b.load_seq)
        )
        for row in connection.execute(query).mappings():
            told = found.get(row["sequence"])
            if told is None or told["written_at"] is None:
                found[row["sequence"]] = {name: row[name] for name in row if name != "sequence"}
    return found
