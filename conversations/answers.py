"""Answers to questions about the policy and about the result; one function an intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nlu import IntentName, Question
from policy_engine import Assessment, FactError, FactValue, MeasureResult, Money, Status, unit_label

from . import examples, explaining, wording
from .citing import clause_name
from .from_the_text import Matter
from .reply import Act
from .turn import Turn
from .wants import Want, Wanted

Answered = tuple[Act, tuple[str, ...]]
Answer = Callable[[Turn], Answered]

MOST_CARDS, MOST_DETAILS = 4, 8


def _known(turn: Turn) -> Answered:
    """What is kept ready for the intent: of the policy, or common to all."""
    answer = turn.desk.knowledge.by_intent[turn.meaning.intent.name]
    return "answer", answer.paragraphs(turn.desk.contact)


def _smalltalk(turn: Turn) -> Answered:
    return "smalltalk", _known(turn)[1]


def _handoff(turn: Turn) -> Answered:
    return "handoff", _known(turn)[1]


def _definition(turn: Turn) -> Answered:
    answer = turn.desk.knowledge.definition(turn.meaning.answers)
    return "answer", answer.paragraphs(turn.desk.contact)


def _measures(turn: Turn) -> Answered:
    lines = [
        f"{measure.id} {measure.title}（{clause_name(measure.clause)}）"
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
    lines = [f"{measure.title}（{clause_name(measure.clause)}）：{amount}", "条件："]
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
    return wording.amount(nothing_told.amount, benefit.kind)


def _formula(turn: Turn, result: MeasureResult) -> str:
    """“按实补贴，实际服务费用支出 × 70%，上限 20 万元”: what is paid of which number."""
    benefit = result.measure.benefit
    assert benefit.amount is not None
    text = explaining.readable_rule(turn.policy, benefit.amount.text)
    whole = benefit.amount.facts() == (benefit.amount.text,)
    nature = wording.nature(benefit.kind)
    capped = f"，上限 {benefit.cap.text}" if benefit.cap is not None else ""
    return f"{nature}{text}{'的全额' if whole else ''}{capped}"


def _source(turn: Turn) -> Answered:
    asks_how = turn.meaning.asks(Question.WORDING)
    meant = turn.meaning.topics or (turn.focus[:1] if asks_how else ())
    clauses = dict.fromkeys(turn.policy.measures[topic].clause for topic in meant)
    if not clauses:
        return _known(turn)
    return "answer", tuple(
        f"{clause_name(clause)}原文：“{turn.policy.source.clauses[clause]}”" for clause in clauses
    )


def _why(turn: Turn) -> Answered:
    asked = turn.before.pending
    if asked is not None and (turn.meaning.asks(Question.WHY_ASKED) or not turn.state.facts):
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
    lines += [f"· {m.title}（{clause_name(m.clause)}）：“{m.quote}”" for m in using[:2]]
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
        figure = examples.figure(turn)
        return "answer", (
            f"您假设的是哪个数？比如“要是{figure}呢”。" if figure else "您假设的是哪个数？",
        )
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
    amount = wording.amount(result.amount, result.measure.benefit.kind)
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
        first = next(iter(turn.policy.measures))
        return "answer", (f"您问的是哪一条多久给一次？说编号或名称就行，比如“{first}”。",)
    lines = [
        f"· {r.measure.title}（{clause_name(r.measure.clause)}）：{r.measure.period}"
        for r in concerned
    ]
    lines += dict.fromkeys(f"待定：{note}。" for r in concerned for note in r.notes)
    return "answer", ("\n".join(["多久给一次，按文件写的：", *lines]),)


def _rate(turn: Turn) -> Answered:
    """汇率多少: what the text says of it, and the rate used for converting, with its day."""
    quoted = [passage.sentence for passage in turn.desk.knowledge.text.on(Matter.EXCHANGE_RATE)]
    said = "".join(f"文件写的是：“{sentence}”" for sentence in quoted)
    rates = turn.desk.rates
    if not rates.yuan_per:
        return "answer", (
            f"{said or '文件未规定汇率，'}我这里{'' if said else '也'}没有设定汇率。",
        )
    day = f"{rates.on:%Y-%m-%d} 的" if rates.on else ""
    told = "，".join(
        f"1 {unit_label(code)} = {wording.plain(yuan)} 元" for code, yuan in rates.yuan_per.items()
    )
    return "answer", (f"{said or '文件未规定按哪天的汇率；'}我折算用的是{day}汇率：{told}。",)


def _frequent(turn: Turn) -> Answered:
    """A frequent question, found by its wordings."""
    answer = turn.desk.knowledge.question(turn.meaning.answers)
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


ANSWERS: Mapping[Wanted, Answer] = {
    Question.DETAIL: _detail,
    Question.TOTAL: _total,
    Question.BEST: _best,
    Question.PERIOD: _period,
    Question.RATE: _rate,
    Want.FREQUENT_QUESTION: _frequent,
    IntentName.ASK_CONDITIONS: _conditions,
    IntentName.ASK_MEASURES: _measures,
    IntentName.ASK_PROCEDURE: _known,
    IntentName.ASK_MATERIALS: _known,
    IntentName.ASK_DEADLINE: _known,
    IntentName.ASK_PAYMENT_TIME: _known,
    IntentName.ASK_VALIDITY: _known,
    IntentName.ASK_FUNDING: _known,
    IntentName.ASK_OVERLAP: _known,
    IntentName.ASK_DEFINITION: _definition,
    IntentName.ASK_SOURCE: _source,
    IntentName.ASK_WHY: _why,
    IntentName.WHAT_IF: _what_if,
    IntentName.ASK_GAP: _gap,
    IntentName.HELP: _known,
    IntentName.HANDOFF: _handoff,
    IntentName.GREET: _smalltalk,
    IntentName.THANK: _smalltalk,
    IntentName.BYE: _smalltalk,
    IntentName.OUT_OF_SCOPE: _smalltalk,
}
