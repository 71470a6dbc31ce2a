"""What a person does with a message, known by its words alone: skips, asks for the sum, takes back.

Each act is a word file of its Chinese name in this folder.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from ..vocabulary import Vocabulary


class Act(StrEnum):
    """The value is the name of the act's file."""

    NONE_OF_THEM = "都不是"
    ALL_OF_THEM = "都有"
    ONLY_THESE = "只有这些"
    NOTHING_ELSE = "没别的"
    OBJECTION = "反对"
    SENTENCE = "成句"
    SKIP = "跳过"
    LET_BE = "别问"
    LEANING = "偏向"
    REVISE = "改口"
    UNDO = "撤销"
    DETAIL = "要详细"
    TOTAL = "问总数"
    LISTING = "问有哪些"
    BEST = "问最多"
    PERIOD = "问多久一次"
    RATE = "问汇率"
    WHETHER_SURE = "问定不定"
    WHICH_SUM = "问哪个数"
    HOW_COUNTED = "问怎么算"
    MATERIALS = "问材料"
    WHERE = "问去哪办"
    DEADLINE = "问截止"
    PAYMENT = "问到账"
    SUMMARY = "要汇总"
    WHAT_IS_KNOWN = "问记了什么"
    BENEFICIARY = "问给谁"
    WORDING = "看原文"
    WHY_ASKED = "为什么问"
    SHOW = "请看"
    ITEM = "条项"
    THESE = "指清单"
    THE_REST = "其余"
    EVERY_ONE = "一个个"
    ANY_ONE = "哪怕一个"
    LEFT_OVER = "剩下的"
    NONE_THERE = "没有的"
    FILLER = "虚字"
    ENDING = "句尾"
    ONESELF = "自己"
    CHOICE_FOLLOWS = "选的是"
    HELD = "算有"
    EXCEPT = "除了"
    JOINING = "并列"
    PARTICLE = "语气"
    EXCLAMATION = "叹词"
    FIRST_ONE = "前一个"
    LAST_ONE = "后一个"


ACTS = Vocabulary(Act, Path(__file__).parent)
