"""How well it hears, on the held-out sentences: figures that may only rise."""

from __future__ import annotations

import pytest

from nlu import (
    Hearing,
    Score,
    Understanding,
    hearings,
    load_quantities,
    load_sentences,
    load_understanding,
    score,
)  # fmt: skip
from policy_engine import Policy, installed_packs, load_policy

FLOORS = {
    "intents": 0.965,
    "topics": 0.96,
    "facts": 0.925,
    "no_fact_invented": 0.985,
    "quantities": 0.945,
}
AUTHORS = {
    "对话": (0.91, 0.05),
    "接线": (0.88, 0.07),
    "来函": (0.88, 0.06),
    "老板": (0.88, 0.06),
    "英语语音": (0.75, 0.02),
    "众人": (0.87, 0.05),
    "三门峡-稳岗返还": (0.64, 0.16),
    "广州-高校毕业生创业补贴": (0.6, 0.06),
    "澜洲-海洋渔业船艇": (0.53, 0.07),
    "禾川-粮油仓储保供": (0.43, 0.17),
}
"""Of authors and policies that nothing was trained or tuned on: the least share of sentences
heard right, and the most with a wrong fact."""

PACKS = {"柳河-2023-重点产业": 0.68, "穗天科工信规字2023-1": 0.54}
"""Of whole packs that the network never read of: the least share of sentences with every fact right."""


@pytest.fixture(scope="module")
def figures(policy: Policy, understanding: Understanding) -> Score:
    return score(understanding, load_sentences(policy), load_quantities())


@pytest.fixture(scope="module")
def authors(policy: Policy, understanding: Understanding) -> dict[str, Hearing]:
    return {one.name: one for one in hearings(policy, understanding)}


@pytest.mark.parametrize("figure", FLOORS)
def test_hearing_does_not_get_worse(figures: Score, figure: str) -> None:
    assert getattr(figures, figure) >= FLOORS[figure]


@pytest.mark.parametrize("name", AUTHORS)
def test_nor_of_new_authors_and_policies(authors: dict[str, Hearing], name: str) -> None:
    right, wrong = AUTHORS[name]
    assert authors[name].share("right") >= right
    assert authors[name].share("wrong") <= wrong


def test_every_held_out_author_has_a_floor(authors: dict[str, Hearing]) -> None:
    assert set(authors) == set(AUTHORS)


@pytest.mark.parametrize("pack", PACKS)
def test_nor_of_packs_that_were_never_read(pack: str) -> None:
    policy = load_policy(installed_packs()[pack])
    figures = score(load_understanding(policy), load_sentences(policy), [])
    assert figures.facts >= PACKS[pack]
