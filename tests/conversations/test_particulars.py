"""What is told beside conditions and amounts: when to apply, quotas, instalments, order, contraries."""

from __future__ import annotations

from datetime import date

import pytest

from bot.contract import measure_json
from conversations import Dialog, Grounds, State, card, load_knowledge, plain_text
from nlu import load_understanding
from policy_engine import FactValue, evaluate, load_policy, told_as_written
from tests.policy_engine.small_pack import HEAD

ON = date(2025, 6, 1)
TEXT = """一、经营乡村民宿的，给予10万元奖励，每年获支持企业数量最多不超过10个，每年5月1日至6月13日申报。
二、经营乡村民宿的，按应奖励额的30%、70%分别在开工、完工时兑现，优先推荐评优，最高不超过50万元。
三、在民宿实习的学生，每人补贴3000元，最长不超过6个月。同一事项按就高不重复原则办理，合计不超过12万元。
四、没有失信的，方可享受。
"""
RULES = """
共同条件: [{条件: 没有失信, 条款: 四, 依据: 没有失信的}]
就高不重复: [{措施: [奖励, 应得], 条款: 三, 依据: 同一事项按就高不重复原则办理}]
合计封顶: [{措施: 全部, 封顶: 12 万元, 条款: 三, 依据: 合计不超过12万元}]
事实:
  经营民宿: {类型: 是否, 身份: true, 简称: 经营乡村民宿, 选项: 经营乡村民宿, 问: 您是不是经营乡村民宿？}
  没有失信: {类型: 是否, 问: 有没有失信？}
  应奖励额: {类型: 金额, 单位: 元}
  实习人数: {类型: 数量, 单位: 人}
措施:
  奖励:
    标题: 民宿奖励
    条款: 一
    条件: 经营民宿
    扶持: {方式: 定额, 金额: 10 万元}
    名额: 每年获支持企业数量最多不超过10个
    申报期: {每年: 5月1日—6月13日}
    依据: 给予10万元奖励，每年获支持企业数量最多不超过10个，每年5月1日至6月13日申报
  应得:
    标题: 建设奖励
    条款: 二
    条件: 经营民宿
    扶持:
      方式: 按实
      金额: 应奖励额
      封顶: 50 万元
      分期: [{时: 开工, 付: 30%}, {时: 完工, 付: 70%}]
      支持: 优先推荐评优
    依据: 按应奖励额的30%、70%分别在开工、完工时兑现，优先推荐评优，最高不超过50万元
  实习:
    标题: 实习补贴
    条款: 三
    条件: 经营民宿
    扶持: {方式: 按量, 金额: 3000 元/人 × 实习人数}
    受益人: 在民宿实习的学生
    享受年限: 6 个月
    依据: 在民宿实习的学生，每人补贴3000元，最长不超过6个月
"""


@pytest.fixture(scope="module")
def dialog(tmp_path_factory: pytest.TempPathFactory) -> Dialog:
    folder = tmp_path_factory.mktemp("particulars")
    (folder / "政策.yml").write_text(HEAD + RULES, "utf-8")
    (folder / "原文.txt").write_text(TEXT, "utf-8")
    policy = load_policy(folder)
    grounds = Grounds(policy, load_knowledge(policy))
    return Dialog(grounds, load_understanding(policy))


def _told(dialog: Dialog, measure: str, on: date = ON, **facts: FactValue) -> str:
    policy = dialog.grounds.policy
    told: dict[str, FactValue] = {"经营民宿": True, "没有失信": True, **facts}
    return plain_text([card(evaluate(policy, told, on).result(measure), told)])


def test_when_to_apply_and_how_many_can(dialog: Dialog) -> None:
    told = _told(dialog, "奖励")
    assert "今天还能报，还有 12 天（到 2025 年 6 月 13 日）" in told
    assert "名额有限（每年获支持企业数量最多不超过10个），够条件也不一定轮得到" in told
    assert "与“建设奖励”就高不重复，合计里只算高的一项" in told
    assert "几项加起来不超过 12 万元" in told
    assert "✓ 没有失信（第四条）" in told
    later = _told(dialog, "奖励", date(2025, 6, 13))
    assert "今天是最后一天" in later
    next_year = _told(dialog, "奖励", date(2025, 6, 14))
    assert "还没到申报的时候：2026 年 5 月 1 日到 2026 年 6 月 13 日" in next_year


def test_instalments_and_support_that_is_not_money(dialog: Dialog) -> None:
    definition = dialog.grounds.policy.facts["应奖励额"]
    told = _told(dialog, "应得", 应奖励额=told_as_written(definition, "20 万元"))
    assert "分几次付：开工 6 万元；完工 14 万元" in told
    assert "还给的支持：优先推荐评优" in told


def test_money_for_somebody_else(dialog: Dialog) -> None:
    told = _told(dialog, "实习")
    assert "这笔钱给的是：在民宿实习的学生，没有算进您的合计" in told
    assert "最长享受 6 个月" in told


def test_a_sum_that_is_less_than_its_parts_says_why(dialog: Dialog) -> None:
    state = State()
    for said in ("我们经营乡村民宿", "没有", "二十万元", "总共能拿多少"):
        state, reply, _ = dialog.turn(state, said, ON)
    assert "合计：12 万元（就高不重复或有合计上限，不是各项相加）" in reply.text


def test_the_json_tells_them_where_there_are_any(dialog: Dialog) -> None:
    policy = dialog.grounds.policy
    told: dict[str, FactValue] = {"经营民宿": True, "没有失信": True}
    assessment = evaluate(policy, told, ON)
    reward, due = (measure_json(assessment.result(m)) for m in ("奖励", "应得"))
    assert reward["window"] == {"from": "2025-05-01", "to": "2025-06-13", "days_left": 12}
    assert {"kind": "quota", "text": "每年获支持企业数量最多不超过10个"} in reward["terms"]
    assert "support" not in reward
    assert due["support"] == ["优先推荐评优"]
    assert due["schedule"][0] == {
        "when": "开工", "amount": {"low": 0, "high": 150_000, "currency": "CNY"}
    }  # fmt: skip
    assert "window" not in due


def test_when_is_asked_and_answered_by_the_day(dialog: Dialog) -> None:
    _, reply, _ = dialog.turn(State(), "什么时候申报", ON)
    assert "民宿奖励（第一条）：今天还能报，还有 12 天" in reply.text


@pytest.mark.parametrize(
    ("answer", "clean"), [("没有", True), ("没有失信", True), ("有", False), ("有的", False)]
)
def test_a_negative_is_asked_for_and_answered_the_right_way_round(
    dialog: Dialog, answer: str, clean: bool
) -> None:
    state, reply, _ = dialog.turn(State(), "我们经营乡村民宿", ON)
    assert reply.question is not None
    assert reply.question.facts == ("没有失信",)
    assert [option.label for option in reply.question.options] == ["有", "没有"]
    state, _, _ = dialog.turn(state, answer, ON)
    assert state.facts["没有失信"] is clean


def test_an_option_of_a_negative_settles_it_the_right_way_round(dialog: Dialog) -> None:
    state, _, _ = dialog.turn(State(), "我们经营乡村民宿", ON)
    state, reply, _ = dialog.turn(state, "2", ON)
    assert state.facts["没有失信"] is True
    assert "记下了：没有失信" in reply.text
