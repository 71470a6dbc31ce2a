"""案例.yml: scenarios a policy officer writes beside the rules, and running them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from .assessment import Assessment, MeasureResult, Money, Status
from .errors import FactError, PackError, PolicyError
from .evaluation import evaluate
from .fact_value import FactValue
from .located_yaml import load_located
from .mistakes import in_words, path_in_words
from .policy import Policy
from .written_fact import told_as_written

StatusName = Literal["符合", "不符合", "待定", "已失效", "未生效"]
STATUS_NAMES: dict[Status, StatusName] = {
    Status.ELIGIBLE: "符合",
    Status.INELIGIBLE: "不符合",
    Status.UNDETERMINED: "待定",
    Status.EXPIRED: "已失效",
    Status.NOT_IN_FORCE: "未生效",
}
Bounds = Annotated[list[Decimal | None], Field(min_length=2, max_length=2)]


class ExpectedResult(BaseModel):
    model_config = ConfigDict(extra="forbid")
    status: StatusName = Field(alias="状态")
    amount: Bounds | None = Field(None, alias="金额")


class Scenario(BaseModel):
    """Facts of one made-up enterprise and what the pack must give it."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(alias="案例")
    on: date = Field(alias="日期")
    facts: dict[str, object] = Field(alias="事实")
    results: dict[str, ExpectedResult] = Field(alias="结果")
    total: Bounds | None = Field(None, alias="合计")


def load_scenarios(file: Path) -> list[Scenario]:
    """The scenarios of a pack. Raises PackError naming the place of a mistake."""
    located = load_located(file)
    try:
        return TypeAdapter(list[Scenario]).validate_python(located.data or [])
    except ValidationError as error:
        first = error.errors()[0]
        problem = (
            f"{path_in_words(first)}：{in_words(first)}"
            if first["loc"]
            else "要是一个列表，每个案例以“- 案例: …”开头"
        )
        raise PackError(located.where(tuple(first["loc"])), problem) from None


def run_scenario(policy: Policy, scenario: Scenario) -> list[str]:
    """Every difference between what the scenario expects and what the pack gives."""
    try:
        facts = {name: _value(policy, name, value) for name, value in scenario.facts.items()}
        assessment = evaluate(policy, facts, scenario.on)
        differences = [
            difference
            for measure_id, expected in scenario.results.items()
            for difference in _differences(assessment.result(measure_id), expected)
        ]
    except PolicyError as error:
        return [str(error)]
    return differences + _total_difference(assessment, scenario.total)


def _value(policy: Policy, name: str, written: object) -> FactValue:
    definition = policy.definition(name)
    try:
        return told_as_written(definition, written)
    except FactError as error:
        raise FactError(f"“{name}”：{error}") from None


def _differences(result: MeasureResult, expected: ExpectedResult) -> list[str]:
    found = []
    if STATUS_NAMES[result.status] != expected.status:
        found.append(
            f"{result.measure.id} 应为“{expected.status}”，得到“{STATUS_NAMES[result.status]}”"
        )
    if expected.amount is not None and _bounds(result.amount) != expected.amount:
        found.append(
            f"{result.measure.id} 金额应为 {_readable(expected.amount)}，"
            f"得到 {_readable(_bounds(result.amount))}"
        )
    return found


def _total_difference(assessment: Assessment, expected: Bounds | None) -> list[str]:
    if expected is None or _bounds(assessment.total) == expected:
        return []
    return [f"合计应为 {_readable(expected)}，得到 {_readable(_bounds(assessment.total))}"]


def _bounds(money: Money | None) -> list[Decimal | None] | None:
    return None if money is None else [money.low, money.high]


def _readable(bounds: list[Decimal | None] | None) -> str:
    if bounds is None:
        return "没有金额"
    low, high = (None if end is None else f"{end.normalize():f}" for end in bounds)
    return f"{low} 到 {high if high is not None else '不设上限'}"
