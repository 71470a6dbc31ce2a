"""What the desk shows of a call: what to ask, what to read out, the sheet, what-if."""

from __future__ import annotations

from datetime import date

from bot.desk.call_view import CallView, call_view
from bot.desk.records import Call
from bot.desk.sheet import sheet_of, summary
from bot.desk.what_if import what_if
from bot.pages.source import OMISSION, clauses
from conversations import Dialog, State

TODAY = date(2026, 3, 1)


def _told(dialog: Dialog, *texts: str) -> State:
    state = State()
    for text in texts:
        state, _, _ = dialog.turn(state, text, TODAY)
    return state


def _view(dialog: Dialog, state: State) -> CallView:
    return call_view(dialog.grounds, state, dialog.grounds.assess(state.facts, TODAY, state.focus))


def test_terse_words_give_measures_and_the_next_question(dialog: Dialog) -> None:
    view = _view(dialog, _told(dialog, "平台 40家 4千万"))
    assert [card.measure for card in view.cards] == ["8.1"]
    assert view.read_out == (
        "还要确认的有：跨境电商平台建设扶持，符合的话最高 20 万元。"
        "请问平台是否为跨境电商企业提供注册、报税、报关、报检、外汇、物流等一站式综合服务？"
    )
    (group,) = view.groups
    assert {row.label for row in group.rows if row.decides and not row.value} == {
        "提供一站式综合服务",
        "平台正常经营",
    }


def test_a_settled_call_reads_out_the_amount(dialog: Dialog) -> None:
    view = _view(dialog, _told(dialog, "平台 40家 4千万，一站式都有，开了两年"))
    assert view.read_out == (
        "按您说的情况，符合的有1项：跨境电商平台建设扶持，最高 20 万元。最后以主管部门审核为准。"
    )
    assert view.total == "最高 20 万元"
    assert all(question.multiple for question in view.asking)  # only other businesses are left


def test_nothing_is_asked_of_a_business_that_was_not_named(dialog: Dialog) -> None:
    for question in _view(dialog, State()).asking:
        assert question.multiple


def test_what_if_stands_beside_and_is_not_stored(dialog: Dialog) -> None:
    state = _told(dialog, "平台 40家 4千万，一站式都有，开了两年")
    found = what_if(
        dialog.grounds, dialog.understanding, state, "入网企业55家，成交额6000万", today=TODAY
    )
    assert found.rows == (("跨境电商平台建设扶持", "符合，最高 20 万元", "符合，最高 30 万元"),)
    assert (found.now_total, found.then_total) == ("最高 20 万元", "最高 30 万元")
    nothing = what_if(dialog.grounds, dialog.understanding, state, "天气", today=TODAY)
    assert nothing.problem


def test_the_summary_has_facts_amount_reasons_and_sentence(dialog: Dialog) -> None:
    state = _told(dialog, "平台 40家 4千万，一站式都有，开了两年")
    assessment = dialog.grounds.assess(state.facts, TODAY)
    call = Call(3, "李四", "closed", 0.0, 1.0, "已答复", "要材料清单")
    text = summary(sheet_of(dialog.grounds, call, assessment, state.facts, total="最高 20 万元"))
    for part in (
        "来电 3", "孵化入网企业 40 家", "✓ 跨境电商平台建设扶持（第八条）：最高 20 万元",
        "还差：", "依据：“对于为跨境电商企业提供", "结果：已答复　备注：要材料清单", "不是审批结果",
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
