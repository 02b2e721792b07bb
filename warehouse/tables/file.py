"""The file fact: one report or image file of an exam that lies encrypted in the archive."""

from warehouse.tables.common import COLLECT_TIME, EXAM_ID, LOAD_SEQ, PERSON_ID, RULES, SOURCE, VOID, VOID_REASON, code, text
from warehouse.tables.model import Column, Sensitivity, Table, Type

FILE = Table(
    name="file_fact",
    zh="文件",
    en="One archived report or image file",
    key=("file_id",),
    order="exam_id",
    columns=(
        Column("file_id", Type.BIGINT, "文件编号", "File (surrogate)", Sensitivity.QUASI, nullable=False),
        EXAM_ID,
        Column("report_id", Type.BIGINT, "报告编号", "Report it belongs to", Sensitivity.QUASI),
        PERSON_ID,
        SOURCE,
        code("kind", "文件类型", "Kind of file", "file_kind"),
        Column("sequence", Type.INT, "序号", "Position among the exam's files of this kind", nullable=False),
        text("media_type", "媒体类型", "Media type found by content", 64),
        Column("bytes", Type.BIGINT, "大小", "Clear size", unit="B"),
        text("object_id", "对象", "Archive object", 64),
        Column("study_uid", Type.STRING, "检查UID", "DICOM Study Instance UID", Sensitivity.QUASI, length=64),
        Column("series_uid", Type.STRING, "序列UID", "DICOM Series Instance UID", Sensitivity.QUASI, length=64),
        Column("sop_uid", Type.STRING, "实例UID", "DICOM SOP Instance UID", Sensitivity.QUASI, length=64),
        RULES,
        VOID,
        VOID_REASON,
        COLLECT_TIME,
        LOAD_SEQ,
    ),
)
