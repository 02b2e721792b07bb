"""HTML and RTF reports as plain text (RP-01): tags away, entities decoded, <br> and paragraphs as line breaks.

Only what is a tag is taken for one: in "直径<5mm" or "A<B 且 C>D" nothing is lost. Tags are removed by pattern and not by an HTML parser,
because a parser takes all that follows an unclosed <style> or <!-- for its content, and a report must never be cut.
"""

import html
import re

_LONG = (
    "abbr|article|audio|base|blockquote|body|br|button|center|code|col|colgroup|dd|del|div|dl|dt|em|embed|font|footer|form|frame|h[1-6]|"
    "head|header|hr|html|iframe|img|input|ins|label|li|link|main|math|meta|nav|object|ol|option|param|pre|script|section|select|small|"
    "source|span|strong|style|sub|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt|ul|video|xml|"
    "[a-z][a-z0-9]*:[a-z][a-z0-9]*"  # what word processors leave: o:p, st1:date
)
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s<>"']+)"""
_TAG = re.compile(
    rf"""<\s*/?\s*(?:{_LONG})\b(?:"[^"]*"|'[^']*'|[^<>"'])*>"""  # a name that is no word of a report: whatever stands in it
    rf"""|<\s*/?\s*(?:{_LONG})\b[^<>]*>"""
    rf"""|<\s*/?\s*[abipqsu](?:\s+[a-z][\w:.-]*\s*=\s*{_VALUE})*\s*/?\s*>"""  # one letter: only with attributes or nothing
    r"""|<!doctype[^<>]*>|<\?xml[^<>]*>|<!\[[^<>]*\]>""",
    re.IGNORECASE | re.ASCII,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SILENT = re.compile(r"<\s*(style|script|title|template)\b[^<>]*>.*?<\s*/\s*\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<\s*/?\s*(?:br|p|div|tr|li|h[1-6]|table|ul|ol|hr|dd|dt|blockquote)\b", re.IGNORECASE | re.ASCII)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_RTF_START = "{\\rtf"
_RTF_CONTROL = re.compile(r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6}) ?\??|\\([a-z]+)(?:-?\d+)? ?|[{}]|\\([^a-z])")
_RTF_TABLES = re.compile(r"\{\\(?:fonttbl|colortbl|stylesheet|info|\*)(?:[^{}]|\{[^{}]*\})*\}")


def has_markup(text: str) -> bool:
    if text.startswith(_RTF_START):
        return True
    if "<" not in text and "&" not in text:
        return False
    return any(p.search(text) is not None for p in (_TAG, _COMMENT, _ENTITY))


def plain_text(text: str) -> str:
    """Text only. Attributes, comments, scripts, styles and embedded data are dropped, so nothing hides in them."""
    if text.startswith(_RTF_START):
        return _tidy(_rtf(text))
    bare = _SILENT.sub("", _COMMENT.sub("", text)).replace("<!--", "")
    bare = _TAG.sub(lambda m: "\n" if _BREAK.match(m.group()) else "", bare)
    return _tidy(html.unescape(bare))


def _rtf(text: str) -> str:
    def control(match: re.Match[str]) -> str:
        raw, unicode, word, escaped = match.groups()
        if raw:
            return f"\0{raw}"  # a byte; neighbours are decoded together below
        if unicode:
            return chr(int(unicode) % 0x10000)
        if escaped:
            return escaped if escaped in "\\{}" else " " if escaped == "~" else ""
        return "\n" if word in ("par", "line") else "\t" if word == "tab" else ""

    raw = _RTF_CONTROL.sub(control, _RTF_TABLES.sub("", text))
    text = re.sub(r"(?:\x00[0-9a-fA-F]{2})+", _bytes, raw)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # \\u writes the rare characters as two halves


def _bytes(match: re.Match[str]) -> str:
    return bytes.fromhex(match.group().replace("\0", "")).decode("gb18030", "replace")


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip("\n")
