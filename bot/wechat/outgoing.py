"""An answer as WeChat takes it: texts of at most 2,048 bytes, options to tap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from conversations import AskedQuestion, Blocks, Link, TextLine, lines, paragraphs, question_in

from ..choosing import Choice
from ..splitting import Page, page_text, split, utf8_bytes

MOST_BYTES = 2_000
MORE = "\n（没完，回“更多”看后面）"


def pages(blocks: Blocks, most: int = MOST_BYTES) -> list[str]:
    """An answer as texts to ask for one by one."""
    said = paragraphs(blocks)
    (whole, *more) = split(said, most, utf8_bytes)
    if not more:
        return [_tappable(whole, most)]
    *earlier, last = split(said, most - utf8_bytes(MORE), utf8_bytes)
    return [*(_tappable(page, most, MORE) for page in earlier), _tappable(last, most)]


def messages(blocks: Blocks) -> list[str]:
    """An answer as texts that all go out."""
    return [
        _tappable(page, MOST_BYTES) for page in split(paragraphs(blocks), MOST_BYTES, utf8_bytes)
    ]


def _tappable(page: Page, most: int, end: str = "") -> str:
    """The text of a page; its options send their number when tapped, where that fits."""
    linked = [tuple(_linked(line) for line in paragraph) for paragraph in page]
    text = page_text(linked) + end
    return text if utf8_bytes(text) <= most else page_text(page) + end


def _linked(line: TextLine) -> TextLine:
    """An option as a link (公众平台 · 客服接口 · 发送菜单消息: bizmsgmenu)."""
    if line.option is None:
        return line
    place = str(line.option + 1)
    href = f"weixin://bizmsgmenu?msgmenucontent={quote(place)}&msgmenuid={menu_id(line)}"
    return TextLine(f'<a href="{href}">{line.text}</a>', line.role)


def menu_id(line: TextLine) -> str:
    """What a tap on an option sends back: its question and its number."""
    return f"{line.question}.{(line.option or 0) + 1}"


def tapped(menu: str) -> Choice:
    """The option of a menu id; of an id that is none of ours, one of no question.

    >>> tapped("a1.2"), tapped("2")
    (Choice(question='a1', options=(2,)), Choice(question='', options=()))
    """
    question, _, number = menu.rpartition(".")
    if not question or not (number.isascii() and number.isdigit()):
        return Choice("")
    return Choice(question, (int(number),))


def link_text(link: Link) -> str:
    """A link on a line of its own, as WeChat shows it in a text."""
    return f'\n<a href="{link.url}">{link.text}</a>'


def tap_menu(question: AskedQuestion) -> dict[str, Any] | None:
    """A question as a `msgmenu`; `None` where its options are not listed under it one by one."""
    told: Sequence[TextLine] = tuple(lines(question))
    items = [line for line in told if line.option is not None]
    if not items:
        return None
    head, tail = told[: told.index(items[0])], told[told.index(items[-1]) + 1 :]
    return {
        "head_content": "\n".join(line.text for line in head),
        "list": [{"id": menu_id(line), "content": line.text} for line in items],
        "tail_content": "\n".join(line.text for line in tail),
    }


def with_menu(blocks: Blocks) -> tuple[Blocks, dict[str, Any] | None]:
    """What is said, and the question after it as a menu to tap, where it is one."""
    question = question_in(blocks)
    menu = None if question is None else tap_menu(question)
    return (blocks, None) if menu is None else (blocks[:-1], menu)
