"""Answers to questions about the policy, and all answers by what they are asked by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nlu import Apart, Expense, IntentName, Particular, Question
from policy_engine import Measure, MeasureResult, Policy, Status, unit_label

from . import result_answers, wording
from .blocks import Blocks, Line, Quote, flat, group
from .by_either import by_either
from .capped import where_capped, whether_capped
from .converted import converted
from .describing import described, in_a_line
from .from_the_text import Matter
from .given_to import beneficiary
from .in_the_text import counted_from, in_the_text, nearest, pro_rata, quoted, which_number
from .knowledge import Answer
from .lacking import gap
from .left_open import left_open
from .once_only import told_once_only
from .particulars import window
from .telling import Answered, cards, concerned_by
from .tiers import both_tiers
from .turn import Turn
from .want import Want, Wanted
from .wants import clauses_named
from .which_policy import MOST_ANSWERED, about
from .worded import worded

Answering = Callable[[Turn], Answered]

MOST_WHOLE, MOST_DESCRIBED, MOST_LISTED = 2, 4, 9
_WORDS = worded("policies")


ByPolicy = Callable[[Turn, Policy], Blocks]
"""What is answered of one policy."""


def _by_policy(want: Wanted, answer: ByPolicy) -> Answering:
    """The answer of each policy that is meant, under its name where there are several."""

    def answering(turn: Turn) -> Answered:
        meant = about(turn, want)
        if not turn.policy.answers_together:
            return "answer", answer(turn, meant[0])
        told = ((Line(_WORDS["of"].format(p.name)), *answer(turn, p)) for p in meant)
        return "answer", tuple(block for blocks in told for block in group(*blocks))

    return answering


def _kept(intent: IntentName) -> Answering:
    """What is kept ready for an intent: of the policy, or common to all."""

    def answer(turn: Turn, policy: Policy) -> Blocks:
        return _told(turn, policy, turn.grounds.knowledge.of(policy).by_intent[intent])

    return _by_policy(intent, answer)


def _overlap(turn: Turn) -> Answered:
    """能不能重复拿: what is kept of it, and the sums where two of the results pay for one thing."""
    act, blocks = _kept(IntentName.ASK_OVERLAP)(turn)
    return act, (*blocks, *told_once_only(turn))


def _common(turn: Turn) -> Answered:
    """What is kept ready for the intent, whatever the policy."""
    answer = turn.grounds.knowledge.by_intent[turn.meaning.intent.name]
    return "answer", _told(turn, turn.policy.members[0], answer)


def _of_matter(matter: Matter) -> ByPolicy:
    """What the text of a policy says of a matter."""

    def answer(turn: Turn, policy: Policy) -> Blocks:
        said, quotes = turn.grounds.knowledge.of(policy).text.answer(matter)
        return _told(turn, policy, Answer(said, quotes, contact=True))

    return answer


def _told(turn: Turn, policy: Policy, answer: Answer) -> Blocks:
    """A kept answer with the sentences it rests on, and whom to ask."""
    quotes = (Quote(text, _clause_of(policy, text), "原文") for text in answer.quotes)
    contact = turn.grounds.contact if answer.contact else ""
    whom = (Line(f"具体可咨询：{contact}"),) if contact else ()
    return group(Line(answer.text), *quotes, *whom)


def _clause_of(policy: Policy, quote: str) -> str:
    """The label of the clause that a quote stands in."""
    return next((label for label, text in policy.source.clauses.items() if quote in text), "")


def _smalltalk(turn: Turn) -> Answered:
    return "smalltalk", _common(turn)[1]


def _greeting(turn: Turn) -> Answered:
    notice = (Line(turn.grounds.notice),) if turn.grounds.notice else ()
    return "smalltalk", (*_common(turn)[1], *notice, *turn.grounds.privacy_pointer)


def _handoff(turn: Turn) -> Answered:
    return "handoff", _common(turn)[1]


def _definition(turn: Turn, policy: Policy) -> Blocks:
    knowledge = turn.grounds.knowledge.of(policy)
    found = knowledge.term(turn.meaning.answers)
    about = [turn.policy.measures[key] for key in turn.meaning.topics or turn.before.focus[:1]]
    own = [measure for measure in about if turn.policy.policy_of(measure) is policy]
    if found is not None or not own:
        return _told(turn, policy, found or knowledge.no_definition)
    quotes = (Quote(m.quote, m.clause, f"{m.title}（{m.clause_name}）") for m in own[:2])
    return group(Line(_WORDS["not_explained"]), *quotes)


def _measures_of(turn: Turn, policy: Policy) -> Blocks:
    title = Line(f"《{policy.title}》一共有这些扶持措施：")
    measures = (
        Line(f"{measure.key} {measure.title}（{measure.clause_name}）")
        for measure in policy.measures.values()
    )
    return group(title, *measures)


def _measures(turn: Turn) -> Answered:
    """Every measure; of many policies those policies, to be asked about."""
    meant = about(turn, IntentName.ASK_MEASURES)
    if len(meant) <= MOST_ANSWERED:
        return "answer", tuple(block for p in meant for block in _measures_of(turn, p))
    listed = [
        Line(_WORDS["count"].format(p.name, p.region, len(p.measures)), "item")
        for p in meant[:MOST_LISTED]
    ]
    more = Line(_WORDS["and_others"].format(len(meant)))
    rest = (more,) if len(meant) > MOST_LISTED else ()
    return "answer", group(Line(_WORDS["listed"].format(len(meant))), *listed, *rest)


def _talked_of(turn: Turn) -> list[MeasureResult]:
    """除了面积还看什么: the measure that was talked of last, where none is named."""
    keys = () if turn.meaning.topics else turn.before.focus[:1]
    return [turn.assessment.result(key) for key in keys]


def _conditions(turn: Turn) -> Answered:
    concerned = _talked_of(turn) or concerned_by(turn)
    if not concerned:
        act, blocks = _measures(turn)
        return act, (Line("您想问哪一项的条件？"), *blocks)
    if len(concerned) > MOST_WHOLE:
        lines = (Line(in_a_line(turn, result), "item") for result in concerned[:MOST_LISTED])
        return "answer", group(Line(_WORDS["touched"].format(len(concerned))), *lines)
    told = tuple(block for result in concerned for block in described(turn, result))
    return "answer", (*_no_condition(turn, told), *told)


def _no_condition(turn: Turn, conditions: Blocks) -> Blocks:
    """是不是一定要自己买的: of words no part of which stands in the conditions, that they do not."""
    written = "".join(getattr(block, "text", "") for block in flat(conditions))
    return tuple(
        Line(_WORDS["no_condition"].format(asked.term))
        for asked in turn.meaning.of(Particular)
        if not _sentences_naming(turn, asked.term) and not _stands_partly_in(asked.term, written)
    )


def _stands_partly_in(term: str, text: str) -> bool:
    return any(term[i : i + 2] in text for i in range(len(term) - 1))


def _source(turn: Turn, policy: Policy) -> Blocks:
    asks_how = turn.meaning.asks(Question.WORDING)
    meant = turn.meaning.topics or (turn.focus[:1] if asks_how else ())
    measures = [turn.policy.measures[topic] for topic in meant]
    own = [measure for measure in measures if turn.policy.policy_of(measure) is policy]
    labels = dict.fromkeys(measure.clause for measure in own)
    source = policy.source
    clauses = [clause for label in labels if (clause := source.clause(label)) is not None]
    if not clauses:
        return _told(
            turn, policy, turn.grounds.knowledge.of(policy).by_intent[IntentName.ASK_SOURCE]
        )
    return tuple(Quote(c.text, c.label, f"{source.clause_name(c.label)}原文") for c in clauses)


def _deadline(turn: Turn, policy: Policy) -> Blocks:
    """什么时候申报: the time of each measure that has one, else what the text says of it."""
    results = concerned_by(turn) or list(turn.assessment.measures)
    own = [result for result in results if result.policy is policy]
    timed = [(result, when) for result in own if (when := window(policy, result))]
    if not timed:
        kept = turn.grounds.knowledge.of(policy).by_intent[IntentName.ASK_DEADLINE]
        return (*_told(turn, policy, kept), *_last_day(turn, policy))
    told = (
        (
            Line(f"{r.measure.title}（{r.measure.clause_name}）：{when}"),
            Quote(r.measure.quote, r.measure.clause),
        )
        for r, when in timed[:MOST_DESCRIBED]
    )
    return tuple(block for blocks in told for block in blocks)


def _last_day(turn: Turn, policy: Policy) -> Blocks:
    """Where no time is set, the last day that the policy is in force."""
    days = (policy.last_day - turn.today).days
    if days < 0:
        return ()
    return (Line(_WORDS["in_force_until"].format(f"{policy.last_day:%Y-%m-%d}", days)),)


def _rate(turn: Turn, policy: Policy) -> Blocks:
    """汇率多少: what the text says of it, and the rate used for converting, with its day."""
    text = turn.grounds.knowledge.of(policy).text
    quoted = [passage.sentence for passage in text.on(Matter.EXCHANGE_RATE)]
    said = "".join(f"文件写的是：“{text}”" for text in quoted)
    rates = turn.grounds.rates
    if not rates.yuan_per:
        told = f"{said or '文件未规定汇率，'}我这里{'' if said else '也'}没有设定汇率。"
        return (Line(told),)
    day = f"{rates.on:%Y-%m-%d} 的" if rates.on else ""
    told = "，".join(
        f"1 {unit_label(code)} = {wording.plain(yuan)} 元" for code, yuan in rates.yuan_per.items()
    )
    return (Line(f"{said or '文件未规定按哪天的汇率；'}我折算用的是{day}汇率：{told}。"),)


def _frequent(turn: Turn) -> Answered:
    """A frequent question, found by its wordings: once, if every policy answers it alike."""
    alike = turn.grounds.knowledge.common_answer(turn.meaning.answers)
    if alike is not None:
        return "answer", _told(turn, turn.policy.members[0], alike)
    return _by_policy(Want.FREQUENT_QUESTION, _frequent_of)(turn)


def _frequent_of(turn: Turn, policy: Policy) -> Blocks:
    answer = turn.grounds.knowledge.of(policy).question(turn.meaning.answers)
    assert answer is not None
    return _told(turn, policy, answer)


def _expenses(turn: Turn) -> Answered:
    """补不补房租: the policy says nothing of it."""
    asked = (e.name for e in turn.meaning.of(Expense) if e.asked)
    named = "".join(f"“{name}”" for name in dict.fromkeys(asked))
    contact = f"（{turn.grounds.contact}）" if turn.grounds.contact else ""
    return "answer", (Line(_WORDS["no_word_of"].format(named, contact)),)


def _apart(turn: Turn) -> Answered:
    """另有一部分直发长沙，算不算: the sentences that ask for what that part does not do."""
    facts = dict.fromkeys(apart.fact for apart in turn.meaning.of(Apart))
    every = [(f, m) for f in facts for m in turn.policy.measures.values() if f in m.facts]
    in_talk = {*turn.meaning.topics, *turn.interest}
    near = [(f, m) for f, m in every if m.key in in_talk] or every
    return "answer", tuple(b for f, m in near[:MOST_WHOLE] for b in _asking_for(turn, f, m))


def _asking_for(turn: Turn, fact: str, measure: Measure) -> Blocks:
    """That a part without a fact is none of what a measure asks for."""
    named = f"{measure.title}（{measure.clause_name}）"
    line = Line(_WORDS["apart"].format(turn.policy.facts[fact].label, named))
    return group(
        line, Quote(measure.quote, measure.clause, _WORDS["as_written"].format(measure.clause_name))
    )


def _taken_off(turn: Turn, policy: Policy) -> Blocks:
    """减掉领过的3万是不是最多再拿7万: what the text says of several policies, and that it says
    nothing of taking one from another."""
    said = turn.grounds.knowledge.of(policy).text.on(Matter.OVERLAP)[:1]
    told = Answer(_WORDS["taken_off"], tuple(found.sentence for found in said))
    own = [r for r in turn.results if r.policy is policy and r.status is Status.ELIGIBLE]
    return (*_told(turn, policy, told), *cards(turn, own[:MOST_LISTED], "heading"))


def _of_customers(turn: Turn) -> Answered:
    """平台上的卖家自己能领什么: the results are the speaker's; another one's are reckoned apart."""
    own = {result.measure.key for result in turn.results if result.counts}
    near = [turn.assessment.result(key) for key in turn.meaning.topics if key not in own]
    lines = tuple(Line(in_a_line(turn, result), "item") for result in near[:MOST_LISTED])
    said = (Line(_WORDS["of_customers"]["near"]), *lines) if lines else ()
    return "answer", group(Line(_WORDS["of_customers"]["apart"]), *said)


def _which_number(turn: Turn) -> Answered:
    """整仓5600万，邵阳的3200万，按哪个算: what is written, and what comes of each of them."""
    act, written = which_number(turn)
    return act, (*written, *by_either(turn))


def _passage(turn: Turn) -> Answered:
    """A question that names no measure: the sentences that it is about."""
    return "answer", group(Line(_WORDS["text_says"]), *quoted(turn, turn.meaning.passages))


def _period(turn: Turn) -> Answered:
    """每年都给吗, of no measure that is named: what the text says of it."""
    if turn.meaning.passages and not concerned_by(turn):
        return _passage(turn)
    return result_answers.period(turn)


def _clause(turn: Turn) -> Answered:
    """A clause that is called by its number, as it is written."""
    quotes = (
        Quote(
            policy.source.clauses[label],
            label,
            _WORDS["as_written"].format(policy.source.clause_name(label)),
        )
        for policy, label in clauses_named(turn)
    )
    return "answer", tuple(quotes)


def _sentences_naming(turn: Turn, term: str) -> list[Quote]:
    return [
        Quote(found.sentence, found.clause, policy.source.clause_name(found.clause))
        for policy in turn.policy.members
        if not turn.is_beside(policy)
        for found in turn.grounds.knowledge.of(policy).text.naming(term)
    ]


def _particular(turn: Turn) -> Answered:
    """A question about something in particular: the sentences that speak of it, if any do."""
    quotes = _sentences_naming(turn, turn.meaning.of(Particular)[0].term)
    if quotes:
        return "answer", group(Line(_WORDS["text_says"]), *quotes[:MOST_DESCRIBED])
    return in_the_text(turn)


ANSWERS: Mapping[Wanted, Answering] = {
    Question.DETAIL: result_answers.detail,
    Question.TOTAL: result_answers.total,
    Question.BEST: result_answers.best,
    Question.PERIOD: _period,
    Question.TAKEN_OFF: _by_policy(Question.TAKEN_OFF, _taken_off),
    Question.OF_CUSTOMERS: _of_customers,
    Question.WHICH_NUMBER: _which_number,
    Question.RATE: _by_policy(Question.RATE, _rate),
    Question.WHETHER_SURE: result_answers.whether_sure,
    Question.WHICH_SUM: result_answers.which_sum,
    Question.WHOSE_SUM: result_answers.whose_sum,
    Question.HOW_COUNTED: result_answers.how_counted,
    Question.SUMMARY: result_answers.summary,
    Question.WHAT_IS_KNOWN: result_answers.what_is_known,
    Question.BENEFICIARY: beneficiary,
    Question.COUNTED_FROM: counted_from,
    Question.PRO_RATA: pro_rata,
    Question.BOTH_TIERS: both_tiers,
    Question.LEFT_OPEN: left_open,
    Question.WHERE_CAPPED: where_capped,
    Question.WHETHER_CAPPED: whether_capped,
    Question.CONVERTED: converted,
    Question.WHICH_SENTENCE: result_answers.which_sentence,
    Want.FREQUENT_QUESTION: _frequent,
    Want.EXPENSES: _expenses,
    Want.APART: _apart,
    Want.PASSAGE: _passage,
    Want.CLAUSE: _clause,
    Want.PARTICULAR: _particular,
    Want.IN_THE_TEXT: in_the_text,
    Want.NEAREST: nearest,
    Want.EARLIER: _by_policy(Want.EARLIER, _of_matter(Matter.EARLIER_YEARS)),
    Want.WHO_DECIDES: _by_policy(Want.WHO_DECIDES, _of_matter(Matter.APPROVAL)),
    IntentName.ASK_CONDITIONS: _conditions,
    IntentName.ASK_MEASURES: _measures,
    IntentName.ASK_PROCEDURE: _kept(IntentName.ASK_PROCEDURE),
    IntentName.ASK_MATERIALS: _kept(IntentName.ASK_MATERIALS),
    IntentName.ASK_DEADLINE: _by_policy(IntentName.ASK_DEADLINE, _deadline),
    IntentName.ASK_PAYMENT_TIME: _kept(IntentName.ASK_PAYMENT_TIME),
    IntentName.ASK_VALIDITY: _kept(IntentName.ASK_VALIDITY),
    IntentName.ASK_FUNDING: _kept(IntentName.ASK_FUNDING),
    IntentName.ASK_OVERLAP: _overlap,
    IntentName.ASK_DEFINITION: _by_policy(IntentName.ASK_DEFINITION, _definition),
    IntentName.ASK_SOURCE: _by_policy(IntentName.ASK_SOURCE, _source),
    IntentName.ASK_WHY: result_answers.why,
    IntentName.WHAT_IF: result_answers.what_if,
    IntentName.ASK_GAP: gap,
    IntentName.HELP: _common,
    IntentName.HANDOFF: _handoff,
    IntentName.GREET: _greeting,
    IntentName.THANK: _smalltalk,
    IntentName.BYE: _smalltalk,
    IntentName.OUT_OF_SCOPE: _smalltalk,
}
