"""我不敢说死, 等我翻一下账: what is kept of what its speaker doubts, and what he is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from nlu import Doubted, Meaning, Skipped
from policy_engine import FactValue, Policy, Quantity

from .state import State
from .worded import worded

_SAID = worded("questions")["in_doubt"]


def rough(meaning: Meaning | None, new: Mapping[str, FactValue]) -> frozenset[str]:
    """The numbers told just now that are said to be rough."""
    skips = meaning.of(Skipped) if meaning is not None else ()
    left = {fact for skip in skips for fact in skip.facts}
    return frozenset(f for f in left if isinstance(new.get(f), Quantity))


def not_pressed(state: State, meaning: Meaning, new: Mapping[str, FactValue]) -> State:
    """An exact figure is not asked for of who has said that he must ask for it."""
    return replace(state, pressed=state.pressed | rough(meaning, new))


def told_of_doubts(
    policy: Policy, meaning: Meaning | None, new: Mapping[str, FactValue]
) -> Iterator[str]:
    """What is said of it."""
    if meaning is not None and meaning.says(Doubted):
        yield _SAID["waits"]
    elif rough(meaning, new):
        yield _SAID["rough"]
    for fact, value in new.items():
        fell = isinstance(value, Quantity) and value.interval.high < 0
        if fell and policy.facts[fact].increase_of:
            yield _SAID["fell"].format(policy.facts[fact].label)
