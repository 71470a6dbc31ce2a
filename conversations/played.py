"""Recorded conversations (JSON Lines): every turn with the question that stood, what had been told,
and what must be heard in it.

{"对话": "…", "轮": 3, "话": "…", "题": {"事实": […], "问": "…", "选项": [[label, fact, value], …],
 "多选": true, "身份": true}, "已知": {fact: value}, "意图": "…", "陈述": [[fact, value, status, words], …]}

Statements as in nlu/labelled.py; a turn is heard right when exactly what it tells is known
afterwards, over what was known before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nlu import (
    LabelledSentence,
    LabelledStatement,
    Status,
    TrainingDataError,
    labelled_sentence,
    same_value,
    value_in_gold,
)
from policy_engine import FactDefinition, FactValue, PolicyError

from .blocks import AskedQuestion, Option
from .dialog import Dialog
from .hearing import added
from .state import State

Facts = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class PlayedTurn:
    """What was said at one point of a conversation, and what it tells."""

    dialog: str
    said: LabelledSentence
    question: AskedQuestion | None = None

    @property
    def before(self) -> State:
        """Where the conversation stood, as far as hearing may rest on it."""
        offered = (self.question,) if self.question is not None and self.question.options else ()
        return State(facts=self.said.known, pending=self.question, offered=offered)

    @property
    def expected(self) -> Facts:
        """What is known afterwards."""
        known = dict(self.said.known)
        for statement in self.said.statements:
            _take(known, statement)
        if self.question is not None and any(
            s.status is Status.NONE_OF_THE_REST for s in self.said.statements
        ):
            told = {s.fact for s in self.said.statements}
            known |= dict.fromkeys((fact for fact in self.unnamed if fact not in told), False)
        return known

    @property
    def unnamed(self) -> Sequence[str]:
        """The things asked in one list that were not known to hold."""
        asked = self.question.facts if self.question is not None and self.question.multiple else ()
        return [fact for fact in asked if self.said.known.get(fact) is not True]


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """How a turn was heard: facts that are known now and should not be or not so; facts missed."""

    turn: PlayedTurn
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    after: Facts

    @property
    def right(self) -> bool:
        """Nothing wrong and nothing missed."""
        return not self.wrong and not self.missed


def load_played(facts: Mapping[str, FactDefinition], file: Path) -> Iterator[PlayedTurn]:
    """The turns of a file. Raises TrainingDataError naming the line."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            said = labelled_sentence(facts, {**row, "题": None})
            yield PlayedTurn(row["对话"], said, _question(facts, row.get("题")))
        except (ValueError, KeyError, TypeError, PolicyError) as error:
            raise TrainingDataError(f"{file} 第 {number} 行：{error}") from None


def hear_turn(dialog: Dialog, turn: PlayedTurn, today: date) -> HeardTurn:
    """Say the turn at its point of the conversation, and compare what is known afterwards."""
    after = dialog.turn(turn.before, turn.said.text, today)[0].facts
    expected, known = turn.expected, turn.said.known
    closed = {f for f in turn.unnamed if f not in expected}  # who chooses some denies the others
    wrong = tuple(
        f for f, value in after.items()
        if not _as(known.get(f), value) and not _as(expected.get(f), value)
        and not (f in closed and value is False)
    )  # fmt: skip
    missed = tuple(
        f for f in {**known, **expected}
        if f not in wrong and not _as(expected.get(f), after.get(f))
    )  # fmt: skip
    return HeardTurn(turn, wrong, missed, after)


def _as(one: FactValue | None, other: FactValue | None) -> bool:
    if one is None or other is None:
        return one is other
    return same_value(one, other)


def _take(known: dict[str, FactValue], statement: LabelledStatement) -> None:
    fact, value = statement.fact, statement.value
    if fact is None:
        return
    if statement.status is Status.WITHDRAWN:
        known.pop(fact, None)
    elif statement.status is Status.DENIED:
        known[fact] = False
    elif value is not None and statement.status is Status.ADDED:
        known[fact] = added(known.get(fact), value) or value
    elif value is not None and statement.status in (Status.TOLD, Status.CORRECTED):
        known[fact] = value


def _question(
    facts: Mapping[str, FactDefinition], told: Mapping[str, Any] | None
) -> AskedQuestion | None:
    if told is None:
        return None
    options = tuple(_option(facts, *option) for option in told.get("选项", ()))
    return AskedQuestion(
        tuple(told["事实"]), told["问"], told.get("多选", False), options,
        lists_roles=told.get("身份", False),
    )  # fmt: skip


def _option(facts: Mapping[str, FactDefinition], label: str, fact: str, value: object) -> Option:
    return Option(label, fact, None if value is None else value_in_gold(facts[fact], value))
