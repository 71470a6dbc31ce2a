"""Answers by option: numbers, labels, 都不是, 都有."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policy_engine import FactValue

from .blocks import AskedQuestion, Option

_NUMBERS = re.compile(
    r"^\s*(?:第|选|选项|no\.?)?\s*\d{1,2}\s*[号个项]?(?:[\s,，、.;；和跟及+/]+第?\s*\d{1,2}\s*[号个项]?)*[。.!！\s]*$"
)
_NONE = re.compile(
    r"^(?:以上|这些|上面)?(?:都不是|都没有|都不|都没得|都冇得?|都不符合|都不沾边|全都?不是|全没有|没有|没得|冇得?|无|一个都没有|一个也没有|一条都不|都不满足|不是|没|0)(?:的|呢|啊|哦|吧|了)?[。.!！]?$"
)
_ALL = re.compile(
    r"^(?:以上|这些|上面)?(?:都是|都有|全部(?:都)?(?:是|有|符合)?|全有|全是|都符合|都满足|都做|都提供)(?:的|呢|啊|哦|吧|了)?[。.!！]?$"
)
_LINE = re.compile(r"^(\d{1,2})\s*[.、．:：)）]?\s*(.+)$")
SHORT = 4
_DIGITS = "零一二三四五六七八九"
_CHINESE = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_A_COUNT = re.compile(r"^\s*[\d一二三四五六七八九十]+\s*[个项][。.!！]?$")
"""3个 says how many, not which."""
_SPLIT = re.compile(r"[,，、;；\s]+|和|还有|以及|跟")


def selected(question: AskedQuestion | None, text: str) -> Mapping[str, FactValue] | None:
    """The facts an answer by option settles, or `None` when it is no such answer.

    In a multiple-choice question the options not named are false.
    """
    if question is None or not question.options:
        return None
    plain = _without_its_number(question, text.strip())
    if question.multiple:
        chosen = _chosen_of_many(question, plain)
        return None if chosen is None else _with_the_rest_false(question, chosen)
    places = _numbers(plain, len(question.options))
    picked = [question.options[p - 1] for p in places or ()]
    picked = picked or _by_label(question, plain) or _by_part_of_label(question, plain)
    if picked is not None and len(picked) == 1 and picked[0].value is not None:
        return {picked[0].fact: picked[0].value}
    return None


def _without_its_number(question: AskedQuestion, plain: str) -> str:
    """A line tapped or copied from the list, “1. 是”, is its label."""
    line = _LINE.match(plain)
    if line and 1 <= int(line[1]) <= len(question.options):
        label = question.options[int(line[1]) - 1].label
        return label if line[2] == label else plain
    return plain


def _chosen_of_many(question: AskedQuestion, plain: str) -> list[Option] | None:
    if _NONE.match(plain):
        return []
    if _ALL.match(plain):
        return list(question.options)
    places = _numbers(plain, len(question.options))
    if places is not None:
        return [question.options[place - 1] for place in places]
    return _by_label(question, plain)


def _with_the_rest_false(question: AskedQuestion, chosen: list[Option]) -> Mapping[str, FactValue]:
    named = {option.fact for option in chosen}
    return {option.fact: option.fact in named for option in question.options}


def _numbers(plain: str, count: int) -> list[int] | None:
    """The places that a message of nothing but numbers names: 1 3, 第九个和第十个, 十三."""
    written = _CHINESE.sub(lambda found: str(_chinese(found[0])), plain)
    if not _NUMBERS.match(written) or _A_COUNT.match(plain):
        return None
    places = [int(digits) for digits in re.findall(r"\d+", written)]
    return places if places and all(1 <= place <= count for place in places) else None


def _chinese(number: str) -> int:
    """一 … 九十九.

    >>> _chinese("九"), _chinese("十三"), _chinese("二十一")
    (9, 13, 21)
    """
    tens, ten, ones = number.partition("十")
    if not ten:
        return _DIGITS.index(tens)
    return 10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0)


def _by_part_of_label(question: AskedQuestion, plain: str) -> list[Option]:
    """美元: what only one of the labels says."""
    return [o for o in question.options if 2 <= len(plain) <= SHORT and plain in o.label]


def _by_label(question: AskedQuestion, plain: str) -> list[Option] | None:
    """Options named by their labels or fact names, with nothing else in the answer."""
    whole = [option for option in question.options if plain in (option.label, option.fact)]
    if whole:
        return whole
    rest = plain
    found = []
    for option in sorted(question.options, key=lambda option: -len(option.label)):
        for name in (option.label, option.fact):
            if len(name) > 1 and name in rest:
                rest = rest.replace(name, " ")
                found.append(option)
                break
    leftover = [part for part in _SPLIT.split(rest.strip(" 。.!！")) if part]
    return found if found and not leftover else None
