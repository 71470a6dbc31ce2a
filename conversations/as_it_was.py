"""按有效时算: of a document out of force, what it came to on its last day, for whoever goes by that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nlu import AsItWas, Intent, IntentName, Meaning, Particular
from policy_engine import Policy

from .state import State

_ANSWERED_BY_IT = frozenset(
    {
        IntentName.ASK_VALIDITY, IntentName.ASK_DEADLINE, IntentName.ASK_ELIGIBILITY,
        IntentName.ASK_OVERLAP, IntentName.OUT_OF_SCOPE, IntentName.INFORM, IntentName.AFFIRM,
    }
)  # fmt: skip
"""Who says 过期以前办的，还能给不 is told that the text is silent on it, and what came of it then."""


def going_by_its_day(
    policy: Policy, state: State, meaning: Meaning, today: date
) -> tuple[State, Meaning]:
    """The state that remembers it where a message asks for it, and what the message asks then."""
    past = today > policy.last_day and not policy.answers_together
    if not past or state.as_it_was or not meaning.says(AsItWas):
        return state, meaning
    if meaning.intent.name in _ANSWERED_BY_IT:
        said = tuple(s for s in meaning.statements if not isinstance(s, Particular))
        intent = Intent(IntentName.ASK_AMOUNT, 1.0)
        meaning = replace(meaning, intent=intent, statements=said, questions=(), passages=())
    return replace(state, as_it_was=True), meaning


def day_of(policy: Policy, state: State, today: date) -> date:
    """The day that measures are assessed on."""
    return min(today, policy.last_day) if state.as_it_was else today
