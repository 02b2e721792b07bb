"""Columns that several tables share, so that one concept has one declaration."""

from warehouse.tables.model import Column, Sensitivity, Type

LOAD_SEQ = Column("load_seq", Type.BIGINT, "装载序号", "Load sequence: a later load wins", nullable=False)
COLLECT_TIME = Column("collect_time", Type.DATETIME, "采集时间", "When the row reached the platform (T C1)")
VOID = Column("void", Type.BOOLEAN, "已作废", "Hidden from users", nullable=False)
VOID_REASON = Column("void_reason", Type.STRING, "作废原因", "Why it is hidden", codes="void_reason", length=16)
SOURCE = Column("source", Type.STRING, "来源系统", "Source system", nullable=False, length=16, codes="source_system")
RULES = Column("rules", Type.STRING, "命中规则", "Ids of the rules that flagged or corrected the row, comma separated", length=400)
EXAM_ID = Column("exam_id", Type.BIGINT, "检查编号", "Exam (surrogate)", Sensitivity.QUASI, nullable=False)
PERSON_ID = Column("person_id", Type.BIGINT, "患者主索引", "Person in the master index (surrogate)", Sensitivity.QUASI)


def code(name: str, zh: str, en: str, codes: str, length: int = 16) -> Column:
    """A column whose values come from the code table `codes`."""
    return Column(name, Type.STRING, zh, en, length=length, codes=codes)


def text(name: str, zh: str, en: str, length: int = 200, sensitivity: Sensitivity = Sensitivity.PLAIN) -> Column:
    return Column(name, Type.STRING, zh, en, sensitivity, length=length)


def time(name: str, zh: str, en: str) -> Column:
    """Wall time of Asia/Shanghai, without zone, to the millisecond."""
    return Column(name, Type.DATETIME, zh, en, Sensitivity.QUASI)


def seconds(name: str, zh: str, en: str) -> Column:
    return Column(name, Type.INT, zh, en, unit="s")
