"""What a quantity surely is not, by the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from policy_engine import AREA, COUNT, DURATION, MONEY, FactDefinition, unit_of

from .language import Notion
from .language.forms import form
from .pack_words import WordKind
from .per_area import is_per_area, is_the_one_of_each, said_per_area

if TYPE_CHECKING:
    from .message import Message
    from .number_features import NumberReading
    from .quantities import Mention


_MORE = (Notion.CHANGE, Notion.MORE, Notion.ALL_NEW, Notion.ON_TOP, Notion.SAME)
_GROWS = frozenset("增多涨加超长升翻")
_NOT_SO = ("哪有", "哪来的", "哪来", "哪里有", "不是", "并不是", "没有说", "我没说")
_NOT_A_PENNY = re.compile(r"一[分毛角厘](?:钱)?(?:都|也|没|冇|不)")
VAST = 1_000_000
"""No bare number is so many square metres."""
AGES, OLDEST = 1_000, 150
"""No bare number is so many months or years, and nobody is so old."""
INVEST = "投"
"""The word that every sum put into something is called by."""


def surely_not(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """Whether the words around a quantity rule a fact out."""
    return (
        of_another_business(reading, index, definition.name)
        or spent(reading, index, definition)
        or invested(reading, index, definition)
        or unsaid_increase(reading, index, definition)
        or _no_area(reading, index, definition)
        or _no_time(reading, index, definition)
        or _paid_out(reading, index, definition)
        or _of_another_that_falls_short(reading, index, definition.name)
        or turned_over(reading, index, definition)
        or _of_each_only(reading, index, definition)
    )


def _of_each_only(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """一亩合216万 is no whole sum."""
    mention = reading.message.mentions[index]
    return (
        definition.kind == MONEY
        and not is_per_area(definition)
        and said_per_area(reading.message, mention)
    )


def _no_time(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """一个月九千六 is no age."""
    mention = reading.message.mentions[index]
    most = OLDEST if definition.unit.code == "岁" else AGES if definition.kind == DURATION else None
    return most is not None and mention.unit is None and mention.interval.low >= most


def _paid_out(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """一共拿到40万, 县里再配5万, with no unit: money, and no size or number of anything."""
    mention, part = reading.message.mentions[index], reading.clause(index)
    sized = definition.kind in (AREA, COUNT, DURATION)
    if (
        not sized
        or part is None
        or mention.unit is not None
        or form("in_ten_thousands").search(mention.text) is None
    ):
        return False
    named = reading.is_named(index, definition.name)
    return not named and form("paid_out").search(part.text) is not None


def _of_another_that_falls_short(reading: NumberReading, index: int, fact: str) -> bool:
    """够的就老店一家，小的八十平肯定不够, where the area is known: it is another one's."""
    part, message = reading.clause(index), reading.message
    if part is None or part.asks or fact not in reading.context.told:
        return False
    short = message.has(Notion.UNQUALIFIED, message.mentions[index].end, part.end)
    return short and form("another_one").search(part.text) is not None


def turned_over(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """一年流水8000万 is nothing that a policy does not call a turnover itself."""
    if definition.kind != MONEY or reading.is_named(index, definition.name):
        return False
    if not called_a_turnover(reading.message, reading.message.mentions[index]):
        return False
    return form("turnover").search(_names(reading, definition)) is None


def called_a_turnover(message: Message, mention: Mention) -> bool:
    """一年流水8000万; 8000万是流水."""
    part = message.clause_at(mention.core)
    if part is None:
        return False
    before, after = message.text[part.start : mention.start], message.text[mention.end : part.end]
    return bool(form("called_a_turnover").search(before) or form("is_a_turnover").match(after))


def has_turnovers(definitions: Iterable[FactDefinition]) -> bool:
    """Whether any fact is a turnover, by what it is called."""
    return any(
        d.kind == MONEY and form("turnover").search(f"{d.name}{d.label}{d.question}")
        for d in definitions
    )


def _names(reading: NumberReading, definition: FactDefinition) -> str:
    said = reading.words.file.numbers.get(definition.name)
    called = "" if said is None else "".join((*said.names, *said.generic))
    return f"{definition.name}{definition.label}{definition.question}{called}"


def _no_area(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """六千万 without a unit are no square metres, nor is what was paid."""
    mention = reading.message.mentions[index]
    if definition.kind != AREA or mention.unit is not None:
        return False
    return mention.interval.low >= VAST or reading.is_paid(mention)


def says_nothing(message: Message, mention: Mention) -> bool:
    """Whether a number is only what is missing, or just what is not so."""
    return (
        is_a_gap(message, mention)
        or is_denied(message, mention)
        or _is_a_period_of_pay(message, mention)
        or _is_in_a_clause_of("worked_out", message, mention)
        or _is_in_a_clause_of("counted_from", message, mention)
        or _is_of_a_later_year(message, mention)
        or _is_nothing_of_last_year(message, mention)
        or _is_not_even_one(message, mention)
        or is_the_one_of_each(message, mention)
        or _is_one_that_is_not(message, mention)
    )


def _is_one_that_is_not(message: Message, mention: Mention) -> bool:
    """一个没入网的客户 counts nothing."""
    return mention.article and bool(form("one_that_is_not").match(message.text, mention.end))


def _is_not_even_one(message: Message, mention: Mention) -> bool:
    """一天都没停过。"""
    one = mention.interval.is_exact and mention.interval.low == 1
    return one and form("not_even_one").match(message.text, mention.start) is not None


def _is_nothing_of_last_year(message: Message, mention: Mention) -> bool:
    """去年0。"""
    part = message.clause_at(mention.core)
    nothing = mention.interval.is_exact and mention.interval.low == 0 and mention.unit is None
    if not nothing or part is None:
        return False
    return form("last_year_before").search(message.text[part.start : mention.start]) is not None


def _is_of_a_later_year(message: Message, mention: Mention) -> bool:
    """卖家后面第二年第三年的还给不给: which year it is to be is not which it is."""
    return mention.ordinal and _is_in_a_clause_of("of_later_years", message, mention)


def _is_a_period_of_pay(message: Message, mention: Mention) -> bool:
    """7.8万一年, 一年7.8万: the year that a sum is paid for is no length of time."""
    one = mention.interval.is_exact and mention.interval.low == 1
    if not one or mention.unit is None or unit_of(mention.unit).kind != DURATION:
        return False
    beside = (m for m in message.mentions if mention.start == m.end or mention.end == m.start)
    return any(m.unit is None or unit_of(m.unit).kind == MONEY for m in beside)


def _is_in_a_clause_of(name: str, message: Message, mention: Mention) -> bool:
    """按30万除以120算是2500票: what would have to be there; 第一年从哪天数: what is asked about."""
    part = message.clause_at(mention.core)
    return part is not None and form(name).search(part.text) is not None


def of_another_business(reading: NumberReading, index: int, fact: str) -> bool:
    """集货仓1800平, where the area of the 海外仓 is known: no word for it to be that one."""
    scene, known = reading.words.scene(fact), fact in reading.context.told
    asked = fact in reading.context.pending
    if not scene or not known or asked or reading.is_named(index, fact):
        return False
    last = reading.scenes_before(reading.message.mentions[index].core)
    return bool(last) and scene not in last


def is_a_gap(message: Message, mention: Mention) -> bool:
    """就差十来个平方: how much is missing is not how much there is."""
    counted = mention.unit is not None and unit_of(mention.unit).kind != DURATION
    return counted and (
        message.ends_at(Notion.SHORT, mention.start, 1)
        or form("lacks").search(message.text[: mention.start]) is not None
    )


def is_denied(message: Message, mention: Mention) -> bool:
    """哪有十二万平方, 不是42亿, 我没说运费20万: the very number is what is not so; 一分都没有 is no number."""
    text, start = message.text, mention.start
    if text[:start].endswith(_NOT_SO) or _NOT_A_PENNY.match(text, start) is not None:
        return True
    return form("never_said").search(text[:start]) is not None


def unsaid_increase(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """今年五十万出头 is how much there is: how much more there is takes a word that says so."""
    part = reading.clause(index)
    if not definition.may_be_negative or part is None:
        return False
    if definition.name in reading.context.pending and not part.last_year:
        return False
    message, start = reading.message, part.start
    if part.text.strip() == message.mentions[index].text:  # 新增就是610减420，190万
        start = max((p.start for p in message.clauses if p.end <= start), default=start)
    named = next(message.word(WordKind.NAME, definition.name, start, part.end), None)
    more = any(message.has(notion, start, part.end) for notion in _MORE)
    return named is None and not more and _GROWS.isdisjoint(message.text[start : part.end])


def spent(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """平台开发花了260万, 店铺年费5万多 are no turnover."""
    mention = reading.message.mentions[index]
    if definition.kind != MONEY or definition.is_cost or reading.is_named(index, definition.name):
        return False
    return reading.is_paid(mention) or called_a_cost(reading, index)


def called_a_cost(reading: NumberReading, index: int) -> bool:
    """Whether a sum is called one that is paid: 年费2.98万; 交5万年费; 店铺年费你没记啊，5万3."""
    part, mention = reading.clause(index), reading.message.mentions[index]
    if part is None:
        return False
    start = part.start
    if part.text.strip(_MARKS) == mention.text:
        start = max((p.start for p in reading.message.clauses if p.end <= start), default=start)
    text = reading.message.text
    before = form("called_a_cost").search(text[start : mention.start]) is not None
    return before or form("is_a_cost").match(text[mention.end : part.end]) is not None


_MARKS = " ,，。.!！?？、"


def invested(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """累计投入860万 is no turnover either; of a sum that is itself an investment it is."""
    message, mention = reading.message, reading.message.mentions[index]
    if definition.kind != MONEY or not message.ends_at(Notion.INVESTED, mention.start, 1):
        return False
    return not is_investment(definition) and not reading.is_named(index, definition.name)


def is_investment(definition: FactDefinition) -> bool:
    """Whether a fact is a sum that was put into something, by the words it is called by."""
    called = f"{definition.name}{definition.label}{definition.question}"
    return definition.kind == MONEY and INVEST in called
