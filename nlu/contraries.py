"""Facts with negative names are read as their contraries; what was read is turned round at the end.

>>> from policy_engine import FactDefinition, unit_of
>>> fact = FactDefinition("A", "是否", unit_of("是否"), "B", contrary="C")
>>> turned([Denied(fact="A")], {"A": fact})
[Told(span=(0, 0), because='', fact='A', value=True, mark=None, named=False)]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from policy_engine import FactDefinition, FactValue

from .context import Context
from .statements import Corrected, Denied, Statement, Supposed, Told


def context_for(context: Context, facts: Mapping[str, FactDefinition]) -> Context:
    """The context in which contraries are read: what is known to be true of them is not."""
    return replace(context, roles=frozenset(r for r in context.roles if not facts[r].contrary))


def turned(statements: Iterable[Statement], facts: Mapping[str, FactDefinition]) -> list[Statement]:
    """The statements as the facts themselves mean them."""
    found = []
    for statement in statements:
        fact = facts.get(getattr(statement, "fact", ""))
        found.append(_turned(statement) if fact is not None and fact.contrary else statement)
    return found


def _turned(statement: Statement) -> Statement:
    span, because = statement.span, statement.because
    if isinstance(statement, Denied):
        mark = statement.mark
        return Told(fact=statement.fact, value=True, mark=mark, span=span, because=because)
    if isinstance(statement, Told) and statement.value is True:
        return Denied(fact=statement.fact, mark=statement.mark, span=span, because=because)
    if isinstance(statement, Corrected):
        return replace(statement, value=_not(statement.value), before=_no(statement.before))
    if isinstance(statement, Told | Supposed):
        return replace(statement, value=_not(statement.value))
    return statement


def _not(value: FactValue) -> FactValue:
    return not value if isinstance(value, bool) else value


def _no(value: FactValue | None) -> FactValue | None:
    return None if value is None else _not(value)
