"""Official texts in the kinds of files they come in: Word, PDF, a web page, a text file."""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path

CHROMIUM = shutil.which("chromium")
_PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}_某某政府网</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2023-12-21"><style>
@page {{ size: A4; margin: 25mm }} p {{ font: 16px/1.8 "Noto Serif CJK SC"; text-indent: 2em; margin: 0 }}
</style></head><body>{around}<div class="box"><div id="zoom">{body}</div></div>{after}</body></html>"""
_AROUND = """<div class="top"><ul><li><a href="/">首页</a></li><li>政务公开</li></ul></div>
<script>var a = "给予奖励。";</script>"""
_AFTER = "<div>分享到：</div><p>打印本页</p><div class='foot'>主办：某某政府。版权所有</div>"


def web_page(paragraphs: list[str], title: str = "某某办法") -> str:
    """A page of a government's site."""
    body = "\n".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    return _PAGE.format(title=title, body=body, around=_AROUND, after=_AFTER)


def write_word(paragraphs: list[str], file: Path) -> None:
    """A Word document of these paragraphs."""
    import docx

    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(str(file))


def write_pdf(paragraphs: list[str], file: Path) -> None:
    """A PDF with a header and a page number on every page, its lines as wide as a page."""
    page = file.with_suffix(".print.html")
    body = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    page.write_text(_PAGE.format(title="某某办法", body=body, around="", after=""), "utf-8")
    subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={file}", str(page)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
