"""Lines as a page broke them become paragraphs again; what belongs to the page goes.

>>> joined(["一、支持企业。对建成投产的企业，按其实际", "投资的10%给予奖励，最高不超过该项投资的三分",
... "之一。", "二、支持人才。对引进的人才，", "给予补贴。"])
['一、支持企业。对建成投产的企业，按其实际投资的10%给予奖励，最高不超过该项投资的三分之一。', '二、支持人才。对引进的人才，给予补贴。']
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from ..numbering import marker

_ENDS = "。；：！？;:!?"
_CLOSING = "”’』」）)】》〉"
_CJK = r"\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…①-⑳"
_BLANK_INSIDE = re.compile(rf"(?<=[{_CJK}])[ \t\u00a0\u3000]+(?=[{_CJK}])")
_AFTER_NUMBER = re.compile(r"^(第\s*\S{1,5}?\s*[编章节条])\s+")
_PAGE_NUMBER = re.compile(
    r"[-—–－·~\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[,，/]?\s*共?\s*\d{1,4}\s*页)?[-—–－·~\s]*"
)
_PRINTED_BY_A_BROWSER = re.compile(
    r"\d{1,4}/\d{1,2}/\d{2,4},? (?:上午|下午)?\d{1,2}:\d{2}.*|(?:file|https?)://\S+(?:\s+\d+/\d+)?"
)
_UNBREAKABLE = re.compile(r"[A-Za-z0-9.,、:/%-]*[^A-Za-z0-9]?")
_OF_THE_SITE = re.compile(
    r"(?:浏览次数|浏览量|点击数|阅读次数|分享到?|返回顶部|打印(?:本页)?|关闭(?:窗口|本页)?|字体|字号|"
    r"【?(?:大|中|小|打印|关闭)】?|联系方式|联系我们|网站地图|您是第|位访问者|上一篇|下一篇|相关链接|扫一扫.*|"
    r"当前位置|首页|收藏|主办|承办|版权所有|备案)[：:\s\d次-]*|[-—\s]+"
)
_WIDE = {ord("０") + n: str(n) for n in range(10)}
_WIDE |= {ord("Ａ") + n: chr(ord("A") + n) for n in range(26)}
_WIDE |= {ord("ａ") + n: chr(ord("a") + n) for n in range(26)}
_WIDE |= {ord("％"): "%", 0xA0: " ", 0x200B: "", 0xFEFF: "", 0xAD: ""}
_RADICALS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
MOST_AT_THE_EDGE = 2
"""Lines at the top and at the bottom of a page that may be a header or a footer."""
_SHORT_OF_FULL = 3
"""How many full-width characters a line that goes on may be short of the widest."""
_FEWEST = 10
"""Full-width characters: what is shorter tells nothing of how wide lines are."""


def tidied(paragraph: str) -> str:
    """A paragraph with digits and letters in half width and without the blanks between characters.

    >>> tidied("第 一 条　奖 励 ２０ 万元")
    '第一条 奖励 20 万元'
    """
    plain = _RADICALS.sub(
        lambda found: unicodedata.normalize("NFKC", found.group()), paragraph.translate(_WIDE)
    )
    head = _AFTER_NUMBER.match(plain.strip())
    rest = plain.strip()[head.end() :] if head else plain.strip()
    number = "".join(head[1].split()) + " " if head else ""
    return re.sub(r"[ \t\u3000]+", " ", number + _BLANK_INSIDE.sub("", rest)).strip()


def only_the_text(paragraphs: Iterable[str]) -> list[str]:
    """Paragraphs without empty ones and without what belongs to a web site, at either end."""
    found = [paragraph for paragraph in paragraphs if paragraph]
    while found and _OF_THE_SITE.fullmatch(found[-1]):
        found.pop()
    while found and _OF_THE_SITE.fullmatch(found[0]):
        found.pop(0)
    return found


def without_page_furniture(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without page numbers, headers and footers.

    >>> without_page_furniture([["某市文件", "一、甲", "- 1 -"], ["某市文件", "二、乙", "- 2 -"]])
    ['一、甲', '二、乙']
    """
    edges = Counter(_same_on_every_page(lines[place]) for lines in pages for place in _edge(lines))
    often = max(2, (len(pages) + 1) // 2)
    found = []
    for lines in pages:
        edge = _edge(lines)
        for place, line in enumerate(lines):
            repeated = edges[_same_on_every_page(line)] >= often
            if not (place in edge and (repeated or _is_of_the_page(line.strip()))):
                found.append(line)
    return found


def joined(lines: Sequence[str]) -> list[str]:
    """Paragraphs from lines; where every line is a paragraph already they stay as they are."""
    kept = [line.rstrip() for line in lines]
    full = [line for line in kept if line.strip()]
    if not _are_broken(full):
        return [line.strip() for line in full]
    spaced = _blanks_tell(kept)
    widest = _width_of_a_full_line(full)
    paragraphs: list[str] = []
    before, after_blank = "", False
    for line in kept:
        if not line.strip():
            after_blank = spaced
            continue
        if before and not after_blank and _goes_on(before, line, widest):
            paragraphs[-1] = _together(paragraphs[-1], line.strip())
        else:
            paragraphs.append(line.strip())
        before, after_blank = line, False
    return paragraphs


def _is_of_the_page(line: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line) or _PRINTED_BY_A_BROWSER.fullmatch(line))


def _edge(lines: Sequence[str]) -> set[int]:
    there = [place for place, line in enumerate(lines) if line.strip()]
    return {*there[:MOST_AT_THE_EDGE], *there[-MOST_AT_THE_EDGE:]}


def _same_on_every_page(line: str) -> str:
    return re.sub(r"\d+", "#", "".join(line.split()))


def _are_broken(lines: Sequence[str]) -> bool:
    """Whether lines end in the middle of sentences: a third of those that are long enough do."""
    long = [line for line in lines if _width(line) >= _FEWEST]
    cut = [line for line in long if not _ends_a_sentence(line)]
    return len(cut) * 3 >= len(long) and len(lines) > 2 and _is_even(long)


def _is_even(lines: Sequence[str]) -> bool:
    """Whether many lines are of the width of a page; paragraphs are of any length."""
    widest = _width_of_a_full_line(lines)
    if not _FEWEST <= widest <= 80:
        return False
    wide = [line for line in lines if _is_full(line, widest)]
    return len(wide) * 5 >= len(lines) and max(map(_width, lines)) <= widest + 6


def _blanks_tell(lines: Sequence[str]) -> bool:
    """Whether blank lines part paragraphs, rather than stand after every line."""
    there = [place for place, line in enumerate(lines) if line.strip()]
    after = sum(1 for place in there if place + 1 < len(lines) and not lines[place + 1].strip())
    return after * 2 < len(there)


def _width_of_a_full_line(lines: Sequence[str]) -> float:
    widths = sorted(_width(line) for line in lines)
    return widths[min(len(widths) - 1, len(widths) * 9 // 10)] if widths else 0


def _is_full(line: str, widest: float) -> bool:
    return _width(line) >= widest - _SHORT_OF_FULL


def _goes_on(line: str, following: str, widest: float) -> bool:
    """Whether the paragraph of a line goes on in the following one."""
    begins = marker(following.strip()) is not None
    if _is_indented(following) and not _is_indented(line):
        return False
    full = _width(line) + _width(_first_piece(following)) > widest - _SHORT_OF_FULL
    if _ends_a_sentence(line):
        return full and not begins and not _is_indented(following)
    if line.count("《") > line.count("》"):
        return True
    return full or (not begins and line.rstrip()[-1:] in "，、,（(“《的")


def _first_piece(line: str) -> str:
    """What of a line could not be left on the line before it: a character, or a number in digits."""
    found = _UNBREAKABLE.match(line.strip())
    return found.group() if found else ""


def _is_indented(line: str) -> bool:
    return line.startswith(("  ", "\u3000", "\t"))


def _ends_a_sentence(line: str) -> bool:
    return line.rstrip().rstrip(_CLOSING)[-1:] in tuple(_ENDS)


def _together(before: str, after: str) -> str:
    letters = before[-1:].isascii() and after[:1].isascii()
    words = letters and before[-1:].isalpha() and after[:1].isalpha()
    return f"{before} {after}" if words else before + after


def _width(line: str) -> float:
    """How wide a line is, in full-width characters."""
    return sum(0.5 if unicodedata.east_asian_width(c) in ("Na", "H", "N") else 1 for c in line)
