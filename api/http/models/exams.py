"""Exams, reports, files and persons as pages show them."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.http.models.common import MAX_ID, Answer
from api.http.models.tables import model_of
from warehouse.tables.exam import EXAM
from warehouse.tables.file import FILE
from warehouse.tables.report import REPORT

LISTED = (
    "exam_id", "person_id", "source", "exam_category", "modality", "patient_class", "urgency", "exam_status", "body_part", "item",
    "device", "request_dept", "sex", "age_years", "real_name", "vip", "register_time", "exam_begin_time", "report_time",
    "verify_time", "chain_marks", "rules",
)  # fmt: skip
Sort = Literal["-time", "time", "-report_time", "report_time", "source"]
_Text = Annotated[str, Field(min_length=1, max_length=64)]

if TYPE_CHECKING:

    class ExamColumns(Answer): ...

    class ExamFacts(Answer): ...

    class ReportColumns(Answer): ...

    class FileColumns(Answer): ...
else:
    ExamColumns = model_of("ExamColumns", EXAM, "What a list shows of an exam.", LISTED)
    ExamFacts = model_of("ExamFacts", EXAM, "Everything the analytic store knows of an exam.")
    ReportColumns = model_of("ReportColumns", REPORT, "One report, current version, text cleaned of identifiers.")
    FileColumns = model_of("FileColumns", FILE, "One archived file; its type is the one its content shows.")


class ExamFilter(BaseModel):
    """Conditions on exams; all of them hold. Lists mean any of these."""

    source: list[_Text] = Field([], max_length=20, examples=[["RIS", "UIS"]])
    category: list[_Text] = Field([], max_length=20, examples=[["RAD"]], description="Exam categories; RAD means all of radiology")
    patient_class: list[_Text] = Field([], max_length=20, examples=[["2"]])
    status: list[_Text] = Field([], max_length=20, examples=[["40"]], description="Exam status")
    urgency: list[_Text] = Field([], max_length=20, examples=[["S"]])
    time_from: str | None = Field(
        None, alias="from", pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-10-01"], description="First day of the exam"
    )
    time_to: str | None = Field(None, alias="to", pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-10-31"], description="Last day, included")
    abnormal: bool | None = Field(None, description="Whether the time chain has inverted pairs")
    positive: bool | None = Field(None, description="Whether a report says positive")
    critical: bool | None = Field(None, description="Whether a report has a critical finding")
    body_part: _Text | None = Field(None, examples=["胸部"])
    text: _Text | None = Field(None, examples=["结节"], description="Words in findings or conclusion of a report")
    rule: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,32}$")] | None = Field(None, examples=["ID-02"], description="Met by this rule")
    real_name: bool | None = Field(None, description="A valid document is on record")
    person_id: Annotated[int, Field(ge=1, le=MAX_ID)] | None = Field(None, examples=[10000017])
    sort: Sort = "-time"
    cursor: str | None = Field(None, max_length=300, description="`next` of the page before, with the same conditions")
    limit: int = Field(50, ge=1, le=200)


class ExamSearch(ExamFilter):
    """The same conditions and who or what is looked for. In a body, because names and numbers never stand in a URL."""

    q: str | None = Field(
        None, min_length=1, max_length=64, examples=["张三"],
        description="Name, pinyin, initials, ID, telephone, card, patient, accession, case, visit or order number; needs person:reveal",
    )  # fmt: skip


class PatientLine(Answer):
    """Who an exam in a list is of; only for people with person:reveal. A restricted person's name is `*`."""

    name: str | None = Field(None, examples=["张三"])
    restricted: bool = Field(False, description="重点病人: neither identity nor content is shown")


class ExamItem(ExamColumns):
    time: str | None = Field(None, examples=["2026-10-05T08:31:00.000"], description="Exam began, else registered, else ordered")
    positive: str | None = Field(None, examples=["1"], description="Of its reports the most telling; code table positive_negative")
    critical: str | None = Field(None, examples=["0"], description="Of its reports the most telling; code table critical_value")
    report_status: str | None = Field(None, examples=["40"], description="Of its newest report")
    reports: int = Field(0, examples=[1])
    files: int = Field(0, examples=[3])
    patient: PatientLine | None = None


class ExamPage(Answer):
    items: list[ExamItem]
    total: int | None = Field(None, examples=[2871], description="Exams that meet the conditions; only on the first page")
    total_is_capped: bool = Field(False, description="There are more than `total`")
    next: str | None = Field(None, description="`cursor` of the next page; null at the end")


class ChainNode(Answer):
    """One node of the time chain."""

    node: str = Field(examples=["T3"])
    column: str = Field(examples=["exam_begin_time"])
    zh: str = Field(examples=["检查开始时间"])
    time: str | None = Field(None, examples=["2026-10-05T08:31:00.000"])
    inverted_with: list[str] = Field([], examples=[["T2"]], description="Nodes it contradicts")


class ChainMark(Answer):
    """`later` should not be before `earlier`, but is."""

    later: str = Field(examples=["T6"])
    earlier: str = Field(examples=["T5"])


class ChainDuration(Answer):
    name: str = Field(examples=["report_s"])
    zh: str = Field(examples=["报告耗时"])
    seconds: int | None = Field(None, examples=[1860])


class TimeChain(Answer):
    nodes: list[ChainNode]
    marks: list[ChainMark]
    durations: list[ChainDuration]


class PatientHeader(Answer):
    """The person of an exam, for people with person:reveal. Numbers are masked; one at a time is shown by `reveal`, on record."""

    person_id: int = Field(examples=[10000017])
    name: str | None = Field(None, examples=["张三"])
    sex: str | None = Field(None, examples=["1"])
    birth_date: str | None = Field(None, examples=["1988-03-07"])
    id_type: str | None = Field(None, examples=["01"])
    id_number: str | None = Field(None, examples=["440***********0017"])
    phones: list[str] = Field([], examples=[["138****0001"]])
    card_no: str | None = Field(None, examples=["****1234"])
    address: str | None = Field(None, examples=["深圳市光明区***"])
    newborn: bool = False
    vip: bool = False


class ExamNumbers(Answer):
    """The numbers the exam has at its source; for people with person:reveal."""

    key: str = Field(examples=["4100023"])
    accession: str | None = Field(None, examples=["CT20261005001"])
    visit: str | None = None
    case: str | None = None
    order: str | None = None


class Report(ReportColumns):
    original: bool = Field(False, description="The sealed original is in the archive")


class File(FileColumns):
    pass


class ExamDetail(Answer):
    exam: ExamFacts
    chain: TimeChain
    reports: list[Report]
    files: list[File]
    patient: PatientHeader | None = None
    numbers: ExamNumbers | None = None


class OriginalReport(Answer):
    """The report as its source wrote it. Each look is in the audit."""

    report_id: int = Field(examples=[1000031])
    version: int = Field(examples=[1])
    columns: dict[str, Any] = Field(examples=[{"findings": "……", "conclusion": "……"}], description="As judged")
    extracted: dict[str, Any] = Field(examples=[{"findings": "<p>……</p>"}], description="As read from the source")


class Member(Answer):
    """One source's record of the person, numbers masked."""

    source: str = Field(examples=["RIS"])
    name: str | None = Field(None, examples=["张三"])
    sex: str | None = Field(None, examples=["1"])
    birth_date: str | None = Field(None, examples=["1988-03-07"])
    id_number: str | None = Field(None, examples=["440***********0017"])
    phones: list[str] = Field([], examples=[["138****0001"]])
    his_pid: str | None = Field(None, examples=["P0001234"])
    patient_key: str = Field(examples=["300211"])


class Person(Answer):
    """A person of the master index, every source's record of them and their newest exams."""

    person: PatientHeader
    members: list[Member]
    exams: ExamPage


class RevealBody(BaseModel):
    field: Literal["id_number", "phones", "card_no", "address"] = Field(examples=["phones"])


class Revealed(Answer):
    """One field in clear. Each look is in the audit."""

    field: str = Field(examples=["phones"])
    values: list[str] = Field(examples=[["13800000001"]])


class FilePages(Answer):
    """What can be shown of a file as pictures: PDF pages, DICOM frames, or the picture itself."""

    file_id: int = Field(examples=[1000102])
    media_type: str = Field(examples=["application/pdf"])
    pages: int = Field(examples=[2], description="0: it has no picture")
