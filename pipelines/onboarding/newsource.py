"""`lightbox source new`: look at a system's tables, read-only and bounded, and propose its declaration."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.connection import Facts
from pipelines.declaration import Source
from pipelines.inspection import TableFacts
from pipelines.onboarding import draft
from pipelines.onboarding.guess import guess, seen
from pipelines.onboarding.sample import by_column, charset_of, looking, rows_of
from settings import Settings
from warehouse.errors import Misconfigured

DIALECTS = {"sqlite": "mysql", "doris": "mysql"}  # what a declaration calls them; the SQL follows the connection


def propose(code: str, zh: str, facts: Facts, settings: Settings, tables: Sequence[str] = ()) -> tuple[str, Mapping[str, Any]]:
    """The YAML and which table was taken for what. `tables`: only these; else every table one may read, up to `sample_tables`."""
    schema = facts.get("schema")
    looked: list[tuple[TableFacts, dict[str, list[Any]]]] = []
    with looking(Source.model_construct(source=code, zone="Asia/Shanghai"), facts, settings) as extractor:
        dialect = DIALECTS.get(extractor.dialect, extractor.dialect)
        named = list(tables) or extractor.tables(schema)
        if len(named) > settings.sample_tables:
            raise Misconfigured(f"{code} has {len(named)} tables", f"name those to look at with --table (at most {settings.sample_tables})")
        for name in named:
            told = extractor.columns(name, schema)
            columns = [c.name for c in told.columns]
            looked.append((told, by_column(columns, rows_of(extractor, name, columns, settings.sample_rows, schema))))
    charset = charset_of({f"{told.name}.{name}": values for told, sample in looked for name, values in sample.items()})
    found = guess([seen(told, sample, charset or "utf-8") for told, sample in looked])
    return draft.proposal(code, zh, dialect, charset, found, settings), draft.summary(found)
