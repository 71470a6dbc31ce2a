"""Blocks of every kind, for tests of what is made of them."""

from __future__ import annotations

from conversations import (
    AskedQuestion,
    Block,
    Card,
    Exchange,
    Group,
    Heard,
    Judged,
    Line,
    Link,
    Noted,
    Notice,
    Option,
    Quote,
    State,
    Store,
    StoredReply,
)
from policy_engine import Kind, Status

TIER = Judged(
    "30 万元档",
    False,
    (
        Judged("孵化入网企业 40 多家，要 50 家以上", False),
        Judged("年成交额 6000 万元，要超过 5000 万元", True),
    ),
)
CARD = Card(
    measure="8.1",
    clause="八",
    title="平台建设扶持",
    status=Status.ELIGIBLE,
    nature=Kind.UP_TO,
    amount="最高 20 万元",
    has_sum=True,
    quote=Quote("给予不超过人民币 20 万元的扶持", "八"),
    reasons=(Judged("提供一站式综合服务", True), TIER),
    gaps=("孵化入网企业差 1 家到 9 家（要 50 家以上），可到 30 万元档",),
    open_points=("两档能不能累加由主管部门认定",),
)
PAID = Card(
    measure="2.1",
    clause="二",
    title="运输费补贴",
    status=Status.ELIGIBLE,
    nature=Kind.REIMBURSEMENT,
    amount="按实补贴 20 万元",
    has_sum=True,
    quote=Quote("按实际发生额补贴", "二"),
    basis=("公路运输费 26 万元",),
    formula="公路运输费 × 80%",
    cap="20 万元",
)
YES_NO = AskedQuestion(
    facts=("一站式",),
    text="提供一站式服务吗？",
    options=(Option("是", "一站式", True), Option("否", "一站式", False)),
)
ROLES = AskedQuestion(
    facts=("平台", "海外仓"),
    text="您的企业有下面哪些情况？",
    multiple=True,
    options=(Option("平台企业", "平台", True), Option("公共海外仓", "海外仓", True)),
)
EVERY_KIND: tuple[Block, ...] = (
    Heard((Noted("家数", "孵化入网企业 45 家", "40 家"),), (), (Noted("面积", "海外仓面积"),)),
    Notice("reminder", "提醒：文件快到期了。"),
    Line("按您说的情况："),
    Group((Line("合计：20 万元。", "total"), Line("平台建设", "item"), Line("认定", "open_point"))),
    Quote("第八条的一句", "八", "原文"),
    CARD,
    PAID,
    Link("看全文", "https://wence.example.com/r/x"),
    ROLES,
)


def keep_answer(
    store: Store, exchange: Exchange, state: State, reply: StoredReply, at: float
) -> Exchange:
    """An answer made from where the conversation stands."""
    kept = store.conversation(exchange.channel, exchange.user)
    version = kept.version if kept is not None else None
    return store.answer(exchange, state, reply, at, version=version)
