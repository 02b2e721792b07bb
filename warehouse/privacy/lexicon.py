"""Word lists of `lexicon/*.txt`: one or more words a line, `_` for a blank inside a word, lines with # are remarks."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("lexicon")


@cache
def terms(name: str) -> tuple[str, ...]:
    """The words of a list, longest first, so that an alternation of them finds the longest."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = {word.replace("_", " ") for line in lines if not line.startswith("#") for word in line.split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def either(*names: str) -> str:
    """An expression that matches any word of the lists."""
    return "|".join(re.escape(word) for word in sorted((w for name in names for w in terms(name)), key=len, reverse=True))


COMPOUND_SURNAMES = frozenset(terms("compound_surnames"))
SURNAMES = frozenset(terms("surnames"))
STRONG_SURNAMES = SURNAMES - frozenset(terms("weak_surnames"))
