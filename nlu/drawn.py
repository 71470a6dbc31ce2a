"""A sum of money that the enterprise was told it may draw, said again: 那30万是一次性的吗."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from policy_engine import COUNT, MONEY, unit_of

from .asked_for import is_asked_for
from .asked_whether import is_asked_whether
from .context import Context
from .intents import IntentName
from .language import Notion
from .language.forms import form
from .likeness import Likeness
from .message import Message
from .number_features import NumberReading
from .pack_words import PackWords
from .quantities import BARE, Mention
from .quoted_sums import written_of
from .statements import Span

DRAWN_IN = (BARE, "CNY")
"""Support is paid in yuan."""
ASKS_OF_A_CASE = (
    IntentName.WHAT_IF, IntentName.ASK_ELIGIBILITY, IntentName.ASK_AMOUNT, IntentName.ASK_GAP,
)  # fmt: skip
LONGEST_CLAUSE = 12
NEAR_BY = 40
"""Characters in which a sum is recapped, or a product stands with what it is the product of."""
MOST = 8
"""Numbers of a message among which products are looked for."""
ROUGHLY, TEN_THOUSAND = Decimal("0.03"), Decimal(10_000)


def is_drawn(reading: NumberReading, index: int) -> bool:
    """Whether a quantity is such a sum, and neither called by the words of a fact of money nor the
    answer to a question about money."""
    facts, context, part = reading.outline.facts, reading.context, reading.clause(index)
    value = reading.message.mentions[index].quantity().canonical()
    ends = {end for end in (value.interval.low, value.interval.high) if end.is_finite()}
    if value.unit.code not in DRAWN_IN or not ends:
        return False
    if reading.is_paid(reading.message.mentions[index]):
        return False  # 服务费花了20万
    if part is not None and form("may_be_drawn").search(
        reading.message.text[part.start : reading.message.mentions[index].start]
    ):
        return True  # 你刚才说我能领20万
    of_a_sum = (_is_reported, _is_reckoned, _is_part_of_a_sum)
    if any(way(reading, index) for way in of_a_sum):
        return True
    called = any(facts[fact].kind == MONEY for fact in reading.called(index))
    if not called and is_asked_for(reading, index):
        return True
    ways = (_adds_up(reading, index, ends), _is_recapped(reading, index, ends))
    if any(ways) or _is_called_support(reading, index):
        return not called
    answers = any(facts[fact].kind == MONEY for fact in context.pending)
    return ends <= context.amounts and not called and (not answers or part is None or part.asks)


def drawn_sums(
    words: PackWords, message: Message, context: Context, intent: IntentName
) -> frozenset[Span]:
    """Where the sums of a message stand that are drawn, or only asked about, and the conditions
    told again with them: nothing is to be asked of these."""
    reading = NumberReading(words, Likeness(words.outline), message, context, intent)
    return frozenset(
        (mention.start, mention.end)
        for index, mention in enumerate(message.mentions[:MOST])
        if any(tells_nothing(reading, index) for tells_nothing in _TELL_NOTHING)
    )


def _is_reported(reading: NumberReading, index: int) -> bool:
    """你刚才说我能领20万, 下面又给我打勾50万, 50万是你自己算出来的."""
    mention, part = reading.message.mentions[index], reading.clause(index)
    if part is None:
        return False
    before, after = part.start, part.end
    lead, rest = (
        reading.message.text[before : mention.start],
        reading.message.text[mention.end : after],
    )
    of_you = form("reported_by_you").search(lead) or form("came_from_you").match(rest)
    return of_you is not None or form("may_be_drawn").search(lead) is not None


def _is_called_support(reading: NumberReading, index: int) -> bool:
    """那10万差额, 掉到20万那档, 第八条的25万: what is drawn, by the words around it."""
    mention, text = reading.message.mentions[index], reading.message.text
    of_clause = form("of_a_clause").search(text[: mention.start][-LONGEST_CLAUSE:])
    return of_clause is not None or form("support_after").match(text, mention.end) is not None


def _adds_up(reading: NumberReading, index: int, ends: set[Decimal]) -> bool:
    """加起来就两千块, of the 1993.68 元 that one was told of."""
    part = reading.clause(index)
    if part is None or not reading.message.has(Notion.SUM, part.start, part.end):
        return False
    return all(any(abs(end - a) <= ROUGHLY * a for a in reading.context.amounts) for end in ends)


def is_condition_of_one(reading: NumberReading, index: int) -> bool:
    """多一百万美元就再加两万, where nothing else is supposed or asked: the rule told again."""
    part = reading.clause(index)
    if part is None or part.supposed or reading.intent in ASKS_OF_A_CASE:
        return False
    following = range(index + 1, len(reading.message.mentions))
    return any(reading.clause(i) == part and _follows(reading, i) for i in following)


def _follows(reading: NumberReading, index: int) -> bool:
    """Whether it is the sum that is drawn for what stands before it in its clause."""
    mention, part = reading.message.mentions[index], reading.clause(index)
    if part is None or not _is_about(mention.interval.low, reading.context.amounts):
        return False
    before = reading.message.text[part.start : mention.start]
    conditions = any(part.start <= m.core < mention.start for m in reading.message.mentions[:index])
    return conditions and form("and_then_so_much").search(before) is not None


def _is_reckoned(reading: NumberReading, index: int) -> bool:
    """Whether it is what the sums drawn make, or what they are reckoned with: 三千票按一百二算是
    三十六万, 多出来那六万; 多一百万美元就再加两万."""
    mention, text = reading.message.mentions[index], reading.message.text
    products = list(_products(reading))
    if any(index in (rate, outcome) for rate, outcome in products):
        return True
    before = text[max(0, mention.start - NEAR_BY) : mention.start]
    if form("what_is_over").search(before):
        return any(outcome < index for _, outcome in products)
    return _follows(reading, index)


def _is_part_of_a_sum(reading: NumberReading, index: int) -> bool:
    """隆回的封20，新邵的9万，加起来能拿29万: one of the numbers that make what is drawn in all."""
    mentions, text = reading.message.mentions[:MOST], reading.message.text
    for place in range(index + 1, len(mentions)):
        made = mentions[place].interval.low
        parts = [m for m in mentions[:place] if m.unit in (None, DRAWN_IN[1]) and not m.article][
            ::-1
        ]
        if not form("makes_in_all").search(text[: mentions[place].start]):
            continue
        for first in range(2, len(parts) + 1):
            if mentions[index] in parts[:first] and made in _sums(parts[:first]):
                return True
    return _is_added_up(reading, index)


def _is_added_up(reading: NumberReading, index: int) -> bool:
    """那30万加10万就是40万吧, where one of them was said to be drawn, or is written in what is talked
    of: two numbers and their sum."""
    text, context = reading.message.text, reading.context
    amounts = context.amounts | written_of(reading.outline, context.focus)
    mentions = [m for m in reading.message.mentions[:MOST] if m.unit in (None, DRAWN_IN[1])]
    for one, other, made in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if (
            reading.message.mentions[index] in (one, other, made)
            and form("adds_to").search(text[one.end : other.start])
            and form("adds_up_to").search(text[other.end : made.start])
            and made.interval.low in _sums((one, other))
            and amounts & {m.interval.low for m in (one, other)}
        ):
            return True
    return False


def _sums(parts: Sequence[Mention]) -> Iterator[Decimal]:
    """What numbers add up to, those said in 万 alone counted as such."""
    said = [part.interval.low for part in parts]
    yield sum(said, Decimal(0))
    yield sum((n if n >= TEN_THOUSAND else n * TEN_THOUSAND for n in said), Decimal(0))


def _is_recapped(reading: NumberReading, index: int, ends: set[Decimal]) -> bool:
    """我最后确认：四十六万."""
    start = reading.message.mentions[index].start
    before = reading.message.text[max(0, start - NEAR_BY) : start]
    recapped = form("recapped").search(before) is not None
    return recapped and all(_is_about(end, reading.context.amounts) for end in ends)


def _is_about(value: Decimal, amounts: Collection[Decimal]) -> bool:
    return any(abs(value - amount) <= ROUGHLY * amount for amount in amounts)


def _products(reading: NumberReading) -> Iterator[tuple[int, int]]:
    """The rates that are paid for each one and what a number of them comes to, by their places."""
    mentions, amounts = reading.message.mentions, reading.context.amounts
    for rate, times, outcome in permutations(range(len(mentions[:MOST])), 3):
        paid, count, made = mentions[rate], mentions[times], mentions[outcome]
        near = max(paid.end, count.end) <= made.start <= max(paid.end, count.end) + NEAR_BY
        if not near or paid.interval.low not in amounts or not paid.interval.is_exact:
            continue
        if {paid.unit, made.unit} <= {None, DRAWN_IN[1]} and _makes(paid, count, made):
            yield rate, outcome
    for outcome, made in enumerate(mentions):
        said = form("priced_at").search(reading.message.text[: made.start])
        if said is None:
            continue
        for rate, paid in enumerate(mentions[:outcome]):
            if said.start() < paid.core < said.end() and paid.interval.low in amounts:
                yield rate, outcome


def _makes(paid: Mention, count: Mention, made: Mention) -> bool:
    """Whether so many at so much come to that."""
    counted = count.unit is not None and unit_of(count.unit).kind == COUNT
    product = count.interval.low * paid.interval.low
    return counted and product > 0 and _is_about(product, (made.interval.low,))


_TELL_NOTHING = (is_drawn, is_condition_of_one, is_asked_whether)
