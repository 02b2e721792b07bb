"""What the line asks of a source's database. Each kind is a module in `pipelines/extractors/`, chosen by the URL's scheme."""

import importlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Select

from pipelines.declaration import Source
from pipelines.inspection import TableFacts
from pipelines.locks import slot
from settings import Settings
from warehouse.errors import Misconfigured

KINDS = {kind: f"pipelines.extractors.{kind}" for kind in ("sqlite", "mysql", "oracle", "mssql", "doris")}
Facts = Mapping[str, str]  # how to reach a source: url, share, schema, password, keys; never logged


@dataclass(frozen=True)
class Session:
    """How to behave on a source: `zone_offset` such as '+08:00', the longest statement in seconds, the longest text in characters.

    A text over the limit is read to one character beyond it or more, never whole: a rule then stops its row.
    """

    source: str
    zone_offset: str
    statement_timeout_s: int
    text_max_chars: int = 200_000


class BindsTime(Protocol):
    """Whatever rows are asked for by time."""

    def bind_time(self, moment: datetime) -> Any:
        """A wall time of the source as its driver and its time columns compare it."""
        ...


class Extractor(BindsTime, Protocol):
    """One read-only session. Errors: Unreachable, Misconfigured or Refused, never with a value of a row."""

    @property
    def dialect(self) -> str: ...

    def rows(self, statement: Select, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """Rows in portions of at most `size`, columns in the order of the SELECT."""
        ...

    def tables(self, schema: str | None) -> list[str]:
        """Tables and views one may read."""
        ...

    def columns(self, table: str, schema: str | None) -> TableFacts:
        """One of them as its database declares it (see `pipelines.inspection`). Misconfigured: there is none of this name."""
        ...

    def close(self) -> None: ...


def source_slot(source: Source, settings: Settings) -> AbstractContextManager[None]:
    """A turn on the source: so many connections at a time, over all processes."""
    name = f"source-{source.source.lower()}"
    return slot(settings.home / "locks", name, settings.source_connections, settings.statement_timeout_s)


@contextmanager
def session(source: Source, facts: Facts, settings: Settings) -> Generator[Extractor]:
    """A session on the source, within its limit of connections over all processes."""
    url = facts.get("url")
    if not url:
        raise Misconfigured(f"there is no connection for {source.source}", "add its url to connections.json in the key folder")
    scheme = url.partition(":")[0].partition("+")[0]
    scheme = {"mariadb": "mysql"}.get(scheme, scheme)
    if scheme not in KINDS:
        raise Misconfigured(f"{source.source}: databases of kind '{scheme}' cannot be read yet", f"known kinds: {', '.join(KINDS)}")
    behaviour = Session(source.source, "+08:00" if source.zone == "Asia/Shanghai" else "+00:00", settings.statement_timeout_s,
                        settings.text_max_chars)  # fmt: skip
    with source_slot(source, settings):
        extractor: Extractor = importlib.import_module(KINDS[scheme]).connect(url, behaviour)
        try:
            yield extractor
        finally:
            extractor.close()
