"""Tickets at the desk by keyboard: a call ends with one, it is found, linked, done, exported."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from .conftest import CALLER, AtDesk, Site, Watch, new_call, post, tell
from .test_accessibility import faults

PHONE = "13973912345"
ENDED = re.compile(r"/desk\?ended=\d+$")


def close_call(page: Page, outcome: str, **fields: str) -> None:
    """End the call on the screen by keyboard, with these fields of its ticket."""
    page.keyboard.press("Alt+e")
    expect(page.locator("#outcome")).to_be_focused()
    page.locator("#outcome").select_option(outcome)
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#ticket-form button.primary").press("Enter")


def test_a_call_becomes_a_ticket_that_is_done_by_keyboard_alone(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    keys = page.keyboard
    call = new_call(page)
    tell(page, "我们是湘汇公司 平台 一站式 开了一年半 40家 4千万")
    keys.press("Alt+e")
    keys.press("ArrowDown")  # 待回访
    expect(page.locator("#handed")).to_be_hidden()
    keys.press("Tab")
    keys.type("2020-01-01")
    keys.press("Tab")
    keys.type("张三")
    keys.press("Tab")
    expect(page.locator("#firm")).to_have_value("湘汇公司")
    expect(page.locator("#subject")).to_have_value("跨境电商平台建设扶持")
    keys.press("Tab")
    keys.type(PHONE)
    keys.press("Enter")  # in a field it ends nothing
    page.wait_for_timeout(300)
    assert page.url == call
    keys.press("Control+Enter")
    page.wait_for_url(ENDED)
    expect(page.get_by_role("status")).to_contain_text("来电已结束，工单")
    expect(page.locator("#line")).to_have_count(0)  # not in the call of somebody else
    keys.press("Alt+t")
    expect(page.locator("h1")).to_have_text("工单")
    expect(page.locator("#go-tickets")).to_contain_text("到期")
    row = page.get_by_role("row").filter(has_text="湘汇公司")
    expect(row).to_contain_text("139****2345")
    expect(row).to_contain_text("2020-01-01 到期")
    keys.press("/")
    keys.type(PHONE)
    keys.press("Enter")
    expect(row).to_have_count(1)
    assert PHONE not in page.url
    row.locator("[data-item]").focus()
    keys.press("Enter")
    expect(page.locator("h1")).to_contain_text("未办结")
    expect(page.locator(".history")).to_contain_text("湘汇公司")
    page.get_by_role("button", name="显示号码").press("Enter")
    expect(page.locator("#phone")).to_have_text(PHONE)
    page.locator("#add-note").fill("打过去了，约好周五来窗口")
    keys.press("Enter")
    expect(page.locator(".log")).to_contain_text("约好周五来窗口")
    page.get_by_role("button", name="存下并办结").press("Enter")
    expect(page.locator("h1")).to_contain_text("已办结")
    keys.press("Escape")
    expect(page.locator("h1")).to_have_text("工单")
    page.goto(f"{call}/sheet")
    expect(page.locator("main")).to_contain_text("待回访")


def test_what_was_typed_is_there_when_something_in_it_is_wrong(
    at_desk: AtDesk, watch: Watch
) -> None:
    watch.expected = {422}
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    close_call(page, "转办", name="赵钱孙", phone="12", due="过几天")
    expect(page.get_by_role("alert")).to_contain_text("还没有结束：转给、期限、电话要改")
    expect(page.locator("#handed")).to_be_focused()
    expect(page.locator("#ticket-form .flaw")).to_have_count(3)
    expect(page.locator("#phone-wrong")).to_contain_text("电话不对")
    expect(page.get_by_label("姓名", exact=True)).to_have_value("赵钱孙")
    expect(page.locator("#said")).to_contain_text("跨境电商平台")  # on the call itself
    page.keyboard.type("商务局")
    page.get_by_label("期限", exact=True).fill("")
    page.get_by_label("电话", exact=True).fill("0739-5360000")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(ENDED)
    page.goto(re.sub(r"/desk.*", "/desk/tickets", page.url))
    expect(page.get_by_role("row").filter(has_text="赵钱孙")).to_contain_text("073****0000")


def test_a_telephone_number_goes_to_its_field_and_not_into_the_subject(at_desk: AtDesk) -> None:
    page = at_desk("王五")
    new_call(page)
    tell(page, f"想问个事，打我 {PHONE}")
    expect(page.locator(".bar [aria-current]")).not_to_contain_text(PHONE)
    page.keyboard.press("Alt+e")
    expect(page.locator("#phone")).to_have_value(PHONE)
    expect(page.locator("#subject")).to_have_value("想问个事，打我 139****2345")


@pytest.mark.parametrize("size", [(1280, 720), (640, 360)], ids=str)
def test_the_end_form_is_covered_by_nothing_and_put_away_by_escape(
    at_desk: AtDesk, size: tuple[int, int]
) -> None:
    page = at_desk("李四")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    new_call(page)
    tell(page, CALLER)
    page.keyboard.press("Alt+e")
    for name in ("outcome", "due", "name", "firm", "phone", "county", "subject", "note"):
        page.locator(f"#{name}").focus()
        assert page.evaluate("""() => {
            const at = document.activeElement, box = at.getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === at;
        }"""), name
    page.keyboard.press("Escape")
    expect(page.locator("#subject")).to_be_hidden()
    expect(page.locator("#line")).to_be_focused()


def test_callers_are_linked_by_a_clerk(at_desk: AtDesk) -> None:
    page = at_desk("王五")
    for name in ("钱一", "钱二"):
        new_call(page)
        tell(page, CALLER)
        close_call(page, "待回访", name=name, phone="13811112222")
        page.wait_for_url(ENDED)
    page.keyboard.press("Alt+t")
    page.get_by_role("link", name="钱二").click()
    expect(page.get_by_role("heading", name="这个人的来往（1）")).to_be_visible()
    expect(page.locator(".alike")).to_contain_text("电话一样")
    page.get_by_role("button", name="是同一个人", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="这个人的来往（2）")).to_be_visible()
    page.get_by_role("button", name="这一张不是同一个人").press("Enter")
    expect(page.get_by_role("heading", name="这个人的来往（1）")).to_be_visible()


def test_an_officer_exports_a_clerk_is_told_who_may(
    at_desk: AtDesk, site: Site, watch: Watch
) -> None:
    watch.expected = {403}
    clerk = at_desk("赵六", "/tickets/new")
    clerk.get_by_label("姓名", exact=True).fill("=HYPERLINK(1)")
    clerk.get_by_role("button", name="存下").press("Enter")
    expect(clerk.locator("h1")).to_contain_text("工单 #")
    clerk.goto(f"{site.url}/desk/tickets")
    expect(clerk.get_by_role("button", name="导出 Excel")).to_have_count(0)
    clerk.locator(".may summary").press("Enter")
    expect(clerk.locator(".may")).to_contain_text("导出 Excel（要经办干部或管理员）")
    refused = post(clerk, "/desk/tickets/export", list="all")
    assert refused.status == 403
    officer = at_desk("周科长", "/tickets?list=all")
    with officer.expect_download() as kept:
        officer.get_by_role("button", name="导出 Excel").press("Enter")
    sheet: Any = load_workbook(BytesIO(kept.value.path().read_bytes())).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert [cell.data_type for cell in cells] == ["s"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_the_pages_of_tickets_are_for_everybody(
    at_desk: AtDesk, site: Site, scheme: str, size: tuple[int, int]
) -> None:
    page = at_desk("李四", color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    new_call(page)
    tell(page, "我们是湘汇公司 平台 一站式 开了一年半 40家 4千万")
    page.keyboard.press("Alt+e")
    assert faults(page) == []
    close_call(page, "投诉", name="孙七", phone=PHONE, county="大祥区")
    page.wait_for_url(ENDED)
    for path in ("tickets", "tickets/new"):
        page.goto(f"{site.url}/desk/{path}")
        assert faults(page) == [], path
    page.goto(f"{site.url}/desk/tickets")
    page.get_by_role("link", name="孙七").first.click()
    page.locator(".may summary").click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_number_is_masked_wherever_who_may_not_see_it_looks(at_desk: AtDesk, site: Site) -> None:
    clerk = at_desk("李四")
    call = new_call(clerk)
    tell(clerk, "我姓陈，电话139 7391 2346，帮我查下平台补贴")
    close_call(clerk, "待回访", name="陈", note="打 13973912346")
    clerk.wait_for_url(ENDED)
    clerk.get_by_role("link", name="看工单").click()
    expect(clerk.locator(".history")).to_contain_text("139 7391 2346")
    clerk.locator("#add-note").fill("13973912346 没人接")
    clerk.locator("#add-note").press("Enter")
    expect(clerk.locator(".log")).to_contain_text("13973912346 没人接")
    path = clerk.url.split("/desk")[1]
    other = at_desk("王五", path)
    expect(other.locator(".history")).to_contain_text("139****2346")
    expect(other.locator(".log")).to_contain_text("139****2346 没人接")
    for kept in ("13973912346", "139 7391 2346"):
        assert kept not in other.content()
    expert = at_desk("钱工", call.split("/desk")[1])
    expect(expert.locator("#said")).to_contain_text("139****2346")
    for page in (call, f"{call}/sheet", f"{call}/summary"):
        told = expert.request.get(page).text()
        assert "139****2346" in told
        assert "13973912346" not in told
    officer = at_desk("周科长", path)
    expect(officer.locator(".history")).to_contain_text("139 7391 2346")


def test_a_whole_number_is_looked_for_in_all_lists_and_words_say_where_else(
    at_desk: AtDesk, site: Site
) -> None:
    page = at_desk("赵六")
    new_call(page)
    tell(page, CALLER)
    close_call(page, "已答复", name="沈十一", phone="13700001111")
    page.wait_for_url(ENDED)
    page.goto(f"{site.url}/desk/tickets?list=open")
    for number in ("13700001111", "137 0000 1111"):
        page.locator("#find").fill(number)
        page.locator("#find").press("Enter")
        expect(page.get_by_role("row").filter(has_text="沈十一")).to_have_count(1)
    expect(page.get_by_role("link", name="全部", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    page.goto(f"{site.url}/desk/tickets?list=open")
    page.locator("#find").fill("沈十一")
    page.locator("#find").press("Enter")
    expect(page.locator(".empty")).to_contain_text("“未办结”里没有查到")
    page.get_by_role("link", name="全部工单里有 1 张").press("Enter")
    expect(page.get_by_role("row").filter(has_text="沈十一")).to_have_count(1)


def test_who_complains_has_that_filled_in_and_what_it_is_about(at_desk: AtDesk) -> None:
    page = at_desk("王五")
    new_call(page)
    tell(page, CALLER)
    tell(page, "我姓陈，我要投诉，一直没人回电话")
    page.keyboard.press("Alt+e")
    expect(page.locator("#outcome")).to_have_value("投诉")
    expect(page.locator("#name")).to_have_value("陈")
    expect(page.locator("#subject")).to_have_value(
        "我姓陈，我要投诉，一直没人回电话；跨境电商平台建设扶持"
    )
    assert page.evaluate(
        "(() => { const s = document.getElementById('subject'); return s.scrollWidth <= s.clientWidth; })()"
    )


def test_a_day_is_read_as_people_write_it_and_who_has_it_is_told(
    at_desk: AtDesk, site: Site
) -> None:
    page = at_desk("李四")
    call = new_call(page)
    tell(page, CALLER)
    close_call(page, "转办", handed="商务局", due="2099年1月5号", name="周十四")
    page.wait_for_url(ENDED)
    page.goto(call)
    expect(page.locator(".call-foot")).to_contain_text("转办，转给 商务局")
    page.goto(f"{call}/sheet")
    expect(page.locator("main")).to_contain_text("转办，转给 商务局")
    assert "结果：转办，转给 商务局" in page.request.get(f"{call}/summary").text()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.url}/desk/tickets")
    row = page.get_by_role("row").filter(has_text="周十四")
    expect(row).to_contain_text("2099-01-05")
    for cell in row.get_by_role("cell").all():
        box = cell.bounding_box()
        assert box is None or box["width"] == 0 or box["x"] + box["width"] <= 390
    assert faults(page) == []
