"""The policy's text by clauses, with the sentence of a measure marked in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policy_engine import Policy

OMISSION = "……"
"""Stands in a citation between stretches of the same clause."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: stretches of its text, each with whether it is what is cited."""

    label: str
    stretches: tuple[tuple[str, bool], ...]

    @property
    def is_cited(self) -> bool:
        return any(cited for _, cited in self.stretches)


def clauses(policy: Policy, measure: str = "") -> list[Clause]:
    """Every clause; in the measure's own the cited stretches are told apart."""
    if policy.answers_together:
        return _of_several(policy, measure)
    chosen = policy.measures.get(measure)
    cited = policy.source.main_clause(chosen.clause) if chosen is not None else None
    return [
        Clause(label, tuple(stretches(text, chosen.quote)))
        if chosen is not None and label == cited
        else Clause(label, ((text, False),))
        for label, text in policy.source.clauses.items()
    ]


def _of_several(policy: Policy, measure: str) -> list[Clause]:
    """Of several policies the one that the measure is of, else all, each clause with its policy."""
    chosen = policy.measures.get(measure)
    meant = policy.members if chosen is None else (policy.policy_of(chosen),)
    own = chosen.id if chosen is not None else ""
    return [
        replace(clause, label=f"《{member.name}》{clause.label}")
        for member in meant
        for clause in clauses(member, own)
    ]


def stretches(text: str, quote: str) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, those that `quote` cites told apart.

    >>> list(stretches("甲乙丙丁戊", "乙……丁"))
    [('甲', False), ('乙', True), ('丙', False), ('丁', True), ('戊', False)]
    """
    rest = text
    for piece in quote.split(OMISSION):
        before, found, after = rest.partition(piece)
        if not found:
            continue
        if before:
            yield before, False
        yield found, True
        rest = after
    if rest:
        yield rest, False
