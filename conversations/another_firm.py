"""下一家，做物流的: another enterprise is reckoned by itself; the one before can be come back to."""

from __future__ import annotations

from dataclasses import replace

from nlu import AnotherFirm, Meaning

from .blocks import Notice
from .placing import TELLS
from .reply import Reply, changes
from .state import State
from .worded import worded

_MARKS = "，,。；;：:、 \n是"
_ANOTHER = str(worded("questions")["another_firm"])


def turns_to_another(state: State, meaning: Meaning) -> AnotherFirm | None:
    """Where a message begins to tell of another enterprise than the one told of before."""
    found = meaning.of(AnotherFirm)
    tells = meaning.intent.name in TELLS or bool(meaning.facts)
    return found[0] if found and state.facts and tells else None


def told_of_it(text: str, another: AnotherFirm) -> str:
    """What is told of the other enterprise."""
    return text[another.rest :].strip(_MARKS)


def beginning(before: State) -> State:
    """The state in which the other enterprise begins."""
    return State(turns=before.turns, unanswered=before.unanswered)


def begun(before: State, after: State, reply: Reply) -> tuple[State, Reply]:
    """With the way back to the enterprise before, and a word that this is another one."""
    told = reply.after(Notice("another_firm", _ANOTHER))
    kept = replace(after, earlier=replace(before, earlier=None))
    return kept, replace(told, changed=changes({}, after.facts))
