"""What several answers share."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

MAX_ID = 9_999_999_999  # surrogates are counted up from a million: a telephone or ID number typed as an id is no id
Id = Annotated[int, Path(ge=1, le=MAX_ID)]
Limit = Annotated[int, Query(ge=1, le=200, description="Most items of a page")]
Before = Annotated[str | None, Query(max_length=64, description="`next` of the page before")]


class Answer(BaseModel):
    """Base of every answer: built from what the stores give, unknown columns left out."""

    model_config = ConfigDict(extra="ignore", from_attributes=True)


class FieldProblem(Answer):
    """One field of a request that cannot be taken. The value itself is never repeated."""

    field: str = Field(examples=["query.limit"])
    message: str = Field(examples=["Input should be less than or equal to 200"])


class Problem(Answer):
    """RFC 9457: what happened (`title`, `detail`) and what to do about it (`do`)."""

    type: str = Field(examples=["urn:lightbox:problem:not-allowed"])
    title: str = Field(examples=["没有权限"])
    status: int = Field(examples=[403])
    detail: str = Field(examples=["您的角色不能执行此操作"])
    do: str = Field(examples=["如工作需要，请联系信息科调整角色"])
    instance: str = Field(examples=["urn:lightbox:request:5f2c9e0a7b314d11"], description="The request, as the log of the API names it")
    fields: list[FieldProblem] = []
