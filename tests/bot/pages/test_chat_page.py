"""The chat page as an enterprise uses it: on a phone, on a desk, without a mouse, without a script."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from bot.web.links import Links
from tests.bot.server.conftest import SECRET, Server

from .conftest import PHONE, WIDE, NewPage, Seen, axe

TOLD = "我们做跨境电商平台，一站式都有，开了一年半，入网企业40家，去年成交额4000万"
HOSTILE = (
    '<img src=x onerror="alert(1)">',
    '"><script>alert(1)</script>',
    "javascript:alert(1) {{7*7}} </template><svg onload=alert(1)>",
)


def say(page: Page, text: str) -> None:
    before = page.locator("article[data-number]").count()
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")
    expect(page.locator("article[data-number]")).to_have_count(before + 1)


def answer(page: Page) -> str:
    return page.locator("article[data-number]").last.locator(".answer").inner_text()


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "desktop"])
def test_from_a_sentence_to_a_card_with_its_sentence(
    new_page: NewPage, site: Server, size: dict[str, int]
) -> None:
    page = new_page(size)
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    card = page.locator(".card.eligible")
    expect(card).to_contain_text("最高 20 万元")
    expect(card.locator(".reasons")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator(".reasons")).to_contain_text("孵化入网企业 40 家，要 30 家以上")
    expect(card.locator(".gap")).to_contain_text("差 10 家")
    expect(card.locator(".quote")).to_contain_text("给予不超过人民币 20 万元的一次性平台建设扶持")
    card.locator(".quote a").click()
    expect(page.locator("#quote")).to_be_in_viewport()


def test_one_of_several_and_several_at_once(new_page: NewPage, site: Server) -> None:
    page = new_page()
    page.goto(f"{site.url}/chat")
    say(page, "我们做跨境电商平台，入网企业40家，开了两年，去年成交额4000万")
    page.get_by_role("button", name="是", exact=True).click()
    expect(page.locator(".card.eligible")).to_contain_text("最高 20 万元")
    page.get_by_role("button", name="选好了").click()
    expect(page.locator(".notice")).to_contain_text("还没有选")
    page.get_by_label("建设运营公共海外仓").check()
    page.get_by_role("button", name="选好了").click()
    expect(page.locator(".said").last).to_have_text(re.compile("建设运营公共海外仓"))
    assert "海外仓" in answer(page)


def test_a_fact_that_is_edited_changes_the_amount(new_page: NewPage, site: Server) -> None:
    page = new_page()
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    page.locator("#facts-panel summary").click()
    for label, value in (("孵化入网企业", "五十多家"), ("年成交额", "6千来万")):
        page.get_by_label(label, exact=True).fill(value)
        page.get_by_label(label, exact=True).press("Enter")
        expect(page.get_by_label(label, exact=True)).not_to_have_value(value)
    expect(page.locator(".card.eligible").last).to_contain_text("最高 30 万元")
    page.keyboard.press("Escape")
    expect(page.locator("#facts")).to_be_hidden()


def test_a_reload_resumes_and_offers_no_old_choice(new_page: NewPage, site: Server) -> None:
    page = new_page()
    page.goto(f"{site.url}/chat")
    say(page, "能享受哪些政策")
    say(page, TOLD)
    page.reload()
    expect(page.locator("article[data-number]")).to_have_count(2)
    expect(page.locator("article[data-number]").first.locator(".options")).to_have_count(0)
    expect(page.locator("#facts-count")).to_have_text("5")


def test_another_visitor_sees_nothing_of_it(new_page: NewPage, site: Server) -> None:
    first, second = new_page(), new_page()
    first.goto(f"{site.url}/chat")
    say(first, TOLD)
    second.goto(f"{site.url}/chat")
    expect(second.locator("article[data-number]")).to_have_count(0)
    number = first.locator("article[data-number]").get_attribute("data-number")
    cookie = {c["name"]: c["value"] for c in second.context.cookies()}["wence_chat"]
    stolen = site.post(
        "/chat", content=f"asked={number}&none=1",
        headers={"Cookie": f"wence_chat={cookie}", "X-Requested-With": "fetch"},
    )  # fmt: skip
    assert stolen.status_code == 422


def test_without_a_script_it_works_all_the_same(new_page: NewPage, site: Server) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site.url}/chat")
    page.locator("#text").fill(TOLD)
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".card.eligible")).to_contain_text("最高 20 万元")
    page.get_by_role("button", name="都不是").click()
    expect(page.locator("article[data-number]")).to_have_count(2)


def test_everything_comes_from_here_and_weighs_little(
    new_page: NewPage, site: Server, seen: Seen
) -> None:
    page = new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda r: sizes.append(sum(r.sizes().values())))
    page.goto(f"{site.url}/chat")
    page.wait_for_timeout(300)
    assert 0 < sum(sizes) < 100_000
    say(page, TOLD)
    assert all(request.url.startswith(site.url) for request in seen.requests)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_shown_and_never_run(new_page: NewPage, site: Server, text: str) -> None:
    page = new_page()
    page.goto(f"{site.url}/chat")
    say(page, text)
    expect(page.locator(".said p").last).to_have_text(text)
    say(page, TOLD)
    page.locator("#facts-panel summary").click()
    page.get_by_label("年成交额", exact=True).fill(text)
    page.get_by_label("年成交额", exact=True).press("Enter")
    expect(page.locator(".notice")).to_contain_text("看不懂")
    page.reload()
    expect(page.locator(".said p").first).to_have_text(text)


def test_at_twice_the_size_nothing_is_cut_off(new_page: NewPage, site: Server) -> None:
    page = new_page({"width": 195, "height": 422})
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    page.locator(".card summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 195


def test_feedback_and_deletion(new_page: NewPage, site: Server) -> None:
    page = new_page()
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    page.get_by_role("button", name="没用").click()
    expect(page.get_by_text("记下了，谢谢。")).to_be_visible()
    page.locator("#facts-panel summary").click()
    page.get_by_role("button", name="删除我的记录").click()
    expect(page.locator(".answer").last).to_contain_text("已经删除")
    page.reload()
    expect(page.locator("article[data-number]")).to_have_count(0)


def test_a_result_behind_a_link_that_runs_out(new_page: NewPage, site: Server) -> None:
    page = new_page()
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    number = int(page.locator("article[data-number]").get_attribute("data-number") or "0")
    links = Links(SECRET.encode())
    page.goto(f"{site.url}/r/{links.token(number, time.time() + 60)}")
    expect(page.locator(".card .quote")).to_be_visible()
    for token in (links.token(number, time.time() - 1), Links(b"x" * 16).token(number, 4e9), "x"):
        refused = page.goto(f"{site.url}/r/{token}")
        assert refused is not None
        assert refused.status == 410
        expect(page.locator("main")).to_contain_text("链接过期了")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(new_page: NewPage, site: Server, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{site.url}/chat")
    assert axe(page) == []
    say(page, TOLD)
    page.locator(".card summary").click()
    page.locator("#facts-panel summary").click()
    assert axe(page) == []
    page.goto(f"{site.url}/source?measure=2.2")
    assert axe(page) == []
