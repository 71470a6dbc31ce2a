"""Choosing among the options of a question that was asked once, by their places."""

from __future__ import annotations

from collections.abc import Iterable

from conversations import AskedQuestion, Exchange, question_in
from policy_engine import Policy

NONE = "都不是"


def choice_in(policy: Policy, asked: Exchange | None) -> AskedQuestion | None:
    """The question with options that an exchange ended with.

    `None` when there is none, or when the policy has changed under it.
    """
    question = question_in(asked.blocks) if asked is not None else None
    if question is None or not question.options:
        return None
    return question if policy.facts.keys() >= set(question.facts) else None


def chosen(question: AskedQuestion, places: Iterable[int]) -> str | None:
    """The choice as it would be typed: labels, or 都不是; `None` for places there are none of.

    >>> from conversations import Option
    >>> question = AskedQuestion(("a", "b"), "?", True, (Option("甲", "a", True), Option("乙", "b", True)))
    >>> chosen(question, [1, 0]), chosen(question, []), chosen(question, [2])
    ('甲、乙', '都不是', None)
    """
    wanted = sorted(set(places))
    if any(not 0 <= place < len(question.options) for place in wanted):
        return None
    return "、".join(question.options[place].label for place in wanted) or NONE
