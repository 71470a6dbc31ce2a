"""The understanding of the shipped policy, without the rest of the product."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nlu import Understanding, load_understanding
from policy_engine import Policy
from tests.stand_in_model import StandIn, stand_in

from .asking import Ask, Asking


@pytest.fixture(scope="session")
def understanding(policy: Policy) -> Understanding:
    return load_understanding(policy)


@pytest.fixture
def model() -> Iterator[StandIn]:
    """A stand-in for a language model."""
    with stand_in() as running:
        yield running


@pytest.fixture
def ask(understanding: Understanding, model: StandIn) -> Iterator[Ask]:
    made: list[Asking] = []

    def asking(local: Understanding = understanding, url: str = "", **more: object) -> Asking:
        made.append(Asking(local, url or model.url, **more))
        return made[-1]

    yield asking
    for one in made:
        one.server.close()


@pytest.fixture
def asking(ask: Ask) -> Asking:
    return ask()


@pytest.fixture
def always(ask: Ask) -> Asking:
    return ask(always=True)
