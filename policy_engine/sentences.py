"""The sentences of a text, each with its place and with what it is for.

A sentence ends with 。 ！ ？ or ；, a paragraph that ends otherwise is one as well. Which kind
it is, is read from its words; a pack may say otherwise under 句类.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .clauses import Clause
from .numbering import marker
from .source_text import SourceText


class SentenceKind(StrEnum):
    """What a sentence of an official document is for."""

    RULE = "规则"
    DEFINITION = "定义"
    PROCEDURE = "程序"
    VALIDITY = "效力"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, verbatim; `place`: the label of its clause."""

    place: str
    text: str
    kind: SentenceKind


Corrected = tuple[tuple[str, str, SentenceKind], ...]
"""What a pack says of sentences: the label of the clause, words of the sentence, its kind."""

_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_GIVES = (
    r"给予|给与|奖励|奖补|奖金|补助|补贴|资助|贴息|返还|减免|免收|免征|一事一议|扶持资金|支持资金|配套支持|"
    r"优先(?:支持|推荐|安排|组织|进行|享受)"
)
_KINDS = (
    (
        SentenceKind.VALIDITY,
        r"有效期|施行|废止|(?:执行|实施)(?:期限)?[至到自]|起(?:执行|实施)|印发之日|发布之日|负责解释|由.{{1,20}}解释|"
        r"(?:抵触|不一致|冲突|重叠|重复).{{0,30}}(?:执行|规定|适用|原则)|就高不(?:重复|就低)|参照(?:本办法|本措施)执行",
    ),
    (
        SentenceKind.DEFINITION,
        r"(?:所称|所指|是指|指的是|系指|包括下列|均包括本数|包含本数|的定义)",
    ),
    (
        SentenceKind.PROCEDURE,
        r"(?:申报|申请|提交|提供|报送|受理|审核|审批|审定|评审|公示|复核|核查|拨付|兑付|初审|窗口|材料|"
        r"领导小组|牵头|会同|追回|退回|弄虚作假|承担(?:法律)?责任|监督|统筹安排|负担)",
    ),
)
_GIVEN_NUMBER = re.compile(
    r"(?:\d|[一二三四五六七八九十百两])(?:[\d.]*)\s*(?:百|千|万|亿)*(?:元|美元|%|％)|百分之"
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_GIVING = re.compile(_GIVES)
_PAID_FROM = re.compile(r"财政[^。；不]{0,16}(?:统筹|负担|列支|承担)|追回|退回|收回")
_CEILING = re.compile(r"(?:支持|奖励|补助|补贴|资助|扶持)[^，。；]{0,8}(?:最高|不超过|最多)")
_HEADING = re.compile(r"[^，。；：]{2,40}[。]?")
_TO_BE_GIVEN = re.compile(rf"(?:的|后|，|,|者|企业|单位|项目|给|可)[^，。；]{{0,24}}(?:{_GIVES})")


def sentences_of(source: SourceText, corrected: Corrected = ()) -> tuple[Sentence, ...]:
    """The sentences of a text in order; the same words in two clauses are two sentences."""
    return tuple(
        Sentence(clause.label, text, _kind(clause.label, text, corrected))
        for top in source.tree
        for clause in top.walk()
        for text in _sentences(clause)
    )


def _sentences(clause: Clause) -> Iterator[str]:
    for found in _SENTENCE.finditer(clause.own):
        if found.group().strip():
            yield found.group().strip()


def _kind(place: str, text: str, corrected: Corrected) -> SentenceKind:
    for label, words, kind in corrected:
        if label == place and SourceText(text).find(words) is not None:
            return kind
    return kind_of(text)


def kind_of(sentence: str) -> SentenceKind:
    """What a sentence is for, as far as its words tell.

    >>> str(kind_of("对新认定的企业，给予20万元奖励。")), str(kind_of("本办法所称企业，是指本区注册的企业。"))
    ('规则', '定义')
    >>> str(kind_of("申请人向区商务局提交申请材料。")), str(kind_of("本办法自发布之日起施行，有效期三年。"))
    ('程序', '效力')
    """
    plain = "".join(sentence.split())
    found = marker(plain)
    after_number = plain[len(found.label) :].lstrip("、.． ") if found is not None else plain
    kinds = [kind for kind, pattern in _PATTERNS if pattern.search(plain)]
    gives = _GIVING.search(plain) is not None or _CEILING.search(plain) is not None
    if _PAID_FROM.search(plain):
        return SentenceKind.PROCEDURE
    if gives and _GIVEN_NUMBER.search(plain) and not set(kinds) & _NEVER_RULES:
        return SentenceKind.RULE
    if _HEADING.fullmatch(after_number) and (found is not None or not plain.endswith("。")):
        return SentenceKind.OTHER
    if kinds and not (kinds[0] is SentenceKind.PROCEDURE and _TO_BE_GIVEN.search(plain)):
        return kinds[0]
    return SentenceKind.RULE if _TO_BE_GIVEN.search(plain) else SentenceKind.OTHER


def says_how_much(sentence: str) -> bool:
    """Whether a sentence names a sum of money or a share."""
    return _GIVEN_NUMBER.search("".join(sentence.split())) is not None


_NEVER_RULES = frozenset({SentenceKind.DEFINITION, SentenceKind.VALIDITY})
