"""Several policies side by side: the better support for one purpose counts, none twice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from policy_engine import FactValue, Money, Policy, combined_total, evaluate, load_policy
from tests.conftest import PACK

Say = Callable[..., dict[str, FactValue]]
ON = date(2025, 6, 1)


def test_the_better_support_for_one_purpose_counts(
    policy: Policy, say: Say, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(PACK, tmp_path / "pack"))
    rules = (folder / "政策.yml").read_text("utf-8")
    rules = rules.replace("编号: SYCR-2023-01014", "编号: 省级")
    rules = rules.replace(
        "金额: 公路运输费, 封顶: 20 万元", "金额: 公路运输费 × 50%, 封顶: 20 万元"
    )
    (folder / "政策.yml").write_text(rules, "utf-8")
    other = load_policy(folder)

    told = say(
        货物运至邵阳国际贸易集散中心=True,
        公路运输费="100000",
        经营保税仓储设施=True,
        年度经营票数="100",
    )
    both = [evaluate(p, told, ON) for p in (policy, other)]
    assert both[0].result("2.1").amount == Money(Decimal(100_000), Decimal(100_000))
    assert both[1].result("2.1").amount == Money(Decimal(50_000), Decimal(50_000))
    assert combined_total(both) == Money(Decimal(124_000), Decimal(124_000))
    assert combined_total(both[:1]) == both[0].total


def test_without_a_ceiling_the_better_one_has_none(policy: Policy, say: Say) -> None:
    told = say(外贸进出口企业=True, 经集散中心或铁路货栈发运=True)
    assert combined_total([evaluate(policy, told, ON)]) == Money(Decimal(0), None)
