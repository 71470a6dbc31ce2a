"""Turning the engine's next question into a sentence with quick replies."""

from __future__ import annotations

from policy_engine import Assessment, FactDefinition, Policy, Question

from .reply import AskedQuestion, Option
from .state import State


def next_question(assessment: Assessment, state: State) -> AskedQuestion | None:
    """The best question not yet asked or declined, or `None` when nothing is left to ask."""
    for question in assessment.questions:
        facts = tuple(fact for fact in question.facts if fact not in state.declined)
        if facts and not _was_asked(facts, state):
            return phrase(assessment.policy, Question(facts))
    return None


def _was_asked(facts: tuple[str, ...], state: State) -> bool:
    """Whether each of these facts was already asked for (a pending one may be repeated)."""
    asked = {fact for group in state.asked for fact in group}
    pending = state.pending.facts if state.pending is not None else ()
    return all(fact in asked and fact not in pending for fact in facts)


def phrase(policy: Policy, question: Question) -> AskedQuestion:
    """The sentence and options for a question of the engine."""
    definitions = [policy.facts[fact] for fact in question.facts]
    if question.multiple:
        text = (
            "您的企业有下面哪些情况？"
            if any(definition.role for definition in definitions)
            else "下面哪些情况符合？"
        )
        options = tuple(Option(d.option, d.name, True) for d in definitions)
        return AskedQuestion(question.facts, text, True, options)
    only = definitions[0]
    return AskedQuestion(
        question.facts, only.question or _plain_question(only), False, _options(only)
    )


def _options(definition: FactDefinition) -> tuple[Option, ...]:
    if not definition.is_claim:
        return ()
    return (Option("是", definition.name, True), Option("否", definition.name, False))


def _plain_question(definition: FactDefinition) -> str:
    return (
        f"{definition.label}：是还是否？" if definition.is_claim else f"{definition.label}是多少？"
    )
