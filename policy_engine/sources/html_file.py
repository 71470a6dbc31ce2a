"""The text of a web page: the part of it that holds the sentences, without the site around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from .document import CELL, Document

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "noscript",
        "iframe",
        "svg",
        "template",
        "title",
    ]
)
_BLOCKS = frozenset({
    "p", "div", "section", "article", "li", "ul", "ol", "h1", "h2", "h3",
    "h4", "h5", "h6", "tr", "table", "tbody", "thead", "br", "hr", "td",
    "th", "main", "body", "header", "center", "blockquote", "dl", "dt", "dd", "pre",
    "html",
})  # fmt: skip
_NEVER_CLOSED = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "source", "col", "wbr", "area", "base", "embed"]
)
_TITLES, _DATES = ("articletitle", "og:title"), ("pubdate", "publishdate", "article:published_time")
_MOST_OF_IT = 0.8
"""The part of the sentences that the element has which is taken to be the text."""
_DEEPEST = 400


@dataclass
class _Element:
    name: str
    children: list[_Element | str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("html")
        self.open = [self.root]
        self.told: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            given = {name: value or "" for name, value in attrs}
            name = given.get("name") or given.get("property") or ""
            self.told.setdefault(name.lower(), given.get("content", "").strip())
        if tag == "p" or tag in ("li", "tr", "td", "th"):
            self._close_same(tag)
        self._in_title = tag == "title"
        element = _Element(tag)
        self.open[-1].children.append(element)
        if tag not in _NEVER_CLOSED and len(self.open) < _DEEPEST:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        names = [element.name for element in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        self.open[-1].children.append(data)

    def _close_same(self, tag: str) -> None:
        """What HTML lets one leave open: a paragraph ends where the next begins."""
        if self.open[-1].name == tag:
            self.open.pop()


def read_html(text: str) -> Document:
    """The paragraphs of a page, with the title and the date that it tells of itself."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    body = _holding_the_text(reader.root)
    paragraphs = _paragraphs(body)
    title = next((told for name in _TITLES if (told := reader.told.get(name))), "")
    title = title or _heading(reader.root) or reader.title.strip().split("_")[0].split("-")[0]
    if title and not any(_plain(title) in _plain(each) for each in paragraphs[:8]):
        joined_title = _plain("".join(paragraphs[:3]))
        paragraphs = paragraphs if _plain(title) in joined_title else [title, *paragraphs]
    published = next((told for name in _DATES if (told := reader.told.get(name))), "")
    return Document(tuple(paragraphs), title, published[:10])


def _plain(text: str) -> str:
    return "".join(text.split())


def _heading(element: _Element) -> str:
    for child in element.children:
        if isinstance(child, _Element):
            found = "".join(_texts(child)) if child.name == "h1" else _heading(child)
            if found.strip():
                return found.strip()
    return ""


def _holding_the_text(root: _Element) -> _Element:
    """The innermost element that still has nearly all sentences."""
    everything = _sentences(root)
    found = root
    while everything:
        inside = [
            child
            for child in found.children
            if isinstance(child, _Element) and _sentences(child) >= everything * _MOST_OF_IT
        ]
        if not inside or inside[0].name in ("p", "table", "tbody", "tr", "td", "ul", "ol"):
            break
        found = inside[0]
    return found


def _sentences(element: _Element) -> int:
    """How much text ends in a full stop or goes on after one."""
    return sum(len(each) for each in _paragraphs(element) if any(mark in each for mark in "。；："))


def _texts(element: _Element) -> list[str]:
    found: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            found.append(child)
        elif child.name not in _SKIPPED:
            found += _texts(child)
    return found


def _paragraphs(element: _Element) -> list[str]:
    lines = [""]
    _collect(element, lines)
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _collect(element: _Element, lines: list[str]) -> None:
    if element.name in _SKIPPED:
        return
    if element.name == "tr":
        cells = [c for c in element.children if isinstance(c, _Element) and c.name in ("td", "th")]
        if len(cells) > 1:
            lines += [
                CELL.join("".join(" ".join(_paragraphs(cell)).split("\n")) for cell in cells),
                "",
            ]
            return
    block = element.name in _BLOCKS
    if block and lines[-1]:
        lines.append("")
    count = 0
    for child in element.children:
        if isinstance(child, str):
            lines[-1] += child.replace("\n", " ")
            continue
        if element.name == "ol" and child.name == "li":
            count += 1
            lines.append(f"{count}. ")
        if element.name == "ol" and child.name == "li":
            _collect(_Element("span", child.children), lines)
            continue
        _collect(child, lines)
    if block and lines[-1]:
        lines.append("")
