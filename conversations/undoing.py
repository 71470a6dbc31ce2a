"""撤销: back to where the conversation stood before the last change of facts."""

from __future__ import annotations

from dataclasses import replace

from policy_engine import Policy

from . import wording
from .blocks import AskedQuestion, Line
from .hearing import Hearing
from .reply import Change, Reply, changes
from .state import State
from .surroundings import surrounded
from .turn import Turn
from .worded import worded

MOST_TOLD = 6
_ONLY_SUPPOSED = str(worded("questions")["only_supposed"])
NOTHING_TO_UNDO = "没有可以撤销的改动。要改哪一项，直接说正确的就行。"


def undone(turn: Turn) -> tuple[State, Reply]:
    """The state before the last change, and what is known again; once, not step by step."""
    before, found = turn.before, taken_back(turn.policy, turn.before)
    if found is None:
        told = surrounded(turn, "clarify", Line(NOTHING_TO_UNDO), question=before.pending)
        return replace(before, turns=before.turns + 1), told
    earlier, said = found
    back = Turn(turn.grounds, earlier, Hearing(earlier, {}), turn.meaning, turn.today)
    reply = surrounded(back, "answer", said, question=_question(back))
    return replace(earlier, turns=before.turns + 1), reply


def taken_back(policy: Policy, state: State) -> tuple[State, Line] | None:
    """The state before the last change and what is known again; `None` where nothing changed.

    What was only supposed changed nothing, and no change before it is taken back for it.
    """
    earlier = state.earlier
    if state.supposing and (earlier is None or earlier.turns < state.turns - 1):
        return replace(state, supposing=False, one_more=""), Line(_ONLY_SUPPOSED)
    if earlier is None:
        return None
    told = Line(_told(policy, changes(state.facts, earlier.facts)))
    return replace(earlier, turns=state.turns), told


def _question(back: Turn) -> AskedQuestion | None:
    """What was asked then, unless it was whether to change what is known."""
    pending = back.state.pending
    if pending is None or not set(pending.facts) - set(back.state.facts):
        return back.question
    return replace(pending, brief=pending.multiple)


def _told(policy: Policy, changed: tuple[Change, ...]) -> str:
    """“好的，撤销了：门店改回 40 家；营业额先不算。”"""
    said = [_back(policy, change) for change in changed]
    more = [f"等 {len(said)} 项"] if len(said) > MOST_TOLD else []
    return f"好的，撤销了：{'；'.join([*said[:MOST_TOLD], *more])}。"


def _back(policy: Policy, change: Change) -> str:
    definition, again = policy.facts[change.fact], change.after
    if again is None:
        return f"{definition.label}先不算"
    if change.before is None:
        return f"{wording.fact_value(definition, again)}，照旧记着"
    if isinstance(again, bool):
        return f"{definition.label}改回“{'是' if again else '否'}”"
    return f"{definition.label}改回 {wording.told_value(again)}"
