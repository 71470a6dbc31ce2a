"""Answers to questions about the policy and about the result; one function an intent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from policy_engine import Assessment, FactError, FactValue, MeasureResult, Money, Status, unit_label

from . import explaining, wording
from .reply import Act
from .turn import Turn

Answered = tuple[Act, tuple[str, ...]]
Answer = Callable[[Turn], Answered]

MOST_CARDS, MOST_DETAILS = 4, 8


def _known(turn: Turn) -> Answered:
    """From the knowledge file, by intent."""
    intent = turn.meaning.intent.name
    answer = turn.desk.knowledge.by_intent.get(intent)
    if answer is None:
        return "answer", ("这一点文件未规定。",)
    act: Act = {"handoff": "handoff"}.get(intent, "answer")  # type: ignore[assignment]
    return act, answer.paragraphs(turn.desk.contact)


def _smalltalk(turn: Turn) -> Answered:
    return "smalltalk", _known(turn)[1]


def _definition(turn: Turn) -> Answered:
    answer = turn.desk.knowledge.definition(turn.meaning.text)
    if answer is None:
        return "answer", ("这个词文件没有下定义，由主管部门认定。",)
    return "answer", answer.paragraphs(turn.desk.contact)


def _measures(turn: Turn) -> Answered:
    lines = [
        f"{measure.id} {measure.title}（{measure.clause_name}）"
        for measure in turn.policy.measures.values()
    ]
    title = f"《{turn.policy.title}》一共有这些扶持措施："
    return "answer", ("\n".join([title, *lines]),)


def _conditions(turn: Turn) -> Answered:
    concerned = _concerned(turn)
    if not concerned:
        act, paragraphs = _measures(turn)
        return act, ("您想问哪一项的条件？", *paragraphs)
    return "answer", tuple(_condition_card(turn, result) for result in concerned[:MOST_CARDS])


def _condition_card(turn: Turn, result: MeasureResult) -> str:
    measure = result.measure
    amount = _offered(turn, result)
    lines = [f"{measure.title}（{measure.clause_name}）：{amount}", "条件："]
    lines += explaining.conditions_of(turn.policy, measure)
    return "\n".join([*lines, f"依据：“{measure.quote}”"])


def _offered(turn: Turn, result: MeasureResult) -> str:
    """What the measure gives at most, whoever asks."""
    nothing_told = turn.desk.assess({}, turn.policy.issued).result(result.measure.id)
    benefit = result.measure.benefit
    if benefit.amount is not None and benefit.amount.facts():
        return _formula(turn, result)
    if nothing_told.amount is not None and nothing_told.amount.high is None and benefit.amounts():
        capped = "" if benefit.cap is None else f"，上限 {benefit.cap.text}"
        amounts = "；".join(
            amount.text for amount in benefit.amounts() if amount is not benefit.cap
        )
        prefix = "最高 " if benefit.kind.value == "up_to" else ""
        return prefix + explaining.readable_rule(turn.policy, amounts) + capped
    return wording.amount(nothing_told.amount, benefit)


def _formula(turn: Turn, result: MeasureResult) -> str:
    """“按实补贴，实际服务费用支出 × 70%，上限 20 万元”: what is paid of which number."""
    benefit = result.measure.benefit
    assert benefit.amount is not None
    text = explaining.readable_rule(turn.policy, benefit.amount.text)
    whole = benefit.amount.facts() == (benefit.amount.text,)
    nature = wording.nature(benefit)
    capped = f"，上限 {benefit.cap.text}" if benefit.cap is not None else ""
    return f"{nature}{text}{'的全额' if whole else ''}{capped}"


_WORDING = re.compile(r"原文|原话|怎么写|咋写|怎么说|依据|哪句|哪一句")


def _source(turn: Turn) -> Answered:
    meant = turn.meaning.topics or (turn.focus[:1] if _WORDING.search(turn.meaning.text) else ())
    source = turn.policy.source
    labels = dict.fromkeys(turn.policy.measures[topic].clause for topic in meant)
    clauses = [clause for label in labels if (clause := source.clause(label)) is not None]
    if not clauses:
        return _known(turn)
    return "answer", tuple(
        f"{source.clause_name(clause.label)}原文：“{clause.text}”" for clause in clauses
    )


def _why(turn: Turn) -> Answered:
    asked = turn.before.pending
    if asked is not None and ("问" in turn.meaning.text or not turn.state.facts):
        return "answer", (_why_asked(turn, asked.facts),)
    concerned = _concerned(turn)
    if not concerned:
        return "answer", ("您先说说企业的情况，我再告诉您符合不符合、为什么。",)
    facts = turn.state.facts
    return "answer", tuple(explaining.card(turn.policy, r, facts) for r in concerned[:MOST_CARDS])


def _why_asked(turn: Turn, facts: tuple[str, ...]) -> str:
    using = [m for m in turn.policy.measures.values() if set(facts).intersection(m.facts)]
    if len(facts) > 1:
        return "因为各条措施扶持的对象不同，先知道您有哪些情况，才知道该看哪几条。"
    label = turn.policy.facts[facts[0]].label
    lines = [f"“{label}”要用来判断："]
    lines += [f"· {m.title}（{m.clause_name}）：“{m.quote}”" for m in using[:2]]
    return "\n".join(lines)


def _gap(turn: Turn) -> Answered:
    concerned = _concerned(turn)
    lines = []
    for result in concerned[:MOST_CARDS]:
        found = explaining.gap_lines(turn.policy, result, turn.state.facts)
        if found:
            lines.append("\n".join([explaining.heading(result), *(f"还差：{g}" for g in found)]))
        elif result.status is Status.ELIGIBLE:
            lines.append(f"{explaining.heading(result)}。已经是最高一档，不差了。")
        else:
            lines.append(_condition_card(turn, result))
    if not lines:
        return "answer", ("您想问哪一项还差多少？先说说企业的情况。",)
    return "answer", tuple(lines)


def _what_if(turn: Turn) -> Answered:
    """The supposed case beside the real one; nothing supposed is stored."""
    supposed = turn.meaning.supposed
    if not supposed:
        return "answer", ("您假设的是哪个数？比如“要是入网企业做到 50 家呢”。",)
    try:
        other = turn.desk.assess({**turn.state.facts, **supposed}, turn.today)
    except FactError as error:
        return "answer", (f"这样假设对不上：{error}。",)
    told = "；".join(wording.fact_value(turn.policy.facts[f], v) for f, v in supposed.items())
    lines = _compared(turn, other, supposed) or ["结果和现在一样。"]
    return "answer", ("\n".join([f"如果{told}：", *lines, "（只是假设，没有记下。）"]),)


def _compared(turn: Turn, other: Assessment, supposed: Mapping[str, FactValue]) -> list[str]:
    """Each measure that would change, and those the supposition speaks of."""
    lines = []
    for now in turn.assessment.measures:
        then = other.result(now.measure.id)
        concerned = set(supposed) & set(now.measure.facts) and then.status is not Status.INELIGIBLE
        if (now.status, now.amount) != (then.status, then.amount):
            lines.append(f"· {now.measure.title}：现在{_short(now)}，到时{_short(then)}")
        elif concerned:
            lines.append(f"· {now.measure.title}：{_short(then)}")
    return lines


def _short(result: MeasureResult) -> str:
    if result.status is Status.INELIGIBLE:
        return "不符合"
    amount = wording.amount(result.amount, result.measure.benefit)
    return (
        amount
        if result.status is Status.ELIGIBLE
        else f"还不能确定（别的条件也符合的话：{amount}）"
    )


def _detail(turn: Turn) -> Answered:
    """详细, 全部, 8.1: every reason, sentence and open point of the results."""
    concerned = _concerned(turn)
    if not concerned:
        return "answer", ("还没有结果可以展开。先说说您企业的情况。",)
    facts = turn.state.facts
    cards = [explaining.card(turn.policy, r, facts) for r in concerned[:MOST_DETAILS]]
    return "answer", (*cards, total_line(turn.assessment))


def _total(turn: Turn) -> Answered:
    """总共多少: the sum with its parts, and what may come on top."""
    lines = [explaining.heading(r) for r in turn.results if r.status is Status.ELIGIBLE]
    if not lines:
        return "answer", ("现在还没有已经确定符合的措施，加不出总数。", *_open_lines(turn))
    total = f"按现在说的情况，合计：{wording.total(turn.assessment.total)}。"
    return "answer", ("\n".join([total, *lines]), *_open_lines(turn))


def _open_lines(turn: Turn) -> tuple[str, ...]:
    """What is not yet decided and could still add to the sum."""
    undecided = [r for r in turn.results if r.status is Status.UNDETERMINED]
    lines = [explaining.line(turn.policy, r, turn.state.facts) for r in undecided[:MOST_CARDS]]
    return ("\n".join(["还没确定的：", *lines]),) if lines else ()


def _best(turn: Turn) -> Answered:
    """哪条最多: the results by amount, the largest first."""
    paying = [r for r in turn.results if r.status is Status.ELIGIBLE and r.amount is not None]
    if not paying:
        return "answer", ("现在还没有已经确定符合、算得出金额的措施。", *_open_lines(turn))
    first, *others = [explaining.line(turn.policy, r, turn.state.facts) for r in paying]
    rest = ("\n".join(["其次：", *others]),) if others else ()
    return "answer", (f"最多的是：\n{first}", *rest, *_open_lines(turn))


def _period(turn: Turn) -> Answered:
    """每年都给吗: the period the text gives, or that it gives none."""
    concerned = _concerned(turn)
    if not concerned:
        return "answer", ("您问的是哪一条多久给一次？说编号或名称就行，比如“2.1”“海外仓”。",)
    lines = [
        f"· {r.measure.title}（{r.measure.clause_name}）：{r.measure.period}" for r in concerned
    ]
    lines += dict.fromkeys(f"待定：{note}。" for r in concerned for note in r.notes)
    return "answer", ("\n".join(["多久给一次，按文件写的：", *lines]),)


def _rate(turn: Turn) -> Answered:
    """汇率多少: the rate used for converting, with its day."""
    rates = turn.desk.rates
    if not rates.yuan_per:
        return "answer", ("文件未规定汇率，我这里也没有设定汇率。",)
    day = f"{rates.on:%Y-%m-%d} 的" if rates.on else ""
    told = "，".join(
        f"1 {unit_label(code)} = {wording.plain(yuan)} 元" for code, yuan in rates.yuan_per.items()
    )
    return "answer", (f"文件未规定按哪天的汇率；我折算用的是{day}汇率：{told}。",)


def _faq(turn: Turn) -> Answered:
    """An answer of the knowledge file, found by its wordings."""
    answer = turn.desk.knowledge.find(turn.meaning.text)
    assert answer is not None
    return "answer", answer.paragraphs(turn.desk.contact)


def _concerned(turn: Turn) -> list[MeasureResult]:
    """The results the question is about: named ones, else those of interest."""
    if turn.meaning.topics:
        return [turn.assessment.result(topic) for topic in turn.meaning.topics]
    return list(turn.results)


def total_line(assessment: Assessment) -> str:
    """The sum, when more than one measure adds to it."""
    paying = [
        result
        for result in assessment.measures
        if result.status is Status.ELIGIBLE and result.amount is not None
    ]
    if len(paying) < 2 or assessment.total == Money(assessment.total.low * 0, None):
        return ""
    return f"合计：{wording.total(assessment.total)}。"


ANSWERS: Mapping[str, Answer] = {
    "detail": _detail,
    "total": _total,
    "best": _best,
    "period": _period,
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
    "ask_why": _why,
    "what_if": _what_if,
    "ask_gap": _gap,
    "help": _known,
    "handoff": _known,
    "greet": _smalltalk,
    "thank": _smalltalk,
    "bye": _smalltalk,
    "out_of_scope": _smalltalk,
}
