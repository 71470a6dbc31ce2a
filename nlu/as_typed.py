"""Where a statement or a quantity stands in the text as it was typed."""

from __future__ import annotations

from dataclasses import replace

from .clean import CleanText
from .quantities import Mention
from .statements import Amended, Beside, Doubtful, Expense, Statement


def as_typed(mention: Mention, cleaned: CleanText) -> Mention:
    start, end = cleaned.span(mention.start, mention.end)
    return replace(mention, start=start, end=end, text=cleaned.original[start:end])


def typed(statement: Statement, cleaned: CleanText) -> Statement:
    """The statement with its place in the typed text."""
    span = cleaned.span(*statement.span)
    if (
        isinstance(statement, Doubtful | Amended | Expense | Beside)
        and statement.mention is not None
    ):
        return replace(statement, span=span, mention=as_typed(statement.mention, cleaned))
    return replace(statement, span=span)
