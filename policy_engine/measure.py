"""One measure of a policy: whom it is for, what it gives, the sentence it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .benefit import Benefit
from .expression import All, AnyOf, Condition, Expression, each_once
from .terms import Term, TermKind
from .window import WindowRule


@dataclass(frozen=True, slots=True)
class Note:
    """A point left to the authority; told where `condition` is not ruled out."""

    text: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class CommonCondition:
    """A condition of the whole policy (失信的除外), with the clause and the sentence that set it."""

    condition: Condition
    clause: str
    clause_name: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A condition that the text gives a name (本办法所称青年企业，是指……)."""

    name: str
    condition: Condition
    clause: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Measure:
    """One thing an enterprise can draw.

    `clause` is the label of its clause, `clause_name` how that is read out (第八条).
    `period`: how often it is paid, as the pack says (文件未规定 where the author saw that the
    text is silent); empty: nobody looked. `quotes` are verbatim pieces of the source. Measures of different policies with the
    same `purpose` pay for the same thing: 从优但不重复. `condition` holds its own conditions
    and, after them, those common to the policy. `terms`: what is told beside them; `after`:
    the ids of those that have to be drawn before; `window`: when one can apply. `id` is its
    own within its policy; by `key` it is known beside measures of other policies, which have
    ids of their own: the same, or POLICY/ID.
    """

    id: str
    clause: str
    clause_name: str
    title: str
    condition: All
    benefit: Benefit
    period: str
    quotes: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    purpose: str | None = None
    common: tuple[CommonCondition, ...] = ()
    terms: tuple[Term, ...] = ()
    after: tuple[str, ...] = ()
    window: WindowRule | None = None
    key: str = ""

    @cached_property
    def own_conditions(self) -> tuple[Condition, ...]:
        """Its conditions without those common to the policy."""
        return self.condition.parts[: len(self.condition.parts) - len(self.common)]

    @property
    def pays_others(self) -> bool:
        """Whether somebody else than the one who asks gets the money."""
        return any(term.kind is TermKind.BENEFICIARY for term in self.terms)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Every fact its status or amount depends on, in reading order."""
        return each_once(part.facts() for part in self._parts)

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The same as the world knows it: a fact, or what is derived of facts."""
        return each_once(part.variables() for part in self._parts)

    @property
    def _parts(self) -> tuple[Expression, ...]:
        return (self.eligibility, *self.benefit.amounts())

    @cached_property
    def eligibility(self) -> Condition:
        """The conditions, and with tiers: at least one tier."""
        tiers = tuple(tier.condition for tier in self.benefit.tiers)
        if not tiers:
            return self.condition
        return All(self.condition.text, (*self.condition.parts, AnyOf("达到任一档", tiers)))

    @property
    def quote(self) -> str:
        return "……".join(self.quotes)
