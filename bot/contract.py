"""The JSON others run against: VALUE, MEASURE, ASSESSMENT, PARSE and TURN (docs/接口.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from conversations import AskedQuestion, ExchangeRates, Reply, State
from nlu import Meaning
from policy_engine import DATE, Assessment, FactValue, MeasureResult, Money, Policy, evaluate

from .errors import UserError
from .values import fact_from_json, number, value_json

Json = dict[str, Any]


def dumps(data: Any) -> str:
    """One line of JSON in readable Chinese; half a character (a lone surrogate) becomes a “?”."""
    return json.dumps(data, ensure_ascii=False).encode(errors="replace").decode()


# -- out ---------------------------------------------------------------------------------


def money_json(money: Money | None) -> Json | None:
    if money is None:
        return None
    return {"low": number(money.low), "high": number(money.high), "currency": "CNY"}


def measure_json(result: MeasureResult, together: bool = False) -> Json:
    """A MEASURE; where several policies answer `together`, with that which it is of."""
    measure = result.measure
    told: Json = {"policy": result.policy.id} if together else {}
    told |= {
        "id": measure.id,
        "clause": measure.clause,
        "title": measure.title,
        "status": result.status.value,
        "kind": measure.benefit.kind.value,
        "amount": money_json(result.amount),
        "missing": list(result.missing),
        "notes": list(result.notes),
        "quote": measure.quote,
    }
    return told | _particulars_json(result)


def _particulars_json(result: MeasureResult) -> Json:
    """When to apply, what is given beside money, how it is paid, what limits it: where there is such."""
    told: Json = {}
    if result.window is not None:
        first, last = (day and day.isoformat() for day in (result.window.first, result.window.last))
        told["window"] = {"from": first, "to": last, "days_left": result.window.days_left}
    if result.measure.benefit.support:
        told["support"] = list(result.measure.benefit.support)
    if result.schedule:
        told["schedule"] = [
            {"when": when, "amount": money_json(amount)} for when, amount in result.schedule
        ]
    if result.terms:
        told["terms"] = [{"kind": term.kind.value, "text": term.text} for term in result.terms]
    return told


def measures_json(assessment: Assessment) -> list[Json]:
    """Every MEASURE of an assessment."""
    together = assessment.policy.answers_together
    return [measure_json(result, together) for result in assessment.measures]


def assessment_json(assessment: Assessment) -> Json:
    """An ASSESSMENT, of one policy or of several."""
    as_of = assessment.as_of.isoformat()
    told: Json = {
        "policy": assessment.policy.id,
        "as_of": as_of,
        "in_force": assessment.in_force,
    }
    if assessment.policy.answers_together:
        by_policy = assessment.by_policy
        policies = [{"policy": one.policy.id, "in_force": one.in_force} for one in by_policy]
        told = {"as_of": as_of, "policies": policies}
    return told | {
        "measures": measures_json(assessment),
        "total": money_json(assessment.total),
        "questions": [fact for question in assessment.questions for fact in question.facts],
    }


def facts_json(facts: Mapping[str, FactValue]) -> Json:
    return {name: value_json(value) for name, value in facts.items()}


def turn_json(state: State, reply: Reply, meaning: Meaning) -> Json:
    assessment = reply.assessment
    return {
        "reply": reply.text,
        "act": reply.act,
        "intent": meaning.intent.name,
        "facts": facts_json(state.facts),
        "measures": measures_json(assessment) if assessment else [],
        "total": money_json(assessment.total) if assessment else None,
        "question": _question_json(reply.question),
        "changed": [
            {"fact": each.fact, "from": _value(each.before), "to": _value(each.after)}
            for each in reply.changed
        ],
        "unclear": [{"text": each.text, "facts": list(each.facts)} for each in reply.unplaced],
    }


def _value(value: FactValue | None) -> Any:
    return None if value is None else value_json(value)


def _question_json(question: AskedQuestion | None) -> Json | None:
    if question is None:
        return None
    return {
        "id": question.id,
        "facts": list(question.facts),
        "text": question.text,
        "multiple": question.multiple,
        "options": [
            {
                "label": option.label,
                "fact": option.fact or None,
                "value": _value(option.value),
            }
            for option in question.options
        ],
    }


# -- in -----------------------------------------------------------------------------------


def evaluate_json(policy: Policy, request: object, today: date, rates: ExchangeRates) -> Assessment:
    """The assessment a request asks for. Raises UserError or FactError in one clear line."""
    if not isinstance(request, dict):
        raise UserError(f"要一个 JSON 对象，如 {request_example(policy)}")
    _check_text(request)
    unknown = set(request) - {"facts", "as_of"}
    if unknown:
        raise UserError(f"不认识“{'、'.join(sorted(unknown))}”，只有 facts 与 as_of")
    facts = request.get("facts", {})
    if not isinstance(facts, dict):
        raise UserError("facts 要是一个对象：事实名 → 值")
    on = _day(request["as_of"]) if request.get("as_of") is not None else today
    told = {
        definition.name: told_value
        for name, value in facts.items()
        if (definition := policy.definition(name))
        and (told_value := fact_from_json(definition, value, on)) is not None
    }
    return evaluate(policy, told, on, rates.convert)


def request_example(policy: Policy) -> str:
    """A request as it may be written, about the first fact that a rule compares with a number."""
    limits = policy.lowest_thresholds
    facts = {f: number(limits[f]) for f in limits if policy.facts[f].kind != DATE}
    name, value = next(iter(facts.items()), (next(iter(policy.facts)), True))
    return dumps({"facts": {name: value}, "as_of": "2026-01-31"})


def _check_text(request: Json) -> None:
    try:
        json.dumps(request, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise UserError("输入里有半个字符（不成对的 \\ud800 之类），要合格的 UTF-8 文字") from None


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise UserError(f"as_of 要写成 2026-01-31 这样的日期，给的是“{text}”") from None
