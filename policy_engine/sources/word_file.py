"""The text of a .docx: paragraphs with the numbers that Word gives them, rows of tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .document import CELL, Document, SourceError

MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all files in the container together."""
MOST_OF_XML = 30 * 1024 * 1024
MOST_FILES = 3000
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_TEXT = {_W + "del", _W + "moveFrom", _W + "txbxContent", _FALLBACK, _W + "rPr", _W + "pPr"}
_BREAKS = {_W + "br", _W + "cr"}


def read_word(file: Path, content: bytes) -> Document:
    """The paragraphs of a Word document. Raises SourceError."""
    _check_container(file, content)
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        opened = docx.Document(io.BytesIO(content))
        numbers = _Numbers.of(opened)
        paragraphs = tuple(_paragraphs(opened.element.body, numbers))
    except (
        LxmlError,
        PackageNotFoundError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        RecursionError,
    ):
        raise SourceError(
            f"{file}：Word 文档打不开，文件可能不完整；请在 Word 或 WPS 里另存一份再来"
        ) from None
    pictures = any(True for _ in opened.element.body.iter(_W + "drawing", _W + "pict"))
    if pictures and not any(paragraphs):
        raise SourceError(f"{file}：里面只有图片，没有文字；请先做文字识别，存成 .docx 再来")
    return Document(paragraphs)


def _check_container(file: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            inside = container.infolist()
    except zipfile.BadZipFile:
        raise SourceError(f"{file}：压缩包打不开，文件可能不完整；请重新下载一份") from None
    names = {each.filename for each in inside}
    if "OFD.xml" in names:
        raise SourceError(f"{file}：是 OFD 版式文件，读不了；请另存为 PDF 或 .docx 再来")
    if _BODY not in names:
        raise SourceError(
            f"{file}：不是 Word 文档（.docx）；要 .docx、有文字的 .pdf、.html 或 .txt"
        )
    xml = sum(each.file_size for each in inside if each.filename.endswith((".xml", ".rels")))
    unpacked = sum(each.file_size for each in inside)
    if len(inside) > MOST_FILES or unpacked > MOST_UNPACKED or xml > MOST_OF_XML:
        raise SourceError(
            f"{file}：解开来有 {unpacked / 1024 / 1024:.0f} MB，不像一份政策文件，没有打开；"
            "请另存一份只有文字的"
        )
    if any(each.flag_bits & 1 for each in inside):
        raise SourceError(f"{file}：文档加了密码；请去掉密码，另存为 .docx 再来")


def _paragraphs(body: Any, numbers: _Numbers) -> Iterator[str]:
    for element in body:
        if element.tag == _W + "p":
            yield from _lines(element, numbers)
        elif element.tag == _W + "tbl":
            yield from _rows(element, numbers)
        elif element.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _paragraphs(element, numbers)


def _lines(paragraph: Any, numbers: _Numbers) -> Iterator[str]:
    """A paragraph; a line break that its author typed begins a new one."""
    first, *others = "".join(_texts(paragraph)).split("\n")
    if first.strip() or any(other.strip() for other in others):
        yield numbers.next_of(paragraph) + first.strip()
    yield from (other.strip() for other in others if other.strip())


def _rows(table: Any, numbers: _Numbers) -> Iterator[str]:
    for row in table.iter(_W + "tr"):
        cells = [
            "".join("".join(_lines(p, numbers)) for p in cell.iter(_W + "p"))
            for cell in row.iter(_W + "tc")
        ]
        if any(cells):
            yield CELL.join(cells)


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_TEXT:
            continue
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag == _W + "tab":
            yield " "
        elif child.tag in _BREAKS:
            yield "\n" if child.get(_W + "type", "textWrapping") != "page" else ""
        else:
            yield from _texts(child)


# -- the numbers that Word writes ---------------------------------------------------------------

_DIGITS = "〇一二三四五六七八九"


@dataclass
class _Numbers:
    """Counts the numbered paragraphs; `levels`: format and pattern, by list and level."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    """The definition that each list is counted by."""

    @classmethod
    def of(cls, opened: Any) -> _Numbers:
        numbers = cls()
        for style in opened.styles.element.iter(_W + "style"):
            found = _numbered(style)
            if found is not None:
                numbers.styles[style.get(_W + "styleId")] = found
        try:
            part = opened.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return numbers
        abstract = {a.get(_W + "abstractNumId"): a for a in part.iter(_W + "abstractNum")}
        for num in part.iter(_W + "num"):
            reference = num.find(_W + "abstractNumId")
            definition = abstract.get(reference.get(_W + "val")) if reference is not None else None
            if definition is not None:
                numbers._take(num.get(_W + "numId"), definition)
        return numbers

    def _take(self, number: str, definition: Any) -> None:
        self.same[number] = definition.get(_W + "abstractNumId")
        for level in definition.iter(_W + "lvl"):
            told = {name: _value(level, name) for name in ("numFmt", "lvlText", "start")}
            self.levels[number, int(level.get(_W + "ilvl", "0"))] = (
                told["numFmt"] or "decimal", told["lvlText"], int(told["start"] or "1")
            )  # fmt: skip

    def next_of(self, paragraph: Any) -> str:
        """The number in front of a paragraph, empty where it has none of Word's."""
        found = _numbered(paragraph)
        if found is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            found = self.styles.get(style.get(_W + "val")) if style is not None else None
        if found is None or found not in self.levels:
            return ""
        number, level = found
        counts = self.counts.setdefault(self.same[number], {})
        counts[level] = counts.get(level, self.levels[found][2] - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return self._written(number, level, counts)

    def _written(self, number: str, level: int, counts: dict[int, int]) -> str:
        pattern = self.levels[number, level][1]
        if self.levels[number, level][0] in ("bullet", "none"):
            return ""
        for each in range(level + 1):
            kind, _, start = self.levels.get((number, each), ("decimal", "", 1))
            pattern = pattern.replace(f"%{each + 1}", _numeral(kind, counts.get(each, start)))
        return pattern


def _value(element: Any, name: str) -> str:
    found = element.find(_W + name)
    return "" if found is None else (found.get(_W + "val") or "")


def _numbered(element: Any) -> tuple[str, int] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    number, level = _value(properties, "numId"), _value(properties, "ilvl") or "0"
    return (number, int(level)) if number and number != "0" else None


def _numeral(kind: str, number: int) -> str:
    """A number as Word's format writes it.

    >>> _numeral("chineseCountingThousand", 21), _numeral("decimal", 3), _numeral("decimalEnclosedCircle", 2)
    ('二十一', '3', '②')
    """
    if "circle" in kind.lower() and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if not kind.startswith(("chinese", "japaneseCounting", "ideograph", "taiwanese")):
        return str(number)
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    words = (("" if tens == 1 else _DIGITS[tens]) + "十") if tens else ""
    return words + (_DIGITS[ones] if ones or not tens else "")
