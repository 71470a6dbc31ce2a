"""那320万别算我们的; 60.2是卖家的，不是我们的; 不是我们交，是卖家交给我们: what was told is another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine import PERCENT

from .clauses import Clause
from .language.forms import form
from .message import Message
from .number_features import NumberReading
from .quantities import Mention
from .statements import Amended, Beside, Denied, Revised, Statement

_BECAUSE = "counted_as_anothers"


def not_counted(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, without what is paid to the speaker, and with what is no more to be counted
    as the speaker's."""
    said = _paid_to_the_speaker(reading, said)
    taken = list(_taken_back(reading.message))
    numbers = [each.mention.core for each in taken if each.mention is not None]
    parts = [part for part in map(reading.message.clause_at, numbers) if part is not None]
    return (*(s for s in said if not any(_lies_in(s, part) for part in parts)), *taken)


def _lies_in(statement: Statement, part: Clause) -> bool:
    """Whether it is of a clause that tells nothing of the speaker."""
    return part.start <= statement.span[0] and statement.span[1] <= part.end


def _taken_back(message: Message) -> Iterator[Amended]:
    """The numbers that such a clause says again, or the one before it; with no number and no
    name, whatever was told last."""
    named: list[Amended] = []
    before: Clause | None = None
    for part in message.clauses:
        found = [_of(mention) for mention in _said_again(message, part, before)]
        named += found
        yield from found
        if not named and _says_nothing_more(part):
            span = (part.start, part.end)
            yield Amended(way="taken_back", span=span, because=_BECAUSE)
        before = part


def _said_again(message: Message, part: Clause, before: Clause | None) -> Sequence[Mention]:
    """The numbers that a clause says are not the speaker's."""
    text, numbers = part.text.strip(), _numbers(message, part)
    refuses = not _is_unreal(part) and form("counted_as_anothers").search(text) is not None
    if numbers:
        rest = message.text[numbers[-1].end : part.end].strip()
        denies = not _is_unreal(part) and form("is_not_ours").match(rest) is not None
        return numbers if refuses or denies else ()
    if before is not None and _says_nothing_more(part):
        return _numbers(message, before)
    if before is None or not (refuses or form("is_not_ours").match(text)):
        return ()
    return _of_another(message, before)


def _says_nothing_more(part: Clause) -> bool:
    """那就别算在我们头上了."""
    text = part.text.strip()
    found = form("counted_as_anothers").search(text)
    if found is None or _is_unreal(part):
        return False
    return form("nothing_but_that").match(text[: found.start()]) is not None


def _is_unreal(part: Clause) -> bool:
    return part.asks or part.supposed


def _of_another(message: Message, part: Clause) -> Sequence[Mention]:
    """The numbers of a clause that says whose they are."""
    belongs = form("belongs_to_another").search(part.text.strip()) is not None
    return _numbers(message, part) if belongs else ()


def _numbers(message: Message, part: Clause) -> Sequence[Mention]:
    """The numbers of a clause; a share (那70%) is what the policy pays, whosever it is."""
    every = (m for m in message.mentions if part.start <= m.core < part.end)
    return [m for m in every if m.unit != PERCENT]


def _of(mention: Mention) -> Amended:
    span = (mention.start, mention.end)
    return Amended(way="taken_back", mention=mention, span=span, because=_BECAUSE)


def _paid_to_the_speaker(
    reading: NumberReading, said: Sequence[Statement]
) -> tuple[Statement, ...]:
    """是卖家交给我们: whoever is paid a fee does not pay it; what it comes to is none of his either."""
    found = form("paid_to_us").search(reading.message.text)
    facts, context = reading.outline.facts, reading.context
    paying = [
        fact
        for fact, definition in facts.items()
        if definition.role and form("pays_a_fee").search(definition.label)
    ]
    concerned = [f for f in paying if f in context.roles or _is_told(said, f)]
    concerned = concerned or [f for f in paying if _is_in_talk(reading, f)]
    if found is None or not concerned:
        return tuple(said)
    measures = {key for fact in concerned for key in reading.outline.measures_of[fact]}
    rest = [s for s in said if not _is_of(reading, s, measures, concerned)]
    beside = [
        Beside(mention=m, span=(m.start, m.end), because=_BECAUSE)
        for m in reading.message.mentions
        if not any(s.span == (m.start, m.end) for s in rest)
    ]
    span = found.span()
    denied = [Denied(fact=fact, span=span, because="paid_to_us") for fact in concerned]
    return (*rest, *beside, *denied, Revised(mistake=True, span=span, because="paid_to_us"))


def _is_told(said: Sequence[Statement], fact: str) -> bool:
    return any(getattr(s, "fact", None) == fact for s in said)


def _is_in_talk(reading: NumberReading, fact: str) -> bool:
    focus = reading.context.focus[:1]
    return any(fact in reading.outline.measures[key].facts for key in focus)


def _is_of(
    reading: NumberReading, statement: Statement, measures: set[str], denied: Sequence[str]
) -> bool:
    """Whether a statement is of such a fee alone."""
    fact = getattr(statement, "fact", None)
    if fact is None:
        return False
    using = reading.outline.measures_of.get(fact, frozenset())
    return fact in denied or (bool(using) and using <= measures)
