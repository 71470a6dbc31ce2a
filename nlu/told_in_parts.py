"""邵东七家，市区两家，还有一家是隆回的: one number told in parts, which are put together.

So are sums that are said to be counted together (合在一起算不算到了); where the total stands
there as well (七家加两家就是九家), it is the number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from policy_engine import COUNT, MONEY, Interval, Quantity

from .drawn import is_drawn
from .intents import IntentName
from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .numbers import value_of
from .quantities import Mention
from .statements import Added, Beside, Corrected, Doubtful, Span, Statement, Told

FEWEST, PAIR = 3, 2
"""Parts that are a list by themselves; those that a word must join."""
_READ = (Told, Corrected, Added, Doubtful, Beside)
_BECAUSE = "parts"
_ENDS = frozenset("。;；!！?？\n")


def summed(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with what the parts come to in place of the parts."""
    told = _Parts(reading, tuple(said)).told() if len(reading.message.mentions) >= PAIR else None
    if told is None:
        return tuple(said)
    start, end = told.span
    rest = (
        s
        for s in said
        if not isinstance(s, _READ)
        or (getattr(s, "fact", None) != told.fact and not start <= s.span[0] < end)
    )
    return (*rest, told)


@dataclass(frozen=True)
class _Parts:
    reading: NumberReading
    said: tuple[Statement, ...]

    def told(self) -> Told | Corrected | None:
        if self.reading.intent is IntentName.WHAT_IF:
            return None
        return next(
            (t for run in self._runs for t in (self._total(run), self._sum(run)) if t), None
        )

    @cached_property
    def _runs(self) -> list[list[int]]:
        """The numbers of one unit that stand in one sentence, of the speaker's present."""
        runs: list[list[int]] = []
        for index, mention in enumerate(self.reading.message.mentions):
            if not self._is_real(index):
                continue
            last = self._mention(runs[-1][-1]) if runs else None
            if last is not None and last.unit == mention.unit and not self._is_apart(last, mention):
                runs[-1].append(index)
            else:
                runs.append([index])
        return [run for run in runs if len(run) >= PAIR]

    def _is_real(self, index: int) -> bool:
        mention, part = self._mention(index), self.reading.clause(index)
        if part is None or part.supposed or part.last_year or mention.ordinal:
            return False
        counted = not mention.article or mention.interval == Interval.exactly(1)
        return counted and not part.asks and part.mark_at(mention.core) in (None, "others")

    def _is_apart(self, first: Mention, second: Mention) -> bool:
        return not _ENDS.isdisjoint(self.reading.message.text[first.end : second.start])

    def _mention(self, index: int) -> Mention:
        return self.reading.message.mentions[index]

    # -- the total is told ---------------------------------------------------------------------

    def _total(self, run: list[int]) -> Told | Corrected | None:
        """七家加两家加一家就是十家."""
        *parts, last = self._once(run)
        fact = self._meant(last)
        outcome = self._mention(last)
        known = fact is not None and self.reading.context.values.get(fact) == outcome.interval.low
        if len(parts) < PAIR or fact is None or (is_drawn(self.reading, last) and not known):
            return None
        before = self._mention(parts[-1])
        between = form("of_a_part").sub("", self.reading.message.text[before.end : outcome.start])
        lows = [self._mention(part).interval.low for part in parts]
        if not form("parts_come_to").fullmatch(between) or sum(lows) != outcome.interval.low:
            return None
        return self._number(fact, value_of(self.reading, fact, outcome), run)

    def _once(self, run: Sequence[int]) -> list[int]:
        """5万5是5万5，另外6000: without what says a number again."""
        return [
            index
            for place, index in enumerate(run)
            if not place or not self._says_again(run[place - 1], index)
        ]

    def _says_again(self, first: int, second: int) -> bool:
        one, two = self._mention(first), self._mention(second)
        between = self.reading.message.text[one.end : two.start]
        return one.interval == two.interval and form("is_as_it_is").fullmatch(between) is not None

    def _meant(self, index: int) -> str | None:
        """The fact of a total: as it was read, the one asked for, or the one told that it can be."""
        context, fits = self.reading.context, self.reading.candidates(index)
        span = self._span([index])
        read = [s.fact for s in self._numbers_read if s.span == span]
        parts = [s.fact for s in self._numbers_read if s.span[1] <= span[0]]
        for facts in (read, context.pending, parts, context.told):
            meant = [fact for fact in facts if fact in fits]
            if meant:
                return meant[0] if len(set(meant)) == 1 else None
        return None

    @property
    def _numbers_read(self) -> Iterator[Told | Corrected | Added]:
        for told in self.said:
            if isinstance(told, Told | Corrected | Added) and isinstance(told.value, Quantity):
                yield told

    # -- it is not -----------------------------------------------------------------------------

    def _sum(self, run: list[int]) -> Told | Corrected | None:
        """邵东七家，市区两家，还有一家是隆回的, in answer to how many."""
        pending = self.reading.context.pending
        if len(pending) != 1 or not self._are_parts_of(pending[0], run):
            return None
        values = [value_of(self.reading, pending[0], self._mention(index)) for index in run]
        if len({value.unit for value in values}) > 1:
            return None
        return self._number(pending[0], reduce(_added, values), run)

    def _are_parts_of(self, fact: str, run: list[int]) -> bool:
        definition = self.reading.outline.facts[fact]
        start, end = self._span(run)
        text = self.reading.message.text
        listed = text[start:end]
        if definition.is_cost or form("no_part_beside").search(text[max(0, start - 8) : end]):
            return False
        if len(set(self._labels(run))) < len(run) or self._is_another(fact, run):
            return False
        if definition.kind == COUNT:
            if self.reading.message.has(Notion.ELSEWHERE, start, self._clause_end(run)):
                return False
            return len(run) >= FEWEST or form("and_also").search(listed) is not None
        together = form("taken_together").search(text, self._mention(run[-1]).end)
        return definition.kind == MONEY and together is not None

    def _clause_end(self, run: list[int]) -> int:
        part = self.reading.clause(run[-1])
        return self._span(run)[1] if part is None else part.end

    def _labels(self, run: list[int]) -> Iterator[str]:
        """What each part is of, by the words before it, or after it (还有一家是隆回的)."""
        text, before = self.reading.message.text, 0
        for index in run:
            mention, part = self._mention(index), self.reading.clause(index)
            start = max(before, 0 if part is None else part.start)
            after = form("is_theirs").match(text, mention.end)
            head = form("beside_a_part").sub("", text[start : mention.start])
            yield from (label for label in [after.group() if after else head] if label)
            before = mention.end

    def _is_another(self, fact: str, run: list[int]) -> bool:
        """Whether one of the numbers is called by the name of another fact, or cannot be this one."""
        return any(
            fact not in self.reading.candidates(index)
            or (self.reading.called(index) and fact not in self.reading.called(index))
            for index in run
            if not self._mention(index).article
        )

    # -- both ----------------------------------------------------------------------------------

    def _span(self, run: list[int]) -> Span:
        return self._mention(run[0]).start, self._mention(run[-1]).end

    def _number(self, fact: str, value: Quantity, run: list[int]) -> Told | Corrected:
        span = self._span(run)
        if fact in self.reading.context.told:
            return Corrected(fact=fact, value=value, span=span, because=_BECAUSE)
        return Told(fact=fact, value=value, named=True, span=span, because=_BECAUSE)


def _added(a: Quantity, b: Quantity) -> Quantity:
    return replace(a, interval=a.interval + b.interval, approx=a.approx or b.approx)
