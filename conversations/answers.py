"""Answers to questions about the policy and about the result; one function an intent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from nlu import IntentName, Question
from policy_engine import (
    Assessment,
    FactError,
    FactValue,
    MeasureResult,
    Money,
    Policy,
    Status,
    unit_label,
)

from . import examples, wording
from .blocks import Block, Blocks, Card, Extent, Line, Quote, group
from .citing import clause_name
from .explaining import card
from .from_the_text import Matter
from .knowledge import Answer
from .reply import Act
from .rule_wording import conditions_of, readable_rule
from .turn import Turn
from .wants import Want, Wanted

Answered = tuple[Act, Blocks]
Answering = Callable[[Turn], Answered]

MOST_CARDS, MOST_DETAILS, MOST_USES = 4, 8, 2


def _known(turn: Turn) -> Answered:
    """What is kept ready for the intent: of the policy, or common to all."""
    return "answer", _told(turn, turn.grounds.knowledge.by_intent[turn.meaning.intent.name])


def _told(turn: Turn, answer: Answer) -> Blocks:
    """A kept answer with the sentences it rests on, and whom to ask."""
    quotes = (Quote(text, _clause_of(turn.policy, text), "原文") for text in answer.quotes)
    contact = turn.grounds.contact if answer.contact else ""
    whom = (Line(f"具体可咨询：{contact}"),) if contact else ()
    return group(Line(answer.text), *quotes, *whom)


def _clause_of(policy: Policy, quote: str) -> str:
    """The label of the clause that a quote stands in."""
    return next((label for label, text in policy.source.clauses.items() if quote in text), "")


def _sentence(text: str) -> Answered:
    return "answer", (Line(text),)


def _smalltalk(turn: Turn) -> Answered:
    return "smalltalk", _known(turn)[1]


def _handoff(turn: Turn) -> Answered:
    return "handoff", _known(turn)[1]


def _definition(turn: Turn) -> Answered:
    return "answer", _told(turn, turn.grounds.knowledge.definition(turn.meaning.answers))


def _measures(turn: Turn) -> Answered:
    title = Line(f"《{turn.policy.title}》一共有这些扶持措施：")
    measures = (
        Line(f"{measure.id} {measure.title}（{clause_name(measure.clause)}）")
        for measure in turn.policy.measures.values()
    )
    return "answer", group(title, *measures)


def _conditions(turn: Turn) -> Answered:
    concerned = _concerned(turn)
    if not concerned:
        act, blocks = _measures(turn)
        return act, (Line("您想问哪一项的条件？"), *blocks)
    return "answer", tuple(
        block for result in concerned[:MOST_CARDS] for block in _described(turn, result)
    )


def _described(turn: Turn, result: MeasureResult) -> Blocks:
    """A measure without any enterprise in mind: what it gives, what it asks for."""
    measure = result.measure
    name = f"{measure.title}（{clause_name(measure.clause)}）"
    return group(
        Line(f"{name}：{_offered(turn, result)}"),
        Line("条件："),
        *conditions_of(turn.policy, measure),
        Quote(measure.quote, measure.clause),
    )


def _offered(turn: Turn, result: MeasureResult) -> str:
    """What the measure gives at most, whoever asks."""
    nothing_told = turn.grounds.assess({}, turn.policy.issued).result(result.measure.id)
    benefit = result.measure.benefit
    if benefit.amount is not None and benefit.amount.facts():
        return _formula(turn, result)
    if nothing_told.amount is not None and nothing_told.amount.high is None and benefit.amounts():
        capped = "" if benefit.cap is None else f"，上限 {benefit.cap.text}"
        amounts = "；".join(
            amount.text for amount in benefit.amounts() if amount is not benefit.cap
        )
        prefix = "最高 " if benefit.kind.value == "up_to" else ""
        return prefix + readable_rule(turn.policy, amounts) + capped
    return wording.amount(nothing_told.amount, benefit.kind)


def _formula(turn: Turn, result: MeasureResult) -> str:
    """“按实补贴，实际服务费用支出 × 70%，上限 20 万元”: what is paid of which number."""
    benefit = result.measure.benefit
    assert benefit.amount is not None
    text = readable_rule(turn.policy, benefit.amount.text)
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
    texts = turn.policy.source.clauses
    return "answer", tuple(
        Quote(texts[clause], clause, f"{clause_name(clause)}原文") for clause in clauses
    )


def _why(turn: Turn) -> Answered:
    asked = turn.before.pending
    if asked is not None and (turn.meaning.asks(Question.WHY_ASKED) or not turn.state.facts):
        return "answer", _why_asked(turn, asked.facts)
    concerned = _concerned(turn)
    if not concerned:
        return _sentence("您先说说企业的情况，我再告诉您符合不符合、为什么。")
    return "answer", _cards(turn, concerned[:MOST_CARDS])


def _why_asked(turn: Turn, facts: tuple[str, ...]) -> Blocks:
    if len(facts) > 1:
        return (Line("因为各条措施扶持的对象不同，先知道您有哪些情况，才知道该看哪几条。"),)
    using = [m for m in turn.policy.measures.values() if facts[0] in m.facts]
    quotes = (
        Quote(m.quote, m.clause, f"{m.title}（{clause_name(m.clause)}）", is_item=True)
        for m in using[:MOST_USES]
    )
    label = turn.policy.facts[facts[0]].label
    return group(Line(f"“{label}”要用来判断："), *quotes)


def _gap(turn: Turn) -> Answered:
    concerned = _concerned(turn)[:MOST_CARDS]
    if not concerned:
        return _sentence("您想问哪一项还差多少？先说说企业的情况。")
    return "answer", tuple(block for result in concerned for block in _lacking(turn, result))


def _lacking(turn: Turn, result: MeasureResult) -> Blocks:
    """What a measure lacks; where no number can say it, what it asks for."""
    told = card(turn.policy, result, turn.state.facts, "gap")
    if told.gaps:
        return (told,)
    if result.status is Status.ELIGIBLE:
        return (replace(told, remark="已经是最高一档，不差了。"),)
    return _described(turn, result)


def _what_if(turn: Turn) -> Answered:
    """The supposed case beside the real one; nothing supposed is stored."""
    supposed = turn.meaning.supposed
    if not supposed:
        figure = examples.figure(turn)
        example = f"比如“要是{figure}呢”。" if figure else ""
        return _sentence(f"您假设的是哪个数？{example}")
    try:
        other = turn.grounds.assess({**turn.state.facts, **supposed}, turn.today)
    except FactError as error:
        return _sentence(f"这样假设对不上：{error}。")
    told = "；".join(wording.fact_value(turn.policy.facts[f], v) for f, v in supposed.items())
    lines = _compared(turn, other, supposed) or [Line("结果和现在一样。")]
    return "answer", group(Line(f"如果{told}："), *lines, Line("（只是假设，没有记下。）"))


def _compared(turn: Turn, other: Assessment, supposed: Mapping[str, FactValue]) -> list[Line]:
    """Each measure that would change, and those the supposition speaks of."""
    lines = []
    for now in turn.assessment.measures:
        then = other.result(now.measure.id)
        concerned = set(supposed) & set(now.measure.facts) and then.status is not Status.INELIGIBLE
        if (now.status, now.amount) != (then.status, then.amount):
            text = f"{now.measure.title}：现在{_short(now)}，到时{_short(then)}"
            lines.append(Line(text, "item"))
        elif concerned:
            lines.append(Line(f"{now.measure.title}：{_short(then)}", "item"))
    return lines


def _short(result: MeasureResult) -> str:
    if result.status is Status.INELIGIBLE:
        return "不符合"
    if result.status not in (Status.ELIGIBLE, Status.UNDETERMINED):
        return "文件不在有效期内，没有金额"
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
        return _sentence("还没有结果可以展开。先说说您企业的情况。")
    return "answer", (*_cards(turn, concerned[:MOST_DETAILS]), *total_line(turn.assessment))


def _total(turn: Turn) -> Answered:
    """总共多少: the sum with its parts, and what may come on top."""
    eligible = [r for r in turn.results if r.status is Status.ELIGIBLE]
    if not eligible:
        return "answer", (Line("现在还没有已经确定符合的措施，加不出总数。"), *_undecided(turn))
    total = Line(f"按现在说的情况，合计：{wording.total(turn.assessment.total)}。", "total")
    return "answer", (*group(total, *_cards(turn, eligible, "heading")), *_undecided(turn))


def _undecided(turn: Turn) -> Blocks:
    """What is not yet decided and could still add to the sum."""
    undecided = [r for r in turn.results if r.status is Status.UNDETERMINED]
    return _under("还没确定的：", _cards(turn, undecided[:MOST_CARDS], "line"))


def _under(title: str, blocks: Sequence[Block]) -> Blocks:
    """Blocks under their title; nothing where there are none."""
    return group(Line(title), *blocks) if blocks else ()


def _cards(
    turn: Turn, results: Iterable[MeasureResult], extent: Extent = "full"
) -> tuple[Card, ...]:
    return tuple(card(turn.policy, result, turn.state.facts, extent) for result in results)


def _best(turn: Turn) -> Answered:
    """哪条最多: the results by amount, the largest first."""
    paying = [r for r in turn.results if r.status is Status.ELIGIBLE and r.amount is not None]
    if not paying:
        return "answer", (Line("现在还没有已经确定符合、算得出金额的措施。"), *_undecided(turn))
    first, *others = _cards(turn, paying, "line")
    return "answer", (
        *_under("最多的是：", [first]),
        *_under("其次：", others),
        *_undecided(turn),
    )


def _period(turn: Turn) -> Answered:
    """每年都给吗: the period the text gives, or that it gives none."""
    concerned = _concerned(turn)
    if not concerned:
        first = next(iter(turn.policy.measures))
        return _sentence(f"您问的是哪一条多久给一次？说编号或名称就行，比如“{first}”。")
    periods = [
        f"{r.measure.title}（{clause_name(r.measure.clause)}）：{r.measure.period}"
        for r in concerned
    ]
    told = [Line(period, "item") for period in periods]
    return "answer", _under("多久给一次，按文件写的：", [*told, *open_points(concerned)])


def open_points(results: Iterable[MeasureResult]) -> list[Line]:
    """What the text leaves to the authority in these measures, each point once."""
    notes = dict.fromkeys(note for result in results for note in result.notes)
    return [Line(note, "open_point") for note in notes]


def _rate(turn: Turn) -> Answered:
    """汇率多少: what the text says of it, and the rate used for converting, with its day."""
    quoted = [passage.sentence for passage in turn.grounds.knowledge.text.on(Matter.EXCHANGE_RATE)]
    said = "".join(f"文件写的是：“{sentence}”" for sentence in quoted)
    rates = turn.grounds.rates
    if not rates.yuan_per:
        return _sentence(f"{said or '文件未规定汇率，'}我这里{'' if said else '也'}没有设定汇率。")
    day = f"{rates.on:%Y-%m-%d} 的" if rates.on else ""
    told = "，".join(
        f"1 {unit_label(code)} = {wording.plain(yuan)} 元" for code, yuan in rates.yuan_per.items()
    )
    return _sentence(f"{said or '文件未规定按哪天的汇率；'}我折算用的是{day}汇率：{told}。")


def _frequent(turn: Turn) -> Answered:
    """A frequent question, found by its wordings."""
    answer = turn.grounds.knowledge.question(turn.meaning.answers)
    assert answer is not None
    return "answer", _told(turn, answer)


def _concerned(turn: Turn) -> list[MeasureResult]:
    """The results the question is about: named ones, else those of interest."""
    if turn.meaning.topics:
        return [turn.assessment.result(topic) for topic in turn.meaning.topics]
    return list(turn.results)


def total_line(assessment: Assessment) -> Blocks:
    """The sum, when more than one measure adds to it."""
    paying = [
        result
        for result in assessment.measures
        if result.status is Status.ELIGIBLE and result.amount is not None
    ]
    if len(paying) < 2 or assessment.total == Money(assessment.total.low * 0, None):
        return ()
    return (Line(f"合计：{wording.total(assessment.total)}。", "total"),)


ANSWERS: Mapping[Wanted, Answering] = {
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
