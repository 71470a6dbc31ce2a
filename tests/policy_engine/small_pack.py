"""Packs of one or two measures, written in the test that needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policy_engine import Assessment, MeasureResult, Policy, evaluate, load_policy, told_as_written

ON = date(2025, 6, 1)
HEAD = """
编号: 试
名称: 试行办法
文号: 试〔2024〕1号
发布机关: 试
适用地区: 试
发布日期: 2024-01-01
有效至: 2026-12-31
"""
MEASURE = """
措施:
  "1":
    标题: 奖励
    条款: 一
    条件: {condition}
    扶持: {benefit}
    依据: {quote}
"""
NO_AMOUNT = "{方式: 未规定}"


def load(folder: Path, rules: str, text: str) -> Policy:
    """The pack of a whole 政策.yml and its text."""
    (folder / "政策.yml").write_text(rules, "utf-8")
    (folder / "原文.txt").write_text(text, "utf-8")
    return load_policy(folder)


def pack(
    folder: Path,
    facts: str,
    condition: str,
    benefit: str = NO_AMOUNT,
    quote: str = "对企业给予奖励",
    scenarios: str = "[]",
) -> Policy:
    """A pack of one measure, 1, with the given facts (lines as under 事实), condition and benefit."""
    facts = "".join(f"  {line}\n" for line in facts.strip().splitlines())
    measure = MEASURE.format(condition=condition, benefit=benefit, quote=quote)
    (folder / "案例.yml").write_text(scenarios, "utf-8")
    return load(folder, f"{HEAD}事实:\n{facts}{measure}", f"一、{quote}。\n")


@dataclass(frozen=True)
class Asked:
    """One pack, asked about enterprises whose facts are written as in 案例.yml."""

    policy: Policy

    def assess(self, told: Mapping[str, object] | None = None) -> Assessment:
        facts = {
            name: told_as_written(self.policy.definition(name), value)
            for name, value in (told or {}).items()
        }
        return evaluate(self.policy, facts, ON)

    def result(self, told: Mapping[str, object] | None = None) -> MeasureResult:
        return self.assess(told).result("1")

    def status(self, told: Mapping[str, object] | None = None) -> str:
        return str(self.result(told).status)
