"""Of the money one hopes to draw: it is no fact, and what is asked of it is answered."""

from __future__ import annotations

import pytest

from conversations import Dialog

from .talking import talk

ABROAD = "我们建了海外仓，2500平，服务邵阳企业{}家，当地进出口额6000万人民币"
SHORT, ENOUGH = ABROAD.format(9), ABROAD.format(12)
PLATFORM = "我们是跨境电商平台，一站式，经营8个月，入网企业53家，年成交额5600万，还办了培训班"
REPAID = "要不要还，文件未规定"


@pytest.mark.parametrize(
    "said",
    [
        "那现在这个30万能不能拿 等下个月第10家签了是不是就稳拿30万",
        "那30万到底拿不拿得到",
        "三十万能拿到手吗",
        "30万加10万就是40万吧",
        "30万跟10万加起来就是40万咯？",
        "是否按33.6万元发放",
        "25.2万元今后须返还吗",
        "33.6万元会全部发下来吗",
    ],
)
def test_a_sum_hoped_for_is_neither_told_nor_supposed(dialog: Dialog, said: str) -> None:
    before, _ = talk(dialog, SHORT)
    state, reply = talk(dialog, SHORT, said)
    assert state.facts == before.facts
    assert not any(other in reply.text for other in ("如果", "没对上", "是指哪一项", "没听明白"))


@pytest.mark.parametrize(
    ("said", "supposed"),
    [
        ("要是面积到30万平呢", "如果海外仓面积 300000 平方米"),
        ("要是进出口额到6200万呢", "如果海外仓当地进出口额 6200 万元"),
    ],
)
def test_a_number_of_a_fact_is_still_supposed(dialog: Dialog, said: str, supposed: str) -> None:
    assert supposed in talk(dialog, SHORT, said)[1].text


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (ENOUGH, "不是，公共海外仓建设运营奖励：最高 30 万元"),
        (SHORT, "不是，按现在说的情况，还没有确定"),
    ],
)
def test_whether_sums_add_up_is_answered_with_what_is_drawn(
    dialog: Dialog, told: str, answer: str
) -> None:
    assert talk(dialog, told, "那30万加10万就是40万吧")[1].text.startswith(answer)


@pytest.mark.parametrize(
    "said",
    [
        "25.2万元今后须返还吗？",
        "25.2万元是否须返还",
        "钱拿了退不退",
        "会不会过几年又要我们吐出来",
        "这30万以后会被追回去吗",
        "要不要退还",
    ],
)
def test_whether_it_is_paid_back_in_other_words(dialog: Dialog, said: str) -> None:
    assert REPAID in talk(dialog, ENOUGH, said)[1].text


@pytest.mark.parametrize("said", ["还差什么", "平台那条还差什么"])
def test_what_leads_to_the_best_outcome_is_told_of_that_alone(dialog: Dialog, said: str) -> None:
    _, reply = talk(dialog, PLATFORM, said)
    assert "差 4 个月（要 1 年以上），可到 30 万元档" in reply.text
    assert "20 万元档" not in reply.text
    assert "培训" not in reply.text.split("另外")[0]
    assert "平台服务费用补贴" not in reply.text


def test_the_gap_to_a_tier_that_is_named_is_told(dialog: Dialog) -> None:
    assert "可到 20 万元档" in talk(dialog, PLATFORM, "还差多少能拿20万")[1].text


def test_of_a_measure_without_tiers_it_is_not_said_to_be_the_highest(dialog: Dialog) -> None:
    _, reply = talk(dialog, PLATFORM, "培训还差什么")
    assert "说不上还差多少" in reply.text
    assert "最高一档" not in reply.text
