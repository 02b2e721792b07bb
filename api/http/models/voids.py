"""Exams voided by hand."""

from pydantic import BaseModel, Field

from api.http.models.common import Answer

_AT = "2026-11-24T01:30:08.001002Z"


class VoidBody(BaseModel):
    reason: str = Field(pattern=r"^[A-Z_]{1,16}$", examples=["WRONG_PT"], description="A code of void_reason that a person may give")
    note: str = Field(min_length=1, max_length=500, examples=["与申请单不符，已联系科室"])


class UndoBody(BaseModel):
    note: str = Field(min_length=1, max_length=500, examples=["核对无误，恢复显示"])


class Void(Answer):
    """Who hid which exam, why, and who showed it again. The notes are a person's own words."""

    void_id: int = Field(examples=[3])
    exam_id: int = Field(examples=[1000001])
    source: str | None = Field(None, examples=["RIS"])
    exam_category: str | None = Field(None, examples=["RAD.CT"])
    exam_begin_time: str | None = Field(None, examples=["2026-10-05T12:00:00"])
    reason: str = Field(examples=["WRONG_PT"])
    reason_zh: str = Field(examples=["患者匹配错误"])
    note: str | None = None
    active: bool
    voided_by: str = Field(examples=["it"])
    voided_at: str = Field(examples=[_AT])
    undo_note: str | None = None
    undone_by: str | None = None
    undone_at: str | None = None


class Voids(Answer):
    items: list[Void]
    next: int | None = Field(None, description="`before` of the next page; null at the end")


class Voided(Answer):
    void_id: int = Field(examples=[3])
