"""The numbers and dates of rules, held against those of the sentences they rest on.

Numbers are compared by what they come to (20 万元 is 200,000, 半年 is 6 months), percentages
and dates by themselves.
"""

from __future__ import annotations

import re
from decimal import Decimal

from .dates import written_days
from .numbering import number_of
from .rule_parsing import literals
from .units import DATE, PERCENT, written_unit

Worth = tuple[str, Decimal]
"""What is written, a number (""), a percentage, a date or a proportion, and what it comes to."""

NUMBER, PROPORTION = "", ":"
_MULTIPLES = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}
_UNIT = "美元|元|平方米|平米|亩|公顷|个月|年|天|[%％]"
_DATED = re.compile(r"(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?")
_DIGITS = re.compile(rf"(\d+(?:\.\d+)?)(百万|千|万|亿)?({_UNIT}|[家票个])?")
_NUMERAL = "[零〇一二两三四五六七八九十百]+"
_IN_WORDS = re.compile(rf"({_NUMERAL})(百万|千|万|亿)?({_UNIT}|[家个人户名次项件台套张])")
_SHARE_IN_WORDS = re.compile(rf"百分之({_NUMERAL})")
_WHICH_YEAR = re.compile(rf"第({_NUMERAL})年")
_RANGE = re.compile(
    rf"(\d+(?:\.\d+)?)(?:—+|[-–~～至到])(\d+(?:\.\d+)?)(百万|千|万|亿)?({_UNIT}|[家票个])?"
)
_PROPORTION = re.compile(r"(\d+(?:\.\d+)?)[:：](\d+(?:\.\d+)?)")
_REFERENCE = re.compile(r"第\d+条")
_LITERAL = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s/]*)")


def numbers_of_rules(rules: list[str]) -> dict[str, Worth]:
    """The numbers and dates of rules as written, with what they come to."""
    return {text: _worth_of_literal(text) for rule in rules for text in literals(rule)}


def numbers_quoted(quote: str) -> dict[str, set[Worth]]:
    """The numbers and dates a sentence writes in digits, with what each may come to.

    >>> sorted(numbers_quoted("2023年起，满半年的补70%，最高20万元"))
    ['2023年', '20万元', '6个月', '70%']
    """
    text, found = _plain(quote), {}
    for match in _DATED.finditer(text):
        days = written_days(match.group())
        if days is not None:  # a month or a year may be meant from either end
            found[match.group()] = {(DATE, days.low), (DATE, days.high)}
    text = _DATED.sub("。", text)
    for match in _PROPORTION.finditer(text):
        found[match.group()] = {_worth_of_proportion(match)}
    text = _PROPORTION.sub("。", text)
    for match in _RANGE.finditer(text):
        low, _, multiple, unit = match.groups()
        either = _worths(Decimal(low), "", unit or "") | _worths(
            Decimal(low), multiple or "", unit or ""
        )
        found[low] = either | {(NUMBER, Decimal(low))}
        text = text.replace(match.group(), "。" + match.group()[len(low) + 1 :])
    for match in _DIGITS.finditer(text):
        number, multiple, unit = match.groups()
        found[match.group()] = _worths(Decimal(number), multiple or "", unit or "")
    return found


def numbers_in_words(quote: str) -> set[Worth]:
    """What a sentence writes in words: 两年, 五十万元, 百分之五十.

    >>> (NUMBER, Decimal(24)) in numbers_in_words("运营满两年")
    True
    """
    text, found = _plain(quote), set()
    for match in _SHARE_IN_WORDS.finditer(text):
        found.add((PERCENT, _spelled(match[1])))
    for match in _IN_WORDS.finditer(text):
        found |= _worths(_spelled(match[1]), match[2] or "", match[3])
    return found


def _plain(quote: str) -> str:
    """Without blanks, with the ordinals of years and half a year in digits."""
    text = _REFERENCE.sub("。", "".join(quote.split())).replace("半年", "6个月")
    return _WHICH_YEAR.sub(lambda match: str(_spelled(match[1])), text)


def _spelled(numeral: str) -> Decimal:
    return Decimal(number_of(numeral.replace("两", "二")) or 0)


def _worths(number: Decimal, multiple: str, unit: str) -> set[Worth]:
    if unit in ("%", "％"):
        return {(PERCENT, number)}
    worth = number * _MULTIPLES.get(multiple, 1)
    if not unit:
        return {(NUMBER, worth)}
    found = {(NUMBER, written_unit(unit).canonical(worth))}
    if unit == "年":
        found.add((NUMBER, worth))  # 前三年: which year it is
    return found


def _worth_of_proportion(match: re.Match[str]) -> Worth:
    return PROPORTION, Decimal(match[2]) / (Decimal(match[1]) or 1)


def _worth_of_literal(text: str) -> Worth:
    proportion = _PROPORTION.fullmatch(text)
    if proportion is not None:
        return _worth_of_proportion(proportion)
    days = written_days(text) if not _LITERAL.fullmatch(text) else None
    if days is not None:
        return DATE, days.low
    found = _LITERAL.match(text)
    assert found is not None
    number, unit = Decimal(found[1]), found[2]
    if unit in ("%", "％"):
        return PERCENT, number
    return NUMBER, written_unit(unit).canonical(number) if unit else number
