"""The code tables of the platform: code → Chinese and English text.

One file a table is delivered (`warehouse/codes/*.tsv`). A hospital adds rows in files of the same name in a folder of its own, which
an update never touches; a row there with a known code gives it other words. Files are read again when they change: nothing restarts.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from warehouse.errors import Misconfigured

FOLDER = Path(__file__).resolve().parent
CODE_CHARS = 16  # what the code columns of the analytic store hold
_own: list[Path] = []


@dataclass(frozen=True)
class Code:
    code: str
    zh: str
    en: str


def extend(folder: Path) -> None:
    """From now on this process reads the hospital's own rows in `folder`, which may be missing."""
    _own[:] = [folder]


def table(name: str) -> dict[str, Code]:
    """The codes of one table, in their order, the hospital's own last. KeyError when there is no such table."""
    file = FOLDER / f"{name}.tsv"
    if not file.exists():
        raise KeyError(name)
    found = dict(_read(file, 0))
    for folder in _own:
        own = folder / f"{name}.tsv"
        if own.exists():
            found |= _read(own, own.stat().st_mtime_ns)
    return found


@lru_cache(maxsize=128)
def _read(file: Path, _changed_ns: int) -> dict[str, Code]:
    """The rows of one file; the first line names the columns. Misconfigured names file and line."""
    found: dict[str, Code] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines()[1:], 2):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells):
            continue
        if len(cells) < 3 or not all(cells[:3]) or len(cells[0]) > CODE_CHARS:
            raise Misconfigured(f"{file}:{number}: a row is code, zh, en between tabs, the code of at most {CODE_CHARS} characters")
        found[cells[0]] = Code(*cells[:3])
    return found


def names() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.tsv"))
