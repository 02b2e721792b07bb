"""The report, as cleaned text; the original is sealed whole in the archive under `object_id`."""

from warehouse.tables.common import COLLECT_TIME, EXAM_ID, LOAD_SEQ, PERSON_ID, RULES, SOURCE, VOID, VOID_REASON, code, text, time
from warehouse.tables.model import Column, Sensitivity, Table, Type

REPORT = Table(
    name="report",
    zh="报告",
    en="One report of an exam, current version, text cleaned of identifiers",
    key=("report_id",),
    order="exam_id",
    columns=(
        Column("report_id", Type.BIGINT, "报告编号", "Report (surrogate)", Sensitivity.QUASI, nullable=False),
        EXAM_ID,
        PERSON_ID,
        SOURCE,
        text("report_type", "报告类型", "Kind of report as the source names it", 32),
        code("report_status", "报告状态", "Report status", "report_status"),
        code("positive", "阳性", "Positive, negative, equivocal, not stated", "positive_negative"),
        code("critical", "危急值", "Critical finding", "critical_value"),
        text("critical_text", "危急值内容", "Critical finding, cleaned", 500, Sensitivity.SENSITIVE),
        Column("findings", Type.TEXT, "所见", "Findings, cleaned", Sensitivity.SENSITIVE),
        Column("conclusion", Type.TEXT, "诊断", "Conclusion, cleaned", Sensitivity.SENSITIVE),
        Column("advice", Type.TEXT, "建议", "Advice, cleaned", Sensitivity.SENSITIVE),
        code("report_grade", "报告质量", "Report grade", "report_quality"),
        text("report_doctor", "报告医生", "Staff code of the writer", 64, Sensitivity.QUASI),
        text("verify_doctor", "审核医生", "Staff code of the verifier", 64, Sensitivity.QUASI),
        time("report_time", "报告时间", "T5 written"),
        time("verify_time", "审核时间", "T6 verified"),
        time("print_time", "打印时间", "T7 printed"),
        Column("version", Type.INT, "版本", "1 for the first content seen, +1 for each change", nullable=False),
        text("object_id", "原文对象", "Archive object that holds the sealed original", 64),
        RULES,
        VOID,
        VOID_REASON,
        COLLECT_TIME,
        LOAD_SEQ,
    ),
)
