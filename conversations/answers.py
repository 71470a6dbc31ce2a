"""Answers to questions about the policy, and all answers by what they are asked by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from policy_engine import Policy, unit_label

from . import result_answers, wording
from .blocks import Blocks, Line, Quote, group
from .citing import clause_name
from .describing import described
from .knowledge import Answer
from .reply import Act
from .telling import Answered, concerned_by, sentence
from .turn import Turn

Answering = Callable[[Turn], Answered]

MOST_DESCRIBED = 4


def _known(turn: Turn) -> Answered:
    """From the knowledge file, by intent."""
    intent = turn.meaning.intent.name
    answer = turn.grounds.knowledge.by_intent.get(intent)
    if answer is None:
        return sentence("这一点文件未规定。")
    act: Act = {"handoff": "handoff"}.get(intent, "answer")  # type: ignore[assignment]
    return act, _told(turn, answer)


def _told(turn: Turn, answer: Answer) -> Blocks:
    """A kept answer with the sentences it rests on, and whom to ask."""
    quotes = (Quote(text, _clause_of(turn.policy, text), "原文") for text in answer.quotes)
    contact = turn.grounds.contact if answer.contact else ""
    whom = (Line(f"具体可咨询：{contact}"),) if contact else ()
    return group(Line(answer.text), *quotes, *whom)


def _clause_of(policy: Policy, quote: str) -> str:
    """The label of the clause that a quote stands in."""
    return next((label for label, text in policy.source.clauses.items() if quote in text), "")


def _smalltalk(turn: Turn) -> Answered:
    return "smalltalk", _known(turn)[1]


def _definition(turn: Turn) -> Answered:
    answer = turn.grounds.knowledge.definition(turn.meaning.text)
    if answer is None:
        return sentence("这个词文件没有下定义，由主管部门认定。")
    return "answer", _told(turn, answer)


def _measures(turn: Turn) -> Answered:
    title = Line(f"《{turn.policy.title}》一共有这些扶持措施：")
    measures = (
        Line(f"{measure.id} {measure.title}（{clause_name(measure.clause)}）")
        for measure in turn.policy.measures.values()
    )
    return "answer", group(title, *measures)


def _conditions(turn: Turn) -> Answered:
    concerned = concerned_by(turn)
    if not concerned:
        act, blocks = _measures(turn)
        return act, (Line("您想问哪一项的条件？"), *blocks)
    return "answer", tuple(
        block for result in concerned[:MOST_DESCRIBED] for block in described(turn, result)
    )


_WORDING = re.compile(r"原文|原话|怎么写|咋写|怎么说|依据|哪句|哪一句")


def _source(turn: Turn) -> Answered:
    meant = turn.meaning.topics or (turn.focus[:1] if _WORDING.search(turn.meaning.text) else ())
    clauses = dict.fromkeys(turn.policy.measures[topic].clause for topic in meant)
    if not clauses:
        return _known(turn)
    texts = turn.policy.source.clauses
    return "answer", tuple(
        Quote(texts[clause], clause, f"{clause_name(clause)}原文") for clause in clauses
    )


def _rate(turn: Turn) -> Answered:
    """汇率多少: the rate used for converting, with its day."""
    rates = turn.grounds.rates
    if not rates.yuan_per:
        return sentence("文件未规定汇率，我这里也没有设定汇率。")
    day = f"{rates.on:%Y-%m-%d} 的" if rates.on else ""
    told = "，".join(
        f"1 {unit_label(code)} = {wording.plain(yuan)} 元" for code, yuan in rates.yuan_per.items()
    )
    return sentence(f"文件未规定按哪天的汇率；我折算用的是{day}汇率：{told}。")


def _faq(turn: Turn) -> Answered:
    """An answer of the knowledge file, found by its wordings."""
    answer = turn.grounds.knowledge.find(turn.meaning.text)
    assert answer is not None
    return "answer", _told(turn, answer)


ANSWERS: Mapping[str, Answering] = {
    "detail": result_answers.detail,
    "total": result_answers.total,
    "best": result_answers.best,
    "period": result_answers.period,
    "rate": _rate,
    "faq": _faq,
    "ask_conditions": _conditions,
    "ask_measures": _measures,
    "ask_procedure": _known,
    "ask_materials": _known,
    "ask_deadline": _known,
    "ask_payment_time": _known,
    "ask_validity": _known,
    "ask_funding": _known,
    "ask_overlap": _known,
    "ask_definition": _definition,
    "ask_source": _source,
    "ask_why": result_answers.why,
    "what_if": result_answers.what_if,
    "ask_gap": result_answers.gap,
    "help": _known,
    "handoff": _known,
    "greet": _smalltalk,
    "thank": _smalltalk,
    "bye": _smalltalk,
    "out_of_scope": _smalltalk,
}
