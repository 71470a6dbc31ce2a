"""What goes around an answer: validity first if it matters, what was heard, and reminders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from nlu import MAX_LENGTH, AsItWas, Doubtful, IntentName, Mention
from policy_engine import JoinedPolicy, Policy, Status

from .blocks import AskedQuestion, Block, Blocks, Card, Line, Notice, flat
from .placing import FEW, MOST_FEW, TELLS
from .reply import Act, Reply, Unplaced
from .turn import Turn
from .wants import ASKS_FOR_RESULT
from .worded import worded

_WORDS = worded("policies")
REMIND_DAYS = 60
AUTHORITY = "这是按您说的情况算的，最后由主管部门认定。"
KEEPS_NO_QUESTION = frozenset({IntentName.BYE, IntentName.HANDOFF})
_ASKS_WHEN = frozenset({IntentName.ASK_VALIDITY})
_REMINDED_OF = TELLS | ASKS_FOR_RESULT | _ASKS_WHEN


def surrounded(
    turn: Turn,
    act: Act,
    *blocks: Block,
    question: AskedQuestion | None = None,
    lost: Sequence[Doubtful] | None = None,
) -> Reply:
    """The reply that says these blocks and asks the question, in the order a person needs it in.

    `lost`: the numbers that are said to have found no place; otherwise those that fit no fact.
    """
    asked = () if question is None else (_as_shown(turn, question),)
    lost = [n for n in turn.unplaced if not n.facts] if lost is None else lost
    said = (*_before(turn, lost), *blocks, *_authority(blocks), *_reminder(turn), *asked)
    unplaced = tuple(Unplaced(doubt.mention.text, doubt.facts) for doubt in turn.unplaced)
    return Reply(act, said, turn.results, turn.assessment, unplaced=unplaced)


def _authority(blocks: Blocks) -> Blocks:
    """Wherever an amount or a yes is told: who decides in the end."""
    return (
        (Line(AUTHORITY, "authority"),) if any(_promises(block) for block in flat(blocks)) else ()
    )


def _promises(block: Block) -> bool:
    return isinstance(block, Card) and block.status in (Status.ELIGIBLE, Status.UNDETERMINED)


def _as_shown(turn: Turn, question: AskedQuestion) -> AskedQuestion:
    """A list that was shown before is not shown again."""
    shown = question.lists_roles and turn.before.question(question.id) is not None
    return replace(question, brief=True) if shown else question


def _not_placed(numbers: Sequence[Doubtful]) -> Blocks:
    """“15 家”“7 千万”没对上是哪一项，先没记。"""
    told = "".join(f"“{n.mention.text}”" for n in numbers if not _is_small_talk(n.mention))
    said = f"{told}没对上是哪一项，先没记；要记就说清是什么。"
    return (Notice("unplaced", said),) if told else ()


def _is_small_talk(mention: Mention) -> bool:
    """两个, 一家, 三样: so few of anything are hardly a figure."""
    return mention.unit in FEW and mention.interval.high <= MOST_FEW


def _before(turn: Turn, lost: Sequence[Doubtful]) -> Blocks:
    """What comes first: whether the policy is in force, what was read, what was taken down."""
    out: Blocks = () if turn.assessment.in_force else (_out_of_force(turn),)
    if turn.state.as_it_was:
        said = "as_if_in_force" if turn.meaning.says(AsItWas) else "as_if_in_force_still"
        out = (Notice("out_of_force", _of_its_last_day(said, turn.policy)),)
    if turn.policy.answers_together:
        out = tuple(Notice("out_of_force", told) for told in _expired(turn))
    told = f"您的话太长，我只读了前 {MAX_LENGTH} 个字。"
    too_long = (Notice("too_long", told),) if turn.meaning.is_cut else ()
    echo = () if turn.heard.echo is None else (turn.heard.echo,)
    refused = (Notice("refused", complaint) for complaint in turn.heard.complaints)
    counted = (Notice("counted", turn.heard.remark),) if turn.heard.remark else ()
    return (*out, *too_long, *echo, *counted, *refused, *_not_placed(lost))


def _out_of_force(turn: Turn) -> Notice:
    policy = turn.policy
    told = f"请注意：这份文件 {policy.issued:%Y 年 %-m 月 %-d 日}才发布，这一天还没有生效。"
    if turn.today > policy.last_day:
        again = turn.before.turns > 0
        told = _of_its_last_day("out_of_force_still" if again else "out_of_force", policy)
    return Notice("out_of_force", told)


def _of_its_last_day(said: str, policy: Policy) -> str:
    return str(_WORDS[said]).format(policy.last_day)


def _expired(turn: Turn) -> Iterator[str]:
    """Of several policies those out of force that are being talked about, and their successors."""
    for policy in _talked_of(turn):
        if policy.in_force(turn.today):
            continue
        heir = turn.policy.successor(policy, turn.today) if _joined(turn.policy) else None
        if turn.today < policy.issued:
            yield _WORDS["not_yet"].format(policy.name, f"{policy.issued:%Y-%m-%d}")
        elif heir is not None:
            yield _WORDS["handed_over"].format(policy.name, heir.name)
        else:
            yield _WORDS["expired"].format(policy.name, f"{policy.last_day:%Y-%m-%d}")


def _joined(policy: Policy) -> TypeGuard[JoinedPolicy]:
    return isinstance(policy, JoinedPolicy)


def _talked_of(turn: Turn) -> list[Policy]:
    named = [p for p in turn.policy.members if p.id in turn.meaning.policies]
    topics = [turn.policy.policy_of(turn.policy.measures[m]) for m in turn.meaning.topics]
    return list(dict.fromkeys((*named, *topics, *(r.policy for r in turn.changed))))


def _reminders(turn: Turn) -> Blocks:
    """Of several policies those that apply and soon run out."""
    told = []
    for policy in dict.fromkeys(r.policy for r in turn.results if r.status is Status.ELIGIBLE):
        days = (policy.last_day - turn.today).days
        if 0 <= days <= REMIND_DAYS:
            left = _WORDS["days"].format(days) if days else _WORDS["today"]
            told.append(
                _WORDS["last_days"].format(policy.name, f"{policy.last_day:%Y-%m-%d}", left)
            )
    return tuple(Notice("reminder", text) for text in told)


def _is_first_grant(turn: Turn) -> bool:
    """Whether a measure is met now, and none was before."""
    if not any(r.status is Status.ELIGIBLE for r in turn.results):
        return False
    before = turn.grounds.assess(turn.before.facts, turn.today)
    return not any(r.status is Status.ELIGIBLE for r in before.measures)


def _reminder(turn: Turn) -> Blocks:
    """At the beginning, with the first measure that is met, and where it is asked about."""
    if turn.policy.answers_together:
        name = turn.meaning.intent.name
        return _reminders(turn) if name in _REMINDED_OF and turn.changed else ()
    if turn.state.as_it_was:
        return ()
    days = turn.assessment.days_left
    name = turn.meaning.intent.name
    asked = name in _ASKS_WHEN or turn.before.turns == 0
    if not 0 <= days <= REMIND_DAYS or name in KEEPS_NO_QUESTION:
        return ()
    if not asked and not _is_first_grant(turn):
        return ()
    left = f"还有 {days} 天" if days else "今天是最后一天"
    told = (
        f"提醒：文件有效期按 {turn.policy.last_day:%Y-%m-%d} 为最后一天计算（{left}），"
        "以发文机关解释为准，请抓紧。"
    )
    return (Notice("reminder", told),)
