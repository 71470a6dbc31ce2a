"""The numbers of an official sentence, each as a rule would write it.

>>> [(number.rule, number.per) for number in numbers_of("面积100平方米以上、运营半年的，每人每月补贴1,500元，按投资的5%—20%奖励")]
[('100 平方米', ()), ('6 个月', ()), ('1500 元', ('人', '月')), ('5%—20%', ())]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

from ..numbering import number_of

MONEY, PERCENT, AREA, DURATION, COUNT = "金额", "百分比", "面积", "时长", "数量"
"""The types of facts that numbers are told for."""


def _words(file: str) -> list[str]:
    """The lines of a word file beside this module, the longest word first where one begins another."""
    return resources.files(__package__).joinpath(file).read_text("utf-8").split()


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPELLED = "[一二两三四五六七八九十百]+"
_TIMES = {
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_MONEY = {"元人民币": "元", "美元": "美元", "美金": "美元", "元": "元"}
_AREA = {"平方米": "平方米", "平米": "平方米", "㎡": "平方米", "亩": "亩", "公顷": "公顷"}
_DURATION = {
    "个工作日": "天", "个月": "个月", "周年": "年", "年": "年", "天": "天", "日": "天", "个自然月": "个月",
}  # fmt: skip
_COUNTERS = "|".join(_words("counters.txt"))
_UNITS = "|".join(
    [*_MONEY, *_AREA, *sorted(_DURATION, key=len, reverse=True), "%", "％", _COUNTERS]
)
_MULTIPLES = "百万|千万|百|千|万|亿"
_NUMBER = re.compile(
    rf"(?:(?P<low>{_DIGITS})(?P<lowm>{_MULTIPLES})?(?:元|%|％|{_COUNTERS})?(?:—+|-+|–|~|～|至|到))?"
    rf"(?P<n>{_DIGITS}|(?<![第之同唯统]){_SPELLED}|半)(?P<m>{_MULTIPLES})?(?P<u>(?!个百分)(?:{_UNITS}))?(?:（税?含税?）)?"
)
_SHARE = re.compile(rf"百分之({_SPELLED})")
_NOT_A_NUMBER = re.compile(
    r"(?:19|20)\d{2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|[〔\[]\d{4}[〕\]]\s*\d+号|第\s*\d+\s*条|"
    r"第[\d一二三四五六七八九十]+[、,至]?\d*条|" + "|".join(_words("no_numbers.txt"))
)
_SPELLED_COUNTERS = ("家", "户", "名", "人", "项", "次", "个", "件", "台", "套")
_PER_AFTER = re.compile(rf"^/({_COUNTERS}|月|年|天|平方米|亩|美元)(?:[/·]({_COUNTERS}|月|年|天))?")
_PER = rf"({_COUNTERS}|月|年|天|平方米|亩)"
_PER_BEFORE = re.compile(rf"每{_PER}(?:(?:、)?每{_PER})?[^，。；\d：、]{{0,6}}$")
_OF_ITSELF = frozenset({"家", "户", "个", "项", "次", "所", "年", "部", "款"})
"""每家、每户: the enterprise that asks is one of them; 每年 says how often."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence: where it stands, the type of fact it may be told for, its rule text.

    `unit`: what the fact is told in; `per`: what a rate is paid for (人 and 月 of 每人每月).
    """

    start: int
    end: int
    kind: str
    rule: str
    unit: str
    per: tuple[str, ...] = ()


def numbers_of(sentence: str) -> tuple[Number, ...]:
    """The numbers in order; what is a date, a reference or a set phrase is none."""
    return tuple(_found(without_what_counts_nothing(sentence)))


def without_what_counts_nothing(sentence: str) -> str:
    """A sentence with its dates, references and set phrases blotted out, as long as before."""
    return _NOT_A_NUMBER.sub(lambda found: "＃" * len(found.group()), sentence)


def _found(text: str) -> Iterator[Number]:
    for share in _SHARE.finditer(text):
        value = number_of(share[1].replace("两", "二"))
        yield Number(share.start(), share.end(), PERCENT, f"{value}%", "%")
    text = _SHARE.sub(lambda found: "＃" * len(found.group()), text)
    for match in _NUMBER.finditer(text):
        number = _number(match, text)
        if number is not None:
            yield number


def _number(match: re.Match[str], text: str) -> Number | None:
    unit, multiple = match["u"] or "", match["m"] or ""
    spelled = not match["n"][0].isdigit()
    if spelled and (match["low"] or not _may_be_spelled(match["n"], multiple, unit)):
        return None
    if not unit and multiple not in ("万", "亿", "百万", "千万"):
        return None
    value = _value(match["n"])
    kind, name = _kind(unit)
    if match["n"] == "半":
        value, unit = Decimal(6), "个月"
    low = _value(match["low"]) if match["low"] else None
    rule = _rule(value, multiple, kind, _DURATION.get(unit, name), low, match["lowm"] or "")
    per = _per(text, match) if kind == MONEY else ()
    return Number(match.start(), match.end(), kind, rule, name, per)


def _may_be_spelled(numeral: str, multiple: str, unit: str) -> bool:
    if numeral == "半":
        return unit == "年"
    return unit in _DURATION or unit in _SPELLED_COUNTERS or (unit in _MONEY and bool(multiple))


def _kind(unit: str) -> tuple[str, str]:
    if unit in _MONEY or not unit:
        return MONEY, _MONEY.get(unit, "元")
    if unit in _AREA:
        return AREA, _AREA[unit]
    if unit in _DURATION:
        return DURATION, "月"
    if unit in ("%", "％"):
        return PERCENT, "%"
    return COUNT, unit.removeprefix("周").removeprefix("张") or unit


def _value(written: str) -> Decimal:
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    return Decimal(number_of(written.replace("两", "二")) or 0)


def _rule(
    value: Decimal, multiple: str, kind: str, unit: str, low: Decimal | None, low_multiple: str
) -> str:
    value, written = _scaled(value, multiple, kind)
    if low is None:
        return f"{value:f}%" if kind == PERCENT else f"{value:f} {written}{unit}"
    low, _ = (
        (low, "")
        if not low_multiple or low_multiple == multiple
        else _scaled(low, low_multiple, kind)
    )
    return f"{low:f}%—{value:f}%" if kind == PERCENT else f"{low:f}—{value:f} {written}{unit}"


def _scaled(value: Decimal, multiple: str, kind: str) -> tuple[Decimal, str]:
    """The number and the 万 or 亿 that the rule language knows of money."""
    if kind == MONEY and multiple in ("", "万", "亿", "百万"):
        return value, multiple
    total = (value * _TIMES.get(multiple, 1)).normalize()
    total = total.quantize(Decimal(1)) if total == total.to_integral_value() else total
    return total, ""


def _per(text: str, match: re.Match[str]) -> tuple[str, ...]:
    after = _PER_AFTER.match(text[match.end() :])
    found = after or _PER_BEFORE.search(text[: match.start()])
    units = tuple(unit for unit in (found.groups() if found else ()) if unit)
    return units if after else tuple(unit for unit in units if unit not in _OF_ITSELF)
