"""What can be told of a fact: yes or no, a quantity, one of several values, a list of things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .one_of import OneOf
from .quantity import Quantity

NAME = "名"
"""What each thing of a list is called by where it is written; no fact of it can be called so."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of several like things (a store, a warehouse) with what is told of it.

    >>> Item.told("一号店", {"已开业": True}).values["已开业"]
    True
    """

    name: str
    facts: tuple[tuple[str, FactValue], ...] = ()

    @classmethod
    def told(cls, name: str, facts: Mapping[str, FactValue]) -> Item:
        return cls(name, tuple(facts.items()))

    @property
    def values(self) -> dict[str, FactValue]:
        return dict(self.facts)


@dataclass(frozen=True, slots=True)
class ItemList:
    """The things that were told of; `complete` when there are no others."""

    items: tuple[Item, ...] = ()
    complete: bool = False


FactValue = bool | Quantity | OneOf | ItemList
