"""Another policy on the chat page and at the desk: only config.yml names it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.second_pack import PACK, foreign_in

from .conftest import AtDesk, Site, amount_of, fill_in, new_call, opened, say, tell


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from opened(tmp_path_factory.mktemp("second"), f"policy: {PACK}\n")


def last(page: Page) -> str:
    return page.locator("article[data-number]").last.inner_text()


def test_the_chat_page_begins_with_an_example_of_its_own(chat: Page) -> None:
    assert not foreign_in(chat.content())
    chat.get_by_role("button", name="民宿床位 20 张").click()
    expect(chat.locator("#facts-count")).to_have_text("2")
    assert not foreign_in(chat.content())


def test_a_conversation_on_the_chat_page(chat: Page, site: Site) -> None:
    say(chat, "我们能享受哪些政策")
    chat.get_by_label("办了乡村民宿").check()
    chat.get_by_role("button", name="选好了").click()
    expect(chat.locator("article[data-number]")).to_have_count(2)
    say(chat, "床位三十二张，开了一年半")
    card = chat.locator(".card.eligible")
    expect(card.locator(".amount")).to_have_text("按张补助 6.4 万元")
    card.locator("summary").click()
    expect(card.locator(".quote")).to_contain_text("每张床位补助2000元")
    chat.locator("#facts-panel > summary").click()
    chat.get_by_label("民宿床位", exact=True).fill("150张")
    chat.get_by_label("民宿床位", exact=True).press("Enter")
    expect(chat.locator(".card.eligible .amount").last).to_have_text("按张补助 20 万元")
    for asked, told in (
        ("什么叫冷库", "用于果蔬保鲜的低温库"),
        ("要什么材料", "营业执照复印件和投入凭证"),
        ("四.a有什么条件", "全年组织的过夜游客不少于 10000 人次"),
    ):
        say(chat, asked)
        assert told in last(chat)
    assert not foreign_in(chat.content())
    chat.goto(f"{site.url}/source?measure=四.a")
    expect(chat.locator("#quote")).to_contain_text("组织过夜游客达到5000人次以上")
    assert not foreign_in(chat.content())


def test_a_call_at_the_desk(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    call = new_call(page)
    page.keyboard.type("冷库")
    expect(page.locator("#hits .hit").first).to_contain_text("冷库")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    tell(page, "合作社 田头冷库 库容150吨 设备投入120万")
    amount_of(page, "按实补贴 36 万元")
    fill_in(page, "冷库库容", "80吨")
    expect(page.locator("#measures .card.eligible")).to_have_count(0)
    expect(page.locator("#read-out")).to_contain_text("目前不符合的有：田头冷库补助")
    page.keyboard.press("Alt+w")
    page.keyboard.type("库容200吨")
    page.keyboard.press("Enter")
    expect(page.locator("#compared")).to_contain_text("按实补贴 36 万元")
    page.locator("#suppose").fill("天气好")
    page.locator("#suppose").press("Enter")
    expect(page.locator("#compared")).to_contain_text("比如：民宿床位 20 张")
    assert not foreign_in(page.content())
    page.goto(f"{call}/sheet")
    expect(page.locator("main")).to_contain_text("冷库库容 80 吨")
    assert not foreign_in(page.content())


@pytest.mark.parametrize("path", ["/inbox", "/numbers", ""])
def test_the_other_pages_of_the_desk(at_desk: AtDesk, path: str) -> None:
    page = at_desk("王主任", path)
    expect(page.locator("main")).to_be_visible()
    assert not foreign_in(page.content())
