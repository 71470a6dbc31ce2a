"""When a message is not clear: which fact, which unit, which option, or what contradicts what."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from nlu import Doubtful
from policy_engine import DURATION, MONEY, Policy, Quantity, Unit, unit_label, unit_of

from . import wording
from .blocks import AskedQuestion, Line, Option
from .reply import Reply
from .surroundings import surrounded
from .turn import Turn

MONTHS_OF_A_YEAR = Decimal(12)
_NUMBERS_ONLY = re.compile(r"^[\d\s,，、.和]+$")


def doubt(turn: Turn) -> Doubtful | None:
    """The number to ask about: one without its unit always, one without its fact if alone."""
    if turn.meaning.intent.name in ("what_if", "ask_gap"):
        return None
    units = [found for found in turn.meaning.unclear if len(found.facts) == 1]
    doubts = [*units, *(() if turn.heard.new else turn.meaning.unclear)]
    return doubts[0] if doubts else None


def clarify(turn: Turn, unclear: Doubtful) -> Reply:
    """Ask which fact a number speaks of, or in which unit it was told."""
    told = unclear.mention.text
    if len(unclear.facts) == 1:
        asked = turn.before.pending.facts if turn.before.pending is not None else ()
        question = _unit_question(turn.policy, unclear, unclear.facts[0] in asked)
    else:
        options = tuple(
            Option(turn.policy.facts[fact].label, fact, _value_for(turn.policy, unclear, fact))
            for fact in unclear.facts
        )
        question = AskedQuestion(unclear.facts, f"您说的“{told}”是指哪一项？", False, options)
    return surrounded(turn, "clarify", question=question)


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


def misses_the_options(turn: Turn) -> bool:
    """A number that is not on the list, or a bare 是 to a question of which."""
    pending = turn.before.pending
    if pending is None or not pending.options or turn.heard.new:
        return False
    only_number = bool(_NUMBERS_ONLY.match(turn.meaning.text.strip()))
    return only_number or (_asks_which(pending) and turn.meaning.intent.name == "affirm")


def _asks_which(question: AskedQuestion) -> bool:
    """Whether 是 answers nothing: several parts, or one thing or another."""
    return question.multiple or not any(isinstance(o.value, bool) for o in question.options)


def cannot_tell_roles(pending: AskedQuestion) -> bool:
    """Whether 不知道 was said to the list of roles for the first time: that is not none of them."""
    return pending.multiple and not pending.brief


def help_with_roles(turn: Turn, pending: AskedQuestion) -> Reply:
    """For who does not know which of the roles it is."""
    text = (
        "不清楚算哪一种也没关系，说说您企业具体做什么就行，比如：在网上往国外卖货、给卖家报关和发货、"
        "在国外开仓库、在乡镇开进口商品店、从县里往集散中心拉货。"
    )
    question = replace(pending, brief=True)
    return surrounded(turn, "clarify", Line(text), question=question)


def which_option(turn: Turn) -> Reply:
    """Ask again, saying how to choose."""
    pending = turn.before.pending
    assert pending is not None
    if _NUMBERS_ONLY.match(turn.meaning.text.strip()):
        text = f"没有这个序号，请回 1 到 {len(pending.options)}，或者直接说。"
    elif pending.multiple:
        text = "是哪几项？请回序号；全都符合就回“都有”。"
    else:
        text = "是哪一个？请回序号。"
    return surrounded(turn, "clarify", Line(text), question=pending)


def contradicted(turn: Turn) -> Reply:
    """A role claimed before is denied now: ask which holds; till then the last word counts."""
    fact = turn.heard.contradicted[0]
    label = turn.policy.facts[fact].label
    text = f"{label}：您前面说是，这句又说不是，我先按“不是”算。以哪个为准？"
    options = (Option("不是", fact, False), Option("是", fact, True))
    question = AskedQuestion((fact,), text, False, options)
    return surrounded(turn, "confirm", question=question)


def which_to_correct(turn: Turn) -> Reply:
    """说错了, without saying what."""
    text = "要改哪一项？请说出正确的数，比如“入网企业是 45 家”。"
    return surrounded(turn, "clarify", Line(text), question=turn.before.pending)


def misunderstood(turn: Turn) -> str:
    """What to say when nothing was understood; the second time a person is offered."""
    if turn.before.misunderstood >= 1:
        contact = f"（{turn.grounds.contact}）" if turn.grounds.contact else ""
        return f"还是没听明白，抱歉。要不要转人工？说“转人工”就行{contact}。"
    return "这句我没听明白。您可以说企业的情况（做什么、多大面积、多少家、多少钱），或者问某一条的条件。"


def fallback(turn: Turn, text: str) -> Reply:
    """Say so, and keep the question that was open."""
    return surrounded(turn, "fallback", Line(text), question=turn.before.pending)
