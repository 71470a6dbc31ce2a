"""Numbers that found no place wait: once it is known what the enterprise does, they are read again.

开了一年半，四十多家，流水四千来万: of a platform, or of a shop? Whoever answers that is not asked
for the figures a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from nlu import Context, Meaning, Told, Understanding
from policy_engine import FactValue, Policy

from .reply import Reply
from .state import State, Waiting

MOST_TURNS = 3
"""Later than that nobody remembers what the numbers were said of."""


def kept_waiting(state: State, text: str, reply: Reply) -> State:
    """The state after a reply, with the numbers of this message that it did not take."""
    lost = tuple(number.text for number in reply.unplaced)
    if lost:
        return replace(state, waiting=Waiting(text, lost, state.turns))
    waiting = state.waiting
    if waiting is not None and state.turns - waiting.turn >= MOST_TURNS:
        return replace(state, waiting=None)
    return state


def heard_again(
    understanding: Understanding,
    policy: Policy,
    state: State,
    told: Mapping[str, FactValue],
    *,
    today: date,
) -> tuple[Told, ...]:
    """What the waiting numbers are by what is told now; nothing while that says too little."""
    waiting = state.waiting
    if waiting is None or not _says_more(state, told):
        return ()
    known = state.told(told)
    meaning = understanding.parse(waiting.text, _context(policy, known, told, today))
    return tuple(
        replace(found, span=(0, 0), named=True)
        for found in meaning.of(Told)
        if found.mark is None
        and found.fact not in known.facts
        and not isinstance(found.value, bool)
        and _waits(waiting, meaning, found)
    )


def _says_more(state: State, told: Mapping[str, FactValue]) -> bool:
    """Whether a business is claimed, or a number told, that was not known before."""
    return any(value is not False and fact not in state.facts for fact, value in told.items())


def _context(policy: Policy, known: State, told: Mapping[str, FactValue], today: date) -> Context:
    """What the numbers are read by: the measures that what was just told is about.

    Of one measure alone, its business is taken for granted here: nothing else was meant.
    """
    holds = {fact for fact, value in told.items() if value is not False}
    about = [m for m in policy.measures.values() if holds.intersection(m.facts)]
    context = known.context(today)
    if not about:
        return context
    meant = about[0].facts if len(about) == 1 else ()
    roles = context.roles.union(fact for fact in meant if policy.facts[fact].role)
    return replace(context, focus=tuple(m.key for m in about), roles=roles)


def _waits(waiting: Waiting, meaning: Meaning, found: Told) -> bool:
    return any(
        mention.text in waiting.numbers and mention.overlaps(found.span)
        for mention in meaning.quantities
    )
