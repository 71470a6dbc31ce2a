"""What a what-if presupposes beside its numbers: another way that things go (要是改走集散中心)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .language.forms import form
from .message import Message
from .outline import Outline
from .statements import Span, Statement, Supposed, Told

HEAD = 2
"""Characters at the end of a place's name that say what it is: 货栈 of 某某货栈."""
_BECAUSE = "premise"


def presupposed(
    outline: Outline, message: Message, said: Sequence[Statement]
) -> Iterator[Supposed]:
    """The yes-or-no facts that hold in the case that is supposed, whatever was said of them before:
    those that name the place gone to, of the measures that the numbers of the case are for."""
    supposed = {s.fact for s in said if isinstance(s, Supposed)}
    places = list(_gone_to(message))
    for fact in _of_the_numbers(outline, said) if places else ():
        if fact in supposed:
            continue
        span = next((span for where, span in places if _names(outline, fact, where)), None)
        if span is not None:
            yield Supposed(fact=fact, value=True, span=span, because=_BECAUSE)


def _gone_to(message: Message) -> Iterator[tuple[str, Span]]:
    """What things are moved to, in the clauses that suppose."""
    for part in message.clauses:
        if not part.supposed:
            continue
        for found in form("moved_to").finditer(part.text):
            start, end = found.span("where")
            yield found["where"], (part.start + start, part.start + end)


def _of_the_numbers(outline: Outline, said: Sequence[Statement]) -> list[str]:
    """The yes-or-no facts of the measures that the numbers of the case are for."""
    numbers = [s.fact for s in said if isinstance(s, Supposed | Told) and s.value is not True]
    measures = dict.fromkeys(key for fact in numbers for key in sorted(outline.measures_of[fact]))
    facts = dict.fromkeys(fact for key in measures for fact in outline.measures[key].facts)
    return [fact for fact in facts if outline.facts[fact].is_claim]


def _names(outline: Outline, fact: str, where: str) -> bool:
    return len(where) >= HEAD and where[-HEAD:] in outline.facts[fact].label
