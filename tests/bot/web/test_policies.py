"""Policies looked through in the browser, with the keyboard alone: accept, change, ask, try, check,
propose and, by another, release."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bot.desk.accounts import Accounts
from bot.desk.records import DeskRecords
from conversations import open_database
from tests.second_pack import PACK

from .conftest import DESKTOP, PASSWORD, Site, Watch, carry_session, opened
from .test_accessibility import faults

POLICY = "云溪-2026-007"
OFFICERS = ("甲干部", "乙干部")
EnterAs = Callable[..., Page]
CHECKED = 60_000
"""Milliseconds that a whole check may take on a busy machine."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("policies")
    pack = shutil.copytree(PACK, folder / POLICY)
    for site in opened(folder, f"policy: {pack}\n"):
        records = DeskRecords(open_database(site.server.database))
        for name in OFFICERS:
            Accounts(records).add(name, PASSWORD, "officer")
        records.close()
        yield site


@pytest.fixture
def officer(new_context: Callable[..., BrowserContext], office: Site) -> EnterAs:
    """The page of the policy with someone signed in."""

    def enter(name: str, size: dict[str, int] = DESKTOP) -> Page:
        context = new_context(size)
        carry_session(context, office, name)
        page = context.new_page()
        page.goto(f"{office.url}/desk/policies/{quote(POLICY)}")
        return page

    return enter


def press(page: Page, name: str, role: str = "button") -> None:
    """By keyboard: to a button or link, and Enter."""
    page.get_by_role(role, name=name, exact=True).first.focus()  # type: ignore[arg-type]
    page.keyboard.press("Enter")


def test_a_policy_from_the_list_to_another_version_that_answers(
    officer: EnterAs, office: Site
) -> None:
    page = officer(OFFICERS[0])
    press(page, "政策", "link")
    press(page, "关于支持乡村民宿和冷链农业发展的若干措施", "link")
    expect(page.locator("h1")).to_have_text("关于支持乡村民宿和冷链农业发展的若干措施")
    unseen = int(page.locator("#unseen").inner_text())

    press(page, "田头冷库补助对的")
    expect(page.locator("#m-冷库")).to_contain_text("甲干部看过")
    expect(page.locator("#unseen")).to_have_text(str(unseen - 1))

    press(page, "问田头冷库补助", "link")
    page.get_by_label("田头冷库补助的问题").fill("设备投入含不含税？")
    page.keyboard.press("Enter")
    expect(page.locator("#open-questions")).to_have_text("1")
    press(page, "有答案了")
    expect(page.locator("#open-questions")).to_have_text("0")

    page.locator("#said").fill("合作社建了个田头冷库，库容150吨，设备投入120万")
    page.keyboard.press("Enter")
    expect(page.locator(".tried")).to_contain_text("36 万元")

    press(page, "改田头冷库补助", "link")
    area = page.get_by_label("冷库的规则")
    expect(area).to_be_focused()
    area.fill(area.input_value().replace("田头冷库补助", "田头冷库建设补助"))
    press(page, "存成新的一版")
    expect(page.locator("#status")).to_contain_text("存好了")
    press(page, "核对")
    expect(page.locator("#status")).to_contain_text("全部对得上", timeout=CHECKED)
    press(page, "提请放行")
    expect(page.locator(".review-head")).to_contain_text("要另一个人放行", timeout=CHECKED)

    other = officer(OFFICERS[1])
    expect(other.locator(".difference")).to_contain_text("+    标题: 田头冷库建设补助")
    press(other, "放行")
    expect(other.locator("#status")).to_contain_text("放行了", timeout=CHECKED)
    expect(other.locator(".review-head")).to_contain_text("在用")


def test_it_says_what_is_wrong_and_keeps_what_was_typed(officer: EnterAs, watch: Watch) -> None:
    watch.expected.add(422)
    page = officer(OFFICERS[0])
    press(page, "改省级精品民宿奖励", "link")
    area = page.get_by_label("A-2的规则")
    area.fill(area.input_value().replace("经营民宿", "经营民宿吗"))
    press(page, "存成新的一版")
    expect(page.locator("#status")).to_contain_text("没有存")
    expect(page.get_by_label("A-2的规则")).to_have_value(re.compile("经营民宿吗"))


def test_text_and_rules_stand_side_by_side_and_under_each_other(officer: EnterAs) -> None:
    for size, beside in ((DESKTOP, True), ({"width": 390, "height": 844}, False)):
        page = officer(OFFICERS[0], size)
        pair = page.locator(".pair").filter(has=page.locator("#m-冷库"))
        said, rules = (pair.locator(f".{part}").bounding_box() for part in ("said", "rules"))
        assert said
        assert rules
        assert (rules["x"] >= said["x"] + said["width"]) is beside
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_an_officer_types_is_run(officer: EnterAs) -> None:
    page = officer(OFFICERS[0])
    press(page, "问乡村民宿床位补助", "link")
    page.get_by_label("乡村民宿床位补助的问题").fill("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_contain_text("<img src=x onerror=alert(1)>")
    page.locator("#said").fill('"><script>alert(1)</script>')
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_value('"><script>alert(1)</script>')


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(officer: EnterAs, scheme: str) -> None:
    page = officer(OFFICERS[0])
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert faults(page) == []
    press(page, "改省级精品民宿奖励", "link")
    expect(page.get_by_label("A-2的规则")).to_be_focused()
    assert faults(page) == []
    press(page, "政策", "link")
    expect(page.locator("h1")).to_have_text("政策", timeout=CHECKED)
    assert faults(page) == []
