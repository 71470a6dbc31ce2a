"""What if: supposed facts beside the real ones, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conversations import Grounds, State, amount, fact_value, opening, total
from nlu import Meaning, Mention, Understanding
from policy_engine import FactError, FactValue, MeasureResult, Quantity

NOTHING_HEARD = "没有听到要改的数，比如：{example}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was supposed, and for each measure that differs: its title, now and then."""

    supposed: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()
    now_total: str = ""
    then_total: str = ""
    problem: str = ""
    unused: tuple[str, ...] = ()
    """Numbers of the supposition that nothing was made of."""


def what_if(
    grounds: Grounds, understanding: Understanding, state: State, text: str, *, today: date
) -> Comparison:
    """The real case and the supposed one side by side."""
    meaning = understanding.parse(text, state.context(today))
    supposed = {**meaning.facts, **meaning.supposed}
    if not supposed:
        problem = NOTHING_HEARD.format(example=opening(grounds.policy))
        return Comparison(problem=problem, unused=_unused(meaning, supposed))
    told = tuple(fact_value(grounds.policy.facts[name], value) for name, value in supposed.items())
    try:
        now = grounds.assess(state.facts, today)
        then = grounds.assess({**state.facts, **supposed}, today)
    except FactError as error:
        return Comparison(told, problem=str(error), unused=_unused(meaning, supposed))
    rows = tuple(
        (before.measure.title, _words(before), _words(after))
        for before, after in zip(now.measures, then.measures, strict=True)
        if _concerns(before, supposed) and _words(before) != _words(after)
    )
    return Comparison(
        told, rows, total(now.total), total(then.total), unused=_unused(meaning, supposed)
    )


def _unused(meaning: Meaning, supposed: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Numbers as they were typed of which none of the supposed values came."""
    spans = [s.span for s in meaning.statements if getattr(s, "fact", None) in supposed]
    values = [value.interval for value in supposed.values() if isinstance(value, Quantity)]

    def is_used(mention: Mention) -> bool:
        return mention.interval in values or any(mention.overlaps(span) for span in spans)

    return tuple(m.text for m in meaning.quantities if not (m.ordinal or m.article or is_used(m)))


def _concerns(result: MeasureResult, supposed: Mapping[str, FactValue]) -> bool:
    return any(fact in result.measure.facts for fact in supposed)


def _words(result: MeasureResult) -> str:
    told = {"eligible": "符合", "ineligible": "不符合", "undetermined": "还不能确定"}
    status = told.get(result.status.value, "不在有效期")
    if result.status.value not in ("eligible", "undetermined"):
        return status
    return f"{status}，{amount(result.amount, result.measure.benefit)}"
