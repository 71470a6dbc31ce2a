"""The JSON others run against: VALUE, MEASURE, ASSESSMENT, PARSE and TURN (DESIGN, section 6)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from conversations import AskedQuestion, ExchangeRates, Reply, State
from nlu import Meaning, read_value
from policy_engine import (
    INFINITY,
    Assessment,
    EmptyIntervalError,
    FactDefinition,
    FactError,
    FactValue,
    Interval,
    MeasureResult,
    Money,
    Policy,
    Quantity,
    evaluate,
    written_unit,
)

from .errors import UserError

Json = dict[str, Any]
LARGEST = Decimal(10) ** 15
VALUE_KEYS = {"low", "high", "low_open", "high_open", "approx", "unit"}


def dumps(data: Any) -> str:
    """One line of JSON in readable Chinese."""
    return json.dumps(data, ensure_ascii=False)


# -- out ---------------------------------------------------------------------------------


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where it is whole."""
    if value is None or abs(value) == INFINITY:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def value_json(value: FactValue) -> bool | Json:
    return (
        value
        if isinstance(value, bool)
        else interval_json(value.interval, value.approx, value.unit.code)
    )


def interval_json(interval: Interval, approx: bool, unit: str | None) -> Json:
    return {
        "low": number(interval.low),
        "high": number(interval.high),
        "low_open": interval.low_open and interval.has_floor,
        "high_open": interval.high_open and interval.has_ceiling,
        "approx": approx,
        "unit": unit,
    }


def money_json(money: Money | None) -> Json | None:
    if money is None:
        return None
    return {"low": number(money.low), "high": number(money.high), "currency": "CNY"}


def measure_json(result: MeasureResult) -> Json:
    measure = result.measure
    return {
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


def assessment_json(assessment: Assessment) -> Json:
    return {
        "policy": assessment.policy.id,
        "as_of": assessment.as_of.isoformat(),
        "in_force": assessment.in_force,
        "measures": [measure_json(result) for result in assessment.measures],
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
        "measures": [measure_json(r) for r in assessment.measures] if assessment else [],
        "total": money_json(assessment.total) if assessment else None,
        "question": _question_json(reply.question),
    }


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
                "fact": option.fact,
                "value": None if option.value is None else value_json(option.value),
            }
            for option in question.options
        ],
    }


# -- in -----------------------------------------------------------------------------------


def evaluate_json(policy: Policy, request: object, today: date, rates: ExchangeRates) -> Assessment:
    """The assessment a request asks for. Raises UserError or FactError in one clear line."""
    if not isinstance(request, dict):
        raise UserError(
            '要一个 JSON 对象，如 {"facts": {"孵化入网企业数": 40}, "as_of": "2026-01-31"}'
        )
    unknown = set(request) - {"facts", "as_of"}
    if unknown:
        raise UserError(f"不认识“{'、'.join(sorted(unknown))}”，只有 facts 与 as_of")
    facts = request.get("facts", {})
    if not isinstance(facts, dict):
        raise UserError("facts 要是一个对象：事实名 → 值")
    on = _day(request["as_of"]) if request.get("as_of") is not None else today
    told = {
        name: told_value
        for name, value in facts.items()
        if (told_value := fact_from_json(policy.definition(name), value, on)) is not None
    }
    return evaluate(policy, told, on, rates.convert)


def _day(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise UserError(f"as_of 要写成 2026-01-31 这样的日期，给的是“{text}”") from None


def fact_from_json(definition: FactDefinition, value: object, today: date) -> FactValue | None:
    """A told value; `None` (null) is not known. Raises FactError."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return read_value(definition, value, today)
    if isinstance(value, int | float | Decimal):
        return Quantity(Interval.exactly(_decimal(definition, value)), definition.unit)
    if isinstance(value, dict):
        return _quantity_from_json(definition, value)
    raise FactError(f"“{definition.name}”的值看不懂，可以是 true/false、数、“40多家”或区间对象")


def _quantity_from_json(definition: FactDefinition, value: Mapping[str, object]) -> Quantity | None:
    unknown = set(value) - VALUE_KEYS
    if unknown:
        raise FactError(f"“{definition.name}”的值里不认识“{'、'.join(sorted(unknown))}”")
    low, high = value.get("low"), value.get("high")
    if low is None and high is None:
        return None
    unit = value.get("unit")
    if unit is not None and not isinstance(unit, str):
        raise FactError(f"“{definition.name}”的 unit 要是文字，如 CNY、m2、month、家")
    try:
        interval = Interval(
            -INFINITY if low is None else _decimal(definition, low),
            INFINITY if high is None else _decimal(definition, high),
            _flag(definition, value, "low_open") or low is None,
            _flag(definition, value, "high_open") or high is None,
        )
    except EmptyIntervalError:
        raise FactError(f"“{definition.name}”的区间里没有数：low 要小于 high") from None
    in_unit = (
        definition.unit if unit is None or unit == definition.unit.code else written_unit(unit)
    )
    return Quantity(interval, in_unit, _flag(definition, value, "approx"))


def _flag(definition: FactDefinition, value: Mapping[str, object], key: str) -> bool:
    told = value.get(key, False)
    if not isinstance(told, bool):
        raise FactError(f"“{definition.name}”的 {key} 只能是 true 或 false")
    return told


def _decimal(definition: FactDefinition, value: object) -> Decimal:
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
            raise InvalidOperation
        found = Decimal(str(value))
        if not found.is_finite() or abs(found) > LARGEST:
            raise InvalidOperation
    except InvalidOperation:
        raise FactError(f"“{definition.name}”要一个数，给的是“{value}”") from None
    return found
