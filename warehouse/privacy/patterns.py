"""Identifiers that have a shape of their own, or stand behind a label: numbers, telephones, dates, addresses, employers, accounts."""

import re
from collections.abc import Iterator

from warehouse.privacy import words
from warehouse.privacy.lexicon import either
from warehouse.privacy.spans import Span

_H = "\u4e00-\u9fff"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_RESIDENT = r"\d{6}[\s-]?(?:18|19|20)\d{2}[\s-]?\d{4}[\s-]?\d{3}[\dXx]"
_CITY = rf"(?:[{_H}]{{2,6}}省)?[{_H}]{{2,6}}市[{_H}]{{1,6}}[区县]"
_STREET = f"(?:{either('streets')})"
_HOUSE = r"\d+(?:号|栋|幢|座|单元|室)[A-Za-z0-9栋幢座单元室号层楼\-]*"
_GAP = r"[\s]*(?:No\.?|no\.?|[:：#=为是]|[（(])?[\s]*"


class Rule:
    """What `pattern` finds is to be replaced by `tag`. Where a match is, `near` matches too, in lower case: it is far faster to search,
    and most texts hold nothing of the kind."""

    def __init__(self, tag: str, near: str, pattern: str, flags: int = 0) -> None:
        self.tag, self.near, self.pattern = tag, re.compile(near), re.compile(pattern, flags)


RULES = (
    Rule("[邮箱]", "@", r"(?<![\w.+-])([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.A),
    Rule("[网址]", r"://|www\.", r"((?:https?|ftp)://[\w./?=&%~#:+-]+|(?<![\w.])www\.[\w.-]+\.[a-z]{2,}[\w./?=&%~#:+-]*)", re.A | re.I),
    Rule("[微信]", "wxid_|微信|wechat|qq|微博|抖音",
         r"(wxid_\w+)|(?:微信号?|WeChat|QQ号?|微博|抖音号?)\s*(?:ID)?\s*[:：=]?\s*([A-Za-z0-9][\w-]{4,30})", re.A | re.I),
    Rule("[证件号]", r"\d{6}|[*×x]{4}", rf"(?<![0-9A-Za-z.])({_RESIDENT}|\d{{15}}|\d{{3,8}}[*×xX]{{4,}}\d{{1,4}}[\dXx]?)(?![0-9A-Za-z])"),
    Rule("[证件号]", "", rf"(?:{either('paper_labels')}){_GAP}([{_H}]?字?第?[A-Za-z0-9()（）*\-]{{4,}})"),
    Rule("[证件号]", "", rf"([{_H}]字第\s?\d{{5,9}}号?)"),
    Rule("[证件号]", r"\d{6}", r"(?<![A-Za-z0-9])((?:E[A-HJ-NP-Z]?|G|H|M|K|D|S|P)\d{8}|[HM]\d{10}|[A-Z]\d{6}\([\dA]\))(?![A-Za-z0-9])"),
    Rule("[电话]", r"1[3-9]\d[\s-]?\d{4}", r"(?<![\d.])((?:\(?(?:\+|00)?86\)?[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?!\d)"),
    Rule("[电话]", r"\*{4}", r"(?<![\d.])(1[3-9]\d\*{4}\d{4})(?!\d)"),
    Rule("[电话]", r"[2-9]\d{6}|85[23][\s-]?\d{4}",
         r"(?<![\d.])(\(?0\d{2,3}\)?[\s-]?[2-9]\d{6,7}(?:-\d{1,6})?|(?:\+?852|\+?853)[\s-]?\d{4}[\s-]?\d{4})(?!\d)"),
    Rule("[电话]", "", rf"(?:{either('phone_labels')}){_GAP}((?:\+?\d[\d\s()（）\-]{{4,}}\d)(?:\s*[/、,，]\s*\+?\d[\d\-]{{5,}}\d)*)"),
    Rule("[号码]", either("number_labels").lower(),
         rf"(?<![A-Za-z])(?:{either('number_labels')}){_GAP}((?=[A-Za-z\-_/]{{0,6}}\d)[A-Za-z0-9][\w/-]*)", re.I | re.A),
    Rule("[车牌]", "", rf"([{_PROVINCES}][A-HJ-NP-Z][·\s-]?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])"),
    Rule("[床号]", "床", r"(?<![\dA-Za-z.])((?:加|[A-Z])?\d{1,3}\s?床)(?![旁边位])"),
    Rule("[单位]", "", rf"(?:就职|任职|供职|工作|就读|退休)于\s*([{_H}A-Za-z0-9（）()]{{2,30}}?(?:{either('employers')}))"),
    Rule("[单位]", "", rf"(?:工作单位|单位名称|学校)\s*[:：]\s*([{_H}A-Za-z0-9（）()]{{2,30}})"),
    Rule("[地址]", "", rf"(?:{either('address_labels')})\s*[:：]?\s*([{_H}A-Za-z0-9（）()\-#]{{3,60}})"),
    Rule("[地址]", "市", rf"({_CITY}(?:[{_H}A-Za-z0-9\-]{{0,24}}?{_STREET}[{_H}A-Za-z0-9\-]{{0,10}}?)?{_HOUSE})"),
    Rule("[号码]", r"\d{6}", r"(?<![A-Za-z0-9.])([A-Za-z]{1,4}-?\d{6,}(?:-\d+)?|(?:19|20)\d{6}[A-Za-z]{1,4}\d{2,})(?![A-Za-z0-9])"),
    Rule("[号码]", r"\d{9}", r"(?<![\d.])(\d{9,}(?:-\d+)?)(?![\d.])"),
)  # fmt: skip
_ROAD = re.compile(rf"([{_H}]{{2,4}}(?:路|街|大道|巷|胡同)\d+号(?:[A-Za-z0-9\-]*(?:栋|幢|座|单元|室|房|楼)[A-Za-z0-9\-]*)*)")

_MONTH = "(?:0?[1-9]|1[0-2])"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_FULL_DATE = re.compile(rf"(?<![\d.])((?:19|20)\d{{2}})\s?[-/.年]\s?({_MONTH})\s?[-/.月]\s?{_DAY}(?!\d)(?:[ \u3000]?[日号])?")
_COMPACT_DATE = re.compile(r"(?<![\dA-Za-z.])((?:19|20)\d{2})(0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![\d.A-Za-z])")
_TURNED_DATE = re.compile(rf"(?<![\d./])(?:{_DAY}[/.-]({_MONTH})|({_MONTH})[/.-]{_DAY})[/.-]((?:19|20)\d{{2}})(?![\d.])")
_DAY_OF_YEAR = re.compile(rf"(?<![\d.年]){_MONTH}\s?月\s?{_DAY}\s?[日号]")
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_ENGLISH_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_ENGLISH_DATE = re.compile(rf"(?<![A-Za-z\d])(?:{_NTH}\s+)?{_ENGLISH_MONTH}\.?\s+(?:{_NTH},?\s+)?(?:19|20)\d{{2}}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d{2}")  # what every date with a year has
_BIRTH = re.compile(r"(?:出生|生于|生日|DOB|birth)[^\d，。；\n]{0,8}$", re.I)


def find(text: str) -> list[Span]:
    """Spans of all of the above in `text` (already `plain`). Dates keep their month: a report says what it is compared with."""
    lower = text.lower()
    asked = [rule for rule in RULES if rule.near.search(lower)]
    spans = [Span(*found.span(found.lastindex or 1), rule.tag) for rule in asked for found in rule.pattern.finditer(text)]
    if "号" in text:
        roads = [found for found in _ROAD.finditer(text) if not words.covers(text, text.find("号", found.start()) - 1)]
        spans += [Span(*found.span(1), "[地址]") for found in roads]
    return [*spans, *_dates(text)]


def _dates(text: str) -> Iterator[Span]:
    if "月" in text:
        for found in _DAY_OF_YEAR.finditer(text):
            yield Span(found.start(), found.end(), "[日期]")
    if _YEAR.search(text) is None:
        return
    for rule in (_FULL_DATE, _COMPACT_DATE):
        for found in rule.finditer(text):
            yield Span(found.start(), found.end(), _date_tag(text, found.start(), found.group(1), found.group(2)))
    for found in _TURNED_DATE.finditer(text):
        yield Span(found.start(), found.end(), _date_tag(text, found.start(), found.group(3), found.group(1) or found.group(2)))
    for found in _ENGLISH_DATE.finditer(text):
        yield Span(found.start(), found.end(), "[日期]")


def _date_tag(text: str, start: int, year: str, month: str) -> str:
    if _BIRTH.search(text, max(0, start - 16), start):
        return "[出生日期]"
    return f"[日期 {year}-{int(month):02d}]"
