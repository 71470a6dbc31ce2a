"""Typed statements: what one message says, one object each, with the words it rests on.

The conversation reads these and never the text again. A statement tells its `span` in the
typed text and `because`: the rule or score that made it (`wence parse --why`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from policy_engine import FactValue, Quantity

from .quantities import Mention

Span = tuple[int, int]
Mark = Literal["planned", "others", "past"]
"""Why something told is no fact of the speaker's present: a plan, another firm's, former times."""


class Question(StrEnum):
    """What a message asks for beyond its intent: known by its words, whatever it looks like."""

    DETAIL = "detail"
    TOTAL = "total"
    BEST = "best"
    PERIOD = "period"
    RATE = "rate"
    WORDING = "wording"
    WHY_ASKED = "why_asked"
    WHETHER_SURE = "whether_sure"
    WHICH_SUM = "which_sum"
    HOW_COUNTED = "how_counted"
    MATERIALS = "materials"
    WHERE = "where"
    DEADLINE = "deadline"
    PAYMENT = "payment"
    SUMMARY = "summary"
    WHAT_IS_KNOWN = "what_is_known"
    BENEFICIARY = "beneficiary"
    COUNTED_FROM = "counted_from"
    WHETHER_RIGHT = "whether_right"
    WHETHER_NOTHING = "whether_nothing"
    TAKEN_OFF = "taken_off"
    OF_CUSTOMERS = "of_customers"
    WHICH_NUMBER = "which_number"
    EXPIRES_FIRST = "expires_first"
    WHOSE_SUM = "whose_sum"
    PRO_RATA = "pro_rata"
    BOTH_TIERS = "both_tiers"
    LEFT_OPEN = "left_open"
    WHERE_CAPPED = "where_capped"
    WHETHER_CAPPED = "whether_capped"
    CONVERTED = "converted"
    WHICH_SENTENCE = "which_sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that a message says: `span` in the typed text, `because` of which rule or score."""

    span: Span = (0, 0)
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Statement):
    """A fact with its value; with a `mark` it holds not of the speaker's own present.

    `named`: the words beside a number call the fact by its name or its scene; a number that
    was only guessed from its unit is not named.
    """

    fact: str
    value: FactValue
    mark: Mark | None = None
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied(Statement):
    """A yes-or-no fact that is said not to hold."""

    fact: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart(Statement):
    """A yes-or-no fact that does not hold of a part which is kept apart: 另有一部分直发长沙."""

    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed(Statement):
    """Only for the sake of the question: never stored.

    `by`: the value itself (`to`), or so much more, less, or so many times what is known.
    """

    fact: str
    value: FactValue
    by: Literal["to", "more", "less", "times"] = "to"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDay(Statement):
    """12月25号才交: a day to come on which something is to be handed in."""

    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AsItWas(Statement):
    """过期以前办的: what is told goes by the days in which the document was in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupposedOneOf(Statement):
    """要是冲到五百万呢: a number supposed that any of these facts may be, with the value of each."""

    values: tuple[tuple[str, Quantity], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Later(Statement):
    """Asked for the sake of the question: what if so much time (a duration) had passed."""

    time: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Statement):
    """A value that replaces what was told; `before`: the value it takes back, where it is named."""

    fact: str
    value: FactValue
    before: FactValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Statement):
    """What was told of a fact is taken back, and nothing put in its place."""

    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Statement):
    """What was told before is spoken of again, and no value told for it.

    It is named (`fact`) or said again as a number (`mention`). `way`: it counts no more
    (`taken_back`; where it is named it is `Withdrawn`), it was another fact's (`moved`, to
    `meant`), it was wrong and the right value is still to be told (`wrong`), or a no was heard
    where none was said (`not_denied`).
    """

    way: Literal["taken_back", "moved", "wrong", "not_denied"]
    fact: str = ""
    mention: Mention | None = None
    meant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAs(Statement):
    """也一样, 全是新增的: a fact that has the value of another one, told before."""

    fact: str
    other: str


@dataclass(frozen=True, slots=True)
class ThingsAlike:
    """So many things of a kind with what is told of each; `lacks`: they are said not to qualify;
    `label`: what they are called by (小沙江)."""

    count: Decimal
    told: tuple[tuple[str, Quantity], ...] = ()
    lacks: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Things(Statement):
    """Several like things that are not all the same; `of`: the fact that they are told under."""

    of: str
    alike: tuple[ThingsAlike, ...]
    total: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed(Statement):
    """司门前那家: one of several like things, by what it was called before."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMore(Statement):
    """还想再开一家，95平: what is planned of one more of the things counted by `of`.

    `begins`: the first day on which it may begin, where that is told.
    """

    of: str
    told: tuple[tuple[str, FactValue], ...] = ()
    begins: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Statement):
    """A value that comes on top of what was told before (又新增10家)."""

    fact: str
    value: FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneOfTheRest(Statement):
    """都不是, 就这些, 只有…: whatever else was asked for with it does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Statement):
    """不知道, 跳过: the question is left open and not asked again; `facts`: those it names itself.

    `leaning`: 可能吧, 应该算吧: half a yes, which is none.
    """

    facts: tuple[str, ...] = ()
    leaning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen(Statement):
    """Options of the question they were offered with, by their places from 0; nothing else."""

    options: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlisted(Statement):
    """Numbers alone in answer to a list, and no places on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherFirm(Statement):
    """下一家，做物流的: what follows is told of another enterprise; `rest`: where that begins."""

    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFirm(Statement):
    """回到第一家: what follows is of an enterprise told of before; `rest`: where that begins.

    `which`: the how manieth it was, from 1; 0: the one before. `asks`: it is only asked about
    (第一家是多少来着), which may be said of other things that are counted as well.
    """

    rest: int
    which: int = 0
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Particular(Statement):
    """没有发票的能不能算: what a question is about that is no word of any policy or of asking."""

    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised(Statement):
    """说错了, 其实, 后来关了: what was told before may not stand; denying it is no contradiction.

    `mistake`: it says that something is wrong, 说错了 or 不对.
    """

    mistake: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Statement):
    """撤销: what the last change did is to be as it was before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Statement):
    """A question that the words themselves put; `about`: the measures it names."""

    question: Question
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful(Statement):
    """A quantity that fits several facts equally well (`facts`), or one fact without its unit."""

    mention: Mention
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside(Statement):
    """A number that needs no place: the whole of which a part was meant, or a part of it."""

    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted(Beside):
    """今年190……是不是反了，我得翻一下账: a number that its speaker doubts; it waits for a better one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense(Statement):
    """An expense that the policy says nothing of: whether support for it is asked for, and the sum
    that it came to."""

    name: str
    asked: bool = False
    mention: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign(Statement):
    """Money in a currency that is neither yuan nor dollars: no fact yet, to be asked about."""

    fact: str
    value: FactValue


def says(statement: Statement, fact: str) -> bool:
    """Whether it speaks of a fact as it is now."""
    told = getattr(statement, "fact", None)
    return told == fact and getattr(statement, "mark", None) is None


def told_of(said: Sequence[Statement], facts: Sequence[str], mark: Mark | None) -> Quantity | None:
    """The number that is told of one of these facts, as it is meant."""
    return next(
        (
            s.value
            for s in said
            if isinstance(s, Told) and s.fact in facts and s.mark == mark
            if isinstance(s.value, Quantity)
        ),
        None,
    )
