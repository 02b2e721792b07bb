"""The data dictionary in headless Chromium against the running product, as an analyst would use it."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.product.conftest import Product
from tests.product.test_screens import browser, enter

__all__ = ["browser"]
pytestmark = pytest.mark.browser


@pytest.mark.req("A-1.4", part=True)
def test_an_analyst_follows_a_column_from_its_meaning_to_source_column_and_rule(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "analyst")
    page.get_by_role("link", name="数据字典").click()
    expect(page.get_by_role("button", name="person_id", exact=True).first).to_be_visible()
    page.get_by_label("查找列名、含义、代码表").fill("exam.sex")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]q=exam\.sex"))
    expect(page.locator("tr.ant-table-row", has_text="exam_age")).to_have_count(0)
    page.get_by_role("button", name="sex", exact=True).first.click()
    picture = page.get_by_test_id("lineage")
    expect(picture).to_contain_text("RIS_PATIENT.SEX")
    expect(picture).to_contain_text("exam.sex")
    page.reload()
    expect(picture).to_contain_text("RIS_PATIENT.SEX")
    picture.locator("a", has_text="SX-01").first.click()
    expect(page).to_have_url(re.compile(r"/rules\?q=SX-01"))
    expect(page.locator("tr.ant-table-row", has_text="SX-01").first).to_be_visible()
