"""What a policy is: facts, measures, its text and its time in force; what told facts make of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from .comparisons import Threshold
from .derived import Count, Derived, Difference, Sum
from .errors import FactError, did_you_mean
from .expression import Known, World, is_settled
from .fact_value import FactValue
from .facts import Convert, FactDefinition, no_conversion
from .interval import EVERYTHING, Interval
from .measure import DefinedTerm, Measure
from .relation import Relation
from .sentences import Corrected, Sentence, sentences_of
from .source_text import SourceText
from .terms import Term, TermKind
from .time_rules import TODAY
from .totals import Totals

_BRACKETS = re.compile(r"[（(][^（()）]*[)）]$")
_KIND_OF_DOCUMENT = re.compile(
    r"的?(?:若干|实施)?(?:政策措施|政策|措施|办法|意见|方案|细则|规定|通知)$"
)


_RISES = re.compile(r"(?P<now>[^\s()（）]+) 比 [^\s()（）]+ (?:增加|增长)")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A point of the check that a person has looked at, and why it may stay as it is."""

    where: str
    problem: str
    reason: str


@dataclass(frozen=True, eq=False)
class Policy:
    """A checked policy pack."""

    id: str
    title: str
    document_number: str
    issuer: str
    region: str
    issued: date
    last_day: date
    facts: Mapping[str, FactDefinition]
    measures: Mapping[str, Measure]
    relations: tuple[Relation, ...]
    source: SourceText
    directory: Path
    uncovered_clauses: tuple[str, ...] = ()
    derived: tuple[Derived, ...] = ()
    role_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The roles by what a business does, the most frequent first: how the question lists them."""
    totals: Totals = field(default_factory=Totals)
    defined_terms: tuple[DefinedTerm, ...] = ()
    corrected: Corrected = ()
    """What the pack says its sentences are for, where their words mislead."""
    accepted: tuple[Accepted, ...] = ()
    short: str = ""
    replaces: tuple[str, ...] = ()
    """The ids of the policies that this one takes over from."""
    applicants: tuple[str, ...] = ()
    """The kinds of applicants it is for; empty: it does not say."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of its text, each with its place and what it is for."""
        return sentences_of(self.source, self.corrected)

    @property
    def members(self) -> tuple[Policy, ...]:
        """The policies that answer: this one alone."""
        return (self,)

    @property
    def answers_together(self) -> bool:
        """Whether several policies answer, so that each has to be named."""
        return len(self.members) > 1

    @property
    def name(self) -> str:
        """What it is called in a sentence beside others."""
        return self.short or _shortened(self.title)

    def policy_of(self, measure: Measure) -> Policy:
        """The policy that a measure is of."""
        return self

    def in_force(self, on: date) -> bool:
        return self.issued <= on <= self.last_day

    def clause_name(self, label: str) -> str:
        """How a clause of the text is read out: “第八条”, “第十一条”, “三（二）”."""
        return self.source.clause_name(label)

    def definition(self, fact: str) -> FactDefinition:
        """The fact of that name. Raises FactError naming the nearest known one."""
        if fact not in self.facts:
            raise FactError(f"没有名为“{fact}”的事实{did_you_mean(fact, self.facts)}")
        return self.facts[fact]

    def measure(self, measure_id: str) -> Measure:
        """The measure of that id. Raises FactError naming what there is."""
        if measure_id not in self.measures:
            known = "、".join(self.measures)
            raise FactError(f"没有编号为“{measure_id}”的措施，现有：{known}")
        return self.measures[measure_id]

    def terms_of(self, measure: Measure, world: World) -> tuple[Term, ...]:
        """What is told beside a measure: its own terms, and the measures that stand in its way."""
        before = (
            other for name in measure.after if _may_apply(other := self.measures[name], world)
        )
        told = [Term(TermKind.AFTER, other.title) for other in before]
        for group in self.totals.groups:
            if measure.id not in group.measures:
                continue
            others = [self.measures[name] for name in group.measures if name != measure.id]
            others = [other for other in others if _may_apply(other, world)]
            if group.cap is None:
                told += [Term(TermKind.EITHER, other.title) for other in others]
            elif others:
                told.append(Term(TermKind.TOGETHER, group.cap.text))
        return (*measure.terms, *dict.fromkeys(told))

    def world(
        self,
        told: Mapping[str, FactValue],
        convert: Convert = no_conversion,
        on: date | None = None,
    ) -> dict[str, Known]:
        """What the told facts leave possible, for every fact, on a day. Raises FactError."""
        world: dict[str, Known] = dict(self._nothing_known)
        world[TODAY] = Interval.exactly(on.toordinal()) if on is not None else EVERYTHING
        for name, value in told.items():
            world[name] = self.definition(name).known(value, convert)
        for each in self._over_items:
            world[each.variable] = each.range(world)
        for difference in self._differences:
            world[difference.variable] = difference.range(world)
        broken = self._settle(world)
        if isinstance(broken, Relation):
            smaller, larger = (self.facts[name].label for name in broken.facts())
            raise FactError(f"“{smaller}”不可能大于“{larger}”（{broken.text}），请核对这两个数")
        return world

    def narrowed(self, world: World, name: str, known: Known) -> World | None:
        """`world` with one variable narrowed and what is tied to it; `None` if impossible."""
        if isinstance(known, Interval) and name in self._whole:
            known = known.whole_numbers()
            if known is None:
                return None
        part: dict[str, Known] = {**world, name: known}
        return part if self._settle(part) is None else None

    def open_facts(self, variables: tuple[str, ...], world: World) -> tuple[str, ...]:
        """The facts to be told for what is open under these names."""
        if not self.derived:
            return variables
        found: dict[str, None] = {}
        for name in variables:
            derived = self._derived_by_name.get(name)
            told = (name,) if derived is None else derived.facts()
            found |= dict.fromkeys(f for f in told if derived is None or not is_settled(world[f]))
        return tuple(found)

    def variables_of(self, fact: str) -> tuple[str, ...]:
        """The names under which the world judges a fact: itself, or the counts and sums of a list."""
        if not self.facts[fact].is_list:
            return (fact,)
        return tuple(each.variable for each in self._over_items if each.fact == fact)

    def _settle(self, world: dict[str, Known]) -> Relation | Difference | None:
        """Apply what ties numbers until nothing changes (a chain needs as many rounds as links).

        Returns what cannot hold.
        """
        for _ in self._ties:
            for tie, whole in self._ties:
                if isinstance(tie, Difference) and tie.variable not in world:
                    continue  # of another measure
                if not tie.settle(world) or (whole and not _made_whole(world, whole)):
                    return tie
        return None

    @cached_property
    def _ties(self) -> tuple[tuple[Relation | Difference, tuple[str, ...]], ...]:
        """What ties numbers to each other, with the names of whole numbers among them."""
        ties: tuple[Relation | Difference, ...] = (*self.relations, *self._differences)
        return tuple((tie, tuple(n for n in tie.facts() if n in self._whole)) for tie in ties)

    @cached_property
    def _derived_by_name(self) -> Mapping[str, Derived]:
        return {derived.variable: derived for derived in self.derived}

    @cached_property
    def _over_items(self) -> tuple[Count | Sum, ...]:
        return tuple(d for d in self.derived if isinstance(d, Count | Sum))

    @cached_property
    def _differences(self) -> tuple[Difference, ...]:
        return tuple(d for d in self.derived if isinstance(d, Difference))

    @cached_property
    def _whole(self) -> frozenset[str]:
        """Names of what comes in whole numbers."""
        facts = (name for name, definition in self.facts.items() if definition.is_whole)
        counts = (d.variable for d in self.derived if isinstance(d, Count))
        return frozenset((*facts, *counts))

    @cached_property
    def _nothing_known(self) -> Mapping[str, Known]:
        return {name: definition.domain for name, definition in self.facts.items()}

    @cached_property
    def lowest_thresholds(self) -> Mapping[str, Decimal]:
        """The smallest number that any rule compares each numeric fact with."""
        found: dict[str, Decimal] = {}
        for measure in self.measures.values():
            for atom in measure.eligibility.atoms():
                if isinstance(atom, Threshold) and atom.count is None:
                    limit = atom.limit.low
                    found[atom.name] = min(limit, found.get(atom.name, limit))
        return found

    @cached_property
    def growing(self) -> frozenset[str]:
        """The facts whose rise over another one some rule asks for: 甲 比 乙 增加."""
        written = " ".join(
            part.text
            for measure in self.measures.values()
            for part in (*measure.condition.parts, *measure.benefit.amounts())
        )
        named = {definition.in_rules: name for name, definition in self.facts.items()}
        risen = (found["now"] for found in _RISES.finditer(written))
        return frozenset(named[now] for now in risen if now in named)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles as a question lists them: grouped ones first, then the others."""
        grouped = [role for roles in self.role_groups.values() for role in roles]
        others = [name for name, definition in self.facts.items() if definition.role]
        return tuple(dict.fromkeys([*grouped, *others]))

    @cached_property
    def group_of(self) -> Mapping[str, str]:
        """The group that each grouped role stands in."""
        return {role: group for group, roles in self.role_groups.items() for role in roles}

    @cached_property
    def fact_order(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.facts)}

    def scope(self, measure: Measure) -> tuple[str, ...]:
        """The variables of a measure and those that are tied to them."""
        return self._scopes[measure.id]

    def known_of(self, measure: Measure, world: World) -> tuple[Known, ...]:
        """What is known of the variables in a measure's scope, in its order."""
        known: tuple[Known, ...] = self._pickers[measure.id](world)
        return known

    @cached_property
    def _pickers(self) -> Mapping[str, Callable[[World], tuple[Known, ...]]]:
        return {measure_id: _picker(scope) for measure_id, scope in self._scopes.items()}

    @cached_property
    def _scopes(self) -> Mapping[str, tuple[str, ...]]:
        scopes = {}
        for measure in self.measures.values():
            names = list(measure.variables)
            for difference in self._differences:
                if difference.variable in names:
                    names += [*difference.left.variables(), *difference.right.variables()]
            for relation in self.relations:
                if relation.smaller in names or relation.larger in names:
                    names += relation.facts()
            scopes[measure.id] = tuple(dict.fromkeys(names))
        return scopes


def _shortened(title: str) -> str:
    """What a title says without what every title has.

    >>> _shortened("关于支持乡村民宿发展的若干措施"), _shortened("某市创业补贴（高校毕业生等）")
    ('支持乡村民宿发展', '某市创业补贴')
    """
    plain = _KIND_OF_DOCUMENT.sub("", _BRACKETS.sub("", title).removeprefix("关于"))
    return plain or title


def _may_apply(measure: Measure, world: World) -> bool:
    return measure.eligibility.truth(world) is not False


def _picker(names: tuple[str, ...]) -> Callable[[World], tuple[Known, ...]]:
    if len(names) == 1:
        return lambda world: (world[names[0]],)
    return itemgetter(*names)


def _made_whole(world: dict[str, Known], names: tuple[str, ...]) -> bool:
    """Whether whole numbers are left under these names; nothing else is."""
    for name in names:
        known = world.get(name)
        if isinstance(known, Interval):
            whole = known.whole_numbers()
            if whole is None:
                return False
            world[name] = whole
    return True
