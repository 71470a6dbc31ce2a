"""Words that only one fact of a pack has, in whatever is written of it: its names, its question.

股份制改造 stands in one question alone. Of a policy that nobody wrote words for, the network
alone is right in one of ten claims, and where such a word stands there in nine of ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from policy_engine import FactDefinition

from .language.forms import form
from .likeness import pairs


def own_pairs(
    facts: Mapping[str, FactDefinition], called: Mapping[str, Iterable[str]]
) -> Mapping[str, frozenset[str]]:
    """Of each fact the pairs of characters that no other one has; `called`: what else it is called."""
    written = {name: _pairs(_texts(d, called.get(name, ()))) for name, d in facts.items()}
    owners = Counter(pair for several in written.values() for pair in several)
    return {
        name: frozenset(pair for pair in several if owners[pair] == 1)
        for name, several in written.items()
    }


def _texts(definition: FactDefinition, called: Iterable[str]) -> list[str]:
    values = () if definition.options is None else definition.options.listed
    return [definition.label, definition.option, definition.question, *values, *called]


def _pairs(texts: Iterable[str]) -> set[str]:
    telling = (part for text in texts for part in form("in_any_question").split(text))
    return {pair for part in telling for pair in pairs(part)}
