"""Whether every fact of a pack can be said and heard: after its own question, and unasked by its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nlu import Chosen, Context, Offered, Understanding
from policy_engine import DATE, DURATION, FactDefinition, Finding, Policy, unit_label

_NUMBERS = {
    "CNY": "120万元",
    "USD": "120万美元",
    "m2": "120平方米",
    "mu": "120亩",
    "month": "18个月",
    "percent": "35%",
}
_BY_QUESTION = "“问”要问得让人答得上来：是不是类的答“是”“不是”，数的答数加单位"
_BY_NAME = "在 说法.yml 里给它写几个人们平时的“叫法”"
LONGEST_NAME = 14
"""A name longer than this nobody says unasked."""


def unheard(policy: Policy, understanding: Understanding, today: date) -> Iterator[Finding]:
    """A finding for each fact that is not heard when it is told."""
    for name, definition in policy.facts.items():
        for answer, value in _answers(definition):
            context = Context(today, (name,), options=_offered(definition))
            meaning = understanding.parse(answer, context)
            heard = meaning.facts.get(name)
            chosen = any(isinstance(each, Chosen) for each in meaning.statements)
            if not chosen and (heard is None or (isinstance(value, bool) and heard != value)):
                yield Finding(f"事实“{name}”", f"问了它，答“{answer}”没有听成它", _BY_QUESTION)
                break
        else:
            said = _unasked(definition)
            heard_in = (understanding.parse(one, Context(today)).facts for one in said)
            if said and not any(name in facts for facts in heard_in):
                yield Finding(f"事实“{name}”", f"没问到时说“{said[0]}”没有听成它", _BY_NAME)


def _answers(definition: FactDefinition) -> list[tuple[str, object]]:
    if definition.is_claim:
        return [("是的", definition.answered(True)), ("不是", definition.answered(False))]
    if definition.is_choice and definition.options is not None:
        return [(option, None) for option in definition.options.values]
    if definition.is_list:
        return []
    return [(_number(definition), None)]


def _offered(definition: FactDefinition) -> tuple[Offered, ...]:
    """The options that are offered with the question."""
    if not definition.is_choice or definition.options is None:
        return ()
    return tuple(Offered(value, definition.name) for value in definition.options.values)


def _number(definition: FactDefinition) -> str:
    if definition.kind == DATE:
        return "2024年5月"
    if definition.is_ordinal:
        return "第二年"
    return _NUMBERS.get(definition.unit.code) or f"12{unit_label(definition.unit.code)}"


def _unasked(definition: FactDefinition) -> tuple[str, ...]:
    """How somebody may tell it unasked; nothing where nobody would, word for word.

    What somebody is and what somebody does: 我们是平台企业, 我们做一致性评价.
    """
    label = definition.label
    if (
        len(label) > LONGEST_NAME
        or definition.is_choice
        or definition.is_list
        or definition.contrary
    ):
        return ()
    if definition.is_claim:
        return (f"我们是{label}", f"我们{label}", f"我们{label}了") if definition.role else ()
    if definition.kind in (DATE, DURATION) or definition.is_ordinal:
        return ()
    return (f"{label}{_number(definition)}",)
