"""VALUE: what of each type goes out as JSON comes in again as the same, and mistakes are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.contract import evaluate_json
from bot.errors import UserError
from bot.values import fact_from_json, value_json
from conversations import ExchangeRates
from policy_engine import FactDefinition, FactError, Policy, load_facts

TODAY = date(2026, 1, 1)
FACTS = """事实:
  持股比例: {类型: 百分比}
  注册日期: {类型: 日期}
  级别: {类型: 类别, 可选: [国家级, 省级, 市级]}
  注册地: {类型: 地区}
  种植面积: {类型: 面积, 单位: 亩}
  企业数: {类型: 数量, 单位: 家}
  门店: {类型: 清单, 单项: {面积: {类型: 面积, 单位: 平方米}, 级别: {类型: 类别, 可选: [省级, 市级]}}}
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, FactDefinition]:
    file: Path = tmp_path_factory.mktemp("facts") / "事实.yml"
    file.write_text(FACTS, "utf-8")
    return load_facts(file)


def _interval(low: object, high: object, unit: str, low_open: bool = False) -> dict[str, object]:
    return {
        "low": low, "high": high, "low_open": low_open, "high_open": False, "approx": False,
        "unit": unit,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "given", "out"),
    [
        ("持股比例", 25, _interval(25, 25, "percent")),
        ("持股比例", "25%", _interval(25, 25, "percent")),
        ("持股比例", {"low": 20, "high": 30.5, "unit": "percent"}, _interval(20, 30.5, "percent")),
        ("注册日期", "2023-05-01", _interval("2023-05-01", "2023-05-01", "date")),
        ("注册日期", "2023年5月", _interval("2023-05-01", "2023-05-31", "date")),
        ("注册日期", "> 2023-05", _interval("2023-05-31", None, "date", low_open=True)),
        ("注册日期", {"low": "2023-05-01"}, _interval("2023-05-01", None, "date")),
        ("注册日期", {"low": "2023-05", "high": "2023-06", "unit": "date"},
         _interval("2023-05-01", "2023-06-30", "date")),
        ("级别", "省级", {"one_of": ["省级"]}),
        ("级别", "省级、市级", {"one_of": ["省级", "市级"]}),
        ("级别", {"one_of": ["省级", "市级", "省级"]}, {"one_of": ["省级", "市级"]}),
        ("注册地", "上海市", {"one_of": ["上海市"]}),
        ("种植面积", 120, _interval(120, 120, "mu")),
        ("种植面积", "66667平方米", _interval(100, 100, "mu")),
        ("门店", {"items": [{"名": "一号店", "面积": "120平", "级别": "省级"}, {"面积": None}], "complete": True},
         {"items": [{"名": "一号店", "面积": _interval(120, 120, "m2"), "级别": {"one_of": ["省级"]}}, {}],
          "complete": True}),
        ("门店", {"items": []}, {"items": [], "complete": False}),
    ],
)  # fmt: skip
def test_a_value_goes_out_and_comes_in(
    facts: Mapping[str, FactDefinition], fact: str, given: object, out: object
) -> None:
    value = fact_from_json(facts[fact], given, TODAY)
    assert value is not None
    assert value_json(value) == out
    assert fact_from_json(facts[fact], value_json(value), TODAY) == value


def _known(definition: FactDefinition, given: object) -> object:
    value = fact_from_json(definition, given, TODAY)
    assert value is not None
    return definition.known(value)


@pytest.mark.parametrize(
    ("fact", "given", "complaint"),
    [
        ("注册日期", 20230501, "“注册日期”的值看不懂，要一个日期，如 \"2023-05-01\"，或区间对象"),
        ("注册日期", "昨天", "“注册日期”：看不懂“昨天”，日期可写成 2023-05-01"),
        ("注册日期", {"low": 3}, "“注册日期”的 low 与 high 要写成 2023-05-01 这样的日期，给的是“3”"),
        ("注册日期", {"low": "2023-06-01", "high": "2023-05-01"}, "“注册日期”的区间里没有数"),
        ("级别", ["省级"], "“级别”的值看不懂，要写成 \"省级\" 这样的名称"),
        ("级别", {"low": 1}, "“级别”的值看不懂，要写成 \"省级\" 这样的名称"),
        ("级别", {"one_of": []}, "“级别”的 one_of 要列出一个或几个名称"),
        ("级别", "县级", "“级别”只能是国家级、省级、市级，给的是“县级”，是不是“省级”？"),
        ("级别", 3, "“级别”要从国家级、省级、市级里选，给的却是一个数"),
        ("持股比例", {"low": 1, "unit": "家"}, "“持股比例”是百分比，单位是%，给的却是数量（家）"),
        ("门店", "三家", "“门店”的值看不懂，要写成 {\"items\": [{\"名\": \"…\", …}], \"complete\": true}"),
        ("门店", {"items": [3]}, "“门店”的每一项要写成 {\"名\": \"…\", …}，名是文字"),
        ("门店", {"items": [], "complete": 1}, "“门店”的 complete 只能是 true 或 false"),
        ("门店", {"items": [{"面只": 3}]}, "“门店”的每一项没有名为“面只”的事实，是不是“面积”？"),
        ("企业数", 10**15, "“企业数”要一个数，给的太大了（1000000000000000），要小于 1000 万亿"),
        ("企业数", "1e999999999", "“企业数”要一个数，给的太大了（1e999999999）"),
        ("企业数", "99999999999999999999家", "“企业数”要一个数，给的太大了（99999999999999999999…）"),
        ("企业数", {"low": "1e999999999"}, "给的太大了"),
        ("企业数", {"high": float("inf")}, "给的太大了"),
        ("企业数", {"low": "1e-999999999"}, "“企业数”的数写得太细，最多 30 位"),
        ("企业数", float("nan"), "“企业数”要一个数，给的是“nan”"),
        ("种植面积", {"low": 9 * 10**14}, "给的太大了"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_line(
    facts: Mapping[str, FactDefinition], fact: str, given: object, complaint: str
) -> None:
    with pytest.raises(FactError) as error:
        _known(facts[fact], given)
    assert complaint in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "request_",
    [
        {"facts": {"\ud800": True}},
        {"facts": {"孵化入网企业数": "\ud800"}},
        {"facts": {"孵化入网企业数": {"low": 1, "unit": "\udfff"}}},
        {"as_of": "\ud800"},
    ],
)
def test_half_a_character_is_told(policy: Policy, request_: object) -> None:
    with pytest.raises(UserError, match="输入里有半个字符"):
        evaluate_json(policy, request_, TODAY, ExchangeRates())
