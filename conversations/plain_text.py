"""Blocks as lines of text, each with what it is: for the terminal, REST, scripts and messengers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Literal

from policy_engine import Status, Truth

from .blocks import (
    AskedQuestion,
    Block,
    Card,
    Group,
    Heard,
    Judged,
    Line,
    LineRole,
    Link,
    Notice,
    Quote,
)
from .citing import clause_name
from .worded import worded

Role = Literal[
    "text", "heard", "notice", "met", "unmet", "open", "quote", "open_point", "question", "option",
    "hint", "link",
]  # fmt: skip
MARKS: Mapping[Truth, str] = {True: "✓", False: "✗", None: "?"}
VERDICTS: Mapping[Truth, str] = {True: "够", False: "不够", None: "还不知道"}
STATUS_MARKS: Mapping[Status, str] = {
    Status.ELIGIBLE: "✓", Status.INELIGIBLE: "✗", Status.UNDETERMINED: "?",
    Status.EXPIRED: "–", Status.NOT_IN_FORCE: "–",
}  # fmt: skip
_NOT_MET = str(worded("measures")["not_met"])
MOST_ECHOED, MOST_MISSING = 8, 3
HOW_TO_UNDO = "不对就回“撤销”。"
OTHERS = "别的"
CHOOSE_SEVERAL = "回序号，可多选，如“1 3”；都没有就回“都没有”。"
CHOOSE_AGAIN = "（上面列过，回序号或直接说；都没有就回“都没有”。）"
_VERDICT_ROLES: Mapping[Truth, Role] = {True: "met", False: "unmet", None: "open"}
_STATUS_ROLES: Mapping[Status, Role] = {
    Status.ELIGIBLE: "met", Status.INELIGIBLE: "unmet", Status.UNDETERMINED: "open",
}  # fmt: skip
_FORMS: Mapping[LineRole, str] = {"item": "· {}", "open_point": "待定：{}。"}


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text and what it is; `option`: the place of the option that it offers, from 0,
    and `question`: the id of the question it belongs to."""

    text: str
    role: Role = "text"
    option: int | None = None
    question: str = ""


Paragraph = tuple[TextLine, ...]


def plain_text(blocks: Iterable[Block]) -> str:
    """What is said, as a person reads it where there is nothing but text."""
    return "\n\n".join(text_of(paragraph) for paragraph in paragraphs(blocks))


def text_of(paragraph: Paragraph) -> str:
    return "\n".join(line.text for line in paragraph)


def paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    """The lines of each block that says anything."""
    found = (tuple(lines(block)) for block in blocks)
    return [paragraph for paragraph in found if text_of(paragraph)]


@singledispatch
def lines(block: Block) -> Iterator[TextLine]:
    """The lines of one block."""
    raise TypeError(type(block).__name__)


@lines.register
def _(block: Group) -> Iterator[TextLine]:
    for inner in block.blocks:
        yield from lines(inner)


@lines.register
def _(block: Notice) -> Iterator[TextLine]:
    yield TextLine(block.text, "notice")


@lines.register
def _(block: Link) -> Iterator[TextLine]:
    yield TextLine(f"{block.text}：{block.url}", "link")


@lines.register
def _(block: Line) -> Iterator[TextLine]:
    role: Role = "open_point" if block.role == "open_point" else "text"
    text = _FORMS.get(block.role, "{}").format(block.text)
    yield from (TextLine(line, role) for line in text.split("\n"))


@lines.register
def _(block: Quote) -> Iterator[TextLine]:
    text = f"{'· ' if block.is_item else ''}{block.label}：“{block.text}”"
    yield from (TextLine(line, "quote") for line in text.split("\n"))


# -- what was heard ------------------------------------------------------------------------


@lines.register
def _(block: Heard) -> Iterator[TextLine]:
    """“记下了：…” with changes told as changes, and many denied roles in one word."""
    said = [_noted(fact.text, fact.before) for fact in block.noted]
    if len(said) > MOST_ECHOED:
        said = [*said[:MOST_ECHOED], f"等 {len(said)} 项"]
    if len(block.denied) > 2:
        said.append("其余都没有" if said else "这些情况都没有")
    else:
        said += [fact.text for fact in block.denied]
    noted = f"记下了：{'；'.join(said)}。" if said else ""
    if any(fact.before for fact in block.noted):
        noted += HOW_TO_UNDO
    withdrawn = "、".join(fact.text for fact in block.withdrawn)
    yield TextLine(noted + (f"好的，{withdrawn}先不算。" if withdrawn else ""), "heard")


def _noted(text: str, before: str) -> str:
    return f"{text}（原来记的是 {before}）" if before else text


# -- measures -----------------------------------------------------------------------------


@lines.register
def _(block: Card) -> Iterator[TextLine]:
    role = _STATUS_ROLES.get(block.status, "text")
    heading = card_heading(block)
    if block.extent == "line":
        window = f"；{block.window}" if block.window else ""
        yield TextLine(heading + _hangs_on(block) + window, role)
    elif block.extent in ("settled", "full") and block.denied:
        yield TextLine(f"{heading}（您说没有：{'、'.join(block.denied)}）", role)
    else:
        yield TextLine(f"{heading}。{block.remark}" if block.remark else heading, role)
        yield from _inside(block)


def card_heading(card: Card) -> str:
    """“✓ 平台建设扶持（第八条）：最高 20 万元”."""
    outcomes = {
        Status.ELIGIBLE: card.amount,
        Status.INELIGIBLE: "目前不符合",
        Status.UNDETERMINED: "还不能确定",
    }
    outcome = outcomes.get(card.status, "文件不在有效期内，没有金额")
    return f"{STATUS_MARKS[card.status]} {card.title}（{clause_name(card.clause)}）：{outcome}"


def _hangs_on(card: Card) -> str:
    """The one thing that the outcome of a measure hangs on."""
    if card.status is Status.ELIGIBLE:
        basis = [*card.basis, *([f"上限 {card.cap}"] if card.cap else [])]
        return f"（{'，'.join(basis)}）" if basis else ""
    if card.status is Status.INELIGIBLE:
        against = [reason for reason in card.reasons if reason.verdict is False]
        plain = [reason for reason in against if not reason.parts]
        nearest = plain[0] if plain else against[-1] if against else None  # the lowest tier
        return _NOT_MET.format(judged_text(nearest)) if nearest is not None else ""
    if card.status is Status.UNDETERMINED:
        return f"，符合的话{card.amount}；还不知道：{'、'.join(card.missing[:MOST_MISSING])}"
    return ""


def _inside(card: Card) -> Iterator[TextLine]:
    """What stands under the heading of a card."""
    gaps = (TextLine(f"还差：{gap}") for gap in card.gaps)
    if card.extent == "gap":
        yield from gaps
    if card.extent not in ("settled", "full"):
        return
    if card.status is Status.UNDETERMINED and card.has_sum:
        yield TextLine(f"如果符合：{card.amount}")
    for reason in card.reasons if card.extent == "full" else _deciding(card):
        text = f"{MARKS[reason.verdict]} {judged_text(reason)}"
        yield TextLine(text, _VERDICT_ROLES[reason.verdict])
    yield from (TextLine(f"· {told}") for told in card_basis(card))
    yield from gaps
    yield from (TextLine(f"· {told}") for told in card_particulars(card))
    yield from lines(card.quote)
    for point in card.open_points:
        yield from lines(Line(point, "open_point"))


def _deciding(card: Card) -> list[Judged]:
    """What stands against a measure or is open; of one that is granted nothing need be said."""
    if card.status is Status.ELIGIBLE:
        return []
    return [reason for reason in card.reasons if reason.verdict is not True]


def judged_text(reason: Judged) -> str:
    """“30 万元档：门店 40 多家，要 50 家以上（不够）；营业额 …（够）”."""
    parts = "；".join(f"{part.text}（{VERDICTS[part.verdict]}）" for part in reason.parts)
    return f"{reason.text}：{parts}" if parts else reason.text


def card_basis(card: Card) -> list[str]:
    """How the amount comes about: the numbers told, the formula, the cap."""
    formula = [f"算法：{card.formula}"] if card.formula else []
    cap = [f"上限 {card.cap}"] if card.cap else []
    return [*card.basis, *formula, *cap]


def card_particulars(card: Card) -> list[str]:
    """When to apply, then what else is told of a measure."""
    return [*([card.window] if card.window else []), *card.particulars]


# -- questions ------------------------------------------------------------------------------


@lines.register
def _(block: AskedQuestion) -> Iterator[TextLine]:
    if block.brief:
        yield TextLine(f"{block.text}{CHOOSE_AGAIN}", "question")
        return
    yield TextLine(block.text, "question")
    numbered = [f"{place}. {option.label}" for place, option in enumerate(block.options, 1)]
    groups = dict.fromkeys(option.group for option in block.options)
    if block.inline and numbered:
        yield TextLine("；".join(numbered), "option")
    elif any(groups):
        for group in groups:
            named = (n for n, o in zip(numbered, block.options, strict=True) if o.group == group)
            yield TextLine(f"{group or OTHERS}：{'；'.join(named)}", "option")
    else:
        yield from (
            TextLine(text, "option", place, block.id) for place, text in enumerate(numbered)
        )
    if block.multiple:
        yield TextLine(CHOOSE_SEVERAL, "hint")
