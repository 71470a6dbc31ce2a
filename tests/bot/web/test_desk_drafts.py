"""What was begun and left is there again, is stored by a key, and is asked about before it goes."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import (
    CALLER,
    DESKTOP,
    AtDesk,
    NewPage,
    Site,
    Watch,
    asking_visitor,
    carry_session,
    new_call,
    sign_in,
    tell,
)
from .test_accessibility import faults


def new_ticket(page: Page, site: Site, name: str) -> str:
    """A ticket on the screen; its address."""
    page.goto(f"{site.url}/desk/tickets/new")
    page.get_by_label("姓名", exact=True).fill(name)
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_contain_text("工单 #")
    return page.url


def test_the_form_of_a_call_that_was_left_is_there_again_till_it_ended(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    call = new_call(page)
    tell(page, CALLER)
    page.keyboard.press("Alt+e")
    page.locator("#outcome").select_option("转办")
    page.locator("#handed").fill("商务局")
    page.locator("#name").fill("陈先生")
    page.keyboard.press("Alt+i")
    expect(page.locator("h1")).to_have_text("收件箱")
    page.goto(call)
    expect(page.get_by_role("status")).to_contain_text("写了一半，还在（Alt+E）")
    page.keyboard.press("Alt+e")
    expect(page.locator("#name")).to_have_value("陈先生")
    expect(page.locator("#handed")).to_be_visible()
    expect(page.locator("#handed")).to_have_value("商务局")
    tell(page, "我们是湘汇公司")  # what was not typed goes on with the call
    page.keyboard.press("Alt+e")
    expect(page.locator("#firm")).to_have_value("湘汇公司")
    expect(page.locator("#name")).to_have_value("陈先生")
    page.locator("#name").press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("来电已结束")
    kept = "Object.keys(sessionStorage).filter((key) => key.startsWith('draft '))"
    assert page.evaluate(kept) == []


def test_a_reply_that_was_begun_is_there_again_till_it_was_sent(
    at_desk: AtDesk, new_page: NewPage, site: Site
) -> None:
    asking_visitor(new_page, site, "转人工，我姓谭")
    page = at_desk("李四", "/inbox")
    page.get_by_role("link").filter(has_text="我姓谭").first.press("Enter")
    page.locator("#answer").press_sequentially("谭总您好，")
    expect(page.get_by_role("status")).to_contain_text("您在答这一条")
    item = page.url
    page.keyboard.press("Alt+t")
    expect(page.locator("h1")).to_have_text("工单")
    page.goto(item)
    expect(page.locator("#answer")).to_have_value("谭总您好，")
    page.get_by_role("button", name="发出并接着谈").press("Enter")
    expect(page.get_by_role("heading", name="正在谈的")).to_be_visible()
    expect(page.locator("#answer")).to_have_value("")
    page.reload()
    expect(page.locator("#answer")).to_have_value("")


def test_a_ticket_is_stored_by_a_key_and_escape_asks_first(at_desk: AtDesk, site: Site) -> None:
    page = at_desk("王五")
    ticket = new_ticket(page, site, "江十二")
    page.get_by_label("备注", exact=True).fill("已回电")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".log")).to_contain_text("备注改了")
    expect(page.get_by_label("备注", exact=True)).to_have_value("已回电")
    page.get_by_label("备注", exact=True).fill("约了周五")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_contain_text("改了还没存")
    assert faults(page) == []
    page.keyboard.press("Escape")  # go on writing
    expect(page.get_by_label("备注", exact=True)).to_have_value("约了周五")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.get_by_role("button", name="存下", exact=True).press("Enter")
    page.reload()
    expect(page.get_by_label("备注", exact=True)).to_have_value("约了周五")
    page.get_by_label("备注", exact=True).fill("不要了")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="不存，离开").press("Enter")
    expect(page.locator("h1")).to_have_text("工单")
    page.goto(ticket)
    expect(page.get_by_label("备注", exact=True)).to_have_value("约了周五")
    page.keyboard.press("Escape")  # nothing changed, nothing asked
    expect(page.locator("h1")).to_have_text("工单")


def test_what_did_not_arrive_for_the_session_ran_out_is_there_after_signing_in(
    new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {401}
    page = new_page(DESKTOP)
    who = carry_session(page.context, site, "赵六")
    page.goto(f"{site.url}/desk")
    ticket = new_ticket(page, site, "汤十三")
    page.get_by_label("备注", exact=True).fill("写了很久")
    site.let_expire(who)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#password")).to_be_visible()
    sign_in(page, "赵六")
    expect(page).to_have_url(ticket)
    expect(page.get_by_label("备注", exact=True)).to_have_value("写了很久")
    page.get_by_role("button", name="赵六 退出").press("Enter")
    expect(page.locator("#password")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_question_is_proposed_by_a_key(at_desk: AtDesk, site: Site) -> None:
    page = at_desk("李四", "/knowledge/edit")
    page.locator("#question").fill("能不能邮寄材料")
    page.locator("#wordings").fill("材料能不能寄过去")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#answer").fill("文件未规定，先问窗口。")
    page.locator("#answer").press("Control+Enter")
    expect(page.locator("h1")).to_have_text("问答")
    expect(page.get_by_role("article").filter(has_text="邮寄材料")).to_have_count(1)
