"""Small batches for tests: one row as a source would hold it, and what `validate` made of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from quality.evidence import Evidence
from quality.feeds import Feed
from quality.reading import ColumnReading, Reading
from quality.validate import validate
from quality.verdict import Verdicts

READ_AT = datetime(2026, 11, 1, 12, 0, 0)
SEX = {"M": "1", "F": "2", "(blank)": "0", "(null)": "0"}
CATEGORY = {
    "CT": "RAD.CT",
    "DR": "RAD.DR",
    "US": "US.ABD",
    "OB": "US.OB",
    "ECG": "ECG.12L",
    "PATH": "PATH.HIS",
    "FRO": "PATH.FRO",
    "NM": "NM.PET",
}
CODES: Mapping[str, Mapping[str, str]] = {
    "sex": SEX,
    "exam_category": CATEGORY,
    "patient_class": {"O": "1", "E": "2", "I": "3", "P": "4"},
    "id_type": {"1": "01", "2": "03", "9": "99"},
    "report_status": {"1": "30", "2": "40", "9": "80"},
    "positive": {"Y": "1", "N": "0", "0": "9", "(null)": "9"},
    "critical": {"Y": "1", "1": "1", "N": "0", "0": "0"},
}
USUAL: Mapping[Feed, Mapping[str, Any]] = {
    Feed.EXAMS: {"name": "测试甲", "sex": "M", "exam_category": "CT"},
    Feed.ORDERS: {"name": "测试甲", "sex": "M"},
    Feed.REPORTS: {"exam_key": "1", "name": "测试甲", "report_status": "2", "conclusion": "未见异常", "verify_time": "2026-10-01 10:00:00"},
    Feed.FILES: {"exam_key": "1", "kind": "RPT_PDF", "path": "a/b.pdf"},
    Feed.IMAGES: {"exam_key": "1", "kind": "IMG_JPG", "path": "a/b.jpg"},
    Feed.DELETIONS: {"exam_key": "1", "deleted_time": "2026-10-01 10:00:00"},
    Feed.MERGES: {"old_patient_key": "1", "new_patient_key": "2", "merged_time": "2026-10-01 10:00:00"},
}


def reading(feed: Feed, source: str = "RIS", skip: Mapping[str, frozenset[str]] | None = None, **columns: Mapping[str, Any]) -> Reading:
    """A reading with the code maps above; `columns` adds charset, times, codes or decrypt for a column."""
    names = {*CODES, *columns}
    made = {
        name: ColumnReading(name, **{"codes": CODES.get(name), **columns.get(name, {})})  # pyright: ignore[reportArgumentType]
        for name in names
    }
    return Reading(source, feed, made, skip_codes=skip or {})


def judge(
    feed: Feed,
    rows: Sequence[Mapping[str, Any]],
    how: Reading | None = None,
    read_at: datetime = READ_AT,
    decryptor: Callable[[str], str] | None = None,
    evidence: Evidence | None = None,
) -> Verdicts:
    """Validate rows given as differences from a usual one. A column one row has, all have (null where not given)."""
    full = [{"key": str(number + 1), **USUAL[feed], **row} for number, row in enumerate(rows)]
    names = list(dict.fromkeys(name for row in full for name in row))
    table = pa.table({name: pa.array([row.get(name) for row in full]) for name in names})
    return validate(how or reading(feed), table, read_at, decryptor, evidence)


def one(feed: Feed, row: Mapping[str, Any], **options: Any) -> "Judged":
    return Judged(judge(feed, [row], **options))


class Judged:
    """The verdict on the first row, easy to ask."""

    def __init__(self, verdicts: Verdicts, row: int = 0) -> None:
        self.verdicts = verdicts
        self.row = row
        self.outcome = verdicts.outcome[row]
        self.found = verdicts.findings[verdicts.findings["row"] == row]

    def __getitem__(self, column: str) -> Any:
        value = self.verdicts.rows.loc[self.row, column]
        return None if pd.isna(value) else value

    @property
    def rules(self) -> set[str]:
        return set(self.found["rule"])

    def finding(self, rule: str, field: str | None = None) -> Any:
        hits = self.found[(self.found["rule"] == rule) & (field is None or self.found["field"] == field)]
        assert len(hits) == 1, f"{rule} on {field}: {len(hits)} findings; found {sorted(self.rules)}"
        return hits.iloc[0]
