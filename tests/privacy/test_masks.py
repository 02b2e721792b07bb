"""Display masks: what shows is what the rule allows, and a mask never tells how long a long value is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.privacy.masks import mask_address, mask_birth, mask_card, mask_id, mask_name, mask_number, mask_phone

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)
MASKS = (mask_name, mask_id, mask_phone, mask_card, mask_address, mask_birth, mask_number)


@pytest.mark.parametrize("clear, masked", [
    ("张三", "张*"), ("王小明", "王*明"),
    ("欧阳修", "欧阳*"), ("欧阳娜娜", "欧阳*娜"), ("买买提·吐尔逊", "买**逊"),
    ("张三之子", "张*之子"),
    ("王小明之女A", "王*明之女A"),
    ("John Smith", "J. S."),
    ("SMITH^JOHN", "S. J."), ("张", "张*"), ("王 小 明", "王*明"), ("", ""), ("  ", ""),
])  # fmt: skip
def test_names(clear: str, masked: str) -> None:
    assert mask_name(clear) == masked


@given(HAN)
def test_a_chinese_name_shows_two_characters_or_a_compound_surname_and_one_and_at_most_four_in_all(name: str) -> None:
    masked = mask_name(name)
    assert "*" in masked
    if "之" not in name:  # the mark of a newborn stays behind its parent's mask
        assert 2 <= len(masked) <= 4


@pytest.mark.parametrize("clear, masked, strict", [
    ("990101199001010017", "990***********0017", "**************001*"),
    ("99010119900101001X", "990***********001X", "**************001*"),
    ("990101900101001", "990********1001", "***********100*"),
    ("E12345689", "E1*****89", "****"),
    ("A123", "****", "****"),
    ("", "", ""),
])  # fmt: skip
def test_identity_numbers(clear: str, masked: str, strict: str) -> None:
    assert mask_id(clear) == masked
    assert mask_id(clear, strict=True) == strict


@pytest.mark.parametrize("clear, masked", [
    ("13800000001", "138****0001"), ("138 0000 0001", "138****0001"), ("0755-23451234", "0755-2345****"), ("23451234", "2345****"),
    ("110", "****"), ("", ""),
])  # fmt: skip
def test_telephones(clear: str, masked: str) -> None:
    assert mask_phone(clear) == masked


@pytest.mark.parametrize("clear, masked", [
    ("广东省深圳市光明区公明街道1号", "广东省深圳市光明区***"), ("深圳市光明区", "深圳市光明区***"), ("深圳市康乐路12号", "深圳市***"),
    ("长沙市望城县某镇", "长沙市望城县***"), ("阳光小区3栋", "***"), ("科技园区5号", "***"), ("石围村3号", "***"), ("", ""),
])  # fmt: skip
def test_addresses_end_at_the_district(clear: str, masked: str) -> None:
    assert mask_address(clear) == masked


def test_numbers_and_cards_show_their_last_four_characters() -> None:
    assert mask_number("ZY00120012") == mask_card("ZY00120012") == "****0012"
    assert mask_number("1234") == "****"
    assert mask_card("") == ""


def test_a_birth_date_shows_year_and_month() -> None:
    assert mask_birth("1988-03-02") == mask_birth("1988-03-02 00:00:00") == "1988-03"
    assert mask_birth("不详") == ""


@given(st.text(max_size=60), st.sampled_from(MASKS))
def test_no_mask_fails_or_makes_more_of_an_empty_value(text: str, mask: object) -> None:
    assert isinstance(mask(text), str)  # type: ignore[operator]
    assert mask("") == ""  # type: ignore[operator]


@given(
    st.text(st.characters(min_codepoint=0x30, max_codepoint=0x39), min_size=5, max_size=30),
    st.sampled_from((mask_id, mask_card, mask_number)),
)
def test_a_number_is_never_shown_whole(number: str, mask: object) -> None:
    assert mask(number) != number  # type: ignore[operator]
    assert sum(c != "*" for c in mask(number)) <= 7  # type: ignore[operator]
