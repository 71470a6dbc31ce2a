"""What is planned, expected or only applied for is no fact yet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Context, Told, Understanding
from policy_engine import Quantity

RUN, STORED, WAREHOUSE, GOODS = (
    "年度经营票数", "年度入仓票数", "经营保税仓储设施", "货物进入保税仓储设施",
)  # fmt: skip
PILOT = "跨境电商试点企业"
BOTH = Context(date(2026, 11, 27), told=(RUN, STORED), roles=frozenset({WAREHOUSE, GOODS}))


@pytest.mark.parametrize(
    "text",
    [
        "跨境电商试点企业我已经submit申请了，还在pending，还没批下来",
        "试点企业的申请交上去了，还没下文",
        "跨境电商试点企业正在走流程，没批",
        "我们已经申请了跨境电商试点企业，结果还没出来",
    ],
)
def test_what_is_applied_for_is_only_planned(understanding: Understanding, text: str) -> None:
    told = understanding.parse(text, Context(date(2026, 11, 27))).of(Told)
    assert [(each.fact, each.mark) for each in told] == [(PILOT, "planned")]


@pytest.mark.parametrize(
    "text",
    ["跨境电商试点企业批下来了", "我们是跨境电商试点企业，补贴申请还没批下来"],
)
def test_what_is_granted_is_so(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text, Context(date(2026, 11, 27))).facts == {PILOT: True}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2800票是我仓明年的经营票数", []),
        ("2800是明年的预计，今年实际经营票数2100", [2100]),
        ("2100票是我仓今年的经营票数", [2100]),
    ],
)
def test_a_number_of_a_plan(understanding: Understanding, text: str, numbers: list[int]) -> None:
    meaning = understanding.parse(text, BOTH)
    values = [v.interval.low for v in meaning.facts.values() if isinstance(v, Quantity)]
    assert values == [Decimal(n) for n in numbers]
    assert not meaning.unclear


def test_of_the_warehouse_one_runs(understanding: Understanding) -> None:
    supposed = understanding.parse("若明年我仓做到2800票，能多拿多少？", BOTH).supposed
    assert supposed.keys() == {RUN}


def test_a_plan_of_something_else_answers_nothing(understanding: Understanding) -> None:
    context = Context(BOTH.today, (GOODS,), told=(RUN,), roles=frozenset({WAREHOUSE}))
    told = understanding.parse("2800票是我仓明年的经营票数", context).of(Told)
    assert [(each.fact, each.mark) for each in told] == [(RUN, "planned")]
