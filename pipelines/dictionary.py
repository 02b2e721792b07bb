"""The data dictionary: for every column of every table and view what it means, and which source columns and rules it comes from.

Made from declarations alone: tables and views (`warehouse/tables`), sources (`pipelines/sources`, the hospital's own), feeds and rules
(`quality`). Only how a computed column is made of others stands here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipelines.declaration import FeedDeclaration, Source, Spec
from pipelines.pseudonymise import EVENTS, NUMBERS, TARGETS
from quality.feeds import COLUMNS, Feed
from quality.rules import Rule
from warehouse.tables.model import Column, Table

_PERSON = ("patient_key", "his_pid", "name", "sex", "birth_date", "id_number", "phone", "card_no")
_TIMES = tuple(c.name for c in COLUMNS[Feed.EXAMS] if c.kind.value == "time")
_REPORT = ("findings", "conclusion", "advice", "critical_text")
_ROW = {"void": ("deleted",), "void_reason": ("deleted", "delete_reason")}
# Columns that are made of canonical ones of another name.
MADE_OF: Mapping[str, Mapping[str, Sequence[str]]] = {
    "exam": {
        **_ROW, "exam_id": ("key",), "person_id": _PERSON, "birth_month": ("birth_date",), "age_years": ("age_text", "birth_date"),
        "real_name": ("id_number", "id_type"), "exam_time": ("exam_begin_time", "register_time", "receive_time", "send_time", "order_time",
        "report_time"), "chain_marks": _TIMES, "wait_s": ("register_time", "exam_begin_time"),
        "exam_s": ("exam_begin_time", "exam_end_time"), "report_s": ("exam_end_time", "report_time"),
        "review_s": ("report_time", "verify_time"),
    },
    "exam_order": {**_ROW, "order_id": ("key",), "exam_id": ("exam_key",), "person_id": _PERSON},
    "report": {
        **_ROW, "report_id": ("key",), "exam_id": ("exam_key",), "person_id": ("exam_key",), "version": _REPORT, "object_id": _REPORT,
    },
    "file_fact": {
        **_ROW, "file_id": ("key",), "exam_id": ("exam_key",), "person_id": ("exam_key",), "report_id": ("report_key",),
        **dict.fromkeys(("media_type", "bytes", "object_id", "study_uid", "series_uid", "sop_uid"), ("path",)),
    },
    "exam_token": {"token": (*NUMBERS.values(), "card_no"), "exam_id": ("key",)},
}  # fmt: skip
# What Lightbox itself adds: no source column tells it.
OWN = ("source", "rules", "collect_time", "load_seq", "token_type")
# Columns of rollups that have another name than the column they count.
_DURATIONS = ("exam.wait_s", "exam.exam_s", "exam.report_s", "exam.review_s")
COUNTED: Mapping[str, Sequence[str]] = {
    "day": ("exam.exam_time",), "month": ("exam.exam_time",), "age_from": ("exam.age_years",), "metric": (), "bucket": _DURATIONS,
    "seconds": _DURATIONS, "exams": ("exam.exam_id", "exam.void"), "images": ("exam.image_count",), "reported": ("report.exam_id",),
    "judged": ("report.positive",), "positives": ("report.positive",), "criticals": ("report.critical",),
    "inverted": ("exam.chain_marks",), "gone": ("exam.void", "exam.person_id"), "result": ("report.positive",), "masked": (),
}  # fmt: skip
VIEWED = {"v_exam": "exam", "v_report": "report", "v_order": "exam_order", "v_file": "file_fact"}
WORDS = "_zh"


def documents(tables: Sequence[Table], sources: Iterable[Source], rules: Sequence[Rule]) -> dict[str, dict[str, Any]]:
    """A document a table, by its name, in the order of `tables`; each column with `made_of` (table.column) and `lineage`."""
    declared = sorted(sources, key=lambda one: one.source)
    lineages = {(t.name, c.name): _lineage(t, c, declared, rules) for t in tables for c in t.columns if not t.derived}
    found: dict[str, dict[str, Any]] = {}
    for number, table in enumerate(tables):
        columns: list[dict[str, Any]] = []
        for column in table.columns:
            made_of = made_of_columns(table, column.name)
            own = lineages.get((table.name, column.name), [])
            through = [step for name in made_of for step in lineages.get((name.partition(".")[0], name.partition(".")[2]), [])]
            columns.append({**_described(column), "made_of": made_of, "lineage": own or _different(through)})
        found[f"{number:02}-{table.name}"] = {
            "name": table.name, "zh": table.zh, "en": table.en, "group": table.group, "key": list(table.key), "columns": columns,
        }  # fmt: skip
    return found


def made_of_columns(table: Table, name: str) -> list[str]:
    """Columns of other tables that a column of a view, rollup or side table is made of; empty for a table that is loaded."""
    if not table.derived or name == "load_seq":
        return []
    base = VIEWED.get(table.name)
    plain = name.removesuffix(WORDS)
    if base is not None:
        return [f"{base}.{plain}"]
    return list(COUNTED[plain]) if plain in COUNTED else [] if table.name == "v_code" else [f"exam.{plain}"]


def canonical(table: Table, name: str, feed: Feed) -> list[str]:
    """Canonical columns of a feed that a stored column comes from."""
    made = MADE_OF.get(table.name, {}).get(name, () if name in OWN else (name,))
    known = {c.name for c in COLUMNS[feed]}
    return [column for column in made if column in known]


def _described(column: Column) -> dict[str, Any]:
    return {
        "name": column.name, "zh": column.zh, "en": column.en, "type": column.type.value, "sensitivity": column.sensitivity.value,
        "unit": column.unit, "codes": column.codes, "length": column.length, "nullable": column.nullable,
    }  # fmt: skip


def _lineage(table: Table, column: Column, sources: Sequence[Source], rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """A step for each source, feed and canonical column: its source columns, code map and the rules that see it."""
    steps: list[dict[str, Any]] = []
    for source in sources:
        for feed, declaration in source.feeds.items():
            if (
                feed in EVENTS
                or (table.name != "exam_token" and TARGETS[feed] is not table)
                or (table.name == "exam_token" and feed is not Feed.EXAMS)
            ):
                continue
            for field in canonical(table, column.name, feed):
                origin = _origin(declaration, field)
                if origin is not None:
                    steps.append(
                        {"source": source.source, "feed": feed.value, "field": field, **origin, "rules": _rules(rules, feed, field)}
                    )
    return steps


def _origin(feed: FeedDeclaration, field: str) -> dict[str, Any] | None:
    """Source columns as TABLE.COLUMN, and the code map they are read by; None where the source does not fill the column."""
    specs = [spec for columns in (feed.columns, *(each.columns for each in feed.each)) if (spec := columns.get(field)) is not None]
    names = list(feed.key) if field == "key" else sorted({name for spec in specs for name in spec.columns()})
    if not specs and field != "key":
        return None
    tables = {feed.alias: feed.table, **{join.alias: join.table for join in feed.joins}}
    columns = [f"{tables[name.partition('.')[0]]}.{name.partition('.')[2]}" for name in names]
    return {
        "columns": list(dict.fromkeys(columns)),
        "code_map": next((m for spec in specs if (m := _map(spec))), None),
        "constant": not names,
    }


def _map(spec: Spec) -> str | None:
    return spec.codes if isinstance(spec.codes, str) else "·" if spec.codes else None


def _rules(rules: Sequence[Rule], feed: Feed, field: str) -> list[dict[str, str]]:
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for rule in rules:
        if field in rule.columns_of(feed):
            action = rule.action_on(field).value
            seen.setdefault(
                (rule.id, action), {"id": rule.id, "action": action, "severity": rule.severity_on(field), "zh": rule.zh, "en": rule.en}
            )
    return list(seen.values())


def _different(steps: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(s["source"], s["feed"], s["field"]): s for s in steps}.values())
