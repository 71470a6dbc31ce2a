"""States as they are written down: to the letter, and read by later versions."""

from __future__ import annotations

import random

import pytest

from conversations import Dialog, State
from conversations.store import decode_state, encode_state
from conversations.store.upgrades import VersionError, upgraded
from policy_engine import FactValue, Item, ItemList, OneOf, Policy, written_value
from tests.conversations.simulated_user import ON, User
from tests.policy_engine.enterprises import typical


def test_every_state_of_a_conversation_survives_the_store(dialog: Dialog, policy: Policy) -> None:
    dice = random.Random(3)
    for number in range(15):
        user = User(policy, typical(policy, dice), dice, number % 2 == 0, 0.3, 0.1)
        state, reply, _ = dialog.turn(State(), user.opening(), ON)
        for _ in range(12):
            assert decode_state(encode_state(state)) == state
            if reply.question is None:
                break
            state, reply, _ = dialog.turn(state, user.answer(reply.question), ON)


@pytest.mark.parametrize(
    "value",
    [
        OneOf(("省级", "市级")),
        written_value("2023-05-01"),
        written_value(">= 25%"),
        ItemList(
            (Item.told("一号店", {"面积": written_value("约 90 平方米"), "自营": True}),), True
        ),
    ],
)
def test_a_value_of_any_type_survives_the_store(value: FactValue) -> None:
    state = State(facts={"事实": value})
    assert decode_state(encode_state(state)) == state


def test_states_are_upgraded_step_by_step() -> None:
    steps = (
        lambda data: {**data, "facts": {f"新{name}": v for name, v in data["facts"].items()}},
        lambda data: {**data, "asked": []},
    )
    told = {"version": 1, "facts": {"面积": 3}}
    assert upgraded(told, steps) == {"version": 3, "facts": {"新面积": 3}, "asked": []}
    assert upgraded({"version": 2, "facts": {"面积": 3}}, steps)["facts"] == {"面积": 3}
    for version in (0, 4, "1", None, True):
        with pytest.raises(VersionError):
            upgraded({"version": version}, steps)
