"""What follows from a load: exams of a person, and signed deltas of the rollups.

An exam contributes to each rollup by its own row and its reports. Before a load and after it the contributions of the exams it touches
are computed by one and the same statement; the difference is what the rollups get, in the load's own transaction. Voids, moves to
another person and releases are loads like any other, so counts follow them; nothing is ever counted anew.

The statements run in DuckDB for every engine: in its own transaction there, in memory beside the Doris client.
"""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from warehouse.analytics.layout import Cursor
from warehouse.tables.derived import EXAM_AGE, EXAM_DAILY, EXAM_DEPARTMENT, EXAM_DURATION, EXAM_PERSON, ROLLUPS
from warehouse.tables.model import Table

FACTS = {
    "exam": ("exam_id", "person_id", "source", "exam_category", "modality", "patient_class", "device", "request_dept", "sex", "age_years",
             "exam_time", "chain_marks", "wait_s", "exam_s", "report_s", "review_s", "image_count", "void", "load_seq"),
    "report": ("report_id", "exam_id", "positive", "critical", "void", "load_seq"),
}  # fmt: skip
NEEDED = {*FACTS, EXAM_PERSON.name, *(rollup.name for rollup in ROLLUPS)}
DURATIONS = ("wait_s", "exam_s", "report_s", "review_s")
_UNIT = """
SELECT e.exam_id, e.source, COALESCE(e.exam_category, '') AS exam_category, COALESCE(e.modality, '') AS modality,
  COALESCE(e.patient_class, '') AS patient_class, COALESCE(e.device, '') AS device, COALESCE(e.request_dept, '') AS request_dept,
  COALESCE(e.sex, '') AS sex, COALESCE(CAST(FLOOR(e.age_years / 5.0) * 5 AS INTEGER), -1) AS age_from,
  COALESCE(CAST(e.exam_time AS DATE), DATE '1900-01-01') AS day,
  COALESCE(CAST(date_trunc('month', e.exam_time) AS DATE), DATE '1900-01-01') AS month,
  e.wait_s, e.exam_s, e.report_s, e.review_s, COALESCE(e.image_count, 0) AS images, COALESCE(r.reported, 0) AS reported,
  COALESCE(r.judged, 0) AS judged, COALESCE(r.positives, 0) AS positives, COALESCE(r.criticals, 0) AS criticals,
  CASE WHEN e.chain_marks <> '' THEN 1 ELSE 0 END AS inverted
FROM {when}_exam e LEFT JOIN (
  SELECT exam_id, 1 AS reported, MAX(CASE WHEN positive IN ('0', '1') THEN 1 ELSE 0 END) AS judged,
    MAX(CASE WHEN positive = '1' THEN 1 ELSE 0 END) AS positives, MAX(CASE WHEN critical IN ('1', '2') THEN 1 ELSE 0 END) AS criticals
  FROM {when}_report WHERE NOT void GROUP BY exam_id
) r ON r.exam_id = e.exam_id
WHERE NOT e.void
"""
_MEASURED = " UNION ALL ".join(f"SELECT *, '{m}' AS metric, {m} AS seconds FROM {{when}}_unit WHERE {m} >= 0" for m in DURATIONS)  # noqa: S608
_BUCKETED = f"SELECT *, CAST(FLOOR(LN(seconds + 1) / LN(1.15)) AS INTEGER) AS bucket, 1 AS exams FROM ({_MEASURED})"  # noqa: S608
# the rows a rollup counts, of the exams of {when}: its dimensions and measures, not summed yet
_COUNTED = {
    EXAM_DAILY.name: "SELECT *, 1 AS exams FROM {when}_unit",
    EXAM_DURATION.name: _BUCKETED,
    EXAM_DEPARTMENT.name: "SELECT *, 1 AS exams FROM {when}_unit",
    EXAM_AGE.name: "SELECT *, 1 AS exams FROM {when}_unit",
}
_PERSONS = """
SELECT n.person_id, n.exam_id, n.exam_time, n.void AS gone, n.load_seq FROM new_exam n LEFT JOIN old_exam o ON o.exam_id = n.exam_id
WHERE n.person_id IS NOT NULL AND (o.exam_id IS NULL OR o.person_id IS DISTINCT FROM n.person_id
  OR o.exam_time IS DISTINCT FROM n.exam_time OR o.void <> n.void)
UNION ALL
SELECT o.person_id, o.exam_id, o.exam_time, TRUE AS gone, n.load_seq FROM old_exam o JOIN new_exam n ON n.exam_id = o.exam_id
WHERE o.person_id IS NOT NULL AND o.person_id IS DISTINCT FROM n.person_id
"""


def concerns(tables: Mapping[str, pa.Table]) -> bool:
    """Whether a load of these tables changes what is derived."""
    return bool(FACTS.keys() & tables.keys())


def incoming(cursor: Cursor, tables: Mapping[str, pa.Table]) -> None:
    """The facts of a load as tables `in_exam` and `in_report`, with their position."""
    for name, columns in FACTS.items():
        data = tables.get(name)
        if data is None:
            _empty(cursor, f"in_{name}", name)
            continue
        cursor.register("_in", data.select(list(columns)).append_column("_position", pa.array(range(1, data.num_rows + 1), pa.int64())))
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE in_{name} AS SELECT * FROM _in")  # noqa: S608
        cursor.unregister("_in")


def _empty(cursor: Cursor, name: str, table: str) -> None:
    """A table without rows, with the types of another that is there."""
    columns = ", ".join(f'"{column}"' for column in FACTS[table])
    cursor.execute(f'CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns}, 0::BIGINT AS _position FROM "{table}" LIMIT 0')  # noqa: S608


def stored(cursor: Cursor) -> None:
    """`old_exam` and `old_report`: what the store has of the exams touched. A report may have belonged to another exam before."""
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT exam_id FROM in_exam UNION SELECT exam_id FROM in_report "
        "UNION SELECT exam_id FROM report WHERE report_id IN (SELECT report_id FROM in_report)"
    )
    for name, columns in FACTS.items():
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(
            f'CREATE OR REPLACE TEMP TABLE old_{name} AS SELECT {names} FROM "{name}" WHERE exam_id IN (SELECT exam_id FROM touched)'  # noqa: S608
        )


def derived(cursor: Cursor) -> Iterator[tuple[Table, pa.Table]]:
    """Rows of the side table and deltas of the rollups that lead from `old_…` to `new_…`; empty ones are left out."""
    persons = cursor.sql(_PERSONS).to_arrow_table()
    if persons.num_rows:
        yield EXAM_PERSON, persons
    for when in ("old", "new"):
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE {when}_unit AS {_UNIT.format(when=when)}")
    for rollup in ROLLUPS:
        deltas = cursor.sql(_signed(rollup)).to_arrow_table()
        if deltas.num_rows:
            yield rollup, deltas


def overlay(cursor: Cursor) -> None:
    """`new_…`: of each row the one that will be stored."""
    for name, columns in FACTS.items():
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE new_{name} AS SELECT {names} FROM "  # noqa: S608
            f"(SELECT {names}, 0 AS _position FROM old_{name} UNION ALL SELECT {names}, _position FROM in_{name}) "
            f"QUALIFY row_number() OVER (PARTITION BY {columns[0]} ORDER BY load_seq DESC, _position DESC) = 1"
        )


def afresh(cursor: Cursor, low: int, high: int) -> None:
    """`old_…` empty and `new_…` what the store has of the exams of [low, high): for derived tables that are new in an older store."""
    for name, columns in FACTS.items():
        names, span = ", ".join(f'"{column}"' for column in columns), f"exam_id >= {low} AND exam_id < {high}"
        for when, wanted in (("old", "FALSE"), ("new", span)):
            cursor.execute(f'CREATE OR REPLACE TEMP TABLE {when}_{name} AS SELECT {names} FROM "{name}" WHERE {wanted}')  # noqa: S608


def _signed(rollup: Table) -> str:
    dimensions = ", ".join(rollup.key)
    signed = " UNION ALL ".join(
        f"SELECT {dimensions}, {_list(rollup.sums, sign)} FROM ({_COUNTED[rollup.name].format(when=when)})"  # noqa: S608
        for when, sign in (("old", "-"), ("new", ""))
    )
    sums = ", ".join(f"CAST(SUM({m}) AS BIGINT) AS {m}" for m in rollup.sums)
    changed = " OR ".join(f"SUM({m}) <> 0" for m in rollup.sums)
    return f"SELECT {dimensions}, {sums} FROM ({signed}) GROUP BY {dimensions} HAVING {changed}"  # noqa: S608


def _list(measures: Sequence[str], sign: str) -> str:
    return ", ".join(f"{sign}{m} AS {m}" for m in measures)
