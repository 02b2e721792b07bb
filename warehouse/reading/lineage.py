"""From a stored exam back to where it came from: source, feed, run, batch, and the key it has at its source."""

from typing import Any

from warehouse.platform.store import Platform
from warehouse.reading.stores import Stores

ROWS = {"exam": "exam_id", "report": "report_id", "exam_order": "order_id"}


def row(stores: Stores, exam: dict[str, Any]) -> dict[str, Any]:
    """{exam_id, source, key, rows}: `rows` are the exam's own and those of its reports and orders, each with the run that loaded it.

    The caller has checked lineage:read. `key` names the row at its source; None when the exam itself was never read. A row loaded before
    runs were noted has none.
    """
    exam_id = exam["exam_id"]
    held: list[dict[str, Any]] = []
    for table, key in ROWS.items():
        found = stores.store.query(
            f"SELECT {key} AS id, load_seq, collect_time, rules FROM {table} WHERE exam_id = :exam AND void = FALSE ORDER BY {key}",  # noqa: S608
            {"exam": exam_id},
        )
        held += [{"table": table, **one} for one in found.to_pylist()]
    loads = stores.platform.loads_of(exam["source"], [one["load_seq"] for one in held])
    rows = [{**one, **loads.get(one["load_seq"], {}), "rules": [r for r in (one["rules"] or "").split(",") if r]} for one in held]
    return {
        "exam_id": exam_id,
        "source": exam["source"],
        "key": stores.identity.exam_keys(exam["source"], [exam_id]).get(exam_id),
        "rows": rows,
    }


def dictionary(platform: Platform) -> list[dict[str, Any]]:
    """The published data dictionary: tables with their columns; of each column which systems fill it and which rules see it."""
    tables: list[dict[str, Any]] = []
    for table in platform.published("dictionary"):
        columns: list[dict[str, Any]] = []
        for column in table["columns"]:
            steps = column["lineage"]
            seen = {rule["id"]: None for step in steps for rule in step["rules"]}
            columns.append({**column, "sources": sorted({step["source"] for step in steps}), "rules": sorted(seen)})
        tables.append({**table, "columns": columns})
    return tables


def column(platform: Platform, table: str, name: str) -> dict[str, Any] | None:
    """One column with all its steps; None when there is no such column."""
    for one in platform.published("dictionary"):
        for found in one["columns"] if one["name"] == table else ():
            if found["name"] == name:
                return {**found, "table": table, "table_zh": one["zh"], "table_en": one["en"]}
    return None
