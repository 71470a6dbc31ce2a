"""Answers to questions about the result: why, what lacks, what if, how much in all."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from nlu import IntentName, OneMore, Question, QuestionKind, Told
from policy_engine import (
    Assessment,
    FactError,
    FactValue,
    Kind,
    Measure,
    MeasureResult,
    Quantity,
    Status,
)

from . import examples, wording
from .blocks import Blocks, Line, Quote, group
from .describing import offered
from .gap_wording import gap_texts
from .grounds import as_if_exact
from .in_the_text import in_the_text
from .one_more import with_one_more
from .supposing import Case, either_case, reached_too_late, supposed_case
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
from .wants import quoted_ranges
from .worded import worded

_NOTHING_TO_PAY = "还没有算得出金额的措施，先说说您企业的情况。"
_HOW_SURE = {
    Kind.UP_TO: "不一定给满。文件写的是上限，{told}，实际给多少由主管部门核定。",
    Kind.FIXED: "文件写的是固定的数（{told}），够条件就按这个数，由主管部门认定。",
    Kind.REIMBURSEMENT: "按实际花的钱算（{told}），由主管部门认定。",
    Kind.PER_UNIT: "按实际的数量算（{told}），由主管部门认定。",
}
_DECIDED = "{told}，由主管部门认定。"
_OPEN_YET = "您这里还有条件没说全，先不能说够。"
_MISSING_YET = "现在只能说{{told}}，还不知道的是：{missing}。"
_LEFT_OPEN = "{told}，落在哪一头现在没有人能说死。"
_SURE = str(worded("measures")["surely"])
_SUMMARY = worded("questions")["summary"]
_NEXT_YEAR = str(worded("policies")["next_year"])
_TOO_LATE = str(worded("policies")["reached_late"])
_OUT_OF_FORCE = "如果{told}（{day}），这份文件按最后一天算已经过了有效期，到时不能据此拿钱；有没有新政策，请问主管部门。"
_IF = "如果{}："
_ONE_OF_THEM = str(worded("measures")["one_of_them"])
NOT_STORED = "（只是假设，没有记下。最后由主管部门认定。）"
MOST_CARDS, MOST_DETAILS, MOST_USES, MOST_MISSING = 4, 8, 2, 3


def why(turn: Turn) -> Answered:
    """为什么: why a question was asked, or why a result is what it is."""
    asked = turn.before.pending
    if asked is not None and (turn.meaning.asks(Question.WHY_ASKED) or not turn.state.facts):
        return "answer", _why_asked(turn, asked.facts)
    concerned = concerned_by(turn)
    if not concerned:
        return sentence("您先说说企业的情况，我再告诉您符合不符合、为什么。")
    return "answer", cards(turn, concerned[:MOST_CARDS])


def which_sentence(turn: Turn) -> Answered:
    """哪句话讲不算，念给我听: of the measure that was told of last, its sentence and how it is judged."""
    keys = turn.meaning.topics or turn.focus
    return "answer", cards(turn, [turn.assessment.result(keys[0])])


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


def how_counted(turn: Turn) -> Answered:
    """按什么算, 百分之几: what is paid of what, by the kind of each measure in question."""
    named = turn.meaning.topics or turn.before.focus[:1]
    results = [turn.assessment.result(key) for key in named[:MOST_USES]]
    return "answer", tuple(block for result in results for block in _counted_by(turn, result))


def _counted_by(turn: Turn, result: MeasureResult) -> Blocks:
    measure = result.measure
    forms = worded("measures")["counted_by"]
    form = forms.get(measure.benefit.kind.value, forms["other"])
    told = form.format(measure.title, measure.clause_name, offered(turn, measure))
    return group(Line(told), Quote(measure.quote, measure.clause))


def what_if(turn: Turn) -> Answered:
    """The supposed case beside the real one; nothing supposed is stored."""
    for more in turn.meaning.of(OneMore):
        return "answer", (*with_one_more(turn, more), Line(NOT_STORED))
    either = either_case(turn)
    if either:
        cases = (group(*_reckoned(turn, case)) for case in either)
        return "answer", (*chain.from_iterable(cases), Line(NOT_STORED))
    case = supposed_case(turn)
    if case.unknown and not case.facts:
        label = turn.policy.facts[case.unknown[0]].label
        return "clarify", (Line(f"{label}现在是多少还没说，说了我才好算变了以后怎样。"),)
    if not case.told and turn.results and not turn.meaning.is_short:
        return in_the_text(turn)  # 如果超过上限，超出部分能否结转: no number is supposed
    if not case.told:
        figure = examples.figure(turn)
        example = f"比如“要是{figure}呢”。" if figure else ""
        return "clarify", (Line(f"您假设的是哪个数？{example}"),)
    return "answer", group(*_reckoned(turn, case), Line(NOT_STORED))


def _reckoned(turn: Turn, case: Case) -> Blocks:
    """What becomes of one supposed case."""
    try:
        other = turn.grounds.assess({**turn.state.facts, **as_if_exact(case.facts)}, case.on)
    except FactError as error:
        return (Line(f"这样假设对不上：{error}。"),)
    if turn.assessment.in_force and not other.in_force:
        told = _OUT_OF_FORCE.format(told="；".join(case.told), day=f"{case.on:%Y-%m-%d}")
        return (Line(told),)
    lines = _compared(turn, other, case.facts) or [Line("结果和现在一样。")]
    late = [Line(_TOO_LATE.format(f"{day:%Y-%m}")) for day in reached_too_late(turn, case)]
    late += [Line(_NEXT_YEAR.format(turn.policy.last_day))] if _is_over_by_then(turn) else []
    return (Line(_IF.format("；".join(case.told))), *lines, *late)


def as_planned(turn: Turn) -> Blocks:
    """到10月1860票，全年预计2300票: what comes of the plan, beside what is so far."""
    planned = {
        told.fact: told.value
        for told in turn.meaning.of(Told)
        if told.mark == "planned" and isinstance(turn.state.facts.get(told.fact), Quantity)
    }
    planned = {f: v for f, v in planned.items() if v != turn.state.facts[f]}
    if not planned or not turn.heard.new:
        return ()
    try:
        other = turn.grounds.assess({**turn.state.facts, **as_if_exact(planned)}, turn.today)
    except FactError:
        return ()
    told = "；".join(wording.fact_value(turn.policy.facts[f], v) for f, v in planned.items())
    lines = _compared(turn, other, planned)
    late = (Line(_NEXT_YEAR.format(turn.policy.last_day)),) if _is_over_by_then(turn) else ()
    return group(Line(_IF.format(told)), *lines, *late, Line(NOT_STORED)) if lines else ()


def _is_over_by_then(turn: Turn) -> bool:
    """Whether another case is one of next year, and the policy ends with this one."""
    return turn.meaning.next_year and turn.policy.last_day.year <= turn.today.year


def _compared(turn: Turn, other: Assessment, supposed: Mapping[str, FactValue]) -> list[Line]:
    """Each measure that would change, and those the supposition speaks of."""
    lines = []
    for now in turn.assessment.measures:
        then = other.result(now.measure.key)
        concerned = bool(set(supposed) & set(now.measure.facts)) and now in turn.results
        if (now.status, now.amount) != (then.status, then.amount):
            text = f"{now.measure.title}：现在{_short(now)}，到时{_short(then)}"
        elif concerned:
            text = f"{now.measure.title}：{_short(then)}，和现在一样"
        else:
            continue
        lacking = "" if False in supposed.values() else _still_lacking(turn, then)
        lines.append(Line(text + lacking, "item"))
    return lines


def outcome(turn: Turn, result: MeasureResult) -> str:
    """What a measure would come to, and what it would still lack."""
    return _short(result) + _still_lacking(turn, result)


def _still_lacking(turn: Turn, then: MeasureResult) -> str:
    """What would still be missing, in the shortest way."""
    if then.status is Status.UNDETERMINED and then.missing:
        missing = (turn.policy.facts[fact].label for fact in then.missing[:MOST_MISSING])
        return str(worded("measures")["not_known_yet"]).format("、".join(missing))
    told = then.status is Status.INELIGIBLE or _asks_what_lacks(turn)
    lacking = gap_texts(then.policy, then, turn.speaker) if told else ()
    return f"，还差：{lacking[0]}" if lacking else ""


def _asks_what_lacks(turn: Turn) -> bool:
    """要是只剩4950万，还差多少能回去: what a better outcome would still take is told as well."""
    asked = any(question.kind is QuestionKind.GAP for question in turn.meaning.questions)
    return asked or turn.meaning.intent.name is IntentName.ASK_GAP


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
    if not any(result.amount for result in eligible):
        return "answer", (*cards(turn, eligible, "heading"), *_undecided(turn))
    total = Line(f"按现在说的情况，合计：{total_text(turn.assessment)}。", "total")
    years = (Line(str(worded("measures")["of_one_year"])),) if _asks_of_years(turn) else ()
    return "answer", (*years, *group(total, *cards(turn, eligible, "heading")), *_undecided(turn))


def summary(turn: Turn) -> Answered:
    """汇总一下: the sum with its parts, what is open, and what does not apply with what it lacks."""
    eligible = any(r.status is Status.ELIGIBLE for r in turn.results)
    told = total(turn)[1] if eligible or not turn.results else _undecided(turn)
    against = [r for r in turn.results if r.status is Status.INELIGIBLE]
    told = told if eligible or not turn.results else (Line(_SUMMARY["nothing"]), *told)
    return "answer", (*told, *under(_SUMMARY["against"], cards(turn, against[:MOST_CARDS], "gap")))


def _asks_of_years(turn: Turn) -> bool:
    """三年一共多少: what is reckoned is what was told, of one year."""
    return any(m.unit == "year" and m.interval.low > 1 for m in turn.meaning.quantities)


def _undecided(turn: Turn) -> Blocks:
    """What is not yet decided and could still add to the sum."""
    undecided = [r for r in turn.results if r.status is Status.UNDETERMINED]
    undecided.sort(key=lambda result: len(result.missing))
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


def whether_sure(turn: Turn) -> Answered:
    """是一定给还是最高: what the nature of each amount says, in one sentence."""
    paying = [r for r in concerned_by(turn) if r.status is not Status.INELIGIBLE and r.amount]
    if not paying and not concerned_by(turn):
        return sentence(_NOTHING_TO_PAY)
    told = [_as_sure(result) for result in paying[:MOST_CARDS]] or [
        _as_written(turn, result.measure) for result in concerned_by(turn)[:MOST_USES]
    ]
    return "answer", group(*(Line(text, "sentence") for text in told))


def _as_written(turn: Turn, measure: Measure) -> str:
    """What the text says of an amount that this enterprise cannot draw yet."""
    sure = _HOW_SURE.get(measure.benefit.kind, _DECIDED)
    return f"{measure.title}：{sure.format(told=offered(turn, measure))}"


def _as_sure(result: MeasureResult) -> str:
    """“不一定给满：文件写的是上限，最高 20 万元……”."""
    told = wording.amount(result.amount, result.measure.benefit)
    sure = _HOW_SURE.get(result.measure.benefit.kind, _DECIDED)
    open_yet = "" if result.status is Status.ELIGIBLE else _OPEN_YET
    return f"{result.measure.title}：{sure.format(told=told)}{open_yet}"


def which_sum(turn: Turn) -> Answered:
    """到底是哪个数: why an amount is a range, and who settles it."""
    ranges = [
        r for r in quoted_ranges(turn) or concerned_by(turn)
        if r.status is not Status.INELIGIBLE and r.amount is not None and r.amount.low != r.amount.high
        and r.measure.benefit.kind is not Kind.UP_TO
    ]  # fmt: skip
    if not ranges:
        return whether_sure(turn)
    blocks = []
    for result in ranges[:MOST_CARDS]:
        amount = wording.amount(result.amount, result.measure.benefit)
        missing = [turn.policy.facts[fact].label for fact in result.missing[:MOST_USES]]
        why = _MISSING_YET.format(missing="、".join(missing)) if missing else _LEFT_OPEN
        sure = _surely(result)
        blocks.append(Line(f"{result.measure.title}：{why.format(told=amount)}{sure}"))
        blocks += open_points([result])
    return "answer", group(*blocks)


def _surely(result: MeasureResult) -> str:
    """稳的是 5 万元: of a range of a measure that is met, its low end."""
    met = result.status is Status.ELIGIBLE and result.amount is not None and not result.missing
    if not met or result.amount is None or not result.amount.low:
        return ""
    return _SURE.format(wording.money(result.amount.low))


def whose_sum(turn: Turn) -> Answered:
    """50万是你自己算出来的: what was reckoned is not told, and what is reckoned now."""
    told = cards(turn, concerned_by(turn)[:MOST_CARDS], "heading")
    return "answer", group(Line(str(worded("measures")["whose_sum"])), *told)


def what_is_known(turn: Turn) -> Answered:
    """你记了什么: everything that was told, as it was taken down."""
    facts = turn.policy.facts
    told = [wording.fact_value(facts[name], value) for name, value in turn.state.facts.items()]
    lines = [Line(text, "item") for text in told]
    return "answer", group(Line(str(worded("questions")["known"])), *lines)


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
    return measure.period or f"原文是“{measure.quote}”"
