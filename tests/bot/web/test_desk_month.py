"""Numbers for the office: a month to print and as Excel; answers looked at, which become gold."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from bot.assembly import Parts
from bot.settings import Settings
from nlu import load_sentences

from .conftest import CALLER, AtDesk, NewPage, Site, Watch, asking_visitor, new_call, post, tell
from .test_accessibility import faults
from .test_desk_tickets import close_call


def busy_desk(at_desk: AtDesk, new_page: NewPage, site: Site) -> None:
    """A call with its ticket, and a visitor who was answered by a person."""
    page = at_desk("李四")
    call = new_call(page)
    tell(page, CALLER)
    close_call(page, "投诉", name="吴先生", county="北塔区")
    page.wait_for_url(lambda url: url != call)
    asking_visitor(new_page, site, CALLER, "转人工，我姓郑")
    page.goto(f"{site.url}/desk/inbox")
    page.get_by_role("link").filter(has_text="我姓郑").first.click()
    page.locator("#answer").fill("您好")
    page.get_by_role("button", name="发出", exact=True).press("Enter")
    expect(page.get_by_role("status")).not_to_be_empty()


def test_a_month_as_a_page_and_as_excel(
    at_desk: AtDesk, new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {400, 403}
    busy_desk(at_desk, new_page, site)
    page = at_desk("周科长")
    page.keyboard.press("Alt+d")
    page.locator("#go-month").press("Enter")
    expect(page.locator("h1")).to_contain_text("月报")
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="北塔区").get_by_role("cell").first).to_have_text("1")
    expect(rows.filter(has_text="投诉").get_by_role("cell")).to_have_text("1")
    clerk = rows.filter(has_text="李四").get_by_role("cell")
    expect(clerk.first).to_have_text("1")
    expect(rows.filter(has_text="跨境电商平台建设扶持")).to_have_count(1)
    expect(page.locator(".sum-line")).to_contain_text("要找人的 1 条已答")
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))[0].get_textpage().get_text_range()
    assert "月报" in printed
    assert "收件箱" not in printed
    with page.expect_download() as kept:
        page.get_by_role("button", name="导出 Excel").press("Enter")
    book: Any = load_workbook(BytesIO(kept.value.path().read_bytes()))
    assert [cell.value for cell in book["县区"][1]] == ["县区", "工单", "未办结"]
    assert ("北塔区", 1, 1) in list(book["县区"].values)
    month = page.locator("#month").input_value()
    clerk_page = at_desk("李四", "/month")
    assert post(clerk_page, "/desk/month/export", month=month).status == 403
    wrong = clerk_page.goto(f"{site.url}/desk/month?month=13")
    assert wrong is not None
    expect(clerk_page.locator("main")).to_contain_text("月份要写成 2026-01")


def test_what_was_looked_at_becomes_gold(
    at_desk: AtDesk, site: Site, tmp_path: Path, watch: Watch
) -> None:
    watch.expected = {403, 422}
    site.server.chat("gold", "我们做跨境电商平台，入网企业40家，电话13912345678")
    refused = at_desk("李四", "/review")
    expect(refused.locator("main")).to_contain_text(
        "接线员不能质检，这要业务专家、经办干部或管理员"
    )
    page = at_desk("钱工", "/review")
    expect(page.locator("#is-right")).not_to_be_focused()  # no verdict by a stray Enter
    while "13912345678" not in page.locator(".caller").last.inner_text():
        page.locator("#is-wrong").press("Enter")
        page.wait_for_load_state()
    page.locator("#facts").fill("孵化入网企业=四十")
    page.locator("#topics").fill("99")
    page.keyboard.press("Tab")
    page.locator("#is-right").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("没有“99”这项措施")
    expect(page.locator("#facts")).to_have_value("孵化入网企业=四十")
    page.locator("#topics").fill("8.1")
    page.locator("#is-right").press("Enter")
    expect(page.get_by_role("alert")).to_have_count(0)
    gold = tmp_path / "gold.yml"
    gold.write_bytes(page.request.get(f"{site.url}/desk/review/gold").body())
    kept = load_sentences(Parts(Settings()).policy, gold)
    (mine,) = [sentence for sentence in kept if "〔号码〕" in sentence.text]
    assert mine.topics == ("8.1",)
    assert list(mine.facts) == ["孵化入网企业数"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_the_pages_of_the_office_are_for_everybody(
    at_desk: AtDesk, site: Site, scheme: str, size: tuple[int, int]
) -> None:
    site.server.chat(f"seen {scheme} {size}", CALLER)
    page = at_desk("王主任", color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in ("numbers", "month", "review", "people"):
        page.goto(f"{site.url}/desk/{path}")
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert len(page.content().encode()) < 100_000
