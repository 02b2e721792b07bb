"""The one narrow protocol between Lightbox and its analytic store (Doris, the gateway, or DuckDB in process)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from warehouse.tables.model import Table


@dataclass(frozen=True)
class LoadResult:
    """What a load did. `already` is true when the label had been loaded before and nothing changed."""

    label: str
    rows: dict[str, int]
    already: bool


@dataclass(frozen=True)
class Health:
    ok: bool
    detail: str


@dataclass(frozen=True)
class Folded:
    """Rows of a table after folding: in order, and late ones that still lie apart."""

    table: str
    main: int
    late: int


class AnalyticStore(Protocol):
    """All engines behave alike; `tests/contract/test_analytic_store.py` runs on each.

    SQL given to `query` stays in the portable subset (docs/portable-sql.md); parameters are written `:name`.
    """

    def apply(self, tables: Sequence[Table]) -> None:
        """Create the tables that are missing and add columns that are new. Raises Misconfigured on a changed type."""
        ...

    def load(self, label: str, tables: Mapping[str, pa.Table]) -> LoadResult:
        """Upsert by key, all tables or none. The same label twice changes nothing (`already`).

        Of rows with one key the highest sequence wins, stored rows included (ties: the new row).
        Raises Unreachable (try again) or Refused (schema or key violated; nothing was loaded).
        """
        ...

    def query(self, sql: str, params: Mapping[str, Any] | None = None) -> pa.Table:
        """Rows of one SELECT. Raises Refused with the reason when the statement is outside the portable subset."""
        ...

    def fold(self) -> list[Folded]:
        """Nightly: put late rows in their places. A cluster does that by itself and has nothing to tell."""
        ...

    def describe(self) -> list[Table]:
        """The tables as the store has them (names, columns, keys)."""
        ...

    def health(self) -> Health: ...

    def close(self) -> None: ...
