"""The door of the desk: what it keeps out, sessions, roles, the log, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import MagicMock

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect
from starlette.routing import BaseRoute, Route

from bot.assembly import Parts
from bot.desk.opening import open_desk
from bot.live import Live
from bot.services import Services
from bot.settings import Settings

from .conftest import (
    CALLER,
    DESKTOP,
    AtDesk,
    NewPage,
    Site,
    Watch,
    amount_of,
    asking_visitor,
    carry_session,
    fill_in,
    new_call,
    post,
    sign_in,
    tell,
)

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


# -- the door -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def routes() -> list[tuple[str, str]]:
    """Every method and path of the desk behind the door, as the server opens it."""
    nothing: Any = None
    app = FastAPI(openapi_url=None)
    services = Services(
        live=Live(Parts(Settings())), reception=nothing, store=nothing, metrics=nothing, limit=nothing,
        links=nothing, stopping=nothing,
    )  # fmt: skip
    open_desk(app, services, MagicMock(), nothing, senders={})
    return [
        (method, re.sub(r"\{\w+\}", "1", route.path))
        for route in flat(app.routes)
        if route.path.startswith("/desk") and route.path != "/desk/login"
        for method in (route.methods or set()) - {"HEAD"}
    ]


def flat(routes: Iterable[BaseRoute]) -> Iterator[Route]:
    """The routes themselves; FastAPI keeps an included router as one of them."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from flat(included.routes)
        elif isinstance(route, Route):
            yield route


def test_nothing_answers_whoever_is_not_signed_in(
    site: Site, routes: list[tuple[str, str]]
) -> None:
    assert {("GET", "/desk"), ("POST", "/desk/calls/1/say"), ("GET", "/desk/search")} <= {*routes}
    for cookie in ({}, {"Cookie": "wence_staff=forged"}):
        for method, path in routes:
            response = httpx.request(method, site.url + path, headers={**FORM, **cookie})
            if method == "GET":
                assert response.status_code == 303, path
                assert response.headers["location"].startswith("/desk/login?next="), path
            else:
                assert response.status_code in (401, 403), path


def test_nothing_changes_without_the_token_of_the_page(
    at_desk: AtDesk, site: Site, routes: list[tuple[str, str]]
) -> None:
    page = at_desk("李四")
    new_call(page)
    changing = [path for method, path in routes if method == "POST"]
    assert len(changing) > 6
    for path in changing:
        for told in ("", "guessed"):
            form: dict[str, Any] = {"csrf": told} if told else {}
            response = page.request.post(site.url + path, form=form, max_redirects=0)
            assert response.status == 403, path
    page.reload()
    expect(page.locator("#new-call")).to_be_visible()  # not signed out either


def test_the_cookie_is_for_the_desk_alone(new_page: NewPage, site: Site) -> None:
    page = new_page(DESKTOP)
    page.goto(f"{site.url}/desk/numbers")
    expect(page).to_have_url(f"{site.url}/desk/login?next=/desk/numbers")
    sign_in(page, "李四")
    expect(page).to_have_url(f"{site.url}/desk/numbers")
    cookie = next(one for one in page.context.cookies() if one["name"] == "wence_staff")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/desk")
    assert "wence_staff" not in page.evaluate("document.cookie")
    page.get_by_role("button", name="李四 退出").click()
    expect(page.locator("#password")).to_be_visible()
    kept: Any = cookie
    page.context.add_cookies([kept])
    page.goto(f"{site.url}/desk")
    expect(page.locator("#password")).to_be_visible()


def test_wrong_passwords_are_told_and_lock_the_account(
    new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {401}
    page = new_page(DESKTOP, extra_http_headers={"X-Forwarded-For": "10.0.0.1"})
    page.goto(f"{site.url}/desk/login")
    for name in ("王五", "没有这个人"):  # nobody learns which of them there is
        for _ in range(5):
            with page.expect_navigation():
                sign_in(page, name, "not my password")
            expect(page.get_by_role("alert")).to_have_text("姓名或密码不对。")
        with page.expect_navigation():
            sign_in(page, name)
        expect(page.get_by_role("alert")).to_contain_text("15 分钟后再试")
    elsewhere = new_page(DESKTOP, extra_http_headers={"X-Forwarded-For": "10.0.0.2"})
    elsewhere.goto(f"{site.url}/desk/login")
    sign_in(elsewhere, "王五")  # the person is not locked out by who guesses
    expect(elsewhere.locator("#password")).not_to_be_attached()


def test_guesses_at_once_are_counted_before_they_are_looked_at(site: Site) -> None:
    def guess(number: int) -> str:
        form = {"name": "王主任", "password": f"guess number {number}"}
        headers = {"X-Forwarded-For": "10.0.0.3"}
        return httpx.post(f"{site.url}/desk/login", data=form, headers=headers, timeout=30).text

    with ThreadPoolExecutor(15) as pool:
        told = list(pool.map(guess, range(30)))
    assert sum("姓名或密码不对" in page for page in told) == 5
    assert all("15 分钟后再试" in page or "太多" in page for page in told if "不对。" not in page)


@pytest.mark.parametrize("goal", ["//evil.example", "https://evil.example", "/desk//evil.example"])
def test_only_the_desk_is_gone_on_to(new_page: NewPage, site: Site, goal: str) -> None:
    page = new_page(DESKTOP)
    page.goto(f"{site.url}/desk/login?next={goal}")
    sign_in(page, "赵六")
    expect(page).to_have_url(re.compile(rf"^{re.escape(site.url)}/desk(/calls/\d+)?$"))


def test_after_a_session_ran_out_one_is_back_on_the_call(
    new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {401}
    page, call = expired_call(new_page, site)
    page.keyboard.press("Alt+w")
    page.keyboard.type("入网企业55家")
    page.keyboard.press("Enter")
    expect(page.locator("#password")).to_be_visible()
    sign_in(page, "赵六")
    expect(page).to_have_url(call)


def test_after_a_session_ran_out_a_plain_form_leads_to_the_login_as_well(
    new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {401}
    page, call = expired_call(new_page, site)
    page.keyboard.press("Alt+h")
    expect(page.locator("#password")).to_be_visible(timeout=3_000)
    sign_in(page, "赵六")
    expect(page).to_have_url(call)


def test_after_a_session_ran_out_no_login_page_is_copied(
    new_page: NewPage, site: Site, watch: Watch
) -> None:
    watch.expected = {401}
    page, _ = expired_call(new_page, site)
    page.locator("#copy-summary").click()
    expect(page.locator("#password")).to_be_visible(timeout=3_000)


def expired_call(new_page: NewPage, site: Site) -> tuple[Page, str]:
    """A call on the screen of someone who has done nothing for too long."""
    page = new_page(DESKTOP)
    who = carry_session(page.context, site, "赵六")
    page.goto(f"{site.url}/desk")
    call = new_call(page)
    site.let_expire(who)
    return page, call


# -- who may see what ---------------------------------------------------------------------------


def test_the_log_of_what_was_done_is_for_the_administrator(
    at_desk: AtDesk, site: Site, watch: Watch
) -> None:
    watch.expected = {403}
    page = at_desk("李四")
    call = new_call(page).rsplit("/", 1)[1]
    tell(page, CALLER)
    fill_in(page, "年成交额", "6000万元")
    page.keyboard.press("Alt+h")
    expect(page.locator("h1")).to_contain_text("暂挂")
    refused = page.goto(f"{site.url}/desk/people")
    assert refused is not None
    assert refused.status == 403
    log = at_desk("王主任", "/people").get_by_role("row").filter(has_text="李四")
    for action in ("登录", "接来电", "看", "改事实", "暂挂"):
        expect(log.get_by_role("cell", name=action, exact=True).first).to_be_attached()
    expect(log.filter(has_text=f"来电 {call} ").filter(has_text="改事实")).to_have_count(1)


def test_a_call_is_for_whoever_took_it_and_the_administrator(
    at_desk: AtDesk, site: Site, watch: Watch
) -> None:
    watch.expected = {403, 404}
    page = at_desk("李四")
    call = new_call(page)
    tell(page, CALLER)
    path = call[call.index("/desk") :]
    other = at_desk("赵六", "/numbers")
    for part in ("", "/sheet", "/summary"):
        assert other.request.get(call + part).status == 404
    for part in ("say", "facts", "what-if", "hold", "close"):
        assert post(other, f"{path}/{part}", text="我来", outcome="已答复").status == 404
    admin = at_desk("王主任", path.removeprefix("/desk"))
    amount_of(admin, "最高 20 万元")
    expect(admin.locator(".whose")).to_have_text("李四的来电，您只能看。")
    expect(admin.locator("#line")).to_be_disabled()
    expect(admin.locator("#hold, #ending, #what-if")).to_have_count(0)
    for part in ("say", "facts", "hold", "close"):
        assert post(admin, f"{path}/{part}", text="我来", outcome="已答复").status == 403


def test_a_number_beyond_all_calls_is_refused(at_desk: AtDesk, site: Site) -> None:
    page = at_desk("李四", "/numbers")
    for path in ("calls", "inbox"):
        assert page.request.get(f"{site.url}/desk/{path}/{'9' * 30}").status in (404, 422)


def test_the_numbers_are_drawn_and_tabled(at_desk: AtDesk, new_page: NewPage, site: Site) -> None:
    asking_visitor(new_page, site, CALLER, "转人工")
    page = at_desk("李四", "/numbers")
    drawings = page.get_by_role("img")
    expect(drawings).to_have_count(3)
    for place in range(3):
        expect(drawings.nth(place).locator("rect").first).to_be_attached()
    page.get_by_text("按天的数字").click()
    expect(page.get_by_role("row").filter(has_text="网页")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="跨境电商平台建设扶持")
    expect(row.get_by_role("cell").first).not_to_have_text("0")
