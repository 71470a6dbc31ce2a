"""Whether a kept answer is to the kind of question that was asked: 能一起问两家不 asks of no 一起申请."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .clean import clean_text
from .message import Message
from .quantities import scan
from .question_kinds import KindReader, QuestionKind
from .retrieval import Retrieved, Subject

SURE = 0.7
"""How sure the kind must be to speak against an answer that was found by its words."""


@dataclass(frozen=True)
class Agreement:
    """The kept answers with the kinds of their wordings, each found out when it is first needed."""

    kinds: KindReader
    subjects: Sequence[Subject] = ()
    _known: dict[str, frozenset[QuestionKind]] = field(default_factory=dict, compare=False)

    def agreeing(
        self, found: Sequence[Retrieved], kind: QuestionKind, sure: float
    ) -> list[Retrieved]:
        """Those that may answer a question of this kind; what has no wordings may answer any."""
        if sure < SURE or kind is QuestionKind.NONE:
            return list(found)
        return [f for f in found if f.verbatim or kind in (self._of(f.key) or {kind})]

    def _of(self, key: str) -> frozenset[QuestionKind]:
        if key not in self._known:
            subject = self._by_key.get(key)
            wordings = () if subject is None else subject.wordings
            self._known[key] = frozenset(self.kinds.kind(_plain(w))[0] for w in wordings)
        return self._known[key]

    @cached_property
    def _by_key(self) -> Mapping[str, Subject]:
        return {subject.key: subject for subject in self.subjects}


def _plain(wording: str) -> Message:
    text = clean_text(wording)
    return Message(text, scan(text), (), date.min)
