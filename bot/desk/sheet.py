"""The summary of a call: a text to paste, and the values of the printable sheet (测算单)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from conversations import Card, Grounds, Speaker, card, clause_name, fact_value
from policy_engine import Assessment, FactValue, Policy

from ..cards import headline, mark, signed_reasons
from .call_view import concerned_results
from .records import Call

CAVEAT = "本单按来电人口述的情况、依文件原文测算，不是审批结果；最后以主管部门审核为准。"


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that the sheet rests on."""

    title: str
    document_number: str
    issuer: str
    validity: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a sheet is for, as far as they told."""

    firm: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page about one call."""

    call: Call
    firm: str
    caller: str
    policies: tuple[Basis, ...]
    day: str
    made_by: str
    made_at: str
    facts: tuple[str, ...]
    cards: tuple[Card, ...]
    total: str
    caveats: tuple[str, ...]
    handed_to: str = ""

    @property
    def handled(self) -> str:
        """What came of the call, and who has it now."""
        return "，转给 ".join(filter(None, (self.call.outcome, self.handed_to)))


def sheet_of(
    grounds: Grounds,
    call: Call,
    assessment: Assessment,
    facts: Mapping[str, FactValue],
    *,
    total: str,
    person: Person,
    handed_to: str = "",
    made_by: str,
    made_at: float,
) -> Sheet:
    """The sheet of a call as its facts stand, made by someone at a time."""
    policy = grounds.policy
    speaker = Speaker(facts, grounds.rates)
    concerned = concerned_results(policy, assessment, facts)
    cards = [card(r, facts, speaker=speaker) for r in concerned]
    named = tuple(dict.fromkeys(result.policy for result in concerned)) or policy.members[:1]
    notes = dict.fromkeys(point for made in cards for point in made.open_points)
    contact = (f"咨询：{grounds.contact}。",) if grounds.contact else ()
    return Sheet(
        call=call,
        handed_to=handed_to,
        firm=person.firm,
        caller=person.name,
        policies=tuple(_basis(p) for p in named),
        day=assessment.as_of.isoformat(),
        made_by=made_by,
        made_at=f"{datetime.fromtimestamp(made_at):%Y-%m-%d %H:%M}",  # noqa: DTZ006
        facts=tuple(fact_value(policy.facts[name], value) for name, value in facts.items()),
        cards=tuple(cards),
        total=total,
        caveats=(CAVEAT, *(f"待定：{note}。" for note in notes), *contact),
    )


def _basis(policy: Policy) -> Basis:
    validity = f"{policy.issued.isoformat()} 至 {policy.last_day.isoformat()}"
    return Basis(policy.title, policy.document_number, policy.issuer, validity)


def summary(sheet: Sheet) -> str:
    """The call as a text to paste into another system."""
    opened = datetime.fromtimestamp(sheet.call.opened_at)  # noqa: DTZ006  local time is meant
    lines = [
        f"来电 {sheet.call.number}　{opened:%Y-%m-%d %H:%M}　接线员 {sheet.call.staff}",
        *(
            f"依据：《{p.title}》（{p.document_number}），有效期 {p.validity}"
            for p in sheet.policies
        ),
        f"按 {sheet.day} 测算",
        *([f"单位：{sheet.firm}"] if sheet.firm else []),
        *([f"来电人：{sheet.caller}"] if sheet.caller else []),
        "",
        "情况：" + ("；".join(sheet.facts) or "没有记下"),
    ]
    for made in sheet.cards:
        name = f"{made.title}（{clause_name(made.clause)}）"
        lines += ["", f"{mark(made)} {name}：{headline(made)}"]
        lines += [f"　{sign} {text}" for sign, text in signed_reasons(made)]
        lines += [f"　还差：{gap}" for gap in made.gaps]
        lines.append(f"　依据：“{made.quote.text}”")
    if sheet.total:
        lines += ["", f"合计：{sheet.total}"]
    if sheet.call.outcome or sheet.call.note:
        lines += ["", f"结果：{sheet.handled}　备注：{sheet.call.note}"]
    return "\n".join([*lines, "", *sheet.caveats])
