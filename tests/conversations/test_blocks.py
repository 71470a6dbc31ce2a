"""What is said, block by block, and the text that each of them is read as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations import (
    AskedQuestion,
    Block,
    Group,
    Heard,
    Judged,
    Line,
    Link,
    Noted,
    Notice,
    Quote,
    Reply,
    lines,
    plain_text,
)
from policy_engine import Status

from .samples import CARD, PAID, ROLES, TIER, YES_NO

NOTED = tuple(Noted(f"f{n}", f"事实 {n}") for n in range(10))
DENIED = tuple(Noted(name, f"{name}：否") for name in ("甲", "乙", "丙"))
OPEN = replace(CARD, status=Status.UNDETERMINED, missing=("平台正常经营", "年成交额"), gaps=())


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Heard((Noted("a", "入网企业 45 家", "40 家"),)), "记下了：入网企业 45 家（原来记的是 40 家）。不对就回“撤销”。"),
        (Heard((NOTED[0],), DENIED[:2]), "记下了：事实 0；甲：否；乙：否。"),
        (Heard((NOTED[0],), DENIED), "记下了：事实 0；其余都没有。"),
        (Heard((), DENIED), "记下了：这些情况都没有。"),
        (Heard((), (), (Noted("a", "面积"), Noted("b", "家数"))), "好的，面积、家数先不算。"),
        (Notice("too_long", "您的话太长。"), "您的话太长。"),
        (Line("一句\n两行"), "一句\n两行"),
        (Line("平台建设", "item"), "· 平台建设"),
        (Line("怎么认定", "open_point"), "待定：怎么认定。"),
        (Quote("原话", "八"), "依据：“原话”"),
        (Quote("原话", "八", "平台（第八条）", is_item=True), "· 平台（第八条）：“原话”"),
        (Link("看全文", "https://x.example"), "看全文：https://x.example"),
        (Group((Line("甲"), Group((Line("乙"), Quote("丙"))))), "甲\n乙\n依据：“丙”"),
    ],
)  # fmt: skip
def test_each_block_has_a_text(block: Block, text: str) -> None:
    assert plain_text([block]) == text


def test_a_long_list_of_facts_is_cut_with_its_number() -> None:
    assert plain_text([Heard(NOTED)]).endswith("事实 7；等 10 项。")


@pytest.mark.parametrize(
    ("card", "text"),
    [
        (
            CARD,
            "✓ 平台建设扶持（第八条）：最高 20 万元\n"
            "✓ 提供一站式综合服务\n"
            "✗ 30 万元档：孵化入网企业 40 多家，要 50 家以上（不够）；年成交额 6000 万元，要超过 5000 万元（够）\n"
            "还差：孵化入网企业差 1 家到 9 家（要 50 家以上），可到 30 万元档\n"
            "依据：“给予不超过人民币 20 万元的扶持”\n"
            "待定：两档能不能累加由主管部门认定。",
        ),
        (replace(CARD, extent="heading"), "✓ 平台建设扶持（第八条）：最高 20 万元"),
        (
            replace(CARD, extent="gap"),
            "✓ 平台建设扶持（第八条）：最高 20 万元\n"
            "还差：孵化入网企业差 1 家到 9 家（要 50 家以上），可到 30 万元档",
        ),
        (
            replace(CARD, extent="gap", gaps=(), remark="不差了。"),
            "✓ 平台建设扶持（第八条）：最高 20 万元。不差了。",
        ),
        (
            replace(PAID, extent="line"),
            "✓ 运输费补贴（第二条）：按实补贴 20 万元（公路运输费 26 万元，上限 20 万元）",
        ),
        (
            PAID,
            "✓ 运输费补贴（第二条）：按实补贴 20 万元\n· 公路运输费 26 万元\n"
            "· 算法：公路运输费 × 80%\n· 上限 20 万元\n依据：“按实际发生额补贴”",
        ),
        (
            replace(CARD, status=Status.INELIGIBLE, extent="line", reasons=(TIER,)),
            "✗ 平台建设扶持（第八条）：目前不符合（不满足：30 万元档：孵化入网企业 40 多家，要 50 家以上（不够）；"
            "年成交额 6000 万元，要超过 5000 万元（够））",
        ),
        (
            replace(CARD, status=Status.INELIGIBLE, denied=("跨境电商平台企业",)),
            "✗ 平台建设扶持（第八条）：目前不符合（您说没有：跨境电商平台企业）",
        ),
        (
            replace(OPEN, extent="line"),
            "? 平台建设扶持（第八条）：还不能确定，符合的话最高 20 万元；还不知道：平台正常经营、年成交额",
        ),
        (
            replace(OPEN, reasons=(Judged("平台正常经营要 1 年以上", None),), open_points=()),
            "? 平台建设扶持（第八条）：还不能确定\n如果符合：最高 20 万元\n? 平台正常经营要 1 年以上\n"
            "依据：“给予不超过人民币 20 万元的扶持”",
        ),
        (
            replace(CARD, status=Status.EXPIRED, extent="line", amount=""),
            "– 平台建设扶持（第八条）：文件不在有效期内，没有金额",
        ),
    ],
)
def test_a_card_is_told_as_far_as_there_is_room(card: Block, text: str) -> None:
    assert plain_text([card]) == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (YES_NO, "提供一站式服务吗？\n1. 是\n2. 否"),
        (
            ROLES,
            "您的企业有下面哪些情况？\n1. 平台企业\n2. 公共海外仓\n"
            "回序号，可多选，如“1 3”；都没有就回“都没有”。",
        ),
        (
            replace(ROLES, inline=True),
            "您的企业有下面哪些情况？\n1. 平台企业；2. 公共海外仓\n"
            "回序号，可多选，如“1 3”；都没有就回“都没有”。",
        ),
        (
            replace(ROLES, brief=True),
            "您的企业有下面哪些情况？（上面列过，回序号或直接说；都没有就回“都没有”。）",
        ),
        (
            replace(
                ROLES,
                options=tuple(
                    replace(o, group="有仓" if o.fact == "海外仓" else "做服务")
                    for o in ROLES.options
                ),
            ),
            "您的企业有下面哪些情况？\n做服务：1. 平台企业\n有仓：2. 公共海外仓\n"
            "回序号，可多选，如“1 3”；都没有就回“都没有”。",
        ),
        (ROLES.without_options(), "您的企业有下面哪些情况？"),
        (replace(ROLES, brief=True).without_options(), "您的企业有下面哪些情况？"),
    ],
)
def test_a_question_lists_its_options_unless_they_are_shown_otherwise(
    question: AskedQuestion, text: str
) -> None:
    assert plain_text([question]) == text


def test_every_line_says_what_it_is() -> None:
    roles = [line.role for line in lines(CARD)]
    assert roles == ["met", "met", "unmet", "text", "quote", "open_point"]
    assert [line.option for line in lines(YES_NO)] == [None, 0, 1]
    assert [line.role for line in lines(ROLES)] == ["question", "option", "option", "hint"]


def test_a_question_keeps_its_id_however_it_is_put() -> None:
    again = replace(ROLES, text="另外，还有这些情况吗？", brief=True, inline=True)
    assert again.id == ROLES.id
    assert len({ROLES.id, YES_NO.id, replace(YES_NO, facts=("海外仓",)).id}) == 3
    other_way = replace(YES_NO, options=YES_NO.options[::-1])
    assert other_way.id != YES_NO.id  # the first option is another one


def test_a_reply_ends_with_its_question_and_may_be_preceded() -> None:
    reply = Reply("ask", (Line("记下了。"), YES_NO)).after(Notice("welcome_back", "又见面了。"))
    assert reply.question == YES_NO
    assert reply.text == "又见面了。\n\n记下了。\n\n提供一站式服务吗？\n1. 是\n2. 否"
    assert Reply("answer", (Line("好的。"),)).question is None
