"""Policies that the network never read of: what a person says in words of their own is heard."""

from __future__ import annotations

from datetime import date

import pytest

from bot.assembly import Parts
from bot.settings import Settings
from conversations import Dialog, Reply, State
from policy_engine import UNLISTED, OneOf
from tests.many_packs import LIUHE, TIANHE

TODAY = date(2025, 6, 10)
INCUBATOR = "我司运营天河区的孵化载体"
FOUNDER = (
    "我是香港青年，在天河开了公司，占60%，注册在天河，28岁，运营一年三个月，入驻港澳青年载体，年租金7.2万，没领过补贴",
    "2", "4，其他没有", "香港居民", "0年",
)  # fmt: skip


@pytest.fixture(scope="module")
def tianhe(settings: Settings) -> Dialog:
    return Parts(settings.model_copy(update={"policy": str(TIANHE)})).dialog


@pytest.fixture(scope="module")
def liuhe(settings: Settings) -> Dialog:
    return Parts(settings.model_copy(update={"policy": str(LIUHE)})).dialog


def said(dialog: Dialog, *messages: str) -> tuple[State, Reply]:
    state = State()
    for message in messages:
        state, reply, _ = dialog.turn(state, message, TODAY)
    return state, reply


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("无违法失信记录", {"失信惩戒对象": False, "有违法犯罪记录": False}),
        ("亦无违法犯罪记录", {"有违法犯罪记录": False}),
        ("违法犯罪记录：无", {"有违法犯罪记录": False}),
        ("国家级未获评", {"评为国家级载体": False}),
        ("国家级没有", {"评为国家级载体": False}),
        ("国家级还没评上", {"评为国家级载体": False}),
        ("评为国家级：否", {"评为国家级载体": False}),
        ("国家级、省级都未获评", {"评为国家级载体": False, "评为省级载体": False}),
        ("省级的今年3月拿到了，国家级没拿到", {"评为省级载体": True, "评为国家级载体": False}),
        ("港澳政府荣誉没有", {"获港澳政府荣誉称号": False}),
        ("我们没有任何违法违规和失信记录", {"失信惩戒对象": False, "有违法犯罪记录": False}),
        ("除了市级，国家级省级都没有", {"评为国家级载体": False, "评为省级载体": False}),
        ("国家级的税收优惠没有享受", {}),
        ("国家级没有省级有", {}),
        ("违法犯罪记录：不清楚；失信：没查", {}),
        ("国家级的要什么条件", {}),
        ("要是明年评上国家级呢", {}),
    ],
)  # fmt: skip
def test_of_a_list_what_is_named_by_a_part_of_its_name(
    tianhe: Dialog, message: str, told: dict[str, bool]
) -> None:
    before, _ = said(tianhe, INCUBATOR)
    after, _ = said(tianhe, INCUBATOR, message)
    new = {fact: v for fact, v in after.facts.items() if before.facts.get(fact) != v}
    assert new == told


@pytest.mark.parametrize("message", ["专精特新没有", "都没有", "两个都没有", "没有，都不是", "3"])
def test_a_rank_that_is_none_of_those_listed(tianhe: Dialog, message: str) -> None:
    state, reply = said(tianhe, *FOUNDER, message)
    assert state.facts["专精特新级别"] == OneOf((UNLISTED,))
    assert "专精特新是国家级" not in reply.text
    state, _ = said(tianhe, *FOUNDER, "省级的")
    assert state.facts["专精特新级别"] == OneOf(("省级专精特新",))


@pytest.mark.parametrize("message", ["不是，我问的是钱", "没有吗？", "别的没有了，就这个"])
def test_a_complaint_is_no_rank(tianhe: Dialog, message: str) -> None:
    state, _ = said(tianhe, *FOUNDER, message)
    assert "专精特新级别" not in state.facts


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("小升规、规改股、股上市都没有", {"小升规": False, "规改股": False, "股上市": False}),
        ("小升规，去年刚升的，股上市没有", {"小升规": True, "股上市": False}),
    ],
)  # fmt: skip
def test_what_is_named_and_denied_is_not_chosen(
    tianhe: Dialog, message: str, told: dict[str, bool]
) -> None:
    state, _ = said(tianhe, "我们是港澳青年企业，注册在天河", message)
    assert {fact: state.facts.get(fact) for fact in told} == told
    assert "失信惩戒对象" not in state.facts


def test_a_list_of_labels(liuhe: Dialog) -> None:
    message = (
        "1. 新上项目：是 2. 产业类别：医药健康 3. 资源型：否 4. 固投：1.08亿；房地产住宅项目：否"
    )
    state, _ = said(liuhe, message)
    told = {fact: str(value) for fact, value in state.facts.items()}
    assert told["新上项目"] == "True"
    assert told["产业类别"] == "医药健康"
    assert told["资源型项目"] == told["房地产住宅项目"] == "False"
    assert "1.08" in told["固定资产投资额"] or "108000000" in told["固定资产投资额"]


@pytest.mark.parametrize(
    ("message", "kind"),
    [("项目报的是特色农业", "特色农业"), ("我们落地的项目属于战略新兴这个方向", "战略新兴")],
)  # fmt: skip
def test_a_kind_that_is_called_by_its_name(liuhe: Dialog, message: str, kind: str) -> None:
    state, _ = said(liuhe, "我们在柳河新上了一个项目", message)
    assert state.facts["产业类别"] == OneOf((kind,))


def test_what_is_not_the_kind(liuhe: Dialog) -> None:
    state, _ = said(liuhe, "公司挂牌上市了", "不是在科创板，我们挂的是新三板")
    assert state.facts["上市板块"] == OneOf(("新三板",))


def test_what_stands_in_the_conditions_in_other_words_is_not_said_to_be_missing(
    tianhe: Dialog,
) -> None:
    _, reply = said(tianhe, FOUNDER[0], "是不是一定要入驻基地")
    assert "写明的条件里没有" not in reply.text
