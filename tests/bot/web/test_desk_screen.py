"""One screen of the desk: nothing scrolls away, what changed is seen, one place to read and to ask."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import AtDesk, NewPage, Site, asking_visitor, new_call, tell

SIZES = pytest.mark.parametrize("size", [(1440, 900), (1280, 720)], ids=str)
CALLER = "平台 一站式 开了一年半 40家 4千万"
ENTRIES = (
    "我们做跨境电商平台，一站式都有，开了一年半，入网企业40家，去年成交额4000万",
    "怎么申报", "海外仓要多大", "有哪些政策", "要什么材料", "什么时候到账", "海外仓3000平",
)  # fmt: skip
IN_VIEW = """(name) => {
    const box = document.querySelector(name).getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
}"""
WITHIN = """([inner, outer]) => {
    const box = document.querySelector(inner).getBoundingClientRect();
    const room = document.querySelector(outer).getBoundingClientRect();
    return box.top >= room.top - 1 && Math.min(box.bottom, box.top + 40) <= room.bottom + 1;
}"""


def sized(page: Page, size: tuple[int, int]) -> Page:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


# -- nothing scrolls away -----------------------------------------------------------------------


@SIZES
def test_a_long_call_never_scrolls_the_page(at_desk: AtDesk, size: tuple[int, int]) -> None:
    page = sized(at_desk("李四"), size)
    new_call(page)
    for entry in ENTRIES:
        tell(page, entry)
        assert page.evaluate("document.documentElement.scrollHeight") == size[1]
        assert page.evaluate("scrollY") == 0
        for part in (".bar", "#line", "#now-title", ".call-tools"):
            assert page.evaluate(IN_VIEW, part), (entry, part)
        assert page.evaluate(WITHIN, ["#said > :last-child", "#said"]), entry
    page.locator("#facts").press("End")
    assert page.evaluate("scrollY") == 0


def test_on_a_phone_nothing_is_wider_than_the_screen(at_desk: AtDesk) -> None:
    page = sized(at_desk("李四"), (390, 844))
    new_call(page)
    for entry in (*ENTRIES[:3], "55家"):
        tell(page, entry)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(200)
    assert page.evaluate(IN_VIEW, "#line")


@SIZES
def test_focus_never_drops_to_the_body_nor_leaves_the_screen(
    at_desk: AtDesk, size: tuple[int, int]
) -> None:
    page = sized(at_desk("李四"), size)
    new_call(page)
    tell(page, "平台 40家 4千万")
    page.keyboard.press("Alt+f")
    page.keyboard.press("Enter")  # 是: the button is gone with its question
    expect(page.locator("#read-out")).to_contain_text("正常经营多久")
    expect(page.locator("#line")).to_be_focused()
    page.keyboard.press("Alt+f")
    expect(page.locator("#answer-now")).to_be_focused()
    page.keyboard.type("一年半")
    page.keyboard.press("Enter")
    expect(page.locator("#measures .card.eligible")).to_have_count(1)
    assert focused(page) == "line"
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("""() => {
            const at = document.activeElement, box = at.getBoundingClientRect();
            return at === document.body || (box.top < innerHeight && box.bottom > 0);
        }"""), focused(page)
        assert page.evaluate("scrollY") == 0


@SIZES
def test_however_long_the_answer_its_question_can_be_answered(
    at_desk: AtDesk, size: tuple[int, int]
) -> None:
    page = sized(at_desk("李四"), size)
    new_call(page)
    tell(page, CALLER)
    tell(page, "55家")
    tell(page, "有哪些政策")
    for part in ("#asked-now", "#now .roles-later summary"):
        assert page.evaluate(WITHIN, [part, "#now"]), part


def test_an_answer_has_room_before_the_list_of_roles(at_desk: AtDesk) -> None:
    page = sized(at_desk("李四"), (1280, 720))
    new_call(page)
    expect(page.locator("#now .roles")).to_be_visible()
    tell(page, "有哪些政策")
    expect(page.locator("#now .roles")).to_be_hidden()
    lines = """() => {
        const box = document.querySelector(".told-now"), text = document.querySelector(".answer");
        text.textContent = "长的答复".repeat(200);
        return [box.clientHeight / parseFloat(getComputedStyle(text).lineHeight),
                box.scrollHeight > box.clientHeight];
    }"""
    shown, scrolls = page.evaluate(lines)
    assert shown >= 8
    assert scrolls
    for part in ("#asked-now", "#now .roles-later summary"):
        assert page.evaluate(WITHIN, [part, "#now"]), part


def test_the_measure_that_is_asked_about_is_marked_and_open(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    tell(page, "海外仓要多大")
    expect(page.locator(".strip .asked")).to_have_count(1)
    expect(page.locator(".strip .asked")).to_contain_text("公共海外仓建设运营奖励")
    card = page.locator("#measures .card[open]").filter(has_text="公共海外仓建设运营奖励")
    expect(card).to_have_count(1)
    tell(page, "55家")
    expect(page.locator(".strip .asked")).to_have_count(0)


def test_what_was_denied_stands_among_the_facts_and_rules_out_its_measure(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, "我们没有海外仓")
    denied = page.locator("#facts .group").filter(has_text="说了没有的")
    expect(denied.locator("select").first).to_have_value("否")
    expect(page.locator(".strip .ineligible").first).to_contain_text("✗")


def test_the_key_of_facts_goes_to_the_one_that_is_asked(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, "平台 一站式 40家 4千万")
    page.keyboard.press("Alt+a")
    expect(page.get_by_label("平台正常经营", exact=True)).to_be_focused()


def test_numbers_of_a_supposition_that_were_not_used_are_told(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    page.keyboard.press("Alt+w")
    page.keyboard.type("入网企业60家，员工20人")
    page.keyboard.press("Enter")
    expect(page.locator("#compared")).to_contain_text("“20人”没用上")
    expect(page.locator("#compared")).not_to_contain_text("“60家”")


# -- what was overwritten, what found no place ----------------------------------------------------


def test_an_overwritten_fact_is_amber_in_view_and_undone_with_one_key(at_desk: AtDesk) -> None:
    page = sized(at_desk("李四"), (1280, 720))
    new_call(page)
    tell(page, CALLER)
    expect(page.locator(".overwritten")).to_have_count(0)
    tell(page, "入网企业改成12家")
    expect(page.locator(".overwritten li")).to_have_text("孵化入网企业：40 家 → 12 家")
    expect(page.locator(".fact.changed label")).to_have_text("孵化入网企业")
    assert page.evaluate(WITHIN, [".overwritten", "#facts"])
    expect(page.locator("#said > :last-child")).to_contain_text("Alt+Z 撤销")
    tell(page, "怎么申报")  # it is news no more, but can be undone still
    expect(page.locator(".overwritten, .fact.changed")).to_have_count(0)
    expect(page.locator("#undo")).to_contain_text("孵化入网企业")
    page.keyboard.press("Alt+z")
    expect(page.get_by_label("孵化入网企业", exact=True)).to_have_value("40 家")
    expect(page.locator("#read-out .answer")).to_contain_text("最高 20 万元")


def test_a_number_that_found_no_place_is_listed_and_assigned_with_one_key(at_desk: AtDesk) -> None:
    page = sized(at_desk("李四"), (1280, 720))
    new_call(page)
    tell(page, CALLER)
    tell(page, "15家 600平")
    expect(page.locator(".unnoted")).to_contain_text("600平")
    page.keyboard.press("Alt+u")
    place = page.locator(".unnoted button:focus").inner_text()
    page.keyboard.press("1")
    expect(page.locator(".unnoted")).not_to_contain_text("600平")
    expect(page.locator("#line")).to_be_focused()
    label = place.replace("1", "").strip()
    expect(page.get_by_label(label, exact=True)).to_have_value("600 平方米")


def test_a_number_that_needs_no_place_is_set_aside_for_good(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    tell(page, "15家 600平")
    page.locator(".unnoted").get_by_role("button", name="不用记").click()
    expect(page.locator(".unnoted")).to_have_count(0)
    page.reload()
    expect(page.locator(".unnoted")).to_have_count(0)


# -- one place for the question, with numbers -----------------------------------------------------


def test_a_clarifying_choice_is_numbered_and_answered_by_its_number(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    tell(page, "55家")
    asked = page.get_by_role("group", name="您说的“55家”，是要把孵化入网企业从 40 家改成 55 家吗？")
    expect(asked.get_by_role("button").first).to_contain_text("1 是的，改")
    page.keyboard.type("1")  # in the line, as on a telephone keypad
    page.keyboard.press("Enter")
    expect(page.get_by_label("孵化入网企业", exact=True)).to_have_value("55 家")
    tell(page, "66家")
    page.locator("#now").get_by_role("button").last.focus()
    page.keyboard.press("1")  # or by the key alone
    expect(page.get_by_label("孵化入网企业", exact=True)).to_have_value("66 家")


def test_the_next_question_stands_in_one_place(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, "平台 40家 4千万")
    expect(page.get_by_text("一站式综合服务？")).to_have_count(1)


def test_roles_are_ticked_by_their_numbers(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    wanted = page.locator("#now label").filter(has_text="开集货仓").locator("input")
    number = wanted.get_attribute("data-n") or ""
    page.keyboard.type(f"{number} 1")
    page.keyboard.press("Enter")
    expect(page.locator("#measures > .cards")).to_contain_text("集货仓")


# -- 现在说 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "told"),
    [("展示中心 补多少", "没有规定补贴标准"), ("怎么申报", "文件未规定"),
     ("海外仓要多大", "2000 平方米"), ("转人工", "转到办理的同志")],
)  # fmt: skip
def test_every_entry_has_words_to_read_aloud(at_desk: AtDesk, entry: str, told: str) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, entry)
    expect(page.locator("#read-out .answer")).to_contain_text(told)


def test_a_call_is_named_by_its_firm_or_first_words(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, "您好，我们是湘汇公司，做平台的")
    expect(page.locator(".bar [aria-current] .tab-name")).to_have_text("湘汇公司")
    expect(page.locator("h1")).to_have_text("湘汇公司")
    page.reload()
    expect(page.locator(".bar [aria-current] .tab-name")).to_have_text("湘汇公司")


# -- all measures, and the other pages ------------------------------------------------------------


def test_all_measures_stand_in_a_row_with_status_and_amount(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    row = page.get_by_role("list", name="全部措施").get_by_role("link")
    expect(row).to_have_count(14)
    expect(row.first).to_contain_text("最高 20 万元")
    row.filter(has_text="公共海外仓建设运营奖励").click()
    expect(page.locator("#measures .card summary:focus")).to_contain_text("公共海外仓建设运营奖励")
    expect(page.locator("#measures .card summary:focus")).to_be_in_viewport()


def test_many_calls_fold_and_the_inbox_is_reached_at_once(
    at_desk: AtDesk, new_page: NewPage, site: Site
) -> None:
    asking_visitor(new_page, site, "转人工")
    page = at_desk("王五")
    for _ in range(9):
        new_call(page)
    for width in (1440, 1280, 640):
        page.set_viewport_size({"width": width, "height": 720})
        tops = page.locator(".tabs > *, .open-calls > a").evaluate_all(
            "(all) => all.map((each) => Math.round(each.getBoundingClientRect().top / 20))"
        )
        assert len(set(tops)) == 1, width
    page.locator(".earlier summary").click()
    page.locator(".earlier .list a").last.click()
    expect(page.locator(".earlier [aria-current]")).to_have_count(1)
    expect(page.locator(".earlier > summary")).to_have_css("color", "rgb(255, 255, 255)")
    page.locator(".earlier summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".earlier .list")).to_be_hidden()
    page.locator(".earlier summary").click()
    page.locator("#facts").click()
    expect(page.locator(".earlier .list")).to_be_hidden()
    page.keyboard.press("Alt+i")
    expect(page.locator(".items a").first).to_be_focused()
    page.goto(f"{site.url}/desk/numbers")
    size = page.evaluate("""() => {
        const text = document.querySelector("svg text"), svg = text.ownerSVGElement;
        return parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a;
    }""")
    assert size >= 9


def test_an_amount_is_never_broken_from_its_unit(at_desk: AtDesk) -> None:
    page = sized(at_desk("李四"), (1024, 600))
    new_call(page)
    tell(page, CALLER)
    heights = page.locator("#measures .figure, #now .figure").evaluate_all(
        "(all) => all.filter((each) => each.checkVisibility()).map((each) => each.getClientRects().length)"
    )
    assert heights
    assert set(heights) == {1}


# -- what is looked up --------------------------------------------------------------------------


def test_a_hit_is_opened_read_out_or_fills_a_fact(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    page.keyboard.type("jhc")
    expect(page.locator("#hits .hit").first).to_contain_text("跨境电商集货仓奖励")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#hits .hit p").first).to_be_visible()
    page.keyboard.press("Alt+r")
    expect(page.locator("#read-out .answer")).to_contain_text("最高给予一次性奖励 30 万元")
    expect(page.locator("#line")).to_be_focused()
    page.locator("#line").fill("年成交额")
    fact = page.locator("#hits .fill").first
    expect(fact).to_contain_text("年成交额")
    fact.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("年成交额", exact=True)).to_be_focused()


# -- an input method ------------------------------------------------------------------------------

COMPOSING = """([name, kind, data]) => document.getElementById(name).dispatchEvent(
    new CompositionEvent(kind, {bubbles: true, data}))"""


def test_an_input_method_is_left_alone_till_it_ends(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    searched: list[str] = []
    page.on("request", lambda asked: searched.append(asked.url) if "/search" in asked.url else None)
    page.evaluate(COMPOSING, ["line", "compositionstart", ""])
    page.locator("#line").fill("hai'wai")
    page.keyboard.press("Alt+f")  # keys belong to the input method
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    expect(page.locator("#line")).to_be_focused()
    assert searched == []
    page.locator("#line").fill("海外仓")
    page.evaluate(COMPOSING, ["line", "compositionend", "海外仓"])
    expect(page.locator("#hits .hit").first).to_contain_text("海外仓")


def test_an_answer_that_comes_while_one_composes_waits(at_desk: AtDesk) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)

    def slowly(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/facts", slowly)
    field = page.get_by_label("年成交额", exact=True)
    page.get_by_label("孵化入网企业", exact=True).fill("55家")
    field.focus()  # the first is sent as it is left
    page.evaluate(COMPOSING, ["f-年成交额", "compositionstart", ""])
    page.wait_for_timeout(600)
    expect(page.locator("#said article")).to_have_count(1)
    page.evaluate(COMPOSING, ["f-年成交额", "compositionend", ""])
    expect(page.locator("#said article")).to_have_count(2)
