"""What a detector finds in a text, and a form of the text that is easy to search while positions stay the same."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache


@dataclass(frozen=True, order=True)
class Span:
    """text[start:end] is to be replaced by `tag`."""

    start: int
    end: int
    tag: str


class _Each(dict[int, str | None]):
    """A table for `str.translate` that asks `form` once for each character there is."""

    def __init__(self, form: Callable[[str], str | None]) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, point: int) -> str | None:
        self[point] = self._form(chr(point))
        return self[point]


def _plain(character: str) -> str:
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 else character


_PLAIN = _Each(_plain)


def plain(text: str) -> str:
    """Full-width letters and digits as ordinary ones; as many characters as before, so that positions hold."""
    return text if text.isascii() else text.translate(_PLAIN)


@lru_cache(maxsize=8)
def _without(dropped: str) -> _Each:
    def kept(character: str) -> str | None:
        lower = character.lower()
        return None if character in dropped else lower if len(lower) == 1 else character

    return _Each(kept)


def squeeze(text: str, dropped: str) -> str:
    """`text` in lower case without the characters `dropped`."""
    return text.translate(_without(dropped))


class Squeezed:
    """A squeezed text, and where in the text each of its characters stands: asked only where something was found."""

    def __init__(self, text: str, dropped: str) -> None:
        self.text = squeeze(text, dropped)
        self._whole, self._dropped = text, dropped

    @cached_property
    def at(self) -> list[int]:
        return [at for at, character in enumerate(self._whole) if character not in self._dropped]


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
