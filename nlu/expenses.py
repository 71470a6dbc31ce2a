"""房租补不补: what people would like to be paid for, and of which a policy says not a word.

data/expenses.yml lists such expenses: how people call them, and by which words official texts do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from policy_engine import MONEY, unit_of

from .asked_whether import counts_as
from .message import Message
from .phrases import Entry, Found, PhraseBook
from .quantities import Mention
from .statements import Corrected, Doubtful, Expense, Statement, Told

_FILE = Path(__file__).parent / "data" / "expenses.yml"
_BLANK = re.compile(r"\s+")
WIDEST, NEXT_TO = 4, 1
"""Characters between an expense and the sum that it came to, after it and before it."""


class _Called(BaseModel):
    model_config = ConfigDict(extra="forbid")
    called: list[str] = Field(min_length=1)
    written: list[str] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    asks: list[str] = Field(min_length=1)
    expenses: dict[str, _Called] = Field(min_length=1)


@dataclass(frozen=True)
class Expenses:
    """The expenses that none of some texts speaks of."""

    book: PhraseBook[str]

    def told(self, message: Message) -> tuple[Expense, ...]:
        """Those that a message names: whether it asks for support of them, and what they came to."""
        found = list(self.book.find(message.text.lower(), message.mentions))
        support = bool(found) and _asks_for_support(message)
        return tuple(self._told(message, hit, support) for hit in found)

    def _told(self, message: Message, hit: Found[str], support: bool) -> Expense:
        sum_spent = next((m for m in message.mentions if _is_spent(message, hit, m)), None)
        end = hit.end if sum_spent is None else sum_spent.end
        return Expense(
            name=hit.key, asked=support or _asks(message, hit), mention=sum_spent,
            span=(hit.start, end), because=hit.expression,
        )  # fmt: skip


def expenses_beside(texts: Iterable[str]) -> Expenses:
    """The expenses of which none of the texts says a word."""
    whole = _BLANK.sub("", "".join(texts))
    known = _listed().expenses.items()
    beside = [(n, e) for n, e in known if not any(word in whole for word in e.written)]
    return Expenses(PhraseBook(Entry(n, word.lower()) for n, e in beside for word in e.called))


def without_their_sums(
    said: Sequence[Statement], expenses: Sequence[Expense]
) -> Iterator[Statement]:
    """What is said, without sums taken for facts that were spent on these."""
    spent = [e.mention for e in expenses if e.mention is not None]
    for statement in said:
        number = isinstance(statement, Doubtful | Corrected) or (
            isinstance(statement, Told) and not isinstance(statement.value, bool)
        )
        if number and any(m.overlaps(statement.span) for m in spent):
            continue
        yield statement


def _is_spent(message: Message, hit: Found[str], mention: Mention) -> bool:
    """Whether a sum follows right after the expense, in its clause; or stands anywhere in it,
    where it is only asked whether it counts."""
    if not _is_money(mention):
        return False
    if _whether_it_counts(message, hit) and _is_beside(message, hit, mention):
        return True
    if not 0 <= mention.start - hit.end <= WIDEST:
        return False
    between = message.text[hit.end : mention.start].strip(" :：、")
    return not between or message.clause_at(hit.start) is message.clause_at(mention.start)


def _is_beside(message: Message, hit: Found[str], mention: Mention) -> bool:
    """佣金今年扣了一百万; 一百万的佣金."""
    if mention.start < hit.start:
        return 0 <= hit.start - mention.end <= NEXT_TO
    return message.clause_at(hit.start) is message.clause_at(mention.start)


def _whether_it_counts(message: Message, hit: Found[str]) -> bool:
    """佣金扣了一百万，这个也算服务费吗."""
    return counts_as(message, hit.end) is not None


def _is_money(mention: Mention) -> bool:
    return mention.unit is None or unit_of(mention.unit).kind == MONEY


def _asks(message: Message, hit: Found[str]) -> bool:
    """Whether the clause of an expense asks, or the next whether it counts."""
    own = message.clause_at(hit.start)
    return (own is not None and own.asks) or _whether_it_counts(message, hit)


def _asks_for_support(message: Message) -> bool:
    """Whether some clause asks, in a message that speaks of support."""
    asks = any(clause.asks for clause in message.clauses)
    return asks and any(True for _ in _asking().find(message.text.lower(), ()))


@cache
def _listed() -> _File:
    return _File.model_validate(yaml.safe_load(_FILE.read_text("utf-8")))


@cache
def _asking() -> PhraseBook[str]:
    return PhraseBook(Entry(word, word) for word in _listed().asks)
