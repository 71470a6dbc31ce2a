"""Questions that point at a measure by its sum, and ask to whom it is paid or from when it counts."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import number, talk

PLATFORM = "我们是跨境电商一站式平台，邵阳企业45家，开了一年多，年成交4600万"
FEE = "我们给平台交年费2万"


@pytest.mark.parametrize("asked", ["那70%是补我们还是补卖家", "70%那个给入驻的卖家还是给平台"])
def test_to_whom_the_sum_of_the_text_is_paid(dialog: Dialog, asked: str) -> None:
    _, reply = talk(dialog, PLATFORM, "都没有", asked)
    assert "平台服务费用补贴（第八条）写的是给" in reply.text


@pytest.mark.parametrize(
    "asked", ["是注册那年算第一年，还是交钱那年？", "第一年从哪天开始数", "今年算第一年还是第二年"]
)
def test_from_which_day_it_counts(dialog: Dialog, asked: str) -> None:
    state, reply = talk(dialog, FEE, asked)
    assert "由主管部门认定" in reply.text
    assert "第一年给予企业 70%" in reply.text
    assert "有效期三年" not in reply.text
    assert "平台服务年度" not in state.facts


def test_from_which_day_the_policy_runs(dialog: Dialog) -> None:
    _, reply = talk(dialog, FEE, "有效期从哪天算起")
    assert "自发布之日" in reply.text


def test_what_is_so_far_and_what_is_expected(dialog: Dialog) -> None:
    state, reply = talk(
        dialog, "我司运营公用型保税仓", "截至10月底累计1860票，全年预计在2300票左右"
    )
    assert number(state, "年度经营票数") == 1860
    assert "按票补助 22.32 万元" in reply.text
    assert "到时按票补助 27.6 万元" in reply.text


def test_results_that_stay_are_not_read_out_again(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "都没有")
    assert "结果不变：" in reply.text
    assert "依据" not in reply.text


def test_a_sum_of_what_was_told_is_no_fact(dialog: Dialog) -> None:
    exporter = "外贸企业，货运到邵阳集散中心，经集散中心发运，公路运输费26.4万，报关装卸31.8万"
    state, _ = talk(dialog, exporter, "都没有", "这两条加起来应该是五十一万八")
    assert number(state, "公路运输费") == 264_000
    assert number(state, "报关装卸等作业费用") == 318_000
