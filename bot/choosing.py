"""Choosing among the options of a question that was asked once, by their places.

An option carries the id of its question, so it never answers another one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from conversations import AskedQuestion, Exchange, question_in
from policy_engine import Policy

NONE = "都不是"
PAYLOAD = "/choose"


@dataclass(frozen=True, slots=True)
class Choice:
    """Options that were tapped: their numbers, as they are shown, from 1; without any: 都不是.

    `question` is the id of the one they were offered with; none is called “”.
    """

    question: str
    options: tuple[int, ...] = ()

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(number - 1 for number in self.options)

    @property
    def payload(self) -> str:
        """What a button sends.

        >>> Choice("a1", (2,)).payload
        '/choose{"question":"a1","options":[2]}'
        """
        told = {"question": self.question, "options": list(self.options)}
        return PAYLOAD + json.dumps(told, separators=(",", ":"))

    def said(self, question: AskedQuestion | None) -> str:
        """The choice as it would be typed; of a question that is not known its payload."""
        told = None if question is None else chosen(question, self.places)
        return told or self.payload


def choice_of(text: str) -> Choice | None:
    """The choice that a button sent, or `None` for anything else; a broken one is of no question.

    >>> choice_of('/choose{"question":"a1","options":[2]}'), choice_of("/choose{}"), choice_of("2")
    (Choice(question='a1', options=(2,)), Choice(question='', options=()), None)
    """
    name, brace, rest = text.strip().partition("{")
    if name.strip() != PAYLOAD:
        return None
    try:
        told = json.loads(brace + rest)
        question, options = told["question"], told["options"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return Choice("")
    whole = isinstance(options, list) and all(type(number) is int for number in options)
    return Choice(question, tuple(options)) if isinstance(question, str) and whole else Choice("")


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
