"""Whether a day to come, or a time that is not full yet, is still within the time of the policy."""

from __future__ import annotations

from datetime import date

import pytest

from conversations import Dialog, State

ON = date(2026, 11, 27)
SHOP = "我们开了个进口商品乡镇社区店，120平，今年9月1号开业的"
OLDER = "我们开了个进口商品乡镇社区店，120平，今年6月10号开业的"


def _said(dialog: Dialog, *messages: str) -> str:
    state, text = State(), ""
    for message in messages:
        state, reply, _ = dialog.turn(state, message, ON)
        text = reply.text
    return text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("我12月25号才交是不是就没了", "12 月 25 日已经过了有效期的最后一天"),
        ("十二月二十五日再报还行不行", "12 月 25 日已经过了有效期的最后一天"),
        ("明年1月5号去申报还给不给", "1 月 5 日已经过了有效期的最后一天"),
        ("那12月10号交还来得及吗", "12 月 10 日还在有效期内"),
    ],
)
def test_a_day_to_come_is_within_the_time_or_after_it(
    dialog: Dialog, asked: str, says: str
) -> None:
    assert _said(dialog, SHOP, asked).startswith(says)


@pytest.mark.parametrize(
    "asked", ["文件什么时候到期", "去年12月5号交的还算吗", "12月25号开业的店算吗", "文件几号截止"]
)
def test_of_anything_else_no_day_is_judged(dialog: Dialog, asked: str) -> None:
    text = _said(dialog, SHOP, asked)
    assert "有效期的最后一天（按" not in text
    assert "还在有效期内" not in text


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (SHOP, "最早到 2027-03-01 才满，那时已经过了有效期的最后一天"),
        (OLDER, "最早到 2026-12-10 就满了，还在有效期内"),
    ],
)
@pytest.mark.parametrize(
    "asked", ["店半年没满，文件就到期了，还给不给", "不满半年政策就过期了怎么办"]
)
def test_a_time_that_is_not_full_yet_is_judged_by_its_beginning(
    dialog: Dialog, told: str, says: str, asked: str
) -> None:
    assert says in _said(dialog, told, asked).split("\n")[0]
