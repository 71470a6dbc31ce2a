"""What the conversation already knows when a message is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Offered:
    """An option of a question: what it is called, and the fact it settles."""

    label: str
    fact: str


@dataclass(frozen=True, slots=True)
class Context:
    """`pending`: the facts just asked for; `focus`: measures being talked about;
    `roles`: claims known to be true; `told`: numbers already told, the latest last;
    `today`: for turning dates into durations; `options`: what may be chosen, in the order
    in which it was listed; `several`: more than one of them at once; `together`: places for one number,
    which may have all of them; `currencies`: in which
    each sum of money was told, so that a correction stays in it; `sums`: what each came to in
    it, beside which a bare 5500 may count tens of thousands; `values`: every exact number told; `supposing`: what was answered last
    was a what-if; `one_more`: of which things one more was asked about; `amounts`: ends of the
    amounts in yuan that were said to be drawn: who repeats one tells nothing of the business;
    `labels`: what several like things were called by."""

    today: date
    pending: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    options: tuple[Offered, ...] = ()
    several: bool = False
    together: bool = False
    currencies: Mapping[str, str] = field(default_factory=dict)
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    values: Mapping[str, Decimal] = field(default_factory=dict)
    supposing: bool = False
    one_more: str = ""
    amounts: frozenset[Decimal] = frozenset()
    labels: tuple[str, ...] = ()
