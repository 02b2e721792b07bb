"""Cleaning of free text: nothing of the row's own people, nearly nothing of others, and the medicine stays."""

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.privacy import labelled
from warehouse.privacy import patterns
from warehouse.privacy.known import NAME_GAPS, NUMBER_GAPS
from warehouse.privacy.spans import plain, squeeze
from warehouse.privacy.text import Own, clean

RECALL = {"date": 0.95}
RECALL_DIRECT = 0.99
OVER_REMOVAL = 0.02


def rows() -> list[labelled.Line]:
    body = Path(labelled.FILE).read_text(encoding="utf-8").splitlines()[1:]
    made = []
    for row in body:
        text, own, identifiers, kept = (json.loads(cell) for cell in row.split("\t"))
        made.append(labelled.Line(text, own, [tuple(i) for i in identifiers], kept))
    return made


def own_of(line: labelled.Line) -> Own:
    return Own(**{name: tuple(values) for name, values in line.own.items()})


def present(text: str, kind: str, value: str) -> bool:
    """Whether the value can still be read, with other blanks, marks and width than before."""
    gaps = NAME_GAPS if kind == "name" else NUMBER_GAPS
    if kind == "number" and len(value) < 4:
        return f"床号：{value}" in text or f"{value}床" in text
    return squeeze(plain(value), gaps) in squeeze(plain(text), gaps)


def test_the_labelled_set_is_what_its_generator_makes() -> None:
    assert Path(labelled.FILE).read_text(encoding="utf-8") == labelled.render()
    assert len(rows()) >= 500


@pytest.mark.req("A-2.1", part=True)
def test_identifiers_of_the_labelled_set_are_gone() -> None:
    asked: Counter[str] = Counter()
    left: dict[str, list[str]] = {}
    for line in rows():
        cleaned = clean(line.text, own_of(line))
        for kind, value in line.identifiers:
            asked[kind] += 1
            if present(cleaned, kind, value):
                left.setdefault(kind, []).append(f"{value!r} in {line.text!r} → {cleaned!r}")
    direct = sum(n for kind, n in asked.items() if kind != "date")
    missed = sum(len(texts) for kind, texts in left.items() if kind != "date")
    assert direct > 600
    assert 1 - missed / direct >= RECALL_DIRECT, left
    assert 1 - len(left.get("date", [])) / asked["date"] >= RECALL["date"], left["date"]


def test_of_the_rows_own_identifiers_none_is_left() -> None:
    for line in rows():
        if line.own:
            cleaned = clean(line.text, own_of(line))
            assert [v for k, v in line.identifiers if present(cleaned, k, v)] == [], line.text


def test_clinical_words_stay() -> None:
    characters = lost = 0
    examples: list[str] = []
    for line in rows():
        cleaned = clean(line.text, own_of(line))
        for sentence in line.kept:
            characters += len(sentence)
            if sentence not in cleaned:
                lost += len(sentence) - _longest_common(sentence, cleaned)
                examples.append(f"{sentence} → {cleaned}")
    assert lost / characters <= OVER_REMOVAL, examples[:10]


def _longest_common(sentence: str, cleaned: str) -> int:
    """Characters of the sentence that are still there, in order, piece by piece between tags."""
    from difflib import SequenceMatcher

    return sum(block.size for block in SequenceMatcher(None, sentence, cleaned, autojunk=False).get_matching_blocks())


@pytest.mark.parametrize("sentence", labelled.SENTENCES)
def test_a_clinical_sentence_alone_is_untouched(sentence: str) -> None:
    assert clean(sentence) == sentence


@pytest.mark.parametrize("text, expected", [
    ("对比2023-05-12旧片", "对比[日期 2023-05]旧片"),
    ("出生日期：1990.1.1", "出生日期：[出生日期]"),
    ("刘洋/陈静\n2023年5月12日\n", "[姓名]\n[日期 2023-05]\n"),
    ("住院号：ZY0012345，3床", "住院号：[号码]，[床号]"),
    ("联系电话 0755-23451234", "联系电话 [电话]"),
    ("家住深圳市宝安区西乡街道，", "家住[地址]，"),
    ("就职于鹏程电子厂，", "就职于[单位]，"),
    ("张芳之子", "[姓名]之子"),
    ("请张主任会诊", "请[姓名]主任会诊"),
    ("患者王某，男", "患者[姓名]，男"),
    ("Thyroid 2.3cm", "Thyroid 2.3cm"),
    ("L4/5、T1WI、CD117、10:30", "L4/5、T1WI、CD117、10:30"),
    ("", ""),
])  # fmt: skip
def test_what_is_taken_out_leaves_a_typed_tag(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_name_that_is_only_letters_across_two_words_is_not_one() -> None:
    assert clean("血流较前提高明显。", Own(names=("高明",))) == "血流较前提高明显。"
    assert clean("高明诉腹痛。", Own(names=("高明",))) == "[姓名]诉腹痛。"


def test_short_and_empty_own_values_take_nothing_out() -> None:
    text = "大小约12mm，第4腰椎，ST段压低，王"
    assert clean(text, Own(names=("", "王"), numbers=("12", "4", ""), pinyin=("", "st"), births=("", "无"), addresses=("", "区"))) == text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=3), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_with_any_values_is_cleaned_without_an_error(text: str, names: list[str], numbers: list[str]) -> None:
    clean(text, Own(tuple(names), tuple(names), tuple(numbers), tuple(numbers), tuple(names)))


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 10**6),
    st.text("患者，。腹痛 王12-:：的", max_size=12),
    st.text("，。肝 是-:：的", max_size=12),
    st.sampled_from(["", " ", "\u3000"]),
)
def test_own_values_are_gone_whatever_stands_around_them(seed: int, before: str, after: str, gap: str) -> None:
    maker = labelled.Maker(seed)
    name, resident = maker.name(), maker.resident()
    cleaned = clean(f"{before}，{gap.join(name)}，{after}，{gap.join(resident)}，", Own(names=(name,), numbers=(resident,)))
    assert not present(cleaned, "name", name)
    assert not present(cleaned, "id", resident)


def test_a_page_of_text_takes_milliseconds() -> None:
    lines = rows()
    started = time.perf_counter()
    for line in lines:
        clean(line.text, own_of(line))
    assert (time.perf_counter() - started) / len(lines) < 0.01


def test_what_is_searched_first_never_hides_what_a_rule_would_find() -> None:
    """A rule is asked only where its `near` is found: on every labelled text, and on each of its identifiers alone, that changes nothing."""
    found: set[str] = set()
    for row in rows():
        for text in (row.text, *(value for _, value in row.identifiers)):
            searched = plain(text)
            for rule in patterns.RULES:
                if rule.pattern.search(searched):
                    assert rule.near.search(searched.lower()), rule.tag
                    found.add(rule.tag)
    assert len(found) > 8
