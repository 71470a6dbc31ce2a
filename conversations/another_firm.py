"""下一家，做物流的: another enterprise is reckoned by itself; the one before can be come back to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlu import AnotherFirm, Meaning
from policy_engine import Status

from . import wording
from .blocks import Notice
from .grounds import Grounds
from .reply import Reply, changes
from .state import State
from .worded import worded

MOST_NAMED = 4
_LEAD = re.compile(r"^\W+")
_ANOTHER = str(worded("questions")["another_firm"])
_BEFORE = str(worded("questions")["firm_before"])


def turns_to_another(state: State, meaning: Meaning) -> AnotherFirm | None:
    """Where a message begins to tell of another enterprise than the one told of before."""
    found = meaning.of(AnotherFirm)
    only_asks = meaning.is_question and not meaning.facts
    return found[0] if found and state.facts and not only_asks else None


def told_of_it(text: str, another: AnotherFirm) -> str:
    """What is told of the other enterprise."""
    return _LEAD.sub("", text[another.rest :])


def beginning(before: State) -> State:
    """The state in which the other enterprise begins."""
    return State(turns=before.turns, unanswered=before.unanswered)


def begun(
    grounds: Grounds, before: State, after: State, *, reply: Reply, today: date
) -> tuple[State, Reply]:
    """With the way back to the enterprise before, and a word that this is another one."""
    told = reply.after(
        Notice("another_firm", _ANOTHER.format(_of_the_first(grounds, before, today)))
    )
    kept = replace(after, earlier=replace(before, earlier=None))
    return kept, replace(told, changed=changes({}, after.facts))


def _of_the_first(grounds: Grounds, before: State, today: date) -> str:
    """“（前面那家：海外仓奖励 最高 30 万元）”: what the enterprise before comes to."""
    sure = [r for r in grounds.assess(before.facts, today).measures if r.status is Status.ELIGIBLE]
    told = [f"{r.measure.title} {wording.amount(r.amount, r.measure.benefit)}" for r in sure]
    return _BEFORE.format("；".join(told[:MOST_NAMED])) if told else ""
