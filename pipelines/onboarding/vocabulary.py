"""What vendors call things: names of columns (`words.yaml`) and texts of codes (`synonyms.tsv`). A further habit is a further word."""

from functools import lru_cache
from pathlib import Path

import yaml

from quality.feeds import COLUMNS, FeedColumn, Kind
from warehouse.codes import tables

HERE = Path(__file__).resolve().parent
CHANGED = "changed"  # not a canonical column: the mark of a row's last change
CANONICAL: dict[str, FeedColumn] = {c.name: c for feed in COLUMNS.values() for c in feed}


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    """Name in its compared form → canonical columns it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for canonical, names in yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8")).items():
        for name in names:
            found[name] = (*found.get(name, ()), canonical)
    return found


def meanings(column: str) -> tuple[str, ...]:
    """Canonical columns (or CHANGED) a vendor's column of this name may be, the likeliest first."""
    return _words().get(column.upper().replace("_", ""), ())


def is_identity(column: str) -> bool:
    """Whether a column of this name may hold what tells who somebody is; a name nobody knows does not say so."""
    return any(CANONICAL[name].identity for name in meanings(column) if name in CANONICAL)


def kind_of(canonical: str) -> Kind:
    return CANONICAL[canonical].kind


@lru_cache(maxsize=1)
def _synonyms() -> dict[tuple[str, str], str]:
    rows = [line.split("\t") for line in (HERE / "synonyms.tsv").read_text(encoding="utf-8").splitlines()[1:] if line]
    return {(table, text.upper()): code for table, text, code in rows}


def code_for(table: str, value: str) -> str | None:
    """The platform's code for a source's text: where it is its own words, or others known for them. A number alone says nothing."""
    text = value.strip().upper()
    if not text or text.isdigit():
        return None
    for code in tables.table(table).values():
        if text in (code.zh.upper(), code.en.upper()):
            return code.code
    if found := _synonyms().get((table, text)):
        return found
    return next((code for code in tables.table(table) if code.upper() == text), None)
