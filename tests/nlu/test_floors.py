"""How well it hears, on the held-out sentences: figures that may only rise."""

from __future__ import annotations

import pytest

from bot.assembly import Parts
from nlu import Score, load_quantities, load_sentences, score

FLOORS = {
    "intents": 0.965,
    "topics": 0.96,
    "facts": 0.91,
    "no_fact_invented": 0.99,
    "quantities": 0.945,
}


@pytest.fixture(scope="module")
def figures(parts: Parts) -> Score:
    return score(parts.understanding, load_sentences(parts.policy), load_quantities())


@pytest.mark.parametrize("figure", FLOORS)
def test_hearing_does_not_get_worse(figures: Score, figure: str) -> None:
    assert getattr(figures, figure) >= FLOORS[figure]
