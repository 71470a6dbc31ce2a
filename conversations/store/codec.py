"""A conversation's state as JSON and back, to the letter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from nlu import ThingsAlike
from policy_engine import FactValue, Interval, Item, ItemList, OneOf, Quantity, Unit, unit_of

from ..blocks import AskedQuestion, Option
from ..state import State, Waiting
from .upgrades import VERSION, Json, VersionError, upgraded

_NO_STATE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


def encode_state(state: State) -> str:
    """The state as one line of JSON."""
    return json.dumps({"version": VERSION, **_encoded(state)}, ensure_ascii=False)


def _encoded(state: State) -> Json:
    return {
        "facts": {name: encode_value(value) for name, value in state.facts.items()},
        "focus": list(state.focus),
        "pending": None if state.pending is None else _question(state.pending),
        "asked": _groups(state.asked),
        "displaced": _groups(state.displaced),
        "declined": sorted(state.declined),
        "pressed": sorted(state.pressed),
        "misunderstood": state.misunderstood,
        "turns": state.turns,
        "roles_listed": state.roles_listed,
        "roles_closed": state.roles_closed,
        "repeats": state.repeats,
        "set_aside": sorted(map(_interval, state.set_aside)),
        "last_answer": state.last_answer,
        "last_said": sorted(state.last_said),
        "supposing": state.supposing,
        "one_more": state.one_more,
        "asked_of": state.asked_of,
        "as_it_was": state.as_it_was,
        "waiting": None if state.waiting is None else _waiting(state.waiting),
        "begun": {name: [d.isoformat() for d in days] for name, days in state.begun.items()},
        "things": {owner: [_thing(one) for one in alike] for owner, alike in state.things.items()},
        "unanswered": list(state.unanswered),
        "offered": [_question(question) for question in state.offered],
        "firm": state.firm,
        "firms": [[number, _encoded(firm)] for number, firm in state.firms],
        "earlier": None if state.earlier is None else _encoded(state.earlier),
    }


def decode_state(text: str) -> State:
    """The state that this or an older version wrote. Raises ValueError when it is none.

    The error says nothing of what was told.
    """
    try:
        return _decoded(upgraded(json.loads(text)))
    except VersionError:
        raise
    except _NO_STATE as error:
        raise ValueError(f"不是合格的状态（{type(error).__name__}）") from None


def _decoded(data: Mapping[str, Any]) -> State:
    return State(
        facts={name: decode_value(value) for name, value in data["facts"].items()},
        focus=tuple(data["focus"]),
        pending=None if data["pending"] is None else _asked(data["pending"]),
        asked=frozenset(map(tuple, data["asked"])),
        declined=frozenset(data["declined"]),
        pressed=frozenset(data["pressed"]),
        misunderstood=data["misunderstood"],
        turns=data["turns"],
        roles_listed=data["roles_listed"],
        roles_closed=data["roles_closed"],
        repeats=data.get("repeats", 0),
        set_aside=frozenset(map(_as_interval, data.get("set_aside", ()))),
        last_answer=data["last_answer"],
        last_said=frozenset(data.get("last_said", ())),
        supposing=data.get("supposing", False),
        one_more=data.get("one_more", ""),
        asked_of=data.get("asked_of", ""),
        as_it_was=data.get("as_it_was", False),
        waiting=None if data.get("waiting") is None else _waited(data["waiting"]),
        begun={name: _days(days) for name, days in data.get("begun", {}).items()},
        things={o: tuple(_as_thing(one) for one in a) for o, a in data.get("things", {}).items()},
        unanswered=tuple(data["unanswered"]),
        displaced=frozenset(map(tuple, data["displaced"])),
        offered=tuple(_asked(question) for question in data["offered"]),
        firm=data.get("firm", 0),
        firms=tuple((number, _decoded(firm)) for number, firm in data.get("firms", ())),
        earlier=None if data["earlier"] is None else _decoded(data["earlier"]),
    )


def encode_value(value: FactValue) -> bool | Json:
    """The value of a fact."""
    if isinstance(value, bool):
        return value
    if isinstance(value, OneOf):
        return {"one_of": list(value.values)}
    if isinstance(value, ItemList):
        items = [[item.name, {n: encode_value(v) for n, v in item.facts}] for item in value.items]
        return {"items": items, "complete": value.complete}
    interval = value.interval
    return {
        "low": str(interval.low), "high": str(interval.high), "low_open": interval.low_open,
        "high_open": interval.high_open, "approx": value.approx,
        "unit": [value.unit.code, value.unit.kind, value.unit.dimension],
    }  # fmt: skip


def decode_value(value: bool | Json) -> FactValue:
    """What `encode_value` made of a value."""
    if isinstance(value, bool):
        return value
    if "one_of" in value:
        return OneOf(tuple(value["one_of"]))
    if "items" in value:
        told = (
            Item.told(name, {fact: decode_value(v) for fact, v in facts.items()})
            for name, facts in value["items"]
        )
        return ItemList(tuple(told), value["complete"])
    low, high = Decimal(value["low"]), Decimal(value["high"])
    interval = Interval(low, high, value["low_open"], value["high_open"])
    return Quantity(interval, _unit(*value["unit"]), value["approx"])


def _thing(one: ThingsAlike) -> Json:
    told = {fact: encode_value(value) for fact, value in one.told}
    return {"count": str(one.count), "told": told, "lacks": one.lacks, "label": one.label}


def _as_thing(data: Json) -> ThingsAlike:
    told = ((fact, decode_value(value)) for fact, value in data["told"].items())
    numbers = tuple((fact, value) for fact, value in told if isinstance(value, Quantity))
    return ThingsAlike(Decimal(data["count"]), numbers, data["lacks"], data["label"])


def _unit(code: str, kind: str, dimension: str) -> Unit:
    """The unit of a code; a pack may count by a code of its own (第几年度)."""
    known = unit_of(code)
    return known if known.kind == kind else Unit(code, kind, dimension)


def _days(told: Sequence[str]) -> tuple[date, date]:
    first, last = map(date.fromisoformat, told)
    return first, last


def _interval(interval: Interval) -> list[str | bool]:
    return [str(interval.low), str(interval.high), interval.low_open, interval.high_open]


def _as_interval(told: Sequence[Any]) -> Interval:
    low, high, low_open, high_open = told
    return Interval(Decimal(low), Decimal(high), low_open, high_open)


def _waiting(waiting: Waiting) -> Json:
    return {"text": waiting.text, "numbers": list(waiting.numbers), "turn": waiting.turn}


def _waited(data: Mapping[str, Any]) -> Waiting:
    return Waiting(data["text"], tuple(data["numbers"]), data["turn"])


def _question(question: AskedQuestion) -> Json:
    return {
        "facts": list(question.facts), "text": question.text, "multiple": question.multiple,
        "brief": question.brief, "inline": question.inline,
        "lists_roles": question.lists_roles,
        "options": [
            [o.label, o.fact, None if o.value is None else encode_value(o.value), o.group]
            for o in question.options
        ],
    }  # fmt: skip


def _asked(data: Mapping[str, Any]) -> AskedQuestion:
    options = tuple(
        Option(label, fact, None if value is None else decode_value(value), group)
        for label, fact, value, group in data["options"]
    )
    return AskedQuestion(
        facts=tuple(data["facts"]),
        text=data["text"],
        multiple=data["multiple"],
        options=options,
        brief=data["brief"],
        inline=data["inline"],
        lists_roles=data["lists_roles"],
    )


def _groups(groups: Iterable[tuple[str, ...]]) -> list[list[str]]:
    return sorted(list(group) for group in groups)
