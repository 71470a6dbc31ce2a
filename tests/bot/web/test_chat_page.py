"""The chat page for enterprises: what is said, chosen and edited, with and without a script."""

from __future__ import annotations

import re
import sqlite3
import time
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from bot.links import Links
from conversations import SqliteStore
from tests.bot.server.conftest import SECRET

from .conftest import DESKTOP, HOSTILE, PHONE, TOLD, NewPage, Site, Watch, say

LINKS = Links(SECRET.encode())
ASKED = "我们做跨境电商平台，入网企业40家，开了两年，去年成交额4000万"
"""Leaves one thing open: whether the platform does everything."""


def last(page: Page) -> Locator:
    return page.locator("article[data-number]").last


def number_of(article: Locator) -> int:
    return int(article.get_attribute("data-number") or "0")


def open_facts(page: Page) -> None:
    page.locator("#facts-panel > summary").click()
    expect(page.locator("#facts")).to_be_visible()


def edit(page: Page, label: str, value: str) -> None:
    """Edit a fact in the panel; its answer is waited for."""
    before = page.locator("article[data-number]").count()
    page.get_by_label(label, exact=True).fill(value)
    page.get_by_label(label, exact=True).press("Enter")
    expect(page.locator("article[data-number]")).to_have_count(before + 1)


# -- a conversation -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_sentence_becomes_a_card_that_unfolds_to_reasons_and_quote(
    new_page: NewPage, site: Site, size: dict[str, int]
) -> None:
    page = new_page(size)
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    card = page.locator(".card.eligible")
    expect(card.locator(".amount")).to_have_text("最高 20 万元")
    expect(card.locator(".quote")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator(".reasons")).to_contain_text("平台正常经营 1 年 6 个月，要 1 年以上")
    expect(card.locator(".gap")).to_contain_text("差 10 家")
    expect(card.locator(".quote")).to_contain_text("给予不超过人民币 20 万元的一次性平台建设扶持")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_an_example_begins_the_conversation(chat: Page) -> None:
    chat.get_by_role("button", name="我们做跨境电商平台").click()
    expect(last(chat).locator(".answer")).to_contain_text("孵化入网企业 40 多家")
    expect(chat.locator("#facts-count")).to_have_text("3")


def test_the_quote_leads_to_its_place_in_the_source(chat: Page) -> None:
    say(chat, TOLD)
    chat.locator(".card summary").click()
    chat.get_by_role("link", name="原文第八条").click()
    expect(chat.locator("#quote")).to_be_in_viewport()
    expect(chat.locator("#quote")).to_contain_text("“一站式”综合服务")


def test_one_of_several_is_chosen_by_a_button(chat: Page) -> None:
    say(chat, ASKED)
    chat.get_by_role("button", name="是", exact=True).click()
    expect(chat.locator(".card.eligible .amount")).to_have_text("最高 20 万元")
    expect(chat.get_by_role("button", name="否", exact=True)).to_be_hidden()


def test_several_are_ticked_at_once(chat: Page) -> None:
    say(chat, "我们能享受哪些政策")
    chat.get_by_label("在国外有公共海外仓").check()
    chat.get_by_label("开集货仓").check()
    chat.get_by_role("button", name="选好了").click()
    expect(last(chat).locator(".said p")).to_have_text("在国外有公共海外仓、开集货仓")
    expect(last(chat).locator(".answer")).to_contain_text("记下了")


def test_nothing_ticked_is_told_and_none_of_them_is_an_answer(chat: Page, watch: Watch) -> None:
    watch.expected = {422}
    say(chat, "我们能享受哪些政策")
    chat.get_by_role("button", name="选好了").click()
    expect(chat.get_by_role("alert")).to_have_text("还没有选；一项都没有就点“都不是”")
    chat.get_by_role("button", name="都不是").click()
    expect(last(chat).locator(".said p")).to_have_text("都不是")
    expect(chat.get_by_role("button", name="选好了")).to_have_count(0)


def test_a_fact_that_is_edited_changes_the_amount(chat: Page) -> None:
    say(chat, TOLD)
    open_facts(chat)
    edit(chat, "孵化入网企业", "55家")
    expect(last(chat).locator(".card.eligible .amount")).to_have_text("最高 20 万元")
    edit(chat, "年成交额", "6000万元")
    expect(last(chat).locator(".card.eligible .amount")).to_have_text("最高 30 万元")


def test_a_fact_can_be_given_up_again(chat: Page) -> None:
    say(chat, TOLD)
    open_facts(chat)
    chat.get_by_role("listitem").filter(has_text="年成交额").get_by_text("不清楚").click()
    expect(chat.locator("#facts-count")).to_have_text("4")
    expect(last(chat).locator(".card.eligible")).to_have_count(0)


def test_a_value_that_says_nothing_is_refused(chat: Page, watch: Watch) -> None:
    watch.expected = {400}
    say(chat, TOLD)
    open_facts(chat)
    chat.get_by_label("年成交额", exact=True).fill("很多")
    chat.get_by_label("年成交额", exact=True).press("Enter")
    expect(chat.get_by_role("alert")).to_contain_text("看不懂")
    chat.reload()
    open_facts(chat)
    expect(chat.get_by_label("年成交额", exact=True)).to_have_value("4000 万元")


def test_a_reload_resumes_and_offers_old_choices_no_more(chat: Page) -> None:
    say(chat, "我们能享受哪些政策")
    say(chat, ASKED)
    chat.reload()
    articles = chat.locator("article[data-number]")
    expect(articles).to_have_count(2)
    expect(articles.first.locator(".options")).to_have_count(0)
    expect(articles.last.locator(".options button")).to_have_text(["是", "否"])
    expect(chat.locator("#facts-count")).to_have_text("4")


def test_feedback_is_kept(chat: Page, site: Site) -> None:
    say(chat, TOLD)
    chat.get_by_role("button", name="有用", exact=True).click()
    expect(last(chat)).to_contain_text("记下了，谢谢。")
    store = SqliteStore(site.server.database)
    about = number_of(last(chat))
    assert [f.helpful for f in store.feedback() if f.exchange == about] == [True]
    store.close()


def test_all_records_are_deleted_on_request(chat: Page) -> None:
    say(chat, TOLD)
    open_facts(chat)
    chat.get_by_role("button", name="删除我的记录").click()
    expect(last(chat).locator(".answer")).to_contain_text("已经删除")
    expect(chat.locator("#facts-count")).to_have_text("0")
    expect(chat.locator("article[data-number]")).to_have_count(1)  # only what says so
    chat.reload()
    expect(chat.locator("article[data-number]")).to_have_count(0)


# -- whoever looks ------------------------------------------------------------------------------


def test_another_visitor_sees_and_chooses_nothing_of_it(
    chat: Page, new_page: NewPage, site: Site
) -> None:
    say(chat, "我们能享受哪些政策")
    asked = number_of(last(chat))
    other = new_page()
    other.goto(f"{site.url}/chat")
    expect(other.locator("article[data-number]")).to_have_count(0)
    expect(other.locator("#facts-count")).to_have_text("0")
    chosen = other.request.post(
        f"{site.url}/chat", form={"asked": str(asked), "option": "0"},
        headers={"X-Requested-With": "fetch"},
    )  # fmt: skip
    assert chosen.status == 422
    assert "过期" in chosen.json()["error"]


def test_nothing_is_asked_of_any_other_host(chat: Page, site: Site, watch: Watch) -> None:
    say(chat, TOLD)
    chat.locator(".card summary").click()
    chat.goto(f"{site.url}/source?measure=8.1")
    watch.expected = {410}
    chat.goto(f"{site.url}/r/x")
    assert len(watch.urls) > 5
    assert {urlsplit(url).netloc for url in watch.urls} == {urlsplit(site.url).netloc}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_never_run(chat: Page, watch: Watch, text: str) -> None:
    watch.expected = {400}
    say(chat, text)
    expect(last(chat).locator(".said p")).to_have_text(text)
    say(chat, TOLD)
    open_facts(chat)
    hostile_value = text.replace("1", "document.cookie")  # no number in it
    chat.get_by_label("年成交额", exact=True).fill(hostile_value)
    chat.get_by_label("年成交额", exact=True).press("Enter")
    expect(chat.get_by_role("alert")).to_contain_text(hostile_value)
    chat.reload()
    expect(chat.locator(".said p").first).to_have_text(text)
    assert chat.locator("main img, main script").count() == 0


def test_a_result_behind_its_link(chat: Page, new_page: NewPage, site: Site) -> None:
    say(chat, TOLD)
    visitor = new_page()
    visitor.goto(f"{site.url}/r/{LINKS.token(number_of(last(chat)), time.time() + 60)}")
    expect(visitor.locator(".card.eligible .amount")).to_have_text("最高 20 万元")
    expect(visitor.locator(".card .quote")).to_be_visible()
    expect(visitor.locator("body")).not_to_contain_text("去年成交额4000万")  # nobody's own words


def test_an_answer_from_before_blocks_were_kept_is_still_read(chat: Page, site: Site) -> None:
    say(chat, TOLD)
    number = number_of(last(chat))
    with sqlite3.connect(site.server.database) as kept:
        kept.execute("UPDATE exchanges SET blocks = NULL WHERE number = ?", (number,))
    kept.close()
    heading = "✓ 跨境电商平台建设扶持（第八条）：最高 20 万元"
    for address in ("/chat", f"/r/{LINKS.token(number, time.time() + 60)}"):
        chat.goto(site.url + address)
        expect(chat.locator("main")).to_contain_text(heading)
        expect(chat.locator(".card")).to_have_count(0)


def test_links_that_ran_out_or_are_forged_open_nothing(
    chat: Page, site: Site, watch: Watch
) -> None:
    watch.expected = {410}
    say(chat, TOLD)
    number = number_of(last(chat))
    genuine = LINKS.token(number, time.time() + 60)
    forged = Links(b"another secret!!").token(number, time.time() + 60)
    for token in (LINKS.token(number, time.time() - 1), forged, genuine[:-2], "年"):
        response = chat.goto(f"{site.url}/r/{token}")
        assert response is not None
        assert response.status == 410
        expect(chat.locator(".card")).to_have_count(0)


def test_a_deleted_conversation_is_behind_its_link_no_more(
    chat: Page, site: Site, watch: Watch
) -> None:
    watch.expected = {410}
    say(chat, TOLD)
    token = LINKS.token(number_of(last(chat)), time.time() + 60)
    chat.locator("#text").fill("删除我的记录")
    chat.locator("#text").press("Enter")
    expect(last(chat).locator(".answer")).to_contain_text("已经删除")
    chat.goto(f"{site.url}/r/{token}")
    expect(chat.locator("main")).to_contain_text("链接过期了，或者记录已经删除")


# -- however it is used -------------------------------------------------------------------------


def test_without_a_script_a_conversation_goes_on(new_page: NewPage, site: Site) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site.url}/chat")
    page.locator("#text").fill(ASKED)
    page.get_by_role("button", name="发送").click()
    page.get_by_role("button", name="是", exact=True).click()
    expect(page.locator(".card.eligible .amount")).to_have_text("最高 20 万元")
    open_facts(page)
    for label, value in (("孵化入网企业", "55家"), ("年成交额", "6000万元")):
        page.get_by_label(label, exact=True).fill(value)
        page.get_by_label(label, exact=True).press("Enter")
        open_facts(page)  # folded on a fresh page
    expect(page.locator(".card.eligible .amount").last).to_have_text("最高 30 万元")


def test_without_a_script_a_mistake_has_a_way_back(
    new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {422}
    page = new_page(java_script_enabled=False)
    page.goto(f"{site.url}/chat")
    page.get_by_role("button", name="我们能享受哪些政策").click()
    page.get_by_role("button", name="选好了").click()
    expect(page.locator("main")).to_contain_text("还没有选")
    page.get_by_role("link", name="到对话页").click()
    page.get_by_role("button", name="都不是").click()
    expect(page.locator("article[data-number]")).to_have_count(2)


def test_the_facts_are_edited_with_the_keyboard_alone(chat: Page) -> None:
    say(chat, TOLD)
    chat.reload()
    summary = chat.locator("#facts-panel > summary")
    press_until_focused(chat, summary)
    chat.keyboard.press("Enter")
    expect(chat.locator("#facts")).to_be_visible()
    press_until_focused(chat, chat.get_by_label("孵化入网企业", exact=True))
    chat.keyboard.press("ControlOrMeta+a")
    chat.keyboard.type("20家")
    chat.keyboard.press("Enter")
    expect(last(chat).locator(".card.ineligible")).to_contain_text("不符合")
    chat.keyboard.press("Escape")
    expect(chat.locator("#facts")).to_be_hidden()
    expect(summary).to_be_focused()


def press_until_focused(page: Page, goal: Locator, most: int = 40) -> None:
    """Go on with Tab, as one would who has no mouse."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if goal.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError("Tab 到不了")


def test_the_field_that_was_edited_keeps_the_focus(chat: Page) -> None:
    say(chat, TOLD)
    open_facts(chat)
    edit(chat, "年成交额", "6000万元")
    expect(chat.get_by_label("年成交额", exact=True)).to_be_focused()


def test_at_twice_the_size_nothing_runs_out_sideways(new_page: NewPage, site: Site) -> None:
    page = new_page({"width": 195, "height": 422})
    page.goto(f"{site.url}/chat")
    say(page, "我们能享受哪些政策")
    say(page, TOLD)
    last(page).locator(".card summary").click()
    open_facts(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 195


@pytest.mark.parametrize(("scheme", "is_dark"), [("dark", True), ("light", False)])
def test_it_is_dark_where_the_system_is(
    new_page: NewPage, site: Site, scheme: str, is_dark: bool
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{site.url}/chat")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightest = max(int(part) for part in re.findall(r"\d+", colour)[:3])
    assert (brightest < 64) is is_dark


def test_the_first_load_weighs_little(site: Site, chat: Page, watch: Watch) -> None:
    html = httpx.get(f"{site.url}/chat")
    linked = re.findall(r'(?:src|href)="(/static/[^"]+)"', html.text)
    files = {urljoin(site.url, address) for address in linked}
    assert len(files) == 3  # style, script, icon
    weights = [len(httpx.get(file).content) for file in files]
    assert len(html.content) + sum(weights) < 100_000
    own = {f"{site.url}/chat", f"{site.url}/chat/events"}
    assert set(watch.urls) <= files | own


# -- what a browser would not send -----------------------------------------------------------------


def test_a_choice_that_is_no_place_is_refused(chat: Page, site: Site) -> None:
    say(chat, "我们能享受哪些政策")
    asked = str(number_of(last(chat)))
    for place in ("99", "²"):
        refused = chat.request.post(
            f"{site.url}/chat", form={"asked": asked, "option": place, "done": "1"},
            headers={"X-Requested-With": "fetch"},
        )  # fmt: skip
        assert refused.status == 422


def test_a_spoilt_cookie_is_replaced(new_page: NewPage, site: Site) -> None:
    page = new_page()
    page.context.add_cookies([{"name": "wence_chat", "value": "x", "url": site.url}])
    page.goto(f"{site.url}/chat")
    say(page, "你好")


def test_a_form_of_another_site_is_refused(chat: Page, site: Site) -> None:
    refused = chat.request.post(
        f"{site.url}/chat", form={"text": "删除我的记录"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert refused.status == 403
