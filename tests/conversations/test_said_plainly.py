"""What is not in the text is said not to be; what was passed over is let be; what is rough is said so."""

from __future__ import annotations

from datetime import date

import pytest

from conversations import Dialog, State

from .talking import talk

PLATFORM = "我们是一站式跨境电商平台，51家入驻，开了两年，成交额6000万"
EXPIRED = date(2027, 1, 5)


@pytest.mark.parametrize("said", ["没有发票的那部分能不能也算", "亏损企业能报吗"])
def test_what_the_text_leaves_open(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, PLATFORM, said)
    assert "由主管部门认定" in reply.text
    assert "孵化入网企业数达30家以上" in reply.text


def test_a_plain_question_is_about_nothing_in_particular(dialog: Dialog) -> None:
    for said in ("我们能拿多少", "能不能享受", "我们这种公司有没有份"):
        _, reply = talk(dialog, PLATFORM, said)
        assert "没有写得更细" not in reply.text, said


def test_a_question_without_an_answer_is_told_so(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "补货主还是补车队啊")
    assert "没有听到您企业现在的新情况" not in reply.text


def test_a_question_that_is_passed_over_is_let_be(dialog: Dialog) -> None:
    aside = ["怎么申报", "钱是市里出还是县里出", "有效期到什么时候", "第八条怎么说的", "怎么申报"]
    state, reply = talk(dialog, "我们运营公共海外仓", *aside)
    assert reply.question is None or reply.question.facts != ("公共海外仓面积",)
    assert state.pending is None or state.pending.facts != ("公共海外仓面积",)


def test_a_rough_number_is_told_by_itself_first(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们是一站式跨境电商平台，51家入驻，开了两年，成交额大概4800万")
    assert "最高 20 万元（照您说的大概数" in reply.text


def test_what_the_rule_was_is_told_after_it_expired(dialog: Dialog) -> None:
    _, reply, _ = dialog.turn(State(), "海外仓能补多少", EXPIRED)
    assert "已不在有效期内" in reply.text
    assert "有效的时候是这样规定的" in reply.text
    assert "海外仓面积不少于 2000 平方米" in reply.text


def test_a_clause_without_a_measure_is_quoted(dialog: Dialog) -> None:
    _, reply = talk(dialog, "8条")
    assert "跨境电商平台建设扶持（第八条）" in reply.text


def test_what_is_paid_for_each_is_told_before_how_many(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们自己经营保税仓")
    assert "每票 120 元，最多 30 万元" in reply.text


@pytest.mark.parametrize("said", ["我们有海外仓", "我们有个海外仓"])
def test_having_something_is_no_denial(dialog: Dialog, said: str) -> None:
    state, _ = talk(dialog, said)
    assert state.facts["建设运营公共海外仓"] is True


def test_more_than_last_year_is_reckoned(dialog: Dialog) -> None:
    _, reply = talk(dialog, "我们是做独立站的，去年出口120万刀，今年出口200万刀")
    assert "当年新增出口实际交易额 80 万美元" in reply.text
    assert "当年出口实际交易额 200 万美元" in reply.text


def test_a_number_is_not_lent_to_another_business(dialog: Dialog) -> None:
    said = "一站式平台，孵化60家，经营两年，在德国有公共海外仓3000平米，服务12家邵阳企业"
    _, reply = talk(dialog, said)
    assert "孵化入网企业 60 家" in reply.text
    assert "海外仓服务的邵阳企业 12 家" in reply.text
