"""没有集货仓。我们全年大概800万: a number is not of a business that the same message denies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_engine import Quantity

from .message import Message
from .outline import Outline
from .pack_words import WordKind
from .statements import Denied, Statement, Told


def of_no_denied_business(
    said: Sequence[Statement], message: Message, outline: Outline
) -> Iterator[Statement]:
    """The statements without numbers that only measures use which are for a role that is denied,
    and that are not called by name."""
    denied = {s.fact for s in said if isinstance(s, Denied) and outline.facts[s.fact].role}
    for statement in said:
        number = isinstance(statement, Told) and isinstance(statement.value, Quantity)
        if not (number and denied and _is_of(message, outline, statement, denied)):
            yield statement


def _is_of(message: Message, outline: Outline, told: Statement, denied: set[str]) -> bool:
    assert isinstance(told, Told)
    if any(message.has_word(kind, told.fact) for kind in (WordKind.NAME, WordKind.GENERIC)):
        return False
    measures = outline.measures_of.get(told.fact, frozenset())
    return bool(measures) and all(
        denied.intersection(outline.measures[key].facts) for key in measures
    )
