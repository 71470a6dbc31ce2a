"""What kinds of facts there are, and what is interchangeable in telling them."""

from __future__ import annotations

from enum import StrEnum

from .units import AREA, COUNT, DATE, DURATION, MONEY, PERCENT, RATIO

CLAIM, CHOICE, REGION, LIST = "是否", "enumeration", "region", "list"
KIND_NAMES = {
    CLAIM: "是否", MONEY: "金额", AREA: "面积", DURATION: "时长", COUNT: "数量", RATIO: "序数",
    PERCENT: "百分比", DATE: "日期", CHOICE: "类别", REGION: "地区", LIST: "清单",
}  # fmt: skip

SAME_COUNTER = {"家": ("个", "户", "间"), "票": ("单", "批", "笔"), "个": ("家", "间", "店", "处")}
"""Counters that people use for one another."""

YEARS = ("year", "年", "1", "个")
"""Ways to write the unit of 第几年."""


class Period(StrEnum):
    """The time over which a number counts, as 政策.yml writes it."""

    THIS_YEAR = "当年"
    """This year's alone: last year's figure never counts."""
    YEARLY = "年度"
    """A yearly figure: last year's counts as well, that of a month or half a year does not."""
    CUMULATIVE = "累计"
    """Whatever has come together over the years."""
