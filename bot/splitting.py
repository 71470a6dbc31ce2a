"""Long answers in pages that a platform takes, cut between blocks, else where a reader would pause."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from conversations import Paragraph, TextLine, text_of

_BREAKS = ("\n\n", "\n", "。", "；", "，")
Size = Callable[[str], int]
Page = Sequence[Paragraph]


def utf8_bytes(text: str) -> int:
    """The size WeChat counts."""
    return len(text.encode())


def utf16_units(text: str) -> int:
    """The size Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def page_text(page: Page) -> str:
    """Paragraphs as one text."""
    return "\n\n".join(text_of(paragraph) for paragraph in page)


def split(paragraphs: Iterable[Paragraph], most: int, size: Size) -> list[Page]:
    """Paragraphs on pages that each fit; one is cut only when it does not fit on a page alone.

    >>> said = [(TextLine("一二三。四五六。"),), (TextLine("七"), TextLine("八"))]
    >>> [page_text(page) for page in split(said, 5, len)]
    ['一二三。', '四五六。', '七\\n八']
    >>> [page_text(page) for page in split(said, 13, len)]
    ['一二三。四五六。\\n\\n七\\n八']
    """
    pages: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        for piece in _pieces(paragraph, most, size):
            if pages[-1] and size(page_text([*pages[-1], piece])) > most:
                pages.append([])
            pages[-1].append(piece)
    return [page for page in pages if page]


def _pieces(paragraph: Paragraph, most: int, size: Size) -> Iterator[Paragraph]:
    """A paragraph, between its lines where it is too long."""
    if size(text_of(paragraph)) <= most:
        yield paragraph
        return
    piece: Paragraph = ()
    for short in (part for line in paragraph for part in _short_lines(line, most, size)):
        if piece and size(text_of((*piece, short))) > most:
            yield piece
            piece = ()
        piece = (*piece, short)
    yield piece


def _short_lines(line: TextLine, most: int, size: Size) -> Iterator[TextLine]:
    rest = line.text.strip()
    while size(rest) > most:
        place = _cut(rest, most, size)
        yield replace(line, text=rest[:place].rstrip())
        rest = rest[place:].lstrip()
    yield replace(line, text=rest)


def _cut(text: str, most: int, size: Size) -> int:
    """Where to cut so that what stands before fits."""
    fits = bisect_right(range(1, min(most, len(text)) + 1), most, key=lambda end: size(text[:end]))
    for mark in _BREAKS:
        place = text.rfind(mark, fits // 2, fits)
        if place > 0:
            return place + len(mark)
    return max(fits, 1)
