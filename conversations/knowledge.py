"""The answers that are kept ready: by intent, by frequent question, by term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nlu import IntentName, Subject

from .from_the_text import PolicyText

TOPICS = {
    IntentName.ASK_PROCEDURE: "怎么申报", IntentName.ASK_MATERIALS: "申报材料",
    IntentName.ASK_DEADLINE: "申报时间", IntentName.ASK_PAYMENT_TIME: "到账时间",
    IntentName.ASK_VALIDITY: "有效期", IntentName.ASK_FUNDING: "资金来源",
    IntentName.ASK_OVERLAP: "与其他政策重叠", IntentName.ASK_SOURCE: "文号与出处",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the verbatim sentences it rests on; `contact`: whether to say whom to ask."""

    text: str
    quotes: tuple[str, ...] = ()
    contact: bool = False


@dataclass(frozen=True, slots=True)
class FrequentQuestion:
    """A question that is asked in many wordings; its `expressions` are known at once."""

    question: str
    wordings: tuple[str, ...]
    expressions: tuple[str, ...]
    excluded: tuple[str, ...]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what the policy says it means."""

    expressions: tuple[str, ...]
    excluded: tuple[str, ...]
    answer: Answer

    @property
    def key(self) -> str:
        return f"词：{self.expressions[0]}"


@dataclass(frozen=True)
class Knowledge:
    """The answers and terms of one policy, checked against its text."""

    text: PolicyText
    by_intent: Mapping[IntentName, Answer] = field(default_factory=dict)
    questions: tuple[FrequentQuestion, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def topics(self) -> Mapping[str, Answer]:
        """The answers kept by intent, under the name of what is asked."""
        return {TOPICS[i]: answer for i, answer in self.by_intent.items() if i in TOPICS}

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """What understanding should find in messages, for `question` and `definition`."""
        questions = (
            Subject(q.question, (q.question, *q.wordings), q.expressions, q.excluded)
            for q in self.questions
        )
        terms = (Subject(t.key, (), t.expressions, t.excluded) for t in self.terms)
        return (*questions, *terms)

    def question(self, keys: Iterable[str]) -> Answer | None:
        """The answer to the first of the frequent questions among `keys`."""
        return next((self._by_question[key] for key in keys if key in self._by_question), None)

    def definition(self, keys: Iterable[str]) -> Answer:
        """What the policy says of the first term among `keys`, or that it defines none like it."""
        found = next((self._by_term[key] for key in keys if key in self._by_term), None)
        return found or self._no_definition

    @cached_property
    def _by_question(self) -> Mapping[str, Answer]:
        return {question.question: question.answer for question in self.questions}

    @cached_property
    def _by_term(self) -> Mapping[str, Answer]:
        return {term.key: term.answer for term in reversed(self.terms)}

    @property
    def _no_definition(self) -> Answer:
        defined = "、".join(f"“{term}”" for term, _ in self.text.definitions)
        if not defined:
            return Answer("这个词文件没有下定义，由主管部门认定。")
        return Answer(f"没找到这个词的定义，由主管部门认定。文件下了定义的有：{defined}。")
