"""下一家，做物流的; 回到第一家: each enterprise is reckoned by itself, and can be come back to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlu import AnotherFirm, FormerFirm, Meaning
from policy_engine import Policy, Status

from . import wording
from .blocks import Notice
from .grounds import Grounds
from .reply import Reply, changes
from .state import State
from .worded import worded

MOST_NAMED, MOST_FIRMS = 4, 12
_LEAD = re.compile(r"^\W+")
_WORDS = worded("questions")


def turns_to_another(state: State, meaning: Meaning) -> AnotherFirm | None:
    """Where a message begins to tell of another enterprise than the one told of before."""
    found = meaning.of(AnotherFirm)
    only_asks = meaning.is_question and not meaning.facts
    return found[0] if found and state.facts and not only_asks else None


def told_of_it(text: str, another: AnotherFirm | FormerFirm) -> str:
    """What is told of the other enterprise."""
    return _LEAD.sub("", text[another.rest :])


def beginning(before: State) -> State:
    """The state in which the other enterprise begins."""
    firms = _with_this(before)
    return State(
        turns=before.turns,
        unanswered=before.unanswered,
        firm=max(number for number, _ in firms) + 1,
        firms=firms,
    )


def begun(
    grounds: Grounds, before: State, after: State, *, reply: Reply, today: date
) -> tuple[State, Reply]:
    """With the way back to the enterprise before, and a word that this is another one."""
    came_to = _comes_to(grounds, before, today)
    first = str(_WORDS["firm_before"]).format(came_to) if came_to else ""
    said = str(_WORDS["another_firm"]).format(before.firm + 1, first)
    told = reply.after(Notice("another_firm", said))
    kept = replace(after, earlier=replace(before, earlier=None))
    return kept, replace(told, changed=changes({}, after.facts))


def turns_back(state: State, meaning: Meaning, policy: Policy) -> FormerFirm | None:
    """Where a message goes back to an enterprise told of before, and not to a thing of this one."""
    found = meaning.of(FormerFirm)
    if not found or meaning.of(AnotherFirm):
        return None
    if _number_of(state, found[0]) in dict(state.firms):
        counts_things = any(policy.facts[fact].each for fact in state.facts)
        return None if found[0].asks and counts_things else found[0]
    return None if found[0].asks or meaning.facts else found[0]


def former(state: State, wanted: FormerFirm) -> State | None:
    """The state of the enterprise that is come back to; `None` where there is none."""
    number = _number_of(state, wanted)
    if number == state.firm and state.firms:
        return state
    found = dict(state.firms).get(number)
    if found is None:
        return None
    others = tuple((n, firm) for n, firm in _with_this(state) if n != number)
    # what was last said was said of another one
    return replace(
        found, firm=number, firms=others, turns=state.turns, unanswered=state.unanswered,
        last_answer="", last_said=frozenset(),
    )  # fmt: skip


def come_back(
    grounds: Grounds, before: State, after: State, *, reply: Reply, today: date
) -> tuple[State, Reply]:
    """With a word which enterprise this is again, and what it comes to."""
    came_to = _comes_to(grounds, after, today)
    it = str(_WORDS["firm_comes_to"]).format(came_to) if came_to else ""
    same = after.firm == before.firm
    said = str(_WORDS["this_firm" if same else "former_firm"]).format(after.firm + 1, it)
    kept = after if same else replace(after, earlier=replace(before, earlier=None))
    return kept, reply.after(Notice("another_firm", said))


def no_such_firm(state: State, wanted: FormerFirm) -> str:
    """Said to who goes back to an enterprise that was not told of."""
    if not state.firms:
        return str(_WORDS["no_firm_before"])
    return str(_WORDS["no_such_firm"]).format(wanted.which, len(state.firms) + 1)


def _number_of(state: State, wanted: FormerFirm) -> int:
    """Its number from 0; the one left last where it is only the one before, none of -1."""
    if wanted.which:
        return wanted.which - 1
    return state.firms[-1][0] if state.firms else -1


def _with_this(state: State) -> tuple[tuple[int, State], ...]:
    """The others and this one, which is left now; of too many those that were left first are not kept."""
    this = replace(state, earlier=None, firms=(), offered=(), supposing=False)
    return (*state.firms, (state.firm, this))[-MOST_FIRMS:]


def _comes_to(grounds: Grounds, before: State, today: date) -> str:
    """“海外仓奖励 最高 30 万元”: what an enterprise comes to."""
    sure = [r for r in grounds.assess(before.facts, today).measures if r.status is Status.ELIGIBLE]
    told = [f"{r.measure.title} {wording.amount(r.amount, r.measure.benefit)}" for r in sure]
    return "；".join(told[:MOST_NAMED])
