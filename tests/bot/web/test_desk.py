"""The hotline desk: calls without a mouse, facts in their places, the inbox of two people."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route as BrowserRoute
from playwright.sync_api import expect

from conversations import SqliteStore, State, StoredReply

from .conftest import (
    CALLER,
    HOSTILE,
    AtDesk,
    NewPage,
    Site,
    Watch,
    amount_of,
    asking_visitor,
    fill_in,
    new_call,
    post,
    tell,
)

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


# -- a call -------------------------------------------------------------------------------------


def test_a_whole_call_without_touching_the_mouse(at_desk: AtDesk, site: Site) -> None:
    page = at_desk("李四")
    keys = page.keyboard
    call = new_call(page)
    keys.type("海外仓")
    expect(page.locator("#hits .hit").first).to_contain_text("海外仓")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.locator("#hits .hit p").first).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#line")).to_be_focused()
    keys.press("ControlOrMeta+a")
    keys.type("平台 40家 4千万")
    keys.press("Enter")
    expect(page.locator("#read-out")).to_contain_text("请问平台是否为跨境电商企业提供注册")
    expect(page.locator("#line")).to_be_empty()
    keys.press("Alt+f")
    keys.press("Enter")  # 是
    expect(page.locator("#read-out")).to_contain_text("请问平台正常经营多久了")
    keys.press("Alt+f")
    keys.type("一年半")
    keys.press("Enter")
    amount_of(page, "最高 20 万元")
    keys.press("Alt+w")
    keys.type("入网企业55家，成交额6000万")
    keys.press("Enter")
    expect(page.locator("#compared")).to_contain_text("最高 30 万元")
    amount_of(page, "最高 20 万元")  # only supposed
    keys.press("Alt+p")
    expect(page.locator("h1")).to_have_text("扶持政策测算单")
    assert pages_of(page.pdf(format="A4")) == 1
    keys.press("Escape")
    page.wait_for_url(call)
    expect(page.locator("#line")).to_be_focused()
    keys.press("Alt+e")
    expect(page.locator("#outcome")).to_be_focused()
    page.locator("#outcome").select_option("转办")
    keys.press("Tab")
    keys.type("商务局")
    page.locator("#note").press_sequentially("要材料清单")
    keys.press("Tab")
    keys.press("Enter")
    page.wait_for_url(lambda url: url != call)
    page.goto(f"{call}/sheet")
    expect(page.locator("main")).to_contain_text("转办")
    expect(page.locator("main")).to_contain_text("要材料清单")


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page(?!s)", pdf))


def test_a_fact_edited_in_its_place_changes_amount_words_and_sum(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    amount_of(page, "最高 20 万元")
    fill_in(page, "孵化入网企业", "55家")
    amount_of(page, "最高 20 万元")
    fill_in(page, "年成交额", "6000万元")
    amount_of(page, "最高 30 万元")
    expect(page.locator("#read-out")).to_contain_text("跨境电商平台建设扶持，最高 30 万元")
    expect(page.locator(".sum")).to_contain_text("30 万元")
    expect(page.get_by_label("年成交额", exact=True)).to_be_focused()


def test_the_last_of_several_quick_edits_stands(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, "平台 一站式 开了两年 4千万")

    def slowly(route: BrowserRoute) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/facts", slowly)
    page.evaluate("""
        for (const value of ['40家', '55家', '45家']) {
            const field = document.getElementById('f-孵化入网企业数');
            field.value = value;
            field.dispatchEvent(new Event('change', {bubbles: true}));
        }
    """)
    expect(page.get_by_label("孵化入网企业", exact=True)).to_have_value("45 家")


def test_a_call_is_there_again_after_a_reload(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    page.reload()
    amount_of(page, "最高 20 万元")
    expect(page.locator("#said article")).to_have_count(1)


def test_two_calls_in_two_tabs_do_not_mix(at_desk: AtDesk) -> None:
    first = at_desk("王五")
    new_call(first)
    second = first.context.new_page()
    second.goto(first.url)
    new_call(second)
    tell(second, "公共海外仓2500平")
    tell(first, CALLER)
    for page in (first, second):
        page.reload()
    amount_of(first, "最高 20 万元")
    expect(first.locator("#said")).not_to_contain_text("海外仓")
    expect(second.locator("#said")).not_to_contain_text("一站式")
    expect(second.locator("#measures")).to_contain_text("海外仓")
    expect(second.get_by_label("年成交额", exact=True)).to_have_value("")


def test_a_call_is_held_and_taken_back(at_desk: AtDesk) -> None:
    page = at_desk("王五")
    new_call(page)
    tell(page, CALLER)
    page.keyboard.press("Alt+h")
    expect(page.locator("h1")).to_contain_text("暂挂")
    expect(page.locator(".bar [aria-current]")).to_contain_text("挂")
    new_call(page)
    page.go_back()
    page.keyboard.press("Alt+h")
    expect(page.locator("h1")).not_to_contain_text("暂挂")
    amount_of(page, "最高 20 万元")


def test_a_call_that_ended_stays_ended(at_desk: AtDesk) -> None:
    page = at_desk("王五")
    call = new_call(page)
    path = call[call.index("/desk") :]
    assert post(page, f"{path}/close", outcome="已答复").status == 303
    assert post(page, f"{path}/hold").status == 409
    page.goto(call)
    expect(page.locator("h1")).to_contain_text("已结束")
    expect(page.locator("#line")).to_be_disabled()
    expect(page.locator("#line")).to_have_attribute("placeholder", "来电已结束，不能再记")
    expect(page.locator("#hold")).to_have_count(0)


def test_the_roles_of_a_caller_are_ticked(at_desk: AtDesk, watch: Watch) -> None:
    watch.expected = {422}
    page = at_desk("李四")
    new_call(page)
    page.get_by_role("button", name="记下勾选的").click()
    expect(page.locator("#status")).to_contain_text("还没有勾选")
    page.get_by_role("checkbox", name="开集货仓").check()
    page.get_by_role("checkbox", name="在国外有公共海外仓").check()
    page.get_by_role("button", name="勾选的是，其余都不是").click()
    expect(page.locator("#said .caller")).to_contain_text("集货仓")
    expect(page.locator("#measures > .cards")).to_contain_text("海外仓")
    expect(page.locator("#now .roles")).to_have_count(0)  # nothing is left to tick


def test_search_shows_the_latest_query_only(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    page.keyboard.type("第八条")
    expect(page.locator("#hits .hit").first).to_contain_text("第八条")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("集货仓")
    expect(page.locator("#hits .hit").first).to_contain_text("集货仓")
    page.locator("#line").fill("")
    expect(page.locator("#hits")).to_be_empty()


# -- hostile text -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_at_the_desk_is_shown_and_never_run(
    at_desk: AtDesk, watch: Watch, text: str
) -> None:
    watch.expected = {400, 422}
    page = at_desk("李四")
    call = new_call(page)
    tell(page, text)
    expect(page.locator(".caller")).to_contain_text(text)
    tell(page, CALLER)
    value = text.replace("1", "document.cookie")  # no number in it
    page.get_by_label("年成交额", exact=True).fill(value)
    page.get_by_label("年成交额", exact=True).press("Enter")
    expect(page.locator("#status")).to_contain_text(value)
    page.locator("#suppose").fill(value)
    page.locator("#suppose").press("Enter")
    expect(page.locator("#compared")).to_contain_text("没有听到要改的数")
    page.keyboard.press("Alt+e")
    page.locator("#note").fill(text)
    page.get_by_role("button", name="结束来电").click()
    page.wait_for_url(lambda url: url != call)
    page.goto(f"{call}/sheet")
    expect(page.locator("main")).to_contain_text(text)
    assert page.locator("main img, main script").count() == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_passes_the_inbox_both_ways_as_text(
    at_desk: AtDesk, new_page: NewPage, site: Site, text: str
) -> None:
    visitor = asking_visitor(new_page, site, text, "转人工")
    page = at_desk("赵六", "/inbox")
    page.get_by_role("link").filter(has_text=f"前一句：{text}").click()
    expect(page.locator(".history")).to_contain_text(text)
    page.locator("#answer").fill(f"请看 {text}")
    page.get_by_role("button", name="发出", exact=True).click()
    expect(visitor.locator(".answer").last).to_contain_text(f"请看 {text}")
    page.goto(f"{site.url}/desk/numbers")
    assert page.locator("main img, main script").count() == 0


# -- the inbox ----------------------------------------------------------------------------------


def test_two_people_at_one_item(
    at_desk: AtDesk, new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {409}
    asking_visitor(new_page, site, "集货仓的事，我姓钱", "转人工")
    first, second = at_desk("李四", "/inbox"), at_desk("王五", "/inbox")
    item = first.get_by_role("link").filter(has_text="我姓钱").filter(has_text="要找人")
    expect(item).to_contain_text("网页")
    item.click()
    expect(first.locator("#answer")).to_be_focused()
    second.goto(first.url)
    expect(second.locator("#answer")).to_be_focused()  # looked at, it is still everybody's
    first.keyboard.type("在")
    expect(first.get_by_role("status")).to_contain_text("您在答这一条")
    second.keyboard.type("我也")
    expect(second.get_by_role("status")).to_contain_text("李四 已经接手")
    first.get_by_role("button", name="放回").press("Enter")
    expect(first.get_by_role("status")).to_contain_text("放回了")
    first.goto(second.url)
    first.keyboard.type("在")
    expect(first.get_by_role("status")).to_contain_text("您在答这一条")
    second.goto(first.url)
    expect(second.get_by_role("alert")).to_contain_text("李四 已经接手")
    expect(second.locator("#answer")).to_have_count(0)
    path = first.url[first.url.index("/desk") :]
    for act in ({"action": "answer", "text": "我来答"}, {"action": "dismiss"}):
        assert post(second, path, **act).status == 409
    first.get_by_role("button", name="不用处理").click()
    expect(first.get_by_role("link").filter(has_text="我姓钱")).to_have_count(0)


def test_an_answer_of_staff_appears_in_the_open_page(
    at_desk: AtDesk, new_page: NewPage, site: Site
) -> None:
    visitor = asking_visitor(new_page, site, "我姓孙", "转人工")
    page = at_desk("李四", "/inbox")
    page.get_by_role("link").filter(has_text="我姓孙").filter(has_text="要找人").click()
    page.locator("#answer").fill("孙总您好，请带营业执照来窗口")
    page.get_by_role("button", name="发出", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("对话页")
    expect(visitor.locator(".from")).to_have_text("工作人员")
    expect(visitor.locator(".answer").last).to_contain_text("请带营业执照来窗口")
    visitor.reload()
    expect(visitor.locator(".answer").last).to_contain_text("请带营业执照来窗口")


def test_a_flood_of_requests_is_one_line_and_what_lies_under_it_is_on_the_next_page(
    at_desk: AtDesk, site: Site
) -> None:
    store = SqliteStore(site.server.database)
    for number in range(110):
        text = f"第 {number} 个要人的" if number < 60 else "来个人"
        exchange, _ = store.claim("web", f"flood {number}", "1", text, 1.0)
        store.answer(exchange, State(), StoredReply("好", "handoff", "{}", True), 1.0, version=None)
    store.close()
    page = at_desk("王主任", "/inbox")
    items = page.get_by_role("listitem")
    expect(items).to_have_count(50)
    flood = items.filter(has_text="来个人")
    first = items.filter(has_text="第 0 个")
    expect(first).to_have_count(1)  # who waits longest stands first
    expect(flood).to_have_count(0)
    page.get_by_role("link", name="下一页").click()
    expect(first).to_have_count(0)
    expect(flood).to_have_count(1)
    flood.get_by_role("link", name="一样的有 50 条").click()
    expect(items.filter(has_text="来个人")).to_have_count(50)
    items.first.get_by_role("link").click()
    page.get_by_role("button", name="一样的 50 条都不用处理").click()
    expect(page.get_by_role("status")).to_contain_text("50 条都不用处理")
    expect(flood).to_have_count(0)
