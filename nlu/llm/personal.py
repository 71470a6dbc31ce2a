"""Numbers of persons (telephone, identity card, bank account) and e-mail addresses, masked before
anything leaves the house."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ..quantities import Mention
from ..yaml_file import read_yaml

MASK = "*"
WORDS = Path(__file__).parent.parent / "data" / "llm" / "personal.yml"
_GAP = r"[\s—–-]?"


def masked(text: str, mentions: Sequence[Mention] = ()) -> str:
    """`text` with every such number as stars, one a character, so that places stay what they are.

    A quantity with its unit is none, however long it is.

    >>> masked("我姓王，13812345678，邮箱 wang@example.com")
    '我姓王，***********，邮箱 ****************'
    """
    hidden = set[int]()
    for start, end in _personal(text):
        if not any(m.unit and m.start < end and start < m.end for m in mentions):
            hidden.update(range(start, end))
    return "".join(MASK if i in hidden else char for i, char in enumerate(text))


def _personal(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _patterns():
        for found in pattern.finditer(text):
            yield found.span(1)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The number is the first group of each. Several quantities in a row are none: what stands
    apart has to be grouped as such numbers are."""
    words = read_yaml(WORDS)
    digit, second = f"[0-9{words['digits']}]", f"[3-9{words['second']}]"
    begins = f"[1{words['one']}]"
    cues = "|".join(map(re.escape, sorted(words["cues"], key=len, reverse=True)))

    def alone(number: str) -> str:
        return rf"(?<!{digit})({number})(?!{digit})"

    written = (
        r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
        alone(rf"{begins}{second}{digit}{_GAP}{digit}{{4}}{_GAP}{digit}{{4}}"),
        alone(rf"{begins}{second}{digit}{{2}}{_GAP}{digit}{{3}}{_GAP}{digit}{{4}}"),
        alone(rf"{begins}\s{second}(?:\s{digit}){{9}}"),
        r"(?:\+|(?<!\d)00)(\d{1,3}[\s-]?\d(?:[\s-]?\d){6,12})(?!\d)",
        alone(rf"0\d{{2,3}}{_GAP}\d{{3,4}}{_GAP}\d{{4}}"),
        alone(rf"[48]00{_GAP}\d{{3}}{_GAP}\d{{4}}"),
        alone(rf"\d{{4}}(?:{_GAP}\d{{4}}){{3}}{_GAP}\d{{0,3}}"),
        alone(rf"\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[\dXx]"),
        alone(rf"{digit}{{15,19}}[Xx]?"),
        r"(?<![0-9A-Za-z])((?=[0-9]*[A-Z])(?=(?:[A-Z]*[0-9]){8})[0-9A-Z]{9,20})(?![0-9A-Za-z])",
        rf"(?i:{cues})[^\d\n,。;]{{0,4}}?\s?([A-Za-z_][\w-]{{4,}}|{digit}(?:{_GAP}{digit}){{4,30}}[Xx]?)",
    )
    return tuple(map(re.compile, written))
