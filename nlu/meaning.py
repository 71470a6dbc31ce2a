"""What was understood of one message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from policy_engine import FactValue

from .clean import MAX_LENGTH
from .intents import Intent
from .passages import Passage
from .phrases import Span
from .quantities import Mention
from .question_kinds import QuestionKind
from .statements import (
    Added,
    Asked,
    Corrected,
    Denied,
    Doubtful,
    Foreign,
    Later,
    Question,
    Statement,
    Supposed,
    SupposedOneOf,
    Told,
    Withdrawn,
)

_MARKS = " ,，。.?？!！;；:："
S = TypeVar("S", bound=Statement)


SHORT = 12
"""Characters of a few words."""


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """One question of a message: its kind, how sure that is (0 to 1), how surely it asks of the
    policy at all, and what it means alone."""

    kind: QuestionKind
    confidence: float
    of_policy: float
    meaning: Meaning
    span: Span = (0, 0)

    @property
    def asked(self) -> str:
        """Its words, without the marks around them."""
        return self.meaning.text.strip(_MARKS)

    def beside(self, statements: Sequence[Statement]) -> PutQuestion:
        """With what the rest of the message says of what it asks about."""
        meaning = replace(self.meaning, statements=(*self.meaning.statements, *statements))
        return replace(self, meaning=meaning)


@dataclass(frozen=True)
class Meaning:
    """Intent, statements, topics and quantities of a message; spans are those of the typed text.

    `answers`: keys of the kept answers that the message asks for, the surest first.
    """

    text: str
    intent: Intent
    statements: tuple[Statement, ...] = ()
    topics: tuple[str, ...] = ()
    quantities: tuple[Mention, ...] = ()
    answers: tuple[str, ...] = ()
    word_for_word: bool = False
    """Whether the first of them is asked for in the very words it is kept under."""
    passages: tuple[Passage, ...] = ()
    """The sentences of the text that a question is about which names no measure."""
    is_question: bool = False
    """Whether it has a word or a mark of asking."""
    next_year: bool = False
    """Whether it speaks of the year to come."""
    asks_beside: bool = False
    """Whether it asks something beside what it tells."""
    currency: str = ""
    """The one currency that the words name apart from their sums: 按人民币算."""
    policies: tuple[str, ...] = ()
    """The policies that are called by name, where several answer together."""
    clauses: tuple[tuple[int, ...], ...] = ()
    """The clauses that are called by number, whether or not they hold a measure: 第二条 is (2,)."""
    numbered: tuple[str, ...] = ()
    """The topics that are called by a number alone (第八条), where several answer together."""
    near: Mapping[str, float] = field(default_factory=dict)
    """The measures that a question which names none sounds most like, and how much."""
    questions: tuple[PutQuestion, ...] = ()
    """What it asks, each question by itself."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that could be read."""
        return not self.text.strip()

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning was read."""
        return len(self.text) > MAX_LENGTH

    def asks(self, question: Question) -> bool:
        """Whether the words themselves put that question."""
        return any(found.question is question for found in self.of(Asked))

    def of(self, kind: type[S]) -> tuple[S, ...]:
        """The statements of one kind, in reading order."""
        return tuple(found for found in self.statements if isinstance(found, kind))

    @property
    def is_short(self) -> bool:
        """Whether it is only a few words (要是再多一点呢)."""
        return len(self.text.strip()) <= SHORT

    def says(self, kind: type[Statement]) -> bool:
        """Whether there is a statement of that kind."""
        return any(isinstance(found, kind) for found in self.statements)

    @cached_property
    def facts(self) -> Mapping[str, FactValue]:
        """What holds of the speaker's own present by this message."""
        told: dict[str, FactValue] = {}
        for found in self.statements:
            if isinstance(found, Told) and found.mark is None:
                told[found.fact] = found.value
            elif isinstance(found, Denied) and found.mark is None:
                told[found.fact] = False
            elif isinstance(found, Corrected | Added):
                told[found.fact] = found.value
        return told

    @cached_property
    def supposed(self) -> Mapping[str, FactValue]:
        """The facts of a what-if with their values, never to be stored."""
        return {found.fact: found.value for found in self.of(Supposed) if found.by == "to"}

    @property
    def supposes(self) -> bool:
        """Whether the message asks what would be in another case."""
        return any(self.says(kind) for kind in (Supposed, SupposedOneOf, Later))

    @property
    def unclear(self) -> tuple[Doubtful, ...]:
        """Quantities that the dialog should ask about."""
        return self.of(Doubtful)

    @cached_property
    def foreign(self) -> Mapping[str, FactValue]:
        """Facts told in a currency that is neither yuan nor dollars, to be asked about."""
        return {found.fact: found.value for found in self.of(Foreign)}

    @cached_property
    def withdrawn(self) -> tuple[str, ...]:
        """Facts taken back without another value."""
        return tuple(found.fact for found in self.of(Withdrawn))

    @cached_property
    def added(self) -> tuple[str, ...]:
        """Facts whose value comes on top of what was told before."""
        return tuple(found.fact for found in self.of(Added))
