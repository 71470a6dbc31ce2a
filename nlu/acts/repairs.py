"""What keeps a conversation straight: a question skipped, words taken back, a list that is complete."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..clean import CleanText, clean
from ..context import Context
from ..intents import IntentName
from ..language.acts import Act
from ..language.forms import form
from ..phrases import BEGIN, Found
from ..statements import NoneOfTheRest, Revised, Skipped, Undone
from .nothing_left import Left, nothing_left
from .options import none_of_them
from .words import ActWords, act_words


def skipped(words: ActWords, intent: IntentName, named: tuple[str, ...] = ()) -> Iterator[Skipped]:
    """不知道, 跳过, 算了; `named`: the facts that the message calls by name."""
    hit = words.only(Act.SKIP, Act.PARTICLE)
    if hit is not None:
        yield Skipped(because=f"跳过：{hit.expression}")
    elif intent is IntentName.DONT_KNOW:
        yield Skipped(facts=named, leaning=words.has(Act.LEANING), because="意图")


def undone(words: ActWords) -> Iterator[Undone]:
    """撤销, 改回去."""
    hit = words.only(Act.UNDO, Act.PARTICLE)
    if hit is not None:
        yield Undone(because=f"撤销：{hit.expression}")


def undone_first(message: str) -> int | None:
    """Where a message goes on that takes something back first: 撤销，30是单价; 错了，撤销。一共40家."""
    for part in list(_SEGMENT.finditer(message))[:MOST_BEFORE]:
        words = act_words(clean(part[0]).text)
        if words.only(Act.UNDO, Act.PARTICLE, Act.EXCLAMATION) is not None:
            return part.end() if message[part.end() :].strip() else None
    return None


_SEGMENT = re.compile(r"[^,，。.!！?？;；:：\n]+[,，。.!！?？;；:：\n\s]*")
MOST_BEFORE = 2


def revised(
    words: ActWords, cleaned: CleanText, intent: IntentName, *, mistake: bool = False
) -> Iterator[Revised]:
    """说错了, 其实, 后来关了; `mistake`: words that something is wrong are found."""
    hit = words.first(Act.REVISE)
    if hit is not None:
        span = cleaned.span(hit.start, hit.end)
        yield Revised(mistake=mistake, span=span, because=f"改口：{hit.expression}")
    elif intent is IntentName.CORRECT:
        yield Revised(mistake=mistake, because="意图")


def _counts(rest: str) -> bool:
    """邵阳的只有九家: what follows is how many of something there are."""
    return form("so_many").match(rest) is not None


def none_of_the_rest(
    words: ActWords, context: Context, claimed: Collection[str], tells_numbers: bool
) -> Iterator[NoneOfTheRest]:
    """都不是, 只有海外仓, or several bare names in answer to the role question: there are no others.

    A sentence with content of its own says only what it says. `claimed`: facts told to hold.
    """
    closed, left = _closed(words), nothing_left(words.text)
    if len(context.pending) < 2:
        if closed is not None and BEGIN not in closed.expression:
            yield _nothing_else(closed.expression)
        elif left is not None and left[0] is Left.ELSE:
            yield _nothing_else(left[1])
        return
    none = none_of_them(words)
    if none is not None:
        yield none
    elif closed is not None:
        yield _nothing_else(closed.expression)
    elif left is not None:
        yield _nothing_else(left[1])
    elif any(fact in claimed for fact in context.pending):
        only = words.first(Act.ONLY_THESE)
        if only is not None and not _counts(words.text[only.end :]):
            yield NoneOfTheRest(because=f"只有：{only.expression}")
        elif len(claimed) > 1 and not tells_numbers and not words.has(Act.SENTENCE):
            yield NoneOfTheRest(because="只报名目")


def _closed(words: ActWords) -> Found[Act] | None:
    found = words.first(Act.NOTHING_ELSE)
    return None if found is None or _asks(words.text[found.end :]) else found


def _nothing_else(said: str) -> NoneOfTheRest:
    return NoneOfTheRest(because=f"没别的：{said}")


def _asks(rest: str) -> bool:
    """Whether the sentence that goes on like this is a question: 别的没有了吗? asks, 别的没有。一个补多少? does not."""
    mark = _END.search(rest)
    return mark is not None and mark[0] == "?"


_END = re.compile(r"[?,。.!;]")
