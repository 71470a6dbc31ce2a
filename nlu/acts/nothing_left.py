"""There is nothing of what was listed, or nothing else: 其他的我们都没有, 上面那些一个都冇得.

Put together from small words, so that the order and the filler of a sentence do not matter; a
part that goes on to say something (其他没问题, 都没有写清楚) says no such thing.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from ..language.acts import Act
from .words import one_of

_PARTS = re.compile(r"[^,，。.!！?？;；:：\n…]+[?？]?")
_ASKS = ("?", "？")
_SENTENCE_ENDS = "。.!！?？;；\n"


LONGEST = 200
"""Characters between two marks in which it is looked for."""


class Left(Enum):
    """What there is nothing of."""

    LISTED = "listed"
    ELSE = "else"


def nothing_left(text: str) -> tuple[Left, str] | None:
    """What a text says there is nothing of, with its words, or `None`.

    >>> nothing_left("集货仓有，其他的我们目前都没有")
    (<Left.ELSE: 'else'>, '其他的我们目前都没有')
    >>> nothing_left("上面那些一个都冇得")[0]
    <Left.LISTED: 'listed'>
    >>> nothing_left("其他没问题"), nothing_left("别的没有了吗？")
    (None, None)
    """
    for part in _PARTS.finditer(text):
        said = part[0].strip()[:LONGEST]
        if said.endswith(_ASKS):
            continue
        for left, pattern in _patterns():
            found = pattern.search(said)
            if found is None:
                continue
            if left is Left.ELSE or found.start() > 0 or _of_the_list(found, text, part.start()):
                return left, found[0]
    return None


def _of_the_list(found: re.Match[str], text: str, start: int) -> bool:
    """Whether it is said of the list: 海外仓，集货仓，都没有 is said of what stands before it."""
    before = text[:start].rstrip()
    if found.lastgroup == "list" or not before or before[-1] in _SENTENCE_ENDS:
        return True
    return _only_sounds().fullmatch(before) is not None


@cache
def _patterns() -> tuple[tuple[Left, re.Pattern[str]], ...]:
    rest, these = one_of(Act.THE_REST, Act.LEFT_OVER), one_of(Act.THESE)
    every, none = one_of(Act.EVERY_ONE), one_of(Act.NONE_THERE)
    filler = one_of(Act.FILLER, Act.PARTICLE)
    any_filler = one_of(
        Act.FILLER, Act.PARTICLE, Act.EVERY_ONE, Act.THESE, Act.THE_REST, Act.LEFT_OVER
    )
    end = rf"{one_of(Act.PARTICLE, Act.ENDING)}*+\s*(?:$|(?={one_of(Act.ONESELF)}))"
    between = rf"(?:{any_filler}|\s)*+"
    before = rf"^(?:{one_of(Act.FILLER, Act.PARTICLE, Act.EXCLAMATION)}|\s)*+"
    return (
        (Left.ELSE, re.compile(rf"{rest}{between}{none}{end}")),
        (Left.ELSE, re.compile(rf"{none}{filler}*+{one_of(Act.THE_REST)}{filler}*+{end}")),
        (Left.LISTED, re.compile(rf"(?P<list>{these}){between}{none}{end}")),
        (Left.LISTED, re.compile(rf"{before}{every}{between}{none}{end}")),
        (
            Left.LISTED,
            re.compile(rf"(?:^|{these}){filler}*+{none}{one_of(Act.ANY_ONE)}{filler}*+{end}"),
        ),
    )


@cache
def _only_sounds() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(Act.EXCLAMATION, Act.PARTICLE)}|[\s,，])*+")
