"""The order: what a clinician asked for; may exist without an exam."""

from warehouse.tables.common import COLLECT_TIME, LOAD_SEQ, PERSON_ID, RULES, SOURCE, VOID, VOID_REASON, code, text, time
from warehouse.tables.model import Column, Sensitivity, Table, Type

ORDER = Table(
    name="exam_order",
    zh="申请单",
    en="One request for an exam",
    key=("order_id",),
    order="exam_id",
    columns=(
        Column("order_id", Type.BIGINT, "申请编号", "Order (surrogate)", Sensitivity.QUASI, nullable=False),
        Column("exam_id", Type.BIGINT, "检查编号", "Exam that fulfils it", Sensitivity.QUASI),
        PERSON_ID,
        SOURCE,
        code("order_status", "申请状态", "Order status", "order_status"),
        code("exam_category", "检查类别", "Exam category", "exam_category"),
        code("patient_class", "患者类型", "Patient class", "patient_class"),
        code("urgency", "紧急程度", "Urgency", "urgency"),
        text("item", "检查项目", "Exam item asked for"),
        text("body_part", "检查部位", "Body parts"),
        text("request_dept", "申请科室", "Requesting department", 64),
        text("clinical_diagnosis", "临床诊断", "Clinical diagnosis, cleaned", 500, Sensitivity.SENSITIVE),
        time("order_time", "开单时间", "T1 ordered"),
        RULES,
        VOID,
        VOID_REASON,
        COLLECT_TIME,
        LOAD_SEQ,
    ),
)
