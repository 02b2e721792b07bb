"""What an analyst reads: views beside the tables, and counts that may be given away. Declared here, rendered for every engine alike.

A view shows a table's plain and indirect columns, each code with its Chinese text; void rows and restricted persons are left out, with
everything of them; free text and tokens too. An export counts exams in cells of a group (month, source, exam category) and masks
small ones, see `_export`. What is protected and what is not: docs/guides/cohort.md.
"""

from collections.abc import Sequence

from warehouse.codes import tables as codes
from warehouse.tables.derived import EXAM_AGE, EXAM_DAILY, EXAM_DEPARTMENT
from warehouse.tables.exam import EXAM
from warehouse.tables.file import FILE
from warehouse.tables.model import Column, Sensitivity, Table, Type
from warehouse.tables.order import ORDER
from warehouse.tables.report import REPORT

MINIMUM = 5
UNSHOWN = ("void", "void_reason", "vip", "load_seq", "object_id")
GROUP = ("month", "source", "exam_category")
_MASKED = Column("masked", Type.BOOLEAN, "已遮盖", "The count is not shown: it is small, or would tell a small one")
_RESULT = Column(
    "result", Type.STRING, "报告结果", "Positive, negative, or 9: no report, not stated or equivocal", length=16, codes="positive_negative"
)


def views(minimum: int = MINIMUM) -> tuple[Table, ...]:
    """Every view, with the code tables as this process reads them. `minimum`: smallest count an export shows (exams)."""
    shown = (("v_exam", EXAM, "检查视图"), ("v_report", REPORT, "报告视图"), ("v_order", ORDER, "申请单视图"), ("v_file", FILE, "文件视图"))
    return (_codes(), *(_view(name, table, zh) for name, table, zh in shown), *exports(minimum))


def exports(minimum: int) -> tuple[Table, ...]:
    """The counts that may be given away."""
    day = "CAST(DATE_TRUNC('month', day) AS DATE) AS month, source, exam_category"
    parts = (("1", "positives"), ("0", "judged - positives"), ("9", "exams - judged"))
    results = " UNION ALL ".join(f"SELECT {day}, '{code}' AS result, {count} AS exams FROM exam_daily" for code, count in parts)  # noqa: S608
    month, exams = EXAM_AGE.column("month"), EXAM_AGE.column("exams")
    dimensions = (month, EXAM_DAILY.column("source"), EXAM_DAILY.column("exam_category"))
    declared = (
        ("x_exam_result", "检查结果（可导出）", "exam results", f"({results}) f", (_RESULT,)),
        ("x_exam_class", "患者类型（可导出）", "patient classes", EXAM_DEPARTMENT.name, (EXAM_DEPARTMENT.column("patient_class"),)),
        ("x_exam_department", "申请科室（可导出）", "departments", EXAM_DEPARTMENT.name, (EXAM_DEPARTMENT.column("request_dept"),)),
        ("x_exam_age", "年龄性别（可导出）", "sexes and ages", EXAM_AGE.name, (EXAM_AGE.column("sex"), EXAM_AGE.column("age_from"))),
    )
    return tuple(_export(n, zh, f"Exams by {en}", facts, (*dimensions, *cell), exams, minimum) for n, zh, en, facts, cell in declared)


def _view(name: str, table: Table, zh: str) -> Table:
    kept = [c for c in table.columns if c.name not in UNSHOWN and c.type is not Type.TEXT and _open(c)]
    columns, rendered = _worded(kept, "t.")
    # Restricted is a person, by whichever system knows it; an exam without a person answers for itself.
    own = "t.vip = FALSE" if table is EXAM else "NOT EXISTS (SELECT 1 FROM exam x WHERE x.exam_id = t.exam_id AND x.vip = TRUE)"
    person = "NOT EXISTS (SELECT 1 FROM exam p WHERE p.person_id = t.person_id AND p.vip = TRUE)"
    select = f"SELECT {rendered} FROM {table.name} t WHERE t.void = FALSE AND {own} AND {person}"  # noqa: S608  (names of declarations)
    return _of(name, zh, f"{table.en}; without void rows, restricted persons and free text, codes with their texts", columns, select)


def _open(column: Column) -> bool:
    return column.sensitivity in (Sensitivity.PLAIN, Sensitivity.QUASI)


def _codes() -> Table:
    """The code tables, row by row."""
    columns = (
        Column("code_table", Type.STRING, "代码表", "Code table", length=32),
        Column("code", Type.STRING, "代码", "Code", length=codes.CODE_CHARS),
        Column("zh", Type.STRING, "中文", "Text in Chinese", length=100),
        Column("en", Type.STRING, "英文", "Text in English", length=100),
    )
    rows = [(name, one.code, one.zh, one.en) for name in codes.names() for one in codes.table(name).values()]
    names = [column.name for column in columns]
    select = " UNION ALL ".join(
        "SELECT " + ", ".join(f"{_text(value)} AS {name}" for name, value in zip(names, row, strict=True)) for row in rows
    )
    return _of("v_code", "代码表", "Every code with its texts", columns, select)


def _export(name: str, zh: str, en: str, facts: str, dimensions: Sequence[Column], exams: Column, minimum: int) -> Table:
    """Cells of `facts`, counted; small ones masked, and others with them.

    Going up from the smallest cell of a group, cells are masked while they are below `minimum`; and where one is, until at least two are
    masked that hold `minimum` exams together. So the group's sum, which other exports tell, gives none of them away.
    """
    cells = ", ".join(c.name for c in dimensions)
    order = ", ".join(("exams", *(c.name for c in dimensions if c.name not in GROUP)))
    of_group = f"PARTITION BY {', '.join(GROUP)}"
    counted = f"SELECT {cells}, SUM(exams) AS exams FROM {facts} GROUP BY {cells} HAVING SUM(exams) > 0"  # noqa: S608
    placed = (
        f"SELECT {cells}, exams, MIN(exams) OVER ({of_group}) AS least, ROW_NUMBER() OVER ({of_group} ORDER BY {order}) AS place, "  # noqa: S608
        f"SUM(exams) OVER ({of_group} ORDER BY {order}) AS upto FROM ({counted}) c"
    )
    hidden = f"CASE WHEN exams < {minimum} OR (least < {minimum} AND (place <= 2 OR upto - exams < {minimum})) THEN TRUE ELSE FALSE END"
    columns, rendered = _worded(dimensions, "m.")
    marked = f"SELECT {cells}, exams, {hidden} AS masked FROM ({placed}) p"  # noqa: S608
    select = f"SELECT {rendered}, CASE WHEN m.masked = TRUE THEN NULL ELSE m.exams END AS exams, m.masked AS masked FROM ({marked}) m"  # noqa: S608
    shown = Column(exams.name, exams.type, exams.zh, "Exams; empty when masked: few, or beside few", unit=exams.unit)
    return _of(name, zh, f"{en}, by month, source and exam category; small counts masked", (*columns, shown, _MASKED), select)


def _worded(columns: Sequence[Column], prefix: str) -> tuple[tuple[Column, ...], str]:
    """Columns and what selects them: each code is followed by its text, a code without one by itself."""
    found: list[Column] = []
    rendered: list[str] = []
    for column in columns:
        found.append(column)
        rendered.append(f"{prefix}{column.name} AS {column.name}")
        if column.codes is not None:
            found.append(Column(f"{column.name}_zh", Type.STRING, f"{column.zh}（文字）", f"{column.en}, in words", length=100))
            cases = " ".join(f"WHEN {_text(one.code)} THEN {_text(one.zh)}" for one in codes.table(column.codes).values())
            rendered.append(f"CASE {prefix}{column.name} {cases} ELSE {prefix}{column.name} END AS {column.name}_zh")
    return tuple(found), ", ".join(rendered)


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _of(name: str, zh: str, en: str, columns: Sequence[Column], select: str) -> Table:
    return Table(name, zh, en, tuple(columns), key=(), sequence="", derived=True, select=select)
