"""The pages in headless Chromium against the running product, as a new user would use them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.product.conftest import Product

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def enter(browser: Browser, product: Product, user: str) -> Page:
    """A signed-in page; any error the browser reports later fails the test that looks."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    page.goto(product.address)
    page.locator("input").first.fill(user)
    page.locator("input[type=password]").fill(product.secret(f"user-{user}"))
    page.locator("button[type=submit]").click()
    expect(page.locator("table").first).to_be_visible(timeout=20_000)
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    return page


@pytest.mark.req("A-4.10")
def test_an_engineer_sees_the_balance_of_each_feed_and_opens_a_run(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "engineer")
    page.goto(product.address + "/feeds")
    expect(page.locator("tr.ant-table-row").first).to_be_visible()
    assert page.locator("tr.ant-table-row").count() == 29
    expect(page.get_by_label("账平").first).to_be_attached()
    assert page.get_by_label("账不平").count() == 0
    page.goto(product.address + "/runs?source=RIS&feed=exams")
    page.locator("tr.ant-table-row a").first.click()
    expect(page.get_by_text("批次回执")).to_be_visible()
    expect(page.get_by_text("步骤", exact=True)).to_be_visible()


def test_quarantine_shows_rule_field_and_cause_and_opens_a_row(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "engineer")
    page.goto(product.address + "/quarantine")
    expect(page.locator("tr.ant-table-row").first).to_be_visible()
    for word in ("规则", "字段", "原因"):
        expect(page.get_by_text(word, exact=True).first).to_be_visible()
    page.locator("tr.ant-table-row").first.locator("td").nth(3).click()
    expect(page.get_by_text("全部命中")).to_be_visible()
    page.get_by_role("button", name="查看原始数据").click()
    expect(page.get_by_test_id("row")).to_be_visible()


@pytest.mark.req("A-4.4")
@pytest.mark.req("A-1.2", part=True)
def test_a_clinician_finds_a_patient_reads_the_report_and_sees_the_picture(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "clinician")
    name = page.locator("tr.ant-table-row b").first.inner_text()
    page.keyboard.press("/")
    page.get_by_role("searchbox").first.fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("tr.ant-table-row b").first).to_have_text(name)
    assert name not in page.url
    page.goto(product.address + "/exams?source=UIS")
    several = page.locator("tr.ant-table-row", has=page.locator("td:last-child", has_text=re.compile(r"^\s*[2-9]\s*$")))
    several.first.locator("a").first.click()
    expect(page.get_by_test_id("chain")).to_be_visible()
    expect(page.get_by_test_id("reports").get_by_text("诊断").first).to_be_visible()
    page.wait_for_function("() => { const i = document.querySelector('.thumb img'); return i && i.complete && i.naturalWidth > 100; }")
    page.locator(".thumb").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_function("() => { const i = document.querySelector('.viewer img'); return i && i.complete && i.naturalWidth > 100; }")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_text("源系统原文").first.click()
    expect(page.get_by_text("查看会留痕").last).to_be_visible()


def test_the_original_document_of_a_report_is_shown_as_pages(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "clinician")
    page.goto(product.address + "/exams?source=RIS&positive=1")
    with_file = page.locator("tr.ant-table-row", has=page.locator("td:last-child", has_text=re.compile(r"^\s*[1-9]")))
    with_file.first.locator("a").first.click()
    expect(page.get_by_test_id("chain")).to_be_visible()
    page.get_by_test_id("reports").get_by_text("原件").click()
    page.wait_for_function("() => [...document.querySelectorAll('[data-testid=paper] img')].some(i => i.complete && i.naturalWidth > 300)")


def test_a_time_chain_that_is_inverted_is_red_with_both_times(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "clinician")
    page.goto(product.address + "/exams?abnormal=1&source=RIS")
    page.locator("tr.ant-table-row a").first.click()
    expect(page.locator("li.inverted").first).to_contain_text("早于")


def test_an_analyst_sees_exams_and_never_a_name_or_a_picture(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "analyst")
    page.goto(product.address + "/exams")
    expect(page.locator("tr.ant-table-row .muted", has_text="#").first).to_be_visible()
    assert page.locator("tr.ant-table-row b").count() == 0
    page.locator("tr.ant-table-row a").first.click()
    expect(page.get_by_test_id("chain")).to_be_visible()
    assert page.locator(".thumb").count() == 0


def test_a_wrong_password_is_answered_in_words(browser: Browser, product: Product) -> None:
    page = browser.new_context().new_page()
    page.goto(product.address)
    page.locator("input").first.fill("clinician")
    page.locator("input[type=password]").fill("wrong")
    page.locator("button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
