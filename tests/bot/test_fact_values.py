"""A fact shown in a form reads back as what it was: editing a neighbour must not change it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.pages.editing import value_text
from nlu import read_value
from policy_engine import FactError, Policy

TODAY = date(2026, 3, 1)
SAMPLES = {
    "CNY": ("4000万元", "4000多万", "8万多", "1.2亿多", "不到3000万", "3000万以上", "超过3000万", "三千来万",
            "2000到3000万", "28.35万", "1.2亿", "86元", "3000万左右"),
    "USD": ("120万美元", "120多万美元", "不到100万美元", "80到120万美元", "大约90万美元"),
    "month": ("一年半", "1年多", "不到一年", "8个月", "一年以上", "大约两年", "一到两年"),
    "m2": ("2500平", "2000多平", "不到2000平", "2000到3000平", "约2500平", "3亩"),
}  # fmt: skip
COUNTS = ("40{}", "40多{}", "不到40{}", "40{}以上", "超过40{}", "30到40{}", "大约40{}", "三四十{}")


def test_every_way_of_telling_a_number_reads_back_as_shown(policy: Policy) -> None:
    for definition in policy.facts.values():
        if definition.is_claim:
            continue
        unit = definition.unit.code
        samples = SAMPLES.get(unit) or [sample.format(unit) for sample in COUNTS]
        for sample in ["第2年"] if definition.is_ordinal else samples:
            value = read_value(definition, sample, TODAY)
            assert read_value(definition, value_text(value), TODAY) == value, sample


def test_years_are_kept_as_the_months_they_are_reckoned_in(policy: Policy) -> None:
    told = read_value(policy.definition("平台正常经营时长"), "不到一年", TODAY)
    assert value_text(told) == "不到 1 年"


def test_a_place_in_a_row_is_no_amount(policy: Policy) -> None:
    with pytest.raises(FactError, match="不是第几"):
        read_value(policy.definition("年成交额"), "第2年", TODAY)
