"""Two versions of a policy held against each other: which rules differ, and what changes for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .assessment import MeasureResult, Status
from .benefit import kind_in_words
from .errors import FactError, PackError
from .evaluation import evaluate
from .fact_value import FactValue
from .made_up import at_random, said
from .measure import Measure
from .pack import SCENARIOS
from .policy import Policy
from .scenarios import STATUS_NAMES, load_scenarios
from .written_fact import told_as_written

HOW_MANY = 400
"""Made-up enterprises that both versions are asked about."""


@dataclass(frozen=True)
class Change:
    """What one measure gives one enterprise, before and after."""

    who: str
    measure: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """All that differs: rules line by line, cases, and of the made-up enterprises how many and one of each."""

    rules: tuple[str, ...]
    cases: tuple[Change, ...]
    made_up: tuple[tuple[str, int, Change], ...]
    """Measure, how many enterprises it changes for, the first of them."""


def compare(old: Policy, new: Policy, on: date, count: int = HOW_MANY) -> Difference:
    """What is different for whom on a day."""
    changes = [
        change
        for told in at_random([old, new], count, on)
        for change in _changes(old, new, told, on, "")
    ]
    first: dict[str, Change] = {}
    counts: dict[str, int] = {}
    for change in changes:
        first.setdefault(change.measure, change)
        counts[change.measure] = counts.get(change.measure, 0) + 1
    return Difference(
        tuple(_rules(old, new)),
        tuple(_cases(old, new)),
        tuple((measure, counts[measure], first[measure]) for measure in counts),
    )


def _rules(old: Policy, new: Policy) -> Iterator[str]:
    for key in ("title", "document_number", "issuer", "region", "issued", "last_day"):
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield f"文件：{before} → {after}"
    for name in dict.fromkeys([*old.measures, *new.measures]):
        before, after = old.measures.get(name), new.measures.get(name)
        if before is None and after is not None:
            yield f"{name} 新增：{after.title}"
        elif after is None and before is not None:
            yield f"{name} 取消：{before.title}"
        elif before is not None and after is not None:
            yield from _lines(name, before, after)


def _lines(name: str, before: Measure, after: Measure) -> Iterator[str]:
    old, new = rule_lines(before), rule_lines(after)
    yield from (f"{name} 去掉：{line}" for line in old if line not in new)
    yield from (f"{name} 加上：{line}" for line in new if line not in old)


def rule_lines(measure: Measure) -> list[str]:
    """A measure rule by rule, as its pack writes it."""
    benefit = measure.benefit
    lines = [f"条件 {part.text}" for part in measure.own_conditions]
    lines += [f"方式 {kind_in_words(benefit.kind)}"]
    lines += [f"当 {tier.condition.text} 给 {tier.amount.text}" for tier in benefit.tiers]
    named = (("金额", benefit.amount), ("封顶", benefit.cap), ("保底", benefit.floor))
    lines += [f"{name} {amount.text}" for name, amount in named if amount is not None]
    lines += [f"{part.when} 付 {part.text}" for part in benefit.instalments]
    return lines + [term.text for term in measure.terms]


def _cases(old: Policy, new: Policy) -> Iterator[Change]:
    seen = set()
    for policy in (old, new):
        try:
            scenarios = load_scenarios(policy.directory / SCENARIOS)
        except PackError:
            continue
        for scenario in scenarios:
            if scenario.name in seen:
                continue
            seen.add(scenario.name)
            told = {
                name: told_as_written(policy.facts[name], value)
                for name, value in scenario.facts.items()
                if name in policy.facts
            }
            yield from _changes(old, new, told, scenario.on, scenario.name)


def _changes(
    old: Policy, new: Policy, told: Mapping[str, FactValue], on: date, who: str
) -> Iterator[Change]:
    before, after = _given(old, told, on), _given(new, told, on)
    if before is None or after is None:
        return
    for name in dict.fromkeys([*before, *after]):
        was, becomes = before.get(name, _ABSENT), after.get(name, _ABSENT)
        open_still = was.startswith(_OPEN) and becomes.startswith(_OPEN)
        if was != becomes and not {was, becomes} <= _NOTHING and not open_still:
            yield Change(
                who or _described(told, old if name in old.measures else new, name),
                name,
                was,
                becomes,
            )


_ABSENT = "没有这一项"
_OPEN = STATUS_NAMES[Status.UNDETERMINED]
_NOTHING = {_ABSENT, STATUS_NAMES[Status.INELIGIBLE]}


def _given(policy: Policy, told: Mapping[str, FactValue], on: date) -> dict[str, str] | None:
    known = {name: value for name, value in told.items() if name in policy.facts}
    try:
        assessment = evaluate(policy, known, on)
    except FactError:
        return None
    return {result.measure.id: _told(result) for result in assessment.measures}


def _told(result: MeasureResult) -> str:
    status = STATUS_NAMES[result.status]
    if result.amount is None:
        return status
    low, high = result.amount.low, result.amount.high
    ends = f"{low.normalize():f}" if low == high else f"{low.normalize():f} 到 " + (
        "不设上限" if high is None else f"{high.normalize():f}"
    )  # fmt: skip
    return f"{status}，{ends} 元"


def _described(told: Mapping[str, FactValue], policy: Policy, measure: str) -> str:
    """Of an enterprise what matters to the measure."""
    facts = [name for name in policy.measures[measure].facts if name in told][:6]
    return "，".join(
        f"{policy.facts[name].label}{said(policy.facts[name], told[name])}" for name in facts
    )
