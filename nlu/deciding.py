"""Which fact a quantity is, once both readers have been weighed: one, none, or a question."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from .intents import IntentName
from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .number_filters import called_a_cost
from .ordinal_years import the_year_it_is
from .pack_words import WordKind
from .quantities import Mention
from .verdict_features import RuleNumber
from .weighed import Doubt, Weighed

MOST_RIVALS = 4
"""A question between more would not help."""
NOTHING, SURE, POSSIBLE = 0.52, 0.62, 0.15
"""A quantity so probably nothing is left alone; of the facts one so far ahead of the others is
taken; else the dialog asks, if the rivals are above the last."""
PLAIN = 0.7
"""What the rules find so plainly told is never another fact (当年新增出口180万, asked for another):
so it was in each of the few cases where the readers differed."""
PLAIN_AWAY, LEARNED_AWAY, HOPELESS = 0.5, 0.9, 0.97
"""Of a policy that the network never read of the rules are believed from so much on, and the network
where it is so sure, unless the rules are as good as certain that the quantity is nothing. (Of 385
facts of new authors the rules were wrong in 2 of 60 such cases, the network in 5 of 19.)"""
AT_MOST = 0.7
"""Less probably nothing by the rules, a bare count beside numbers of its business is one of it."""
EVEN, APART = 0.2, 0.05
"""From this probability on two facts are rivals by rule, and this close together."""
NO_QUESTION = {IntentName.WHAT_IF, IntentName.ASK_GAP}
_COLON = "：: "
_WORD = re.compile(r"[^\W吧啊呀嘛咯哒了的]")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[^\W_]\s*$"), re.compile(r"\s*[^\W_]")


def decided(reading: NumberReading, weighed: Weighed) -> str | Doubt | None:
    """The fact of a quantity, `None` for none, or what it should be asked between."""
    rules, facts, (nothing, shares) = weighed.rules, weighed.facts, weighed.shares
    mention, askable = reading.message.mentions[weighed.index], reading.intent not in NO_QUESTION
    share, fact = max(zip(shares, facts, strict=True))
    again = _told_again(reading, weighed)
    if again is not None:
        return again
    if answers_alone(reading, weighed.index):
        return reading.context.pending[0]
    beside = (
        _told_of_last_year(reading, weighed)
        or _last_years_whole(reading, weighed)
        or _rise_of_what_was_asked(reading, weighed)
        or _cost_called(reading, weighed)
        or the_year_it_is(reading, weighed)
    )
    beside = beside or _called_next(reading, weighed)
    if beside is not None:
        return beside
    even = _even(rules, facts)
    if even and askable and not any(one in reading.context.pending for one in facts):
        return Doubt(mention, even)
    by_rule = _away(weighed) if weighed.is_away else _the_only_answer(reading, weighed)
    if by_rule is not None:
        return by_rule
    called = fact == rules.again and reading.intent is not IntentName.CORRECT
    if nothing >= NOTHING and not called:
        bare = rules.nothing < AT_MOST and _stands_bare(reading, mention)
        return (
            _the_only_one_at_home(reading, facts) if bare else _all_that_is_named(reading, weighed)
        )
    plain = rules.likeliest
    if fact != plain and rules.facts[plain] >= PLAIN:
        return plain
    if share >= SURE * (1 - nothing):
        return fact
    rivals = tuple(f for s, f in zip(shares, facts, strict=True) if s >= POSSIBLE)
    return Doubt(mention, rivals) if askable and 1 < len(rivals) <= MOST_RIVALS else None


def _the_only_answer(reading: NumberReading, weighed: Weighed) -> str | None:
    """账是老板娘管，估计有五六万吧: the one number there is, plainly of what was asked."""
    pending = reading.context.pending
    if len(pending) != 1 or len(reading.message.mentions) != 1:
        return None
    rises = form("says_a_rise").search(weighed.part.text) is not None
    if rises and not reading.outline.facts[pending[0]].increase_of:
        return None  # 新增200万 is not how much it was in all
    return pending[0] if weighed.rules.facts.get(pending[0], 0.0) >= PLAIN else None


def _away(weighed: Weighed) -> str | None:
    """The fact of a quantity in a policy that the network never read of, if one is plain."""
    rules, learned = weighed.rules, weighed.learned
    plain = rules.likeliest
    if rules.facts[plain] >= PLAIN_AWAY:
        return plain
    if learned is None or rules.nothing >= HOPELESS:
        return None
    guessed = max(learned.facts, key=lambda one: learned.facts[one])
    return guessed if learned.facts[guessed] >= math.log(LEARNED_AWAY) else None


def _told_again(reading: NumberReading, weighed: Weighed) -> str | None:
    """我刚不是说了嘛，一千八百万: a sum told before is no answer to what is asked next."""
    mention, sums = reading.message.mentions[weighed.index], reading.context.sums
    if not form("said_already").search(reading.message.text[: mention.start]):
        return None
    value = mention.quantity().canonical().interval
    told = [f for f in weighed.facts if f in sums and value.is_exact and sums[f] == value.low]
    return told[0] if len(told) == 1 and told[0] not in reading.context.pending else None


def _told_of_last_year(reading: NumberReading, weighed: Weighed) -> str | None:
    """去年四十来万美元，今年五十万出头: this year's figure is of the fact that last year's was of."""
    message, part = reading.message, reading.clause(weighed.index)
    mention = message.mentions[weighed.index]
    if part is None or part.last_year or part.asks or not reading.past:
        return None
    now = message.has(Notion.NOW, part.start, mention.start)
    if not now or message.covers(Notion.CHANGE, mention.core, mention.end):
        return None
    last = reading.past[max(reading.past)]
    called = reading.called(weighed.index)
    return last if last in weighed.facts and (not called or last in called) else None


def _last_years_whole(reading: NumberReading, weighed: Weighed) -> str | None:
    """去年180万, asked how much more it is this year than last: how much it was."""
    pending, part = reading.context.pending, weighed.part
    if len(pending) != 1 or not part.last_year or part.asks or reading.called(weighed.index):
        return None
    whole = reading.outline.facts[pending[0]].increase_of
    told = whole in reading.context.told and whole in weighed.facts
    rises = form("says_a_rise").search(part.text) is not None
    return whole if told and not rises else None


def _rise_of_what_was_asked(reading: NumberReading, weighed: Weighed) -> str | None:
    """新增200万, asked how much it was in all: how much more than last year, where that counts."""
    pending, part = reading.context.pending, weighed.part
    if len(pending) != 1 or part.asks or form("says_a_rise").search(part.text) is None:
        return None
    facts = reading.outline.facts
    plain = weighed.rules.likeliest
    rises = [one for one in weighed.facts if facts[one].increase_of == pending[0]]
    alone = len(reading.message.mentions) == len(rises) == 1
    return rises[0] if alone and plain in (*pending, *rises) else None


def _cost_called(reading: NumberReading, weighed: Weighed) -> str | None:
    """国际站会员费一年4万: the one cost that such a sum is called by."""
    if weighed.part.asks or not called_a_cost(reading, weighed.index):
        return None
    start, end = weighed.part.start, reading.message.mentions[weighed.index].start
    costs = [f for f in weighed.facts if reading.outline.facts[f].is_cost]
    named = [
        f for f in costs if any(True for _ in reading.message.word(WordKind.NAME, f, start, end))
    ]
    return named[0] if len(named) == 1 else None


def _called_next(reading: NumberReading, weighed: Weighed) -> str | None:
    """4600万，按订单的GMV算的: the one fact that the next clause says the number is counted as."""
    parts = reading.message.clauses
    after = next((part for part in parts if part.start >= weighed.part.end), None)
    if after is None or after.asks or not _is_a_clause(reading, weighed.index):
        return None
    if not form("how_it_is_counted").search(after.text):
        return None
    names = (reading.message.word(WordKind.NAME, f, after.start, after.end) for f in weighed.facts)
    named = [
        fact for fact, cues in zip(weighed.facts, names, strict=True) if any(True for _ in cues)
    ]
    return named[0] if len(named) == 1 else None


def answers_alone(reading: NumberReading, index: int) -> bool:
    """我没开店！三万六千四。网上的呢？: the one quantity that is a clause of its own is what was asked."""
    pending = reading.context.pending
    message = reading.message
    if len(pending) != 1 or message.has(Notion.MISTAKE):
        return False  # 四万五，哦不对，是五万二
    if not any(part.asks for part in message.clauses):
        return False  # what asks nothing is read as ever
    if pending[0] not in reading.candidates(index):
        return False
    return [i for i in range(len(reading.message.mentions)) if _is_a_clause(reading, i)] == [index]


def opens_alone(reading: NumberReading, index: int) -> bool:
    """63800，里面大半是佣金: a quantity that is all of the first clause."""
    return reading.clause(index) == reading.message.clauses[0] and _is_a_clause(reading, index)


def _is_a_clause(reading: NumberReading, index: int) -> bool:
    part, mention = reading.clause(index), reading.message.mentions[index]
    if part is None or part.asks or part.supposed or len(reading.message.clauses) < 2:
        return False
    beside = (
        reading.message.text[part.start : mention.start],
        reading.message.text[mention.end : part.end],
    )
    return not any(_WORD.search(text) for text in beside)


def _even(rules: RuleNumber, facts: Sequence[str]) -> tuple[str, ...]:
    """Two facts between which no word decides (我们有800票): whatever the network guesses, it is
    asked."""
    likely = tuple(fact for fact in facts if rules.facts[fact] >= EVEN)
    close = len(likely) == 2 and abs(rules.facts[likely[0]] - rules.facts[likely[1]]) < APART
    return likely if close and rules.again is None else ()


def _stands_bare(reading: NumberReading, mention: Mention) -> bool:
    """Whether nothing else is said between the marks around a quantity: 银行六家 names its thing."""
    before, after = reading.message.text[: mention.start], reading.message.text[mention.end :]
    return not _WORD_BEFORE.search(before) and not _WORD_AFTER.match(after)


def _all_that_is_named(reading: NumberReading, weighed: Weighed) -> str | None:
    """占地面积35亩: as in a form, the name of one fact, its quantity, and nothing else beside them."""
    mention, text = reading.message.mentions[weighed.index], reading.message.text
    before = text[weighed.part.start : mention.start].rstrip(_COLON)
    after = text[mention.end : weighed.part.end]
    if reading.intent is not IntentName.INFORM or re.search(r"\w", after):
        return None
    named = [
        fact
        for fact in weighed.facts
        for cue in reading.message.word(WordKind.NAME, fact, weighed.part.start, mention.start)
        if text[cue.start : cue.end] == before
    ]
    return named[0] if len(set(named)) == 1 else None


def _the_only_one_at_home(reading: NumberReading, facts: Sequence[str]) -> str | None:
    """开了一年半，四十多家, of a platform: the one fact not yet told of a business that is known and
    of which the message has just told another number."""
    outline, context = reading.outline, reading.context
    told = {*context.told, *reading.given.values()}
    at_home = [
        fact
        for fact in facts
        if fact not in told
        and any(outline.related(fact, role) for role in context.roles)
        and any(outline.related(fact, given) for given in reading.given.values())
    ]
    return at_home[0] if len(at_home) == 1 else None
