"""Which of several policies a question is about, and asking back where nobody can know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nlu import IntentName, Meaning, Question
from policy_engine import FactValue, JoinedPolicy, OneOf, Policy

from .blocks import AskedQuestion, Option
from .grounds import Grounds
from .state import State
from .turn import Turn
from .want import Want, Wanted
from .worded import worded

MOST_ANSWERED, MOST_OFFERED = 2, 9
"""A question is answered for so many policies one after another; so many are offered to choose from."""
ANSWERED_BY_POLICY: frozenset[Wanted] = frozenset(
    {
        IntentName.ASK_PROCEDURE, IntentName.ASK_MATERIALS, IntentName.ASK_DEADLINE,
        IntentName.ASK_PAYMENT_TIME, IntentName.ASK_VALIDITY, IntentName.ASK_FUNDING,
        IntentName.ASK_OVERLAP, IntentName.ASK_SOURCE, IntentName.ASK_DEFINITION,
        Want.FREQUENT_QUESTION, Question.RATE,
    }
)  # fmt: skip
_WORDS = worded("policies")


def about(turn: Turn, want: Wanted) -> tuple[Policy, ...]:
    """The policies that a question is about: those named, those of what is named, those in talk,
    else all that the enterprise may draw from."""
    policies = turn.policy.members
    if len(policies) == 1:
        return policies
    having = tuple(p for p in policies if _has_an_answer(turn, want, p))
    for meant in (_named(turn), _of(turn, turn.meaning.topics), _of(turn, turn.focus)):
        found = tuple(policy for policy in having if policy in meant)
        if found:
            return found
    return tuple(p for p in having if not turn.is_aside(p) and not turn.is_beside(p)) or having


def _has_an_answer(turn: Turn, want: Wanted, policy: Policy) -> bool:
    """Of a frequent question or a term only some policies may speak."""
    knowledge = turn.grounds.knowledge.of(policy)
    if want is Want.FREQUENT_QUESTION:
        return knowledge.question(turn.meaning.answers) is not None
    return True


def _named(turn: Turn) -> list[Policy]:
    return [p for p in turn.policy.members if p.id in turn.meaning.policies]


def _of(turn: Turn, measures: Iterable[str]) -> list[Policy]:
    known = turn.policy.measures
    return [turn.policy.policy_of(known[m]) for m in measures if m in known]


def which(turn: Turn, want: Wanted) -> AskedQuestion | None:
    """The question which policy is meant, where the answer would be another in each."""
    numbered = _named_by_a_number(turn)
    if len(numbered) > 1:
        return _asked(turn, numbered, _WORDS["which_clause"])
    if want not in ANSWERED_BY_POLICY:
        return None
    keys = turn.meaning.answers
    if want is Want.FREQUENT_QUESTION and turn.grounds.knowledge.common_answer(keys) is not None:
        return None
    meant = about(turn, want)
    return _asked(turn, meant, _WORDS["which"]) if len(meant) > MOST_ANSWERED else None


def _named_by_a_number(turn: Turn) -> tuple[Policy, ...]:
    """The policies of which one may be meant by a clause's number alone."""
    if _named(turn) or not turn.meaning.numbered:
        return ()
    having = _of(turn, turn.meaning.numbered)
    possible = [p for p in having if not turn.is_aside(p) and not turn.is_beside(p)]
    talked_of = _of(turn, turn.before.focus)
    found = [p for p in possible if p in talked_of[:1]] or possible
    return tuple(dict.fromkeys(found))


def _asked(turn: Turn, policies: tuple[Policy, ...], text: str) -> AskedQuestion | None:
    policy = turn.policy
    business = policy.narrowing.business if isinstance(policy, JoinedPolicy) else None
    if business is None:
        return None
    options = tuple(
        Option(_WORDS["title"].format(p.name), business.fact.name, _values(business.fits[p.id]))
        for p in policies[:MOST_OFFERED]
    )
    listed = "" if len(policies) <= MOST_OFFERED else _WORDS["and_more"].format(len(policies))
    return AskedQuestion((business.fact.name,), text + listed, False, options)


def _values(values: Iterable[str]) -> OneOf:
    return OneOf(tuple(sorted(values)))


def business_of_topics(grounds: Grounds, state: State, meaning: Meaning) -> dict[str, FactValue]:
    """茶叶, to the question what for: the business of the measures that it calls."""
    policy = grounds.policy
    business = policy.narrowing.business if isinstance(policy, JoinedPolicy) else None
    pending = state.pending.facts if state.pending is not None else ()
    if business is None or pending != (business.fact.name,) or pending[0] in meaning.facts:
        return {}
    meant = {policy.policy_of(policy.measures[topic]) for topic in meaning.topics}
    values = sorted({value for one in meant for value in business.fits[one.id]})
    return {pending[0]: OneOf(tuple(values))} if 0 < len(meant) <= MOST_ANSWERED else {}


def as_meant(turn: Turn) -> Turn:
    """第八条 where the policy is known: the measures of that policy alone; and of measures for
    several kinds that of the kind which is told."""
    return of_its_kind(_of_its_policy(turn))


def of_its_kind(turn: Turn) -> Turn:
    """The measures for the kind that is told, instead of those for the others of their clause."""
    others = {} if turn.meaning.intent.name is IntentName.ASK_WHY else turn.of_another_kind
    topics = turn.meaning.topics
    if others.keys().isdisjoint(topics):
        return turn
    meant = (key for topic in topics for key in others.get(topic, (topic,)))
    return replace(turn, meaning=replace(turn.meaning, topics=tuple(dict.fromkeys(meant))))


def _of_its_policy(turn: Turn) -> Turn:
    numbered = turn.meaning.numbered
    meant = _named(turn) or list(_named_by_a_number(turn))
    if not numbered or not meant:
        return turn
    topics = tuple(
        topic
        for topic in turn.meaning.topics
        if topic not in numbered or turn.policy.policy_of(turn.policy.measures[topic]) in meant
    )
    return replace(turn, meaning=replace(turn.meaning, topics=topics))


def answers_which(turn: Turn) -> bool:
    """Whether a message says which policy was meant by the question before."""
    if not turn.before.asked_of:
        return False
    told = frozenset(turn.heard.new)
    return bool(turn.meaning.policies) or bool(told & turn.narrowing_facts)
