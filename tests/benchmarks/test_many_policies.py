"""Many policies at once, measured (`make bench`): 30 and 300 generated packs.

Budgets of the design for 300: load under 3 s from a cache, the next question under 20 ms,
a turn under 60 ms (without the sentence vectors, as in the tests), memory under 600 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.assembly import Parts
from bot.settings import NluSettings, Settings
from conversations import State
from policy_engine import FactValue, OneOf, evaluate, load_policies
from tests.many_packs import generated

ON = date(2026, 6, 1)
SAID = (
    "我们在临阳县",
    "我们是做茶叶的",
    "茶叶年产值2000万",
    "怎么申报",
    "参保职工有50人",
    "总共多少",
)


@pytest.fixture(scope="module", params=[30, 300])
def packs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return generated(tmp_path_factory.mktemp("packs"), request.param)


@pytest.fixture(scope="module")
def parts(packs: list[Path]) -> Parts:
    names = [str(pack) for pack in packs]
    return Parts(Settings(policy=names, nlu=NluSettings(embeddings=False)))


def test_load_from_the_cache(
    benchmark: BenchmarkFixture, packs: list[Path], tmp_path: Path
) -> None:
    """Budget: 300 under 3 s."""
    load_policies(packs, tmp_path)
    benchmark.pedantic(lambda: load_policies(packs, tmp_path), rounds=3)


def test_next_question(benchmark: BenchmarkFixture, parts: Parts) -> None:
    """Budget: under 20 ms with 300."""
    policy = parts.policy
    told: dict[str, FactValue] = {"所在地区": OneOf(("临阳县",))}
    facts: Iterator[dict[str, FactValue]] = cycle(
        [told, {**told, "茶叶企业": True}, {**told, "茶叶企业": True, "国家高新技术企业": False}]
    )
    benchmark(lambda: evaluate(policy, next(facts), ON).next_question)


def test_a_turn(benchmark: BenchmarkFixture, parts: Parts) -> None:
    """Budget: under 60 ms with 300."""
    dialog = parts.dialog
    dialog.turn(State(), SAID[0], ON)

    def conversation() -> None:
        state = State()
        for text in SAID:
            state, _, _ = dialog.turn(state, text, ON)

    benchmark.pedantic(conversation, rounds=5, warmup_rounds=1)
    assert benchmark.stats is not None
    benchmark.extra_info["ms a turn"] = 1000 * benchmark.stats["median"] / len(SAID)
