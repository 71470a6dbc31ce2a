"""What a choice among the options of a question settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nlu import Chosen, Denied, Intent, IntentName, Meaning, NoneOfTheRest, Told
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
    if len(picked) > 1 and question.places_a_number:
        return {option.fact: option.value for option in picked if option.value is not None}
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


def leaves_the_rest_open(question: AskedQuestion, choice: Meaning, rest: Meaning) -> bool:
    """1 自营出口，五金: one of a list, and more said of it, is not all of it. 1，别的没有 is."""
    places = {place for chosen in choice.of(Chosen) for place in chosen.options}
    says_more = bool(rest.text.strip()) and not rest.says(NoneOfTheRest)
    return question.multiple and len(places) == 1 and says_more


def beside(text: str, chosen: Mapping[str, FactValue], rest: Meaning, start: int) -> Meaning:
    """What a message says that chooses and goes on: the facts chosen, as if they had been told,
    then the rest, which began at `start`."""
    told = tuple(
        Denied(fact=fact, because=CHOSEN)
        if value is False
        else Told(fact=fact, value=value, named=True, because=CHOSEN)
        for fact, value in chosen.items()
        if fact not in rest.facts
    )
    moved = tuple(replace(s, span=(s.span[0] + start, s.span[1] + start)) for s in rest.statements)
    told_only = rest.intent.name in _NOTHING_WANTED and bool(told)
    intent = Intent(IntentName.INFORM, 1.0) if told_only else rest.intent
    return replace(rest, text=text, intent=intent, statements=(*told, *moved), asks_beside=True)


CHOSEN = "选项"
_NOTHING_WANTED = {
    IntentName.AFFIRM, IntentName.DENY, IntentName.OUT_OF_SCOPE, IntentName.DONT_KNOW,
    IntentName.GREET, IntentName.THANK, IntentName.BYE,
}  # fmt: skip


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
    choices, wanted = (Chosen, NoneOfTheRest), meaning.intent.name
    asks = wanted.startswith("ask_") or wanted is IntentName.WHAT_IF  # 别的没有，怎么申报
    chooses = bool(meaning.statements) and all(isinstance(s, choices) for s in meaning.statements)
    return chooses and not asks
