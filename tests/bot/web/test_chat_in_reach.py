"""The chat page on a phone: what can be tapped is of the open question, and in reach."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import TOLD, NewPage, Site, say


def test_options_of_an_earlier_question_retire(chat: Page) -> None:
    say(chat, "我们能享受哪些政策")
    expect(chat.locator("article[data-number] form.options")).to_have_count(1)
    say(chat, "我们做跨境电商平台，入网企业40家")
    expect(chat.locator("article[data-number] form.options")).to_have_count(1)
    expect(chat.locator("article[data-number]").last.locator("form.options")).to_have_count(1)


def test_a_long_list_of_roles_keeps_its_button_in_reach(chat: Page) -> None:
    say(chat, "我们能享受哪些政策")
    chat.wait_for_timeout(700)  # it scrolls smoothly
    done = chat.get_by_role("button", name="选好了")
    box, composer = done.bounding_box(), chat.locator("#composer").bounding_box()
    assert box is not None
    assert composer is not None
    assert box["y"] > 0
    assert box["y"] + box["height"] <= composer["y"]
    expect(chat.locator(".options .group").first).to_be_visible()


def test_a_result_says_who_decides(chat: Page) -> None:
    say(chat, TOLD)
    expect(chat.locator(".answer").last).to_contain_text("最后由主管部门认定")


def test_twice_as_large_text_leaves_room_to_read(new_page: NewPage, site: Site) -> None:
    page = new_page({"width": 195, "height": 422}, device_scale_factor=2)
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    taken = [page.locator(part).bounding_box() for part in (".top", "#composer")]
    assert sum(box["height"] for box in taken if box) < 422 * 0.4
    assert page.evaluate("document.documentElement.scrollWidth") <= 195


def test_the_title_of_a_card_keeps_its_line_in_large_type(new_page: NewPage, site: Site) -> None:
    page = new_page()
    page.goto(f"{site.url}/chat")
    say(page, TOLD)
    page.evaluate("document.documentElement.style.fontSize = '200%'")  # as a reader sets it
    title = page.locator(".card .title").first.bounding_box()
    assert title is not None
    assert title["width"] >= 4 * 32
