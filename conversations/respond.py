"""What to say next: one message and the state before it give the state after it and a reply.

No I/O, no clock: the same messages on the same days give the same replies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from nlu import MAX_LENGTH, Ambiguity, Intent, Meaning
from policy_engine import FactValue, Policy, Quantity, Status, unit_label

from . import explaining, wording
from .answers import ANSWERS, total_line
from .desk import Desk
from .hearing import Heard, hear
from .reply import AskedQuestion, Option, Reply
from .state import State
from .turn import Turn

UNSURE = 0.3
REMIND_DAYS = 60
KEEPS_NO_QUESTION = {"bye", "thank", "handoff"}
_ABOUT_TIME = {"ask_validity", "ask_deadline"}


def respond(desk: Desk, state: State, meaning: Meaning, today: date) -> tuple[State, Reply]:
    """Answer one understood message."""
    if meaning.intent.name == "restart":
        return _restarted(desk, today)
    heard = hear(desk, state, {**meaning.facts, **meaning.foreign}, meaning)
    turn = Turn(desk, state, _with_declined(heard, meaning), meaning, today)
    return _finished(turn, _reply(turn))


def respond_to_choice(
    desk: Desk, state: State, chosen: Mapping[str, FactValue], meaning: Meaning, today: date
) -> tuple[State, Reply]:
    """Answer a choice among the options of the pending question."""
    turn = Turn(desk, state, hear(desk, state, chosen, None), meaning, today)
    return _finished(turn, _assessed(turn))


def _restarted(desk: Desk, today: date) -> tuple[State, Reply]:
    opening = Turn(
        desk, State(), Heard(State(), {}, ""), Meaning("", Intent("restart", 1.0)), today
    )
    reply = Reply("smalltalk", ("好的，重新开始，前面说的都清空了。",), (), opening.question,
                  opening.assessment)  # fmt: skip
    return _finished(opening, reply)


def _reply(turn: Turn) -> Reply:
    meaning = turn.meaning
    if not meaning.text.strip():
        return _fallback(turn, "没有收到文字。请直接说您的情况或问题。")
    name = meaning.intent.name
    if meaning.supposed and name in _MAY_SUPPOSE:
        return _answered(turn, "what_if")
    if _misses_the_options(turn):
        return _which_option(turn)
    if meaning.unclear and not turn.heard.new and name != "what_if":
        return _clarify(turn, meaning.unclear[0])
    if name == "out_of_scope" and meaning.topics:
        return _answered(turn, "ask_conditions")  # it names a measure, however oddly it is put
    if meaning.intent.confidence < UNSURE and not turn.heard.new and not turn.heard.complaints:
        return _fallback(turn, _misunderstood(turn))
    if name in ANSWERS and not (name in _YIELD_TO_FACTS and turn.heard.new):
        return _answered(turn, name)
    if name == "correct" and not turn.heard.new and not turn.heard.complaints:
        return _which_to_correct(turn)
    return _assessed(turn)


_MAY_SUPPOSE = {"what_if", "ask_eligibility", "ask_amount", "ask_gap", "inform"}
_NUMBERS_ONLY = re.compile(r"^[\d\s,，、.和]+$")


def _misses_the_options(turn: Turn) -> bool:
    """A number that is not on the list, or a bare 是 to a question with several parts."""
    pending = turn.before.pending
    if pending is None or not pending.options or turn.heard.new:
        return False
    only_number = bool(_NUMBERS_ONLY.match(turn.meaning.text.strip()))
    return only_number or (pending.multiple and turn.meaning.intent.name == "affirm")


def _which_option(turn: Turn) -> Reply:
    pending = turn.before.pending
    assert pending is not None
    if _NUMBERS_ONLY.match(turn.meaning.text.strip()):
        text = f"没有这个序号，请回 1 到 {len(pending.options)}，或者直接说。"
    else:
        text = "是哪几项？请回序号；全都符合就回“都有”。"
    return Reply("clarify", _said(turn, text), turn.results, pending, turn.assessment)


_YIELD_TO_FACTS = {"greet", "thank", "bye", "help", "out_of_scope"}


def _answered(turn: Turn, name: str) -> Reply:
    """The answer kept under `name`, then the question it interrupted."""
    act, paragraphs = ANSWERS[name](turn)
    question = None if name in KEEPS_NO_QUESTION else _question_to_return_to(turn)
    return Reply(act, _said(turn, *paragraphs), turn.results, question, turn.assessment)


def _question_to_return_to(turn: Turn) -> AskedQuestion | None:
    """After a digression the pending question comes back while it still matters."""
    pending = turn.before.pending
    if pending is not None:
        open_facts = {fact for result in turn.assessment.measures for fact in result.missing}
        if open_facts.intersection(pending.facts) and not set(pending.facts) & set(turn.heard.new):
            return replace(pending, brief=pending.multiple)
    invites = turn.meaning.intent.name in ("greet", "help", "ask_measures", "ask_conditions")
    return turn.question if invites or turn.state.facts else None


# -- results and questions -----------------------------------------------------------


def _assessed(turn: Turn) -> Reply:
    """The heart: results as far as they stand, then the one question that matters next."""
    if not turn.assessment.in_force:
        return Reply("result", _said(turn), turn.results, None, turn.assessment)
    asking = turn.question is not None and (turn.question_is_in_topic or not turn.results)
    if asking:
        paragraphs = _said(turn, *_settled_so_far(turn))
        return Reply("ask", paragraphs, turn.results, turn.question, turn.assessment)
    if not turn.results:
        return _nothing_applies(turn)
    return Reply("result", _said(turn, *_result_paragraphs(turn)), turn.results,
                 _further(turn), turn.assessment)  # fmt: skip


def _further(turn: Turn) -> AskedQuestion | None:
    """After a result: whether other measures could apply as well."""
    question = turn.question
    if question is None or not question.multiple or not turn.results:
        return question
    return replace(question, text="另外，" + question.text.replace("您的企业有", "您的企业还有"))


def _settled_so_far(turn: Turn) -> tuple[str, ...]:
    settled = [r for r in turn.changed if not r.missing]
    if turn.before.turns == 0 and not turn.heard.new and turn.meaning.topics:
        return tuple(ANSWERS["ask_conditions"](turn)[1])
    return tuple(explaining.card(turn.policy, r, turn.state.facts) for r in settled[:3])


def _result_paragraphs(turn: Turn) -> tuple[str, ...]:
    asks = turn.meaning.intent.name in ("ask_amount", "ask_eligibility")
    shown = turn.changed or (turn.results if asks else ())
    cards = [explaining.card(turn.policy, result, turn.state.facts) for result in shown[:4]]
    rest = [r for r in turn.results if r not in shown[:4] and r.status is not Status.INELIGIBLE]
    rest = rest or ([] if cards else list(turn.results))
    if rest:
        cards.append("\n".join(explaining.heading(result) for result in rest))
    return (*cards, total_line(turn.assessment))


def _nothing_applies(turn: Turn) -> Reply:
    text = "按您说的情况，这份文件里没有对得上的措施。如果还有别的业务，请接着说。"
    return Reply("result", _said(turn, text), (), turn.question, turn.assessment)


# -- what goes around an answer --------------------------------------------------------


def _said(turn: Turn, *paragraphs: str) -> tuple[str, ...]:
    """Validity first if it matters, the echo, complaints, then the answer itself."""
    expired = () if turn.assessment.in_force else (_out_of_force(turn.policy, turn.today),)
    too_long = (
        (f"您的话太长，我只读了前 {MAX_LENGTH} 个字。",)
        if len(turn.meaning.text) > MAX_LENGTH
        else ()
    )
    unknown = ("好的，不清楚也没关系，先按已知的情况算。",) if _was_declined(turn) else ()
    reminder = _reminder(turn)
    parts = (*expired, *too_long, turn.heard.echo, *turn.heard.complaints, *unknown, *paragraphs)
    return tuple(part for part in (*parts, reminder) if part)


def _out_of_force(policy: Policy, today: date) -> str:
    if today > policy.last_day:
        return (
            f"请注意：这份文件按 {policy.last_day:%Y 年 %-m 月 %-d 日}到期计算，已不在有效期内，"
            "现在不能据此测算补贴；最后一天以发文机关解释为准，有没有新政策请问主管部门。"
        )
    return f"请注意：这份文件 {policy.issued:%Y 年 %-m 月 %-d 日}才发布，这一天还没有生效。"


def _reminder(turn: Turn) -> str:
    days = turn.assessment.days_left
    name = turn.meaning.intent.name
    digression = turn.before.turns > 0 and name in ANSWERS and name not in _ABOUT_TIME
    if not 0 <= days <= REMIND_DAYS or name in KEEPS_NO_QUESTION or digression:
        return ""
    left = f"还有 {days} 天" if days else "今天是最后一天"
    return (
        f"提醒：文件有效期按 {turn.policy.last_day:%Y-%m-%d} 为最后一天计算（{left}），"
        "以发文机关解释为准，请抓紧。"
    )


def _was_declined(turn: Turn) -> bool:
    return turn.state.declined != turn.before.declined and not turn.heard.new


def _with_declined(heard: Heard, meaning: Meaning) -> Heard:
    """不知道 or 跳过: the pending facts are not asked again."""
    pending = heard.state.pending
    if pending is None or heard.new or meaning.intent.name != "dont_know":
        return heard
    declined = heard.state.declined | frozenset(pending.facts)
    return replace(heard, state=replace(heard.state, declined=declined))


# -- when it is not clear ----------------------------------------------------------------


def _clarify(turn: Turn, unclear: Ambiguity) -> Reply:
    told = unclear.mention.text
    if len(unclear.facts) == 1:
        question = _unit_question(turn.policy, unclear)
    else:
        options = tuple(
            Option(turn.policy.facts[fact].label, fact, _value_for(turn.policy, unclear, fact))
            for fact in unclear.facts
        )
        question = AskedQuestion(unclear.facts, f"您说的“{told}”是指哪一项？", False, options)
    return Reply("clarify", _said(turn), turn.results, question, turn.assessment)


def _unit_question(policy: Policy, unclear: Ambiguity) -> AskedQuestion:
    """A bare 5000 for money: 5000 元 or 5000 万元?"""
    fact = unclear.facts[0]
    unit = policy.facts[fact].unit
    plain = Quantity(unclear.mention.interval, unit, unclear.mention.approx)
    many = Quantity(plain.interval.scaled(wording.TEN_THOUSAND), unit, plain.approx)
    options = (
        Option(wording.quantity(many), fact, many),
        Option(wording.quantity(plain), fact, plain),
    )
    label, name = policy.facts[fact].label, unit_label(unit.code)
    text = f"{label}您说的“{unclear.mention.text}”，单位是万{name}还是{name}？"
    return AskedQuestion((fact,), text, False, options)


def _value_for(policy: Policy, unclear: Ambiguity, fact: str) -> Quantity:
    mention, definition = unclear.mention, policy.facts[fact]
    if mention.unit is None or definition.is_whole:
        return Quantity(mention.interval, definition.unit, mention.approx)
    return mention.quantity()


def _misunderstood(turn: Turn) -> str:
    if turn.before.misunderstood >= 1:
        contact = f"（{turn.desk.contact}）" if turn.desk.contact else ""
        return f"还是没听明白，抱歉。要不要转人工？说“转人工”就行{contact}。"
    return "这句我没听明白。您可以说企业的情况（做什么、多大面积、多少家、多少钱），或者问某一条的条件。"


def _fallback(turn: Turn, text: str) -> Reply:
    pending = turn.before.pending
    return Reply("fallback", _said(turn, text), turn.results, pending, turn.assessment)


def _which_to_correct(turn: Turn) -> Reply:
    text = "要改哪一项？请说出正确的数，比如“入网企业是 45 家”。"
    return Reply("clarify", _said(turn, text), turn.results, turn.before.pending, turn.assessment)


def _finished(turn: Turn, reply: Reply) -> tuple[State, Reply]:
    """The state after the reply was given."""
    missed = turn.before.misunderstood + 1 if reply.act == "fallback" else 0
    state = replace(turn.state, focus=turn.focus, misunderstood=missed, turns=turn.before.turns + 1)
    return state.asking(reply.question), reply
