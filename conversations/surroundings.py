"""What goes around an answer: validity first if it matters, what was heard, and reminders."""

from __future__ import annotations

from datetime import date

from nlu import MAX_LENGTH, IntentName
from policy_engine import Policy

from .turn import Turn
from .wants import ASKS_FOR_RESULT, TELLS

REMIND_DAYS = 60
KEEPS_NO_QUESTION = frozenset({IntentName.BYE, IntentName.HANDOFF})
_REMINDED_OF = TELLS | ASKS_FOR_RESULT | {IntentName.ASK_VALIDITY, IntentName.ASK_DEADLINE}


def said(turn: Turn, *paragraphs: str) -> tuple[str, ...]:
    """The paragraphs of a reply, in the order in which a person needs them."""
    expired = () if turn.assessment.in_force else (_out_of_force(turn.policy, turn.today),)
    too_long = (f"您的话太长，我只读了前 {MAX_LENGTH} 个字。",) if turn.meaning.is_cut else ()
    parts = (*expired, *too_long, turn.heard.echo, *turn.heard.complaints, *paragraphs)
    return tuple(part for part in (*parts, _reminder(turn)) if part)


def _out_of_force(policy: Policy, today: date) -> str:
    if today > policy.last_day:
        return (
            f"请注意：这份文件按 {policy.last_day:%Y 年 %-m 月 %-d 日}到期计算，已不在有效期内，"
            "现在不能据此测算补贴；最后一天以发文机关解释为准，有没有新政策请问主管部门。"
        )
    return f"请注意：这份文件 {policy.issued:%Y 年 %-m 月 %-d 日}才发布，这一天还没有生效。"


def _reminder(turn: Turn) -> str:
    """At the beginning and with results; not again with every question on the way."""
    days = turn.assessment.days_left
    name = turn.meaning.intent.name
    digression = turn.before.turns > 0 and name not in _REMINDED_OF
    on_the_way = turn.before.turns > 0 and turn.question is not None and turn.question_is_in_topic
    if not 0 <= days <= REMIND_DAYS or name in KEEPS_NO_QUESTION or digression or on_the_way:
        return ""
    left = f"还有 {days} 天" if days else "今天是最后一天"
    return (
        f"提醒：文件有效期按 {turn.policy.last_day:%Y-%m-%d} 为最后一天计算（{left}），"
        "以发文机关解释为准，请抓紧。"
    )
