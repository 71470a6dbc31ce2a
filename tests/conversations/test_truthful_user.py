"""A truthful user who says nothing at first: few questions, none twice, the right result."""

from __future__ import annotations

import random
from datetime import date

from conversations import AskedQuestion, Dialog, State
from policy_engine import Policy, evaluate
from tests.policy_engine.enterprises import Truths, exact, typical

ON = date(2025, 6, 1)
DIALOGS = 60
UNITS = {
    "CNY": "元",
    "USD": "美元",
    "m2": "平方米",
    "month": "个月",
    "家": "家",
    "票": "票",
    "个": "个",
}


def _answer(policy: Policy, question: AskedQuestion, truth: Truths) -> str:
    if question.multiple:
        places = [str(i) for i, o in enumerate(question.options, 1) if truth[o.fact]]
        return " ".join(places) or "都不是"
    fact = question.facts[0]
    value = truth[fact]
    if isinstance(value, bool):
        return "是" if value else "否"
    unit = policy.facts[fact].unit.code
    return f"第{value}年" if unit == "年度" else f"{value}{UNITS[unit]}"


def _talk(dialog: Dialog, truth: Truths) -> int:
    """Hold one dialog to its end; returns how many questions it took."""
    policy = dialog.desk.policy
    state, reply, _ = dialog.turn(State(), "你好，我们能享受哪些政策", ON)
    asked: list[tuple[str, ...]] = []
    while reply.question is not None:
        assert reply.question.facts not in asked, reply.question
        asked.append(reply.question.facts)
        state, reply, _ = dialog.turn(state, _answer(policy, reply.question, truth), ON)
    told = evaluate(policy, state.facts, ON)
    full = evaluate(policy, exact(policy, truth), ON)
    assert [(r.status, r.amount) for r in told.measures] == [
        (r.status, r.amount) for r in full.measures
    ], truth
    return len(asked)


def test_few_questions_none_twice_and_the_right_result(policy: Policy, dialog: Dialog) -> None:
    dice = random.Random(7)
    counts = [_talk(dialog, typical(policy, dice)) for _ in range(DIALOGS)]
    print(f"平均问 {sum(counts) / DIALOGS:.2f} 次，最多 {max(counts)} 次")  # noqa: T201
    assert sum(counts) / DIALOGS < 6
