"""What a choice among the options of a question settles."""

from __future__ import annotations

from collections.abc import Mapping

from nlu import Chosen, Meaning, NoneOfTheRest
from policy_engine import FactValue

from .blocks import AskedQuestion
from .state import State


def settled(
    state: State, question: AskedQuestion | None, meaning: Meaning
) -> Mapping[str, FactValue] | None:
    """The facts that a choice decides, or `None` when the message is no choice.

    In a multiple-choice question the options not named are false; of one that was asked
    before the pending one only what is not known yet is.
    """
    if question is None or not question.options or not _only_chooses(meaning):
        return None
    places = {place for choice in meaning.of(Chosen) for place in choice.options}
    if question.multiple:
        return _of_several(state, question, places)
    picked = [option for place, option in enumerate(question.options) if place in places]
    if len(picked) != 1:
        return None
    option = picked[0]
    return {} if option.value is None else {option.fact: option.value}


def to_be_told(question: AskedQuestion | None, meaning: Meaning) -> str:
    """The fact that was chosen to be corrected, its value to be told next; empty if none was."""
    if question is None or question.multiple or not _only_chooses(meaning):
        return ""
    places = [place for choice in meaning.of(Chosen) for place in choice.options]
    picked = [o for place, o in enumerate(question.options) if place in places]
    return picked[0].fact if len(picked) == 1 and picked[0].value is None else ""


def _of_several(state: State, question: AskedQuestion, places: set[int]) -> Mapping[str, FactValue]:
    named = {option.fact: place in places for place, option in enumerate(question.options)}
    if state.pending is not None and state.pending.id == question.id:
        return named
    return {fact: holds for fact, holds in named.items() if holds or fact not in state.facts}


def _only_chooses(meaning: Meaning) -> bool:
    choices = (Chosen, NoneOfTheRest)
    return bool(meaning.statements) and all(isinstance(s, choices) for s in meaning.statements)
