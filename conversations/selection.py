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


def _of_several(state: State, question: AskedQuestion, places: set[int]) -> Mapping[str, FactValue]:
    named = {
        option.fact: bool(option.value) == (place in places)
        for place, option in enumerate(question.options)
    }
    if state.pending is not None and state.pending.id == question.id:
        return named
    chosen = {option.fact for place, option in enumerate(question.options) if place in places}
    return {
        fact: holds for fact, holds in named.items() if fact in chosen or fact not in state.facts
    }


def _only_chooses(meaning: Meaning) -> bool:
    choices = (Chosen, NoneOfTheRest)
    return bool(meaning.statements) and all(isinstance(s, choices) for s in meaning.statements)
