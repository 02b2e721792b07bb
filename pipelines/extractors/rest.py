"""A service that gives rows as JSON, page by page. Facts: `url`, and `token`, sent as `Authorization: Bearer`, or alone in the header
that `token_header` names.

Text is UTF-8 as JSON has it; numbers come as int or Decimal, a nested value as JSON text, an absent field as null. A page is read into
memory up to a limit. A redirect to another host is refused: it would carry the token there.
"""

import json
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from pipelines import paging, window
from pipelines.batch import Exams, Window
from pipelines.connection import Facts
from pipelines.declaration import Condition, FeedDeclaration, Increment, Source
from pipelines.expressions import text_of
from pipelines.paging import Page
from pipelines.rest_declaration import Rest
from settings import Settings
from warehouse.errors import Misconfigured, Refused, Unreachable

CONNECT_S = 10.0
REDIRECTS = 3
BUSY = (408, 425, 429)  # RFC 9110, 8470, 6585; and every 5xx
DENIED = (401, 403, 407)


@contextmanager
def connect(
    source: Source, declaration: FeedDeclaration, facts: Facts, settings: Settings, from_day: date | None
) -> Generator["RestRows"]:  # fmt: skip
    """The rows of one feed of a service."""
    if source.rest is None:
        raise Misconfigured(f"{source.source}: its url is a service's, and its declaration does not say how it is asked", "add `rest`")
    if from_day is not None:
        raise Misconfigured(
            f"{source.source}: a service is asked for what changed, whatever day it is of", "take the first day off the feed"
        )
    token, header = facts.get("token"), facts.get("token_header")
    headers = {} if token is None else {header: token} if header else {"Authorization": f"Bearer {token}"}
    timeout = httpx.Timeout(settings.statement_timeout_s, connect=CONNECT_S)
    with httpx.Client(headers=headers, timeout=timeout, trust_env=False, follow_redirects=False) as client:
        yield RestRows(source, source.rest, declaration, facts["url"].rstrip("/"), client, settings)


class RestRows:
    """One feed over HTTP."""

    def __init__(
        self, source: Source, rest: Rest, declaration: FeedDeclaration, base: str, client: httpx.Client, settings: Settings
    ) -> None:  # fmt: skip
        self._name, self._rest, self._declaration, self._settings = source.source, rest, declaration, settings
        self._charset = source.charset
        self._client, self._url = client, httpx.URL(f"{base}/{declaration.table}")

    def highest(self, increment: Increment) -> int | None:
        raise Misconfigured(f"{self._name}: a service is not asked for the highest '{increment.name}'", "use a mark of kind time")

    def bind_time(self, moment: datetime) -> str:
        return moment.strftime(self._rest.time)

    def keys(self, wanted: Window) -> Iterator[Page]:
        return self.rows(wanted)

    def rows(self, wanted: Window | Exams) -> Iterator[Page]:
        """In the service's order; the later of two pages that hold one key is the newer."""
        if isinstance(wanted, Exams) or wanted.by_period:
            raise Misconfigured(
                f"{self._name}: a service is asked for what changed, not for a period or for some exams", "collect the feed"
            )
        order = self._declaration.order or self._declaration.key
        marks = [c for i in self._declaration.increments for c in i.columns()]
        for page in self._pages(self._parameters(wanted)):
            found = [self._row(fields) for fields in page]
            if found and any(all(name.partition(".")[2] not in fields for fields in page) for name in self._declaration.key):
                raise Misconfigured(f"{self._name}: the rows of the service lack a field of the key", "lightbox source check")
            kept = [row for row in found if all(self._holds(c, row) for c in self._declaration.where)]
            kept.sort(key=lambda row: [str(row[name]) for name in order])
            if kept:
                yield paging.newest_last(kept, order, marks)

    def _parameters(self, wanted: Window) -> dict[str, str]:
        (increment,) = self._declaration.increments
        lower = (window.bound_lower(self._declaration, wanted, self) or {}).get(increment.name)
        upper = window.bound_upper(self._declaration, wanted, self).get(increment.name)
        given = {self._rest.since: lower, self._rest.until: upper, self._rest.size: self._settings.page_rows}
        return {name: str(value) for name, value in given.items() if name is not None and value is not None}

    def _pages(self, parameters: dict[str, str]) -> Iterator[list[dict[str, Any]]]:
        """Every page. Unreachable: the count of rows changed under way, so that one may have moved to a page already read."""
        if self._rest.cursor is not None:
            yield from self._by_cursor(parameters, self._rest.cursor)
            return
        seen, number, total = 0, 1, None
        while True:
            answer = self._get({**parameters, str(self._rest.page): str(number)})
            page, counted = self._rows_of(answer), self._member(answer, str(self._rest.total))
            if not isinstance(counted, int) or (total is not None and counted != total) or (not page and seen < counted):
                raise Unreachable(f"{self._name}: rows moved while the pages of the service were read (or it does not count them)")
            seen, total, number = seen + len(page), counted, number + 1
            yield page
            if seen >= counted:
                return

    def _by_cursor(self, parameters: dict[str, str], cursor: str) -> Iterator[list[dict[str, Any]]]:
        place: str | None = None
        while True:
            answer = self._get(parameters if place is None else {**parameters, cursor: place})
            yield self._rows_of(answer)
            following = self._member(answer, str(self._rest.next))
            if following in (None, "", False):
                return
            if str(following) == place:
                raise Refused(f"{self._name}: the service gives the same page again and again")
            place = str(following)

    def _rows_of(self, answer: Any) -> list[dict[str, Any]]:
        if self._rest.code is not None and str(self._member(answer, self._rest.code)) not in self._rest.ok:
            raise Refused(f"{self._name}: the service answered that it will not give the rows")
        rows = self._member(answer, self._rest.rows)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Refused(f"{self._name}: the service's answer holds no rows at '{self._rest.rows}'", "check `rest` in its declaration")
        if len(rows) > self._settings.batch_rows:
            raise Refused(
                f"{self._name}: a page of the service has more than {self._settings.batch_rows} rows", "declare `size` under rest"
            )
        return rows

    def _member(self, answer: Any, path: str) -> Any:
        for part in filter(None, path.split(".")):
            answer = answer.get(part) if isinstance(answer, dict) else None
        return answer

    def _row(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        found = {name: fields.get(name.partition(".")[2]) for name in self._declaration.source_columns()}
        nested = {n: json.dumps(v, ensure_ascii=False, default=str) for n, v in found.items() if isinstance(v, (dict, list))}
        return {**found, **nested}

    def _holds(self, condition: Condition, row: Mapping[str, Any]) -> bool:
        """What pipelines/select.py says in SQL."""
        if condition.any is not None:
            return any(self._holds(part, row) for part in condition.any)
        value = row[str(condition.column)]
        if condition.filled:
            return value is not None
        text = (text_of(value, self._charset) or "").strip()
        if condition.one_of is not None:
            return value is not None and text in condition.one_of
        return value is None or text not in (condition.none_of or [])

    # --- HTTP ---------------------------------------------------------------------------------------------------------

    def _get(self, parameters: Mapping[str, str]) -> Any:
        """The answer to one page, as JSON; waits when asked to, within the limit of all its waits."""
        waited = 0.0
        while True:
            body, wait = self._once(self._url.copy_merge_params(parameters))
            if body is not None:
                break
            if wait is None or waited + wait > self._settings.rest_wait_max_s:
                raise Unreachable(f"{self._name}: the service is busy")
            time.sleep(wait)
            waited += max(wait, 1.0)
        try:
            return json.loads(body, parse_float=Decimal)
        except (ValueError, RecursionError):
            raise Refused(f"{self._name}: the service's answer is not JSON", "check `url` in connections.json") from None

    def _once(self, url: httpx.URL) -> tuple[bytes | None, float | None]:
        """(body, None), or (None, seconds to wait) of a busy service, or (None, None) when it does not say how long."""
        try:
            for _ in range(REDIRECTS + 1):
                with self._client.stream("GET", url, headers={"Accept": "application/json"}) as response:
                    if response.has_redirect_location:
                        url = self._same_host(url, response.headers["Location"])
                        continue
                    return self._answer(response)
        except httpx.TimeoutException:
            raise Unreachable(f"{self._name}: the service did not answer in time") from None
        except httpx.InvalidURL:
            raise Misconfigured(f"{self._name}: the url of the service is not valid", "check connections.json") from None
        except httpx.TransportError:
            raise Unreachable(f"{self._name}: the connection to the service failed") from None
        raise Refused(f"{self._name}: the service redirects without end")

    def _answer(self, response: httpx.Response) -> tuple[bytes | None, float | None]:
        status = response.status_code
        if status in DENIED:
            raise Misconfigured(f"{self._name}: the service does not let us in ({status})", "check `token` in connections.json")
        if status in BUSY or status >= 500:
            return None, seconds_to_wait(response.headers.get("Retry-After"))
        if status != 200:
            raise Refused(f"{self._name}: the service refused ({status})", "check `url` and `rest`")
        body = bytearray()
        for part in response.iter_bytes():
            body += part
            if len(body) > self._settings.rest_page_max_bytes:
                raise Refused(
                    f"{self._name}: a page of the service has more than {self._settings.rest_page_max_bytes} bytes",
                    "lower page_rows, or raise rest_page_max_bytes",
                )
        return bytes(body), None

    def _same_host(self, url: httpx.URL, location: str) -> httpx.URL:
        target = url.join(location)
        if (target.scheme, target.host, target.port) != (url.scheme, url.host, url.port):
            raise Refused(f"{self._name}: the service redirects to another host", "put the right address into `url`")
        return target


def seconds_to_wait(header: str | None) -> float | None:
    """Retry-After (RFC 9110, 10.2.3): seconds or a date; None when it is neither."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())
