"""What each kind of feed carries: the canonical columns between extraction and the stores.

A source declaration (`pipelines/sources/*.yaml`) maps source columns onto these names. Values arrive as the source holds them
(text, bytes, numbers, datetimes) and leave `validate` as: text (str), times (datetime64[ms], Asia/Shanghai wall time), flags
(bool), counts (Int64), codes (platform codes).

`identity=True` marks what may never reach the analytic store: it is sealed, tokenised or dropped by `pseudonymise`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Feed(StrEnum):
    """One kind of thing a source gives."""

    ORDERS = "orders"
    EXAMS = "exams"
    REPORTS = "reports"
    FILES = "files"  # report files: PDF, JPG
    IMAGES = "images"  # JPG, DICOM, waveforms
    DELETIONS = "deletions"  # the source's own record of exams it removed
    MERGES = "merges"  # patient numbers the source has joined, or parted again


class Kind(StrEnum):
    """What a canonical column holds after `validate`."""

    TEXT = "text"  # one line, trimmed
    LONG = "long"  # report text: line breaks kept
    TIME = "time"
    FLAG = "flag"
    COUNT = "count"
    CODE = "code"


@dataclass(frozen=True)
class FeedColumn:
    """One canonical column. `required`: the row is quarantined without it. `codes`: the code table of a CODE column."""

    name: str
    kind: Kind
    identity: bool = False
    required: bool = False
    codes: str | None = None
    length: int | None = None


def _t(name: str, *, identity: bool = False, required: bool = False, length: int | None = None) -> FeedColumn:
    return FeedColumn(name, Kind.TEXT, identity, required, length=length)


def _c(name: str, codes: str, *, required: bool = False) -> FeedColumn:
    return FeedColumn(name, Kind.CODE, required=required, codes=codes)


def _at(*names: str) -> tuple[FeedColumn, ...]:
    return tuple(FeedColumn(n, Kind.TIME) for n in names)


# Present in every feed: the natural key as one text ('|' between parts) and what the source says of a row's life.
CONTROL = (
    _t("key", identity=True, required=True),
    FeedColumn("deleted", Kind.FLAG),
    _t("delete_reason", length=100),
)

# Who the row is about. `patient_key` is the source's own patient number.
PATIENT = (
    _t("patient_key", identity=True),
    _t("his_pid", identity=True),
    _t("name", identity=True),
    _t("pinyin", identity=True),
    FeedColumn("sex", Kind.CODE, codes="sex"),
    _t("birth_date", identity=True),  # after validate: YYYY-MM-DD, YYYY-MM or YYYY
    _t("age_text", identity=True),
    _t("id_number", identity=True),
    _c("id_type", "id_type"),
    _t("phone", identity=True),  # after validate: normalised numbers, ',' separated, primary first
    _t("card_no", identity=True),
    _t("address", identity=True),
    _t("visit_no", identity=True),
    FeedColumn("vip", Kind.FLAG),
)

_EXAM = (
    _t("accession_no", identity=True),
    _t("case_no", identity=True),
    _t("order_no", identity=True),
    _c("exam_category", "exam_category", required=True),
    _c("modality", "modality"),
    _c("patient_class", "patient_class"),
    _c("urgency", "urgency"),
    _c("exam_status", "exam_status"),
    _t("body_part", length=200),
    _t("item", length=200),
    _t("device", length=64),
    _t("room", length=32),
    _t("request_dept", length=64),
    FeedColumn("clinical_diagnosis", Kind.LONG, length=500),
    FeedColumn("image_count", Kind.COUNT),
    *(FeedColumn(n, Kind.COUNT) for n in ("hr_bpm", "pr_ms", "qrs_ms", "qt_ms", "qtc_ms")),
    _c("image_grade", "image_quality"),
    _t("study_uids", length=400),
    *_at(
        "order_time",
        "register_time",
        "exam_begin_time",
        "exam_end_time",
        "send_time",
        "receive_time",
        "gross_time",
        "slide_time",
        "inject_time",
        "upload_time",
        "report_time",
        "verify_time",
        "print_time",
    ),
)

_ORDER = (
    _t("exam_key", identity=True),
    _t("order_no", identity=True),
    _c("order_status", "order_status"),
    _c("exam_category", "exam_category"),
    _c("patient_class", "patient_class"),
    _c("urgency", "urgency"),
    _t("item", length=200),
    _t("body_part", length=200),
    _t("request_dept", length=64),
    FeedColumn("clinical_diagnosis", Kind.LONG, length=500),
    *_at("order_time"),
)

_REPORT = (
    _t("exam_key", identity=True, required=True),
    _t("accession_no", identity=True),
    _t("case_no", identity=True),
    _t("report_type", length=32),
    _c("report_status", "report_status"),
    _c("positive", "positive_negative"),
    _c("critical", "critical_value"),
    FeedColumn("critical_text", Kind.LONG, length=500),
    FeedColumn("findings", Kind.LONG),
    FeedColumn("conclusion", Kind.LONG),
    FeedColumn("advice", Kind.LONG),
    _c("report_grade", "report_quality"),
    _t("report_doctor", length=64),
    _t("verify_doctor", length=64),
    *_at("report_time", "verify_time", "print_time"),
)

_FILE = (
    _t("exam_key", identity=True, required=True),
    _t("report_key", identity=True),
    _c("kind", "file_kind", required=True),
    FeedColumn("sequence", Kind.COUNT),
    _t("path", identity=True, required=True),  # relative to the source's share, '/' separated
)

_DELETION = (_t("exam_key", identity=True, required=True), *_at("deleted_time"))

_MERGE = (
    _t("old_patient_key", identity=True, required=True),
    _t("new_patient_key", identity=True, required=True),
    *_at("merged_time", "undone_time"),  # undone when it has a time
)

COLUMNS: dict[Feed, tuple[FeedColumn, ...]] = {
    Feed.ORDERS: (*CONTROL, *PATIENT, *_ORDER),
    Feed.EXAMS: (*CONTROL, *PATIENT, *_EXAM),
    Feed.REPORTS: (*CONTROL, *PATIENT, *_REPORT),
    Feed.FILES: (*CONTROL, *_FILE),
    Feed.IMAGES: (*CONTROL, *_FILE),
    Feed.DELETIONS: (*CONTROL, *_DELETION),
    Feed.MERGES: (*CONTROL, *_MERGE),
}
EXAM_FEEDS = (Feed.ORDERS, Feed.EXAMS, Feed.REPORTS, Feed.FILES, Feed.IMAGES)  # rows that are an exam, or of one


def column(feed: Feed, name: str) -> FeedColumn:
    """The canonical column `name` of `feed`; KeyError when the feed has none."""
    for candidate in COLUMNS[feed]:
        if candidate.name == name:
            return candidate
    raise KeyError(f"{feed}.{name}")
