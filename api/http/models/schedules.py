"""How often, how far back and how stubbornly each group of feeds is collected; histories; alerts."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from api.http.models.common import Answer

_AT = "2026-11-24T01:30:08.001002Z"
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class GroupBody(BaseModel):
    """What is set over the declaration; a field left out or null is as declared."""

    enabled: bool = Field(True, description="False: collected only when asked for")
    schedule: str | None = Field(None, max_length=64, examples=["*/10 * * * *"], description="Five fields of cron")
    retries: int | None = Field(None, ge=0, le=20, examples=[3])
    retry_seconds: int | None = Field(None, ge=1, le=86400, examples=[60])
    from_day: date | None = Field(None, examples=["2025-01-01"], description="Older rows are collected only when asked for")


class HistoryBody(BaseModel):
    """Collect [begin, end) of the business time (wall times of China), only between `from_time` and `to_time` of each day."""

    begin: datetime = Field(examples=["2020-01-01T00:00:00"])
    end: datetime = Field(examples=["2026-01-01T00:00:00"])
    from_time: Clock = Field(examples=["22:00"])
    to_time: Clock = Field(examples=["05:30"])
    chunk_days: int = Field(7, ge=1, le=366, examples=[7])

    @model_validator(mode="after")
    def _interval(self) -> Self:
        if self.begin.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("begin and end are wall times of China, without zone")
        if self.begin >= self.end or self.from_time == self.to_time:
            raise ValueError("begin must come before end, and the daily window must not be empty")
        return self


class History(Answer):
    begin_at: str = Field(examples=["2020-01-01T00:00:00"])
    end_at: str = Field(examples=["2026-01-01T00:00:00"])
    next_at: str = Field(examples=["2023-04-05T00:00:00"], description="Everything before is collected")
    from_time: str = Field(examples=["22:00"])
    to_time: str = Field(examples=["05:30"])
    chunk_days: int = Field(examples=[7])
    state: str = Field(examples=["waiting"], description="waiting | running | done | stopped")
    asked_by: str = Field(examples=["engineer"])
    updated_at: str = Field(examples=[_AT])
    extracted: int = Field(examples=[1200])
    loaded: int = Field(examples=[1180])


class Declared(Answer):
    schedule: str | None = Field(None, examples=["*/10 * * * *"])
    retries: int | None = Field(None, examples=[3])
    retry_seconds: int | None = Field(None, examples=[60])


class Group(Answer):
    """A group of feeds as it is collected now; `declared` is what it would be without settings."""

    group: str = Field(examples=["business"])
    zh: str = Field(examples=["业务数据"])
    feeds: list[str] = Field(examples=[["orders", "exams"]])
    enabled: bool = True
    schedule: str | None = Field(None, examples=["*/10 * * * *"])
    retries: int | None = Field(None, examples=[3])
    retry_seconds: int | None = Field(None, examples=[60])
    from_day: str | None = Field(None, examples=["2025-01-01"])
    declared: Declared | None = None
    history: History | None = None


class CodeMap(Answer):
    """One of a source's code maps: which standard table it leads to, and which columns (feed.column) are read by it."""

    map: str = Field(examples=["exam_category"])
    table: str = Field(examples=["exam_category"])
    columns: list[str] = Field(examples=[["exams.exam_category", "orders.exam_category"]])


class CodeBody(BaseModel):
    value: str = Field(min_length=1, max_length=32, pattern=r"\S", examples=["CBCT"], description="As the source writes it")
    code: str = Field(min_length=1, max_length=16, examples=["RAD.CT"], description="A code of the map's standard table")


class Source(Answer):
    source: str = Field(examples=["RIS"])
    zh: str = Field(examples=["放射信息系统"])
    dialect: str | None = Field(None, examples=["oracle"])
    charset: str | None = Field(None, examples=["gb18030"])
    zone: str | None = Field(None, examples=["Asia/Shanghai"])
    compare: bool = Field(False, description="Its keys are compared with ours each night")
    code_maps: list[CodeMap] = Field(default_factory=list)
    groups: list[Group]


class Sources(Answer):
    items: list[Source]


class Alert(Answer):
    alert_id: int = Field(examples=[4])
    kind: str = Field(examples=["failed"], description="failed | late")
    source: str = Field(examples=["RIS"])
    feed: str = Field(examples=["exams"])
    message: str = Field(examples=["Unreachable: RIS: the database did not answer (error 2003)"])
    run_id: str | None = Field(None, examples=["af-0c4a4de2a8f19e7d5f6b1a23"])
    times: int = Field(examples=[1])
    first_at: str = Field(examples=[_AT])
    last_at: str = Field(examples=[_AT])
    closed_at: str | None = None
    sent_at: str | None = None


class Alerts(Answer):
    items: list[Alert]
    next: int | None = Field(None, description="`before` of the next page; null at the end")
