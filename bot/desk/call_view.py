"""One call as the desk shows it: what was said, the facts and what to ask, the measures."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from conversations import (
    Card,
    Exchange,
    Grounds,
    Speaker,
    State,
    amount,
    card,
    open_questions,
    total,
)
from nlu import IntentName
from policy_engine import Assessment, FactValue, JoinedPolicy, MeasureResult, Policy, Status

from ..pages.editing import value_text
from .not_noted import NotNoted, fitting, not_noted
from .read_aloud import (
    AUTHORITY,
    NOTHING_KNOWN,
    SENT_ON,
    UNDO,
    ReadAloud,
    asked_about,
    measures_in,
    says_something,
    spoken,
    verdict_reasons,
)
from .validity import validity

VERDICT_ACTS = ("result", "ask")
"""Acts that speak of how the caller stands; the others answer something else."""
MOST_OTHERS = 20
DENIED = "说了没有的"
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
    before: str = ""
    """What stood there before the last change, if that put something else in its place."""


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one measure."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CallView:
    """Everything that changes when a fact changes."""

    now: ReadAloud
    validity: tuple[str, ...]
    """What runs out soon or is out of force."""
    changed: tuple[Row, ...]
    """What the last change overwrote or took away: one can go back to it."""
    is_fresh: bool
    """Whether that was by the latest entry."""
    not_noted: tuple[NotNoted, ...]
    places: Mapping[str, Mapping[str, str]]
    """For a number that may be anything: the facts that it fits, with their labels."""
    groups: tuple[Group, ...]
    rest: tuple[Row, ...]
    cards: tuple[Card, ...]
    """Of the measures spoken of; those that are only asked about first, or last beside news."""
    others: tuple[Card, ...]
    asked: frozenset[str]
    """The measures that are being read out to a question, by their cards."""
    denied: frozenset[str]
    """Those that what the caller has not rules out, by their cards."""
    labels: Mapping[str, str]
    """Of all facts, for a number that is given a place."""
    total: str
    as_of: str

    @property
    def measures(self) -> tuple[Card, ...]:
        """All of them, those spoken of first."""
        return (*self.cards, *self.others)


def call_view(
    grounds: Grounds,
    state: State,
    assessment: Assessment,
    *,
    said: Sequence[Exchange] = (),
    set_aside: Collection[str] = (),
) -> CallView:
    """The view of a call with these facts, in which this was said and answered.

    `set_aside`: marks of numbers that need no place.
    """
    policy, facts = grounds.policy, state.facts
    speaker = Speaker(facts, grounds.rates)
    concerned = concerned_results(policy, assessment, facts)
    missing = {fact for result in assessment.measures for fact in result.missing}
    fresh = _is_fresh(said)
    rows = _Rows(policy, state, missing, fresh)
    groups, placed = _groups(rows, concerned)
    rest = [name for name in _of_interest(policy, concerned) if name not in placed]
    denied = [r for r in assessment.measures if r not in concerned and _is_denied(r, facts)]
    asked = _asked(policy, concerned, said)
    if fresh:  # what the entry itself told of is no question
        asked -= {r.measure.key for r in (*concerned, *denied)}
    answered = [r for r in assessment.measures if r.measure.key in asked and r not in concerned]
    others = [r for r in assessment.measures if r not in concerned and r not in answered]
    if policy.answers_together:
        open_ones = [r for r in others if r.status is not Status.INELIGIBLE][:MOST_OTHERS]
        others = [*(r for r in others if r in denied), *open_ones]
    cards = tuple(card(r, facts, speaker=speaker) for r in concerned)
    beside = tuple(card(r, facts, speaker=speaker) for r in answered)
    unplaced = _elsewhere(not_noted(policy, said, set_aside), state)
    return CallView(
        now=_now(assessment, state, concerned, cards, said),
        validity=validity(policy, concerned, assessment.as_of),
        changed=rows.changed,
        is_fresh=fresh,
        not_noted=unplaced,
        places={each.text: _places(policy, each) for each in unplaced if not each.facts},
        groups=groups,
        rest=tuple(rows.row(name) for name in rest),
        cards=(*cards, *beside) if fresh else (*beside, *cards),
        others=tuple(card(r, facts, speaker=speaker) for r in others),
        asked=asked,
        denied=frozenset(r.measure.key for r in denied),
        labels={name: definition.label for name, definition in policy.facts.items()},
        total=total(assessment.total) if _has_amount(concerned) else "",
        as_of=assessment.as_of.isoformat(),
    )


def _is_fresh(said: Sequence[Exchange]) -> bool:
    """Whether the latest entry changed what is known."""
    facts = [json.loads(each.turn or "{}").get("facts") or {} for each in said[-2:]]
    return bool(facts) and facts[-1] != (facts[0] if len(facts) > 1 else {})


def _places(policy: Policy, told: NotNoted) -> Mapping[str, str]:
    return {name: policy.facts[name].label for name in fitting(policy, told.text)}


def _asked(
    policy: Policy, concerned: Iterable[MeasureResult], said: Sequence[Exchange]
) -> frozenset[str]:
    """What the latest entry asks about, if it asks of anything but how the caller stands."""
    latest = said[-1] if said else None
    if latest is None or _is_on_the_verdict(latest, concerned) or _only_tells(latest, concerned):
        return frozenset()
    return asked_about(policy, latest.blocks)


def _is_on_the_verdict(latest: Exchange, concerned: Iterable[MeasureResult]) -> bool:
    told, verdict = measures_in(latest.blocks), {result.measure.key for result in concerned}
    return latest.act in VERDICT_ACTS and (not told or told == verdict)


def _only_tells(latest: Exchange, concerned: Iterable[MeasureResult]) -> bool:
    """Whether nothing was asked, and what stands was told once more with what it lies beside."""
    told, verdict = measures_in(latest.blocks), {result.measure.key for result in concerned}
    heard = json.loads(latest.turn or "{}").get("intent")
    return heard == IntentName.INFORM and bool(verdict) and verdict <= told


def _is_denied(result: MeasureResult, facts: Mapping[str, FactValue]) -> bool:
    said_no = any(facts.get(fact) is False for fact in result.measure.facts)
    return said_no and result.status is Status.INELIGIBLE


def _elsewhere(told: Iterable[NotNoted], state: State) -> tuple[NotNoted, ...]:
    """Numbers without a place, except the one that is being asked about."""
    pending = state.pending
    return tuple(
        each for each in told
        if pending is None or pending.facts != each.facts or each.text not in pending.text
    )  # fmt: skip


def _now(
    assessment: Assessment,
    state: State,
    concerned: Sequence[MeasureResult],
    cards: Sequence[Card],
    said: Sequence[Exchange],
) -> ReadAloud:
    """What to say to the latest entry; without any fact never a verdict."""
    answer, reasons = _answer(assessment, state, concerned, cards, said)
    question = state.pending
    if question is None:
        question = next(iter(open_questions(assessment, state, 1)), None)
    if not (answer or question):
        answer = NOTHING_KNOWN
    return ReadAloud(answer, reasons, question, is_pending=state.pending is not None)


def _answer(
    assessment: Assessment,
    state: State,
    concerned: Sequence[MeasureResult],
    cards: Sequence[Card],
    said: Sequence[Exchange],
) -> tuple[str, tuple[str, ...]]:
    latest = said[-1] if said else None
    if latest is not None and latest.act == "handoff":
        return SENT_ON, ()
    if latest is not None and latest.text != UNDO:
        told = measures_in(latest.blocks)
        if not _is_on_the_verdict(latest, concerned) or (
            not told and says_something(latest.blocks)
        ):
            said_now, reasons = spoken(latest.blocks)
            return said_now + _beside(concerned, told, assessment), reasons
    return (read_out(concerned, assessment), verdict_reasons(cards)) if state.facts else ("", ())


def _beside(concerned: Iterable[MeasureResult], told: Collection[str], all_in: Assessment) -> str:
    """Where some measures are told: what the caller has beside them, so that nothing is left out."""
    others = [
        r.measure.title
        for r in concerned
        if told and r.status is Status.ELIGIBLE and r.measure.key not in told
    ]
    return f"另外，{'、'.join(others)}也符合，合计{total(all_in.total)}。" if others else ""


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


def read_out(concerned: Iterable[MeasureResult], assessment: Assessment) -> str:
    """How the caller stands, in whole sentences without signs."""
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
    if can:
        said.append(AUTHORITY)
    return "".join(said) or "这份政策里没有找到符合的措施。"


def _if_met(result: MeasureResult) -> str:
    if result.amount is None:
        return ""
    return f"，符合的话{amount(result.amount, result.measure.benefit)}"


def _speaks_of(policy: Policy, result: MeasureResult, facts: Mapping[str, FactValue]) -> bool:
    inside = [fact for fact in result.measure.facts if fact in facts]
    roles = [fact for fact in result.measure.facts if policy.facts[fact].role]
    denied = bool(roles) and all(facts.get(fact) is False for fact in roles)
    return any(facts[fact] is not False for fact in inside) and not denied


def _has_amount(results: Iterable[MeasureResult]) -> bool:
    return any(r.status is Status.ELIGIBLE and r.amount is not None for r in results)


def _groups(rows: _Rows, concerned: Iterable[MeasureResult]) -> tuple[tuple[Group, ...], set[str]]:
    """Each fact under the first measure that needs it."""
    placed: set[str] = set()
    groups = []
    for result in concerned:
        names = [name for name in result.measure.facts if name not in placed]
        placed.update(names)
        if names:
            groups.append(Group(result.measure.title, tuple(rows.row(name) for name in names)))
    denied = [n for n, value in rows.state.facts.items() if value is False and n not in placed]
    if denied:
        placed.update(denied)
        groups.append(Group(DENIED, tuple(rows.row(name) for name in denied)))
    return tuple(groups), placed


@dataclass(frozen=True, slots=True)
class _Rows:
    """Facts as rows, with what the last change did to them."""

    policy: Policy
    state: State
    missing: Collection[str]
    is_fresh: bool

    @property
    def changed(self) -> tuple[Row, ...]:
        """What the last change took away or put something else in the place of."""
        return tuple(self.row(name, was=True) for name in self.overwritten)

    @property
    def overwritten(self) -> list[str]:
        """The facts that were known before the last change and are not known so any more."""
        earlier = self.state.earlier
        if earlier is None:
            return []
        facts = self.state.facts
        return [name for name, value in earlier.facts.items() if facts.get(name) != value]

    def row(self, name: str, *, was: bool | None = None) -> Row:
        """`was`: with what stood there before; of its own accord only where that is fresh."""
        definition, facts, earlier = self.policy.facts[name], self.state.facts, self.state.earlier
        if was is None:
            was = self.is_fresh and name in self.overwritten
        return Row(
            name=name,
            label=definition.label,
            value=value_text(facts[name]) if name in facts else "",
            is_claim=definition.is_claim,
            decides=name in self.missing,
            before=value_text(earlier.facts[name]) if was and earlier is not None else "",
        )
