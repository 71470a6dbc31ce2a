"""Several like things, each told in its own words: 一家120平，一家90平；其中两家不到半年.

A pack says of what is counted (shops, warehouses) which facts each of them has (`各有`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from policy_engine import COUNT, FactDefinition, Quantity

from .clauses import Clause
from .drawn import is_drawn
from .labels_of_things import label_of
from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .number_filters import says_nothing
from .numbers import value_of
from .one_place import is_echo
from .pack_words import WordKind
from .quantities import Mention
from .statements import (
    Added,
    Corrected,
    Doubtful,
    Span,
    Statement,
    Supposed,
    Things,
    ThingsAlike,
    Told,
)  # fmt: skip

ONE = Decimal(1)
ONE_OF_THEM = "one of them"
"""Why a value is supposed of one of several things alone."""
MOST = 50


def like_things(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with those of several like things put together; else as they are."""
    for owner in reading.outline.facts.values():
        if owner.each:
            things = _LikeThings(
                reading, owner, tuple(_elsewhere(said, owner)), told=_tells(said, owner)
            )
            found = things.found()
            if found is not None:
                rest = [s for s in said if not _is_of(s, owner)]
                return (*rest, found)
    return tuple(said)


def _elsewhere(said: Sequence[Statement], owner: FactDefinition) -> Iterator[Span]:
    """Where numbers of other facts are told: 孵化60家 is none of the warehouse's."""
    own = {owner.name, *owner.each}
    for told in said:
        if isinstance(told, Told) and isinstance(told.value, Quantity) and told.fact not in own:
            yield told.span


def one_asked_of(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """那我那家96平的呢, where the area of the shops is known: of the one that is pointed at it is
    asked what it would be, and nothing is told anew."""
    asked = tuple(_asked_of_one(reading))
    spans = {supposed.span for supposed in asked}
    return (*(s for s in said if s.span not in spans), *asked)


def _asked_of_one(reading: NumberReading) -> Iterator[Supposed]:
    each = [fact for owner in reading.outline.facts.values() for fact in owner.each]
    for index, mention in enumerate(reading.message.mentions[:MOST]):
        text = reading.message.text
        pointed = form("that_one").search(text[: mention.start][-MOST_LEAD:])
        if pointed is None or not form("asked_after").search(text[mention.end :]):
            continue
        if is_drawn(reading, index):
            continue
        fits = [f for f in reading.candidates(index) if f in each and f in reading.context.told]
        for fact in fits[:1]:
            value = value_of(reading, fact, mention)
            span = (mention.start, mention.end)
            yield Supposed(fact=fact, value=value, span=span, because=ONE_OF_THEM)


def _tells(said: Sequence[Statement], owner: FactDefinition) -> bool:
    """Whether a number was heard that each of these things has."""
    return any(
        isinstance(told, Told) and told.fact in owner.each and isinstance(told.value, Quantity)
        for told in said
    )


def _is_of(statement: Statement, owner: FactDefinition) -> bool:
    """Whether a statement tells a number of these things one by one."""
    if isinstance(statement, Doubtful):
        return not {owner.name, *owner.each}.isdisjoint(statement.facts)
    told = isinstance(statement, Told | Corrected | Added) and statement.value is not True
    return told and getattr(statement, "fact", "") in {owner.name, *owner.each}


@dataclass
class _Group:
    """So many of the things, and what is told of each of them."""

    count: Decimal
    told: dict[str, Quantity] = field(default_factory=dict)
    lacks: bool = False
    clause: int = -1
    """Where the clause begins in which it is counted, or first told of."""
    counted: bool = False
    headed: bool = False
    """Whether it is told which of them it is (第三家, 小的): what is told of it is of no other."""
    apart: set[str] = field(default_factory=set)
    """What is told of it in a clause of its own: it may be meant of all."""
    label: str = ""

    def done(self) -> ThingsAlike:
        return ThingsAlike(self.count, tuple(self.told.items()), self.lacks, self.label)

    @property
    def says_something(self) -> bool:
        return bool(self.told) or self.lacks


@dataclass
class _Gathered:
    """Groups as they are read; `common` holds of all, `total` is how many there are."""

    groups: list[_Group] = field(default_factory=list)
    common: dict[str, Quantity] = field(default_factory=dict)
    total: Decimal | None = None

    def count(self, group: _Group) -> None:
        """So many of them follow; a number of which nothing was told was the total."""
        self._take_total()
        self.groups.append(group)

    def tell_of(self, label: str, fact: str, value: Quantity, clause: int) -> None:
        """A number of the one that is called so."""
        own = next((group for group in self.groups if group.label == label), None)
        last = self.groups[-1] if self.groups else None
        if own is None and last is not None and last.clause == clause and not last.label:
            own = last  # 一家在小沙江
            own.label = label
        if own is None:
            self._take_total()
            own = _Group(ONE, clause=clause, headed=True, label=label)
            self.groups.append(own)
        own.told[fact] = value

    def tell(
        self, fact: str, value: Quantity, clause: int, *, of_all: bool, first: bool, headed: bool
    ) -> None:
        """A number of the last group, of all, or of one more of them; `first`: it is the number
        that each of them is told by; `headed`: its clause says which of them it is."""
        if self.groups and self.groups[-1].clause != clause:
            self._take_total()  # 两家店，隆回那家120平
        last = self.groups[-1] if self.groups else None
        if of_all:
            self.common[fact] = value
        elif last is not None and not first and _agree(last.told.get(fact), value):
            return  # 去年9月28号开的，一年多了
        elif last is None or fact in last.told or last.lacks:
            self.groups.append(_Group(ONE, {fact: value}, clause=clause, headed=headed))
        else:
            last.told[fact] = value
            if last.clause != clause:
                last.apart.add(fact)

    def closed(self) -> _Gathered:
        """With what holds of all told of each.

        一家120平，一家90平，开了一年: what is told once, after all of them, is of all.
        """
        self._take_total()
        once = {
            fact: group.told[fact]
            for group in self.groups[-1:]
            if not group.headed
            for fact in group.apart
            if len(self.groups) > 1 and sum(fact in other.told for other in self.groups) == 1
        }
        for group in self.groups:
            group.told = {**once, **self.common, **group.told}
        return self

    def _take_total(self) -> None:
        if self.groups and not self.groups[-1].says_something:
            self.total = self.groups.pop().count


def _agree(known: Quantity | None, value: Quantity) -> bool:
    """Whether a number says again what is known."""
    return known is not None and known.interval.intersect(value.interval) is not None


@dataclass(frozen=True)
class _LikeThings:
    reading: NumberReading
    owner: FactDefinition
    elsewhere: tuple[Span, ...] = ()
    told: bool = False

    def found(self) -> Things | None:
        """What is told of the things, where it is not the same of all."""
        if not self._is_talked_of():
            return None
        gathered = self._groups()
        groups, total = gathered.groups, gathered.total
        counted = sum((group.count for group in groups), Decimal(0))
        parts = self.owner.name in self.reading.context.told or (total or 0) > counted
        if len(groups) == 1 and not (parts and groups[0].counted) and not self._is_known(groups[0]):
            return None
        if not groups or not self._are_several(groups):
            return None
        span = (0, len(self.reading.message.text))
        alike = tuple(group.done() for group in groups)
        because = Notion.PART.value
        return Things(of=self.owner.name, alike=alike, total=total, span=span, because=because)

    def _is_known(self, group: _Group) -> bool:
        return bool(group.label) and group.label in self.reading.context.labels

    def _are_several(self, groups: Sequence[_Group]) -> bool:
        """Counted in words, or the first thing that each of them has is told of each: no correction."""
        if any(group.counted for group in groups) or all(group.label for group in groups):
            return True
        wrong = self.reading.message.has(Notion.MISTAKE)
        return not wrong and all(self.owner.each[0] in group.told for group in groups)

    def _is_talked_of(self) -> bool:
        message, words = self.reading.message, self.reading.words
        scene = words.scene(self.owner.name) or words.scene(self.owner.each[0])
        if message.has_word(WordKind.SCENE, scene):
            return True
        elsewhere = any(True for _ in message.words(WordKind.SCENE))
        if self.told and not elsewhere:
            return True
        told = self.reading.context.told
        return not elsewhere and bool(told) and told[-1] in {self.owner.name, *self.owner.each}

    def _groups(self) -> _Gathered:
        """The groups in reading order, what holds of all, and how many there are in all."""
        message, gathered = self.reading.message, _Gathered()
        for index, mention in enumerate(message.mentions[:MOST]):
            part = self.reading.clause(index)
            if part is None or self._is_unreal(part, mention) or self.reading.is_pointed_at(index):
                continue
            if (mention.start, mention.end) in self.elsewhere:
                continue
            fact = self._measured(index)
            if fact is not None and is_echo(self.reading, index, fact):
                continue
            if self._counts(mention):
                count = abs(mention.interval.low)
                gathered.count(
                    _Group(count, lacks=self._lacks(index), clause=part.start, counted=True)
                )
            elif fact is not None:
                value = value_of(self.reading, fact, mention)
                label = label_of(message, index, self.reading.context.labels)
                if label:
                    gathered.tell_of(label, fact, value, part.start)
                    continue
                headed = form("which_one").search(part.text) is not None
                of_all = not headed and message.has(Notion.EVERY, part.start, mention.core)
                first = fact == self.owner.each[0]
                gathered.tell(fact, value, part.start, of_all=of_all, first=first, headed=headed)
        return gathered.closed()

    def _is_unreal(self, part: Clause, mention: Mention) -> bool:
        message = self.reading.message
        replaced = message.covers(Notion.REPLACED, mention.core, mention.core + 1)
        of_one = not self._counts(mention) and message.ends_at(Notion.PART, mention.start, 1)
        mark = part.mark_at(mention.core)
        mark = None if mark == "others" and self._is_another_of_ours(part) else mark
        unreal = part.supposed or part.asks or mark is not None
        return unreal or replaced or of_one or says_nothing(message, mention)

    def _is_another_of_ours(self, part: Clause) -> bool:
        """老店130平，另外一家80平, of two shops: the other one is no other firm's."""
        return form("another_thing").search(self.reading.message.text[: part.end]) is not None

    def _counts(self, mention: Mention) -> bool:
        exact = mention.interval.is_exact and mention.unit is not None and not mention.ordinal
        if not exact:
            return False
        if self.owner.kind == COUNT:
            return mention.unit in self.reading.words.counters[self.owner.name]
        own = (self.reading.words.counters[fact] for fact in self.owner.each)
        return mention.unit in _THINGS and not any(mention.unit in counters for counters in own)

    def _lacks(self, index: int) -> bool:
        """一家不够: it does not qualify, whatever its numbers; up to the next number."""
        message, part = self.reading.message, self.reading.clause(index)
        mention = message.mentions[index]
        following = message.mentions[index + 1 : index + 2]
        end = part.end if part is not None else mention.end
        if following and following[0].start < end:
            return False
        start = part.start if part is not None else mention.start
        return message.has(Notion.UNQUALIFIED, mention.end, end) or message.has(
            Notion.TAKE_AWAY, start, end
        )

    def _measured(self, index: int) -> str | None:
        mention = self.reading.message.mentions[index]
        if mention.article:
            return None
        if mention.unit is None and not (self._answers_of_each() or self._goes_on(index)):
            return None
        fits = set(self.reading.candidates(index))
        return next((fact for fact in self.owner.each if fact in fits), None)

    def _answers_of_each(self) -> bool:
        """大的150，小的90: how big each is was asked, and more than one bare number is told."""
        asked = set(self.reading.context.pending) & set(self.owner.each)
        bare = [m for m in self.reading.message.mentions if m.unit is None]
        return bool(asked) and len(bare) > 1

    def _goes_on(self, index: int) -> bool:
        """大的150平，小的90: the unit of the first goes for the other."""
        message, first = self.reading.message, self.owner.each[0]
        before = range(index)
        told = any(
            message.mentions[i].unit is not None and first in self.reading.candidates(i)
            for i in before
        )
        start = message.mentions[index].start
        return told and bool(form("one_of_them").search(message.text[:start][-MOST_LEAD:]))


MOST_LEAD = 12
_THINGS = frozenset({"个", "处", "座"})
