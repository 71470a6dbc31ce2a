"""When a message is not clear: which fact, which unit, which option, or what contradicts what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from nlu import Doubtful, Unlisted
from policy_engine import DURATION, MONEY, Policy, Quantity, Question, Unit, unit_label, unit_of

from . import examples, wording
from .asking import phrase
from .blocks import AskedQuestion, Line, Option
from .reply import Reply
from .surroundings import surrounded
from .turn import Turn
from .want import Want, Wanted
from .wants import doubt
from .worded import worded

MONTHS_OF_A_YEAR = Decimal(12)
NONE_OF_THEM = "都不是"
MOST_TO_CORRECT = 4
_REPLACES = worded("questions")["replaces"]


def which_fact(turn: Turn) -> Reply:
    """Ask which fact a number speaks of, or in which unit it was told."""
    unclear = doubt(turn)
    assert unclear is not None
    if len(unclear.facts) == 1 and unclear in turn.meaning.unclear:
        asked = turn.before.pending.facts if turn.before.pending is not None else ()
        question = _unit_question(turn.policy, unclear, unclear.facts[0] in asked)
    else:
        question = _place_question(turn, unclear)
    others = [other for other in turn.unplaced if other is not unclear]
    return surrounded(turn, "clarify", question=question, lost=others)


def _place_question(turn: Turn, unclear: Doubtful) -> AskedQuestion:
    """Which of these facts the number is, or none; what it would replace is told."""
    known = turn.state.facts.get(unclear.facts[0])
    if len(unclear.facts) == 1 and isinstance(known, Quantity):
        return _whether_it_replaces(turn, unclear, known)
    options = (
        *(_place(turn, unclear, fact) for fact in unclear.facts),
        Option(NONE_OF_THEM, "", None),
    )
    told = unclear.mention.text
    text = f"“{told}”先没记，是指哪一项？"
    if len(unclear.facts) > 1 and unclear in turn.meaning.unclear:
        text = f"您说的“{told}”是指哪一项？"
    return AskedQuestion(unclear.facts, text, False, options)


def _whether_it_replaces(turn: Turn, unclear: Doubtful, known: Quantity) -> AskedQuestion:
    """33家，是把入网企业从 52 家改成 33 家吗: of the one fact that it can be."""
    (fact,) = unclear.facts
    value, label = _value_beside(turn, unclear, fact), turn.policy.facts[fact].label
    yes, no = _REPLACES["options"]
    said = (unclear.mention.text, label, wording.quantity(known), wording.quantity(value))
    options = (Option(yes, fact, value), Option(no, "", None))
    return AskedQuestion((fact,), _REPLACES["asks"].format(*said), False, options)


def _value_beside(turn: Turn, unclear: Doubtful, fact: str) -> Quantity:
    """Its value of a fact, in the currency of what is known of it."""
    value, known = _value_for(turn.policy, unclear, fact), turn.state.facts.get(fact)
    if isinstance(known, Quantity) and known.unit.kind == MONEY and unclear.mention.unit is None:
        return replace(value, unit=known.unit)  # 1100万, of what was told in yuan, is no dollars
    return value


def _place(turn: Turn, unclear: Doubtful, fact: str) -> Option:
    definition, known = turn.policy.facts[fact], turn.state.facts.get(fact)
    value = _value_beside(turn, unclear, fact)
    if not isinstance(known, Quantity) or known == value:
        return Option(definition.label, fact, value)
    told, now = wording.quantity(value), wording.quantity(known)
    return Option(f"{definition.label}，改成 {told}（原来 {now}）", fact, value)


def _unit_question(policy: Policy, unclear: Doubtful, was_asked: bool) -> AskedQuestion:
    """A bare 5000 for money: 5000 元 or 5000 万元? Told unasked of a dollar fact: dollars or yuan?"""
    fact = unclear.facts[0]
    unit = policy.facts[fact].unit
    plain = Quantity(unclear.mention.interval, unit, unclear.mention.approx)
    if unit.kind == MONEY and unit.code != "CNY" and not was_asked:
        other = replace(plain, unit=unit_of("CNY"))
        asked = f"{unit_label(unit.code)}还是人民币"
    elif unit.kind == DURATION:
        other = replace(plain, interval=plain.interval.scaled(MONTHS_OF_A_YEAR))
        asked = "是几个月还是几年"
    else:
        other = replace(plain, interval=plain.interval.scaled(wording.TEN_THOUSAND))
        plain, other = other, plain
        asked = f"单位是万{unit_label(unit.code)}还是{unit_label(unit.code)}"
    options = tuple(Option(_told(value, unit), fact, value) for value in (plain, other))
    text = f"{policy.facts[fact].label}您说的“{unclear.mention.text}”，{asked}？"
    return AskedQuestion((fact,), text, False, options)


def _told(value: Quantity, asked: Unit) -> str:
    """The value, with 人民币 where yuan stand beside another currency."""
    told = wording.quantity(value)
    return f"{told}（人民币）" if value.unit.code == "CNY" and asked.code != "CNY" else told


def _value_for(policy: Policy, unclear: Doubtful, fact: str) -> Quantity:
    mention, definition = unclear.mention, policy.facts[fact]
    if mention.unit is None or definition.is_whole:
        return Quantity(mention.interval, definition.unit, mention.approx)
    return mention.quantity()


def help_with_roles(turn: Turn) -> Reply:
    """For who does not know which of the roles it is."""
    pending = turn.before.pending
    assert pending is not None
    text = (
        "不清楚算哪一种也没关系，说说您企业具体做什么就行：做什么业务，卖什么、卖到哪里，"
        "建了什么、租了什么，在为谁服务。"
    )
    question = replace(pending, brief=True)
    return surrounded(turn, "clarify", Line(text), question=question)


def which_option(turn: Turn) -> Reply:
    """Ask again, saying how to choose."""
    pending = turn.before.pending
    assert pending is not None
    if turn.meaning.says(Unlisted):
        text = f"没有这个序号，请回 1 到 {len(pending.options)}，或者直接说。"
    elif pending.multiple:
        text = "是哪几项？请回序号；全都符合就回“都有”。"
    else:
        text = "是哪一个？请回序号。"
    return surrounded(turn, "clarify", Line(text), question=pending)


def which_holds(turn: Turn) -> Reply:
    """A role claimed before is denied now: ask which holds; till then the last word counts."""
    fact = turn.heard.contradicted[0]
    label = turn.policy.facts[fact].label
    text = f"{label}：您前面说是，这句又说不是，我先按“不是”算。以哪个为准？"
    options = (Option("不是", fact, False), Option("是", fact, True))
    question = AskedQuestion((fact,), text, False, options)
    return surrounded(turn, "confirm", question=question)


def what_to_correct(turn: Turn) -> Reply:
    """说错了, without saying what: the facts last spoken of are offered."""
    known = [f for f, value in turn.state.facts.items() if value is not False][-MOST_TO_CORRECT:]
    if len(known) == 1:
        return surrounded(turn, "clarify", question=_right_value(turn, known[0]))
    if not known:
        figure = examples.figure(turn)
        text = f"要改哪一项？请说出正确的数{f'，比如“{figure}”' if figure else ''}。"
        return surrounded(turn, "clarify", Line(text), question=turn.before.pending)
    options = tuple(Option(_known(turn, fact), fact, None) for fact in known)
    question = AskedQuestion(tuple(known), "要改哪一项？直接说正确的数也行。", False, options)
    return surrounded(turn, "clarify", question=question)


def right_value(turn: Turn) -> Reply:
    """A fact was called wrong, or chosen to be corrected: ask for its right value."""
    return surrounded(turn, "clarify", question=_right_value(turn, turn.heard.wrong[0]))


def _right_value(turn: Turn, fact: str) -> AskedQuestion:
    asked = phrase(turn.policy, Question((fact,)))
    value = turn.state.facts[fact]
    if isinstance(value, bool):
        return asked
    label = turn.policy.facts[fact].label
    return replace(asked, text=f"{label}应该是多少？（现在记的是 {wording.told_value(value)}）")


def _known(turn: Turn, fact: str) -> str:
    return wording.fact_value(turn.policy.facts[fact], turn.state.facts[fact])


def whether_to_restart(turn: Turn) -> Reply:
    """It sounded like 重来, but not surely: nothing is thrown away for a guess."""
    text = "要把前面说的都清空、从头来吗？要就回“重新开始”；不用的话接着说就行。"
    return surrounded(turn, "clarify", Line(text), question=turn.before.pending)


def whether_so(turn: Turn) -> Reply:
    """可能吧 is no yes: it is not counted, and asked once more."""
    text = "拿不准的先不算“是”。确定了回“是”或“否”；要问别人，回“不知道”，我先按已知的情况算。"
    return surrounded(turn, "clarify", Line(text), question=turn.before.pending)


def other_words(turn: Turn) -> Reply:
    """Nothing was understood; the second time a person is offered."""
    if turn.before.misunderstood >= 1:
        contact = f"（{turn.grounds.contact}）" if turn.grounds.contact else ""
        return _fallback(turn, f"还是没听明白，抱歉。要不要转人工？说“转人工”就行{contact}。")
    return _fallback(
        turn,
        "这句我没听明白。您可以说企业的情况（做什么、多大面积、多少家、多少钱），或者问某一条的条件。",
    )


def something_said(turn: Turn) -> Reply:
    """An empty message."""
    return _fallback(turn, "没有收到文字。请直接说您的情况或问题。")


def _fallback(turn: Turn, text: str) -> Reply:
    """Say so, and keep the question that was open."""
    open_ = None if turn.before.asked_enough else turn.before.pending
    return surrounded(turn, "fallback", Line(text), question=open_)


REPAIRS: Mapping[Wanted, Callable[[Turn], Reply]] = {
    Want.SOMETHING_SAID: something_said,
    Want.WHICH_HOLDS: which_holds,
    Want.HELP_WITH_ROLES: help_with_roles,
    Want.WHICH_OPTION: which_option,
    Want.WHICH_FACT: which_fact,
    Want.WHAT_TO_CORRECT: what_to_correct,
    Want.RIGHT_VALUE: right_value,
    Want.WHETHER_SO: whether_so,
    Want.WHETHER_TO_RESTART: whether_to_restart,
    Want.OTHER_WORDS: other_words,
}
