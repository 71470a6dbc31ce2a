"""Chromium before a real server, by the module; a complaint of the browser fails the test."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    APIResponse,
    Browser,
    BrowserContext,
    Dialog,
    Page,
    expect,
    sync_playwright,
)

from bot.desk.accounts import Accounts, SignedIn
from bot.desk.records import DeskRecords
from conversations import open_database
from tests.bot.server.conftest import NO_LIMITS, Server, start

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1360, "height": 820}
PASSWORD = "nine lives and a cat"
STAFF = {"李四": "clerk", "王五": "clerk", "赵六": "clerk", "钱工": "expert", "周科长": "officer",
         "王主任": "admin"}  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--disable-component-update"]  # fmt: skip
TOLD = "我们做跨境电商平台，一站式都有，开了一年半，入网企业40家，去年成交额4000万"
CALLER = "平台 一站式 开了一年半 40家 4千万"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
)
WATCH_POLICY = """document.addEventListener("securitypolicyviolation",
    (refused) => console.error("CSP", refused.violatedDirective, refused.blockedURI));"""
_STATUS = re.compile(r"the server responded with a status of (\d+)")
NewPage = Callable[..., Page]
AtDesk = Callable[..., Page]


@dataclass
class Watch:
    """What the pages of a test asked for, and what the browser complained of.

    `expected`: the statuses that the test provokes, which the browser complains of as well.
    """

    urls: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def over(self, page: Page) -> None:
        page.on("request", lambda request: self.urls.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", lambda told: self._told(told.type, told.text))
        page.on("dialog", self._refuse)

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _told(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    @property
    def unexpected(self) -> list[str]:
        return [told for told in self.complaints if not self._is_expected(told)]

    def _is_expected(self, told: str) -> bool:
        status = _STATUS.search(told)
        return status is not None and int(status[1]) in self.expected


@dataclass(frozen=True)
class Site:
    """A server with people at its desk."""

    server: Server
    proposals: Path

    @property
    def url(self) -> str:
        return self.server.url

    def session(self, name: str) -> tuple[str, SignedIn]:
        """A session as signing in makes it: the browser's token, and who it is."""
        records = DeskRecords(open_database(self.server.database))
        try:
            return Accounts(records).sign_in(name, PASSWORD)
        finally:
            records.close()

    def let_expire(self, who: SignedIn) -> None:
        """As if nothing had been done in a session for long."""
        records = DeskRecords(open_database(self.server.database))
        records.touch_session(who.token, 0.0)
        records.close()


@pytest.fixture(scope="module")  # a running Playwright holds the event loop
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("!!!!!! 没有 Chromium：页面的测试跳过（make browser 会装）!!!!!!")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from opened(tmp_path_factory.mktemp("web"))


def opened(folder: Path, more: str = "") -> Iterator[Site]:
    """A site with these settings as well, until the test is over."""
    proposals = folder / "proposed" / "p.yml"
    desk = f"desk: {{proposals: {proposals}, idle_minutes: 30}}\n"
    serving = f"{NO_LIMITS}, trusted_proxies: [127.0.0.1]"
    server = start(folder, more=desk + more, serving=serving)
    records = DeskRecords(open_database(server.database))
    for name, role in STAFF.items():
        Accounts(records).add(name, PASSWORD, role)
    records.close()
    yield Site(server, proposals)
    server.process.terminate()
    assert server.process.wait(20) in (0, -15)


@pytest.fixture
def watch() -> Iterator[Watch]:
    watching = Watch()
    yield watching
    assert watching.unexpected == []


@pytest.fixture
def new_context(browser: Browser, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers of people of their own; all their pages are watched."""
    made: list[BrowserContext] = []

    def make(size: dict[str, int] = PHONE, **more: Any) -> BrowserContext:
        context = browser.new_context(viewport=size, locale="zh-CN", **more)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        context.on("page", watch.over)
        if more.get("java_script_enabled", True):
            context.add_init_script(WATCH_POLICY)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> NewPage:
    """A page of a visitor of their own."""
    return lambda size=PHONE, **more: new_context(size, **more).new_page()


@pytest.fixture
def chat(new_page: NewPage, site: Site) -> Page:
    """The chat page on a phone, nothing said yet."""
    page = new_page()
    page.goto(f"{site.url}/chat")
    return page


@pytest.fixture
def at_desk(new_context: Callable[..., BrowserContext], site: Site) -> AtDesk:
    """The desk with someone signed in."""

    def enter(name: str, path: str = "", **more: Any) -> Page:
        context = new_context(DESKTOP, **more)
        carry_session(context, site, name)
        page = context.new_page()
        page.goto(f"{site.url}/desk{path}")
        return page

    return enter


def carry_session(context: BrowserContext, site: Site, name: str) -> SignedIn:
    """Give a browser the session of someone, as if they had signed in there."""
    token, who = site.session(name)
    context.add_cookies([
        {"name": "wence_staff", "value": token, "domain": "127.0.0.1", "path": "/desk",
         "httpOnly": True, "sameSite": "Strict"}
    ])  # fmt: skip
    return who


# -- what people do -----------------------------------------------------------------------------


def say(page: Page, text: str) -> None:
    """Something typed on the chat page, and its answer waited for.

    What staff write may arrive meanwhile; it does not count.
    """
    exchanges = page.locator("article[data-number]:has(.said)")
    before = exchanges.count()
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")
    expect(exchanges).to_have_count(before + 1)


def new_call(page: Page) -> str:
    """A call taken by key; its address."""
    before = page.url
    page.wait_for_load_state()  # the keys are there with the page
    page.keyboard.press("Alt+n")
    page.wait_for_url(lambda url: url != before and "/calls/" in url)
    expect(page.locator("#line")).to_be_focused()
    return page.url


def tell(page: Page, text: str) -> None:
    """Something the caller says, typed at the desk."""
    before = page.locator("#said article").count()
    page.keyboard.press("/")
    page.locator("#line").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("#said article")).to_have_count(before + 1)


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """At the login page, by keyboard."""
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


def post(page: Page, path: str, **form: str) -> APIResponse:
    """A form posted by someone signed in, with the token of their page."""
    csrf = page.locator("meta[name=csrf]").get_attribute("content") or ""
    address = re.sub(r"/desk.*", path, page.url)
    return page.request.post(address, form={"csrf": csrf, **form}, max_redirects=0)


def fill_in(page: Page, label: str, value: str) -> None:
    """A fact written in its place; the answer is waited for."""
    before = page.locator("#said article").count()
    page.get_by_label(label, exact=True).fill(value)
    page.get_by_label(label, exact=True).press("Enter")
    expect(page.locator("#said article")).to_have_count(before + 1)


def amount_of(page: Page, amount: str) -> None:
    expect(page.locator("#measures .card.eligible .amount")).to_have_text(amount)


def asking_visitor(new_page: NewPage, site: Site, *messages: str) -> Page:
    """A visitor of the chat page who says what only a person can answer."""
    page = new_page()
    page.goto(f"{site.url}/chat")
    for message in messages:
        say(page, message)
    return page
