"""What a table of the analytic store is: columns with meaning and sensitivity, a key, a sequence.

A table is declared once. The Arrow schema here, the DDL of each engine, the API model and the data dictionary follow from it.
"""

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

EXPORT = "x_"


class Sensitivity(StrEnum):
    """Classes of `GB/T 39725` as we use them (mapped). There is no direct identifier: the analytic store has none."""

    PLAIN = "N"
    QUASI = "Q"
    SENSITIVE = "S"
    KEYED = "T"


class Type(StrEnum):
    """Portable column types; each engine renders its own spelling."""

    BIGINT = "BIGINT"
    INT = "INT"
    BOOLEAN = "BOOLEAN"
    STRING = "STRING"
    TEXT = "TEXT"
    DATE = "DATE"
    DATETIME = "DATETIME"


_ARROW: dict[Type, pa.DataType] = {
    Type.BIGINT: pa.int64(),
    Type.INT: pa.int32(),
    Type.BOOLEAN: pa.bool_(),
    Type.STRING: pa.string(),
    Type.TEXT: pa.string(),
    Type.DATE: pa.date32(),
    Type.DATETIME: pa.timestamp("ms"),
}


@dataclass(frozen=True)
class Column:
    """One column. `length` is in characters (STRING only); `codes` names the code table its values come from."""

    name: str
    type: Type
    zh: str
    en: str
    sensitivity: Sensitivity = Sensitivity.PLAIN
    nullable: bool = True
    length: int | None = None
    unit: str | None = None
    codes: str | None = None


@dataclass(frozen=True)
class Table:
    """One table. `load` keeps, for each `key`, the row with the highest `sequence` (a BIGINT column).

    `order`: the column rows lie in order of, so that look-ups by it read little. `versions`: rows are only ever added and the newest of
    a key is read: for side tables whose rows come in any order. `sums`: a rollup; `key` names its dimensions and the engine adds its
    measures up, so it has no sequence. `derived`: the engine makes its rows from those of other tables, nobody loads it. `select`: a
    view, it has no rows, key or sequence of its own; the statement is of the portable subset.
    """

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    sequence: str = "load_seq"
    order: str | None = None
    versions: bool = False
    sums: tuple[str, ...] = ()
    derived: bool = False
    select: str = ""

    def __post_init__(self) -> None:
        names = [c.name for c in self.columns]
        if not self.sequence and not self.sums and not self.select:
            raise ValueError(f"table {self.name}: rows of one key need a sequence")
        for needed in (*self.key, *self.sums, *(name for name in (self.sequence, self.order) if name)):
            if needed not in names:
                raise ValueError(f"table {self.name}: its key, order, sums or sequence names {needed}, which is not declared")

    @property
    def group(self) -> str:
        """What it is granted with: tables, views, or exports (counts that may be given away)."""
        return "tables" if not self.select else "exports" if self.name.startswith(EXPORT) else "views"

    @property
    def keyed(self) -> bool:
        """Whether it holds tokens: nobody reads those but Lightbox itself."""
        return any(column.sensitivity is Sensitivity.KEYED for column in self.columns)

    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema, in declared column order; key columns are not nullable."""
        return pa.schema([pa.field(c.name, _ARROW[c.type], nullable=c.nullable and c.name not in self.key) for c in self.columns])

    def column(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")
