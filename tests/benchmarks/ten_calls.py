"""Ten calls at the desk by keyboard alone: `python -m tests.benchmarks.ten_calls [几遍]` (needs Chromium).

Chinese is typed through an input method, at ten keys a second. Prints for every call its
keystrokes (a chord is one; a stretch of Chinese is its pinyin and a space) and, for every
answer, the milliseconds from the last key of the caller's words until the right sentence is
on the screen: the keys that are still needed in between (to open a hit, to read it out) included,
pressed as soon as what they act on is seen.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import CDPSession, Page, sync_playwright
from playwright.sync_api import TimeoutError as NotShown
from pypinyin import lazy_pinyin

from bot.desk.accounts import Accounts
from bot.desk.records import DeskRecords
from conversations import open_database
from tests.bot.server.conftest import Server, start
from tests.bot.web.conftest import ARGUMENTS, CHROMIUM

PASSWORD, PHONE = "only for measuring", "13973912345"
SETTINGS = """\
exchange_rates: {as_of: 2026-11-20, yuan_per: {USD: 7.10}}
desk: {counties: [大祥区, 双清区, 北塔区, 邵东市]}
"""
BETWEEN_KEYS = 100
"""Milliseconds: a fast typist."""
LONGEST = 60_000
ENTER, READ_OUT, SUPPOSE = ("Enter",), ("Alt+r",), "Alt+w"
WATCH = """([place, told]) => {
    const shows = () => document.querySelector(place).innerText.replace(/\\s+/g, "").includes(told);
    window.shownBefore = shows();
    window.pressed = window.shown = null;
    const press = (event) => { window.pressed ??= event.timeStamp; };
    for (const kind of ["keydown", "input"]) addEventListener(kind, press, { capture: true, once: true });
    const look = () => {
        if (window.pressed !== null && shows()) window.shown = performance.now();
        else requestAnimationFrame(look);
    };
    look();
}"""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is typed, the keys after it, and the sentence (or a part of it) that answers it.

    `first`: keys before typing. `hit`: what is found first before the keys mean anything;
    then the words end with their last letter, not with Enter.
    """

    words: str
    told: str
    keys: tuple[str, ...] = ENTER
    first: str = ""
    place: str = "#read-out"
    hit: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    asks: tuple[Ask, ...]
    outcome: tuple[str, ...] = ("Tab",)
    """Keys from the outcome of the ticket to a field from which Ctrl+Enter sends it."""
    phone: str = ""


FIRM = Ask("平台 一站式 开了一年半 40家 4千万", "跨境电商平台建设扶持，最高 20 万元")
CALLS = (
    Call("海外仓要多大", (Ask("海外仓要多大", "海外仓面积不少于 2000 平方米"),)),
    Call("怎么申报", (Ask("怎么申报", "怎么申报、到哪里办，文件未规定"),)),
    Call("一家平台", (FIRM,)),
    Call("假设", (FIRM, Ask("入网企业55家，成交额6000万", "最高 30 万元", first=SUPPOSE,
                          place="#compared"))),
    Call("更正", (FIRM, Ask("入网企业改成12家", "目前不符合的有：跨境电商平台建设扶持"))),
    Call("查 30万", (Ask("30万", "年度最高补助金额不超过 30 万元", hit="保税仓储经营单位补助",
                       keys=READ_OUT),)),
    Call("查 8条", (Ask("8条", "正常经营 1 年以上、孵化入网企业数达30家以上", hit="第八条", keys=READ_OUT),)),
    Call("没点名的数", (FIRM, Ask("55家", "您说的“55家”是孵化入网企业"),
                    Ask("1", "孵化入网企业 55 家，要 30 家以上"))),
    Call("市里出还是县里出", (Ask("市里出还是县里出", "各负担一半"),)),
    Call("转人工，写工单", (Ask("展示中心 补多少", "没有规定补贴标准"),
                      Ask("转人工", "转到办理的同志")),
         outcome=("ArrowDown", "Tab", "Tab", "Tab", "Tab"), phone=PHONE),
)  # fmt: skip


def strokes(words: str) -> list[str]:
    """The keys of words: letters, what an input method shows so far, and "=…" as it is chosen.

    >>> strokes("8条")
    ['8', '~t', '~ti', '~tia', '~tiao', '=条']
    """
    keys: list[str] = []
    for part in re.findall(r"[一-鿿]+|[^一-鿿]", words):
        if part < "一" or part > "鿿":
            keys.append(part)
            continue
        letters = "".join(lazy_pinyin(part))
        keys += [f"~{letters[:end]}" for end in range(1, len(letters) + 1)] + [f"={part}"]
    return keys


@dataclass
class Keyboard:
    """Someone's keys; `count`: how many have been pressed."""

    page: Page
    input_method: CDPSession
    count: int = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1

    def stroke(self, key: str) -> None:
        """One key of `strokes`, at the pace of a typist."""
        self.page.wait_for_timeout(BETWEEN_KEYS)
        if key.startswith("~"):
            told = {"text": key[1:], "selectionStart": len(key) - 1, "selectionEnd": len(key) - 1}
            self.input_method.send("Input.imeSetComposition", told)
        elif key.startswith("="):
            self.input_method.send("Input.insertText", {"text": key[1:]})
        else:
            self.page.keyboard.type(key)
        self.count += 1


def asked(keyboard: Keyboard, ask: Ask) -> float:
    """Milliseconds until what was asked is answered on the screen."""
    page = keyboard.page
    if ask.first:
        keyboard.press(ask.first)
    *typed, last = strokes(ask.words)
    for key in typed:
        keyboard.stroke(key)
    if not ask.hit:
        keyboard.stroke(last)
    page.evaluate(WATCH, [ask.place, re.sub(r"\s+", "", ask.told)])
    if ask.hit:
        keyboard.stroke(last)
        page.locator("#hits > :first-child").filter(has_text=ask.hit).wait_for(timeout=LONGEST)
    for key in ask.keys:
        keyboard.press(key)
    try:
        page.wait_for_function("() => window.shown !== null", timeout=LONGEST)
    except NotShown:
        shown = page.locator(ask.place).inner_text()
        raise SystemExit(f"“{ask.words}”没有答成“{ask.told}”，显示的是：{shown}") from None
    if page.evaluate("window.shownBefore"):
        raise SystemExit(f"“{ask.words}”还没问，“{ask.told}”就在屏上了，量不出来")
    return float(page.evaluate("window.shown - window.pressed"))


def taken(keyboard: Keyboard, call: Call) -> list[float]:
    """A call from 新来电 to its ticket: the milliseconds of its answers."""
    page = keyboard.page
    before = page.url
    keyboard.press("Alt+n")
    page.wait_for_url(lambda url: url != before and "/calls/" in url)
    page.locator("#line:focus").wait_for()
    found = [asked(keyboard, ask) for ask in call.asks]
    address = page.url
    keyboard.press("Alt+e")
    for key in call.outcome:
        keyboard.press(key)
    for key in call.phone:
        keyboard.stroke(key)
    keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != address)
    return found


@contextmanager
def desk(folder: Path) -> Iterator[Page]:
    """A served desk with someone signed in, in a window of 1280 × 720."""
    server = start(folder, embeddings=True, more=SETTINGS)
    try:
        yield from _signed_in(server)
    finally:
        server.process.terminate()
        server.process.wait(60)


def _signed_in(server: Server) -> Iterator[Page]:
    records = DeskRecords(open_database(server.database))
    Accounts(records).add("李四", PASSWORD)
    records.close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="zh-CN")
        page.set_default_timeout(LONGEST)
        page.goto(f"{server.url}/desk")
        page.locator("#name").fill("李四")
        page.locator("#password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.locator("#new-call").wait_for()
        yield page
        browser.close()


def line(name: str, pressed: int, took: list[float]) -> str:
    return f"{name}：{pressed} 键；{'、'.join(f'{each:.0f}' for each in took)} 毫秒"


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    pressed: list[int] = []
    took: list[float] = []
    with tempfile.TemporaryDirectory() as name, desk(Path(name)) as page:
        keyboard = Keyboard(page, page.context.new_cdp_session(page))
        for number in range(rounds):
            print(f"第 {number + 1} 遍，机器的负载 {os.getloadavg()[0]:.1f}（{os.cpu_count()} 核）")  # noqa: T201
            for call in CALLS:
                keyboard.count = 0
                found = taken(keyboard, call)
                print(line(call.name, keyboard.count, found), flush=True)  # noqa: T201
                pressed.append(keyboard.count)
                took += found
        page.keyboard.press("Alt+t")
        page.get_by_text("139****2345").first.wait_for()
    print(  # noqa: T201
        f"中位数：一通 {median(pressed):.0f} 键；{len(took)} 个答复，{median(took):.0f} 毫秒，"
        f"最慢 {max(took):.0f} 毫秒"
    )


if __name__ == "__main__":
    main()
