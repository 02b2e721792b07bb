"""How a source that is a service is asked for rows: the part `rest` of its declaration."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Rest(BaseModel):
    """How a service is asked for rows: GET <url>/<table of the feed>. Members of its answer are dotted paths, '' being the answer itself;
    the fields of a row are the columns' names.

    `since` and `until` are the parameters for the window of the feed's one mark, `time` their form. Pages go by number from 1 (`page`,
    with `total`, the member that counts all rows, by which rows that moved between two pages are noticed) or by `cursor`, the parameter
    that takes the member `next` of the page before; `size` is the parameter for the rows of a page. `code`, where there is one, is a
    member that must be one of `ok`: some services answer 200 and mean no.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: str = ""
    since: str | None = None
    until: str | None = None
    time: str = "%Y-%m-%d %H:%M:%S"
    size: str | None = None
    page: str | None = None
    total: str | None = None
    cursor: str | None = None
    next: str | None = None
    code: str | None = None
    ok: list[str] = ["0"]

    @model_validator(mode="after")
    def _one_paging(self) -> Self:
        by_number, by_cursor = self.page is not None, self.cursor is not None
        if by_number == by_cursor or by_number != (self.total is not None) or by_cursor != (self.next is not None):
            raise ValueError("pages go by page and total, or by cursor and next")
        return self
