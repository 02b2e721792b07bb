"""Requests: what a person asks for and a task carries out."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, model_validator

from api.http.models.common import MAX_ID, Answer
from api.http.models.operations import CODE

_AT = "2026-11-24T01:30:08.001002Z"
Code = Annotated[str, Field(pattern=CODE)]
Column = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
Ids = Annotated[list[Annotated[int, Field(ge=1, le=MAX_ID)]], Field(min_length=1, max_length=1000, examples=[[12, 13]])]


class ReleaseArguments(BaseModel):
    items: Ids
    waive: bool = Field(False, description="Load although the rule still objects")


class CollectArguments(BaseModel):
    source: Code = Field(examples=["RIS"])
    feed: Code = Field(examples=["exams"])


class RecollectArguments(BaseModel):
    """Either a feed and an interval of its business time (wall times of China), or exams with all that belongs to them."""

    source: Code = Field(examples=["RIS"])
    feed: Code | None = Field(None, examples=["exams"])
    begin: datetime | None = Field(None, examples=["2026-10-01T00:00:00"])
    end: datetime | None = Field(None, examples=["2026-10-02T00:00:00"])
    exams: Annotated[list[Annotated[int, Field(ge=1, le=MAX_ID)]], Field(max_length=1000)] | None = Field(None, examples=[[1000001]])

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        by_time = (self.feed, self.begin, self.end)
        if bool(self.exams) == all(part is not None for part in by_time) or (self.exams and any(part is not None for part in by_time)):
            raise ValueError("give either exams, or feed with begin and end")
        if self.begin is not None and self.end is not None:
            if self.begin.tzinfo is not None or self.end.tzinfo is not None:
                raise ValueError("begin and end are wall times of China, without zone")
            if self.begin >= self.end:
                raise ValueError("begin must come before end")
        return self


class RepairArguments(BaseModel):
    item: int = Field(ge=1, le=MAX_ID, examples=[12])
    values: dict[Column, Annotated[str, Field(max_length=2000)] | None] = Field(
        min_length=1, max_length=20, examples=[{"exam_category": "CT"}], description="Canonical column → value as the source would write it"
    )


class ReleaseBody(BaseModel):
    """Try quarantined rows again, in a run of their own."""

    kind: Literal["release"]
    arguments: ReleaseArguments


class CollectBody(BaseModel):
    """Collect a feed now, from its watermark on."""

    kind: Literal["collect"]
    arguments: CollectArguments


class RecollectBody(BaseModel):
    """Collect again what was read before, or should have been; the watermark stays."""

    kind: Literal["recollect"]
    arguments: RecollectArguments


class RepairBody(BaseModel):
    """Try one quarantined row again with other values; every rule judges them. Values are sealed on their way."""

    kind: Literal["repair"]
    arguments: RepairArguments


class CompareArguments(BaseModel):
    source: Code = Field(examples=["RIS"])


class CompareBody(BaseModel):
    """Compare the keys of a source's exams with ours now."""

    kind: Literal["compare"]
    arguments: CompareArguments


RequestBody = Annotated[CompareBody | ReleaseBody | CollectBody | RecollectBody | RepairBody, Field(discriminator="kind")]


class Request(Answer):
    """What a person asked for; a task carries it out and reports back here."""

    request_id: int = Field(examples=[7])
    kind: str = Field(examples=["release"])
    arguments: dict[str, Any] = Field(examples=[{"items": [12, 13], "waive": False}])
    state: str = Field(examples=["done"], description="waiting | running | done | failed")
    asked_by: str = Field(examples=["engineer"])
    asked_at: str = Field(examples=[_AT])
    ended_at: str | None = Field(None, examples=[_AT])
    result: dict[str, Any] | None = Field(None, examples=[{"extracted": 2, "loaded": 1, "quarantined": 1}])


class Requests(Answer):
    items: list[Request]
    next: int | None = Field(None, description="`before` of the next page; null at the end")
