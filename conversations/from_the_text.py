"""What the text of a policy says of a matter: its own sentences, or that none speaks of it.

What speaks of a matter are word files in common/原文/, so a pack needs to say nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from nlu import PhraseBook, Vocabulary
from policy_engine import Policy

MOST_QUOTED = 3
LONGEST_TERM = 16
_SENTENCE = re.compile(r"[^。；！？;\n]+[。；！？;]")
_BLANK = re.compile(r"\s+")
_BEFORE_A_TERM = '。；，,：:“”"《》'


class Matter(StrEnum):
    """What people ask of any policy; the value is the name of its word file."""

    PROCEDURE = "怎么申报"
    MATERIALS = "申报材料"
    DEADLINE = "申报时间"
    PAYMENT_TIME = "到账时间"
    VALIDITY = "有效期"
    FUNDING = "资金来源"
    OVERLAP = "与其他政策重叠"
    APPROVAL = "审核认定"
    APPLICANTS = "申请主体"
    REGISTRATION = "注册地"
    EARLIER_YEARS = "以前年度"
    QUOTA = "名额与总额"
    FEES = "收费与代办"
    REPAYMENT = "要不要还"
    TAX = "税"
    EXCHANGE_RATE = "汇率"
    DEFINITION = "下定义"
    TERM = "所称"


MATTERS = Vocabulary(Matter, Path(__file__).parent / "common" / "原文")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the text, verbatim, and the label of its clause."""

    clause: str
    sentence: str


@dataclass(frozen=True)
class PolicyText:
    """The sentences of one policy, and what they speak of."""

    policy: Policy

    def on(self, matter: Matter) -> tuple[Passage, ...]:
        """The sentences that speak of a matter, those that say most of it first."""
        return self._surely.get(matter, ())

    def naming(self, term: str) -> tuple[Passage, ...]:
        """The sentences in which a term stands."""
        return tuple(each for each in self._passages if term in _BLANK.sub("", each.sentence))

    def answer(self, matter: Matter) -> tuple[str, tuple[str, ...]]:
        """What the text says of a matter, and the sentences to quote."""
        subject, surely, near = MATTERS.meaning(matter), self.on(matter), self._near.get(matter)
        if surely:
            return f"{subject}，文件{self._places(surely)}写到：", _quotes(surely)
        if near:
            return f"{subject}，没找到专门写这一点的句子；相近的在{self._places(near)}：", _quotes(
                near
            )
        return f"{subject}，文件未规定，以主管部门的通知为准。", ()

    def _places(self, passages: Iterable[Passage]) -> str:
        names = (self.policy.clause_name(passage.clause) for passage in passages)
        return "、".join(dict.fromkeys(names))

    @cached_property
    def definitions(self) -> tuple[tuple[str, Passage], ...]:
        """The terms that the text defines, each with the sentence that does."""
        found = ((_defined(passage.sentence), passage) for passage in self._passages)
        return tuple((term, passage) for term, passage in found if term)

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        clauses = self.policy.source.clauses.items()
        return tuple(Passage(label, sentence) for label, text in clauses for sentence in _of(text))

    @cached_property
    def _surely(self) -> Mapping[Matter, tuple[Passage, ...]]:
        return self._speaking(_sure_words())

    @cached_property
    def _near(self) -> Mapping[Matter, tuple[Passage, ...]]:
        return self._speaking(_near_words())

    def _speaking(self, book: PhraseBook[Matter]) -> Mapping[Matter, tuple[Passage, ...]]:
        said: dict[Matter, list[tuple[int, Passage]]] = {}
        for passage in self._passages:
            words: dict[Matter, set[str]] = {}
            for hit in book.find(_BLANK.sub("", passage.sentence), ()):
                words.setdefault(hit.key, set()).add(hit.expression)
            for matter, found in words.items():
                said.setdefault(matter, []).append((len(found), passage))
        return {matter: _most_telling(passages) for matter, passages in said.items()}


def _most_telling(counted: list[tuple[int, Passage]]) -> tuple[Passage, ...]:
    counted.sort(key=lambda pair: -pair[0])
    return tuple(passage for _, passage in counted[:MOST_QUOTED])


def _quotes(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(passage.sentence for passage in passages)


def _of(text: str) -> Iterator[str]:
    """The sentences of a clause; headings and addressees end in no full stop and are none."""
    return (found.group().strip() for found in _SENTENCE.finditer(text))


@cache
def _sure_words() -> PhraseBook[Matter]:
    return PhraseBook(MATTERS.entries())


@cache
def _near_words() -> PhraseBook[Matter]:
    return PhraseBook(MATTERS.near_entries())


def _defined(sentence: str) -> str | None:
    """The term that a sentence defines.

    >>> _defined("本办法所称“小微企业”，是指营业收入不足一千万元的企业。")
    '小微企业'
    >>> _defined("对符合条件的给予奖励。")
    """
    plain = _BLANK.sub("", sentence)
    hits = _sure_words().find(plain, ())
    ends = [hit.start for hit in hits if hit.key is Matter.DEFINITION]
    if not ends:
        return None
    before = plain[: ends[0]].rstrip(_BEFORE_A_TERM)
    begins = [hit.end for hit in hits if hit.key is Matter.TERM and hit.end < len(before)]
    term = before[max(begins, default=0) :].partition("（")[0].strip(_BEFORE_A_TERM)
    for mark in _BEFORE_A_TERM:
        term = term.rpartition(mark)[2]
    return term if 1 < len(term) <= LONGEST_TERM else None
