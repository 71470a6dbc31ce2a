"""One turn in progress: what was said, what is known now, and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from nlu import Doubtful, IntentName, Meaning, Mention, clean_text, scan
from policy_engine import (
    Assessment,
    FactValue,
    JoinedPolicy,
    Measure,
    MeasureResult,
    Policy,
    Status,
)

from .asking import next_question
from .blocks import AskedQuestion
from .gap_wording import gap_texts
from .grounds import Grounds, as_if_exact
from .hearing import Hearing
from .of_another_kind import of_another_kind
from .placing import TELLS, Places, in_doubt, in_no_place, without_a_place
from .speaking import Speaker
from .state import State

_ASKS_THE_RESULT = (IntentName.ASK_AMOUNT, IntentName.ASK_ELIGIBILITY)
MOST_USES = 2
"""A figure that more measures ask for says of none of them that the enterprise does it."""
MOST_FOCUS = 6
MOST_SHARED = 3
"""Facts that more policies than these ask for say nothing of what an enterprise does."""


@dataclass(frozen=True)
class Turn:
    """Everything an answer may look at. `before` is the state before this message."""

    grounds: Grounds
    before: State
    heard: Hearing
    meaning: Meaning
    today: date

    @property
    def policy(self) -> Policy:
        return self.grounds.policy

    @property
    def state(self) -> State:
        return self.heard.state

    def is_aside(self, policy: Policy) -> bool:
        """Whether a policy is for another place or applicant, or has handed over to its successor."""
        together = self.policy
        if not isinstance(together, JoinedPolicy):
            return False
        gone = not policy.in_force(self.today) and together.successor(policy, self.today)
        return bool(gone) or together.narrowing.excludes(policy, self.state.facts)

    def is_beside(self, policy: Policy) -> bool:
        """Whether a policy is about another business than the one asked about."""
        together = self.policy
        return isinstance(together, JoinedPolicy) and together.narrowing.is_beside(
            policy, self.state.facts
        )

    @cached_property
    def narrowing_facts(self) -> frozenset[str]:
        """The facts that set policies aside."""
        together = self.policy
        return together.narrowed_by if isinstance(together, JoinedPolicy) else frozenset()

    def concerns(self, measure: Measure) -> bool:
        """Whether a measure may be talked of: that of a policy set aside only when it is named."""
        if not self.policy.answers_together or measure.key in self.meaning.topics:
            return True
        return not self.is_aside(self.policy.policy_of(measure))

    @property
    def speaker(self) -> Speaker:
        """In whose currencies money is told, and what has run since when."""
        return Speaker(
            self.state.facts,
            self.grounds.rates,
            self.meaning.currency,
            begun=self.state.begun,
            today=self.today,
        )

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """The measures being talked about, the latest first."""
        told = [
            measure.key
            for measure in self.policy.measures.values()
            if any(
                fact in measure.facts
                and self._tells(fact)
                and self.concerns(measure)
                and (value is not False or len(self.heard.new) == 1)
                for fact, value in self.heard.new.items()
            )
        ]
        known = self.policy.measures
        kept = [
            key
            for key in self.before.focus
            if key in known and not self._is_taken_out(key) and self.concerns(known[key])
        ]
        others = self.of_another_kind
        focus = [key for key in (*told, *kept) if key not in others]
        return tuple(dict.fromkeys([*self.meaning.topics, *focus]))[:MOST_FOCUS]

    def _is_taken_out(self, measure: str) -> bool:
        """Whether the business that a measure is for was told before and counts no more."""
        before, now = self.before.facts, self.state.facts
        facts = self.policy.measures[measure].facts
        return any(self.policy.facts[f].role for f in facts if f in before and f not in now)

    @cached_property
    def assessment(self) -> Assessment:
        return self.grounds.assess(self.state.facts, self.today, self.interest)

    @cached_property
    def of_another_kind(self) -> Mapping[str, tuple[str, ...]]:
        """The measures for other kinds than the one told, each with those that stand for it."""
        facts = self.state.facts
        return of_another_kind(self.grounds, facts, self.today, self.narrowing_facts)

    @cached_property
    def as_told(self) -> Assessment | None:
        """What comes of the rough numbers taken as they were told; `None` if there are none."""
        facts = as_if_exact(self.state.facts)
        rough = facts != dict(self.state.facts)
        return self.grounds.assess(facts, self.today, self.interest) if rough else None

    @cached_property
    def interest(self) -> tuple[str, ...]:
        """Focus, and every measure the enterprise has told something true about."""
        told = [
            m.key
            for m in self.policy.measures.values()
            if self._is_inside(m.facts) and self.concerns(m)
        ]
        return tuple(dict.fromkeys([*self.focus, *told]))

    def _tells(self, fact: str) -> bool:
        """Whether a fact says what the enterprise does: not one that many policies ask of anybody."""
        together = self.policy
        if not isinstance(together, JoinedPolicy) or together.facts[fact].role:
            return True
        return together.shared.get(fact, 0) <= MOST_SHARED

    def _is_inside(self, facts: tuple[str, ...]) -> bool:
        known = self._telling
        roles = [fact for fact in facts if self.policy.facts[fact].role]
        return any(known.get(role) is True for role in roles) or (
            any(self._is_its_own(fact, facts) for fact in facts if fact in known)
            and not self._is_denied(facts)
        )

    def _is_its_own(self, fact: str, facts: Sequence[str]) -> bool:
        """Whether a fact that was told speaks of a measure with these facts: a figure that many
        measures ask for does only where something else of it was told."""
        definition = self.policy.facts[fact]
        if definition.role:
            return False
        if definition.is_claim or self._uses[fact] <= MOST_USES:
            return True
        claims = [f for f in facts if self.policy.facts[f].is_claim]
        return not claims or any(self.state.facts.get(claim) is True for claim in claims)

    @cached_property
    def _uses(self) -> Counter[str]:
        """How many measures ask for each fact."""
        return Counter(fact for m in self.policy.measures.values() for fact in set(m.facts))

    @cached_property
    def _telling(self) -> Mapping[str, FactValue]:
        """What was told that says what the enterprise does."""
        return {fact: value for fact, value in self.state.facts.items() if self._tells(fact)}

    def _is_granted(self, result: MeasureResult) -> bool:
        """Whether a measure of one of several policies is met by what everybody is asked."""
        if not self.policy.answers_together or result.status is not Status.ELIGIBLE:
            return False
        told = any(fact in self.state.facts for fact in result.measure.facts)
        return told and self.concerns(result.measure)

    @cached_property
    def results(self) -> tuple[MeasureResult, ...]:
        """The results of interest: eligible ones first, larger amounts first."""
        interest = frozenset(self.interest)
        others = self.of_another_kind.keys() - frozenset(self.meaning.topics)
        found = [
            r
            for r in self.assessment.measures
            if r.measure.key not in others and (r.measure.key in interest or self._is_granted(r))
        ]
        return tuple(sorted(found, key=_rank))

    @cached_property
    def changed(self) -> tuple[MeasureResult, ...]:
        """The results of interest that this message changed or is about."""
        earlier = self.grounds.assess(self.before.facts, self.today)
        about = (
            {*self.meaning.topics, *self.focus} if not self.before.turns else {*self.meaning.topics}
        )
        return tuple(
            result
            for result in self.results
            if result.measure.key in about or _differs(result, earlier.result(result.measure.key))
        )

    @cached_property
    def unplaced(self) -> tuple[Doubtful, ...]:
        """The numbers of this message that are not taken down, each with what it might be."""
        meaning, places = self.meaning, self._places
        unsaid = without_a_place(places, meaning) if meaning.intent.name in TELLS else ()
        questioned = in_doubt(places, self.heard.questioned, meaning)
        own = (d for d in (*unsaid, *questioned) if not self._is_of_the_policy(d.mention))
        lost = in_no_place(places, self.heard.misplaced)
        found = (*meaning.unclear, *lost, *own)
        open_ = (d for d in found if d.mention.interval not in self.before.set_aside)
        return tuple(sorted(open_, key=lambda doubt: doubt.span))

    def _is_of_the_policy(self, mention: Mention) -> bool:
        """Whether a number is one that the policy names or that was said to be missing: 还差7家啊."""
        return mention.interval.is_exact and mention.interval.low in self._numbers_of_the_policy

    @cached_property
    def _numbers_of_the_policy(self) -> frozenset[Decimal]:
        """What was said to be missing of the measures in talk, and the numbers of their sentences."""
        if not self.before.turns:
            return frozenset()
        earlier = self.grounds.assess(self.before.facts, self.today)
        results = [earlier.result(key) for key in self.interest]
        gaps = (gap_texts(r.policy, r, self.speaker) for r in results)
        said = "；".join([*(r.measure.quote for r in results), *(g for each in gaps for g in each)])
        return frozenset(m.interval.low for m in scan(clean_text(said)) if m.interval.is_exact)

    @property
    def _places(self) -> Places:
        """Where a number may belong: facts not known first, of a denied business none."""
        known, measures = self.state.facts, self._in_talk
        possible = [m for m in measures if not self._is_denied(m.facts)]
        inside = [m for m in possible if m.id in self.interest]
        concerned = dict.fromkeys(fact for m in inside for fact in m.facts)
        others = dict.fromkeys(f for m in possible for f in m.facts if f not in concerned)
        by_known = sorted(concerned, key=lambda fact: fact in known)
        return Places(self.policy.facts, by_known, tuple(others), known)

    @property
    def _in_talk(self) -> Collection[Measure]:
        """The measures whose facts a number may be: of several policies those of the ones in talk."""
        every = self.policy.measures
        if not self.policy.answers_together or not self.interest:
            return every.values()
        policies = dict.fromkeys(self.policy.policy_of(every[key]) for key in self.interest)
        return [measure for policy in policies for measure in policy.measures.values()]

    def _is_denied(self, facts: tuple[str, ...]) -> bool:
        roles = [fact for fact in facts if self.policy.facts[fact].role]
        return bool(roles) and all(self.state.facts.get(role) is False for role in roles)

    @cached_property
    def question(self) -> AskedQuestion | None:
        """The next question, if anything is left to ask."""
        concerned = {f for m in self.interest for f in self.policy.measures[m].facts}
        return next_question(self.assessment, self.state, concerned, self._wanted)

    @property
    def _wanted(self) -> frozenset[str]:
        """What the measures lack that somebody asks the result of."""
        if self.meaning.intent.name not in _ASKS_THE_RESULT:
            return frozenset()
        results = (self.assessment.result(topic) for topic in self.meaning.topics)
        return frozenset(f for result in results for f in result.missing) - self.state.declined

    @cached_property
    def question_is_in_topic(self) -> bool:
        if self.question is None:
            return False
        missing = {fact for result in self.results for fact in result.missing}
        return any(fact in missing for fact in self.question.facts)


def _rank(result: MeasureResult) -> tuple[int, float]:
    order = {Status.ELIGIBLE: 0, Status.UNDETERMINED: 1}.get(result.status, 2)
    amount = result.amount
    high = float("inf") if amount is not None and amount.high is None else 0.0
    return order, -float(amount.high) if amount is not None and amount.high is not None else -high


def _differs(now: MeasureResult, earlier: MeasureResult) -> bool:
    return (now.status, now.amount) != (earlier.status, earlier.amount) or (
        now.missing != earlier.missing
    )
