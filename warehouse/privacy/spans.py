"""What a detector finds in a text, and a form of the text that is easy to search while positions stay the same."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, order=True)
class Span:
    """text[start:end] is to be replaced by `tag`."""

    start: int
    end: int
    tag: str


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 else character


def plain(text: str) -> str:
    """Full-width letters and digits as ordinary ones; as many characters as before, so that positions hold."""
    return text if text.isascii() else "".join(map(_plain, text))


def squeeze(text: str, dropped: str) -> tuple[str, list[int]]:
    """`text` in lower case without the characters `dropped`, and where each remaining one stood."""
    kept = [(c.lower() if len(c.lower()) == 1 else c, at) for at, c in enumerate(text) if c not in dropped]
    return "".join(c for c, _ in kept), [at for _, at in kept]


def replace(text: str, spans: list[Span]) -> str:
    """Each span as its tag; spans that overlap become one, with the tag of the first."""
    parts: list[str] = []
    done, open_span = 0, None
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if open_span is not None and span.start < open_span.end:
            open_span = Span(open_span.start, max(open_span.end, span.end), open_span.tag)
            continue
        if open_span is not None:
            parts += [text[done : open_span.start], open_span.tag]
            done = open_span.end
        open_span = span
    if open_span is not None:
        parts += [text[done : open_span.start], open_span.tag]
        done = open_span.end
    return "".join([*parts, text[done:]])
