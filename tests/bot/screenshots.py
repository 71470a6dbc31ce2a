"""The pictures of the README, taken anew: `python -m tests.bot.screenshots` (needs Chromium)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bot.desk.accounts import Accounts
from bot.desk.records import DeskRecords
from conversations import open_database

from .server.conftest import ROOT, start

FOLDER = ROOT / "docs" / "图"
PASSWORD = "only for pictures"
TOLD = "我们做跨境电商平台，一站式都有，开了一年半，四十多家入网企业，去年成交额4000万"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def chat(page: Page, url: str) -> None:
    page.goto(f"{url}/chat")
    page.fill("#text", TOLD)
    page.keyboard.press("Enter")
    page.click(".card summary")
    page.locator(".said").last.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.said').scrollIntoView()")
    page.mouse.wheel(0, -80)
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / "对话页.png")


def desk(page: Page, url: str) -> None:
    page.goto(f"{url}/desk")
    page.fill("#name", "李四")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.click("#new-call")
    page.fill("#line", "平台 40家 4千万，一站式")
    page.keyboard.press("Enter")
    page.wait_for_selector(".source-text")
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / "接线台.png")
    page.locator(".ask input[name=value]").first.fill("一年半")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=最高 20 万元。")
    page.click("#sheet")
    page.wait_for_selector("#print")
    page.screenshot(path=FOLDER / "测算单.png")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        running = start(Path(name))
        records = DeskRecords(open_database(running.database))
        Accounts(records).add("李四", PASSWORD)
        records.close()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(QUIET)
        )
        phone, wide = {"width": 390, "height": 780}, {"width": 1280, "height": 760}
        chat(browser.new_page(viewport=phone, locale="zh-CN"), running.url)  # type: ignore[arg-type]
        desk(browser.new_page(viewport=wide, locale="zh-CN"), running.url)  # type: ignore[arg-type]
        browser.close()
        running.process.terminate()
        running.process.wait(20)


if __name__ == "__main__":
    main()
