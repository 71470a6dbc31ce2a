"""2800票是我仓明年的经营票数, 那60家只是目标: a number that is said to be one of a plan is no fact yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .clauses import Clause
from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .statements import Added, Beside, Corrected, Doubtful, Statement, Told

BECAUSE = "is planned"


def planned_figures(reading: NumberReading, said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, with such numbers as planned."""
    return tuple(_as_planned(s) if _is_of_a_plan(reading, s) else s for s in said)


def _is_of_a_plan(reading: NumberReading, statement: Statement) -> bool:
    if not isinstance(statement, Told | Corrected | Added | Doubtful):
        return False
    part = reading.message.clause_at(statement.span[0])
    if part is None or part.asks or isinstance(getattr(statement, "value", None), bool):
        return False
    after = reading.message.text[statement.span[1] : part.end]
    return form("is_what_is_planned").match(after) is not None or _comes_of_a_plan(reading, part)


def _comes_of_a_plan(reading: NumberReading, part: Clause) -> bool:
    """长沙有一家明年想迁过来，那我们就有10家了: what will be so once it is done."""
    message = reading.message
    before = [other for other in message.clauses if other.end <= part.start][-1:]
    if form("comes_of_it").match(part.text.strip()) is None:
        return False
    return any(
        other.planned or message.has(Notion.PLAN, other.start, other.end)
        or message.has(Notion.NEXT_YEAR, other.start, other.end)
        for other in before
    )  # fmt: skip


def _as_planned(statement: Statement) -> Statement:
    if isinstance(statement, Doubtful):
        return Beside(mention=statement.mention, span=statement.span, because=BECAUSE)
    if isinstance(statement, Told):
        return replace(statement, mark="planned")
    assert isinstance(statement, Corrected | Added)
    return Told(
        fact=statement.fact, value=statement.value, mark="planned", span=statement.span,
        because=BECAUSE,
    )  # fmt: skip
