"""Turning the engine's next question into a sentence with quick replies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice

from policy_engine import (
    REGION,
    Assessment,
    FactDefinition,
    JoinedPolicy,
    OneOf,
    Policy,
    Quantity,
    Question,
    Status,
)

from . import wording
from .blocks import AskedQuestion, Option
from .state import State
from .worded import worded

_ASKED = worded("questions")
WHICH_ROLES = "您的企业有下面哪些情况？"
OTHERS = "另外，还有这些情况吗？"
LONGEST_LINE = 100
"""Characters of the roles that are offered in one line; those left out are told of at the end."""
MOST_NAMED = 12
"""Places or kinds of business of more than these are not listed."""
LISTED_AT_MOST = 3
"""Roles are listed once in full, once more the others in one line, and recalled once."""


def next_question(
    assessment: Assessment,
    state: State,
    concerned: Collection[str] = (),
    wanted: Collection[str] = (),
) -> AskedQuestion | None:
    """The best question not yet asked or declined, or `None` when nothing is left to ask.

    `concerned`: facts of what is being talked about; roles among them are always asked about.
    `wanted`: the facts that the measure just asked about lacks; they come before others.
    """
    best = None
    for question in assessment.planned():
        facts = tuple(f for f in question.facts if _may_be_asked(assessment, state, f))
        if len(facts) > 1 and not _may_list_roles(assessment.policy, state, facts):
            facts = tuple(fact for fact in facts if fact in concerned)
        if not facts or _was_asked(facts, state):
            continue
        if not wanted or not set(wanted).isdisjoint(facts):
            return _worded(assessment, state, facts)
        best = best or facts
    return None if best is None else _worded(assessment, state, best)


def _worded(assessment: Assessment, state: State, facts: tuple[str, ...]) -> AskedQuestion:
    asked = _with_reason(assessment, state, phrase(assessment.policy, Question(facts)))
    asked = _among_the_possible(assessment.policy, state, asked)
    asked = _explained(assessment.policy, state, asked)
    return _listed_again(state, asked) if asked.lists_roles else asked


def _explained(policy: Policy, state: State, question: AskedQuestion) -> AskedQuestion:
    """With what the policy's officers say to explain a fact, when it is first asked for."""
    explanation = policy.facts[question.facts[0]].explanation
    known = question.facts[0] in state.facts or question.facts in state.asked
    if question.multiple or not explanation or known:
        return question
    return replace(question, text=f"{question.text}（{explanation}）")


def _listed_again(state: State, question: AskedQuestion) -> AskedQuestion:
    """The list that is open stays as it is; after the first one the others go into a line."""
    pending = state.pending
    listed = pending is not None and pending.lists_roles and not state.asked_enough
    if pending is not None and listed and set(pending.facts) <= set(question.facts):
        return pending
    return offering_others(question) if state.roles_listed else question


def _may_list_roles(policy: Policy, state: State, facts: tuple[str, ...]) -> bool:
    if not any(policy.facts[fact].role for fact in facts):
        return True
    listed = state.pending is not None and state.pending.lists_roles
    if state.roles_closed or state.roles_listed >= LISTED_AT_MOST:
        return False
    return not (listed and state.asked_enough)


def offering_others(question: AskedQuestion) -> AskedQuestion:
    """What else the enterprise might do, in one line: the most frequent, as many as go into it."""
    room, named = LONGEST_LINE, list[Option]()
    for option in question.options:
        room -= len(option.label)
        if room < 0 and len(named) > 1:
            break
        named.append(option)
    facts = tuple(option.fact for option in named)
    return replace(question, facts=facts, options=tuple(named), text=OTHERS, inline=True)


def open_questions(assessment: Assessment, state: State, most: int) -> list[AskedQuestion]:
    """What may be asked, best first, whether or not it was asked before."""
    open_facts = (
        tuple(f for f in question.facts if _may_be_asked(assessment, state, f))
        for question in assessment.questions
    )
    questions = (phrase(assessment.policy, Question(facts)) for facts in open_facts if facts)
    return list(islice(questions, most))


def _may_be_asked(assessment: Assessment, state: State, fact: str) -> bool:
    """Not what was declined, nor details of a business it may not have."""
    if fact in state.declined:
        return False
    facts = assessment.policy.facts
    if facts[fact].role or _narrows(assessment.policy, fact):
        return True
    return any(
        fact in result.missing and not any(facts[other].role for other in result.missing)
        for result in assessment.measures
    )


def _with_reason(assessment: Assessment, state: State, question: AskedQuestion) -> AskedQuestion:
    """A rough figure on a threshold is asked again, with the reason."""
    fact = question.facts[0]
    told = state.facts.get(fact)
    if question.multiple or not isinstance(told, Quantity):
        return question
    decides = any(
        fact in result.missing and result.status is Status.UNDETERMINED
        for result in assessment.measures
    )
    why = "正好在够与不够之间" if decides else "够了，只是金额还算不准"
    text = f"您说的“{wording.quantity(told)}”{why}，请给个准确数：{question.text}"
    return replace(question, text=text)


def _was_asked(facts: tuple[str, ...], state: State) -> bool:
    """Whether each of these facts was already asked for (a pending one may be repeated)."""
    asked = {fact for group in state.asked for fact in group}
    pending = state.pending.facts if state.pending is not None else ()
    pressed = all(fact in state.pressed for fact in facts)
    return pressed or all(fact in asked and not _again(fact, pending, state) for fact in facts)


def _again(fact: str, pending: tuple[str, ...], state: State) -> bool:
    """A pending question may come back, and a rough figure may be asked for exactly, once."""
    return (fact in pending and not state.asked_enough) or fact in state.facts


def phrase(policy: Policy, question: Question) -> AskedQuestion:
    """The sentence and options for a question of the engine."""
    definitions = [policy.facts[fact] for fact in question.facts]
    if question.multiple:
        return _several(policy, definitions)
    only = definitions[0]
    if only.options is not None:
        return _among(only, only.options.values)
    return AskedQuestion(
        question.facts, only.question or _plain_question(only), False, _options(only)
    )


def _narrows(policy: Policy, fact: str) -> bool:
    """Whether a fact only sets some of several policies aside."""
    return isinstance(policy, JoinedPolicy) and fact in policy.narrowed_by


def _among_the_possible(policy: Policy, state: State, question: AskedQuestion) -> AskedQuestion:
    """Of where, who and what for only what goes together with what was told before."""
    if not isinstance(policy, JoinedPolicy):
        return question
    for dimension in policy.narrowing.dimensions:
        if question.facts == (dimension.fact.name,):
            left = [p for p in policy.members if not policy.narrowing.excludes(p, state.facts)]
            return _among(dimension.fact, dimension.values(left))
    return question


def _among(definition: FactDefinition, values: Sequence[str]) -> AskedQuestion:
    """Where, who, of which kind: the names to choose from, if they are not too many."""
    if len(values) > MOST_NAMED:
        text = definition.question
        told = worded("policies")["place"].format(text) if definition.kind == REGION else text
        return AskedQuestion((definition.name,), told, False, ())
    options = tuple(Option(value, definition.name, OneOf((value,))) for value in values)
    return AskedQuestion((definition.name,), definition.question, False, options)


def _several(policy: Policy, definitions: Sequence[FactDefinition]) -> AskedQuestion:
    """One question for all of them; roles as the policy groups them, the most frequent first."""
    roles = any(definition.role for definition in definitions)
    order = {role: place for place, role in enumerate(policy.roles)}
    listed = sorted(definitions, key=lambda d: order.get(d.name, len(order)))
    options = tuple(
        Option(d.contrary or d.option, d.name, d.answered(True), policy.group_of.get(d.name, ""))
        for d in listed
    )
    text = WHICH_ROLES if roles else "下面哪些情况符合？"
    return AskedQuestion(tuple(d.name for d in listed), text, True, options, lists_roles=roles)


def _options(definition: FactDefinition) -> tuple[Option, ...]:
    if not definition.is_claim:
        return ()
    yes, no = _ASKED["contrary_options"] if definition.contrary else _ASKED["options"]
    name = definition.name
    return (
        Option(yes, name, definition.answered(True)),
        Option(no, name, definition.answered(False)),
    )


def _plain_question(definition: FactDefinition) -> str:
    if definition.contrary:
        return str(_ASKED["contrary"].format(definition.contrary))
    return (
        f"{definition.label}：是还是否？" if definition.is_claim else f"{definition.label}是多少？"
    )
