"""新增交易额和新增出口交易额两个都是70万; 86万美元，是今年新增的实际交易额: a number is of the facts that
stand beside it by name, however alike they are; 新增交易额也是这个数: so is the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from policy_engine import Quantity

from .intents import IntentName
from .language.forms import form
from .message import Cue
from .number_features import NumberReading
from .numbers import is_foreign, unit_in_doubt, value_of
from .pack_words import Word, WordKind
from .settled_intent import TOLD
from .statements import Added, Corrected, Doubtful, Span, Statement, Supposed, Told
from .year_by_year import growing, rises_of

BECAUSE = "called in full"
FARTHEST = 16
"""Characters between a number and the name that it is said to be."""
_OF_NUMBERS = (Told, Corrected, Added, Doubtful)
_Number = Told | Corrected | Doubtful
_STOPS = frozenset(",，。;；!！?？、\n")


def called_in_full(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with each number told of the facts that it is called by."""
    if reading.intent is IntentName.WHAT_IF or any(isinstance(s, Supposed) for s in said):
        return tuple(said)
    found = _Calling(reading, tuple(said)).told()
    facts, spans = {_fact(s) for s in found}, {s.span for s in found}
    rest = (
        s
        for s in said
        if not isinstance(s, _OF_NUMBERS)
        or (s.span not in spans and getattr(s, "fact", None) not in facts)
    )
    return (*rest, *found) if found else tuple(said)


@dataclass(frozen=True)
class _Name:
    start: int
    end: int
    fact: str


@dataclass(frozen=True)
class _Calling:
    reading: NumberReading
    said: tuple[Statement, ...]

    def told(self) -> list[_Number]:
        """What is told by name and was not heard so."""
        found: list[_Number] = []
        for index, mention in enumerate(self.reading.message.mentions):
            facts = self._called(index) if self._is_real(index) else ()
            definitions = [self.reading.outline.facts[fact] for fact in facts]
            if facts and all(self.reading.measurable(d, mention) for d in definitions):
                span = (mention.start, mention.end)
                found += [self._number(f, index, span) for f in facts]
        found += self._as_much(found)
        heard = {(_fact(s), s.span) for s in self.said if isinstance(s, _OF_NUMBERS)}
        return found if any((_fact(s), s.span) not in heard for s in found) else []

    def _is_real(self, index: int) -> bool:
        part, mention = self.reading.clause(index), self.reading.message.mentions[index]
        if part is None or mention.article or self.reading.tells_nothing(index):
            return False
        unreal = part.asks or part.supposed or part.threshold or part.last_year
        if is_foreign(mention):
            return False
        heard = any(mention.overlaps(s.span) for s in self.said if isinstance(s, _OF_NUMBERS))
        bare = mention.unit is None and not self.reading.context.told
        tells = heard or (self.reading.intent in TOLD and not bare)
        return tells and not unreal and part.mark_at(mention.core) is None

    def _doubt(self, fact: str, index: int) -> bool:
        """Whether its unit is not told, nor that of what was asked beside it."""
        facts, pending = self.reading.outline.facts, self.reading.context.pending
        asked = any(facts[other].unit == facts[fact].unit for other in pending)
        in_doubt = unit_in_doubt(self.reading, fact, self.reading.message.mentions[index])
        return in_doubt and not asked

    def _number(self, fact: str, index: int, span: Span) -> _Number:
        if self._doubt(fact, index):
            mention = self.reading.message.mentions[index]
            return Doubtful(mention=mention, facts=(fact,), span=span, because=BECAUSE)
        value = value_of(self.reading, fact, self.reading.message.mentions[index])
        corrects = self.reading.intent is IntentName.CORRECT
        if corrects and fact in self.reading.context.told:
            return Corrected(fact=fact, value=value, span=span, because=BECAUSE)
        return Told(fact=fact, value=value, named=True, span=span, because=BECAUSE)

    # -- the names ------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> list[_Name]:
        """The names of facts, the longest where they overlap; what is of two facts is of none."""
        message, alike = self.reading.message, _alike(self.reading)
        found = [
            _Name(cue.start, cue.end, cue.key.of)
            for cue in message.words(WordKind.NAME)
            if isinstance(cue.key, Word) and cue.key.of in alike and "…" not in cue.expression
        ]
        for fact in alike:
            found += _in_full(message.text, self.reading.outline.facts[fact].label, fact)
        return [name for name in found if not any(_hides(other, name) for other in found)]

    def _called(self, index: int) -> tuple[str, ...]:
        before = self._before(index)
        return before or self._after(index)

    def _before(self, index: int) -> tuple[str, ...]:
        """The name that leads to a number, with those that are joined to it by 和."""
        mention, text = self.reading.message.mentions[index], self.reading.message.text
        leads = form("leads_to_its_number")
        others = [m for m in self.reading.message.mentions[:index] if not leads.fullmatch(m.text)]
        earlier = max((m.end for m in others), default=0)
        near = [n for n in self._names if earlier <= n.start and n.end <= mention.core]
        last = [n for n in near if leads.fullmatch(text[n.end : mention.core])]
        if not last:
            return ()
        first, facts = last[-1], [last[-1].fact]
        while (joined := self._joined(first, near)) is not None:
            first, facts = joined, [joined.fact, *facts]
        return tuple(dict.fromkeys(facts))

    def _joined(self, name: _Name, near: Sequence[_Name]) -> _Name | None:
        """The name before one: 新增和新增出口, where 新增 alone is of the other that it may be."""
        text = self.reading.message.text
        for other in (*near, *self._generic(name)):
            if other.fact != name.fact and form("joins_names").fullmatch(
                text[other.end : name.start]
            ):
                return other
        return None

    def _generic(self, beside: _Name) -> Iterator[_Name]:
        cues = [c for c in self.reading.message.words(WordKind.GENERIC) if c.end <= beside.start]
        rises = {r for _, whole in growing(self.reading) for r in rises_of(self.reading, whole)}
        if beside.fact not in rises:
            return
        others = {c: _of(c) for c in cues if _of(c) in rises and _of(c) != beside.fact}
        if len(set(others.values())) == 1:
            yield from (_Name(c.start, c.end, fact) for c, fact in others.items())

    def _after(self, index: int) -> tuple[str, ...]:
        """70万美元，是新增出口: the name that a number is said to be, at the end of its clause."""
        mention, text = self.reading.message.mentions[index], self.reading.message.text
        is_called = form("is_its_name").match(text[mention.end :])
        if is_called is None:
            return ()
        start = mention.end + is_called.end()
        for name in self._names:
            between, following = text[start : name.start], text[name.end : name.end + 1]
            near = start <= name.start and name.start - start <= FARTHEST
            if near and _STOPS.isdisjoint(between) and (not following or following in _STOPS):
                return (name.fact,)
        return ()

    # -- as much again --------------------------------------------------------------------------

    def _as_much(self, found: Sequence[_Number]) -> Iterator[Told | Corrected]:
        """所以新增交易额也是这个数: as much as the number before it."""
        heard = [s for s in (*found, *self.said) if isinstance(s, Told | Corrected) and _is_now(s)]
        told = sorted(heard, key=lambda s: s.span)
        for name in self._names:
            after = self.reading.message.text[name.end :]
            before = [s for s in told if s.span[1] <= name.start and s.fact != name.fact]
            part = self.reading.message.clause_at(name.start)
            plain = part is not None and not (part.asks or part.supposed)
            if before and plain and form("is_that_number").match(after):
                yield replace(before[-1], fact=name.fact, span=(name.start, name.end))


def _fact(statement: Statement) -> str:
    return "".join(getattr(statement, "facts", ())) or getattr(statement, "fact", "")


def _is_now(statement: Told | Corrected) -> bool:
    return isinstance(statement.value, Quantity) and getattr(statement, "mark", None) is None


def _alike(reading: NumberReading) -> frozenset[str]:
    """The facts that are called so much alike that only their names tell them apart: a number of
    this year, and its rises."""
    wholes = [whole for _, whole in growing(reading)]
    return frozenset(f for whole in wholes for f in (whole, *rises_of(reading, whole)))


def _in_full(text: str, label: str, fact: str) -> Iterator[_Name]:
    stem = _stem(label)
    start = text.find(stem)
    if len(stem) >= _SHORTEST and start >= 0:
        yield _Name(start, start + len(stem), fact)


_SHORTEST = 5


@cache
def _stem(name: str) -> str:
    """A name without the year that it begins with."""
    return form("of_this_year").sub("", name)


def _hides(longer: _Name, name: _Name) -> bool:
    inside = longer.start <= name.start and name.end <= longer.end
    return inside and longer.fact != name.fact


def _of(cue: Cue) -> str:
    assert isinstance(cue.key, Word)
    return cue.key.of
