"""The values that travel along the line: Window → Batch → (Verdicts) → SafeBatch → Receipt."""

from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from quality.feeds import Feed
from warehouse.tables.catalogue import TABLES


@dataclass(frozen=True)
class Window:
    """The half-open interval [lower, upper) of a feed's increment. The values are opaque: only the extractor compares them.

    Both are JSON objects {increment name: value}; `lower` is None on the first collection (everything below `upper`).
    `by_period`: an interval of the feed's business time instead, asked for by a person or a history task.
    """

    lower: dict[str, str | int] | None
    upper: dict[str, str | int]
    by_period: bool = False


@dataclass(frozen=True)
class Exams:
    """Everything a feed has of some exams, whenever it changed. `keys`: natural keys of the exams."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """Rows as extracted, still with names: only in memory and in encrypted staging.

    `rows` holds the canonical columns of `feed` that the source declares, values as the source holds them. `number` counts
    from 1 within the run.
    """

    source: str
    feed: Feed
    run_id: str
    number: int
    read_at: datetime
    rows: pa.Table


@dataclass(frozen=True)
class SafeBatch:
    """Rows without identifiers: the only thing `load` accepts. Its columns are checked against the table declarations."""

    label: str
    tables: dict[str, pa.Table]

    def __post_init__(self) -> None:
        for name, table in self.tables.items():
            declared = TABLES[name].arrow_schema()
            if not table.schema.equals(declared):
                raise TypeError(f"SafeBatch {self.label}: table {name} does not have the declared columns and types")


@dataclass
class Counts:
    """Source rows of one run: extracted = loaded + unchanged + merged + deleted + excluded + quarantined."""

    extracted: int = 0
    loaded: int = 0
    corrected: int = 0  # a part of loaded
    unchanged: int = 0
    merged: int = 0
    deleted: int = 0
    excluded: int = 0
    quarantined: int = 0

    def balanced(self) -> bool:
        return self.extracted == self.loaded + self.unchanged + self.merged + self.deleted + self.excluded + self.quarantined

    def add(self, other: "Counts") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class Receipt:
    """What one batch came to, written in the same platform transaction as its quarantine rows and watermark."""

    run_id: str
    batch: int
    label: str
    counts: Counts
    target_rows: dict[str, int] = field(default_factory=dict)
