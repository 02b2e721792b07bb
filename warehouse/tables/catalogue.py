"""All tables of the analytic store. A new table is a module beside this one and its name here."""

from warehouse.tables.derived import EXAM_PERSON, ROLLUPS
from warehouse.tables.exam import EXAM
from warehouse.tables.file import FILE
from warehouse.tables.model import Table
from warehouse.tables.order import ORDER
from warehouse.tables.report import REPORT
from warehouse.tables.token import EXAM_TOKEN

TABLES: dict[str, Table] = {t.name: t for t in (EXAM, ORDER, REPORT, FILE, EXAM_TOKEN, EXAM_PERSON, *ROLLUPS)}
