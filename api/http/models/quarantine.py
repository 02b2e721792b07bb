"""Rows that were stopped."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from api.http.models.common import MAX_ID, Answer

_AT = "2026-11-24T01:30:08.001002Z"


class ItemFinding(Answer):
    rule: str = Field(examples=["KY-01"])
    field: str = Field(examples=["key"])
    severity: str = Field(examples=["E"])
    reason: str = Field(examples=["主键为空"])


class QuarantineItem(Answer):
    """One stopped row, without its content: reasons tell the shape of a value, never the value."""

    item_id: int = Field(examples=[12])
    source: str = Field(examples=["UIS"])
    feed: str = Field(examples=["exams"])
    rule: str = Field(examples=["CS-01"])
    rule_zh: str | None = Field(None, examples=["字节不符合来源声明的字符集"])
    field: str = Field(examples=["name"])
    reason: str = Field(examples=["有字节不是 GBK (len=9)"])
    cause: str | None = Field(None, examples=["源库存入了损坏的字节；请科室更正后重采"])
    state: str = Field(examples=["open"], description="open | released | discarded | closed")
    retries: int = Field(examples=[0])
    run_id: str = Field(examples=["af-0c4a4de2a8f19e7d5f6b1a23"])
    first_seen: str = Field(examples=[_AT])
    last_seen: str = Field(examples=[_AT])
    closed_at: str | None = None
    closed_by: str | None = None
    findings: list[ItemFinding]


class QuarantinePage(Answer):
    items: list[QuarantineItem]
    next: int | None = Field(None, description="`before` of the next page; null at the end")


class QuarantineGroup(Answer):
    source: str = Field(examples=["UIS"])
    source_zh: str = Field(examples=["超声信息系统"])
    feed: str = Field(examples=["exams"])
    field: str = Field(examples=["name"])
    rule: str = Field(examples=["CS-01"])
    rule_zh: str | None = Field(None, examples=["字节不符合来源声明的字符集"])
    items: int = Field(examples=[8])
    reason: str = Field(examples=["有字节不是 GBK (len=9)"])
    cause: str | None = Field(None, examples=["源库存入了损坏的字节；请科室更正后重采"])
    first_seen: str = Field(examples=[_AT])
    last_seen: str = Field(examples=[_AT])


class QuarantineGroups(Answer):
    items: list[QuarantineGroup]
    total: int = Field(examples=[42], description="Items in all groups")


class QuarantinePayload(Answer):
    """The row as it was extracted. Each look is in the audit."""

    item_id: int = Field(examples=[12])
    row: dict[str, Any] = Field(examples=[{"key": "U20240105001", "sex": "M", "exam_category": "US.ABD"}])


class ItemsBody(BaseModel):
    items: Annotated[list[Annotated[int, Field(ge=1, le=MAX_ID)]], Field(min_length=1, max_length=1000)] = Field(examples=[[12, 13]])


class DiscardBody(ItemsBody):
    note: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")] = Field(examples=["科室确认为测试数据"])


class Changed(Answer):
    items: int = Field(examples=[2], description="How many items changed their state")
