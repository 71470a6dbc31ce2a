"""The sheet of a call: whom it is for and what it rests on, on paper and as a PDF."""

from __future__ import annotations

import sys

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from bot.errors import UserError
from bot.pages import pdf

from .conftest import AtDesk, new_call, tell
from .test_accessibility import faults

CALLER = "我们是湘汇公司 平台 一站式 开了一年半 40家 4千万"


def text_of(content: bytes) -> list[str]:
    """What stands on each page."""
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def sheet(at_desk: AtDesk) -> Page:
    """A call of a firm on the screen, its sheet opened by key."""
    page = at_desk("李四")
    new_call(page)
    tell(page, CALLER)
    page.keyboard.press("Alt+p")
    expect(page.locator("h1")).to_have_text("扶持政策测算单")
    return page


def test_the_sheet_says_whom_it_is_for_what_it_rests_on_and_who_made_it(at_desk: AtDesk) -> None:
    page = sheet(at_desk)
    head = page.locator(".head")
    for told in ("湘汇公司", "邵市政办发〔2023〕21号", "有效期 2023-12-21 至 2026-12-20"):
        expect(head).to_contain_text(told)
    expect(page.locator(".judged").first.locator("li")).not_to_have_count(1)
    expect(page.locator(".made")).to_contain_text("接线员 李四")
    expect(page.locator(".caveats")).to_contain_text("不是审批结果")
    assert faults(page) == []
    (only,) = text_of(page.pdf(prefer_css_page_size=True))
    assert "第 1 页，共 1 页" in only


def test_the_pdf_is_the_same_page(at_desk: AtDesk) -> None:
    pytest.importorskip("weasyprint", reason="!!!!!! 没有装 wence[pdf]：PDF 的测试跳过 !!!!!!")
    page = sheet(at_desk)
    response = page.request.get(page.url + ".pdf")
    assert response.headers["content-type"] == "application/pdf"
    (only,) = text_of(response.body())
    for told in (
        "湘汇公司",
        "邵市政办发〔2023〕21号",
        "最高 20 万元",
        "接线员 李四",
        "第 1 页，共 1 页",
    ):
        assert told in only, told
    assert "回到来电" not in only


def test_nothing_but_static_files_is_fetched_for_a_pdf() -> None:
    for url in (
        "http://evil.example/static/x",
        "file:///etc/passwd",
        "http://wence.invalid/static/../a.css",
    ):
        with pytest.raises(ValueError, match="static"):
            pdf.static_only(url)
    assert pdf.static_only("http://wence.invalid/static/sheet.css?v=1")[1] == "text/css"


def test_without_the_extra_one_is_told_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    pdf._weasyprint.cache_clear()
    with pytest.raises(UserError, match="由浏览器打印"):
        pdf.as_pdf("<p>x</p>")
    pdf._weasyprint.cache_clear()
