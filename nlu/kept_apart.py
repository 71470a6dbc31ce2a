"""另有一部分直发长沙17万，这部分算不算: what a part of the goods does not do is not denied of the whole,
and what it cost is no cost of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policy_engine import MONEY, unit_of

from .clauses import Clause
from .intents import IntentName
from .language import Notion
from .language.forms import form
from .message import Cue, Message
from .number_features import NumberReading
from .pack_words import Word, WordKind
from .quantities import Mention
from .several import Telling
from .statements import Apart, Beside, Denied, Statement, Told
from .to_whom import is_named_as_given_to
from .weighed import Doubt

BECAUSE = "kept apart"


def without_costs(reading: NumberReading, told: Sequence[Telling | Doubt]) -> list[Telling | Doubt]:
    """What was read of the quantities, but for those of a part that is kept apart."""
    costs = _costs_of(reading.message, _apart(reading))
    return [each for each in told if each.mention not in costs]


def kept_apart(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with what is denied of a part kept apart from what holds of the rest."""
    apart = _apart(reading)
    return (
        *(statement for statement in said if not _is_denied(statement, apart)),
        *(Apart(fact=f, span=(c.start, c.end), because=BECAUSE) for f, c in apart.items()),
        *(
            Beside(mention=m, span=(m.start, m.end), because=BECAUSE)
            for m in _costs_of(reading.message, apart)
        ),
    )


def _apart(reading: NumberReading) -> dict[str, Cue]:
    """The facts that do not hold of a part, and where that is said."""
    denied = _denied(reading.message)
    return {fact: cue for fact, cue in denied if _is_of_a_part(reading, fact, cue)}


def _costs_of(message: Message, apart: Mapping[str, Cue]) -> list[Mention]:
    parts = [message.clause_at(cue.start) for cue in apart.values()]
    return [m for m in message.mentions if any(_costs(message, part, m) for part in parts)]


def _denied(message: Message) -> Iterator[tuple[str, Cue]]:
    """The facts that the pack's own words deny, and where."""
    for cue in message.words(WordKind.DENIED):
        if isinstance(cue.key, Word):
            yield cue.key.of, cue


def _is_of_a_part(reading: NumberReading, fact: str, cue: Cue) -> bool:
    """A part is named, or what holds of the rest is known and this is only asked about."""
    message, part = reading.message, reading.message.clause_at(cue.start)
    if part is None or part.mark_at(cue.start) not in (None, "others") or part.supposed:
        return False
    if is_named_as_given_to(message, cue):
        return False
    if form("a_part_apart").search(part.text):
        return True
    if message.has(Notion.MISTAKE) or reading.intent is IntentName.CORRECT:
        return False
    holds = fact in reading.context.roles or _is_affirmed(message, fact, part)
    return holds and form("all_of_those").search(part.text) is None and _is_beside(message, part)


def _is_beside(message: Message, part: Clause) -> bool:
    """Whether it is asked about, or has a sum of its own."""
    if any(part.start <= m.core < part.end for m in message.mentions):
        return True
    return any(each.asks for each in message.clauses if each.start >= part.start)


def _costs(message: Message, part: Clause | None, mention: Mention) -> bool:
    """Whether a sum is of a part: in its clause, or the only one of the clause after it."""
    following = next((p for p in message.clauses if part and p.start >= part.end), None)
    sums = [m for m in message.mentions if _is_money(m)]
    alone = part is not None and not any(part.start <= m.core < part.end for m in sums)
    own = message.clause_at(mention.core)
    return own is part or (alone and own is not None and own is following)


def _is_money(mention: Mention) -> bool:
    return mention.unit is None or unit_of(mention.unit).kind == MONEY


def _is_affirmed(message: Message, fact: str, part: Clause) -> bool:
    """Whether another clause says that it holds."""
    cues = message.word(WordKind.SAID, fact)
    return any(not part.start <= cue.start < part.end for cue in cues)


def _is_denied(statement: Statement, apart: Mapping[str, Cue]) -> bool:
    """Whether it is the denial itself, or an answer that was only heard in it."""
    cue = apart.get(getattr(statement, "fact", ""))
    told = isinstance(statement, Told) and statement.value is True
    return cue is not None and (
        isinstance(statement, Denied) or (told and cue.start <= statement.span[0] < cue.end)
    )
