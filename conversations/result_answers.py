"""Answers to questions about the result: why, what lacks, what if, how much in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nlu import Question
from policy_engine import Assessment, FactError, FactValue, MeasureResult, Status

from . import examples, wording
from .blocks import Blocks, Line, Quote, group
from .describing import described
from .explaining import card
from .telling import (
    Answered,
    cards,
    concerned_by,
    open_points,
    sentence,
    total_line,
    total_text,
    under,
)
from .turn import Turn

MOST_CARDS, MOST_DETAILS, MOST_USES = 4, 8, 2


def why(turn: Turn) -> Answered:
    """为什么: why a question was asked, or why a result is what it is."""
    asked = turn.before.pending
    if asked is not None and (turn.meaning.asks(Question.WHY_ASKED) or not turn.state.facts):
        return "answer", _why_asked(turn, asked.facts)
    concerned = concerned_by(turn)
    if not concerned:
        return sentence("您先说说企业的情况，我再告诉您符合不符合、为什么。")
    return "answer", cards(turn, concerned[:MOST_CARDS])


def _why_asked(turn: Turn, facts: tuple[str, ...]) -> Blocks:
    if len(facts) > 1:
        return (Line("因为各条措施扶持的对象不同，先知道您有哪些情况，才知道该看哪几条。"),)
    using = [m for m in turn.policy.measures.values() if facts[0] in m.facts]
    quotes = (
        Quote(m.quote, m.clause, f"{m.title}（{m.clause_name}）", is_item=True)
        for m in using[:MOST_USES]
    )
    label = turn.policy.facts[facts[0]].label
    return group(Line(f"“{label}”要用来判断："), *quotes)


def gap(turn: Turn) -> Answered:
    """还差多少: what each measure lacks for the next better outcome."""
    concerned = concerned_by(turn)[:MOST_CARDS]
    if not concerned:
        return sentence("您想问哪一项还差多少？先说说企业的情况。")
    return "answer", tuple(block for result in concerned for block in _lacking(turn, result))


def _lacking(turn: Turn, result: MeasureResult) -> Blocks:
    """What a measure lacks; where no number can say it, what it asks for."""
    told = card(turn.policy, result, turn.state.facts, "gap")
    if told.gaps:
        return (told,)
    if result.status is Status.ELIGIBLE:
        return (replace(told, remark="已经是最高一档，不差了。"),)
    return described(turn, result)


def what_if(turn: Turn) -> Answered:
    """The supposed case beside the real one; nothing supposed is stored."""
    supposed = turn.meaning.supposed
    if not supposed:
        figure = examples.figure(turn)
        example = f"比如“要是{figure}呢”。" if figure else ""
        return sentence(f"您假设的是哪个数？{example}")
    try:
        other = turn.grounds.assess({**turn.state.facts, **supposed}, turn.today)
    except FactError as error:
        return sentence(f"这样假设对不上：{error}。")
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
    amount = wording.amount(result.amount, result.measure.benefit)
    return (
        amount
        if result.status is Status.ELIGIBLE
        else f"还不能确定（别的条件也符合的话：{amount}）"
    )


def detail(turn: Turn) -> Answered:
    """详细, 全部, 8.1: every reason, sentence and open point of the results."""
    concerned = concerned_by(turn)
    if not concerned:
        return sentence("还没有结果可以展开。先说说您企业的情况。")
    return "answer", (*cards(turn, concerned[:MOST_DETAILS]), *total_line(turn.assessment))


def total(turn: Turn) -> Answered:
    """总共多少: the sum with its parts, and what may come on top."""
    eligible = [r for r in turn.results if r.status is Status.ELIGIBLE]
    if not eligible:
        return "answer", (Line("现在还没有已经确定符合的措施，加不出总数。"), *_undecided(turn))
    total = Line(f"按现在说的情况，合计：{total_text(turn.assessment)}。", "total")
    return "answer", (*group(total, *cards(turn, eligible, "heading")), *_undecided(turn))


def _undecided(turn: Turn) -> Blocks:
    """What is not yet decided and could still add to the sum."""
    undecided = [r for r in turn.results if r.status is Status.UNDETERMINED]
    return under("还没确定的：", cards(turn, undecided[:MOST_CARDS], "line"))


def best(turn: Turn) -> Answered:
    """哪条最多: the results by amount, the largest first."""
    paying = [r for r in turn.results if r.status is Status.ELIGIBLE and r.amount is not None]
    if not paying:
        return "answer", (Line("现在还没有已经确定符合、算得出金额的措施。"), *_undecided(turn))
    first, *others = cards(turn, paying, "line")
    return "answer", (
        *under("最多的是：", [first]),
        *under("其次：", others),
        *_undecided(turn),
    )


def period(turn: Turn) -> Answered:
    """每年都给吗: the period the text gives, or that it gives none."""
    concerned = concerned_by(turn)
    if not concerned:
        first = next(iter(turn.policy.measures))
        return sentence(f"您问的是哪一条多久给一次？说编号或名称就行，比如“{first}”。")
    periods = [f"{r.measure.title}（{r.measure.clause_name}）：{_often(r)}" for r in concerned]
    told = [Line(period, "item") for period in periods]
    return "answer", under("多久给一次，按文件写的：", [*told, *open_points(concerned)])


def _often(result: MeasureResult) -> str:
    """What the pack says of it; the sentence itself where it says nothing."""
    measure = result.measure
    return measure.period or f"没找到专门写这一点的话，原文是“{measure.quote}”"
