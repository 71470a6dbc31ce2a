"""The pages in Debian's Chromium, against a real server; whatever the browser complains of fails."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from bot.desk.accounts import Accounts
from bot.desk.records import DeskRecords
from tests.bot.server.conftest import Server, start

PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1360, "height": 820}
PASSWORD = "correct horse battery"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update"]  # fmt: skip
NewPage = Callable[..., Page]


@dataclass
class Seen:
    """What the browser asked for and complained of."""

    requests: list[Request]
    complaints: list[str]


@pytest.fixture(scope="module")  # a running Playwright holds the event loop
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("!!!!!! 没有 Chromium：页面的测试跳过（make browser 会装）!!!!!!")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield made
        made.close()


@pytest.fixture(scope="module")  # a running Playwright holds the event loop
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("pages")
    running = start(folder, more=f"desk: {{proposals: {folder / 'proposed' / 'p.yml'}}}\n")
    add_staff(running, ("李四", "staff"), ("王五", "staff"), ("王主任", "admin"))
    yield running
    running.process.terminate()
    assert running.process.wait(30) in (0, -15)


def add_staff(server: Server, *people: tuple[str, str]) -> None:
    records = DeskRecords(server.database)
    for name, role in people:
        Accounts(records).add(name, PASSWORD, role)
    records.close()


@pytest.fixture
def seen() -> Seen:
    return Seen([], [])


@pytest.fixture
def new_page(browser: Browser, seen: Seen) -> Iterator[NewPage]:
    """Pages of visitors of their own; a dialog, an error or a refused resource fails the test."""
    contexts = []

    def make(size: dict[str, int] = PHONE, **more: Any) -> Page:
        context = browser.new_context(viewport=size, locale="zh-CN", **more)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", lambda request: seen.requests.append(request))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda told: seen.complaints.append(told.text)
                if told.type in ("error", "warning") else None)  # fmt: skip
        page.on("dialog", lambda dialog: (seen.complaints.append("dialog"), dialog.dismiss()))
        return page

    yield make
    for context in contexts:
        context.close()
    refused = "the server responded with a status of 4"  # tests look at those themselves
    assert [told for told in seen.complaints if refused not in told] == []


@pytest.fixture
def at_desk(new_page: NewPage, site: Server) -> Callable[[str], Page]:
    """Someone signed in, by keyboard."""

    def sign_in(name: str) -> Page:
        page = new_page(WIDE)
        page.goto(f"{site.url}/desk")
        sign(page, name)
        expect(page.locator("#new-call")).to_be_visible()
        return page

    return sign_in


def sign(page: Page, name: str, password: str = PASSWORD) -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


def axe(page: Page) -> list[str]:
    """Serious faults that axe-core finds in the page as it stands."""
    file = Path("node_modules/axe-core/axe.min.js")
    if not file.exists():
        pytest.skip("!!!!!! 没有 axe-core：无障碍的测试跳过（make browser 会装）!!!!!!")
    page.evaluate(file.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
