"""Questions and answers edited in the browser: four eyes, versions, live without a restart."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from .conftest import AtDesk, Site, Watch, post
from .test_accessibility import faults

QUESTION = "能不能预支补贴"
QUOTE = "年终据实结算"


def propose(
    page: Page, question: str = QUESTION, answer: str = "不能预支。", quote: str = QUOTE
) -> None:
    """Write an answer down by keyboard."""
    page.keyboard.press("Alt+k")
    page.get_by_role("link", name="写一条新的").press("Enter")
    page.locator("#question").fill(question)
    page.locator("#wordings").fill(f"{question}\n补贴可以先预支一部分吗")
    page.locator("#answer").fill(answer)
    page.locator("#quotes").fill(quote)
    page.get_by_role("button", name="提给另一个人放行").press("Enter")


def asked(site: Site, text: str, wanted: bool, session: str) -> None:
    """Whether the chat answers as taught, within five seconds."""
    until = time.monotonic() + 5
    while True:
        told = str(site.server.chat(f"{session} {time.monotonic()}", text)["reply"])
        if ("不能预支" in told) == wanted:
            return
        assert time.monotonic() < until, told
        time.sleep(0.3)


def test_an_answer_lives_when_another_lets_it_and_is_taken_back(
    at_desk: AtDesk, site: Site, watch: Watch
) -> None:
    watch.expected = {403, 409}
    clerk = at_desk("李四")
    propose(clerk)
    expect(clerk.get_by_role("article")).to_contain_text("不能预支")
    asked(site, "补贴可以先预支一部分吗", wanted=False, session="before")
    expect(clerk.get_by_role("button", name="放行")).to_have_count(0)
    expert = at_desk("钱工", "/knowledge")
    propose(expert, "能不能网上查进度", "以主管部门的通知为准。", "")
    own = expert.get_by_role("article").filter(has_text="网上查进度")
    expect(own.get_by_role("button", name="放行")).to_have_count(0)
    expect(own).to_contain_text("要另一个人放行")
    lesson = expert.get_by_role("article").filter(has_text=QUESTION)
    action = lesson.locator("form").first.get_attribute("action") or ""
    assert post(clerk, action, action="release").status == 403
    lesson.get_by_role("button", name="放行").press("Enter")
    expect(expert.get_by_role("status")).to_contain_text("放行了")
    assert post(expert, action, action="release").status == 409
    asked(site, "补贴可以先预支一部分吗", wanted=True, session="live")
    expert.get_by_role("link").filter(has_text=QUESTION).press("Enter")
    expect(expert.locator(".past").first).to_contain_text("钱工 放行")
    expert.keyboard.press("Escape")
    live = expert.get_by_role("listitem").filter(has_text=QUESTION)
    live.get_by_role("button", name="收回").press("Enter")
    asked(site, "补贴可以先预支一部分吗", wanted=False, session="after")


def test_what_is_not_in_the_text_is_not_proposed(at_desk: AtDesk, watch: Watch) -> None:
    watch.expected = {422}
    page = at_desk("李四")
    propose(page, "编的问题", "编的。", "原文里没有的一句话")
    expect(page.get_by_role("alert")).to_contain_text("原文里找不到“原文里没有的一句话”")
    expect(page.locator("#answer")).to_have_value("编的。")


def test_an_answer_of_the_folder_is_changed_and_its_versions_are_kept(
    at_desk: AtDesk, site: Site
) -> None:
    page = at_desk("李四", "/knowledge")
    page.get_by_role("link").filter(has_text="外地企业能不能享受").press("Enter")
    page.locator("#answer").fill("外地企业先打电话问。")
    page.get_by_role("button", name="提给另一个人放行").press("Enter")
    officer = at_desk("周科长", "/knowledge")
    lesson = officer.get_by_role("article").filter(has_text="外地企业先打电话问")
    lesson.get_by_text("现在的").press("Enter")
    lesson.get_by_role("button", name="放行").press("Enter")
    expect(officer.get_by_role("status")).to_contain_text("放行了")
    until = time.monotonic() + 5
    while "先打电话问" not in str(
        site.server.chat(f"s{time.monotonic()}", "外地企业能不能享受")["reply"]
    ):
        assert time.monotonic() < until
        time.sleep(0.3)


def test_what_is_asked_often_and_answered_badly_comes_first(at_desk: AtDesk, site: Site) -> None:
    for number in range(3):
        site.server.chat(f"want {number}", "阿巴阿巴玛卡巴卡是啥")
    page = at_desk("钱工", "/knowledge")
    row = page.get_by_role("row").filter(has_text="玛卡巴卡")
    expect(row.get_by_role("cell").first).to_have_text("3")
    row.get_by_role("link").press("Enter")
    expect(page.locator("#question")).to_have_value("阿巴阿巴玛卡巴卡是啥")


def test_two_versions_of_one_answer_do_not_write_over_each_other_unseen(
    at_desk: AtDesk, site: Site, watch: Watch
) -> None:
    watch.expected = {422}
    question = "以前的年度能不能补"

    def open_form(page: Page, answer: str, wording: str) -> None:
        page.goto(f"{site.url}/desk/knowledge/edit?policy=SYCR-2023-01014&q={question}")
        page.locator("#question").fill(question)
        kept = page.locator("#wordings").input_value().splitlines()
        assert len(kept) == len(set(kept))  # none of them twice
        page.locator("#wordings").fill("\n".join([*kept, wording]))
        page.locator("#answer").fill(answer)
        page.locator("#quotes").fill("")

    def send(page: Page) -> None:
        page.get_by_role("button", name="提给另一个人放行").press("Enter")

    one, two, late = at_desk("李四"), at_desk("王五"), at_desk("赵六")
    open_form(one, "文件未规定，先问商务局。", "去年花的还认不认")
    send(one)
    open_form(two, "文件未规定，先问窗口。", "前年花的还认不认")
    send(two)
    open_form(late, "文件未规定，写信问。", "大前年花的还认不认")
    expert = at_desk("钱工", "/knowledge")
    first = expert.get_by_role("article").filter(has_text="先问商务局")
    expect(first).to_contain_text("王五也提了一版")
    stale = at_desk("周科长", "/knowledge")
    first.get_by_role("button", name="放行").press("Enter")
    expect(expert.get_by_role("status")).to_contain_text("放行了")
    # on a page from before, and on one from after
    second = stale.get_by_role("article").filter(has_text="先问窗口")
    second.get_by_role("button", name="放行").press("Enter")
    expect(stale.get_by_role("status")).to_contain_text("没有放行：提这一版以后，钱工动过这一条")
    expect(second).to_contain_text("放行了李四提的另一版")
    expect(second.locator("del").first).to_contain_text("先问商务局")
    expect(second.locator("ins").first).to_contain_text("先问窗口")
    expect(second.locator(".lines ins")).to_contain_text("前年花的还认不认")
    assert faults(stale) == []
    second.get_by_role("button", name="盖掉，放行").press("Enter")
    expect(stale.get_by_role("status")).to_contain_text("放行了")
    # and who wrote on while it was let live
    send(late)
    expect(late.get_by_role("alert")).to_contain_text("放行过别的一版")
    expect(late.locator("#answer")).to_have_value("文件未规定，写信问。")
    send(late)
    expect(late.locator("h1")).to_have_text("问答")
    open_form(one, "再看看。", "再问问")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_the_pages_of_answers_are_for_everybody(
    at_desk: AtDesk, site: Site, scheme: str, size: tuple[int, int]
) -> None:
    page = at_desk("李四", color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{site.url}/desk/knowledge/edit")
    assert faults(page) == []
    page.locator("#question").fill(f"{scheme} {size[0]} 行不行")
    page.locator("#wordings").fill(f"{scheme} {size[0]} 行不行")
    page.locator("#answer").fill("看情况。")
    page.get_by_role("button", name="提给另一个人放行").press("Enter")
    expect(page.locator("h1")).to_have_text("问答")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len(page.content().encode()) < 100_000
