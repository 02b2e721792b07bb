"""Feeds, runs, requests, rules, sources, status, audit."""

from typing import Annotated, Any, Literal

from pydantic import Field

from api.http.models.common import Answer

CODE = r"^[A-Za-z][A-Za-z0-9_-]{0,31}$"
Code = Annotated[str, Field(pattern=CODE)]
State = Literal["running", "success", "failed"]
_AT = "2026-11-24T01:30:02.114253Z"


class Counts(Answer):
    """In source rows: extracted = loaded + unchanged + merged + deleted + excluded + quarantined; corrected is a part of loaded."""

    extracted: int = Field(0, examples=[1200])
    loaded: int = Field(0, examples=[1180])
    corrected: int = Field(0, examples=[77])
    unchanged: int = Field(0, examples=[0])
    merged: int = Field(0, examples=[4])
    deleted: int = Field(0, examples=[3])
    excluded: int = Field(0, examples=[1])
    quarantined: int = Field(0, examples=[12])


class LastRun(Answer):
    run_id: str = Field(examples=["af-0c4a4de2a8f19e7d5f6b1a23"])
    state: str = Field(examples=["success"])
    started_at: str = Field(examples=[_AT], description="UTC")
    ended_at: str | None = Field(None, examples=["2026-11-24T01:30:09.500112Z"])
    error: str | None = None


class Feed(Answer):
    """One kind of thing a source gives, with its last run and its sums."""

    source: str = Field(examples=["RIS"])
    source_zh: str = Field(examples=["放射信息系统"])
    feed: str = Field(examples=["exams"])
    group: str = Field(examples=["business"], description="business | reports | files")
    group_zh: str = Field(examples=["业务数据"])
    schedule: str | None = Field(None, examples=["*/10 * * * *"])
    enabled: bool = True
    counts: Counts = Field(description="Of the last run")
    totals: Counts = Field(description="Of all collections")
    watermark: dict[str, Any] | None = Field(None, examples=[{"exam": "2026-11-24 09:30:00"}])
    last_run: LastRun | None = None
    last_success: str | None = Field(None, examples=[_AT], description="UTC")
    lag_s: int | None = Field(None, examples=[412], description="Seconds since the last success")
    quarantine_open: int = Field(examples=[12])
    balanced: bool = Field(examples=[True], description="The counts of all collections add up")


class Feeds(Answer):
    items: list[Feed]
    totals: Counts


class Run(Answer):
    """One collection or release of a feed."""

    run_id: str = Field(examples=["af-0c4a4de2a8f19e7d5f6b1a23"])
    source: str = Field(examples=["RIS"])
    feed: str = Field(examples=["exams"])
    kind: str = Field(examples=["collect"], description="collect | release")
    state: str = Field(examples=["success"], description="running | success | failed")
    window: dict[str, Any] | None = Field(None, examples=[{"lower": None, "upper": {"exam": "2026-11-24 09:30:00"}}])
    started_at: str = Field(examples=[_AT])
    ended_at: str | None = Field(None, examples=["2026-11-24T01:30:09.500112Z"])
    started_by: str = Field(examples=["airflow"])
    error: str | None = None
    counts: Counts
    balanced: bool = Field(examples=[True])


class Runs(Answer):
    items: list[Run]
    next: str | None = Field(None, description="`before` of the next page; null at the end")


class RunStep(Answer):
    step: str = Field(examples=["validate"])
    seconds: float = Field(examples=[1.42])
    rows: int = Field(examples=[1200])


class Receipt(Counts):
    """One batch of a run."""

    batch: int = Field(examples=[1])
    label: str = Field(examples=["RIS.exams.3b9c41d0"])
    target_rows: dict[str, int] = Field(examples=[{"exam": 1180, "exam_token": 4010}])
    seconds: float = Field(examples=[3.7])
    written_at: str = Field(examples=[_AT])


class FindingCount(Answer):
    """How often a rule met a field in the run; `evidence_rows` is Great Expectations' own count where it ran."""

    rule: str = Field(examples=["ID-02"])
    rule_zh: str | None = Field(None, examples=["身份证校验位错误"])
    field: str = Field(examples=["id_number"])
    severity: str = Field(examples=["E"])
    rows: int = Field(examples=[9])
    evidence_rows: int | None = Field(None, examples=[9])


class RunWarning(Answer):
    """What a person should look at although no row was stopped: a code whose share of the rows jumped from one day to the next."""

    rule: str = Field(examples=["CD-02"])
    field: str = Field(examples=["patient_class"])
    code: str = Field(examples=["3"], description="Platform code; empty for none")
    severity: str = Field(examples=["W"])
    before: float = Field(examples=[0.21], description="Share of the rows of the day before, 0..1")
    after: float = Field(examples=[0.64], description="Share of the rows of this day, 0..1")
    zh: str = Field(examples=["代码分布突变，疑似代码被调换：字段 patient_class 的代码 3 占比由 21% 变为 64%"])
    en: str = Field(examples=["Share of a code moved suddenly: code 3 of patient_class went from 21% to 64% of the rows"])


class RunDetail(Run):
    steps: list[RunStep]
    receipts: list[Receipt]
    findings: list[FindingCount]
    warnings: list[RunWarning]


class Rule(Answer):
    """One rule as deployed: what it says, why, and what to do about it."""

    id: str = Field(examples=["ID-02"])
    stage: str = Field(examples=["plausible"])
    feeds: list[str] = Field(examples=[["exams", "orders"]])
    columns: list[str] = Field(examples=[["id_number"]])
    action: str = Field(examples=["flag"], description="flag | correct | null | exclude | quarantine")
    severity: str = Field(examples=["W"], description="I | W | E")
    zh: str = Field(examples=["身份证校验位错误"])
    en: str = Field(examples=["Check character of the ID number is wrong"])
    why: str = Field(examples=["错误的号码会把两个人连成一个人"])
    cause: str = Field(examples=["手工录入；请按证件核对"])
    cause_en: str | None = Field(None, examples=["A typing mistake; check against the document"])
    scope: str = Field("row", examples=["row"], description="row | batch | store: what the rule looks at")
    requirement: str | None = Field(None, examples=["A-4.2"])
    quarantine_open: int = Field(0, examples=[9], description="Open quarantine items this rule stopped")


class Rules(Answer):
    items: list[Rule]


class CodeText(Answer):
    code: str = Field(examples=["RAD.CT"])
    zh: str = Field(examples=["CT"])
    en: str = Field(examples=["Computed tomography"])


class Codes(Answer):
    """Code tables by name; the columns of an exam name the table their codes are of."""

    tables: dict[str, list[CodeText]] = Field(examples=[{"sex": [{"code": "1", "zh": "男", "en": "Male"}]}])


class ProcessState(Answer):
    name: str = Field(examples=["gateway"])
    alive: bool = Field(examples=[True])
    healthy: bool = Field(examples=[True])


class StoreState(Answer):
    name: str = Field(examples=["analytic store"])
    ok: bool = Field(examples=[True])
    detail: str = Field("", examples=["duckdb 2.0.0"])


class Status(Answer):
    ok: bool = Field(examples=[True])
    processes: list[ProcessState]
    stores: list[StoreState]


class AuditEntry(Answer):
    entry: int = Field(examples=[1041])
    at: str = Field(examples=[_AT])
    principal: str = Field(examples=["clinician"])
    operation: str = Field(examples=["exams:read"])
    object: str = Field(examples=["exam:1000017"])
    allowed: bool = Field(examples=[True])
    detail: dict[str, Any] = Field(examples=[{"role": "clinician"}])


class AuditPage(Answer):
    items: list[AuditEntry]
    next: int | None = Field(None, description="`before` of the next page; null at the end")
