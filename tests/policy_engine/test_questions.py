"""What is asked next: only what still decides something, roles together, few in all."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

from policy_engine import FactValue, Policy, Question, evaluate
from tests.policy_engine.enterprises import Truths, exact, typical

Say = Callable[..., dict[str, FactValue]]
ON = date(2025, 6, 1)


def test_roles_come_first_and_together(policy: Policy) -> None:
    first = evaluate(policy, {}, ON).questions[0]
    assert first.multiple
    assert set(first.facts) == set(policy.roles)


def test_every_open_fact_is_listed_once(policy: Policy) -> None:
    asked = [fact for question in evaluate(policy, {}, ON).questions for fact in question.facts]
    assert sorted(asked) == sorted(policy.facts)


def test_the_measures_in_focus_come_first(policy: Policy, say: Say) -> None:
    told = say(建设运营公共海外仓=True, 跨境电商平台企业=True)
    first = evaluate(policy, told, ON, focus=("5.1",)).questions[0]
    assert first == Question(("公共海外仓面积",))


def test_a_fact_that_decides_nothing_is_not_asked(policy: Policy, say: Say) -> None:
    told = say(跨境电商平台企业=True, 平台正常经营时长="3")
    asked = {f for q in evaluate(policy, told, ON).questions for f in q.facts}
    assert not asked & {"提供一站式综合服务", "孵化入网企业数", "年成交额"}


def test_a_capped_fee_need_not_be_exact(policy: Policy, say: Say) -> None:
    told = say(货物运至邵阳国际贸易集散中心=True, 公路运输费=">= 200000")
    asked = {f for q in evaluate(policy, told, ON).questions for f in q.facts}
    assert "公路运输费" not in asked


def test_exports_are_asked_before_new_exports(policy: Policy, say: Say) -> None:
    """A small export total rules the new exports out without asking for them."""
    told = say(跨境电商企业=True)
    questions = evaluate(policy, told, ON, focus=("7.1",)).questions
    assert questions[0] == Question(("当年出口实际交易额",))


def _questions_until_settled(policy: Policy, truth: Truths) -> int:
    whole, count = exact(policy, truth), 0
    told: dict[str, FactValue] = {}
    while questions := evaluate(policy, told, ON).questions:
        for fact in questions[0].facts:
            assert fact not in told
            told[fact] = whole[fact]
        count += 1
    settled, all_told = evaluate(policy, told, ON), evaluate(policy, whole, ON)
    assert [(r.status, r.amount) for r in settled.measures] == [
        (r.status, r.amount) for r in all_told.measures
    ]
    return count


def test_500_enterprises_are_settled_with_few_questions(
    policy: Policy, record_property: Callable[[str, object], None]
) -> None:
    dice = random.Random(20231221)
    counts = [_questions_until_settled(policy, typical(policy, dice)) for _ in range(500)]
    mean = sum(counts) / len(counts)
    record_property("mean_questions", mean)
    print(f"平均问 {mean:.2f} 次，最多 {max(counts)} 次")  # noqa: T201
    assert mean < 5
