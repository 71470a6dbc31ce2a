"""One call as the desk shows it: what was said, the facts and what to ask, the measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from conversations import (
    AskedQuestion,
    Card,
    Grounds,
    Speaker,
    State,
    amount,
    card,
    open_questions,
    total,
)
from policy_engine import Assessment, FactValue, JoinedPolicy, MeasureResult, Policy, Status

from ..pages.editing import value_text

MOST_ASKED, MOST_EXAMPLES, MOST_OTHERS = 3, 5, 20
_ORDER = {Status.ELIGIBLE: 0, Status.UNDETERMINED: 1}


@dataclass(frozen=True, slots=True)
class Row:
    """One fact that can be filled in; `value` is empty while it is not known."""

    name: str
    label: str
    value: str
    is_claim: bool
    decides: bool
    """Whether it can still change something."""


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one measure."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CallView:
    """Everything that changes when a fact changes."""

    asking: tuple[AskedQuestion, ...]
    groups: tuple[Group, ...]
    rest: tuple[Row, ...]
    cards: tuple[Card, ...]
    others: tuple[Card, ...]
    read_out: str
    total: str
    as_of: str


def call_view(grounds: Grounds, state: State, assessment: Assessment) -> CallView:
    """The view of a call with these facts."""
    policy, facts = grounds.policy, state.facts
    speaker = Speaker(facts, grounds.rates)
    concerned = concerned_results(policy, assessment, facts)
    asking = tuple(open_questions(assessment, state, MOST_ASKED))
    missing = {fact for result in assessment.measures for fact in result.missing}
    groups, placed = _groups(policy, concerned, facts, missing)
    rest = [name for name in _of_interest(policy, concerned) if name not in placed]
    rows = tuple(_row(policy, name, facts, missing) for name in rest)
    others = [r for r in assessment.measures if r not in concerned]
    if policy.answers_together:
        others = [r for r in others if r.status is not Status.INELIGIBLE][:MOST_OTHERS]
    return CallView(
        asking=asking,
        groups=groups,
        rest=rows,
        cards=tuple(card(r, facts, speaker=speaker) for r in concerned),
        others=tuple(card(r, facts, speaker=speaker) for r in others),
        read_out=read_out(concerned, assessment, asking),
        total=total(assessment.total) if _has_amount(concerned) else "",
        as_of=assessment.as_of.isoformat(),
    )


def _of_interest(policy: Policy, concerned: Iterable[MeasureResult]) -> Iterable[str]:
    """The facts to show: of several policies those of the ones spoken of, and what narrows."""
    if not isinstance(policy, JoinedPolicy):
        return policy.facts
    spoken_of = dict.fromkeys(result.policy for result in concerned)
    return dict.fromkeys((*policy.narrowing.facts, *(f for p in spoken_of for f in p.facts)))


def concerned_results(
    policy: Policy, assessment: Assessment, facts: Mapping[str, FactValue]
) -> list[MeasureResult]:
    """The measures that something said speaks of: eligible ones first, then open ones."""
    found = [r for r in assessment.measures if _speaks_of(policy, r, facts)]
    return sorted(found, key=lambda result: _ORDER.get(result.status, 2))


def read_out(
    concerned: Iterable[MeasureResult], assessment: Assessment, asking: Iterable[AskedQuestion]
) -> str:
    """What to say to the caller, in whole sentences without signs."""
    if not assessment.in_force:
        return "这份文件今天不在有效期内，不能按它申报，金额也没法说。"
    results = list(concerned)
    can = [r for r in results if r.status is Status.ELIGIBLE]
    said = []
    if can:
        told = [f"{r.measure.title}，{amount(r.amount, r.measure.benefit)}" for r in can]
        said.append(f"按您说的情况，符合的有{len(can)}项：{'；'.join(told)}。")
        if len(can) > 1 and _has_amount(can):
            said.append(f"合计{total(assessment.total)}。")
    closed = [r.measure.title for r in results if r.status is Status.INELIGIBLE]
    if closed:
        said.append(f"目前不符合的有：{'、'.join(closed)}。")
    open_ones = [r for r in results if r.status is Status.UNDETERMINED]
    if open_ones:
        told = [f"{r.measure.title}{_if_met(r)}" for r in open_ones]
        said.append(f"还要确认的有：{'；'.join(told)}。")
    question = next(iter(asking), None)
    if question is not None and (open_ones or not results):
        said.append(_spoken(question))
    if can:
        said.append("最后以主管部门审核为准。")
    return "".join(said) or "这份政策里没有找到符合的措施。"


def _if_met(result: MeasureResult) -> str:
    if result.amount is None:
        return ""
    return f"，符合的话{amount(result.amount, result.measure.benefit)}"


def _spoken(question: AskedQuestion) -> str:
    """A question as one would ask it aloud; a list becomes a few examples of it."""
    if not question.multiple:
        return f"请问{question.text}"
    examples = "、".join(option.label for option in question.options[:MOST_EXAMPLES])
    return f"请问您的企业是做什么的？比如：{examples}？"


def _speaks_of(policy: Policy, result: MeasureResult, facts: Mapping[str, FactValue]) -> bool:
    inside = [fact for fact in result.measure.facts if fact in facts]
    roles = [fact for fact in result.measure.facts if policy.facts[fact].role]
    denied = bool(roles) and all(facts.get(fact) is False for fact in roles)
    return any(facts[fact] is not False for fact in inside) and not denied


def _has_amount(results: Iterable[MeasureResult]) -> bool:
    return any(r.status is Status.ELIGIBLE and r.amount is not None for r in results)


def _groups(
    policy: Policy,
    concerned: Iterable[MeasureResult],
    facts: Mapping[str, FactValue],
    missing: set[str],
) -> tuple[tuple[Group, ...], set[str]]:
    """Each fact under the first measure that needs it."""
    placed: set[str] = set()
    groups = []
    for result in concerned:
        names = [name for name in result.measure.facts if name not in placed]
        placed.update(names)
        if names:
            rows = tuple(_row(policy, name, facts, missing) for name in names)
            groups.append(Group(result.measure.title, rows))
    return tuple(groups), placed


def _row(policy: Policy, name: str, facts: Mapping[str, FactValue], missing: set[str]) -> Row:
    definition = policy.facts[name]
    return Row(
        name=name,
        label=definition.label,
        value=value_text(facts[name]) if name in facts else "",
        is_claim=definition.is_claim,
        decides=name in missing,
    )
