"""FAQ knowledge: answers that rest on a sentence of the policy, or honestly on none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policy_engine import Policy, PolicyError

from .wordings import Wordings

QUESTIONS = "问答.yml"
_TOPICS = {
    "ask_procedure": "怎么申报", "ask_materials": "申报材料", "ask_deadline": "申报时间",
    "ask_payment_time": "到账时间", "ask_validity": "有效期", "ask_funding": "资金来源",
    "ask_overlap": "与其他政策重叠", "ask_source": "文号与出处",
}  # fmt: skip
ALIKE = 0.62
"""How alike a message must be to a wording of a frequent question (0 to 1)."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    question: str = Field("", alias="问")
    wordings: list[str] = Field(default_factory=list, alias="说法")
    words: str = Field("", alias="词")
    intent: str | None = Field(None, alias="意图")
    answer: str = Field(alias="答")
    quotes: list[str] = Field(default_factory=list, alias="依据")
    contact: bool = Field(False, alias="附联系方式")


class _Term(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: str = Field(alias="词")
    answer: str = Field(alias="答")
    quotes: list[str] = Field(default_factory=list, alias="依据")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    answers: list[_Entry] = Field(alias="问答")
    terms: list[_Term] = Field(alias="释义")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the verbatim sentences it rests on; `contact`: whether to say whom to ask."""

    text: str
    quotes: tuple[str, ...] = ()
    contact: bool = False


@dataclass(frozen=True, slots=True)
class FrequentQuestion:
    """A question that is asked in many wordings; `words` know it at once."""

    question: str
    wordings: tuple[str, ...]
    words: re.Pattern[str] | None
    answer: Answer


@dataclass(frozen=True)
class Knowledge:
    """The answers and terms of one policy, checked against its text."""

    by_intent: Mapping[str, Answer]
    terms: tuple[tuple[re.Pattern[str], Answer], ...]
    questions: tuple[FrequentQuestion, ...] = ()

    @property
    def topics(self) -> Mapping[str, Answer]:
        """The answers kept by intent, under the name of what is asked."""
        return {_TOPICS[i]: answer for i, answer in self.by_intent.items() if i in _TOPICS}

    @cached_property
    def _wordings(self) -> Wordings[FrequentQuestion]:
        return Wordings(
            [(wording, q) for q in self.questions for wording in (q.question, *q.wordings)]
        )

    def find(self, text: str) -> Answer | None:
        """The answer to the frequent question that `text` puts in its own words."""
        named = next((q for q in self.questions if q.words and q.words.search(text)), None)
        nearest = named or self._wordings.nearest(text, ALIKE)
        return nearest.answer if nearest is not None else None

    def definition(self, text: str) -> Answer | None:
        """What the policy says of the term that `text` asks about."""
        return next((answer for words, answer in self.terms if words.search(text)), None)


def load_knowledge(policy: Policy) -> Knowledge:
    """The knowledge of a policy. Raises PolicyError when a quote does not stand in its text."""
    file = policy.directory / QUESTIONS
    try:
        found = _File.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except OSError:
        return Knowledge({}, ())
    except (yaml.YAMLError, ValidationError, ValueError, RecursionError) as error:
        raise PolicyError(f"{file}：问答写得不对，{str(error).splitlines()[0]}") from None
    answers = [
        (e, Answer(e.answer, _quotes(policy, file, e.quotes), e.contact)) for e in found.answers
    ]
    return Knowledge(
        {entry.intent: answer for entry, answer in answers if entry.intent is not None},
        tuple(
            (re.compile(t.words), Answer(t.answer, _quotes(policy, file, t.quotes)))
            for t in found.terms
        ),
        tuple(
            FrequentQuestion(e.question, tuple(e.wordings), _pattern(file, e.words), answer)
            for e, answer in answers
            if e.question
        ),
    )


def _pattern(file: Path, words: str) -> re.Pattern[str] | None:
    try:
        return re.compile(words) if words else None
    except re.error as error:
        raise PolicyError(f"{file}：“{words}”不是合格的写法：{error}") from None


def _quotes(policy: Policy, file: Path, quotes: list[str]) -> tuple[str, ...]:
    found = []
    for quote in quotes:
        verbatim = policy.source.find(quote)
        if verbatim is None:
            raise PolicyError(f"{file}：原文里找不到“{quote}”，依据要逐字照抄")
        found.append(verbatim)
    return tuple(found)
