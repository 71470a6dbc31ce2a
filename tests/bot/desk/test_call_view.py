"""What the desk shows of a call: what to ask, what to read out, the sheet, what-if."""

from __future__ import annotations

from datetime import date

import pytest

from bot.contract import dumps, turn_json
from bot.desk.call_view import CallView, call_view
from bot.desk.not_noted import fitting, not_noted
from bot.desk.records import Call
from bot.desk.sheet import Person, sheet_of, summary
from bot.desk.what_if import what_if
from bot.pages.source import OMISSION, clauses
from conversations import Dialog, Exchange, State, StoredReply

TODAY = date(2026, 3, 1)


Said = tuple[State, list[Exchange]]


def _told(dialog: Dialog, *texts: str) -> Said:
    """Where a call stands after these entries, and how they were answered."""
    state, said = State(), list[Exchange]()
    for number, text in enumerate(texts):
        state, reply, meaning = dialog.turn(state, text, TODAY)
        turn = dumps(turn_json(state, reply, meaning))
        kept = StoredReply(reply.text, reply.act, turn, False, blocks=reply.blocks)
        said.append(Exchange(number, "desk", "", "", text, 0.0).with_reply(kept))
    return state, said


def _view(dialog: Dialog, told: Said) -> CallView:
    state, said = told
    assessment = dialog.grounds.assess(state.facts, TODAY, state.focus)
    return call_view(dialog.grounds, state, assessment, said=said)


# -- what to say now ----------------------------------------------------------------------------


def test_terse_words_give_measures_and_the_next_question(dialog: Dialog) -> None:
    view = _view(dialog, _told(dialog, "平台 40家 4千万"))
    assert [card.measure for card in view.cards] == ["8.1"]
    assert view.now.answer == "还要确认的有：跨境电商平台建设扶持，符合的话最高 20 万元。"
    assert view.now.asks == (
        "请问平台是否为跨境电商企业提供注册、报税、报关、报检、外汇、物流等一站式综合服务？"
    )
    (group,) = view.groups
    assert {row.label for row in group.rows if row.decides and not row.value} == {
        "提供一站式综合服务",
        "平台正常经营",
    }


def test_a_settled_call_reads_out_the_amount_and_why(dialog: Dialog) -> None:
    now = _view(dialog, _told(dialog, "平台 40家 4千万，一站式都有，开了两年")).now
    assert now.answer == (
        "按您说的情况，符合的有1项：跨境电商平台建设扶持，最高 20 万元。最后以主管部门审核为准。"
    )
    assert "孵化入网企业 40 家，要 30 家以上（够）" in now.reasons[0]
    assert now.question is None or now.question.multiple  # only other businesses are left


@pytest.mark.parametrize(
    ("entry", "answer", "reason"),
    [
        ("怎么申报", "文件未规定", "按照相关要求进行申报"),
        ("海外仓要多大", "海外仓面积不少于 2000 平方米", "正好 2000 平方米"),
        ("展示中心 补多少", "文件没有规定补贴标准", "支持企业投资建设"),
        ("一站式是什么意思", "没有另下定义", "“一站式”综合服务"),
        ("平台要什么条件", "年成交额超过 3000 万元", "整不算超过"),
    ],
)
def test_every_kind_of_entry_is_answered_in_words(
    dialog: Dialog, entry: str, answer: str, reason: str
) -> None:
    now = _view(dialog, _told(dialog, entry)).now
    assert answer in now.answer
    assert any(reason in told for told in now.reasons)
    for sign in ("✓", "✗", "·", "\n"):
        assert sign not in now.text


def test_a_question_on_the_way_is_answered_and_not_overlaid_by_the_verdict(dialog: Dialog) -> None:
    told = _told(dialog, "平台 40家 4千万，一站式都有，开了两年", "展示中心 补多少")
    now = _view(dialog, told).now
    assert now.answer.startswith("进口商品展示中心建设，还不能确定，符合的话文件没有规定补贴标准。")
    assert "另外，跨境电商平台建设扶持也符合，合计最高 20 万元" in now.answer


def test_just_a_threshold_that_has_to_be_exceeded_is_explained(dialog: Dialog) -> None:
    told = _told(dialog, "平台 一站式 开了两年 40家 成交额3000万整")
    now = _view(dialog, told).now
    assert "目前不符合" in now.answer
    assert any("3000 万元整不算超过" in reason for reason in now.reasons)


@pytest.mark.parametrize("entry", ["我能享受哪些政策", "转人工", "嗯", "不知道", "你好"])
def test_without_facts_there_is_no_verdict(dialog: Dialog, entry: str) -> None:
    view = _view(dialog, _told(dialog, entry, entry, entry))
    for verdict in ("目前不符合", "符合的有", "没有找到", "万元"):
        assert verdict not in view.now.answer
    assert view.total == ""
    assert view.now.text


def test_who_asks_for_a_person_hears_that_from_the_person_on_the_line(dialog: Dialog) -> None:
    assert "工作人员看到" not in _view(dialog, _told(dialog, "转人工")).now.text


# -- what was overwritten, and what found no place ----------------------------------------------


def test_what_was_overwritten_is_marked_with_what_stood_there(dialog: Dialog) -> None:
    first = _told(dialog, "平台 40家 4千万")
    assert _view(dialog, first).changed == ()
    view = _view(dialog, _told(dialog, "平台 40家 4千万", "入网企业改成55家"))
    (row,) = view.changed
    assert (row.label, row.before, row.value) == ("孵化入网企业", "40 家", "55 家")
    assert view.is_fresh
    later = _view(dialog, _told(dialog, "平台 40家 4千万", "入网企业改成55家", "怎么申报"))
    assert later.changed
    assert not later.is_fresh
    undone = _told(dialog, "平台 40家 4千万", "入网企业改成55家", "撤销")
    assert undone[0].facts == first[0].facts


def test_a_number_without_a_place_is_listed_till_it_has_one(dialog: Dialog) -> None:
    told = ("平台 一站式 开了两年 40家 4千万", "15家 600平")
    view = _view(dialog, _told(dialog, *told, "怎么申报"))
    listed = [each.text for each in view.not_noted]
    asked = view.now.asks
    for number in ("15家", "600平"):
        assert number in listed or number in asked
    state, said = _told(dialog, *told)
    state, reply, meaning = dialog.turn(state, "海外仓600平", TODAY)
    assert "公共海外仓面积" in state.facts
    kept = StoredReply(reply.text, reply.act, dumps(turn_json(state, reply, meaning)), False)
    said.append(Exchange(9, "desk", "", "", "海外仓600平", 0.0).with_reply(kept))
    assert "600平" not in [each.text for each in not_noted(dialog.grounds.policy, said)]


def test_a_number_set_aside_is_listed_no_more(dialog: Dialog) -> None:
    policy = dialog.grounds.policy
    _, said = _told(dialog, "平台 一站式 开了两年 40家 4千万", "15家")
    (told,) = not_noted(policy, said)
    assert not_noted(policy, said, {told.mark}) == ()


def test_a_number_is_offered_only_facts_of_its_unit(dialog: Dialog) -> None:
    policy = dialog.grounds.policy
    areas = fitting(policy, "600平")
    assert areas
    assert {policy.facts[name].unit for name in areas} == {policy.facts[areas[0]].unit}
    assert len(areas) < len(policy.facts) / 2
    assert fitting(policy, "20人") == ()


def test_nothing_is_asked_of_a_business_that_was_not_named(dialog: Dialog) -> None:
    question = _view(dialog, (State(), [])).now.question
    assert question is not None
    assert question.multiple


def test_what_if_stands_beside_and_is_not_stored(dialog: Dialog) -> None:
    state, _ = _told(dialog, "平台 40家 4千万，一站式都有，开了两年")
    found = what_if(
        dialog.grounds, dialog.understanding, state, "入网企业55家，成交额6000万", today=TODAY
    )
    assert found.rows == (("跨境电商平台建设扶持", "符合，最高 20 万元", "符合，最高 30 万元"),)
    assert (found.now_total, found.then_total) == ("最高 20 万元", "最高 30 万元")
    nothing = what_if(dialog.grounds, dialog.understanding, state, "天气", today=TODAY)
    assert nothing.problem


def test_the_summary_has_facts_amount_reasons_and_sentence(dialog: Dialog) -> None:
    state, _ = _told(dialog, "平台 40家 4千万，一站式都有，开了两年")
    assessment = dialog.grounds.assess(state.facts, TODAY)
    call = Call(3, "李四", "closed", 0.0, 1.0, "已答复", "要材料清单")
    sheet = sheet_of(
        dialog.grounds, call, assessment, state.facts, total="最高 20 万元",
        person=Person("湘汇公司", "张三"), made_by="李四", made_at=0.0,
    )  # fmt: skip
    text = summary(sheet)
    for part in (
        "来电 3", "孵化入网企业 40 家", "✓ 跨境电商平台建设扶持（第八条）：最高 20 万元",
        "还差：", "依据：“对于为跨境电商企业提供", "结果：已答复　备注：要材料清单", "不是审批结果",
        "单位：湘汇公司", "来电人：张三", "邵市政办发〔2023〕21号",
    ):  # fmt: skip
        assert part in text


def test_every_citation_is_marked_in_the_source_to_the_letter(dialog: Dialog) -> None:
    policy = dialog.grounds.policy
    for measure in policy.measures.values():
        (clause,) = [c for c in clauses(policy, measure.id) if c.is_cited]
        assert clause.label == measure.clause
        assert "".join(text for text, _ in clause.stretches) == policy.source.clauses[clause.label]
        cited = OMISSION.join(text for text, is_cited in clause.stretches if is_cited)
        assert cited == measure.quote
