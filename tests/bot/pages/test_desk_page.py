"""The hotline desk in a browser: a call without the mouse, two people, sessions, hostile text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from bot.desk.routes import DeskPages
from nlu.training_data import load_examples
from tests.bot.server.conftest import Server, start

from .conftest import WIDE, NewPage, add_staff, axe, sign
from .test_chat_page import HOSTILE, say

SignIn = Callable[[str], Page]


def new_call(page: Page) -> None:
    expect(page.locator("#new-call")).to_be_visible()
    page.wait_for_load_state()
    before = page.url
    page.keyboard.press("Alt+n")
    page.wait_for_url(lambda url: url != before and "/calls/" in url)
    page.wait_for_load_state()


def tell(page: Page, text: str) -> None:
    before = page.locator("#said article").count()
    page.keyboard.press("/")
    page.locator("#line").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("#said article")).to_have_count(before + 1)


def test_a_whole_call_without_the_mouse(at_desk: SignIn) -> None:
    page = at_desk("李四")
    new_call(page)
    call = page.url
    expect(page.locator("#line")).to_be_focused()
    page.keyboard.type("海外藏")  # misspelt by sound
    expect(page.locator("#hits .hit").first).to_contain_text("海外仓")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#hits .hit p").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#line")).to_be_focused()
    page.locator("#line").fill("")
    tell(page, "平台 40家 4千万")
    expect(page.locator("#read-out")).to_contain_text("请问平台是否为跨境电商企业提供注册")
    page.keyboard.press("Alt+f")
    page.keyboard.press("Enter")  # 是
    expect(page.locator("#read-out")).to_contain_text("请问平台正常经营多久了")
    page.keyboard.press("Alt+f")
    page.keyboard.type("一年半")
    page.keyboard.press("Enter")
    expect(page.locator("#measures .card.eligible .amount")).to_have_text("最高 20 万元")
    expect(page.locator("#read-out")).to_contain_text("跨境电商平台建设扶持，最高 20 万元")
    expect(page.locator("#measures mark")).to_contain_text("给予不超过人民币 20 万元")
    page.keyboard.press("Alt+w")
    page.keyboard.type("入网企业55家，成交额6000万")
    page.keyboard.press("Enter")
    expect(page.locator("#compared")).to_contain_text("最高 30 万元")
    expect(page.locator("#measures .card.eligible .amount")).to_have_text("最高 20 万元")
    page.keyboard.press("Alt+p")
    expect(page.locator("h1")).to_have_text("扶持政策测算单")
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.keyboard.press("Escape")
    page.wait_for_url(call)
    page.wait_for_load_state()
    page.keyboard.press("Alt+e")
    page.keyboard.press("Tab")
    page.keyboard.type("要材料清单")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(call)
    page.goto(call)
    expect(page.locator("h1")).to_contain_text("已结束")
    expect(page.get_by_label("年成交额", exact=True)).to_be_disabled()
    refused = page.evaluate("""
        fetch(location.pathname + '/facts', {method: 'POST', headers: {'X-Requested-With': 'fetch',
            'X-CSRF-Token': document.querySelector('meta[name=csrf]').content},
            body: new URLSearchParams({fact: '年成交额', value: '1万元'})}).then((r) => r.status)
    """)
    assert refused == 409


def test_a_fact_edited_in_its_place_changes_everything(at_desk: SignIn) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, "平台 一站式 开了两年 40家 4千万")
    told = 1
    for label, value, amount in (
        ("孵化入网企业", "50多家", "20"),
        ("年成交额", "六千来万", "30"),
        ("年成交额", "", "20"),
    ):
        page.get_by_label(label, exact=True).fill(value)
        page.get_by_label(label, exact=True).press("Enter")
        told += 1
        expect(page.locator("#said article")).to_have_count(told)
        if value:
            expect(page.locator("#read-out")).to_contain_text(f"最高 {amount} 万元")
    expect(page.locator("#measures > .cards .card.undetermined")).to_contain_text(
        "还不知道：年成交额"
    )
    expect(page.locator(".sum")).to_have_count(0)


def test_the_last_of_two_quick_edits_stands(at_desk: SignIn) -> None:
    page = at_desk("李四")
    new_call(page)
    tell(page, "平台 一站式 开了两年 4千万")

    def slowly(route: Route) -> None:
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


def test_calls_at_once_are_apart_and_can_be_held(at_desk: SignIn) -> None:
    page = at_desk("王五")
    new_call(page)
    tell(page, "公共海外仓2500平")
    new_call(page)
    expect(page.locator("#measures > .cards .card.undetermined")).to_have_count(0)
    tell(page, "集货仓")
    page.keyboard.press("Alt+1")
    expect(page.locator("#said")).to_contain_text("公共海外仓2500平")
    expect(page.locator("#said")).not_to_contain_text("集货仓")
    page.keyboard.press("Alt+h")
    expect(page.locator("h1")).to_contain_text("暂挂")
    page.keyboard.press("Alt+h")
    expect(page.locator("h1")).not_to_contain_text("暂挂")


def test_hostile_text_is_shown_and_never_run(at_desk: SignIn) -> None:
    page = at_desk("李四")
    new_call(page)
    for text in HOSTILE:
        tell(page, text)
        expect(page.locator(".caller").last).to_contain_text(text)
        page.locator("#suppose").fill(text)
        page.locator("#suppose").press("Enter")
        expect(page.locator("#compared")).to_contain_text("没有听到")
    tell(page, "平台 40家")
    page.get_by_label("年成交额", exact=True).fill(HOSTILE[1])
    page.get_by_label("年成交额", exact=True).press("Enter")
    expect(page.locator("#status")).to_contain_text("看不懂")
    page.keyboard.press("Alt+e")
    page.locator("#note").fill("".join(HOSTILE))
    number = page.url.rsplit("/", 1)[1]
    page.get_by_role("button", name="结束", exact=True).click()
    page.goto(page.url.partition("/desk")[0] + f"/desk/calls/{number}/sheet")
    expect(page.locator("main")).to_contain_text(HOSTILE[1])


def test_two_people_at_one_item_and_an_answer_that_appears(
    at_desk: SignIn, new_page: NewPage, site: Server
) -> None:
    visitor = new_page()
    visitor.goto(f"{site.url}/chat")
    say(visitor, HOSTILE[0])
    say(visitor, "转人工，我电话13973912345")
    first, second = at_desk("李四"), at_desk("王五")
    first.goto(f"{site.url}/desk/inbox")
    first.get_by_role("link", name=re.compile("转人工")).first.click()
    expect(first.locator(".history")).to_contain_text(HOSTILE[0])
    second.goto(first.url)
    expect(second.get_by_role("alert")).to_contain_text("李四 已经接手")
    expect(second.locator("#answer")).to_have_count(0)
    csrf = second.locator("meta[name=csrf]").get_attribute("content") or ""
    cookie = {c["name"]: c["value"] for c in second.context.cookies()}["wence_staff"]
    late = httpx.post(
        first.url, data={"action": "answer", "text": "我来答", "csrf": csrf},
        headers={"Cookie": f"wence_staff={cookie}"},
    )  # fmt: skip
    assert late.status_code == 409
    first.locator("#answer").fill("<b>您好</b>，请带营业执照")
    first.get_by_role("button", name="发出").click()
    expect(first.locator("#status")).to_contain_text("对话页")
    expect(visitor.locator(".answer").last).to_contain_text("<b>您好</b>，请带营业执照")
    expect(visitor.locator(".from")).to_have_text("工作人员")


def test_a_marked_sentence_is_proposed_and_not_live(
    at_desk: SignIn, new_page: NewPage, site: Server
) -> None:
    visitor = new_page()
    visitor.goto(f"{site.url}/chat")
    say(visitor, "转人工，我电话13973900001")
    page = at_desk("王主任")
    page.goto(f"{site.url}/desk/inbox")
    page.get_by_role("link", name=re.compile("13973900001")).click()
    page.locator("#intent").select_option("handoff")
    page.get_by_role("button", name="写进待审的语料").click()
    expect(page.locator("#status")).to_contain_text("审过才生效")
    proposed = load_examples(site.database.parent / "proposed")
    assert [(e.intent, e.text) for e in proposed] == [("handoff", "转人工，我电话〔号码〕")]
    page.goto(f"{site.url}/desk/people")
    expect(page.locator("main")).to_contain_text("标为 handoff")
    page.goto(f"{site.url}/desk/numbers")
    expect(page.locator("svg rect").first).to_be_attached()


def test_nothing_answers_without_the_door(site: Server) -> None:
    pages = DeskPages(None, None, None, None, None, None)  # type: ignore[arg-type]
    _, inside = pages.routes()
    tried = 0
    for route in inside.routes:
        path = re.sub(r"\{\w+\}", "1", route.path)  # type: ignore[attr-defined]
        tried += 1
        for method in route.methods - {"HEAD"}:  # type: ignore[attr-defined]
            response = httpx.request(method, site.url + path, follow_redirects=False)
            assert response.status_code in (303, 401), path
            assert "/desk/login" in response.headers.get("location", "/desk/login")
    assert tried > 12


def test_roles_cookies_and_tokens(at_desk: SignIn, site: Server) -> None:
    page = at_desk("李四")
    cookie = next(c for c in page.context.cookies() if c["name"] == "wence_staff")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/desk")
    refused = page.goto(f"{site.url}/desk/people")
    assert refused is not None
    assert refused.status == 403
    headers = {"Cookie": f"wence_staff={cookie['value']}"}
    for body in ({}, {"csrf": "x"}):
        assert httpx.post(f"{site.url}/desk/calls", data=body, headers=headers).status_code == 403
    other = at_desk("王五")
    new_call(other)
    assert httpx.get(other.url, headers=headers).status_code == 404


def test_only_the_desk_itself_is_gone_on_to(new_page: NewPage, site: Server) -> None:
    for goal in ("//evil.example", "https://evil.example", "/desk//evil.example", "/\\evil"):
        page = new_page(WIDE)
        page.goto(f"{site.url}/desk/login?next={goal}")
        sign(page, "王主任")
        page.wait_for_url(re.compile(rf"^{re.escape(site.url)}/desk"))


def test_a_session_that_ran_out_comes_back_to_the_call(new_page: NewPage, tmp_path: Path) -> None:
    running = start(tmp_path, more="desk: {idle_minutes: 0.05}\n")
    add_staff(running, ("李四", "staff"))
    page = new_page(WIDE)
    page.goto(f"{running.url}/desk")
    sign(page, "李四")
    new_call(page)
    call = page.url
    page.wait_for_timeout(3_500)
    page.locator("#line").fill("平台 40家")
    page.keyboard.press("Enter")
    expect(page.locator("#password")).to_be_visible()
    sign(page, "李四")
    expect(page).to_have_url(call)
    running.process.terminate()
    running.process.wait(20)


def test_wrong_passwords_lock_the_account(new_page: NewPage, tmp_path: Path) -> None:
    running = start(tmp_path)
    add_staff(running, ("李四", "staff"))
    page = new_page(WIDE)
    page.goto(f"{running.url}/desk")
    for _ in range(5):
        sign(page, "李四", "wrong password")
        expect(page.get_by_role("alert")).to_contain_text("姓名或密码不对")
    sign(page, "李四")
    expect(page.get_by_role("alert")).to_contain_text("分钟后再试")
    running.process.terminate()
    running.process.wait(20)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(new_page: NewPage, site: Server, scheme: str) -> None:
    page = new_page(WIDE, color_scheme=scheme)
    page.goto(f"{site.url}/desk")
    assert axe(page) == []
    sign(page, "王主任")
    new_call(page)
    assert axe(page) == []
    tell(page, "平台 40家 4千万")
    expect(page.locator(".source-text")).to_be_visible()
    page.locator("#line").fill("海外仓")
    expect(page.locator(".hit").first).to_be_visible()
    assert axe(page) == []
    for path in ("inbox", "numbers", "people"):
        page.goto(f"{site.url}/desk/{path}")
        assert axe(page) == []
