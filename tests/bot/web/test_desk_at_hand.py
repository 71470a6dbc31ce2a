"""What is at hand during a call: tabs by their keys, suppositions, what is asked and found."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import CALLER, AtDesk, new_call, tell
from .test_desk_screen import IN_VIEW, sized


def test_a_tab_has_the_number_of_its_key(at_desk: AtDesk) -> None:
    page = at_desk("赵六")
    calls = [new_call(page) for _ in range(2)]
    tabs = page.locator(".open-calls .tab")
    expect(tabs.last.locator(".tab-number")).to_have_text(f"Alt+{tabs.count()}")
    page.keyboard.press(f"Alt+{tabs.count() - 1}")
    page.wait_for_url(calls[0])
    expect(page.locator(".bar [aria-current] .tab-number")).to_contain_text(str(tabs.count() - 1))
    page.set_viewport_size({"width": 390, "height": 844})
    assert tabs.last.evaluate("(tab) => tab.getBoundingClientRect().width") > 60


def test_what_was_supposed_before_is_written_over_and_the_tools_stay_in_view(
    at_desk: AtDesk,
) -> None:
    page = sized(at_desk("李四"), (1280, 720))
    new_call(page)
    tell(page, CALLER)
    tell(page, "海外仓2500平，服务12家，当地进出口六千万，集货仓服务20家，进出口8000万")
    for typed in ("入网企业55家，成交额6000万，海外仓1000平，集货仓服务5家", "入网企业60家"):
        page.keyboard.press("Alt+w")
        page.keyboard.type(typed)
        expect(page.locator("#suppose")).to_have_value(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#compared table")).to_be_visible()
        for part in ("#hold", "#end-call", "#suppose"):
            assert page.evaluate(IN_VIEW, part), part


def test_who_only_gives_a_name_asks_about_no_measure(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    for entry in (
        "你好，想问下跨境电商那个补贴怎么领",
        CALLER,
        "怎么申报",
        "我姓陈，电话13807391234",
    ):
        tell(page, entry)
    expect(page.locator(".strip .asked")).to_have_count(0)


def test_what_is_found_says_what_it_pays(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    page.keyboard.type("30万")
    paid = page.locator("#hits .paid")
    expect(paid.first).to_contain_text("30")
    assert all("30" in told for told in paid.all_inner_texts()[:3])
