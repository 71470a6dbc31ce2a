"""What staff read aloud now: the answer to the latest entry, why, and one question (“现在说”)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conversations import (
    AskedQuestion,
    Block,
    Blocks,
    Card,
    Heard,
    Line,
    Link,
    Notice,
    Quote,
    card_basis,
    clause_name,
    flat,
    judged_text,
)
from policy_engine import Policy, Status

MOST_EXAMPLES, MOST_REASONED, MOST_REASONS, MOST_ASKED = 5, 3, 2, 3
SENT_ON = "这个我给您转到办理的同志，请留一个方便联系的电话。"
NOTHING_KNOWN = "还不知道企业是做什么的，先问清楚再答。"
AUTHORITY = "最后以主管部门审核为准。"
_SAID = ("out_of_force", "counted", "refused")
"""Notices that a caller has to hear; the others are for the eyes."""
_OVER = re.compile(r"(?<![不没])(?:超过|高于) ?(\d[\d.]* ?[^\d\s，。；、（）：]+)")
_FROM = re.compile(
    r"(?:不少于|不低于) ?(\d[\d.]* ?[^\d\s，。；、（）：]+)|(\d[\d.]* ?[^\d\s，。；、（）：]+?)以上"
)
_TOLD = re.compile(r" ?(\d[\d.]* ?[^\d\s，。；、（）：]+)，要")
_NOT_PLACED = re.compile(r"(“.+”)先没记(?:：(.+))?")
UNDO, HOW_TO_REPLY = "撤销", "序号"
"""What staff let be undone; a word of hints for who types an answer, while a caller speaks."""
_ENDS = ("。", "？", "！", "：", "…", "；", "。）")


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """`answer` and `reasons` in whole sentences; `question`: the one question that is open."""

    answer: str
    reasons: tuple[str, ...]
    question: AskedQuestion | None
    is_pending: bool
    """Whether the conversation itself asks it, so that an option answers it by its number."""

    @property
    def asks(self) -> str:
        """The question as one would ask it aloud."""
        return "" if self.question is None else spoken_question(self.question)

    @property
    def text(self) -> str:
        """All of it, to copy."""
        return "".join([self.answer, *self.reasons, self.asks])


def spoken_question(question: AskedQuestion) -> str:
    """A question as one would ask it aloud; a list becomes a few examples of it."""
    if question.multiple:
        examples = "、".join(option.label for option in question.options[:MOST_EXAMPLES])
        asked = "您的企业是做什么的" if question.lists_roles and not question.inline else ""
        return f"请问{asked or '另外还有没有这些情况'}？比如：{examples}？"
    told = _NOT_PLACED.match(question.text)
    if told and told[2]:
        return f"您说的{told[1]}，{told[2]}"
    if told:
        places = "，还是".join(o.label.split("，")[0] for o in question.options if o.fact)
        return f"您说的{told[1]}是{places}？"
    return question.text if question.text.startswith("您说") else f"请问{question.text}"


# -- what was answered ----------------------------------------------------------------------


def spoken(blocks: Blocks) -> tuple[str, tuple[str, ...]]:
    """An answer as sentences, and what it rests on."""
    said: list[str] = []
    reasons: list[str] = []
    items: list[str] = []
    cards: list[Card] = []
    for block in _told(blocks):
        if isinstance(block, Line) and block.role == "item":
            items.append(block.text.rstrip("。；"))
            continue
        _end_list(said, items)
        if isinstance(block, Quote):
            reasons.append(f"文件{_clause(block.clause)}写的是：{block.text}。")
        elif isinstance(block, Card):
            said.append(card_sentence(block))
            cards.append(block)
        elif isinstance(block, Line) and block.role == "authority":
            said.append(AUTHORITY)
        elif isinstance(block, Notice) or (isinstance(block, Line) and _is_speakable(block)):
            said.append(_sentence(block.text))
    _end_list(said, items)
    answer = "".join(said)
    reasons = [*verdict_reasons(cards), *reasons]
    reasons += threshold_notes(answer)
    return answer, tuple(dict.fromkeys(reasons))


def says_something(blocks: Blocks) -> bool:
    """Whether something was answered, and not only taken down or asked."""
    return any(not isinstance(block, AskedQuestion) for block in _told(blocks))


def measures_in(blocks: Blocks) -> set[str]:
    """The measures that an answer tells the caller of, by their cards."""
    return {block.measure for block in _told(blocks) if isinstance(block, Card)}


def asked_about(policy: Policy, blocks: Blocks) -> frozenset[str]:
    """The measures that an answer is about, by card, citation or name; none where it lists many."""
    told, found = list(_told(blocks)), measures_in(blocks)
    quoted = {block.text for block in told if isinstance(block, Quote)}
    written = "\n".join(block.text for block in told if isinstance(block, Line))
    for measure in policy.measures.values():
        if measure.quote in quoted or measure.title in written:
            found.add(measure.key)
    return frozenset(found) if len(found) <= MOST_ASKED else frozenset()


def _told(blocks: Iterable[Block]) -> Iterator[Block]:
    """What tells something, in reading order."""
    for block in flat(blocks):
        if isinstance(block, Heard | AskedQuestion | Link):
            continue
        if not isinstance(block, Notice) or block.kind in _SAID:
            yield block


def _is_speakable(line: Line) -> bool:
    return line.role != "unfold" and HOW_TO_REPLY not in line.text


def _end_list(said: list[str], items: list[str]) -> None:
    """A list read in one sentence."""
    if items:
        said.append("；".join(items) + "。")
        items.clear()


def _sentence(text: str) -> str:
    told = re.sub(r"^\d+\.\d+ ", "", text.replace("\n", ""))
    return told if told.endswith(_ENDS) else f"{told}。"


def _clause(label: str) -> str:
    return clause_name(label) if label else ""


# -- measures -------------------------------------------------------------------------------


def card_sentence(card: Card) -> str:
    """Whether the caller gets it, and how much."""
    if card.status is Status.ELIGIBLE:
        return f"{card.title}，符合，{card.amount}。" if card.amount else f"{card.title}，符合。"
    if card.status is Status.INELIGIBLE:
        return f"{card.title}，按您说的情况目前不符合。"
    if card.status is Status.UNDETERMINED:
        return f"{card.title}，还不能确定，符合的话{card.amount}。"
    return f"{card.title}，文件不在有效期内，没有金额。"


def card_reasons(card: Card) -> list[str]:
    """What decides a measure in a sentence or two, with the exact threshold where it was told."""
    wanted = {Status.ELIGIBLE: True, Status.INELIGIBLE: False}.get(card.status)
    deciding = [r for r in card.reasons if r.verdict is wanted and "，要" in judged_text(r)]
    if card.status is Status.INELIGIBLE and not deciding:
        deciding = [r for r in card.reasons if r.verdict is False]
    why = "；".join(judged_text(reason) for reason in deciding[-MOST_REASONS:])
    told = [f"因为{' ' if why[0].isdigit() else ''}{why}。"] if why and wanted is not None else []
    basis = card_basis(card)
    told += [f"{'，'.join(basis)}。"] if basis and card.status is Status.ELIGIBLE else []
    told += [f"还差：{gap}。" for gap in card.gaps[:1]]
    return told + _just_on_it(why)


def _just_on_it(why: str) -> list[str]:
    """“3000 万元整不算超过” where just that was told."""
    return [
        note for told in dict.fromkeys(_TOLD.findall(why))
        for note in threshold_notes(why) if told.strip() in note
    ]  # fmt: skip


def threshold_notes(text: str) -> list[str]:
    """Whether the very number of a threshold is enough.

    >>> threshold_notes("门店不少于 30 家；营业额超过 3000 万元。")
    ['3000 万元整不算超过。', '正好 30 家也算。']
    """
    over = dict.fromkeys(_OVER.findall(text))
    reached = dict.fromkeys(first or second for first, second in _FROM.findall(text))
    notes = [f"{'、'.join(over)}整不算超过。"] if over else []
    return notes + ([f"正好 {'、'.join(reached)}也算。"] if reached else [])


def verdict_reasons(cards: Sequence[Card]) -> tuple[str, ...]:
    """Why, for the first measures of a verdict; each named where there are several."""
    shown = cards[:MOST_REASONED]
    named = len(shown) > 1
    return tuple(
        f"{card.title}：{reason}" if named else reason
        for card in shown
        for reason in card_reasons(card)
    )
