"""What the bot says, in pieces; each channel gives them a form of its own.

A block holds texts and what each of them is, never how it looks. The words are made where
a reply is made, so that every channel says the same (`plain_text` puts them into lines).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from policy_engine import FactValue, Kind, Quantity, Status, Truth

NoticeKind = Literal[
    "out_of_force",
    "reminder",
    "too_long",
    "refused",
    "welcome_back",
    "lost",
    "unplaced",
    "counted",
    "another_firm",
]
LineRole = Literal["sentence", "item", "total", "open_point", "unfold", "authority"]
Extent = Literal["heading", "line", "gap", "settled", "full"]
ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact as it was taken down, “孵化入网企业 45 家”, and what stood there before, if anything."""

    fact: str
    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was taken down of a message.

    `denied`: said not to be so, when nothing was known of it; `withdrawn`: counts no more.
    """

    noted: tuple[Noted, ...] = ()
    denied: tuple[Noted, ...] = ()
    withdrawn: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know beside the answer: that the policy runs out, that a number was not taken."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence. `unfold` tells by which word more is shown: idle where that opens by itself."""

    text: str
    role: LineRole = "sentence"


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim sentence of the policy and the label of its clause, where that is known."""

    text: str
    clause: str = ""
    label: str = "依据"
    is_item: bool = False
    """Whether it is one of a list."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition, whether it holds, and what it is made of."""

    text: str
    verdict: Truth
    parts: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A measure for one enterprise, whole.

    `extent` is how much of it is told where there is room for words only; a page shows the
    rest when it is unfolded.
    """

    measure: str
    clause: str
    title: str
    status: Status
    nature: Kind
    amount: str
    """What it gives, with its nature, “最高 20 万元”; empty where it gives nothing."""
    quote: Quote
    has_sum: bool = False
    """Whether the amount is a number of yuan."""
    reasons: tuple[Judged, ...] = ()
    basis: tuple[str, ...] = ()
    """The told numbers that the amount is computed from."""
    formula: str = ""
    cap: str = ""
    gaps: tuple[str, ...] = ()
    """What lacks, for each better outcome."""
    missing: tuple[str, ...] = ()
    """What is not known yet."""
    denied: tuple[str, ...] = ()
    """What the enterprise said it has not, where that settles the matter."""
    open_points: tuple[str, ...] = ()
    remark: str = ""
    extent: Extent = "full"
    particulars: tuple[str, ...] = ()
    """What is told beside conditions and amount: quotas, limits of years, instalments."""
    window: str = ""
    """Whether one can apply today, and for how long."""


@dataclass(frozen=True, slots=True)
class Option:
    """A quick reply: what it is called, and the fact it settles; 都不是 settles none."""

    label: str
    fact: str
    value: FactValue | None
    group: str = ""
    """What it is listed under."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its quick replies; `multiple`: several may be chosen at once;
    `brief`: its options were shown before and are not listed again; `inline`: they stand in
    one line; `lists_roles`: what the enterprise does, of several things."""

    facts: tuple[str, ...]
    text: str
    multiple: bool = False
    options: tuple[Option, ...] = ()
    brief: bool = False
    inline: bool = False
    lists_roles: bool = False

    @property
    def id(self) -> str:
        """What is asked, whenever and in whatever words: the same when it is asked again."""
        options = [[option.label, option.fact] for option in self.options]
        asked = json.dumps([self.facts, self.multiple, options], ensure_ascii=False)
        return hashlib.sha256(asked.encode()).hexdigest()[:ID_LENGTH]

    @property
    def places_a_number(self) -> bool:
        """Whether it asks which facts one number is: all of them may be."""
        values = [option.value for option in self.options if option.value is not None]
        number = isinstance(values[0], Quantity) if values else False
        return number and len(self.facts) > 1 and all(value == values[0] for value in values)

    def without_options(self) -> AskedQuestion:
        """The question alone, for a channel that shows its options as buttons."""
        return replace(self, options=(), multiple=False, brief=False) if self.options else self


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go on to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together: a list under its heading, an answer with what it rests on."""

    blocks: tuple[Block, ...]


Block: TypeAlias = Heard | Notice | Line | Quote | Card | AskedQuestion | Link | Group
Blocks: TypeAlias = tuple[Block, ...]


def group(*blocks: Block) -> Blocks:
    """These blocks as one; nothing of nothing."""
    return blocks if len(blocks) < 2 else (Group(blocks),)


def question_in(blocks: Blocks) -> AskedQuestion | None:
    """The question that what is said ends with, if it asks one."""
    last = blocks[-1] if blocks else None
    return last if isinstance(last, AskedQuestion) else None


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks in reading order, those of a group in its place."""
    for block in blocks:
        if isinstance(block, Group):
            yield from flat(block.blocks)
        else:
            yield block
