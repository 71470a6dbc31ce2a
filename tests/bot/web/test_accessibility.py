"""What axe-core finds in both pages, light and dark: nothing serious."""

from __future__ import annotations

import time
from functools import cache

import pytest
from playwright.sync_api import Page, expect

from bot.links import Links
from tests.bot.server.conftest import ROOT, SECRET

from .conftest import DESKTOP, TOLD, AtDesk, NewPage, Site, Watch, new_call, say, tell

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN = "axe.run(document, {resultTypes: ['violations']})"
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@cache
def axe_core() -> str:
    if not AXE.exists():
        pytest.skip("!!!!!! 没有 axe-core：无障碍的测试跳过（make browser 会装）!!!!!!")
    return AXE.read_text("utf-8")


def faults(page: Page) -> list[str]:
    """The serious and critical ones in the page as it stands."""
    page.evaluate(axe_core())  # the policy of the page allows no script tag
    return [
        f"{fault['id']} {node['target']}: {node['failureSummary']}"
        for fault in page.evaluate(RUN)["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


@SCHEMES
def test_the_chat_page(new_page: NewPage, site: Site, scheme: str, watch: Watch) -> None:
    watch.expected = {422}
    page = new_page(color_scheme=scheme)
    page.goto(f"{site.url}/chat")
    assert faults(page) == []
    say(page, "我们能享受哪些政策")
    page.get_by_role("button", name="选好了").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page) == []
    say(page, "我们做跨境电商平台，入网企业40家，开了两年，去年成交额4000万")
    say(page, TOLD)
    page.locator(".card.eligible summary").click()
    assert faults(page) == []
    page.locator("#facts-panel > summary").click()
    assert faults(page) == []


@SCHEMES
def test_what_the_chat_page_links_to(
    new_page: NewPage, site: Site, scheme: str, watch: Watch
) -> None:
    watch.expected = {410}
    page = new_page(color_scheme=scheme)
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    number = page.locator("article[data-number]").get_attribute("data-number") or "0"
    token = Links(SECRET.encode()).token(int(number), time.time() + 60)
    for path in ("/source?measure=8.1", f"/r/{token}", "/r/x", "/privacy"):
        page.goto(site.url + path)
        assert faults(page) == [], path


@SCHEMES
def test_a_call_at_the_desk(at_desk: AtDesk, scheme: str) -> None:
    page = at_desk("李四", color_scheme=scheme)
    call = new_call(page)
    assert faults(page) == []
    page.keyboard.type("海外仓")
    expect(page.locator("#hits .hit").first).to_be_visible()
    assert faults(page) == []
    tell(page, "平台 一站式 开了一年半 40家 4千万")
    expect(page.locator(".source-text")).to_be_visible()
    page.keyboard.press("Alt+w")
    page.keyboard.type("入网企业55家，成交额6000万")
    page.keyboard.press("Enter")
    expect(page.locator("#compared table")).to_be_visible()
    page.keyboard.press("Alt+e")
    assert faults(page) == []
    page.locator("#help").click()
    assert faults(page) == []
    page.goto(f"{call}/sheet")
    assert faults(page) == []


@SCHEMES
@pytest.mark.parametrize("width", [1280, 390])
def test_a_call_in_which_something_changed_and_something_found_no_place(
    at_desk: AtDesk, scheme: str, width: int
) -> None:
    page = at_desk("李四", color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 720})
    new_call(page)
    for entry in ("平台 一站式 开了一年半 40家 4千万", "15家 600平", "入网企业改成12家"):
        tell(page, entry)
    expect(page.locator(".overwritten")).to_be_visible()
    expect(page.locator(".unnoted")).to_be_visible()
    assert faults(page) == []
    page.locator("#line").fill("年成交额")
    expect(page.locator("#hits .fill").first).to_be_visible()
    page.locator("#hits summary").first.click()
    assert faults(page) == []


@SCHEMES
def test_the_other_pages_of_the_desk(
    at_desk: AtDesk, new_page: NewPage, site: Site, scheme: str
) -> None:
    outside = new_page(DESKTOP, color_scheme=scheme)
    outside.goto(f"{site.url}/desk/login")
    assert faults(outside) == []
    outside.goto(f"{site.url}/chat")
    say(outside, "转人工")
    page = at_desk("王主任", "/inbox", color_scheme=scheme)
    assert faults(page) == []
    page.get_by_role("link").filter(has_text="转人工").first.click()
    expect(page.locator("#answer")).to_be_visible()
    assert faults(page) == []
    for path in ("numbers", "people"):
        page.goto(f"{site.url}/desk/{path}")
        assert faults(page) == [], path
