"""HTML and RTF reports as plain text (RP-01): tags away, entities decoded, <br> and paragraphs as line breaks."""

import re
from html.parser import HTMLParser

_HTML = re.compile(r"<\s*/?\s*[a-zA-Z!][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6});")
_RTF_CONTROL = re.compile(r"\\'([0-9a-fA-F]{2})|\\([a-z]+)(-?\d+)? ?|[{}]|\\([^a-z])")
_BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol"}
_SILENT = {"style", "script", "head", "title", "template", "iframe", "object"}


def has_markup(text: str) -> bool:
    return text.startswith("{\\rtf") or _HTML.search(text) is not None


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain_text(text: str) -> str:
    """Text only. Attributes, comments, scripts, styles and embedded data are dropped, so nothing hides in them."""
    if text.startswith("{\\rtf"):
        return _tidy(_rtf(text))
    parser = _Text()
    parser.feed(text)
    parser.close()
    return _tidy("".join(parser.parts))


def _rtf(text: str) -> str:
    def control(match: re.Match[str]) -> str:
        if match.group(1):
            return f"\udc00{match.group(1)}"  # bytes, decoded together below
        word = match.group(2)
        return "\n" if word in ("par", "line") else "\t" if word == "tab" else ""

    raw = _RTF_CONTROL.sub(control, text)
    return re.sub(r"(?:\udc00[0-9a-fA-F]{2})+", lambda m: bytes.fromhex(m.group().replace("\udc00", "")).decode("gb18030", "replace"), raw)


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip("\n")
