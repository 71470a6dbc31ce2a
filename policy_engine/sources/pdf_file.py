"""The text of a PDF, line by line with its indents; a scan has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .document import Document, SourceError
from .folding import joined, without_page_furniture

MOST_PAGES = 500
_PASSWORD = "password"
_INDENT = "\u3000\u3000"
Line = tuple[float, float, str]
"""Where a line begins, how high a character is, and what it says."""


def read_pdf(file: Path, content: bytes) -> Document:
    """The paragraphs of a PDF. Raises SourceError."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise SourceError(f"{file}：PDF 加了密码；请去掉密码，另存一份再来") from None
        raise SourceError(f"{file}：PDF 打不开，文件可能不完整；请重新下载一份") from None
    try:
        if len(pdf) > MOST_PAGES:
            raise SourceError(f"{file}：有 {len(pdf)} 页，最多 {MOST_PAGES} 页；请只留政策正文")
        pages = [_lines(pdf[number]) for number in range(len(pdf))]
        pictures = [n + 1 for n, lines in enumerate(pages) if not lines and _has_picture(pdf[n])]
    finally:
        pdf.close()
    if not any(pages):
        raise SourceError(
            f"{file}：是扫描件，里面没有文字；请先做文字识别，另存为有文字的 PDF 或 .docx"
        )
    if pictures:
        named = "、".join(map(str, pictures[:5]))
        raise SourceError(
            f"{file}：第 {named} 页是图片，没有文字；请先做文字识别，或去掉这几页再来"
        )
    return Document(tuple(joined(without_page_furniture([_indented(lines) for lines in pages]))))


def _lines(page: object) -> list[Line]:
    """The lines of a page from top to bottom, put together of what stands at one height."""
    text_page = page.get_textpage()  # type: ignore[attr-defined]
    found: list[Line] = []
    start, count = 0, text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        left, height = _place_of(text_page, start, line, count)
        # the text has one character a box, a line break has two (\r\n)
        start += len(line) + 2
        if line.strip():
            found.append((left, height, line.strip()))
    text_page.close()
    return found


def _place_of(text_page: object, start: int, line: str, count: int) -> tuple[float, float]:
    for offset, char in enumerate(line):
        if char.strip() and start + offset < count:
            left, bottom, _, top = text_page.get_charbox(start + offset, loose=True)  # type: ignore[attr-defined]
            return left, abs(top - bottom)
    return 0.0, 0.0


def _indented(lines: list[Line]) -> list[str]:
    """Lines that begin to the right of the others keep that as blanks in front of them."""
    margin = min((left for left, _, _ in lines), default=0.0)
    return [
        (_INDENT if height and left - margin > height else "") + text
        for left, height, text in lines
    ]


def _has_picture(page: object) -> bool:
    return any(_kinds(page))


def _kinds(page: object) -> Iterator[bool]:
    import pypdfium2.raw as raw

    for item in page.get_objects():  # type: ignore[attr-defined]
        yield item.type == raw.FPDF_PAGEOBJ_IMAGE
