"""The pages in headless Chromium against the running product, as a new user would use them."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from ops.alerts import failed
from ops.wiring import connect
from settings import Settings
from tests.product.conftest import Product

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WORK_MS = 60_000  # a request waits its turn behind the collections of the clock
SESSIONS: dict[tuple[str, str], StorageState] = {}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def enter(browser: Browser, product: Product, user: str) -> Page:
    """A signed-in page; any error the browser reports later fails the test that looks. Who signed in before comes with that session."""
    known = SESSIONS.get((product.address, user))
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", storage_state=known).new_page()
    page.goto(product.address)
    if known is None:
        page.locator("input").first.fill(user)
        page.locator("input[type=password]").fill(product.secret(f"user-{user}"))
        page.locator("button[type=submit]").click()
    expect(page.locator("table").first).to_be_visible(timeout=20_000)
    SESSIONS[product.address, user] = page.context.storage_state()
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    return page


@pytest.mark.req("A-4.10")
def test_an_engineer_sees_the_balance_of_each_feed_and_opens_a_run(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "engineer")
    page.goto(product.address + "/feeds")
    expect(page.locator("tr.ant-table-row").first).to_be_visible()
    assert page.locator("tr.ant-table-row").count() == 31
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


# --- what people change ----------------------------------------------------------------------------------------------------------------


def open_row(page: Page, product: Product, filters: str) -> None:
    """The drawer of the newest stopped row that meets the filters."""
    page.goto(f"{product.address}/quarantine?{filters}")
    page.locator("tr.ant-table-row").first.locator("td").nth(4).click()
    expect(page.get_by_text("全部命中")).to_be_visible()


@pytest.mark.req("A-4.11", part=True)
def test_a_row_repaired_in_place_ends_loaded(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "engineer")
    open_row(page, product, "source=RIS&feed=exams&rule=CD-01")
    page.get_by_role("button", name="查看原始数据").click()
    page.get_by_role("button", name="修改 exam_category").click()
    page.get_by_label("exam_category", exact=True).fill("CT")
    page.get_by_role("button", name="修复并重试").click()
    repair = page.get_by_test_id("repair")
    expect(repair.get_by_role("status")).to_have_text("已装载", timeout=WORK_MS)
    expect(repair.get_by_test_id("balance")).to_contain_text("账平")
    expect(page.get_by_role("dialog").get_by_text("已放行")).to_be_visible()


def test_a_discarded_row_leaves_the_open_ones_and_is_listed_with_the_discarded(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "it")
    open_row(page, product, "source=NMIS&feed=orders&rule=KY-01")
    number = page.locator("tr.ant-table-row button").first.inner_text()
    page.get_by_role("dialog").get_by_role("button", name="弃用").click()
    page.get_by_role("textbox", name="弃用原因").fill("科室确认为测试数据")
    page.get_by_role("dialog").last.get_by_role("button", name="弃用").click()
    expect(page.get_by_role("status").filter(has_text="已弃用")).to_have_text("已弃用 1 / 1 条")
    expect(page.locator("tr.ant-table-row", has_text=number)).to_have_count(0)
    page.goto(f"{product.address}/quarantine?source=NMIS&feed=orders&state=discarded")
    row = page.locator("tr.ant-table-row", has_text=number)
    expect(row).to_contain_text("已弃用")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="重新打开").click()
    expect(page.get_by_role("status").filter(has_text="已重新打开")).to_have_text("已重新打开 1 / 1 条")
    expect(row).to_have_count(0)


@pytest.mark.req("A-5.36")
def test_a_failed_report_file_is_fetched_again_with_one_press_and_its_row_tells_the_result(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "engineer")
    open_row(page, product, "source=RIS&feed=files&rule=FL-01")
    page.get_by_role("button", name="查看原始数据").click()
    path = page.get_by_test_id("row").locator("tr", has=page.locator("th", has_text=re.compile("^path$"))).locator("td").first.inner_text()
    page.keyboard.press("Escape")
    row = page.locator("tr.ant-table-row").first
    row.get_by_role("button", name="重新获取").click()
    expect(row).to_contain_text("仍未通过", timeout=WORK_MS)
    missing = product.home / "demo" / "share" / "ris" / path
    missing.parent.mkdir(parents=True, exist_ok=True)
    missing.write_bytes(next(file for file in missing.parents[3].rglob("*.pdf") if file.stat().st_size > 1000).read_bytes())
    row.get_by_role("button", name="重新获取").click()
    expect(row).to_contain_text("已取回", timeout=WORK_MS)
    expect(row).to_contain_text("已放行")


@pytest.mark.req("A-5.35", part=True)
def test_an_interval_is_collected_again_and_its_counts_are_shown(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "it")
    page.goto(product.address + "/recollect?source=RIS&feed=exams&from=2026-10-01&to=2026-10-15")
    page.get_by_role("button", name="补采 1 个任务").click()
    row = page.locator("tr.ant-table-row").first
    expect(row).to_contain_text("2026-10-01 – 2026-10-15")
    expect(row).to_contain_text("完成", timeout=WORK_MS)
    extracted = row.get_by_title("抽取").inner_text()
    assert int(extracted.replace(",", "")) > 0
    expect(row.get_by_label("账平")).to_be_attached()
    row.get_by_role("link", name="查看运行").click()
    expect(page.locator("tr.ant-table-row")).to_have_count(1)
    expect(page.locator("tr.ant-table-row").get_by_title("抽取")).to_have_text(extracted)


@pytest.mark.req("A-5.35", part=True)
def test_a_voided_exam_leaves_the_list_and_comes_back_after_its_undo(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "clinician")
    page.goto(product.address + "/exams?source=PIS")
    first = page.locator("tr.ant-table-row a").first
    link, total = first.get_attribute("href"), page.get_by_test_id("total").inner_text()
    assert link is not None
    first.click()
    page.get_by_role("button", name="作废").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").click()
    page.get_by_title("科室召回").click()
    dialog.get_by_role("textbox", name="说明").fill("切片重做，科室召回")
    dialog.get_by_role("button", name="作废").click()
    voided = page.locator("tr.ant-table-row", has_text=link.replace("/exams/", "#"))
    expect(voided).to_contain_text("科室召回")
    page.goto(product.address + "/exams?source=PIS")
    expect(page.get_by_test_id("total")).not_to_have_text(total)
    expect(page.locator(f"tr.ant-table-row a[href='{link}']")).to_have_count(0)
    page.goto(product.address + "/voids")
    voided.get_by_role("button", name="撤销作废").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("核对无误")
    page.get_by_role("dialog").get_by_role("button", name="撤销作废").click()
    expect(voided).to_have_count(0)
    page.goto(product.address + "/exams?source=PIS")
    expect(page.get_by_test_id("total")).to_have_text(total)
    expect(page.locator("tr.ant-table-row a").first).to_have_attribute("href", link)


@pytest.mark.req("A-4.11", part=True)
def test_a_value_no_map_knows_is_mapped_once_and_its_row_is_loaded(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "engineer")
    open_row(page, product, "source=RIS&feed=orders&rule=CD-01")
    page.get_by_role("button", name="查看原始数据").click()
    mapping = page.get_by_test_id("mapping")
    expect(mapping.get_by_label("来源的写法")).not_to_have_value("")
    mapping.get_by_role("combobox").fill("RAD.CT")
    page.locator(".ant-select-item-option", has_text=re.compile(r"^RAD\.CT ")).first.click()
    mapping.get_by_role("button").last.click()
    expect(mapping.get_by_test_id("balance")).to_contain_text("账平", timeout=WORK_MS)
    expect(page.get_by_role("dialog").get_by_text("已放行")).to_be_visible()


@pytest.mark.req("A-4.8", part=True)
def test_how_a_group_is_collected_is_changed_without_code(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "engineer")
    page.goto(product.address + "/sources")
    row = page.locator("tr.ant-table-row", has_text="心电").first
    before = row.inner_text()
    row.get_by_role("button", name="设置").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("频率").fill("every hour")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("频率").fill("30 4 * * *")
    dialog.get_by_label("起始日期").fill("2025-01-01")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_have_count(0)
    expect(row).not_to_have_text(before)
    feeds = json.loads((product.home / "feeds" / "ECGIS.json").read_text())
    assert "30 4 * * *" in {group["schedule"] for group in feeds["groups"]}


@pytest.mark.req("A-4.8", part=True)
def test_a_history_is_set_going_in_a_daily_window_and_stopped(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "engineer")
    page.goto(product.address + "/sources")
    settings = page.locator("tr.ant-table-row").last.get_by_role("button", name="设置")
    settings.click()
    dialog = page.get_by_role("dialog")
    for label, value in {"开始日期": "2026-01-01", "结束日期": "2026-02-01", "时段开始": "00:00", "时段结束": "00:01"}.items():
        dialog.get_by_label(label).fill(value)
    dialog.get_by_role("button", name="开始采集历史").click()
    expect(dialog).to_have_count(0)
    settings.click()
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    dialog.get_by_role("button", name="停止").click()
    expect(dialog).to_have_count(0)
    settings.click()
    expect(dialog.get_by_text("已停止")).to_be_visible()


@pytest.mark.req("A-4.9", part=True)
def test_an_alert_is_seen_leads_to_its_runs_and_is_over_after_the_next_success(browser: Browser, product: Product) -> None:
    parts = connect(Settings(home=product.home, keys=product.keys, port_offset=product.offset))
    try:
        failed(parts, "EIS", "images", "文件共享没有应答", None)
    finally:
        parts.close()
    page = enter(browser, product, "it")
    page.goto(product.address + "/alerts")
    alert = page.locator("tr.ant-table-row", has_text="文件共享没有应答")
    expect(alert).to_contain_text("采集失败")
    alert.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/runs\?source=EIS&feed=images"))
    assert product.run("collect", "EIS.images").returncode == 0
    page.goto(product.address + "/alerts")
    expect(page.get_by_text("没有未恢复的告警").or_(page.locator("tr.ant-table-row")).first).to_be_visible()
    expect(alert).to_have_count(0)
    page.get_by_text("已恢复").click()
    expect(alert).to_be_visible()


def test_the_status_page_shows_every_process_and_store_as_well(browser: Browser, product: Product) -> None:
    page = enter(browser, product, "it")
    page.goto(product.address + "/status")
    expect(page.get_by_text("全部正常")).to_be_visible()
    rows = page.locator("tr.ant-table-row")
    assert set(rows.locator("td:first-child").all_inner_texts()) >= {"gateway", "airflow-scheduler", "api", "分析库"}
    expect(rows.filter(has_text="正常")).to_have_count(rows.count())
