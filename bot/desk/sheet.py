"""The summary of a call: a text to paste, and the values of the printable sheet (测算单)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from conversations import Desk, fact_value
from policy_engine import Assessment, FactValue

from ..cards import Card, card_of
from .call_view import concerned_results
from .records import Call

CAVEAT = "本单按来电人口述的情况、依文件原文测算，不是审批结果；最后以主管部门审核为准。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page about one call."""

    call: Call
    policy_title: str
    policy_id: str
    day: str
    facts: tuple[str, ...]
    cards: tuple[Card, ...]
    total: str
    caveats: tuple[str, ...]


def sheet_of(
    desk: Desk, call: Call, assessment: Assessment, facts: Mapping[str, FactValue], total: str
) -> Sheet:
    """The sheet of a call as its facts stand."""
    policy = desk.policy
    cards = [card_of(policy, r, facts) for r in concerned_results(policy, assessment, facts)]
    notes = dict.fromkeys(note for card in cards for note in card.notes)
    contact = (f"咨询：{desk.contact}。",) if desk.contact else ()
    return Sheet(
        call,
        policy.title,
        policy.id,
        assessment.as_of.isoformat(),
        tuple(fact_value(policy.facts[name], value) for name, value in facts.items()),
        tuple(cards),
        total,
        (CAVEAT, *(f"待定：{note}。" for note in notes), *contact),
    )


def summary(sheet: Sheet) -> str:
    """The call as a text to paste into another system."""
    opened = datetime.fromtimestamp(sheet.call.opened_at)  # noqa: DTZ006  local time is meant
    lines = [
        f"来电 {sheet.call.number}　{opened:%Y-%m-%d %H:%M}　接线员 {sheet.call.staff}",
        f"依据：{sheet.policy_title}（{sheet.policy_id}），按 {sheet.day} 测算",
        "",
        "情况：" + ("；".join(sheet.facts) or "没有记下"),
    ]
    for card in sheet.cards:
        lines += [
            "",
            f"{card.mark} {card.title}（{card.clause_name}）：{card.amount or card.verdict}",
        ]
        lines += [f"　{sign} {text}" for sign, text in card.reasons]
        lines += [f"　还差：{gap}" for gap in card.gaps]
        lines.append(f"　依据：“{card.quote}”")
    if sheet.total:
        lines += ["", f"合计：{sheet.total}"]
    if sheet.call.outcome or sheet.call.note:
        lines += ["", f"结果：{sheet.call.outcome}　备注：{sheet.call.note}"]
    return "\n".join([*lines, "", *sheet.caveats])
