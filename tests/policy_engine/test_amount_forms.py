"""每满, 超出, 以内, 增加, 增长, 幅度, 配套: sound on intervals, and what they complain about."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine import EmptyIntervalError, Interval, PackError
from policy_engine.amount_forms import above, begun_times, full_times, growth
from tests.policy_engine.small_pack import pack

Form = Callable[[Interval, Interval], Interval]
FACTS = """
今年: {类型: 金额, 单位: 元}
去年: {类型: 金额, 单位: 元}
人数: {类型: 数量, 单位: 人}
成立日期: {类型: 日期}
企业: {类型: 是否}
"""


@st.composite
def around(draw: st.DrawFn, number: int) -> Interval:
    """An interval that holds the number, its ends open or closed, or infinite above."""
    low, high = number - draw(st.integers(0, 3)), number + draw(st.integers(0, 3))
    try:
        made = Interval.between(
            max(low, 0), high, draw(st.booleans()) and 0 <= low < number,
            draw(st.booleans()) and high > number,
        )  # fmt: skip
    except EmptyIntervalError:
        return Interval.exactly(number)
    return Interval.at_least(made.low) if draw(st.booleans()) else made


@pytest.mark.parametrize("form", [full_times, begun_times, above, growth])
@given(data=st.data())
def test_what_comes_out_lies_in_what_was_said(form: Form, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, 12))
    step = form in (full_times, begun_times)
    second = data.draw(st.integers(1 if step else 0, 5))
    known = Interval.exactly(second) if step else data.draw(around(second))
    exact = form(Interval.exactly(first), Interval.exactly(second))
    assert form(data.draw(around(first)), known).contains(exact)


@given(first=st.integers(0, 12), second=st.integers(1, 5), data=st.data())
def test_narrower_in_narrower_out(first: int, second: int, data: st.DataObject) -> None:
    for form in (full_times, begun_times, above, growth):
        wide = data.draw(around(first))
        narrow = wide.intersect(data.draw(around(first)))
        assert narrow is not None
        step = Interval.exactly(second)
        assert form(wide, step).contains(form(narrow, step))


def test_growth_after_a_loss_or_from_nothing() -> None:
    nothing, loss = Interval.exactly(0), Interval.exactly(-1)
    assert (growth(Interval.exactly(5), loss) >= 10) is None
    assert (growth(Interval.exactly(5), nothing) >= 10) is True
    assert (growth(nothing, nothing) > 0) is False
    assert growth(Interval.at_least(0), nothing).contains(growth(Interval.exactly(1), nothing))
    assert (growth(nothing, Interval.exactly(5)) <= Decimal(-100)) is True


@pytest.mark.parametrize(
    ("condition", "amount", "complaint"),
    [
        ("企业", "今年 × 20%—5%", "“20%—5%”的前一个数要比后一个小"),
        ("企业", "今年 × 5%—20 万元", "“5%—20 万元”的两头单位不同"),
        ("今年 >= 5 万元—10 万元", "1 元", "“5 万元—10 万元”是幅度，只能写在金额里，不能用来比较"),
        ("企业", "今年 每满 0 元 给 2 元", "“每满”后面要一个大于 0 的数，“0 元”不是"),
        ("企业", "今年 每满 去年 给 2 元", "“每满”后面要一个大于 0 的数，“去年”不是"),
        ("企业", "今年 每满 3 人 给 2 元", "“今年”（元）与“3 人”（人）单位不同，不能放在一起算"),
        ("企业", "今年 每满 3 元", "规则到这里就断了"),
        ("企业", "今年 超出 3 人的部分", "“今年”（元）与“3 人”（人）单位不同"),
        ("企业", "今年 超出 3 元", "规则到这里就断了"),
        ("企业", "今年 每 3 元 给 2 元", "“给”放在这里读不通"),
        ("至少 3 项(企业， 今年 > 1 元)", "1 元", "列了 2 项，要 1 到 2 项里的几项"),
        ("至少 1 项(企业， 今年)", "1 元", "“今年”是金额，要写成比较"),
        ("企业", "今年 按 0:1 配套", "“0:1”前面的数不能是 0"),
        ("企业", "今年 按 一半 配套", "“一半”放在这里读不通"),
        ("企业", "成立日期 超出 2 元 的部分", "“成立日期”是日期，只能比较，不能用来计算"),
        ("今年 比 去年 增长 >= 100 万元", "1 元", "（“增长”是百分比，多了多少用“增加”）"),
        ("今年 比 去年 增加 >= 10%", "1 元", "“今年 比 去年 增加”（元）不能与“10%”（百分比）比较"),
        ("企业", "(今年 比 去年 增长) × 1 万元 + 人数", "单位不同"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_and_what(
    tmp_path: Path, condition: str, amount: str, complaint: str
) -> None:
    benefit = f'{{方式: 按实, 金额: "{amount}"}}'
    with pytest.raises(PackError) as error:
        pack(tmp_path, FACTS, condition, benefit)
    message = str(error.value)
    assert complaint in message
    assert "政策.yml 第 " in message
