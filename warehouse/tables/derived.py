"""What the engine makes of exams and reports while it loads them: exams of a person, and counts that need no scan.

Readers of a rollup always sum its measures (`SUM(exams) … GROUP BY`): a cell may be there with zeros, and in Doris for a moment twice.
"""

from collections.abc import Sequence

from warehouse.tables.common import EXAM_ID, LOAD_SEQ, SOURCE, code, text, time
from warehouse.tables.model import Column, Sensitivity, Table, Type

EXAM_PERSON = Table(
    name="exam_person",
    zh="患者检查索引",
    en="Exams of a person: look up here, then read the exams by their ids",
    key=("person_id", "exam_id"),
    order="person_id",
    versions=True,
    derived=True,
    columns=(
        Column("person_id", Type.BIGINT, "患者主索引", "Person in the master index (surrogate)", Sensitivity.QUASI, nullable=False),
        EXAM_ID,
        time("exam_time", "检查时间", "As the exam's"),
        Column("gone", Type.BOOLEAN, "已移除", "The exam is void, or belongs to another person by now", nullable=False),
        LOAD_SEQ,
    ),
)


def _count(name: str, zh: str, en: str, unit: str | None = None) -> Column:
    return Column(name, Type.BIGINT, zh, en, unit=unit)


_DAY = Column("day", Type.DATE, "日期", "Day of the exam")
_MONTH = Column("month", Type.DATE, "月份", "First day of the exam's month")
_CATEGORY = code("exam_category", "检查类别", "Exam category", "exam_category")
_CLASS = code("patient_class", "患者类型", "Patient class", "patient_class")
_EXAMS = _count("exams", "检查数", "Exams that are not void")



def _rollup(name: str, zh: str, en: str, dimensions: Sequence[Column], measures: Sequence[Column]) -> Table:
    keys, sums = tuple(c.name for c in dimensions), tuple(c.name for c in measures)
    return Table(name, zh, en, (*dimensions, *measures), keys, sequence="", sums=sums, derived=True)


EXAM_DAILY = _rollup(
    "exam_daily",
    "检查日汇总",
    "Exams by day and device",
    (
        _DAY, SOURCE, _CATEGORY, code("modality", "设备类型", "DICOM modality", "modality"),
        text("device", "设备", "Device code", 64),
    ),
    (
        _EXAMS,
        _count("images", "影像数", "Images as counted by the sources"),
        _count("reported", "已报告", "Exams with a report"),
        _count("judged", "已判定阴阳性", "Exams whose report says positive or negative"),
        _count("positives", "阳性", "Exams with a positive report"),
        _count("criticals", "危急值", "Exams with a critical finding"),
        _count("inverted", "时间倒置", "Exams with a time chain out of order"),
    ),
)  # fmt: skip
EXAM_DURATION = _rollup(
    "exam_duration",
    "时长分布",
    "Durations by month in buckets: bucket b holds 1.15^b - 1 up to 1.15^(b+1) - 1 seconds",
    (
        _MONTH, SOURCE, _CATEGORY, _CLASS,
        Column("metric", Type.STRING, "时长指标", "wait_s | exam_s | report_s | review_s", length=16),
        Column("bucket", Type.INT, "区间", "Number of the bucket"),
    ),
    (_EXAMS, _count("seconds", "总时长", "Sum of the durations", "s")),
)  # fmt: skip
EXAM_DEPARTMENT = _rollup(
    "exam_department",
    "申请科室月汇总",
    "Exams by month and requesting department",
    (_MONTH, SOURCE, _CATEGORY, _CLASS, text("request_dept", "申请科室", "Requesting department", 64)),
    (_EXAMS,),
)
EXAM_AGE = _rollup(
    "exam_age",
    "年龄性别月汇总",
    "Exams by month, sex and five years of age",
    (
        _MONTH, SOURCE, _CATEGORY, code("sex", "性别", "Sex", "sex"),
        Column("age_from", Type.INT, "年龄段", "Lowest age of the five years; -1: unknown", unit="a"),
    ),
    (_EXAMS,),
)  # fmt: skip
ROLLUPS = (EXAM_DAILY, EXAM_DURATION, EXAM_DEPARTMENT, EXAM_AGE)
