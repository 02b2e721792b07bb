"""Other people's names in a text: found by what stands around them, by surname, title and relation. Nothing is guessed in the open."""

import re
from collections.abc import Iterator

from warehouse.identity.normal import is_han
from warehouse.privacy import words
from warehouse.privacy.lexicon import COMPOUND_SURNAMES, STRONG_SURNAMES, SURNAMES, either, terms
from warehouse.privacy.spans import Span

TAG = "[姓名]"
_MARKS = r"[\s]*(?:[:：=]|是|为|叫|系)[\s]*|[\s]*[（(【\[][\s]*"
_LABEL = re.compile(f"(?:{either('roles', 'people', 'relatives', 'titles')}|医)(?:{_MARKS})")
_OPEN = re.compile(f"(?:{either('people', 'relatives', 'told', 'titles')})(?:{either('people', 'relatives')})?")
_TITLE = re.compile(f"(?:{either('titles')})|之[子女儿婴]")
_PERSON_WORD = re.compile(either("titles", "people"))
_ANY_WORD = re.compile(either("people", "relatives", "titles", "roles", "told"))
_NAMED = tuple(word for name in ("people", "relatives", "told") for word in terms(name))
_SOMEONE = re.compile(r"[某×＊*xX○〇]{1,3}")
_SPACED = re.compile(r"([^\s\W])[ \u3000]([^\s\W])(?:[ \u3000]([^\s\W]))?(?![^\s\W])")
_DOT = re.compile("[·•・･‧∙●]")
_DOTTED = re.compile("[\u4e00-\u9fff]{1,12}(?:[·•・･‧∙●][\u4e00-\u9fff]{1,10})+")
_EPONYM = re.compile(either("eponyms"))
_LATIN_TITLE = re.compile(r"(?<![A-Za-z])(?:Dr|Mr|Mrs|Ms|Miss|Prof|Doctor)\.?\s+([A-Z][A-Za-z'’-]+(?:[ ]+[A-Z][A-Za-z'’-]+){0,2})")
_LATIN_NAME = re.compile(r"([A-Z][A-Za-z'’-]+\.?(?:(?:[ ^]+|, )[A-Z](?:[A-Za-z'’-]+|\.)){1,3})(?![A-Za-z0-9])")
_LATIN_WORD = re.compile("[A-Z][A-Za-z'’-]")  # what every Latin name has
_LATIN_LABEL = re.compile(
    r"(?<![A-Za-z])(?:patient|name|reported by|verified by|signed by|physician|radiologist)\s*(?:name)?\s*[:：]\s*", re.I
)
_FOLLOW = frozenset(
    "因于诉行的今来自主既无有在已男女与及和等之术症入出经予给曾被为是同并从对到将要需请说让去做先昨前现再又未不可能系到称述拒已后家电，。"
)
_BEFORE = frozenset("于和向从由经请与时应让以见受及给同")
_SIGNATURE = re.compile(
    r"(?m)^[ \t\u3000]*((?:[^\s\W\d]{2,4})(?:[ \u3000]*[/／、,，;；][ \u3000]*[^\s\W\d]{2,4}){0,3})[ \t\u3000]*(?:[\d][\d\-/.:年月日 ]*)?$"
)


def find(text: str) -> list[Span]:
    """Spans of names in `text` (already `plain`)."""
    spans = [*_labelled(text), *_told(text), *_titled(text), *_someone(text), *_dotted(text), *_signed(text), *_latin(text)]
    return [span for span in spans if span.end > span.start]


def _surname(text: str, at: int, allowed: frozenset[str] = SURNAMES) -> int:
    """Length of the surname at `at`; 0 when none of `allowed` stands there or a clinical word does."""
    if text[at : at + 2] in COMPOUND_SURNAMES:
        return 2
    return 1 if text[at : at + 1] in allowed and not words.covers(text, at) else 0


def _run(text: str, at: int, most: int) -> int:
    """How many Chinese characters stand from `at` on, at most `most`."""
    length = 0
    while length < most and at + length < len(text) and is_han(text[at + length]):
        length += 1
    return length


def _end(text: str, at: int, surname: int) -> int:
    """Where the name that begins at `at` ends: one or two characters behind the surname. `at` when there is none."""
    run = _run(text, at, surname + 4)
    if run <= surname:
        return at
    for given in (1, 2):
        if run == surname + given:
            return at + run
        beyond = at + surname + given
        if given == 1 and (words.starts(text, beyond) or (text[beyond] in _FOLLOW and text[beyond + 1] not in _FOLLOW)):
            return beyond
        if given == 1 and _PERSON_WORD.match(text, beyond):
            return beyond
    return at + surname + 2


def _labelled(text: str) -> Iterator[Span]:
    """患者：王小明；报告医师 李 华；家属（张三）: behind a label and a mark any surname opens a name, with blanks inside too."""
    for label in _LABEL.finditer(text):
        at = label.end()
        yield from _list_of_names(text, at)
        if (
            (spaced := _SPACED.match(text, at))
            and spaced.group(1) in SURNAMES
            and all(is_han(c) for c in spaced.group(0) if not c.isspace())
        ):
            yield Span(at, spaced.end(), TAG)
        if latin := _LATIN_NAME.match(text, at):
            yield Span(at, latin.end(), TAG)


def _list_of_names(text: str, at: int) -> Iterator[Span]:
    """One name or several, parted by 、 or /."""
    while surname := _surname(text, at):
        end = _end(text, at, surname)
        yield Span(at, end, TAG)
        parted = re.compile(r"\s*[/、&]\s*").match(text, end)
        if end == at or parted is None:
            return
        at = parted.end()
        if _run(text, at, 5) > 4:  # a sentence goes on, not a list
            return


def _told(text: str) -> Iterator[Span]:
    """患者王小明, 其母张芳, 告知李四: without a mark only a surname that seldom begins another word opens a name."""
    for label in _OPEN.finditer(text):
        at = label.end()
        if surname := _surname(text, at, STRONG_SURNAMES):
            yield Span(at, _end(text, at, surname), TAG)


def _titled(text: str) -> Iterator[Span]:
    """王建国主任医师, 李医生, 张芳之子: the name before a title."""
    for title in _TITLE.finditer(text):
        for back in (4, 3, 2, 1):
            at = title.start() - back
            if at < 0 or _run(text, at, back) < back:
                continue
            surname = _surname(text, at)
            if not surname or back - surname > 2 or (back == 1 and title.group()[0] == "之"):
                continue
            following = _surname(text, at + 1) if back > 1 else 0
            if text[at] in _BEFORE and following and back - 1 - following >= 0:
                continue  # 请张主任: the surname is the next one
            if any(words.covers(text, p) for p in range(at, title.start())):
                continue
            yield Span(at, title.start(), TAG)
            break


def _someone(text: str) -> Iterator[Span]:
    """王某, 李××, 张*: hidden by the writer, yet half a name."""
    for found in _SOMEONE.finditer(text):
        at = found.start() - 1
        if (
            at >= 0
            and _surname(text, at)
            and (found.group()[0] == "某" or not (at and is_han(text[at - 1])) or text.endswith(_NAMED, 0, at))
        ):
            yield Span(at, found.end(), TAG)


def _dotted(text: str) -> Iterator[Span]:
    """买买提·吐尔逊: characters around a middle dot, unless a disease is named after its finders."""
    if _DOT.search(text) is None:
        return
    for found in _DOTTED.finditer(text):
        last_dot = max(found.group().rfind(dot) for dot in "·•・･‧∙●")
        tail = found.start() + last_dot + 1
        if _EPONYM.search(text, tail, min(found.end(), tail + 8)):
            continue
        first_dot = min(at for at in (found.group().find(dot) for dot in "·•・･‧∙●") if at >= 0)
        start = found.start()
        for label in _ANY_WORD.finditer(found.group()[:first_dot]):
            start = found.start() + label.end()
        end = tail + 1
        while end < found.end() and text[end] not in _FOLLOW and not words.starts(text, end) and end - tail < 6:
            end += 1
        yield Span(start, end, TAG)


def _signed(text: str) -> Iterator[Span]:
    """A line of nothing but names: the signature below a report."""
    for line in _SIGNATURE.finditer(text):
        at = line.start(1)
        parts = re.split(r"[\s/／、,，;；]+", line.group(1))
        if all(_surname(p, 0) and len(p) <= _surname(p, 0) + 2 and p not in words.CLINICAL and not words.starts(p, 1) for p in parts):
            yield Span(at, line.end(1), TAG)


def _latin(text: str) -> Iterator[Span]:
    if _LATIN_WORD.search(text) is None:
        return
    for found in _LATIN_TITLE.finditer(text):
        yield Span(found.start(1), found.end(1), TAG)
    for label in _LATIN_LABEL.finditer(text):
        if name := _LATIN_NAME.match(text, label.end()):
            yield Span(name.start(), name.end(), TAG)
