"""The data dictionary, and where a stored row came from."""

from datetime import datetime

from pydantic import Field

from api.http.models.common import Answer


class DictionaryColumn(Answer):
    """A column of a table or view: what it means and who fills it."""

    name: str = Field(examples=["sex"])
    zh: str = Field(examples=["性别"])
    en: str = Field(examples=["Sex"])
    type: str = Field(examples=["STRING"])
    sensitivity: str = Field(examples=["N"], description="N plain, Q quasi-identifier, S sensitive, T keyed token")
    unit: str | None = Field(None, examples=["s"])
    codes: str | None = Field(None, examples=["sex"], description="The code table its values are of")
    length: int | None = Field(None, examples=[16], description="Most characters")
    nullable: bool = True
    made_of: list[str] = Field(examples=[["exam.sex"]], description="table.column it is made of, in views and rollups")


class DictionaryEntry(DictionaryColumn):
    sources: list[str] = Field(examples=[["RIS", "UIS"]], description="Systems that fill it")
    rules: list[str] = Field(examples=[["SX-01"]], description="Rules that see it")


class DictionaryTable(Answer):
    name: str = Field(examples=["exam"])
    zh: str = Field(examples=["检查"])
    en: str = Field(examples=["One exam of a department; 0..n studies"])
    group: str = Field(examples=["tables"], description="tables | views | exports")
    key: list[str] = Field(examples=[["exam_id"]])
    columns: list[DictionaryEntry]


class Dictionary(Answer):
    tables: list[DictionaryTable]


class LineageRule(Answer):
    id: str = Field(examples=["SX-01"])
    action: str = Field(examples=["correct"], description="What a hit on this field does")
    severity: str = Field(examples=["W"])
    zh: str = Field(examples=["性别与证件号不符"])
    en: str = Field(examples=["Sex contradicts the ID number"])


class LineageStep(Answer):
    """Source columns that become one canonical field of a feed, and the rules that see it."""

    source: str = Field(examples=["RIS"])
    feed: str = Field(examples=["exams"])
    field: str = Field(examples=["sex"])
    columns: list[str] = Field(examples=[["RIS_PATIENT.SEX"]])
    code_map: str | None = Field(None, examples=["sex"], description="The source's code map; '·': written beside the column")
    constant: bool = Field(False, description="The declaration gives the value; no column does")
    rules: list[LineageRule]


class ColumnLineage(DictionaryColumn):
    table: str = Field(examples=["exam"])
    table_zh: str = Field(examples=["检查"])
    table_en: str = Field(examples=["One exam of a department; 0..n studies"])
    lineage: list[LineageStep]


class LoadedRow(Answer):
    """A row of the analytic store and the run that loaded it; null where it was loaded before runs were noted."""

    table: str = Field(examples=["exam"])
    id: int = Field(examples=[1000017])
    collect_time: datetime | None = Field(None, examples=["2026-11-24T09:30:02.114"], description="Wall time of Asia/Shanghai")
    rules: list[str] = Field(examples=[["ID-02"]], description="Rules that flagged or corrected it")
    feed: str | None = Field(None, examples=["exams"])
    run_id: str | None = Field(None, examples=["af-0c4a4de2a8f19e7d5f6b1a23"])
    batch: int | None = Field(None, examples=[1])
    label: str | None = Field(None, examples=["RIS.exams.3b9c41d0"])
    kind: str | None = Field(None, examples=["collect"])
    written_at: str | None = Field(None, examples=["2026-11-24T01:30:09.500112Z"], description="UTC")


class ExamLineage(Answer):
    """From an exam back to its source. `key` is its natural key there: an identifier, shown on record."""

    exam_id: int = Field(examples=[1000017])
    source: str = Field(examples=["RIS"])
    key: str | None = Field(None, examples=["E20261005001"])
    rows: list[LoadedRow]
