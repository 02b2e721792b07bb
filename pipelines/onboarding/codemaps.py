"""First code maps: what a column's texts say for themselves is mapped, the rest is left to a person."""

import json
from collections.abc import Sequence
from typing import Any

from pipelines.onboarding.shapes import shapes, words
from pipelines.onboarding.vocabulary import CANONICAL, code_for
from settings import Settings
from warehouse.codes import tables

CHOICES = 14  # codes named in one remark


def quoted(text: str) -> str:
    """A YAML scalar that is read as text, whatever it looks like."""
    return json.dumps(text, ensure_ascii=False)


def known_words(table: str, values: Sequence[str]) -> frozenset[str]:
    """Texts that are codes for certain, whatever else they look like."""
    return frozenset(v for v in values if code_for(table, v) is not None)


def choices(table: str) -> str:
    """The codes of a table for a remark."""
    codes = list(tables.table(table).values())
    named = ", ".join(f"{c.code} {c.zh}" for c in codes[:CHOICES])
    return f"{named}, … (warehouse/codes/{table}.tsv)" if len(codes) > CHOICES else named


def map_lines(canonical: str, column: str, values: Sequence[Any], settings: Settings) -> list[str]:
    """Lines of a code map, one a value, with a TODO where a person must say which code a value is."""
    table = CANONICAL[canonical].codes or ""
    texts = [str(v) for v in values if v is not None and str(v).strip()]
    found = words(column, texts, settings, known_words(table, texts))
    if found is None:
        seen = ", ".join(f"{s} × {n}" for s, n in shapes(texts)) or "none in the sample"
        return [
            f"TODO: TODO  # TODO: {column}'s values are not shown (shapes: {seen}): ask the vendor, write value: code; {choices(table)}"
        ]
    lines: list[str] = []
    for value, count in sorted(found.items()):
        code = code_for(table, value)
        if code is None:
            lines.append(f"{quoted(value)}: TODO  # TODO: seen {count} ×, which code of {table} is {value}? {choices(table)}")
        else:
            lines.append(f"{quoted(value)}: {quoted(code)}  # seen {count} ×, {tables.table(table)[code].zh}")
    return lines
