"""The code tables of the platform: code → Chinese and English text."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Code:
    code: str
    zh: str
    en: str


@lru_cache(maxsize=64)
def table(name: str) -> dict[str, Code]:
    """The codes of one table, in their order. KeyError when there is no such table."""
    file = FOLDER / f"{name}.tsv"
    if not file.exists():
        raise KeyError(name)
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:] if line]
    return {row[0]: Code(row[0], row[1], row[2]) for row in rows}


def names() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.tsv"))
