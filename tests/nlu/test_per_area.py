"""So much for each 亩: told as such, or reckoned from a sum and the ground it stands on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlu import Context
from nlu.loading import load_understanding
from policy_engine import Quantity, installed_packs, load_policy

LIUHE = load_understanding(load_policy(installed_packs()["柳河-2023-重点产业"]))
TODAY = date(2025, 6, 10)


def numbers(text: str, *pending: str) -> dict[str, Decimal]:
    facts = LIUHE.parse(text, Context(TODAY, pending)).facts
    return {f: v.interval.low for f, v in facts.items() if isinstance(v, Quantity)}


@pytest.mark.parametrize("text", ["一年一亩摊下来大概6万块", "216万是一亩地摊的，是亩均"])
def test_what_comes_to_each_is_no_whole(text: str) -> None:
    told = numbers(text, "今年产值")
    assert "今年产值" not in told
    assert "固定资产投资额" not in told


def test_it_is_reckoned_from_sum_and_ground() -> None:
    told = numbers("固定资产4200万，地18亩")
    assert told["固定资产投资额"] == 42_000_000
    assert told["亩均投资强度"] == 2_333_300


def test_fields_of_herbs_are_no_ground() -> None:
    told = numbers("固定资产投资4200万，另外五味子基地380亩")
    assert "亩均投资强度" not in told
