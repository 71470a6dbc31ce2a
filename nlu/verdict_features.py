"""Two readers, one verdict: what each thinks, as features of what is chosen between.

The rules' probabilities and the network's are weighed against each other by small models that
were fitted on sentences neither reader had learned from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .learned.opinion import NEVER, ClaimOpinion, NumberOpinion
from .log_linear import Features
from .senses import CLAIM_SENSES, NUMBER_SENSES, Sense

LEAST = -8.0
"""Log-probabilities below this are as good as never."""


@dataclass(frozen=True, slots=True)
class RuleNumber:
    """What the rules think of one quantity: of each fact and of none, and how it is meant.

    `again`: the one fact that it plainly is, told before and corrected now, or called by its words.
    """

    facts: Mapping[str, float]
    nothing: float
    sense: Sense
    again: str | None = None

    @property
    def likeliest(self) -> str:
        """The fact that the rules find most probable."""
        return max(self.facts, key=lambda one: self.facts[one])


@dataclass(frozen=True, slots=True)
class RuleClaim:
    """What the rules think of one yes-or-no fact: whether something is said of it and whether
    that denies it, and how it is meant; `answer`: of yes, no and neither, to the question asked;
    `asked`: whether it was asked for, alone or with others, and may be answered here."""

    said: float = 0.0
    denied: float = 0.0
    sense: Sense = Sense.TOLD
    answer: Mapping[Sense, float] = field(default_factory=dict)
    asked: str = ""


def number_choices(
    rules: RuleNumber, learned: NumberOpinion | None, facts: Sequence[str], asked: Sequence[str]
) -> list[Features]:
    """Nothing first, then the facts."""
    nothing = {"rules": _log(rules.nothing), "nothing": 1.0}
    if learned is not None:
        nothing |= _learned(learned.nothing, learned.at_home)
    return [nothing, *(_number(rules, learned, fact, fact in asked) for fact in facts)]


def _number(
    rules: RuleNumber, learned: NumberOpinion | None, fact: str, asked: bool
) -> dict[str, float]:
    found = {
        "rules": _log(rules.facts[fact]),
        "asked": float(asked),
        "again": float(rules.again == fact),
    }
    if learned is not None:
        found |= _learned(learned.facts[fact], learned.at_home)
    return found


def _learned(share: float, at_home: bool) -> dict[str, float]:
    """The network's log-probability; once more where it knows the policy, to be trusted apart."""
    share = max(share, LEAST)
    return {"learned": share, "learned at home": share} if at_home else {"learned": share}


def sense_choices(
    rules: RuleNumber, learned: NumberOpinion | None, told_before: bool, what_if: bool
) -> list[Features]:
    """The senses of numbers, in their order."""
    shares = _by_sense(learned)
    return [_sense(sense, rules, shares, told_before, what_if) for sense in NUMBER_SENSES]


def _sense(
    sense: Sense,
    rules: RuleNumber,
    learned: Mapping[Sense, Features],
    told: bool,
    what_if: bool,
) -> dict[str, float]:
    found = {f"is {sense}": 1.0}
    if sense is rules.sense:
        found |= {"rules": 1.0, f"rules {sense}": 1.0}
    found |= learned.get(sense, {})
    if sense is Sense.ADDED and told:
        found["told before"] = 1.0
    if sense is Sense.SUPPOSED and what_if:
        found["what if"] = 1.0
    return found


def claim_choices(rules: RuleClaim, learned: ClaimOpinion | None) -> list[Features]:
    """The senses of claims, in their order."""
    shares, by_rules = _by_sense(learned), claimed(rules)
    return [_claim(sense, rules, by_rules[sense], shares) for sense in CLAIM_SENSES]


def _by_sense(learned: NumberOpinion | ClaimOpinion | None) -> dict[Sense, Features]:
    if learned is None:
        return {}
    thought = learned.senses()
    return {sense: _learned(thought.get(sense, NEVER), learned.at_home) for sense in Sense}


def claimed(rules: RuleClaim) -> dict[Sense, float]:
    """How probable the rules find each sense."""
    found: dict[Sense, float] = dict.fromkeys(CLAIM_SENSES, 0.0)
    found[Sense.UNSAID] = 1 - rules.said
    if rules.sense is Sense.TOLD:
        found[Sense.TOLD] = rules.said * (1 - rules.denied)
        found[Sense.DENIED] = rules.said * rules.denied
    else:
        found[rules.sense] += rules.said
    return found


def _claim(
    sense: Sense, rules: RuleClaim, share: float, learned: Mapping[Sense, Features]
) -> dict[str, float]:
    found = {f"is {sense}": 1.0, "rules": _log(share)}
    if rules.answer:
        found["answer"] = _log(rules.answer.get(sense, 0.0))
    found |= learned.get(sense, {})
    if rules.asked and sense in (Sense.TOLD, Sense.DENIED):
        found[f"asked {rules.asked}"] = 1.0
    return found


def _log(share: float) -> float:
    return max(math.log(share), LEAST) if share > 0 else LEAST
