"""The inbox as live conversations: taken over, handed back, taught from; what comes in, the sound."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from bot.desk.records import DeskRecords
from conversations import SqliteStore, State, StoredReply, open_database

from .conftest import AtDesk, NewPage, Site, Watch, asking_visitor, post, say
from .test_accessibility import faults

FACTS = "我们做跨境电商平台，入网企业40家，开了两年，去年成交额4000万"


def open_item(page: Page, words: str) -> None:
    """An item of the inbox that has these words, opened."""
    page.get_by_role("link").filter(has_text=words).first.click()


def test_a_conversation_is_taken_over_and_handed_back(
    at_desk: AtDesk, new_page: NewPage, site: Site
) -> None:
    visitor = asking_visitor(new_page, site, FACTS, "转人工，我姓冯")
    page = at_desk("李四", "/inbox")
    expect(page.locator("#waiting-people")).to_contain_text("人等着")
    open_item(page, "我姓冯")
    expect(page.locator(".known")).to_contain_text("孵化入网企业：40 家")
    page.locator("#answer").fill("冯总您好，我在")
    page.get_by_role("button", name="发出并接着谈").press("Enter")
    expect(page.get_by_role("heading", name="正在谈的")).to_be_visible()
    expect(visitor.locator(".answer").last).to_contain_text("冯总您好，我在")
    answers = visitor.locator(".answer").count()
    say(visitor, "那我们能补多少")
    expect(visitor.locator("article").last).to_contain_text("工作人员看得到")
    assert visitor.locator(".answer").count() == answers  # the bot is silent
    expect(page.locator("#live")).to_contain_text("那我们能补多少", timeout=10_000)
    page.locator("#answer").fill("20 万元")
    page.keyboard.press("Control+Enter")
    expect(visitor.locator(".answer").last).to_contain_text("20 万元")
    own = page.locator("#live .staff").filter(has_text="冯总您好")
    expect(own.locator(".by")).to_have_text("李四")
    expect(page.locator("#live .bot").first).to_be_visible()
    page.get_by_role("button", name="交还给问策").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("交还给问策了")
    expect(visitor.locator(".answer").last).to_contain_text("接下来由问策接着答您")
    say(visitor, "怎么申报")
    expect(visitor.locator(".answer").last).to_contain_text("申报")


def test_another_person_looks_on(
    at_desk: AtDesk, new_page: NewPage, site: Site, watch: Watch
) -> None:
    asking_visitor(new_page, site, "转人工，我姓褚")
    first = at_desk("李四", "/inbox")
    open_item(first, "我姓褚")
    first.locator("#answer").fill("在")
    first.get_by_role("button", name="发出并接着谈").press("Enter")
    second = at_desk("王五", first.url.split("/desk")[1])
    expect(second.get_by_role("alert")).to_contain_text("李四 已经接手")
    path = first.url[first.url.index("/desk") :]
    for action in ("answer", "talk", "back"):
        assert post(second, path, action=action, text="我来").status == 409


def test_after_half_an_hour_without_a_word_the_bot_answers_again(tmp_path: Path) -> None:
    records = DeskRecords(open_database(tmp_path / "w.db"), takeover_seconds=0.05)
    records.takeovers.begin("web", "u", "李四", 1)
    assert records.takeovers.attended("web", "u")
    assert records.takeovers.begin("web", "u", "王五", 1).staff == "李四"
    time.sleep(0.1)
    assert not records.takeovers.attended("web", "u")
    assert records.takeovers.begin("web", "u", "王五", 2).staff == "王五"
    records.close()


def test_bad_answers_and_numbers_to_call_come_in_and_become_tickets(
    at_desk: AtDesk, new_page: NewPage, site: Site
) -> None:
    visitor = asking_visitor(new_page, site, "海外仓补多少", "海外仓怎么补，打我电话13812345678")
    visitor.get_by_role("button", name="没用").first.click()
    page = at_desk("赵六", "/inbox")
    items = page.get_by_role("listitem")
    expect(items.filter(has_text="说答得不好").filter(has_text="海外仓补多少")).to_have_count(1)
    number = items.filter(has_text="留了电话").filter(has_text="13812345678")
    number.get_by_role("link").first.press("Enter")
    page.get_by_role("link", name="建工单（留了电话）").press("Enter")
    expect(page.get_by_label("电话", exact=True)).to_have_value("13812345678")
    page.get_by_label("姓名", exact=True).fill("卫先生")
    page.get_by_role("button", name="存下").press("Enter")
    expect(page.locator("main")).to_contain_text("来自网页")
    expect(page.locator(".history")).to_contain_text("海外仓补多少")


def test_teaching_does_not_close_and_waits_for_another_person(
    at_desk: AtDesk, new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {422}
    asking_visitor(new_page, site, "咱这搞集货的咋弄，电话13973912345", "转人工，我姓蒋")
    page = at_desk("李四", "/inbox")
    open_item(page, "我姓蒋")
    offered = page.locator("#sentence option")
    expect(offered).to_have_count(1)  # 转人工 is never taught
    page.get_by_role("button", name="提给另一个人放行").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("请从列表里选一个常见问题")
    page.get_by_role("radio", name="说的是").check()
    page.get_by_label("说的是哪一项").select_option(label="孵化入网企业")
    page.get_by_label("值", exact=True).fill("四十家")
    page.get_by_role("button", name="提给另一个人放行").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("等另一个人放行")
    expect(page.locator("#answer")).to_be_visible()  # still open
    number = page.url.rsplit("/", 1)[1]
    handoff = {"action": "teach", "sentence": number, "meant": "intent", "intent": "handoff"}
    assert post(page, f"/desk/inbox/{number}", **handoff).status == 422
    assert not site.proposals.exists()
    own = at_desk("李四", "/knowledge")
    expect(own.get_by_role("button", name="放行")).to_have_count(0)
    expert = at_desk("钱工", "/knowledge")
    lesson = expert.get_by_role("article").filter(has_text="孵化入网企业 = 40 家")
    expect(lesson).to_contain_text("〔号码〕")
    lesson.get_by_role("button", name="放行").press("Enter")
    expect(expert.get_by_role("status")).to_contain_text("训练语料")
    kept: Any = yaml.safe_load(site.proposals.read_text("utf-8"))
    assert "〔号码〕" in kept["nlu"][0]["examples"]
    assert kept["nlu"][0]["intent"].startswith("fact/")


def test_what_comes_in_is_said_and_shown_at_a_key(at_desk: AtDesk, site: Site) -> None:
    page = at_desk("王五", "/inbox")
    page.clock.install()
    page.reload()
    store = SqliteStore(site.server.database)
    made, _ = store.claim("web", "comes in", "1", "转人工，我姓钱", time.time())
    store.answer(made, State(), StoredReply("好", "handoff", "{}", True), 1.0, version=None)
    store.close()
    expect(page.locator("#refresh")).to_be_hidden()
    page.clock.run_for(10_500)
    expect(page.locator("#refresh")).to_be_visible()
    expect(page.locator("#waiting-list")).not_to_contain_text("我姓钱")
    page.keyboard.press("Alt+r")
    expect(page.locator("#waiting-list")).to_contain_text("我姓钱")
    expect(page.locator("#refresh")).to_be_hidden()


def test_a_sound_that_one_can_switch_off(at_desk: AtDesk, site: Site) -> None:
    page = at_desk("王五", "/numbers")
    page.clock.install()
    page.reload()
    page.locator("h1").click()  # a browser plays nothing before one touched the page
    store = SqliteStore(site.server.database)
    for number in range(2):
        made, _ = store.claim("web", f"ring {number}", "1", "转人工，快", time.time())
        store.answer(made, State(), StoredReply("好", "handoff", "{}", True), 1.0, version=None)
        with page.expect_response("**/desk/inbox/waiting"):
            page.clock.run_for(10_500)
        expect(page.locator("body")).to_have_attribute("data-rang", "1")
        page.locator(".may summary").click()
        if not number:
            page.locator("#sound").click()
            expect(page.locator("#sound")).to_have_attribute("aria-pressed", "false")
    store.close()


def test_whom_one_talks_with_counts_in_the_bar_and_rings(
    at_desk: AtDesk, new_page: NewPage, site: Site
) -> None:
    visitor = asking_visitor(new_page, site, "转人工，我姓卫")
    page = at_desk("钱工", "/inbox")
    open_item(page, "我姓卫")
    page.locator("#answer").fill("在")
    page.get_by_role("button", name="发出并接着谈").press("Enter")
    expect(page.get_by_role("heading", name="正在谈的")).to_be_visible()
    page.goto(f"{site.url}/desk/numbers")
    expect(page.locator("#waiting-people")).not_to_contain_text("等您答")
    page.clock.install()
    page.reload()
    page.locator("h1").click()
    say(visitor, "那要交什么材料")
    with page.expect_response("**/desk/inbox/waiting"):
        page.clock.run_for(10_500)
    expect(page.locator("#waiting-people")).to_contain_text("1 人等您答")
    expect(page.locator("body")).to_have_attribute("data-rang", "1")
    other = at_desk("赵六", "/numbers")  # nobody else is called
    expect(other.locator("#waiting-people")).not_to_contain_text("等您答")
    page.keyboard.press("Alt+i")
    page.get_by_role("link").filter(has_text="等您答").filter(has_text="材料").press("Enter")
    page.locator("#answer").fill("营业执照")
    page.keyboard.press("Control+Enter")
    expect(visitor.locator(".answer").last).to_contain_text("营业执照")
    expect(page.locator("#waiting-people")).not_to_contain_text("等您答")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_a_live_conversation_is_for_everybody(
    at_desk: AtDesk, new_page: NewPage, site: Site, scheme: str, size: tuple[int, int]
) -> None:
    name = f"姓{'白' if scheme == 'light' else '黑'}的，{size[0]} 号"
    asking_visitor(new_page, site, FACTS, f"转人工，我{name}")
    page = at_desk("李四", "/inbox", color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_item(page, name)
    assert faults(page) == []
    page.locator("#answer").fill("在")
    page.get_by_role("button", name="发出并接着谈").press("Enter")
    expect(page.get_by_role("button", name="交还给问策")).to_be_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
