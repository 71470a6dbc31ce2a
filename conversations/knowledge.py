"""The answers that are kept ready: by intent, by frequent question, by term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nlu import IntentName, Subject
from policy_engine import Policy

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

    def of(self, policy: Policy) -> Knowledge:
        """What is known of one of the policies: of one alone, all of this."""
        return self

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

    def common_answer(self, keys: Iterable[str]) -> Answer | None:
        """The answer to it that is the same for every policy, where there are several."""
        return None

    def term(self, keys: Iterable[str]) -> Answer | None:
        """What the policy says of the first term among `keys`, if it says anything."""
        return next((self._by_term[key] for key in keys if key in self._by_term), None)

    @cached_property
    def _by_question(self) -> Mapping[str, Answer]:
        return {question.question: question.answer for question in self.questions}

    @cached_property
    def _by_term(self) -> Mapping[str, Answer]:
        return {term.key: term.answer for term in reversed(self.terms)}

    @property
    def no_definition(self) -> Answer:
        """That it defines no such term, and which ones it does."""
        defined = "、".join(f"“{term}”" for term, _ in self.text.definitions)
        if not defined:
            return Answer("这个词文件没有下定义，由主管部门认定。")
        return Answer(f"没找到这个词的定义，由主管部门认定。文件下了定义的有：{defined}。")


@dataclass(frozen=True)
class JointKnowledge(Knowledge):
    """The knowledge of several policies; its own answers are those of all: greetings and the like."""

    by_policy: Mapping[str, Knowledge] = field(default_factory=dict)

    def of(self, policy: Policy) -> Knowledge:
        return self.by_policy[policy.id]

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Each subject once, with the words of all policies."""
        found: dict[str, list[Subject]] = {}
        for subject in (s for knowledge in self.by_policy.values() for s in knowledge.subjects):
            found.setdefault(subject.key, []).append(subject)
        return tuple(_merged(subjects) for subjects in found.values())

    def question(self, keys: Iterable[str]) -> Answer | None:
        asked = tuple(keys)
        answers = (knowledge.question(asked) for knowledge in self.by_policy.values())
        return next((answer for answer in answers if answer is not None), None)

    def common_answer(self, keys: Iterable[str]) -> Answer | None:
        asked = tuple(keys)
        answers = {knowledge.question(asked) for knowledge in self.by_policy.values()}
        return answers.pop() if len(answers) == 1 else None


def _merged(subjects: list[Subject]) -> Subject:
    if len(subjects) == 1:
        return subjects[0]

    def each(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(w for s in subjects for w in getattr(s, name)))

    return Subject(subjects[0].key, each("wordings"), each("expressions"), each("excluded"))
