"""Which table holds what, and which column is which: by names, declared types, keys and a sample of values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.inspection import BYTES, NUMBER, OTHER, TEXT, TIME, WHOLE, ColumnFacts, TableFacts
from pipelines.onboarding import vocabulary
from pipelines.onboarding.sample import text_in
from pipelines.onboarding.times import ISO, are_times, forms_of
from pipelines.onboarding.vocabulary import CHANGED
from quality.feeds import Kind

PATIENT = ("name", "sex", "birth_date", "id_number", "phone", "address", "age_text", "id_type", "card_no", "pinyin", "his_pid")
EXAM = ("accession_no", "case_no", "order_no", "exam_category", "exam_status", "register_time", "exam_begin_time", "exam_end_time",
        "body_part", "item", "device", "room", "request_dept", "patient_class", "order_time", "image_count", "study_uids")  # fmt: skip
REPORT = ("findings", "conclusion", "advice", "report_time", "verify_time", "report_doctor", "verify_doctor", "report_status", "positive",
          "critical")  # fmt: skip
ENOUGH = 3  # columns of a kind that make a table one of that kind


@dataclass(frozen=True)
class Seen:
    """A table as it was seen. `values`: a sample by column, text decoded. `means`: canonical column (or CHANGED) → its column."""

    facts: TableFacts
    rows: int
    values: Mapping[str, Sequence[Any]]
    means: Mapping[str, str]

    def score(self, of: Sequence[str]) -> int:
        return sum(name in self.means for name in of)

    def filled(self, canonical: str) -> list[Any]:
        return [v for v in self.values[self.means[canonical]] if v not in (None, "")]

    def has(self, column: str) -> bool:
        return self.facts.column(column) is not None

    @property
    def is_report(self) -> bool:
        return self.score(REPORT) >= ENOUGH and ("findings" in self.means or "conclusion" in self.means)


@dataclass(frozen=True)
class Link:
    """How rows of another table belong to the base table's: pairs (its column, the base's column); empty: not found."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Guessed:
    """The tables of a system by what they hold. `patients`, `reports` may be the exams' table itself; None: there is none."""

    exams: Seen | None
    patients: Seen | None
    reports: Seen | None
    files: tuple[Seen, ...]
    others: tuple[str, ...]


def seen(facts: TableFacts, raw: Mapping[str, Sequence[Any]], charset: str) -> Seen:
    """A table with its sample, and what its columns seem to mean."""
    values: dict[str, Sequence[Any]] = {}
    for column in facts.columns:
        told = raw.get(column.name, ())
        values[column.name] = [text_in(v, charset) if isinstance(v, (bytes, bytearray, memoryview, str)) else v for v in told]
    means: dict[str, str] = {}
    for column in facts.columns:
        fitting = [m for m in vocabulary.meanings(column.name) if m not in means and _fits(m, column, values[column.name])]
        if fitting:
            means[fitting[0]] = column.name
    rows = max((len(v) for v in values.values()), default=0)
    return Seen(facts, rows, values, means)


def _fits(meaning: str, column: ColumnFacts, values: Sequence[Any]) -> bool:
    """Whether type and values allow what the name says."""
    if meaning == CHANGED or vocabulary.kind_of(meaning) is Kind.TIME:
        return column.kind == TIME or are_times(values) or (not any(values) and column.kind in (WHOLE, TEXT))
    if column.kind == TIME:
        return meaning == "birth_date"
    if vocabulary.kind_of(meaning) is Kind.LONG:
        return column.kind in (TEXT, BYTES, OTHER) and not are_times(values)
    return column.kind != NUMBER or not vocabulary.CANONICAL[meaning].identity


def guess(tables: Sequence[Seen]) -> Guessed:
    """What each table is; a bigger sample wins between equals."""

    def best(of: Sequence[str], among: Sequence[Seen]) -> Seen | None:
        enough = [t for t in among if t.score(of) >= ENOUGH]
        return max(enough, key=lambda t: (t.score(of), t.rows), default=None)

    exams = best(EXAM, [t for t in tables if t.facts.keys or t.rows]) or best(EXAM, tables)
    if exams is None:
        return Guessed(None, None, None, (), tuple(t.facts.name for t in tables))
    others = [t for t in tables if t is not exams]
    apart = best(REPORT, [t for t in others if t.is_report])
    reports = exams if exams.is_report and (apart is None or apart.score(REPORT) <= exams.score(REPORT)) else apart
    people = best(PATIENT, [t for t in others if "name" in t.means])
    patients = exams if "name" in exams.means else people
    files = tuple(t for t in tables if "path" in t.means)
    used = {id(t) for t in (exams, reports, patients, *files)}
    return Guessed(exams, patients, reports, files, tuple(t.facts.name for t in tables if id(t) not in used))


def link(other: Seen, base: Seen, by: Sequence[str]) -> Link:
    """The columns of `other` that name a row of `base`, or the other way round: a key of either that both have by one name, else one of
    the canonical columns `by` that both have."""
    for key in (*base.facts.keys, *other.facts.keys):
        if key and all(other.has(c) and base.has(c) for c in key):
            return Link(tuple((c, c) for c in key))
    for canonical in by:
        if canonical in other.means and canonical in base.means:
            return Link(((other.means[canonical], base.means[canonical]),))
    return Link(())


def key_of(table: Seen, alternatives: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """(columns, whether the database promises them): the declared key, else a canonical column that is filled and unique in the sample."""
    if table.facts.keys:
        return table.facts.keys[0], True
    for canonical in alternatives:
        if canonical in table.means:
            values = table.values[table.means[canonical]]
            if values and None not in values and len(set(values)) == len(values):
                return (table.means[canonical],), False
    return (), False


def mark_kind(table: Seen, column: str) -> str | None:
    """The kind of increment a time column can be; None when its text does not sort as its times do."""
    facts = table.facts.column(column)
    if facts is not None and facts.kind == TIME:
        return "time"
    forms = forms_of(table.values[column])
    form = forms.most_common(1)[0][0] if forms else None
    return {"epoch": "epoch_ms", "epoch_s": "epoch_s", **dict.fromkeys(ISO, "time")}.get(form or "")
