"""Loading what is answered: a policy's own 问答.yml over what holds for every policy (common/).

The common entries answer from the policy's text where the matter is one of its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from policy_engine import Policy, PolicyError

from .from_the_text import PolicyText
from .knowledge import Answer, FrequentQuestion, JointKnowledge, Knowledge, Term
from .question_file import EntrySection, QuestionFile, TermSection, read_questions
from .taught import NOTHING_TAUGHT, Taught

QUESTIONS = "问答.yml"
COMMON = Path(__file__).parent / "common"


def load_knowledge(policy: Policy, taught: Mapping[str, Taught] | None = None) -> Knowledge:
    """The knowledge of a policy, with what was `taught` of each, by its id.

    Raises PolicyError when a quote does not stand in its text.
    """
    if policy.answers_together:
        own = _Loader(policy, COMMON / QUESTIONS, QuestionFile()).knowledge()
        by_policy = {member.id: load_knowledge(member, taught) for member in policy.members}
        return JointKnowledge(own.text, own.by_intent, own.questions, own.terms, by_policy)
    file = policy.directory / QUESTIONS
    more = (taught or {}).get(policy.id, NOTHING_TAUGHT)
    questions = more.over(read_questions(file))
    return _Loader(policy, file, questions, more.wordings).knowledge()


@cache
def _common() -> QuestionFile:
    files = [read_questions(file) for file in sorted(COMMON.glob("*.yml"))]
    return QuestionFile.model_construct(
        entries=[entry for file in files for entry in file.entries],
        terms=[term for file in files for term in file.terms],
    )


class _Loader:
    """Puts a policy's own entries over the common ones."""

    def __init__(
        self,
        policy: Policy,
        file: Path,
        own: QuestionFile,
        wordings: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._policy, self._file, self._own = policy, file, own
        self._wordings = wordings or {}
        self._text = PolicyText(policy)

    def knowledge(self) -> Knowledge:
        by_intent = {
            entry.intent: self._answer(entry)
            for entry in (*_common().entries, *self._own.entries)
            if entry.intent is not None
        }
        terms = (
            *map(self._term, self._own.terms),
            *self._defined_in_the_text(),
            *map(self._term, _common().terms),
        )
        return Knowledge(self._text, by_intent, tuple(self._questions()), terms)

    def _questions(self) -> Iterator[FrequentQuestion]:
        """Those of the policy alone first; where both ask one thing, both say how it is put."""
        own = {entry.question: entry for entry in self._own.entries if entry.question}
        common = {entry.question: entry for entry in _common().entries if entry.question}
        for question, entry in own.items():
            if question not in common:
                yield self._question(entry)
        for question, entry in common.items():
            yield self._question(own[question], entry) if question in own else self._question(entry)

    def _question(self, entry: EntrySection, *more: EntrySection) -> FrequentQuestion:
        sections = (entry, *more)
        return FrequentQuestion(
            entry.question,
            (
                *(w for section in sections for w in section.wordings),
                *self._wordings.get(entry.question, ()),
            ),
            tuple(expression for section in sections for expression in section.expressions),
            tuple(expression for section in sections for expression in section.excluded),
            self._answer(entry),
        )

    def _answer(self, entry: EntrySection) -> Answer:
        text, quotes = self._filled(entry.answer), self._quotes(entry.quotes)
        if entry.matter is not None:
            from_text, quoted = self._text.answer(entry.matter)
            text, quotes = text or from_text, (*quotes, *quoted)
        return Answer(text, quotes, entry.contact)

    def _term(self, term: TermSection) -> Term:
        answer = Answer(self._filled(term.answer), self._quotes(term.quotes))
        return Term(tuple(term.expressions), tuple(term.excluded), answer)

    def _defined_in_the_text(self) -> Iterator[Term]:
        for term, passage in self._text.definitions:
            place = self._policy.clause_name(passage.clause)
            text = f"“{term}”，文件{place}有定义："
            yield Term((term,), (), Answer(text, (passage.sentence,)))

    def _filled(self, text: str) -> str:
        """With {名称} and the like replaced by this policy's."""
        policy = self._policy
        for name, value in (
            (
                "名称",
                policy.title.replace("、", "》《") if policy.answers_together else policy.title,
            ),
            ("文号", policy.document_number),
            ("发布机关", policy.issuer),
            ("适用地区", policy.region),
            ("发布日期", f"{policy.issued:%Y 年 %-m 月 %-d 日}"),
            ("有效至", f"{policy.last_day:%Y 年 %-m 月 %-d 日}"),
            ("编号", policy.id),
        ):
            text = text.replace(f"{{{name}}}", value)
        return text

    def _quotes(self, quotes: list[str]) -> tuple[str, ...]:
        found = []
        for quote in quotes:
            verbatim = self._policy.source.find(quote)
            if verbatim is None:
                raise PolicyError(f"{self._file}：原文里找不到“{quote}”，依据要逐字照抄")
            found.append(verbatim)
        return tuple(found)
