"""What the bot says in one turn, before any channel gives it a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policy_engine import Assessment, FactValue, MeasureResult

Act = Literal["ask", "result", "answer", "clarify", "confirm", "handoff", "fallback", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Option:
    """A quick reply: what it is called, and the fact it settles."""

    label: str
    fact: str
    value: FactValue | None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its quick replies; `multiple`: several may be chosen at once;
    `brief`: its options were shown before and are not listed again; `inline`: a list like
    it was shown before, so this one takes less room."""

    facts: tuple[str, ...]
    text: str
    multiple: bool = False
    options: tuple[Option, ...] = ()
    brief: bool = False
    inline: bool = False

    def __str__(self) -> str:
        if self.brief:
            return f"{self.text}（清单在前面，回序号或直接说；没有就回“都不是”。）"
        numbered = [f"{place}. {option.label}" for place, option in enumerate(self.options, 1)]
        lines = [self.text, *(["；".join(numbered)] if self.inline else numbered)]
        if self.multiple:
            lines.append("回复序号即可，可多选，如“1 3”；都没有就回“都不是”。")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Reply:
    """Paragraphs for a person, the measures they speak of, and at most one question."""

    act: Act
    paragraphs: tuple[str, ...]
    results: tuple[MeasureResult, ...] = ()
    question: AskedQuestion | None = None
    assessment: Assessment | None = None

    @property
    def text(self) -> str:
        """As a person reads it."""
        question = (str(self.question),) if self.question is not None else ()
        return "\n\n".join(part for part in (*self.paragraphs, *question) if part)
