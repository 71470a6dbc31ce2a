"""是五十万美元，不是人民币: a sum told before was right, and only its currency was not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policy_engine import Interval, Quantity, unit_of

from .context import Context
from .language.forms import form
from .message import Message
from .quantities import Mention
from .statements import Corrected, Doubtful, Span, Statement, Supposed, Told

YUAN, DOLLARS = "CNY", "USD"
_FORMS = {"are_dollars_not_yuan": (DOLLARS, YUAN), "are_yuan_not_dollars": (YUAN, DOLLARS)}
_REPLACED = (Told, Corrected, Supposed, Doubtful)


def in_other_currency(
    message: Message, context: Context, said: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The statements, with such a sum put right and nothing else made of the same words."""
    found = _Recounted(message, context).found()
    if not found:
        return tuple(said)
    kept = (s for s in said if not _is_replaced(s, found))
    return (*kept, *found)


def _is_replaced(statement: Statement, found: Sequence[Corrected]) -> bool:
    """Whether it was read from the same words, or is the same fact told again."""
    if not isinstance(statement, _REPLACED):
        return False
    return any(
        (c.span[0] <= statement.span[0] and statement.span[1] <= c.span[1])
        or (isinstance(statement, Told | Corrected) and statement.fact == c.fact)
        for c in found
    )


@dataclass(frozen=True)
class _Recounted:
    message: Message
    context: Context

    def found(self) -> list[Corrected]:
        return [
            corrected
            for name, (right, wrong) in _FORMS.items()
            for said in form(name).finditer(self.message.text)
            for corrected in self._of(said, right, wrong)
        ]

    def _of(self, said: re.Match[str], right: str, wrong: str) -> Iterator[Corrected]:
        """The sum of that number that was taken down last in the currency it is not in."""
        part = self.message.clause_at(said.start())
        if part is None or part.supposed:
            return
        numbers = self._numbers(said.span()) or self._numbers((part.start, said.end()))
        if len({m.interval for m in numbers}) > 1:
            return
        sums, currencies = self.context.sums, self.context.currencies
        told = [f for f in self.context.told if f in sums and currencies.get(f) == wrong]
        if numbers:
            told = [f for f in told if sums[f] == numbers[0].interval.low]
        if told:
            before = Quantity(Interval.exactly(sums[told[-1]]), unit_of(wrong))
            value = replace(before, unit=unit_of(right))
            span = (min((m.start for m in numbers), default=said.start()), said.end())
            because = said.group()
            yield Corrected(fact=told[-1], value=value, before=before, span=span, because=because)

    def _numbers(self, span: Span) -> list[Mention]:
        """The sums of money in a stretch."""
        return [
            m
            for m in self.message.mentions
            if span[0] <= m.core < span[1] and m.unit in (YUAN, DOLLARS, None)
        ]
