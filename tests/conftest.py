"""Fixtures: the shipped policy, its dialog, and short ways to say facts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.assembly import Parts
from bot.settings import Settings, load_settings
from conversations import Database, Dialog, Place, Reply, State, open_database
from policy_engine import FactValue, Policy, load_policy, written_value
from tests.postgres import NOT_THERE, Cluster, binaries, cluster

ROOT = Path(__file__).parent.parent
PACK = ROOT / "policy_engine" / "policies" / "SYCR-2023-01014"
IN_FORCE = date(2025, 6, 1)
os.environ.setdefault("WENCE_TODAY", "2026-11-25")  # servers of tests too: the policy runs out


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(PACK)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return load_settings(ROOT / "config.yml")


@pytest.fixture(scope="session")
def parts(settings: Settings) -> Parts:
    return Parts(settings)


@pytest.fixture(scope="session")
def dialog(parts: Parts) -> Dialog:
    return parts.dialog


@pytest.fixture(scope="session")
def village(settings: Settings) -> Dialog:
    """The dialog of another policy, one that the program has never heard of."""
    policy = {"policy": str(ROOT / "tests" / "packs" / "云溪-2026-007")}
    return Parts(settings.model_copy(update=policy)).dialog


def _value(policy: Policy, name: str, value: bool | int | str) -> FactValue:
    if isinstance(value, bool):
        return value
    unit = policy.definition(name).unit
    told = written_value(str(value), unit.code)
    return replace(told, unit=unit) if told.unit.code == unit.code else told


@pytest.fixture
def say(policy: Policy) -> Callable[..., dict[str, FactValue]]:
    """Facts from written values: say(孵化入网企业数="(40, 50)")."""

    def facts(**told: bool | int | str) -> dict[str, FactValue]:
        return {name: _value(policy, name, value) for name, value in told.items()}

    return facts


@pytest.fixture
def talk(dialog: Dialog) -> Callable[..., list[Reply]]:
    """The replies to a conversation of typed messages."""

    def conversation(*messages: str, on: date = IN_FORCE) -> list[Reply]:
        state, replies = State(), []
        for message in messages:
            state, reply, _ = dialog.turn(state, message, on)
            replies.append(reply)
        return replies

    return conversation


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL for the tests of this process."""
    if binaries() is None:
        pytest.skip(NOT_THERE)
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where records may be kept: an empty place of each kind."""
    if request.param == "sqlite":
        return tmp_path / "w.db"
    made: Place = request.getfixturevalue("postgres").emptied()
    return made


@pytest.fixture
def database(place: Place) -> Iterator[Database]:
    """What every kind of database is held to is tested with this."""
    made = open_database(place)
    yield made
    made.close()
