"""4200万里有500万不知道算不算, 要是1万2不认呢, 最坏扣掉算3700万，还够不够: a part of a number that is
known is no value of its own, and without it less is supposed."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import COUNT, MONEY

from .clauses import Clause
from .drawn import is_drawn
from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .said_of_a_part import is_said_of_a_part
from .statements import (
    Added,
    Beside,
    Corrected,
    Denied,
    Doubtful,
    Span,
    Statement,
    Supposed,
    Told,
)

BECAUSE = "part in doubt"
_OF_NUMBERS = (Told, Corrected, Added, Doubtful, Supposed)


def part_in_doubt(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with such a part beside the whole, or taken from it where that is supposed."""
    for index, mention in enumerate(reading.message.mentions):
        fact = _part_of(reading, index)
        instead = None if fact is None else _instead(reading, index, fact)
        added = any(isinstance(s, Added) and s.span == (mention.start, mention.end) for s in said)
        if instead is None and added and fact is not None:
            instead = _not_on_top(reading, index, fact)
        if instead is not None:
            span = mention.start, mention.end
            rest = (s for s in said if not (isinstance(s, _OF_NUMBERS) and _touches(s, span)))
            said = (*(s for s in rest if not _denies_of(reading, s, instead)), instead)
    return tuple(said)


def _denies_of(reading: NumberReading, statement: Statement, part: Statement) -> bool:
    """里头有两万四是发到长沙去的，冇走集散中心: what is denied of a part is not denied of the whole."""
    message = reading.message
    at, here = message.clause_at(part.span[0]), message.clause_at(statement.span[0])
    if not isinstance(statement, Denied) or not isinstance(part, Beside) or here is None:
        return False
    return here == at or is_said_of_a_part(message, here)


def _instead(reading: NumberReading, index: int, fact: str) -> Statement | None:
    """What a number less than the one known of a fact is meant as, if not as another value."""
    message, mention, part = reading.message, reading.message.mentions[index], reading.clause(index)
    if part is None:
        return None
    span = (mention.start, mention.end)
    before, after = message.text[part.start : mention.start], message.text[mention.end : part.end]
    left_out = form("is_not_counted").match(after) or form("takes_some_off").search(before)
    asks = any(each.asks for each in message.clauses)
    value = value_of(reading, fact, mention)
    if form("at_worst").search(before) and asks:
        return Supposed(fact=fact, value=value, span=span, because=BECAUSE)
    if left_out and (part.supposed or _is_taken_off_and_asked(reading, index)):
        return Supposed(fact=fact, value=value, by="less", span=span, because=BECAUSE)
    if part.supposed:
        return None
    if _is_said_of_a_part(before) and (_asks_if_it_counts(reading, part) or left_out):
        return Beside(mention=mention, span=span, because=BECAUSE)
    return None


def _not_on_top(reading: NumberReading, index: int, fact: str) -> Doubtful | None:
    """其中8万走集散中心: what lies in the whole does not come on top of it."""
    mention, part = reading.message.mentions[index], reading.clause(index)
    if part is None or not _is_said_of_a_part(reading.message.text[part.start : mention.start]):
        return None
    span = (mention.start, mention.end)
    return Doubtful(mention=mention, facts=(fact,), span=span, because=BECAUSE)


def _is_said_of_a_part(before: str) -> bool:
    return form("of_a_whole").search(before) is not None


def _is_taken_off_and_asked(reading: NumberReading, index: int) -> bool:
    """扣掉没票的2万6，能补多少: asked in the very next clause, with no number of what is left."""
    message, mention = reading.message, reading.message.mentions[index]
    after = [other for other in message.mentions if other.start >= mention.end]
    if any(form("is_left").search(message.text[mention.end : m.start]) for m in after[:1]):
        return False
    following = [each for each in message.clauses if each.end > mention.end]
    return any(each.asks for each in following[:2])


def _asks_if_it_counts(reading: NumberReading, part: Clause) -> bool:
    """Whether it is asked, or not known, if the part counts."""
    message = reading.message
    found = form("whether_it_is_counted").search(message.text[part.start :])
    return found is not None or message.has(Notion.UNSURE, part.start)


def _part_of(reading: NumberReading, index: int) -> str | None:
    """The fact told before that a number may be a part of: that whose number is said again, that
    which is called, that which is talked about, or the one told last."""
    mention = reading.message.mentions[index]
    if mention.article or mention.ordinal or mention.since or is_drawn(reading, index):
        return None
    if form("of_what_is_drawn").search(reading.message.text):
        return None
    fits = [f for f in reading.context.told if _may_be_part_of(reading, index, f)]
    again = [fact for fact in fits if _is_said_again(reading, index, fact)]
    called = [fact for fact in fits if reading.is_named(index, fact)]
    measures = {key: reading.outline.measures[key] for key in reading.context.focus[:1]}
    talked_of = [f for f in fits if any(f in each.facts for each in measures.values())]
    return next((found[-1] for found in (again, called, talked_of, fits) if found), None)


def _is_said_again(reading: NumberReading, index: int, fact: str) -> bool:
    """那8万6里头有1万2, after 8万6."""
    before = reading.message.mentions[:index]
    whole = reading.context.sums.get(fact)
    return any(value_of(reading, fact, m).interval.low == whole for m in before)


def _may_be_part_of(reading: NumberReading, index: int, fact: str) -> bool:
    definition, mention = reading.outline.facts.get(fact), reading.message.mentions[index]
    if definition is None or not reading.measurable(definition, mention):
        return False
    if mention.unit is None and definition.kind not in (MONEY, COUNT):
        return False
    whole = reading.context.sums.get(fact)
    return whole is None or value_of(reading, fact, mention).interval.high < whole


def _touches(statement: Statement, span: Span) -> bool:
    return statement.span[0] < span[1] and span[0] < statement.span[1]
